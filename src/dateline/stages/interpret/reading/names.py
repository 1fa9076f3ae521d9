"""Names in a report: runs of capitalised words, each with what it names.

Decides where a name begins and ends, behind which titles it stands, and whether it names a person, a body, a
place or something else, by what stands in it and around it. Does not decide which person a name means, nor
who speaks. In a text set in capitals no names are found: they cannot be told by case.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from dateline.stages.interpret.reading.lexicon import classes, mapping, words
from dateline.stages.interpret.reading.words import lexicon

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.view import Annotation

_CLASSES = classes("reading/names")
_PARTICLES = _CLASSES["particle"]
_TITLES = words("reading/titles") | words("reading/roles")
_BEFORE_NAMES = _TITLES | {f"{title}." for title in _TITLES if len(title) < 6}
_NOT_NAMES = words("reading/not_names")
_INSTITUTIONS = words("reading/institutions")
_LANDMARKS = words("reading/landmarks")
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
#: The commonest verbs of saying: a name beside one is that of somebody who speaks.
SAYING = _CLASSES["saying"]
#: A word of more capitals than this is shouted ("BREAKING"), not an acronym.
_ACRONYM = 6
_LONGEST_PERSON = 5
#: Words of places that are surnames as well.
_SURNAMES_TOO = _CLASSES["surname"]
_OF = frozenset({"of", "for"})


class Kind(StrEnum):
    """What a name names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name of the tokens ``first`` up to ``last``, behind titles and offices from ``titles`` on."""

    titles: int
    first: int
    last: int
    text: str
    kind: Kind
    parts: tuple[str, ...] = field(default=())

    @property
    def titled(self) -> bool:
        """Whether a title or an office stands before the name."""
        return self.first > self.titles

    @property
    def given(self) -> str:
        """The first part in lower case."""
        return self.parts[0]

    @property
    def surname(self) -> str:
        """The last part in lower case, without what follows a generation."""
        last = self.parts[-1]
        return self.parts[-2] if last in _GENERATIONS and len(self.parts) > 1 else last


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The names of a report in its order, and the first and last parts of those of persons."""

    all: tuple[Name, ...]
    persons: frozenset[str]
    _firsts: tuple[int, ...] = ()

    def among(self, first: int, last: int) -> Sequence[Name]:
        """The names that begin among some tokens."""
        return self.all[bisect_right(self._firsts, first - 1) : bisect_right(self._firsts, last - 1)]

    def at(self, token: int) -> Name | None:
        """The name that a token is part of."""
        found = bisect_right(self._firsts, token) - 1
        return self.all[found] if found >= 0 and token < self.all[found].last else None


def names(view: Annotation) -> Names:
    """The names of a report."""
    if view.capitals:
        return Names(all=(), persons=frozenset())
    found = _runs(view)
    alone = frozenset(
        name.surname for name in found if len(name.parts) == 1 and (name.titled or _speaks(view, name))
    )
    found = [_as_person(name) if _introduced(name, alone) else name for name in found]
    full = [name for name in found if name.kind is Kind.PERSON]
    parts = frozenset(part for name in full for part in (name.given, name.surname))
    found = [_as_person(name) if _borne(name, parts) else name for name in found]
    found = [n for n in found if n.kind is Kind.PERSON or n.last - n.first > 1 or not _common(view, n.first)]
    return Names(all=tuple(found), persons=parts, _firsts=tuple(name.first for name in found))


@cache
def given_names() -> dict[str, str]:
    """Given names in lower case and the pronoun that goes with them: ``he``, ``she`` or ``either``."""
    return mapping("reading/given_names") | mapping("reading/given_names_more")


def _runs(view: Annotation) -> list[Name]:
    found: list[Name] = []
    capitals = _capitals(view)
    known, end = frozenset(capitals), 0
    for at in capitals:
        if at < end:
            continue
        end = _run_end(view, at, known)
        name = _name(view, _opening(view, at, end) if end - at > 1 else at, end)
        if name is not None:
            end = max(end, name.last)
            found.append(name)
    return found


def _capitals(view: Annotation) -> list[int]:
    """The tokens that may be part of a name: with a capital, not shouted, no small word."""
    lower, words = view.lower, view.words
    return [
        at
        for at in view.capitalised
        if lower[at] not in _NOT_NAMES and not (len(words[at]) > _ACRONYM and words[at].isupper())
    ]


def _run_end(view: Annotation, at: int, capitals: frozenset[int]) -> int:
    """Where the run of capitalised words that begins with a token ends."""
    end, last = at + 1, len(view.words)
    text, ends, sentence_of = view.report.text, view.ends, view.sentence_of
    while end < last and text[ends[end - 1]] != "\n" and sentence_of[end] == sentence_of[at]:
        if end not in capitals:
            word = view.lower[end]
            particle = word in _PARTICLES and (end + 1 in capitals or _particle(view, end + 1))
            people = word == "'s" and view.lower[end - 1] == "people" and end + 1 in capitals
            month = word == "may" and view.words[end] == "May" and view.lower[end - 1] in given_names()
            if not (month or particle or people or (word == "." and _initial(view, end))):
                break
        end += 1
    return end


def _initial(view: Annotation, stop: int) -> bool:
    """Whether a full stop ends an initial inside a name: "Laurence H. Tribe"."""
    letter = view.words[stop - 1]
    following = stop + 1 < len(view.words) and view.words[stop + 1][0].isupper()
    return len(letter) == 1 and letter.isupper() and letter != "I" and following


def _opening(view: Annotation, at: int, end: int) -> int:
    """Behind words that are capital only because a sentence begins, or that tell no part of a name."""
    return next((i + 1 for i in range(end - 2, at - 1, -1) if _leads(view, i, end - at)), at)


def _leads(view: Annotation, at: int, size: int) -> bool:
    """Whether a word before a given name belongs to no name: "Committee Leonid S.", "French Ada L."."""
    word, following = view.lower[at], view.lower[at + 1]
    if word in given_names() or following not in given_names():
        return False
    return word in _INSTITUTIONS or (word in lexicon() and size > 2)


def _name(view: Annotation, at: int, end: int) -> Name | None:
    """The name among the tokens of a run: what stands behind its last title."""
    start = next((i + 1 for i in range(end - 1, at - 1, -1) if _title(view, i, at)), at)
    if start >= end:
        return None
    if end - start == 1 and view.lower[start] not in _INSTITUTIONS:
        return _single(view, start, _titles(view, start, at))
    if start > at:
        start = _opening(view, start, end)
    titles = _titles(view, start, at)
    body = _body(view, start, end) if titles == start else None
    end = end if body is None else body
    held = (word for word in view.lower[start:end] if word != "." and word not in _PARTICLES)
    parts = tuple(word.rstrip(".") for word in held)
    if not parts:
        return None
    kind = _kind(view, titles, start, end, parts) if body is None else Kind.ORGANISATION
    raw = view.report.text[view.starts[start] : view.ends[end - 1]]
    return Name(titles=titles, first=start, last=end, text=" ".join(raw.split()), kind=kind, parts=parts)


def _single(view: Annotation, at: int, titles: int) -> Name:
    """A name of one word."""
    part = view.lower[at].rstrip(".") or view.lower[at]
    kind = _kind(view, titles, at, at + 1, (part,))
    return Name(titles=titles, first=at, last=at + 1, text=view.words[at], kind=kind, parts=(part,))


def _titles(view: Annotation, start: int, at: int) -> int:
    """The first of the titles right before a name, in its sentence."""
    titles = start
    while titles > 0 and _title(view, titles - 1, at):
        if view.sentence_of[titles - 1] != view.sentence_of[start]:
            break
        titles -= 1
    return titles


def _body(view: Annotation, start: int, end: int) -> int | None:
    """The end of a body's name that goes on behind "of": "University of Hull", None where it is none."""
    last = len(view.words)
    if view.lower[end - 1] not in _INSTITUTIONS or end + 1 >= last or view.lower[end] not in _OF:
        return None
    at = end + 1 + (view.lower[end + 1] == "the")
    stop = at
    while stop < last and (
        _capital(view, stop)
        or (view.lower[stop] == "and" and stop > at and stop + 1 < last and _capital(view, stop + 1))
    ):
        stop += 1
    return stop if stop > at else None


def _kind(view: Annotation, titles: int, first: int, last: int, parts: tuple[str, ...]) -> Kind:
    tail, size = parts[-1], len(parts)
    given = parts[0] in given_names()
    surname = tail in _SURNAMES_TOO and (given or _told(view, last))
    if size > 1 and tail in _LANDMARKS and not surname:
        return Kind.PLACE
    if tail in _INSTITUTIONS or (size > 1 and parts[0] in _INSTITUTIONS and not given):
        return Kind.ORGANISATION
    if size > _LONGEST_PERSON or (size > 1 and view.words[last - 1].isupper() and len(tail) > 3):
        return Kind.OTHER
    if titles < first:
        return Kind.PERSON if size > 1 or _surname_like(view, first) else Kind.OTHER
    if size == 1:
        written = view.words[first]
        return Kind.ORGANISATION if written.isupper() and len(written) > 2 else Kind.OTHER
    if given:
        return Kind.PERSON if tail not in view.common or _told(view, last) else Kind.OTHER
    if _aged(view, last):
        return Kind.PERSON
    return Kind.PERSON if (surname or tail not in lexicon()) and _told(view, last) else Kind.OTHER


def _surname_like(view: Annotation, at: int) -> bool:
    return view.words[at][1:].islower() or "'" in view.words[at] or "-" in view.words[at]


def _told(view: Annotation, last: int) -> bool:
    """Whether what follows a name tells that it is a person's: an age, "who", a verb of saying."""
    here = view.lower[last : last + 2]
    told = bool(here) and (here[0] in SAYING or here[0] == "who")
    return told or here in ((",", "who"), (",", "whose")) or _aged(view, last)


def _aged(view: Annotation, last: int) -> bool:
    """Whether an age follows: "Ada Lund, 54"."""
    here = view.lower[last : last + 2]
    return len(here) > 1 and here[0] == "," and here[1].isdigit() and len(here[1]) < 3


def _speaks(view: Annotation, name: Name) -> bool:
    """Whether a name stands beside a verb of saying."""
    before = view.lower[name.titles - 1] if name.titles else ""
    after = view.lower[name.last] if name.last < len(view.lower) else ""
    return before in SAYING or after in SAYING


def _introduced(name: Name, alone: frozenset[str]) -> bool:
    """Whether a name of unknown words is a person's, since its last part speaks alone elsewhere."""
    if name.kind is not Kind.OTHER or not 1 < len(name.parts) < _LONGEST_PERSON:
        return False
    return name.surname in alone and not any(part in lexicon() for part in name.parts[:-1])


def _borne(name: Name, persons: frozenset[str]) -> bool:
    """Whether a single name is part of somebody's."""
    return name.kind is Kind.OTHER and len(name.parts) == 1 and name.parts[0] in persons


def _as_person(name: Name) -> Name:
    return replace(name, kind=Kind.PERSON)


def _title(view: Annotation, at: int, first: int) -> bool:
    """Whether a token is a title or an office, and not somebody's surname ("Stephen King")."""
    if view.lower[at] not in _BEFORE_NAMES:
        return False
    surname = at > first and view.lower[at - 1] in given_names() and view.words[at][0].isupper()
    following = at + 1 < len(view.words) and view.words[at + 1][0].isupper()
    return following or not surname


def _common(view: Annotation, at: int) -> bool:
    """Whether a word alone is capital only because its sentence begins there."""
    opens = at == 0 or view.sentence_of[at - 1] != view.sentence_of[at] or not view.lower[at - 1][0].isalnum()
    return opens and (view.lower[at] in view.common or view.lower[at] in lexicon()) and view.tags[at] != "NP"


def _capital(view: Annotation, at: int) -> bool:
    word = view.words[at]
    shouted = len(word) > _ACRONYM and word.isupper()
    return word[0].isupper() and view.lower[at] not in _NOT_NAMES and not shouted


def _particle(view: Annotation, at: int) -> bool:
    return at < len(view.lower) and view.lower[at] in _PARTICLES
