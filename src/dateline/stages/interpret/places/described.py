"""Places that the gazetteer lacks and whose name says what they are: streets, rivers, parks, front lines.

Decides which capitalised words before or behind such a head are the name of a place, and which kind it is;
and which distances are given from a border, a coast or a front line. None of them gets a point: we do not
know it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dateline.stages.interpret.reading.lexicon import classes, rows, words
from dateline.stages.interpret.reading.names import given_names
from dateline.stages.interpret.reading.words import lexicon

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.view import Annotation

_SIGNS = classes("places/signs")
_GRAMMAR = classes("places/grammar")
_NOT_NAMES, _TITLES = words("reading/not_names"), words("reading/titles")
_LOCATIVE = _SIGNS["within"] | _SIGNS["at"] | _SIGNS["between"] | {"along", "down", "up", "of", "the"}
_SURNAMES = frozenset(
    {"lane", "lake", "hill", "hills", "rivers", "beach", "forest", "brook", "park", "drive", "st", "dr", "mt"}
)
_NUMBERED = 4
_LONGEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """Tokens ``first`` up to, not including, ``last``, which name a place; ``head`` tells its ``kind``."""

    first: int
    last: int
    head: int
    kind: str


@cache
def _heads() -> dict[str, dict[str, str]]:
    """For each way in which a head stands, the kind that each head tells."""
    found: dict[str, dict[str, str]] = {}
    for kind, way, heads in rows("places/described.tsv"):
        found.setdefault(way, {}).update(dict.fromkeys(heads.split(), kind))
    return found


@cache
def _every_head() -> frozenset[str]:
    plain = frozenset(head for heads in _heads().values() for head in heads)
    return plain | {f"{head}." for head in plain}


def described(view: Annotation) -> list[Described]:
    """The places of a report that their heads tell, in order, with its lines and distances."""
    found: list[Described] = []
    if not view.capitals:
        for at in view.positions(_every_head()):
            each = _named(view, at) if view.words[at][0].isupper() else None
            if each is not None and not _goes_on(view, each) and (not found or each.first >= found[-1].last):
                found.append(each)
    taken = {token for each in found for token in range(each.first, each.last)}
    found += [each for each in _settlements(view) if each.first not in taken]
    return sorted([*found, *_lines(view), *_distances(view)], key=lambda each: each.first)


def _named(view: Annotation, at: int) -> Described | None:
    """The place whose head is a token."""
    head, heads = view.lower[at].rstrip("."), _heads()
    if head in heads["numbered"] and (last := _number(view, at)):
        return Described(first=_back(view, at, 2), last=last, head=at, kind=heads["numbered"][head])
    if head in heads["behind"]:
        first = _back(view, at, _LONGEST)
        if first < at and not _person(view, first, at):
            return Described(first=first, last=at + 1, head=at, kind=heads["behind"][head])
    if head in heads["park"]:
        first = _back(view, at, _LONGEST)
        if at - first > 1 and not _person(view, first, at):
            return Described(first=first, last=at + 1, head=at, kind=heads["park"][head])
    if head in heads["before"]:
        last = at + 1
        while (
            last < min(at + 3, len(view.words))
            and _name(view, last)
            and view.lower[last] not in _SIGNS["body"]
        ):
            last += 1
        if last > at + 1:
            return Described(first=at, last=last, head=at, kind=heads["before"][head])
    return None


def _goes_on(view: Annotation, each: Described) -> bool:
    """Whether the name goes on behind its head: "the Alder River Authority"."""
    at = each.last
    if each.kind == "county" and any("-" in word for word in view.words[each.first : at]):
        return True
    if at >= len(view.words) or view.sentence_of[at] != view.sentence_of[each.head]:
        return False
    return view.words[at][0].isupper() and view.lower[at] not in _SIGNS["direction"] | _NOT_NAMES


def _number(view: Annotation, at: int) -> int:
    """Behind the number of a road ("Highway 19"), 0 where none stands."""
    following = view.words[at + 1 : at + 2]
    if (
        following
        and following[0].isdigit()
        and len(following[0]) <= _NUMBERED
        and view.sentence_of[at] == view.sentence_of[at + 1]
    ):
        road = len(view.words[at]) > 2 or view.words[at].isupper()
        return at + 2 if road else 0
    return 0


def _back(view: Annotation, at: int, most: int) -> int:
    """Where the name that ends before a token begins."""
    first = at
    while (
        first > 0
        and at - first < most
        and _name(view, first - 1)
        and view.sentence_of[first - 1] == view.sentence_of[at]
    ):
        first -= 1
    return first


def _name(view: Annotation, at: int) -> bool:
    word = view.words[at]
    return (
        word[0].isupper() and view.lower[at] not in _NOT_NAMES and view.lower[at].rstrip(".") not in _TITLES
    )


def _person(view: Annotation, first: int, head: int) -> bool:
    """Whether a head that is a surname too ends the name of a person: "Ruby Lake"."""
    if view.lower[head].rstrip(".") not in _SURNAMES or view.lower[first] not in given_names():
        return False
    return first == 0 or view.lower[first - 1] not in _LOCATIVE


def _settlements(view: Annotation) -> Iterator[Described]:
    """Names behind a word for a settlement: "the village of Marrow", "the towns of Ash, Elm and Oak"."""
    for at in view.positions(_GRAMMAR["settlement"]):
        if view.lower[at + 1 : at + 2] != ("of",) or (view.words[at][0].isupper() and not view.capitals):
            continue
        kind = "region" if view.lower[at].startswith(("province", "department")) else "city"
        first = at + 2
        while (last := _told_name(view, first)) > first:
            yield Described(first=first, last=last, head=first, kind=kind)
            joint = view.lower[last : last + 2]
            if not view.lower[at].endswith("s") or joint[:1] not in ((",",), ("and",)):
                break
            first = last + (2 if joint == (",", "and") else 1)


def _told_name(view: Annotation, first: int) -> int:
    """Where the name that begins with a token ends; the token itself where none does."""
    last = first
    while (
        last < min(first + _LONGEST - 1, len(view.words)) and _name(view, last) and len(view.words[last]) > 1
    ):
        if view.sentence_of[last] != view.sentence_of[first] or (view.capitals and _ordinary(view, last)):
            break
        last += 1
    return last


def _ordinary(view: Annotation, at: int) -> bool:
    """Whether a word of a text in capitals is none of a name."""
    return "NP" not in lexicon().get(view.lower[at], ("NP",)) and view.lower[at] not in given_names()


def _lines(view: Annotation) -> Iterator[Described]:
    """Front lines and their kin, which move: "the front line", "the line of contact"."""
    for at in view.positions(_GRAMMAR["line"]):
        for words_of in _LINES:
            if view.lower[at : at + len(words_of)] == words_of:
                yield Described(first=at, last=at + len(words_of), head=at, kind="line")
                break


_LINES = (
    ("front", "line"), ("front", "lines"), ("frontline",), ("frontlines",), ("line", "of", "contact"),
    ("contact", "line"), ("line", "of", "control"), ("demarcation", "line"),
)  # fmt: skip


def _distances(view: Annotation) -> Iterator[Described]:
    """Distances from what has no name: "1,000 km from the border"."""
    for at in view.positions(_GRAMMAR["measure"]):
        first, last = at - 1, at + 1
        if first < 0 or not view.words[first][0].isdigit():
            continue
        if view.lower[last : last + 1] and view.lower[last] in _SIGNS["direction"] | {
            "away",
            "inland",
            "inside",
            "deep",
        }:
            last += 1
        if view.lower[last : last + 1] and view.lower[last] in ("from", "of", "off"):
            last += 1
            while last < len(view.lower) and last < at + 7 and view.lower[last] not in _GRAMMAR["bound"]:
                if not view.words[last][0].isalpha():
                    break
                last += 1
            if last < min(len(view.lower), at + 7) and view.lower[last] in _GRAMMAR["bound"]:
                yield Described(first=first, last=last + 1, head=last, kind="distance")
