"""One name for one person across a story: which speakers are the same, and how a page names them.

Decides by names: the surname, spelled the same or written otherwise from another script, with a given name
that may be the same ("Volodymyr Zelensky", "V. Zelenskiy", "President Zelenskyy"). A surname alone is the one
person of the story who bears it, as far as its reports name no other. People of one surname are kept apart by
their given names, and spellings that stand side by side in one report are two people. An office alone
("governor of Kherson") is a person only where a report says so in the same words. Does not decide who speaks,
nor whom a name means within its report: that was read there.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.core.text import fold
from dateline.stages.narrate.phrasebook.vocabulary import ORGANISATION, STOPWORDS

if TYPE_CHECKING:
    from dateline.core.pages import Clipping


_TABLE = tomllib.loads(files("dateline.stages.narrate.facts").joinpath("people.toml").read_text("utf-8"))
_TITLES, _GENERATIONS, _PARTICLES = (
    frozenset(_TABLE[name].split()) for name in ("titles", "generations", "particles")
)
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_RUN = re.compile(r"[A-Z][\w’'.-]*(?:[ \u00a0]+[A-Z][\w’'.-]*)+")
_ROLE = re.compile(r"^[^,]+, (?:the |an? )?([a-z][^,]*)|^(?:the |an? )?([a-z][^,]*), [A-Z]")
#: Below this many letters a spelling that differs is another name.
_LONG = 6
_LONGEST = 5
_COURTESY = frozenset({"mr", "mrs", "ms", "miss", "dr", "sir", "former"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """A name as some reports print it, with those reports in the order of the story."""

    name: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One speaker of a story: the name to print, and every spelling, the printed one first."""

    name: str
    spellings: tuple[Spelling, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """A name taken apart, folded: given names in order, surname as letters that all spellings share."""

    given: tuple[str, ...]
    surname: str
    title: str = ""


Key = tuple[str, str]


def people(clippings: Sequence[Clipping]) -> Mapping[Key, Person]:
    """The person of each (report, speaker's name); names that are nobody's are left out.

    The name to print is the fullest kind of name (given name and surname) in the spelling that most origins
    use; of as many the one that was printed first.
    """
    keys = list(dict.fromkeys(_named(clippings)))
    parts = {name: _parts(name) for _, name in keys}
    surnames = frozenset(held.surname for held in parts.values() if held)
    groups = _Groups(keys, parts, _bearers(clippings, surnames))
    offices = _offices(clippings, parts)
    found: dict[str, list[Key]] = defaultdict(list)
    for key in keys:
        name = key[1] if parts[key[1]] else offices.get(_plain(key[1]), "")
        if name:
            found[groups.root(name)].append(key)
    origin = {clipping.report.id: clipping.origin for clipping in clippings}
    return {
        key: person
        for members in found.values()
        for person in (_person(members, parts, origin),)
        for key in members
    }


def _named(clippings: Sequence[Clipping]) -> Iterator[Key]:
    for clipping in clippings:
        for statement in clipping.facts.statements:
            if statement.speaker is not None:
                yield clipping.report.id, statement.speaker.name


def _person(members: Sequence[Key], parts: Mapping[str, _Parts | None], origin: Mapping[str, str]) -> Person:
    reports: dict[str, list[str]] = defaultdict(list)
    for report, name in members:
        reports[name].append(report)
    full = [name for name in reports if (held := parts[name]) and held.given] or list(reports)
    printed = max(full, key=lambda name: len({origin.get(report, report) for report in reports[name]}))
    names = [printed, *(name for name in reports if name != printed)]
    return Person(
        name=printed,
        spellings=tuple(Spelling(name=name, reports=tuple(dict.fromkeys(reports[name]))) for name in names),
    )


def _offices(clippings: Sequence[Clipping], parts: Mapping[str, _Parts | None]) -> dict[str, str]:
    """Each office in a report's words and the one person it is said of; "" where it is said of several."""
    found: dict[str, str] = {}
    for clipping in clippings:
        for statement in clipping.facts.statements:
            speaker = statement.speaker
            if speaker is None or not parts.get(speaker.name):
                continue
            told = _ROLE.match(" ".join(speaker.phrase.text.split()))
            office = _plain(told[1] or told[2]) if told else ""
            if " of " in office or " for " in office:
                known = found.setdefault(office, speaker.name)
                found[office] = speaker.name if known and _alike(known, speaker.name, parts) else ""
    return found


def _alike(one: str, other: str, parts: Mapping[str, _Parts | None]) -> bool:
    first, second = parts[one], parts[other]
    return bool(first and second and first.surname == second.surname and _compatible(first, second))


class _Groups:
    """The names of a story in groups of one person each."""

    def __init__(
        self,
        keys: Sequence[Key],
        parts: Mapping[str, _Parts | None],
        bearers: Mapping[str, frozenset[tuple[str, str]]],
    ) -> None:
        self._parts = {name: held for name, held in parts.items() if held}
        self._bearers = bearers
        self._leader = {name: name for name in self._parts}
        self._by_surname: dict[str, list[str]] = defaultdict(list)
        for name, held in self._parts.items():
            self._by_surname[held.surname].append(name)
        self._reports: dict[str, set[str]] = defaultdict(set)
        for report, name in keys:
            self._reports[name].add(report)
        for names in self._by_surname.values():
            self._join_same(names)
        self._join_near()
        for names in self._by_surname.values():
            self._join_alone(names)

    def root(self, name: str) -> str:
        """The first name of a group."""
        while self._leader[name] != name:
            name = self._leader[name]
        return name

    def _join(self, one: str, other: str) -> None:
        first, second = self.root(one), self.root(other)
        if first != second:
            self._leader[second] = first

    def _join_same(self, names: Sequence[str]) -> None:
        """Full names of one surname whose given names agree."""
        full = [name for name in names if self._parts[name].given]
        for position, name in enumerate(full):
            fits = {self.root(o) for o in full[:position] if _compatible(self._parts[o], self._parts[name])}
            if len(fits) == 1 and not self._apart(fits.pop(), name, full):
                other = next(o for o in full[:position] if _compatible(self._parts[o], self._parts[name]))
                self._join(other, name)

    def _apart(self, group: str, name: str, names: Sequence[str]) -> bool:
        """Whether a group has a given name that a name's rules out: "A. Lund" is not both Ada and Anna."""
        members = [other for other in names if self.root(other) == group and other != name]
        return any(not _compatible(self._parts[other], self._parts[name]) for other in members)

    def _join_near(self) -> None:
        """Full names with one given name whose surnames differ by a letter, never two of one report."""
        for one, other in _near_pairs([s for s in self._by_surname if len(s) >= _LONG]):
            for name in self._by_surname[one]:
                for twin in self._by_surname[other]:
                    first, second = self._parts[name].given, self._parts[twin].given
                    if first and first[:1] == second[:1] and not self._reports[name] & self._reports[twin]:
                        self._join(name, twin)

    def _join_alone(self, names: Sequence[str]) -> None:
        """Surnames alone: the one person's who bears them, or, where none is named in full, one another's."""
        groups = dict.fromkeys(self.root(name) for name in names if self._parts[name].given)
        alone = [name for name in names if not self._parts[name].given]
        for name in alone:
            bearer = next(iter(groups), alone[0])
            if len(groups) <= 1 and self._may_bear(bearer, name):
                self._join(bearer, name)

    def _may_bear(self, bearer: str, alone: str) -> bool:
        """Whether nobody else of a surname is named in the story, and its office is that of the bearer."""
        one, other = self._parts[bearer], self._parts[alone]
        told = self._bearers.get(other.surname, frozenset())
        known = one.given or next(((given,) for given, _ in sorted(told)), ())
        named = _Parts(given=known, surname=one.surname)
        if any(not _compatible(named, _Parts(given=(given,), surname=one.surname)) for given, _ in told):
            return False
        offices = {title for _, title in told} | {one.title}
        return not (one.given and other.title) or other.title in offices


def _compatible(one: _Parts, other: _Parts) -> bool:
    """Whether two given names may be one person's: alike, an initial of it, its short form."""
    first, second = one.given[:1], other.given[:1]
    if not first or not second or first == second:
        return True
    left, right = first[0], second[0]
    if len(left) == 1 or len(right) == 1:
        return left[0] == right[0]
    return bool(_short().get(left, frozenset([left])) & _short().get(right, frozenset([right])))


def _bearers(
    clippings: Sequence[Clipping], surnames: frozenset[str]
) -> dict[str, frozenset[tuple[str, str]]]:
    """For each surname the given names, with the title before them, that the reports print it with."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for run in (run for clipping in clippings for run in set(_RUN.findall(clipping.report.text))):
        words = [word.rstrip(".") for word in _WORD.findall(run)]
        for at, word in enumerate(words):
            given = fold(words[at - 1]) if at else ""
            if not given or given in _TITLES or given in STOPWORDS or skeleton(word) not in surnames:
                continue
            title = fold(words[at - 2]) if at > 1 and fold(words[at - 2]) in _TITLES else ""
            found[skeleton(word)].add((skeleton(words[at - 1]), title))
    return {surname: frozenset(told) for surname, told in found.items()}


@lru_cache(maxsize=8192)
def _parts(name: str) -> _Parts | None:
    """A name taken apart; None where it is no person's: a small letter, one word that is an acronym."""
    words = [word.rstrip(".") for word in _WORD.findall(name)]
    title = ""
    while len(words) > 1 and fold(words[0]) in _TITLES:
        title, words = fold(words[0]), words[1:]
    words = [word for word in words if fold(word) not in _GENERATIONS]
    core = [word for word in words if fold(word) not in _PARTICLES]
    if not core or len(words) > _LONGEST or any(fold(word) in ORGANISATION for word in words):
        return None
    if fold(core[-1]) in _TITLES or not all(word[:1].isupper() for word in core):
        return None
    if len(core) == 1 and (core[0].isupper() or len(core[0]) < 3):
        return None
    office = "" if title in _COURTESY else title
    given = tuple(skeleton(word) for word in core[:-1])
    return _Parts(given=given, surname=skeleton(core[-1]), title=office)


@lru_cache(maxsize=8192)
def identity(name: str) -> str:
    """A person's name without titles, as letters that its spellings share; of what is no person the name."""
    parts = _parts(name)
    return " ".join((*parts.given[:1], parts.surname)) if parts else fold(name)


@lru_cache(maxsize=16384)
def skeleton(word: str) -> str:
    """A word as letters that its spellings share: "Zelenskyy" and "Zelenskiy" are one."""
    bare = unicodedata.normalize("NFKD", fold(word))
    letters = "".join(letter for letter in bare if letter.isalpha())
    for written, made in _TABLE["variants"]:
        letters = letters.replace(written, made)
    return letters[:1] + "".join(after for before, after in pairwise(letters) if after != before)


@cache
def _short() -> dict[str, frozenset[str]]:
    """For each given name those that it may be short or long for; "Chris" has several."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in _TABLE["short"].strip().split("\n"):
        group = {skeleton(word) for word in line.split()}
        for word in group:
            found[word] |= group
    return {word: frozenset(group) for word, group in found.items()}


def _plain(words: str) -> str:
    return fold(" ".join(words.split())).removeprefix("the ")


def _near_pairs(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The pairs of words that differ by one letter, found by what is left without one."""
    without: dict[str, list[str]] = defaultdict(list)
    for word in words:
        for at in range(1, len(word)):
            without[word[:at] + word[at + 1 :]].append(word)
        without[word].append(word)
    for left in without.values():
        for one, other in pairwise(dict.fromkeys(left)):
            if one[0] == other[0] and abs(len(one) - len(other)) <= 1:
                yield one, other
