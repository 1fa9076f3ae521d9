"""An index over the sentences of sources: which of them a sentence of a draft may stand on.

Decides by the rare words that two sentences share, whatever their form. Built once for a ground and asked
for every passage: a question costs as much as its rare words have places, never as much as the sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from math import log

from dateline.stages.proof.alignment.roots import root
from dateline.stages.proof.alignment.words import Words, keys_of, words_of
from dateline.stages.proof.ground.words import STOP

#: A word in more sentences than this tells nothing of which is nearest; it also bounds the work.
_COMMON = 200
#: What a word that only binds others is worth beside a rare one.
_BINDING = 0.25
_STOP_KEYS = frozenset(map(root, STOP))


class Index:
    """Sentences by the words in them. ``texts`` are the sentences; a place is a number into them."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = tuple(texts)
        self._weights: dict[str, float] = {}

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The sentences that have a key, rising."""
        found: dict[str, list[int]] = {}
        for place, text in enumerate(self.texts):
            for key in dict.fromkeys(keys_of(text)):
                found.setdefault(key, []).append(place)
        return found

    def weight(self, key: str) -> float:
        """How much it tells that two sentences share a key: more for a rare one."""
        if key not in self._weights:
            rarity = log(1 + (len(self.texts) + 1) / (1 + len(self.places.get(key, ()))))
            self._weights[key] = rarity * (_BINDING if key in _STOP_KEYS else 1.0)
        return self._weights[key]

    def words(self, place: int) -> Words:
        """The words of a sentence with their places in it."""
        return words_of(self.texts[place])

    def candidates(self, keys: Iterable[str], most: int) -> list[tuple[int, float]]:
        """The sentences that share most of the keys' weight, with the share (0 to 1), best first."""
        whole = 0.0
        shared: dict[int, float] = {}
        for key in dict.fromkeys(keys):
            weight = self.weight(key)
            whole += weight
            places = self.places.get(key, ())
            if len(places) <= _COMMON and key not in _STOP_KEYS:
                for place in places:
                    shared[place] = shared.get(place, 0.0) + weight
        ranked = sorted(shared, key=lambda place: (-shared[place], place))[:most]
        return [(place, shared[place] / whole) for place in ranked]
