"""Quotations: verbatim, up to the style of quotation marks, ellipses and bracketed insertions.

Decides what is quoted in a draft and whether a source has those words (HOUSE_STYLE rule 7). Words
that are quoted without anything around them have no speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.core.text import fold
from dateline.stages.proof.case import Case, Objection, Passage
from dateline.stages.proof.ground.ground import WORD, Ground, squeeze
from dateline.stages.proof.ground.quotemarks import quoted

_CUT = re.compile(r"\[[^\[\]]{0,200}\]|\(sic\)|\.\.\.+|…|\. \. \.")
#: Words quoted one by one are titles, nicknames and doubts as often as speech.
_SPEECH = 3


def misquote(case: Case) -> Iterator[Objection]:
    """Quoted speech that no source has in those words."""
    for passage, start, end in _quotations(case):
        words = len(WORD.findall(passage.text[start:end]))
        if words >= _SPEECH and not has_words(passage.ground, passage.text[start:end]):
            yield _objection(passage, start, end, "No source has these words in this order")


def misquoted_word(case: Case) -> Iterator[Objection]:
    """One or two words between quotation marks that no source has."""
    for passage, start, end in _quotations(case):
        words = len(WORD.findall(passage.text[start:end]))
        if 0 < words < _SPEECH and not has_words(passage.ground, passage.text[start:end]):
            yield _objection(passage, start, end, "No source uses this word or phrase")


def unattributed_quotation(case: Case) -> Iterator[Objection]:
    """A line that is a quotation and nothing else: it has no speaker (rule 7)."""
    for passage in case.passages:
        marked = list(quoted(passage.text))
        if not marked:
            continue
        around = "".join(
            passage.text[first:last]
            for first, last in zip([0, *(e for _, e in marked)], [*(s for s, _ in marked), None], strict=True)
        )
        words = sum(len(WORD.findall(passage.text[s:e])) for s, e in marked)
        if words > _SPEECH and not WORD.search(around):
            why = "A quotation with nobody named as its speaker."
            yield Objection(start=passage.start, end=passage.end, why=why, evidence=passage.nearest())


def has_words(ground: Ground, quotation: str) -> bool:
    """Whether the words stand in the ground in this order, each unbroken piece verbatim."""
    at = 0
    whole = ground.letters
    for piece in _CUT.split(quotation):
        letters = squeeze(fold(piece))
        if not letters:
            continue
        found = whole.find(letters, at)
        if found < 0:
            return False
        at = found + len(letters)
    return True


def _quotations(case: Case) -> Iterator[tuple[Passage, int, int]]:
    for passage in case.passages:
        if passage.ground.stretches:
            yield from ((passage, start, end) for start, end in quoted(passage.text))


def _objection(passage: Passage, start: int, end: int, why: str) -> Objection:
    nearest = passage.ground.nearest_sentence(passage.text[start:end])
    offer = f"; nearest is “{_short(nearest[0].text)}”" if nearest and nearest[1] >= 0.4 else ""
    spans = passage.ground.nearest(passage.text[start:end]) or passage.evidence
    return Objection(
        start=passage.start + start, end=passage.start + end, why=f"{why}{offer}.", evidence=spans
    )


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:25]) + ("…" if len(words) > 25 else "")
