"""What a report is about, in codes of IPTC Media Topics.

Decides the subjects of a text from its title and opening, by words of our own for each code:
``data/subjects.tsv`` holds the codes in use with their labels (CC BY 4.0, IPTC), ``data/subject_words.tsv``
the words in six languages. Precision first: what is told by one ambiguous word has no subject. Does not
learn, and does not look at names.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from dateline.core.errors import InputError
from dateline.core.text import fold
from dateline.stages.group.remembered import MOST
from dateline.stages.group.tables import lines as table_lines

#: The alias under which IPTC's catalogue knows the vocabulary; a code of ours is ``medtop:20000154``.
SCHEME = "medtop:"
#: What a subject needs: a word that tells it and another, or such a word in the title.
_ENOUGH = 3
#: What a subject of the top level needs, as several ambiguous words come together easily there.
_ENOUGH_BROAD = 5
_IN_TITLE = 2
#: A subject is left out beside one that has more than so many times its weight.
_FAR_BELOW = 0.5
_MOST = 3
_STRONG = 2
_SHORTEST_STEM = 2
#: The letters by which two words are forms of one.
_ROOT = 5
_ELISION = re.compile(r"\A(?:[cdjlmnst]|qu)'(?=\w)")
_POSSESSIVE = re.compile(r"'s?\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A concept of the vocabulary: its code and that of the broader one, its label, a noun for headings.

    ``short`` is empty where the concept is too broad to head anything.
    """

    code: str
    broader: str
    label: str
    short: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """What a word tells: a subject and how surely, perhaps only after certain words (``before``).

    Words of one ``root`` count once.
    """

    code: str
    weight: int
    root: str
    before: tuple[str, ...] = ()
    key: tuple[str, str] = ("", "")


@cache
def topics() -> Mapping[str, Topic]:
    """Every concept in use, by its code without the scheme, broader before narrower."""
    rows = (line.split("\t") for line in _lines("subjects.tsv"))
    return {
        code: Topic(
            code=SCHEME + code,
            broader=SCHEME + broader if broader else "",
            label=label,
            short="" if short == "-" else short or label,
        )
        for code, broader, label, short in rows
    }


def topic(code: str) -> Topic:
    """The concept of a code, with or without its scheme. Raises ``InputError`` for one that is not in use."""
    found = topics().get(code.removeprefix(SCHEME))
    if found is None:
        raise InputError(code, "is no Media Topic that Dateline uses", "see docs/reference for the list")
    return found


def ancestry(code: str) -> tuple[str, ...]:
    """A code and all broader ones, narrowest first, with the scheme."""
    found = []
    while code:
        found.append(code)
        code = topic(code).broader
    return tuple(found)


def subjects(title: Sequence[str], opening: Sequence[str], language: str = "en") -> tuple[str, ...]:
    """The subjects of a text, weightiest first, three at most, from its words in order.

    A word counts once in each. A broad subject takes in what tells its narrower ones, and is given only
    where none of them is sure.
    """
    weights: dict[str, int] = defaultdict(int)
    told: dict[str, set[str]] = defaultdict(set)
    sure, named = set(), set()
    for words, times in ((opening, 1), (title, _IN_TITLE)):
        for sign in _told(words, language[:2].casefold() or "en"):
            weights[sign.code] += sign.weight * times
            told[sign.code].add(sign.root)
            if sign.weight > 1:
                sure.add(sign.code)
            elif times > 1:
                named.add(sign.code)
    telling = sure | {code for code in named if len(told[code]) > 1}
    return _surest(weights, telling) if telling else ()


def common_subjects(stories: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """The subjects of a theme: those that at least a third of its stories share, most first, three at most.

    A story counts for what is broader than its subjects, too, where they have nothing narrower in common.
    """
    told = [tuple(dict.fromkeys(step for code in story for step in ancestry(code))) for story in stories]
    counts = Counter(code for story in told for code in story)
    least = max(1, (len(told) + 2) // 3)
    shared = [code for code in counts if counts[code] >= least]
    spoken = {broader for code in shared for broader in ancestry(code)[1:]}
    order = {code: at for at, code in enumerate(counts)}
    narrow = sorted((code for code in shared if code not in spoken), key=lambda c: (-counts[c], order[c]))
    return tuple(narrow[:_MOST])


def matching(word: str) -> tuple[str, ...]:
    """The codes whose label or short noun has the word, or starts with it: what a desk may call a subject."""
    wanted = fold(word)
    known = topics().values()
    exact = [t.code for t in known if wanted in (fold(t.label), fold(t.short), t.code.removeprefix(SCHEME))]
    parts = ((t.code, f"{fold(t.label)} {fold(t.short)}".split()) for t in known)
    near = [code for code, words in parts if any(part.startswith(wanted) for part in words)]
    return tuple(dict.fromkeys((*exact, *near))) if wanted else ()


def _told(words: Sequence[str], language: str) -> list[Sign]:
    """What the words tell, each kind of word once: a word that is repeated says no more."""
    signs = _signs(language)
    found: dict[tuple[str, str], Sign] = {}
    for at, told in [(at, told) for at, word in enumerate(words) if (told := signs[word])]:
        for sign in told:
            if not sign.before or _stands_before(words, at, sign.before, language):
                held = found.setdefault(sign.key, sign)
                if sign.weight > held.weight:
                    found[sign.key] = sign
    return list(found.values())


def _stands_before(words: Sequence[str], at: int, before: Sequence[str], language: str) -> bool:
    start = at - len(before)
    return start >= 0 and all(
        _plain(word, language).startswith(part[:-1]) if part.endswith("*") else _plain(word, language) == part
        for word, part in zip(words[start:at], before, strict=True)
    )


def _surest(weights: Mapping[str, int], telling: Collection[str]) -> tuple[str, ...]:
    """The narrow subjects that are sure, else the broad one. Each gives its weight to what is broader, too.

    ``telling`` are those told by a word that has no other meaning, or by the title and another word.
    """
    total: dict[str, int] = defaultdict(int)
    likely: set[str] = set()
    for code, weight in weights.items():
        path = _path(code)
        for step in path:
            total[step] += weight
        if code in telling:
            likely.update(path)
    broad = topics()
    sure = {code for code in likely if total[code] >= (_ENOUGH if broad[code].broader else _ENOUGH_BROAD)}
    covered = {step for code in sure for step in _path(code)[1:]}
    narrow = sorted((-total[code], code) for code in sure - covered)
    specific = [found for found in narrow if broad[found[1]].broader] or narrow[:1]
    least = -specific[0][0] * _FAR_BELOW if specific else 0
    return tuple(SCHEME + code for weight, code in specific[:_MOST] if -weight >= least)


@cache
def _path(code: str) -> tuple[str, ...]:
    return tuple(step.removeprefix(SCHEME) for step in ancestry(code))


class _Signs(dict[str, tuple[Sign, ...]]):
    """What each word tells in a language, looked up once: as it stands, and by its longest known stem."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._whole, self._stems = _table(language)
        self._longest = max(map(len, self._stems), default=0)

    def __missing__(self, word: str) -> tuple[Sign, ...]:
        if len(self) >= MOST:
            self.clear()
        plain = _plain(word, self._language)
        found = self._whole.get(plain, ())
        for length in range(min(len(plain), self._longest), _SHORTEST_STEM, -1):
            if signs := self._stems.get(plain[:length]):
                known = {sign.code for sign in found}
                found = (*found, *(sign for sign in signs if sign.code not in known))
                break
        self[word] = found
        return found


@cache
def _signs(language: str) -> _Signs:
    return _Signs(language)


@lru_cache(maxsize=1 << 14)
def _plain(word: str, language: str) -> str:
    folded = fold(word)
    return _POSSESSIVE.sub("", _ELISION.sub("", folded) if language == "fr" else folded)


_Table = dict[str, tuple[Sign, ...]]


@cache
def _table(language: str) -> tuple[_Table, _Table]:
    """Signs by whole words, and by stems."""
    whole: dict[str, list[Sign]] = defaultdict(list)
    stems: dict[str, list[Sign]] = defaultdict(list)
    for line in _lines("subject_words.tsv"):
        code, spoken, words = line.split("\t")
        if spoken != language:
            continue
        for word in words.split():
            *before, last = (_plain(part, language) for part in word.lstrip("!").split("_"))
            weight = _STRONG if before or word.startswith("!") else 1
            root = last[:_ROOT]
            sign = Sign(code=code, weight=weight, root=root, before=tuple(before), key=(code, root))
            (stems if last.endswith("*") else whole)[last.rstrip("*")].append(sign)
    return {k: tuple(v) for k, v in whole.items()}, {k: tuple(v) for k, v in stems.items()}


def _lines(name: str) -> list[str]:
    return table_lines(name)
