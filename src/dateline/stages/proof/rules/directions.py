"""Opposites and strengths: what rose in the source has not fallen, who was charged is not convicted.

Decides by words that exclude each other, where draft and source sentence otherwise say the same:
the word's neighbours have to be the same on both sides.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.stages.proof.alignment.roots import root
from dateline.stages.proof.alignment.words import keys_of
from dateline.stages.proof.case import Case, Objection, Passage
from dateline.stages.proof.claims.counterparts import Counterpart, counterparts
from dateline.stages.proof.claims.opposites import Side, sides_of
from dateline.stages.proof.claims.polarity import denials
from dateline.stages.proof.ground.stretches import span_of
from dateline.stages.proof.ground.words import STOP

#: Share of a passage that a source sentence holds, from which it is the one retold.
_RETOLD = 0.4
#: How many words on each side of an opposite are its neighbours.
_NEIGHBOURS = 2
#: "Died after the fall" is "fell before the death": here both sides have to be the same.
_TURNABLE = "time"
_BINDING = frozenset(map(root, STOP))


def opposite(case: Case) -> Iterator[Objection]:
    """A word whose opposite stands in its place in the source: rose for fell, won for lost."""
    yield from _turned(case, "directions", "the source has the opposite")


def other_strength(case: Case) -> Iterator[Objection]:
    """A verb of another strength than the source's: charged for arrested, killed for wounded."""
    yield from _turned(case, "strengths", "the source says less, or other")


def _turned(case: Case, table: str, why: str) -> Iterator[Objection]:
    for passage in case.passages:
        if not passage.ground.stretches:
            continue
        near = [p for p in counterparts(passage.ground, passage.text) if p.share >= _RETOLD]
        mine = tuple(sides_of(table, passage.text))
        for said in mine:
            both = any(other.row == said.row and other.side != said.side for other in mine)
            if both or any(_has(part, table, said) for part in near):
                continue
            if found := next((hit for part in near[:1] for hit in _others(passage, said, part, table)), None):
                part, other = found
                word = passage.text[said.start : said.end]
                source = part.sentence.text[other.start : other.end]
                yield _objection(passage, said, f"“{word}”: {why}, “{source}”.", part)


def _has(part: Counterpart, table: str, said: Side) -> bool:
    """Whether a source sentence has the same side too."""
    return any((s.row, s.side) == (said.row, said.side) for s in sides_of(table, part.sentence.text))


def _others(
    passage: Passage, said: Side, part: Counterpart, table: str
) -> Iterator[tuple[Counterpart, Side]]:
    """The opposites in a source sentence that stand beside the same words on the same side."""
    if bool(denials(passage.text)) is not bool(denials(part.sentence.text)):
        return
    before, after = _around(passage.text, said)
    for other in sides_of(table, part.sentence.text):
        if other.row == said.row and other.side != said.side:
            theirs = _around(part.sentence.text, other)
            alike = (bool(before & theirs[0]), bool(after & theirs[1]))
            if all(alike) or (any(alike) and said.row != _TURNABLE):
                yield part, other


def _around(text: str, side: Side) -> tuple[set[str], set[str]]:
    """The roots of the words before and behind an opposite that carry meaning."""
    before = [key for key in keys_of(text[: side.start]) if key not in _BINDING]
    after = [key for key in keys_of(text[side.end :]) if key not in _BINDING]
    return set(before[-_NEIGHBOURS:]), set(after[:_NEIGHBOURS])


def _objection(passage: Passage, said: Side, why: str, part: Counterpart) -> Objection:
    return Objection(
        start=passage.start + said.start,
        end=passage.start + said.end,
        why=why,
        evidence=(span_of(part.sentence),),
    )
