"""Signs of tokens and the phrases that patterns over them find."""

from __future__ import annotations

import pytest

from dateline.stages.interpret.clauses.chunks import Chunks, chunks
from dateline.stages.interpret.clauses.codes import codes
from dateline.stages.interpret.clauses.ranges import BEYOND
from dateline.stages.interpret.reading.annotate import Annotation, annotate
from tests.stages.reading import report


def parted(text: str) -> tuple[Annotation, Chunks]:
    view = annotate(report(text))
    return view, chunks(codes(view), view.lower, 0, len(view.words))


def phrases(text: str, kind: str) -> list[str]:
    """The words of each phrase of a kind."""
    view, found = parted(text)
    ranges = zip(found.kinds, found.ranges, strict=False)
    return [view.phrase_of(*tokens).text for one, tokens in ranges if one == kind]


SIGNS = [
    ("Roe was shot.", "NbE."),
    ("They have not been seen.", "vhnBE."),
    ("The mayor of Hull", "DNfN"),
    ("on Monday", "iT"),
    ("a 14-year-old boy", "D0JJN"),
    ("John F. Roe left.", "NNNNP."),
    ("the man who fell", "DNwP"),
    ("$5 and 7%", "00c0N"),
    ("They're here.", "yR."),
    ("Roe's dog", "NkN"),
    ("He was taken to Hull.", "pbEoN."),
]


@pytest.mark.parametrize(("text", "signs"), SIGNS)
def test_a_sign_stands_for_each_token(text: str, signs: str) -> None:
    assert codes(annotate(report(text))) == signs


def test_as_many_signs_as_tokens() -> None:
    view = annotate(report("“No,” said Ada Lund, “we’ve – 3.5 times – left it.”"))
    assert len(codes(view)) == len(view.words)


def test_no_text_has_no_signs() -> None:
    assert codes(annotate(report(""))) == ""


NOUN_PHRASES = [
    ("The mayor of Hull left.", ["The mayor of Hull"]),
    ("Roe’s old dog saw a guard.", ["Roe’s old dog", "a guard"]),
    ("About 30 people left.", ["About 30 people"]),
    ("The injured left.", ["The injured"]),
    ("Two of the dead were guards.", ["Two of the dead", "guards"]),
    ("She left.", ["She"]),
    ("A slow, heavy train came.", ["A slow, heavy train"]),
    ("The “special” train came.", ["The “special” train"]),
    ("Those men left.", ["Those men"]),
]


@pytest.mark.parametrize(("text", "expected"), NOUN_PHRASES)
def test_noun_phrases(text: str, expected: list[str]) -> None:
    assert phrases(text, "N") == expected


VERB_GROUPS = [
    ("Roe was shot.", ["was shot"]),
    ("Roe had not yet been seen.", ["had not yet been seen"]),
    ("Roe may have left.", ["may have left"]),
    ("Roe is also a baker.", ["is"]),
    ("Roe did not leave.", ["did not leave"]),
    ("Guards say so.", ["say"]),
    ("They’ve been told.", ["They’ve been told"]),
]


@pytest.mark.parametrize(("text", "expected"), VERB_GROUPS)
def test_verb_groups(text: str, expected: list[str]) -> None:
    assert phrases(text, "F") == expected


TIMES = [
    ("Roe left on Monday.", ["Monday"]),
    ("Roe left late Monday night.", ["late Monday night"]),
    ("Roe left last week.", ["last week"]),
    ("Roe left two years ago.", ["two years ago"]),
    ("Monday’s vote failed.", []),
]


@pytest.mark.parametrize(("text", "expected"), TIMES)
def test_times(text: str, expected: list[str]) -> None:
    assert phrases(text, "T") == expected


def test_other_groups() -> None:
    assert phrases("Roe refused not to have been seen.", "I") == ["not to have been seen"]
    assert phrases("Rebels came, having burned it.", "G") == ["having burned"]
    assert phrases("Make people leave.", "F") == []


def test_a_noun_phrase_leads_to_the_verb_behind_it() -> None:
    _, found = parted("The man in Hull on Monday fell.")
    assert found.leads[0]
    _, found = parted("The man, who left.")
    assert not found.leads[0]


def test_the_kinds_are_padded() -> None:
    _, found = parted("Roe fell.")
    assert found.kinds == "NF." + BEYOND
    assert found.ranges == [(0, 1), (1, 2), (2, 3)]
