"""Swaps: a number, name or day that the sources have, in the place of another one that they have there.

Decides by company whether a word stands where no source puts it, and whether a source puts another of its
kind there; a word without a capital that no source has, in the place of a name, is a strange name. What
else no source has at all is for ``numbers``, ``names`` and ``dates``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.core.text import fold
from dateline.core.types import Span
from dateline.stages.proof.alignment.slots import Slot, slot_of
from dateline.stages.proof.case import Case, Objection, Passage
from dateline.stages.proof.ground.forms import family, one_slip, same_root
from dateline.stages.proof.ground.measures import measure_of
from dateline.stages.proof.ground.numerals import numerals
from dateline.stages.proof.ground.spelling import WORD, bare
from dateline.stages.proof.ground.words import (
    MONTHS,
    OPENERS,
    REFERRING,
    SPEAKING,
    STOP,
    TITLES,
    WEEKDAYS,
)
from dateline.stages.proof.rules.names import in_title_case, supported
from dateline.stages.proof.rules.numbers import claimed

if TYPE_CHECKING:
    from dateline.stages.proof.alignment.aligning import Aligned, Held
    from dateline.stages.proof.ground.ground import Ground

#: Company of the source's word from which the draft retells that very sentence.
_RETOLD = 0.45
#: How much less company the draft's own word has to have.
_MARGIN = 0.15
#: How much of that company its own word may have in the same sentence, out of order.
_MOVED = 0.6
#: Company from which the draft has the sentence nearly word for word.
_CLOSE = 0.75
#: A passage of fewer words ("injured: 2") has no company to speak of.
_LEAST_WORDS = 5
#: Words at the head of a sentence among which one in capitals is where the report was written.
_DATELINE = 3
_BOTH_SIDES = 2
_NO_NAMES = TITLES | OPENERS | STOP | MONTHS.keys() | WEEKDAYS.keys()


@dataclass(frozen=True, slots=True)
class _Spot:
    """A word of a passage beside what the passage stands on."""

    passage: Passage
    aligned: Aligned
    word: int

    @property
    def ground(self) -> Ground:
        return self.passage.ground

    @property
    def start(self) -> int:
        return self.aligned.words.starts[self.word]

    @property
    def end(self) -> int:
        return self.aligned.words.ends[self.word]

    @property
    def said(self) -> str:
        """The word as the draft writes it."""
        return self.passage.text[self.start : self.end]

    @property
    def name(self) -> str:
        """The word as names compare."""
        return bare(fold(self.said))


#: Tells whether a word of the draft is of the kind that is asked about.
_Kind = Callable[[_Spot], bool]
#: Tells whether a source's word (its sentence, its number there, as it is written) may rival a draft's.
_Rival = Callable[[_Spot, "Held", int, str], bool]


def swapped_number(case: Case) -> Iterator[Objection]:
    """A number of the sources in the place of another one (HOUSE_STYLE rule 9)."""
    for passage, numeral in claimed(case):
        if numeral.value in passage.ground.values and _retells(passage):
            aligned = passage.ground.aligned(passage.text)
            spot = _Spot(passage, aligned, aligned.words.at(numeral.start))
            if spot.word < len(aligned.words) and (slot := _slot(spot, _is_number, _rival_number)):
                if _counted_there(spot, slot) or _counted_elsewhere(spot):
                    continue
                yield _objection(spot, spot, slot, slot)


def swapped_name(case: Case) -> Iterator[Objection]:
    """A name of the sources in the place of another one."""
    for spots in _by_passage(case):
        found = {
            spot.word: (spot, slot)
            for spot in spots
            if _is_name(spot)
            and (slot := _slot(spot, _is_name, _rival_name))
            and (slot.touching == _BOTH_SIDES or not _either_way(spot))
        }
        yield from _in_runs(found)


def strange_name(case: Case) -> Iterator[Objection]:
    """A word without a capital that tells, which no source has, in the place of a name."""
    for spots in _by_passage(case):
        found = {
            spot.word: (spot, slot)
            for spot in spots
            if _is_strange(spot) and (slot := _slot(spot, _is_strange, _rival_name)) and _certain(spot, slot)
        }
        yield from _in_runs(found)


def swapped_date(case: Case) -> Iterator[Objection]:
    """A day of the week or a month of the sources in the place of another one (HOUSE_STYLE rule 16)."""
    for spots in _by_passage(case):
        for spot in spots:
            if _is_date(spot) and (slot := _slot(spot, _is_date, _rival_date)):
                yield _objection(spot, spot, slot, slot)


def _by_passage(case: Case) -> Iterator[list[_Spot]]:
    for passage in case.passages:
        if passage.ground.stretches and _retells(passage):
            aligned = passage.ground.aligned(passage.text)
            yield [_Spot(passage, aligned, word) for word in range(len(aligned.words))]


def _retells(passage: Passage) -> bool:
    """Whether a passage has company enough to tell a place by, and is not all in the sources' own words."""
    enough = len(WORD.findall(passage.text)) >= _LEAST_WORDS
    return enough and not passage.ground.says(passage.text)


def _slot(spot: _Spot, kind: _Kind, rivals: _Rival) -> Slot | None:
    """The slot of a word, where the sources clearly have another of its kind there."""

    def rival(held: Held, there: int) -> bool:
        text = spot.ground.sentences[held.place].text
        return rivals(spot, held, there, text[held.words.starts[there] : held.words.ends[there]])

    def kin(word: int) -> bool:
        return kind(replace(spot, word=word))

    slot = slot_of(spot.aligned, spot.word, rival, kin)
    if slot is None or slot.company < _RETOLD or slot.company - slot.own < _MARGIN or not slot.touching:
        return None
    return slot if slot.moved < _MOVED * slot.company else None


def _is_number(spot: _Spot) -> bool:
    return spot.aligned.words.keys[spot.word].startswith("#")


def _is_date(spot: _Spot) -> bool:
    return bool(_calendar(spot.name))


def _is_name(spot: _Spot) -> bool:
    """Whether a word of a draft is a name that the sources have."""
    name = spot.name
    if not _may_name(name) or name not in spot.ground.words:
        return False
    capital = spot.said[:1].isupper() and spot.word > 0
    return name in spot.ground.naming.names or capital or _either_way(spot)


def _either_way(spot: _Spot) -> bool:
    """Whether a word of a draft without capitals is one that the sources write with and without ("apple")."""
    naming = spot.ground.naming
    return spot.passage.text.islower() and spot.name not in naming.names and spot.name in naming.capitals


def _is_strange(spot: _Spot) -> bool:
    """Whether a word whose capital tells nothing is one that no source has, nor one that stands for names."""
    name = spot.name
    return (
        (spot.passage.text.islower() or (spot.said[0].isupper() and in_title_case(spot.passage.text)))
        and name.isalpha()
        and len(name) > 2
        and _may_name(name)
        and name not in SPEAKING
        and name not in REFERRING
        and not supported(spot.said, spot.ground)
    )


def _may_name(name: str) -> bool:
    return len(name) > 1 and name not in _NO_NAMES and not name[0].isdigit()


def _rival_number(spot: _Spot, held: Held, there: int, _other: str) -> bool:
    mine, its = spot.aligned.words.keys[spot.word], held.words.keys[there]
    return its.startswith("#") and its != mine and _year_like(mine) is _year_like(its)


def _counted_there(spot: _Spot, slot: Slot) -> bool:
    """Whether the same sentence gives the draft's number too, of the same measure: "14 hurt and 3 killed"."""
    measure = measure_of(spot.passage.text, spot.start, spot.end)
    words, text = slot.held.words, spot.ground.sentences[slot.held.place].text
    mine = spot.aligned.words.keys[spot.word]
    return bool(measure) and any(
        measure_of(text, start, end) == measure
        for key, start, end in zip(words.keys, words.starts, words.ends, strict=True)
        if key == mine
    )


def _counted_elsewhere(spot: _Spot) -> bool:
    """Whether another source gives the draft's number, of the same measure: sources differ over a toll."""
    value = next((n.value for n in numerals(spot.passage.text) if n.start <= spot.start < n.end), None)
    measure = measure_of(spot.passage.text, spot.start, spot.end)
    if value is None or not measure:
        return False
    around = (
        (*spot.ground.around(sighting.span, 60), len(sighting.text))
        for sighting in spot.ground.sighted(value)
    )
    return any(measure_of(text, start, start + length) == measure for text, start, length in around)


def _year_like(key: str) -> bool:
    return len(key) == 5 and key[1:3] in {"19", "20"}


def _rival_date(spot: _Spot, _held: Held, _there: int, other: str) -> bool:
    its = bare(fold(other))
    return its != spot.name and _calendar(its) == _calendar(spot.name)


def _calendar(name: str) -> str:
    """Of what kind a word of the calendar is, or ""; months that are words too are none."""
    if name in WEEKDAYS:
        return "weekday"
    return "month" if name in MONTHS and len(name) > 3 and name != "march" else ""


def _rival_name(spot: _Spot, held: Held, there: int, other: str) -> bool:
    mine, its = spot.name, bare(fold(other))
    naming = spot.ground.naming
    return (
        other[:1].isupper()
        and _may_name(its)
        and (there > 0 or its in naming.names)
        and not (there < _DATELINE and other.isupper() and len(other) > 4)
        and not same_root(mine, its)
        and its not in naming.company.get(mine, ())
        and not _stands_for(spot, its)
        and not _told_elsewhere(spot, held, held.words.keys[there])
    )


def _stands_for(spot: _Spot, its: str) -> bool:
    """Whether a draft may mean the source's name by its own: "the Briton" for him, "SNP" for "Scottish"."""
    said, mine = spot.said, spot.name
    before = spot.aligned.words.keys[spot.word - 1] if spot.word else ""
    described = before in {"the", "a"} and bool(family(mine)) and not family(its)
    return described or (said.isupper() and len(said) > 1 and its[0] in mine)


def _certain(spot: _Spot, slot: Slot) -> bool:
    """Whether a strange word can only be meant for the name in its place."""
    alike = one_slip(fold(spot.said), fold(_written(spot, slot)))
    return slot.touching == _BOTH_SIDES or slot.company >= _CLOSE or alike


def _told_elsewhere(spot: _Spot, held: Held, key: str) -> bool:
    """Whether the draft has the source's word too, out of order."""
    keys = spot.aligned.words.keys
    return any(mine == key and held.linked(word) is None for word, mine in enumerate(keys))


def _written(spot: _Spot, slot: Slot) -> str:
    text = spot.ground.sentences[slot.held.place].text
    return text[slot.held.words.starts[slot.there] : slot.held.words.ends[slot.there]]


def _in_runs(found: dict[int, tuple[_Spot, Slot]]) -> Iterator[Objection]:
    """One objection for words that stand side by side."""
    for word, (spot, slot) in found.items():
        if word - 1 not in found:
            last = word
            while last + 1 in found:
                last += 1
            yield _objection(spot, found[last][0], slot, found[last][1])


def _objection(first: _Spot, last: _Spot, begins: Slot, ends: Slot) -> Objection:
    """One objection to the words from first to last, with what the source has in their place."""
    sentence = first.ground.sentences[begins.held.place]
    words = begins.held.words
    until = max(begins.there, ends.there) if ends.held is begins.held else begins.there
    start, end = words.starts[begins.there], words.ends[until]
    said = first.passage.text[first.start : last.end]
    return Objection(
        start=first.passage.start + first.start,
        end=first.passage.start + last.end,
        why=f"The source has “{sentence.text[start:end]}” here, not “{said}”.",
        evidence=(Span(report=sentence.report, start=sentence.start + start, end=sentence.start + end),),
    )
