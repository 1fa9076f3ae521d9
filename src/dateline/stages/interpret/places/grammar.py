"""Where: the toponyms of a report and the places of the gazetteer that they stand for.

Decides which capitalised words are places: by the words around them, by what the report says of
them elsewhere, by the gazetteer. Told apart from persons, institutions and streets by context;
what could be either stays silent. Which of several places of a name is meant is decided in
``whereabouts``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from dateline.core.types import Place
from dateline.stages.interpret.places.gazetteer import Gazetteer, Reading, gazetteer, name_key
from dateline.stages.interpret.places.whereabouts import Toponym, named_countries, resolve
from dateline.stages.interpret.reading.annotate import Annotation
from dateline.stages.interpret.reading.lexicon import classes, words
from dateline.stages.interpret.reading.names import given_names

_GRAMMAR = classes("places/grammar")
_LOCATIVE, _DIRECTION, _REGION = _GRAMMAR["locative"], _GRAMMAR["direction"], _GRAMMAR["region"]
_NOT_A_PLACE, _AFTER, _NEVER = _GRAMMAR["not_a_place"], _GRAMMAR["after"], _GRAMMAR["never"]
_TITLES, _NOT_NAMES = words("reading/titles"), words("reading/not_names")
_LONGEST = 5
_LARGE = 100_000
_ABBREVIATED = 6
_KNOWN = 15_000
_DATELINE = 60
_DASHES = frozenset({"—", "–", "-", "_"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """Words that the gazetteer knows, and whether their context says that they are a place.

    ``likely`` is a town that the report's own geography would make sure.
    """

    first: int
    last: int
    name: str
    readings: tuple[Reading, ...]
    sure: bool
    likely: bool = False


def places(view: Annotation, persons: Collection[str], english: bool) -> tuple[Place, ...]:
    """The places of a report in order. ``persons`` are the surnames that it introduces."""
    found = list(_in_capitals(view) if view.capitals else _candidates(view, persons, gazetteer()))
    if not english:
        found = [replace(candidate, sure=candidate.sure or _known(candidate)) for candidate in found]
    sure = {candidate.name for candidate in found if candidate.sure}
    named = named_countries(view, [c.readings[0] for c in found if c.sure])
    sure |= {c.name for c in found if c.likely and c.readings[0].entry.country in named}
    kept = [candidate for candidate in found if candidate.name in sure]
    toponyms = [Toponym(first=c.first, last=c.last, name=c.name, readings=c.readings) for c in kept]
    return tuple(_place(view, *each) for each in resolve(view, toponyms, strict=not english))


def _known(candidate: _Candidate) -> bool:
    """Whether a name is worth trying where we know no grammar; another place must bear it out."""
    entry = candidate.readings[0].entry
    return entry.kind == "country" or (entry.population >= _LARGE and len(candidate.name) > 3)


def _place(view: Annotation, toponym: Toponym, reading: Reading) -> Place:
    entry = reading.entry
    phrase = view.phrase_of(toponym.first, toponym.last)
    return Place(
        phrase=phrase,
        name=entry.name,
        evidence=view.evidence(phrase.span.start, phrase.span.end),
        kind=entry.kind,
        country=entry.country,
        lat=entry.latitude,
        lon=entry.longitude,
        geonames=entry.geonames,
    )


def _candidates(view: Annotation, persons: Collection[str], table: Gazetteer) -> Iterator[_Candidate]:
    at, total = 0, len(view.words)
    while at < total:
        if not _capital(view, at):
            at += 1
            continue
        end = at + 1
        while end < total and end < at + 8 and (_capital(view, end) or _links(view, end)):
            end += 1
        yield from _in_run(view, at, end, persons, table)
        at = end


def _capital(view: Annotation, at: int) -> bool:
    word = view.words[at]
    return word[0].isupper() and (len(word) > 1 or word == "A")


def _links(view: Annotation, at: int) -> bool:
    """Whether a small word ties two capitalised ones into a name: "Isle of Man", "Rostov-on-Don"."""
    following = at + 1 < len(view.words) and _capital(view, at + 1)
    return following and view.lower[at] in ("of", "de", "del", "la", "-", "al", "and", "am", "upon", "the")


def _in_run(
    view: Annotation, first: int, last: int, persons: Collection[str], table: Gazetteer
) -> Iterator[_Candidate]:
    """The places in a run of capitalised words: the longest names first, from the left."""
    at = first
    while at < last:
        for end in range(min(last, at + _LONGEST), at, -1):
            candidate = _candidate(view, at, end, (first, last), persons, table)
            if candidate is not None:
                yield candidate
                at = candidate.last
                break
        else:
            at += 1


def _candidate(
    view: Annotation, at: int, end: int, run: tuple[int, int], persons: Collection[str], table: Gazetteer
) -> _Candidate | None:
    if not (_capital(view, at) and _capital(view, end - 1)):
        return None
    lower = view.lower
    if end - at == 1 and (lower[at] in _NOT_NAMES or len(lower[at].rstrip(".")) < 2):
        return None
    written = view.report.text[view.starts[at] : view.ends[end - 1]]
    following = lower[end] if end < len(lower) else ""
    if following in _REGION and (readings := table.readings(f"{written} {following}")):
        return _Candidate(
            first=at, last=end + 1, name=written + " " + following, readings=readings, sure=True
        )
    readings = table.readings(written)
    if not readings or _is_other(view, at, end, run, persons, readings):
        return None
    extended = end + 1 if following in _REGION and readings[0].entry.kind != "country" else end
    likely = readings[0].primary and readings[0].entry.population >= _KNOWN and not _doubtful(view, at, end)
    sure = _sure(view, at, end, readings)
    return _Candidate(first=at, last=extended, name=written, readings=readings, sure=sure, likely=likely)


def _is_other(
    view: Annotation,
    at: int,
    end: int,
    run: tuple[int, int],
    persons: Collection[str],
    readings: tuple[Reading, ...],
) -> bool:
    """Whether the context makes the words a person, an institution, a street or the like."""
    lower = view.lower
    before = lower[at - 1].rstrip(".") if at else ""
    after = lower[end].rstrip(".") if end < len(lower) else ""
    kind = readings[0].entry.kind
    large = kind in ("country", "region", "water", "area") and readings[0].primary
    if after in _NOT_A_PLACE and (view.words[end][0].isupper() or after in ("county", "parish")):
        return True
    if large and end - at == 1 and len(lower[at]) == 2 and not view.words[at].isupper():
        return True
    if lower[at:end] == ("us",) and view.words[at] != "US":
        return True
    if before in _TITLES and not large:
        return True
    single = end - at == 1
    if single and lower[at] in persons and not (large and before in _LOCATIVE):
        return True
    if single and _shortened(view, at, readings):
        return True
    if single and lower[at] in given_names() and end < run[1]:
        return True
    left = at > run[0] and _capital(view, at - 1) and before not in _DIRECTION and before not in _NOT_NAMES
    right = end < run[1] and _capital(view, end) and after not in _AFTER and after not in _REGION
    return (left or right) and not large


def _shortened(view: Annotation, at: int, readings: tuple[Reading, ...]) -> bool:
    """Whether a word is a contraction ("I'll"), or a state's abbreviation without its dot ("Miss")."""
    word = view.words[at]
    if view.lower[at].endswith(("'ll", "'m", "'ve", "'d", "'re")):
        return True
    entry = readings[0].entry
    state = entry.kind == "region" and name_key(word) != name_key(entry.name)
    return state and len(word) < _ABBREVIATED and "." not in word


def _sure(view: Annotation, at: int, end: int, readings: tuple[Reading, ...]) -> bool:
    """Whether the context, or how well it is known, says that the words are a place."""
    lower = view.lower
    entry = readings[0].entry
    if readings[0].primary and entry.kind in ("country", "region", "area", "water"):
        return True
    if _paired(view, end):
        return True
    if _doubtful(view, at, end):
        return False
    before = lower[at - 1] if at else ""
    if at >= 2 and before in _DIRECTION:
        before = lower[at - 2] if lower[at - 2] in _LOCATIVE else before
    if before in _LOCATIVE:
        return readings[0].primary or entry.population >= _KNOWN
    if at < 4 and view.starts[at] < _DATELINE and set(lower[end : end + 6]) & _DASHES:
        return True
    return readings[0].primary and entry.population >= _LARGE


def _doubtful(view: Annotation, at: int, end: int) -> bool:
    """Whether a single word also is a common word, an abbreviation or a name of other things."""
    name = view.lower[at]
    if end - at > 1:
        return False
    if name in _NEVER or name in given_names() or (view.words[at].isupper() and len(name) < 5):
        return True
    return name in view.common


def _paired(view: Annotation, end: int) -> bool:
    """Whether ", State" or ", Country" follows."""
    if end + 1 >= len(view.words) or view.lower[end] != ",":
        return False
    for size in (3, 2, 1):
        last = end + 1 + size
        if last <= len(view.words) and view.words[end + 1][0].isupper():
            known = gazetteer().readings(view.report.text[view.starts[end + 1] : view.ends[last - 1]])
            if known and known[0].primary and known[0].entry.kind in ("country", "region"):
                return True
    return False


def _in_capitals(view: Annotation) -> Iterator[_Candidate]:
    """Places of a text set in capitals: countries, regions, and known towns where "in" or a comma says so."""
    table, at = gazetteer(), 0
    while at < len(view.words):
        for size in (3, 2, 1):
            end = at + size
            if end > len(view.words) or not view.words[at][0].isalpha() or view.lower[at] in _NOT_NAMES:
                continue
            readings = table.readings(" ".join(view.words[at:end]))
            if readings and readings[0].primary and _sure_in_capitals(view, at, end, readings[0]):
                yield _Candidate(first=at, last=end, name=view.lower[at], readings=readings, sure=True)
                at = end - 1
                break
        at += 1


def _sure_in_capitals(view: Annotation, at: int, end: int, reading: Reading) -> bool:
    entry = reading.entry
    if end - at == 1 and (view.lower[at] in _NEVER or len(view.lower[at]) < 4):
        return False
    if entry.kind in ("country", "region", "area", "water"):
        return True
    before = view.lower[at - 1] if at else ""
    near = (
        before in _LOCATIVE
        or before == "of"
        or view.lower[end : end + 1] == (",",)
        or view.starts[at] < _DATELINE
    )
    return near and entry.population >= _KNOWN
