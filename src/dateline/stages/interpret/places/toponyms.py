"""Names of the gazetteer in a report: the words that may be a place, whatever else they may be.

Decides which capitalised words the gazetteer knows, the longest names first. Does not decide whether they are
a place in this report (``finding``), nor which one (``resolving``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.stages.interpret.places.gazetteer import Reading, abbreviated, gazetteer, name_key
from dateline.stages.interpret.reading.lexicon import classes, words

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.view import Annotation

_SIGNS = classes("places/signs")
_REGION, _ATTACHED, _DIRECTION = _SIGNS["region"], _SIGNS["attached"], _SIGNS["direction"]
_NOT_ALONE = words("reading/not_names") | _DIRECTION
_LINKS = frozenset(
    {
        "of",
        "de",
        "del",
        "la",
        "das",
        "do",
        "dos",
        "da",
        "-",
        "al",
        "am",
        "an",
        "upon",
        "the",
        "le",
        "les",
        "sur",
        "on",
    }
)
_DAYS = classes("reading/grammar")["when"]
_PARTIES = ("D-", "R-", "I-")
_LONGEST = 5
_RUN = 12
_LIST = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Tokens ``first`` to ``last``, characters ``start`` to ``end``, that the gazetteer knows as ``name``.

    ``run`` are the tokens of the capitalised words around it; ``region`` is true of a name with the word for
    its kind ("the Sumy region") and of a river behind "the", ``attached`` of one that a hyphen ties to
    another word ("Paris-based").
    """

    first: int
    last: int
    start: int
    end: int
    name: str
    key: str
    readings: tuple[Reading, ...]
    run: tuple[int, int]
    region: bool = False
    attached: bool = False


def candidates(view: Annotation) -> Iterator[Candidate]:
    """Every name of the gazetteer in a report, from left to right, none inside another."""
    end, listed = 0, _listed(view)
    for at in view.capitalised:
        if at >= end:
            end = _run_end(view, at)
            yield from _in_run(view, at, end, listed)


def _listed(view: Annotation) -> frozenset[int]:
    """The tokens that a list of counties names: "Dale, Navarro and Ellis counties"."""
    found: set[int] = set()
    for at in view.index.get("counties", ()):
        back = at - 1
        while (
            back >= 0
            and at - back < _LIST
            and (view.words[back][0].isupper() or view.lower[back] in (",", "and", "&"))
        ):
            if view.words[back][0].isupper():
                found.add(back)
            back -= 1
    return frozenset(found)


def _run_end(view: Annotation, first: int) -> int:
    """Where the capitalised words that begin with a token end; small words may tie them."""
    end, total = first + 1, min(len(view.words), first + _RUN)
    while end < total:
        word = view.words[end]
        if not word[0].isupper() and not word.startswith(("d'", "d’")):
            tie = view.lower[end] in _LINKS or _dotted(view, end)
            if not tie or end + 1 >= total or not view.words[end + 1][0].isupper():
                break
            if word == "on" and view.lower[end + 1] in _DAYS:
                break
        end += 1
    return end


def _dotted(view: Annotation, at: int) -> bool:
    """Whether a full stop belongs to the letter before it: "W. Va."."""
    return view.words[at] == "." and len(view.words[at - 1]) == 1


def _in_run(view: Annotation, first: int, last: int, listed: frozenset[int]) -> Iterator[Candidate]:
    at = first
    while at < last:
        found = _county(view, at, (first, last)) if at in listed else None
        if found is None:
            found = _longest(view, at, first, last) if view.words[at][0].isupper() else None
        if found is not None:
            yield found
        at = found.last if found is not None else at + 1


def _county(view: Annotation, at: int, run: tuple[int, int]) -> Candidate | None:
    """A county of a list, which leaves the word for its kind to the end."""
    span = view.starts[at], view.ends[at]
    readings = gazetteer().readings(f"{view.words[at]} County")
    return _candidate(view, (at, at + 1), span, readings, run, region=True) if readings else None


def _longest(view: Annotation, at: int, first: int, last: int) -> Candidate | None:
    """The longest name that begins with a token, or the part of that token that a hyphen sets off."""
    words, lower = view.words, view.lower
    text, start = view.report.text, view.starts[at] + _party(words[at])
    readings = gazetteer().readings
    for end in range(min(last, at + _LONGEST) if _goes_on(view, at) else at + 1, at, -1):
        final = words[end - 1]
        if end - at == 1 and (lower[at] in _NOT_ALONE or len(final) < 2 or final[1:] == "."):
            break
        if not (final[0].isupper() or final.startswith(("d'", "d’"))):
            continue
        stop = view.ends[end - 1]
        following = lower[end] if end < len(lower) else ""
        if following in _REGION and (known := readings(f"{text[start:stop]} region")):
            return _candidate(view, (at, end + 1), (start, view.ends[end]), known, (first, last), region=True)
        if known := readings(text[start:stop]):
            return _candidate(view, (at, end), (start, stop), known, (first, last))
        if "-" in final and (tied := _attached(view, at, end, (first, last))):
            return tied
    return None


def _goes_on(view: Annotation, at: int) -> bool:
    """Whether a name of several words may begin with a token, as far as its first two words tell."""
    if at + 1 >= len(view.words):
        return False
    first, second = view.lower[at], view.lower[at + 1]
    plain = first.isalpha() and second.isalpha() and first.isascii() and second.isascii()
    if not plain or len(first) == 1 or view.ends[at] == view.starts[at + 1] or _glued(view, at + 2):
        return True
    return gazetteer().goes_on(abbreviated(first), second)


def _glued(view: Annotation, at: int) -> bool:
    """Whether a token stands right behind the one before it, as a full stop does."""
    return at < len(view.words) and view.starts[at] == view.ends[at - 1]


def _party(word: str) -> int:
    """How many letters of a word are a lawmaker's party: "R-Springfield"."""
    return len(_PARTIES[0]) if word.startswith(_PARTIES) and word[2:3].isupper() else 0


def _attached(view: Annotation, at: int, last: int, run: tuple[int, int]) -> Candidate | None:
    """A name of the tokens ``at`` up to ``last`` that a hyphen ties to another word: "Los Angeles-based"."""
    start = view.starts[at]
    head, _, tail = view.words[last - 1].partition("-")
    if tail.lower() not in _ATTACHED and not tail[:1].isupper():
        return None
    stop = view.starts[last - 1] + len(head)
    name = view.report.text[start:stop]
    readings = gazetteer().readings(name) if len(name) > 1 else ()
    if not readings:
        return None
    return _candidate(view, (at, last), (start, stop), readings, run, attached=True)


def _candidate(
    view: Annotation,
    tokens: tuple[int, int],
    span: tuple[int, int],
    readings: tuple[Reading, ...],
    run: tuple[int, int],
    *,
    region: bool = False,
    attached: bool = False,
) -> Candidate:
    name = view.report.text[span[0] : span[1]]
    return Candidate(
        first=tokens[0],
        last=tokens[1],
        start=span[0],
        end=span[1],
        name=name,
        key=name_key(name),
        readings=readings,
        run=run,
        region=region,
        attached=attached,
    )
