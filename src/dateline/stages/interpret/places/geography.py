"""What a report says of where it plays: the lands that it names, and its outlet's own address.

Decides which countries and regions a report names, by themselves and by their peoples. Does not decide what
an ambiguous name means: it is counted for every land that it may be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dateline.stages.interpret.places.gazetteer import Reading, gazetteer
from dateline.stages.interpret.reading.lexicon import rows

if TYPE_CHECKING:
    from dateline.stages.interpret.places.toponyms import Candidate
    from dateline.stages.interpret.reading.view import Annotation

_DOMAINS = {"uk": "GB"}
#: Addresses under these are of no one country.
_GENERIC = frozenset({"com", "org", "net", "info", "tv", "co", "me", "io", "fm", "ly", "cc"})
_FEW = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Geography:
    """Countries and regions (a country with a division's code) that a report names, with how often.

    ``peoples`` are the words for peoples, as characters from and to, with the land of each;
    ``host`` is the outlet's address or name in letters alone, ``domain`` the country of the address;
    ``told_countries`` and ``told_regions`` are the sums of the counts, 1 where nothing is named.
    """

    countries: Mapping[str, int]
    regions: Mapping[tuple[str, str], int]
    peoples: tuple[tuple[int, int, Reading], ...]
    host: str
    domain: str
    told_countries: int
    told_regions: int

    def share_of_country(self, country: str) -> float:
        """How much of what a report says of countries is of one, 0 to 1."""
        return self.countries.get(country, 0) / self.told_countries

    def share_of_region(self, region: tuple[str, str]) -> float:
        """How much of what a report says of regions is of one, 0 to 1."""
        return self.regions.get(region, 0) / self.told_regions


@cache
def peoples() -> dict[str, Reading]:
    """The land of each people, by the words for it in lower case."""
    found: dict[str, Reading] = {}
    for code, _latitude, _longitude, names, people in rows("places/countries.tsv"):
        readings = gazetteer().readings(names.partition("|")[0])
        land = next(r for r in readings if (r.entry.kind, r.entry.country) == ("country", code))
        found.update((word.lower(), land) for word in people.split("|") if word)
    for name, people in rows("places/peoples.tsv"):
        found.update((word.lower(), gazetteer().readings(name)[0]) for word in people.split("|"))
    return found


def nations(view: Annotation) -> Iterator[tuple[int, int, Reading]]:
    """The words for peoples in a report, as characters from and to, with the land of each."""
    for at in view.positions(_firsts()):
        if not view.words[at][0].isupper():
            continue
        for size in (2, 1) if at + 1 < len(view.words) else (1,):
            reading = peoples().get(" ".join(view.lower[at : at + size]))
            if reading is not None and (size == 2 or not _own_name(view, at)):
                yield view.starts[at], view.ends[at + size - 1], reading
                break
    for word, places in view.index.items():
        if "-" in word and len(word) > 1:
            for at in places:
                yield from _tied(view, at)


def _tied(view: Annotation, at: int) -> Iterator[tuple[int, int, Reading]]:
    """The peoples that hyphens tie into one word."""
    start = view.starts[at]
    for part in view.words[at].split("-"):
        reading = peoples().get(part.lower())
        if reading is not None and part[0].isupper() and part not in peoples():
            yield start, start + len(part), reading
        start += len(part) + 1


@cache
def _firsts() -> frozenset[str]:
    return frozenset(word.partition(" ")[0] for word in peoples())


def _own_name(view: Annotation, at: int) -> bool:
    """Whether a second part of a people's name stands before: the "Korean" of "South Korean"."""
    return bool(at) and f"{view.lower[at - 1]} {view.lower[at]}" in peoples()


def geography(view: Annotation, found: Sequence[Candidate]) -> Geography:
    """The lands that the names of a report, and the peoples in it, speak of."""
    countries: Counter[str] = Counter()
    regions: Counter[tuple[str, str]] = Counter()
    told = tuple(nations(view))
    for _, _, reading in told:
        countries[reading.entry.country] += 1
    for each in found:
        for reading in each.readings[:_FEW]:
            entry = reading.entry
            if reading.primary and entry.kind in ("country", "region"):
                countries[entry.country] += 1
                if entry.kind == "region":
                    regions[entry.country, entry.region] += 1
    countries.pop("", None)
    host = (view.report.url.partition("//")[2] or view.report.outlet).partition("/")[0].lower()
    last = host.rpartition(".")[2]
    domain = "" if last in _GENERIC or len(last) != 2 or "." not in host else _DOMAINS.get(last, last.upper())
    letters = "".join(filter(str.isalnum, host + view.report.outlet.lower()))
    return Geography(
        countries=countries,
        regions=regions,
        peoples=told,
        host=letters,
        domain=domain,
        told_countries=max(sum(countries.values()), 1),
        told_regions=max(sum(regions.values()), 1),
    )
