"""Whether another origin's sentence tells the same as a line: what "reported by N origins" rests on.

Decides by what may not differ: every number, every name, the day of the week, and what was done (the verb, or
another word for it). Likeness in words alone is not enough: sentences on one happening share most of them. It
rather says no: a line that more origins bear out than are counted is true all the same. Does NOT find the
candidates, nor weigh their words (``plan.selection``).
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.core.text import words
from dateline.stages.narrate.facts.material import numbers_of, plainly, stem
from dateline.stages.narrate.phrasebook.vocabulary import IRREGULAR, STOPWORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.stages.narrate.facts.material import Passage

_TABLE = tomllib.loads(files("dateline.stages.narrate.facts").joinpath("support.toml").read_text("utf-8"))
_DAYS = frozenset(_TABLE["days"].split())
_MONTHS = frozenset(_TABLE["months"].split())
_UNNAMED = frozenset(_TABLE["unnamed"].split()) | _DAYS | _MONTHS | STOPWORDS
_HEDGES = frozenset(_TABLE["hedges"].split())
_ORDINALS = frozenset(_TABLE["ordinals"].split())
_BE = frozenset(["is", "are", "was", "were"])
_NAMES = re.compile(r"[A-Z][\w’'.-]*(?: (?:(?:of|the|de|al|bin|von|van) )?[A-Z][\w’'.-]*)*")
#: An acronym may stand for a name that the other sentence writes out.
_SHORT = 3
_INSIDE = re.compile(r"(?<=[a-z,] )[A-Z][\w’'-]*")
_SMALL = re.compile(r"\b[a-z]{3,}")
#: Two forms of a name have their first letters in common, so many at least: Korea, Korean.
_ROOT = 4


def agrees(text: str, own: Passage, other: Passage) -> bool:
    """Whether ``other`` tells what ``text``, taken from ``own`` or its title, says.

    True only where nothing that the text counts, names, dates or says was done is missing there, and where
    the other does not leave open what the text does not.
    """
    if not numbers_of(text) <= other.numbers:
        return False
    theirs = frozenset(map(_bare, other.words))
    return (
        _same_time(text, theirs)
        and (not _HEDGES & theirs or bool(_HEDGES.intersection(_folded(text))))
        and theirs.issuperset(_ORDINALS.intersection(_folded(text)))
        and all(_stands(name, theirs) for name in names(text, own))
        and all(_done(deed, other, theirs) for deed in deeds(text, own))
    )


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")


@lru_cache(maxsize=4096)
def _folded(text: str) -> tuple[str, ...]:
    return tuple(map(_bare, words(plainly(text))))


def names(text: str, own: Passage) -> tuple[str, ...]:
    """The names of a text, folded, of each its last word; acronyms are none, they may be written out."""
    report = own.clipping.report.text
    small, large = _common(report), _capital(report)
    found: dict[str, None] = {}
    for run in _NAMES.findall(text):
        parts = [part for part in run.split(" ") if _bare(plainly(part)) not in small | _UNNAMED]
        last = parts[-1].rstrip(".") if parts else ""
        acronym = last.isupper() and len(last) <= _SHORT
        if last and not acronym and (" " in run or _bare(last) in large):
            found[_bare(plainly(last))] = None
    return tuple(found)


@lru_cache(maxsize=256)
def _common(text: str) -> frozenset[str]:
    """The words that a text has in small letters."""
    return frozenset(_SMALL.findall(text))


@lru_cache(maxsize=256)
def _capital(text: str) -> frozenset[str]:
    """The words that a text has with a capital where no sentence begins."""
    return frozenset(map(_bare, _INSIDE.findall(text)))


def _stands(name: str, theirs: frozenset[str]) -> bool:
    if name in theirs or len(name) < _ROOT:
        return name in theirs
    root = name[: max(_ROOT, len(name) - 2)]
    return any(word.startswith(root) for word in theirs)


def _same_time(text: str, theirs: frozenset[str]) -> bool:
    """Whether the other names all months of a text, and no other day of the week."""
    mine = _DAYS.intersection(_folded(text))
    same_day = not mine or not _DAYS & theirs or bool(mine & theirs)
    return same_day and theirs.issuperset(_MONTHS.intersection(_folded(text)) - {"may", "march"})


def deeds(text: str, own: Passage) -> tuple[str, ...]:
    """The words of a text that say what was done, folded: by its clauses where it has any, else by form."""
    told = _folded(text)
    heads = {_bare(word) for clause in own.clauses for word in _folded(clause.verb.text)[-1:]}
    known = heads.intersection(told) or {
        word for before, word in pairwise(("", *told)) if _verbal(before, word)
    }
    return tuple(word for word in told if word in known and word not in STOPWORDS)


def _verbal(before: str, word: str) -> bool:
    """Whether a word has the form of a finite verb, or of one that "is" or "were" goes before."""
    return word in IRREGULAR or word.endswith("ed") or (word.endswith("ing") and before in _BE)


def _done(deed: str, other: Passage, theirs: frozenset[str]) -> bool:
    return stem(deed) in other.terms or bool(_senses((deed,)) & _senses(theirs))


def _senses(found: Iterable[str]) -> frozenset[int]:
    table = _synonyms()
    return frozenset(sense for word in found for sense in table.get(word, ()))


@cache
def _synonyms() -> dict[str, tuple[int, ...]]:
    """For each word of doing the numbers of its groups."""
    table: dict[str, list[int]] = {}
    for number, line in enumerate(_TABLE["deeds"].strip().split("\n")):
        for word in line.split():
            table.setdefault(word, []).append(number)
    return {word: tuple(groups) for word, groups in table.items()}
