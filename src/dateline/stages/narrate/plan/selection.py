"""Which sentences matter: centrality over independent origins, support, and what is told already.

A term weighs as much as the share of independent origins that use it, so that ten copies of one
wire text count once. Does NOT look at grammar or limits, and writes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import log, sqrt

from dateline.core.text import words
from dateline.stages.narrate.facts.material import Material, Passage, numbers_of, terms_of
from dateline.stages.narrate.phrasebook.vocabulary import DENIAL, STOPWORDS

#: So much of a line's weight must stand in another origin's sentence for that to bear it out.
BORNE_OUT = 0.6
#: So much of a line's terms told before makes it the same line again.
TOLD = 0.55
#: A sentence that matters less than this share of the best ones is another article's, or an aside.
_RELEVANT, _TOP = 0.3, 8
_NEGATIONS = frozenset(["no", "not", "never", "none", "nobody", "without", "n't"]) | DENIAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """The weight of each term, and with it of each sentence, in one story."""

    weights: Mapping[str, float]
    rarity: Mapping[str, float]
    material: Material
    places: Mapping[str, Sequence[int]]
    scores: dict[tuple[str, int], float] = field(default_factory=dict)
    least: float = 0.0

    def centrality(self, terms: Iterable[str], size: int) -> float:
        """How much of what the origins share stands in a sentence of ``size`` terms."""
        return sum(self.weights.get(term, 0.0) for term in terms) / sqrt(size + 3.0)

    def score(self, passage: Passage) -> float:
        """Centrality, with news' habit of telling the most important thing first."""
        if passage.key not in self.scores:
            early = 1.0 + 0.8 / (1 + passage.order)
            self.scores[passage.key] = self.centrality(sorted(passage.terms), len(passage.terms)) * early
        return self.scores[passage.key]

    def relevant(self, passage: Passage) -> bool:
        """Whether a sentence is of this story: not an aside, nor another article on the same page."""
        return self.score(passage) >= self.least

    def supporters(self, text: str, own: Passage, least: float = BORNE_OUT) -> tuple[Passage, ...]:
        """For each other origin the sentence that best bears a line out, where one does.

        All numbers of the line, its polarity, and a share of ``least`` of its weight (rare words count
        for more) must stand in that sentence.
        """
        terms, numbers, polarity = terms_of(text), numbers_of(text), negated(text)
        if len(terms) < 3:
            return ()
        whole = sum(self.rarity.get(term, 1.0) for term in sorted(terms))
        best: dict[str, tuple[float, Passage]] = {}
        for passage in self._sharing(terms, max(3, round(len(terms) * least / 2))):
            if passage.origin == own.origin or not numbers <= passage.numbers:
                continue
            share = sum(self.rarity.get(term, 1.0) for term in sorted(terms & passage.terms)) / whole
            if share < least or negated(passage.text) != polarity:
                continue
            if passage.origin not in best or share > best[passage.origin][0]:
                best[passage.origin] = (share, passage)
        return tuple(passage for _, passage in best.values())

    def _sharing(self, terms: Iterable[str], least: int) -> Iterator[Passage]:
        """The sentences that share at least so many terms, in the order of the material."""
        shared = Counter(place for term in terms for place in self.places.get(term, ()))
        yield from (self.material.passages[place] for place in sorted(shared) if shared[place] >= least)


def negated(text: str) -> bool:
    """Whether a sentence says that something is not so."""
    plain = text.lower().replace("’", "'")
    return any(word in _NEGATIONS or word.endswith("n't") for word in words(plain))


def rank(material: Material) -> Ranking:
    """Weighs the terms of a story. Linear in its sentences."""
    by_origin: dict[str, Counter[str]] = {}
    places: dict[str, list[int]] = {}
    for place, passage in enumerate(material.passages):
        by_origin.setdefault(passage.origin, Counter()).update(passage.terms)
        for term in passage.terms:
            places.setdefault(term, []).append(place)
    count = len(by_origin) or 1
    weights: dict[str, float] = dict.fromkeys(places, 0.0)
    for terms in by_origin.values():
        for term, often in terms.items():
            weights[term] += (1.0 - 0.6**often) / count
    for clipping in material.clippings:
        for term in terms_of(clipping.report.title) & weights.keys():
            weights[term] += 0.3 / len(material.clippings)
    total = len(material.passages) or 1
    rarity = {term: log(1 + total / len(held)) for term, held in places.items()}
    ranking = Ranking(weights=weights, rarity=rarity, material=material, places=places)
    best = sorted((ranking.score(passage) for passage in material.passages), reverse=True)[:_TOP]
    return replace(ranking, least=_RELEVANT * sum(best) / len(best) if best else 0.0)


class Told:
    """What a page has said already, so that no line stands there twice."""

    def __init__(self) -> None:
        self._lines: list[frozenset[str]] = []

    def repeats(self, text: str, limit: float = TOLD) -> bool:
        """Whether a line says again what one before it said."""
        terms = matter(text)
        return bool(terms) and any(
            len(terms & line) >= limit * min(len(terms), len(line)) for line in self._lines if line
        )

    def novelty(self, terms: frozenset[str]) -> float:
        """The share of a sentence's terms that no line has had."""
        if not terms:
            return 0.0
        return 1.0 - max((len(terms & line) / len(terms) for line in self._lines), default=0.0)

    def add(self, text: str) -> None:
        """A line that is printed now."""
        self._lines.append(matter(text))


@lru_cache(maxsize=4096)
def matter(text: str) -> frozenset[str]:
    """The content of a line for comparing lines: terms and numbers."""
    return terms_of(text) | numbers_of(text)


def informative(text: str) -> int:
    """How many content words a text has, repeated ones counted."""
    return sum(1 for word in words(text) if word.lower() not in STOPWORDS)
