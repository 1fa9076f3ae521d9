"""Which sentences matter: centrality over independent origins, support, and what is told already.

A term weighs as much as the share of independent origins that use it, so that ten copies of one
wire text count once. Does NOT look at grammar or limits, and writes nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import lru_cache
from heapq import nlargest
from itertools import chain
from math import fsum, log, sqrt

from dateline.core.text import words
from dateline.stages.narrate.facts.material import Material, Passage, numbers_of, terms_of
from dateline.stages.narrate.facts.support import agrees
from dateline.stages.narrate.phrasebook.vocabulary import DENIAL, STOPWORDS

#: So much of a line's weight must stand in another origin's sentence for that to bear it out.
BORNE_OUT = 0.6
#: So much of a line's terms told before makes it the same line again.
TOLD = 0.55
#: A line that takes up the headline must add so many terms to it.
_ADDS = 3
#: A sentence that matters less than this share of the best ones is another article's, or an aside.
_RELEVANT, _TOP = 0.3, 8
#: A sentence of the story has so many of its key terms; there are at most so many of them.
_ANCHORS, _KEYS = 2, 40
#: In a story of one origin a key term stands in so many of its sentences, or in its title.
_OFTEN = 3
_LEAST_TERMS = 3
#: What an origin adds to the weight of a term that it uses so often: less with each use.
_SHARED = 12
_SHARES = [1.0 - 0.6**often for often in range(_SHARED + 1)]
_NEGATIONS = frozenset(["no", "not", "never", "none", "nobody", "without", "n't"]) | DENIAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """The weight of each term, and with it of each sentence, in one story.

    ``keys`` are the terms that make it this story, ``places`` the sentences of each term by number;
    ``scores`` and ``borne`` keep what was asked for already.
    """

    weights: Mapping[str, float]
    rarity: Mapping[str, float]
    material: Material
    places: Mapping[str, Sequence[int]]
    keys: Set[str] = frozenset()
    scores: dict[tuple[str, int], float] = field(default_factory=dict)
    borne: dict[tuple[str, tuple[str, int], float], tuple[Passage, ...]] = field(default_factory=dict)
    least: float = 0.0
    best: float = 0.0

    def centrality(self, terms: Iterable[str], size: int) -> float:
        """How much of what the origins share stands in a sentence of ``size`` terms."""
        weights = self.weights
        # An exact sum: of a set, whose order is anybody's guess.
        return fsum([weights[term] for term in terms if term in weights]) / sqrt(size + 3.0)

    def score(self, passage: Passage) -> float:
        """Centrality, with news' habit of telling the most important thing first."""
        known = self.scores.get(passage.key)
        if known is None:
            early = 1.0 + 0.8 / (1 + passage.order)
            known = self.centrality(passage.terms, len(passage.terms)) * early
            self.scores[passage.key] = known
        return known

    def relevant(self, passage: Passage) -> bool:
        """Whether a sentence is of this story: not an aside, nor another article on the same page."""
        return self.score(passage) >= self.least

    def anchored(self, passage: Passage) -> bool:
        """Whether a sentence names what makes this story: so that a round-up's other items do not."""
        return len(passage.terms & self.keys) >= min(_ANCHORS, len(self.keys))

    def supporters(self, text: str, own: Passage, least: float = BORNE_OUT) -> tuple[Passage, ...]:
        """For each other origin the sentence that best bears a line out, where one does.

        All numbers of the line, its polarity, and a share of ``least`` of its weight (rare words count
        for more) must stand in that sentence, and nothing in it may say otherwise (``support``).
        """
        asked = (text, own.key, least)
        if asked not in self.borne:
            best: dict[str, tuple[float, Passage]] = {}
            for share, passage in self._alike(text, own, least):
                origin = passage.origin
                if origin in best and share <= best[origin][0]:
                    continue
                if negated(passage.text) == negated(text) and agrees(text, own, passage):
                    best[origin] = (share, passage)
            self.borne[asked] = tuple(passage for _, passage in best.values())
        return self.borne[asked]

    def _alike(self, text: str, own: Passage, least: float) -> Iterator[tuple[float, Passage]]:
        """The sentences of other origins with so much of a line's weight, and how much of it they have."""
        terms = terms_of(text)
        if len(terms) < _LEAST_TERMS:
            return
        weight = {term: self.rarity.get(term, 1.0) for term in terms}
        whole = fsum(weight.values())
        shared = max(_LEAST_TERMS, round(len(terms) * least / 2))
        for passage in self._sharing(weight, (1.0 - least) * whole):
            common = terms & passage.terms
            if len(common) < shared or passage.clipping.origin == own.clipping.origin:
                continue
            share = fsum([weight[term] for term in common]) / whole
            if share >= least:
                yield share, passage

    def _sharing(self, weight: Mapping[str, float], spare: float) -> Iterator[Passage]:
        """The sentences with any of the rarest terms, without which more than ``spare`` is missing.

        They are few even in a long story, whose common terms stand in half of its sentences.
        """
        found: set[int] = set()
        for term in sorted(weight, key=lambda term: (-weight[term], term)):
            found.update(self.places.get(term, ()))
            spare -= weight[term]
            if spare < 0:
                break
        yield from (self.material.passages[place] for place in sorted(found))


@lru_cache(maxsize=16384)
def negated(text: str) -> bool:
    """Whether a sentence says that something is not so."""
    plain = text.lower().replace("’", "'")
    return any(word in _NEGATIONS or word.endswith("n't") for word in words(plain))


def rank(material: Material) -> Ranking:
    """Weighs the terms of a story. Linear in its sentences."""
    used: dict[str, Counter[str]] = {}
    places: dict[str, list[int]] = {}
    for place, passage in enumerate(material.passages):
        used.setdefault(passage.origin, Counter()).update(passage.terms)
        for term in passage.terms:
            if term in places:
                places[term].append(place)
            else:
                places[term] = [place]
    titles = Counter(term for c in material.clippings for term in terms_of(c.report.title))
    total = len(material.passages) or 1
    ranking = Ranking(
        weights=_weights(used, titles, len(material.clippings)),
        rarity={term: log(1 + total / len(held)) for term, held in places.items()},
        material=material,
        places=places,
        keys=_keys(used, titles),
    )
    best = nlargest(_TOP, map(ranking.score, material.passages))
    if not best:
        return ranking
    return replace(ranking, least=_RELEVANT * fsum(best) / len(best), best=best[0])


def _weights(
    used: Mapping[str, Mapping[str, int]], titles: Mapping[str, int], reports: int
) -> dict[str, float]:
    """The share of the origins that use a term, more of each where it does so often, more for a title's."""
    weights: defaultdict[str, float] = defaultdict(float)
    for terms in used.values():
        for term, often in terms.items():
            weights[term] += _SHARES[min(often, _SHARED)]
    for term in weights:
        weights[term] /= len(used)
        if term in titles:
            weights[term] += 0.3 * titles[term] / reports
    return dict(weights)


def _keys(used: Mapping[str, Mapping[str, int]], titles: Mapping[str, int]) -> Set[str]:
    """What most origins speak of; of a story of one origin what it speaks of often, or in its title."""
    if len(used) < 2:
        (only,) = used.values() if used else ({},)
        return {term for term, often in only.items() if often >= _OFTEN or term in titles}
    origins = Counter(chain.from_iterable(used.values()))
    shared = [term for term, count in origins.items() if count > 1 and 2 * count >= len(used)]
    shared.sort(key=lambda term: (-origins[term] - (term in titles), term))
    return frozenset(shared[:_KEYS])


class Told:
    """What a page has said already, so that no line stands there twice."""

    def __init__(self) -> None:
        self._lines: list[frozenset[str]] = []
        self._headline: frozenset[str] = frozenset()

    def repeats(self, text: str, limit: float = TOLD) -> bool:
        """Whether a line says again what one before it said, or no more than the headline."""
        terms = matter(text)
        if self._headline and terms and len(terms - self._headline) < _ADDS:
            return True
        return bool(terms) and any(
            len(terms & line) >= limit * min(len(terms), len(line)) for line in self._lines if line
        )

    def novelty(self, terms: frozenset[str]) -> float:
        """The share of a sentence's terms that no line has had."""
        if not terms:
            return 0.0
        return 1.0 - max((len(terms & line) for line in self._lines), default=0) / len(terms)

    def add(self, text: str) -> None:
        """A line that is printed now."""
        self._lines.append(matter(text))

    def head(self, text: str) -> None:
        """The headline: lines may take it up where they add to it, as a lead does."""
        self._headline = matter(text)


@lru_cache(maxsize=4096)
def matter(text: str) -> frozenset[str]:
    """The content of a line for comparing lines: terms and numbers."""
    return terms_of(text) | numbers_of(text)


def informative(text: str) -> int:
    """How many content words a text has, repeated ones counted."""
    return sum(1 for word in words(text) if word.lower() not in STOPWORDS)
