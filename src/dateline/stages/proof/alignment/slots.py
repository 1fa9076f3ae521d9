"""Slots: what stands in a draft where the sources have something else.

Decides by company: a word is in its place if the words around it in the draft are around it in a source
too, up to words left out; it is in the place of another if they are around that one instead, and more
closely. It does not know what kinds of words may be put for each other: whoever asks says which are rivals.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.stages.proof.alignment.aligning import Aligned, Held


#: How fast company counts for less the farther off it stands.
_FADING = 0.35
#: How fast it counts for less for each word that the source has in between and the draft has not.
_STRUCK_OUT = 0.04

#: Tells whether the word at a place of a held sentence could stand in the place of the draft's word.
Rival = Callable[["Held", int], bool]
#: Tells whether a word of the draft is of the kind that is asked about: another part of the same name.
Kin = Callable[[int], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """What stands in a source at the place of a draft's word, and how well each of the two is borne out.

    ``company`` is the share (0 to 1) of the draft's surroundings that surround the source's word,
    ``own`` the same for the draft's own word where the sources have it, in order, and ``moved`` where they
    have it in the same sentence out of order; ``touching`` counts the sides (0 to 2) on which the next word
    is the same in both.
    """

    held: Held
    there: int
    company: float
    own: float
    moved: float
    touching: int


def slot_of(aligned: Aligned, word: int, rival: Rival, kin: Kin) -> Slot | None:
    """The rival that stands in the place of a word of the draft, or None where nothing else does."""
    own = 0.0
    for held in aligned.held:
        if (there := held.linked(word)) is not None:
            own = max(own, company(aligned, held, word, there))
    found: Slot | None = None
    for held in aligned.held:
        if held.linked(word) is None:
            for there in _gap(held, word):
                if rival(held, there) and (strength := company(aligned, held, word, there)) > (
                    found.company if found else 0.0
                ):
                    touching = _touching(aligned, held, word, there, rival, kin)
                    found = Slot(
                        held=held,
                        there=there,
                        company=strength,
                        own=own,
                        moved=_moved(aligned, held, word),
                        touching=touching,
                    )
    return found


def _gap(held: Held, word: int) -> range:
    """The words of the source between those that are linked on either side of a word of the draft."""
    left, right = _neighbours(held, word)
    return range(left[1] + 1, right[1])


def _touching(aligned: Aligned, held: Held, word: int, there: int, rival: Rival, kin: Kin) -> int:
    """On how many sides nothing but parts of the two names, or numbers, is between them and the next link."""
    left, right = _neighbours(held, word)
    at_left = all(map(kin, range(left[0] + 1, word))) and all(
        rival(held, place) for place in range(left[1] + 1, there)
    )
    at_right = all(map(kin, range(word + 1, right[0]))) and all(
        rival(held, place) for place in range(there + 1, right[1])
    )
    return at_left + at_right


def _moved(aligned: Aligned, held: Held, word: int) -> float:
    """The company of a draft's word where a sentence has it out of order, by what is on the same side."""
    places = [place for place, key in enumerate(held.words.keys) if key == aligned.words.keys[word]]
    kept = {
        there: tuple(pair for pair in held.links if (pair[0] < word) is (pair[1] < there)) for there in places
    }
    return max(
        (company(aligned, replace(held, links=kept[there]), word, there) for there in places), default=0.0
    )


def company(aligned: Aligned, held: Held, word: int, there: int) -> float:
    """Which share of the words around a word of the draft stand around a word of the source, 0 to 1."""
    whole = sum(
        weight / (1 + _FADING * (abs(place - word) - 1))
        for place, weight in enumerate(aligned.weights)
        if place != word
    )
    shared = sum(
        aligned.weights[here]
        / (1 + _FADING * (abs(here - word) - 1))
        / (1 + _STRUCK_OUT * max(0, abs(place - there) - abs(here - word)))
        for here, place in held.links
        if here != word
    )
    return shared / whole if whole else 0.0


def _neighbours(held: Held, word: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """The links next to a word of the draft on either side; the ends of both sentences count as one."""
    left = next((pair for pair in reversed(held.links) if pair[0] < word), (-1, -1))
    right = next((pair for pair in held.links if pair[0] > word), None)
    return left, right or (held.drafted, len(held.words))
