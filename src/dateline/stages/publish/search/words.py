"""What counts as a word in a search: the same for pages and for queries, whatever the store.

A text is folded (no case, no accents), cut at all that is no letter or digit, and each word loses a light
ending ("attacks", "attack"). Scripts that put no space between words are searched by pairs of neighbouring
letters. Decides nothing about ranking; knows no language, only scripts.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING

from dateline.core.listings import Facet, Mention
from dateline.core.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

_TABLE = tomllib.loads(files("dateline.stages.publish.search").joinpath("endings.toml").read_text("utf-8"))
_LATIN: tuple[tuple[str, str, tuple[str, ...]], ...] = tuple(
    (ending, instead, tuple(after)) for ending, instead, after in _TABLE["latin"]
)
_CYRILLIC = tuple(sorted(set(_TABLE["cyrillic"].split()), key=lambda ending: (-len(ending), ending)))
#: Han, kana and Thai: no spaces between words.
_UNSPACED = (
    "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003134f"
)
_RUN = re.compile(rf"[{_UNSPACED}]+|[^\W_{_UNSPACED}]+(?:'[^\W_{_UNSPACED}]+)*")
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_IS_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_IS_LATIN = re.compile(r"[a-z]+")
#: Joins the name of a filter and a word of what it asks for; a letter, so that no store cuts the word there.
MARK = "\u02d0"
_POSSESSIVE = ("'s", "'")
_LONGEST = 60
_LEAST_LATIN, _LEAST_STEM, _LEAST_CYRILLIC = 3, 2, 4
#: The filters that a query may have by what a story is filed under, and the facet of each.
FILTERS = {
    Facet.PLACE: "place",
    Facet.COUNTRY: "place",
    Facet.PERSON: "person",
    Facet.OUTLET: "source",
    Facet.LANGUAGE: "language",
}


def words(text: str) -> Iterator[str]:
    """The words of a text as they are searched, in order; the same word may come often."""
    return chain.from_iterable(map(_searched, plain(text)))


def plain(text: str) -> Iterator[str]:
    """The words of a text, folded, with their endings; of unspaced scripts whole runs of letters."""
    return (run[:_LONGEST] for run in _RUN.findall(fold(text).replace(MARK, " ")))


@lru_cache(maxsize=65536)
def _searched(run: str) -> tuple[str, ...]:
    """A word as it is searched: all texts of a site together have few."""
    return tuple(pairs(run)) if unspaced(run) else (stem(run),)


def unspaced(run: str) -> bool:
    """Whether a run of letters is of a script that puts no space between words."""
    return bool(_IS_UNSPACED.match(run))


def pairs(run: str) -> Iterator[str]:
    """Neighbouring letters two by two; a letter alone stays alone."""
    if len(run) == 1:
        yield run
    for at in range(len(run) - 1):
        yield run[at : at + 2]


def stem(word: str) -> str:
    """A folded word without a light ending."""
    for ending in _POSSESSIVE:
        word = word.removesuffix(ending)
    word = word.replace("'", "")
    if _IS_LATIN.fullmatch(word):
        return _latin(word)
    return _cyrillic(word) if _IS_CYRILLIC.match(word) else word


def _latin(word: str) -> str:
    if len(word) <= _LEAST_LATIN:
        return word
    for ending, instead, after in _LATIN:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= _LEAST_STEM and not (after and rest.endswith(after)):
            return rest + instead
    return word


def _cyrillic(word: str) -> str:
    for ending in _CYRILLIC:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_CYRILLIC:
            return word.removesuffix(ending)
    return word


def filed_under(mention: Mention) -> Iterator[str]:
    """The words by which a filter finds what a story is filed under: ``place:nice`` for one in Nice."""
    if name := FILTERS.get(mention.facet):
        told = f"{mention.name} {mention.key}" if mention.facet is not Facet.LANGUAGE else mention.key
        yield from _filtered(name, told)


@lru_cache(maxsize=8192)
def _filtered(name: str, told: str) -> tuple[str, ...]:
    return tuple(f"{name}{MARK}{word}" for word in words(told))
