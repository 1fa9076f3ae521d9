"""A report as the model of statements sees it: numbers for each token, and for each token beside a cue.

Decides what the model may look at: the features of a word (``vocabulary``), where it stands in its sentence
and among the quotations, and, beside a cue, how far it is and what lies between. No word of an open class
is among it. Linear in the length of the text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING

import numpy as np

from dateline.stages.interpret.reading.lexicon import classes
from dateline.stages.interpret.statements.layout import BEFORE, BEHIND, Array
from dateline.stages.interpret.statements.marks import single_marks_speak
from dateline.stages.interpret.statements.vocabulary import Features, features_of

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.view import Annotation

WINDOW = BEFORE + BEHIND
#: Rows of nothing that keep the tokens beside one cue from those beside the next.
APART = 3
#: Sentences on either side of the cue's own whose quotations are looked at.
SENTENCES = 1
#: Where a token stands (inside, opening a sentence, opening a paragraph) times outside, “inside”, ‘inside’.
PLACES = 9
#: The classes of words that ``view.tags`` gives; the first stands for every other, and for all in capitals.
TAGS = (
    *("", "N", "NS", "NP", "V", "VZ", "VD", "VN", "VG", "MD", "J", "JR", "R", "D", "PP", "PS", "I", "TO"),
    *("C", "CD", "W", "EX", "UH"),
)
_TAG = {tag: number for number, tag in enumerate(TAGS)}
_STEPS = np.array([1, 2, 3, 4, 5, 6, 7, 9, 12, 16, 22, 31, 45])
#: What is counted between a token and a cue: commas, quotation marks, words that open a clause; words of
#: saying, other verbs, other nouns and pronouns.
COUNTED = ("comma", "mark", "opens", "saying", "verb", "noun")
_MOST = 3
#: The tables that a token beside a cue is looked up in, and how many rows each has.
RELATIONS = {"far": 2 * len(_STEPS) + 1, "beside": 15, **dict.fromkeys(COUNTED, 2 * _MOST + 1)}
#: Tables that are looked up as one, a row for each combination.
TABLES = (("far", "beside"), ("comma", "mark", "opens"), ("saying", "verb", "noun"))
_KEPT = 50_000
_WORDS = classes("statements/between")
_COUNTS = {
    what: frozenset(f"word {word}" for word in _WORDS.get(what, ())) | named
    for what, named in {
        "comma": frozenset[str](),
        "mark": frozenset({"double mark", "single mark"}),
        "opens": frozenset[str](),
        "saying": frozenset({"of saying"}),
        "verb": frozenset({"verb only"}),
        "noun": frozenset({"noun only", "unknown"}),
    }.items()
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Tokens as numbers. ``signs``: int[n], which features (``Signs``); ``places``: int[n], below PLACES.

    ``tags``: int[n], places in TAGS; ``quoted``: bool[n]; ``sentence``: int[n], the sentence of each token;
    ``counts``: int[6, n], how many of each of COUNTED stand before and at a token.
    """

    signs: Array
    places: Array
    tags: Array
    quoted: Array
    sentence: Array
    counts: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Tokens beside cues: int[m] each, of one cue after the other.

    ``cue`` is the number of the cue, ``column`` the place from BEFORE tokens before it on, ``token`` the
    token of the report, ``rows`` the rows of the three TABLES. Behind each cue's come APART of nothing, whose
    columns lie beyond the WINDOW.
    """

    cue: Array
    column: Array
    token: Array
    rows: tuple[Array, ...]


class Signs:
    """The sets of features that were seen so far, numbered; each word is looked at once."""

    def __init__(self) -> None:
        self.sets: list[Features] = []
        self._number: dict[Features, int] = {}
        self._known: dict[str, int] = {}

    def of(self, words: tuple[str, ...]) -> list[int]:
        """The number of each word's features."""
        known = self._known
        if len(known) > _KEPT:
            known.clear()
        try:
            return list(map(known.__getitem__, words))
        except KeyError:
            return [known[word] if word in known else self._learn(word) for word in words]

    def _learn(self, word: str) -> int:
        features = features_of(word)
        number = self._number.setdefault(features, len(self.sets))
        if number == len(self.sets):
            self.sets.append(features)
        self._known[word] = number
        return number

    def counted(self, first: int) -> Array:
        """Which of COUNTED the sets from number ``first`` on are: int32[6, n]."""
        held = [
            [not _COUNTS[what].isdisjoint(features) for features in self.sets[first:]] for what in COUNTED
        ]
        return np.array(held, np.int32)


def seen(view: Annotation, numbers: Array, counted: Array) -> Seen:
    """The tokens of a report; ``numbers`` of their features, ``counted`` as ``Signs.counted(0)`` gives it."""
    count = len(numbers)
    sentence = np.array(view.sentence_of, np.int64)
    named = () if view.capitals else view.tags
    places = np.zeros(count, np.int64)
    opens = np.flatnonzero(np.diff(sentence, prepend=-1))
    paragraphs = [view.sentences[number].paragraph for number in sentence[opens].tolist()]
    places[opens] = np.where(np.diff(np.array(paragraphs, np.int64), prepend=-1) != 0, 6, 3)
    aside = 1 if single_marks_speak(view) else 2
    for quotation in view.quotations:
        first, last = (bisect_left(view.starts, offset) for offset in (quotation.start, quotation.end))
        places[first:last] += aside if quotation.single else 1
    return Seen(
        signs=numbers,
        places=places,
        tags=np.fromiter(map(_TAG.get, named, repeat(0)), np.int64) if named else np.zeros(count, np.int64),
        quoted=places % 3 > 0,
        sentence=sentence,
        counts=np.cumsum(counted.take(numbers, axis=1), axis=1),
    )


def beside(tokens: Seen, cues: Array) -> Beside:
    """The tokens around cues (int[c], in any order) that are looked at, cue by cue."""
    around = cues[:, None] + _AROUND
    there = np.minimum(np.maximum(around, 0), len(tokens.signs) - 1)
    apart = tokens.sentence.take(there) - tokens.sentence.take(cues)[:, None]
    near = tokens.quoted.take(there) & (np.abs(apart) <= SENTENCES)
    looked_at = ((apart == 0) | near) & (around == there)
    looked_at[:, WINDOW:] = True
    cue, column = np.nonzero(looked_at)
    token = there[cue, column]
    rows = _rows(tokens, token, cues.take(cue), column)
    return Beside(cue=cue, column=column, token=token, rows=rows)


def _rows(tokens: Seen, token: Array, head: Array, column: Array) -> tuple[Array, ...]:
    apart = tokens.sentence.take(token) - tokens.sentence.take(head)
    apart = np.minimum(np.maximum(apart, -SENTENCES), SENTENCES)
    between = tokens.counts.take(token, axis=1) - tokens.counts.take(head, axis=1)
    between = np.minimum(np.maximum(between, -_MOST), _MOST) + _MOST
    quoted, cue_quoted = tokens.quoted.take(token), tokens.quoted.take(head)
    other = between[COUNTED.index("mark")] != _MOST
    # Outside both, only the token inside, both in the same quotation, in different ones, only the cue inside.
    kind = np.where(quoted, np.where(cue_quoted, 2 + other, 1), np.where(cue_quoted, 4, 0))
    rows = dict(zip(COUNTED, between, strict=True))
    rows["far"], rows["beside"] = _FAR.take(column), (apart + SENTENCES) * 5 + kind
    return tuple(_combined(rows, names) for names in TABLES)


def _combined(rows: Mapping[str, Array], names: Sequence[str]) -> Array:
    found = rows[names[0]]
    for name in names[1:]:
        found = found * RELATIONS[name] + rows[name]
    return found


def _far(offsets: Array) -> Array:
    step = np.searchsorted(_STEPS, np.abs(offsets), side="right")
    return np.asarray(np.sign(offsets) * step + len(_STEPS))


_AROUND = np.arange(-BEFORE, BEHIND + APART)
_FAR = _far(_AROUND)
