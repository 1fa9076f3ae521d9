"""Clean phrases out of labels: cues, speakers, contents, and paragraphs that go on with a quotation."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dateline.core.types import Stance
from dateline.stages.interpret.reading.annotate import Annotation, annotate
from dateline.stages.interpret.statements.drafts import Draft
from dateline.stages.interpret.statements.layout import BEFORE, BEHIND, CONTENT, CUE, NOTHING, SPEAKER
from dateline.stages.interpret.statements.paragraphs import carried_on, settled
from dateline.stages.interpret.statements.spans import content_of, cue_of, labels_of, speaker_of
from tests.stages.reading import report

NAMES = {"s": SPEAKER, "c": CONTENT, "q": CUE, ".": NOTHING}


def judged(text: str, marks: str) -> tuple[Annotation, np.ndarray, int]:
    """A text in tokens, the parts that say what ``marks`` does of each, and the head: Q, else the last q."""
    view = annotate(report(text))
    assert len(marks) == len(view.words), view.words
    head = marks.index("Q") if "Q" in marks else marks.rindex("q")
    parts = np.zeros((1, BEFORE + BEHIND, 4), np.float32)
    parts[:, :, NOTHING] = 1
    for token, mark in enumerate(marks):
        parts[0, token - head + BEFORE] = np.eye(4)[NAMES[mark.lower()]]
    return view, parts, head


def phrases(text: str, marks: str) -> tuple[str, str, list[str]]:
    """Speaker, cue and pieces of content."""
    view, parts, head = judged(text, marks)
    (labels,) = labels_of(parts)
    speaker = speaker_of(view, parts[0], labels, head)
    said = view.phrase_of(*speaker).text if speaker else ""
    content = [view.report.text[start:end] for start, end in content_of(view, labels, head)]
    return said, view.phrase_of(*cue_of(view, labels, head)).text, content


CASES = [
    ("Lund said it was late.", "sqccc.", ("Lund", "said", ["it was late"])),
    ("Lund said it was late.", "sqcccc", ("Lund", "said", ["it was late"])),
    ("The dam, she has said, had held.", "cc.sqq.cc.", ("she", "has said", ["The dam", "had held"])),
    ("The deal, he said, costs.", "cccsqccc", ("he", "said", ["The deal", "costs"])),
    ("Tom B. Berg said it held.", "s.ssqcc.", ("Tom B. Berg", "said", ["it held"])),
    ("Made by Lund and said it held.", ".ss.qccc", ("Lund", "said", ["it held"])),
    ("Lund said: it held.", "sQqcc.", ("Lund", "said", ["it held"])),
    ("It was said.", "..q.", ("", "said", [])),
]


@pytest.mark.parametrize(("text", "marks", "expected"), CASES)
def test_phrases_are_clean(text: str, marks: str, expected: tuple[str, str, list[str]]) -> None:
    assert phrases(text, marks) == expected


def test_a_small_hole_is_filled_and_a_cue_is_no_hole() -> None:
    assert phrases("Lund said it was very late now.", "sqcc.ccc")[2] == ["it was very late now"]
    assert phrases("The dam said Lund held up.", "ccqsccc")[2] == ["The dam", "held up"]


def test_crumbs_are_left_out_beside_a_real_content() -> None:
    text = "Now Lund said that it was very late for the town."
    assert phrases(text, "csqccccccccc")[2] == ["that it was very late for the town"]


def test_of_two_runs_the_heavier_one_speaks() -> None:
    assert phrases("Berg left and Ada Lund said it held.", "s..ssqcc.")[0] == "Ada Lund"


def test_a_quotation_is_taken_whole() -> None:
    text = "“It is late. Go home. The dam is broken,” Lund said."
    assert phrases(text, ".....ccccccc..sq.")[2] == ["“It is late. Go home. The dam is broken,”"]


def test_a_quotation_that_holds_the_cue_is_not() -> None:
    text = "“They said it held,” Lund wrote."
    assert phrases(text, ".sqcc....."[: len(annotate(report(text)).words)])[2] == ["it held"]


def test_a_quotation_goes_on_over_its_paragraphs() -> None:
    text = "Lund said: “It is late now.\n\n“Go home.”"
    view = annotate(report(text))
    marks = "sq.cccccc" + "." * (len(view.words) - 9)
    assert phrases(text, marks)[2] == ["“It is late now.", "“Go home.”"]


def test_a_dateline_is_no_content_and_no_speaker() -> None:
    text = "HULL, Ind. (WQX) -- A boy was hurt, medics said."
    words = annotate(report(text)).words
    marks = "c" * (len(words) - 4) + ".sq."
    assert phrases(text, marks)[2] == ["A boy was hurt"]


@pytest.mark.parametrize("dash", ["—", "-", "–"])
def test_a_dash_later_on_cuts_nothing(dash: str) -> None:
    text = f"The old dam {dash} it held {dash} broke, Lund said."
    words = annotate(report(text)).words
    marks = "c" * (len(words) - 4) + ".sq."
    assert phrases(text, marks)[2] == [f"The old dam {dash} it held {dash} broke"]


def drafted(text: str, cue: str) -> tuple[Annotation, Draft]:
    """A draft whose content is the first quotation of the text."""
    view = annotate(report(text))
    at = view.lower.index(cue)
    first = view.quotations[0]
    return view, Draft(
        speaker=(at - 1, at), cue=(at, at + 1), content=((first.start, first.end),), stance=Stance.SAID
    )


def test_a_paragraph_of_nothing_but_a_quotation_goes_on_with_the_last_speaker() -> None:
    text = "“It is late,” Lund said.\n\n“Go home.”\n\n“And stay there.”"
    view, draft = drafted(text, "said")
    (found,) = carried_on(view, [draft])
    assert [text[start:end] for start, end in found.content] == [
        "“It is late,”",
        "“Go home.”",
        "“And stay there.”",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“It is late,” Lund said.\n\nThe dam held.\n\n“Go home.”",
        "“It is late,” Lund said.\n\n“Home” is the name of a village far up the river in the hills.",
        "“It is late,” Lund said. “Go home.”",
    ],
)
def test_other_quotations_do_not(text: str) -> None:
    view, draft = drafted(text, "said")
    assert carried_on(view, [draft]) == [draft]


def test_an_indirect_statement_takes_no_paragraph() -> None:
    text = "Lund said it was late.\n\n“Go home.”"
    view = annotate(report(text))
    draft = Draft(speaker=(0, 1), cue=(1, 2), content=((10, 21),), stance=Stance.SAID)
    assert carried_on(view, [draft]) == [draft]


def test_a_quotation_with_a_cue_in_its_sentence_is_that_cues_alone() -> None:
    text = "“It is late,” Lund said. “Go home,” Berg said."
    view = annotate(report(text))
    (late, home), at = view.quotations, [n for n, word in enumerate(view.lower) if word == "said"]
    first = Draft(
        speaker=(at[0] - 1, at[0]),
        cue=(at[0], at[0] + 1),
        content=((late.start, late.end), (home.start, home.end)),
        stance=Stance.SAID,
    )
    second = replace(first, cue=(at[1], at[1] + 1), content=((home.start, home.end),))
    kept, same = settled(view, [first, second])
    assert kept.content == ((late.start, late.end),)
    assert same == second
    assert settled(view, [first]) == [first]


@pytest.mark.parametrize(
    ("text", "marks", "content"),
    [
        ("He told two reporters that it held.", "sqcccccc", ["that it held"]),
        ("He confirmed July 20 that it held.", "sqcccccc", ["that it held"]),
        ("He rejected a claim that it held.", "sqcccccc", ["a claim that it held"]),
        ("He said it seemed that it held.", "sqcccccc", ["it seemed that it held"]),
    ],
)
def test_whoever_is_told_it_is_no_content(text: str, marks: str, content: list[str]) -> None:
    assert phrases(text, marks)[2] == content


@pytest.mark.parametrize(
    ("text", "marks", "speaker"),
    [
        ("It held, said Tom Berg.", "cc.qs..", "Tom Berg"),
        ("It held, the grid operator said.", "ccccssq.", "the grid operator"),
        ("It held, Tom Berg Monday said.", "cc..s.q.", "Tom Berg"),
        ("😀 Tom Berg said it held.", "sssqcc.", "Tom Berg"),
    ],
)
def test_a_name_is_taken_whole(text: str, marks: str, speaker: str) -> None:
    assert phrases(text, marks)[0] == speaker
