"""What a country is called in tables of conflict data, and its number, by the code that a place has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

_TABLE = resources.files("dateline.stages.publish.exports").joinpath("countries.tsv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """Its English name as ACLED has it; ``number`` is that of ISO 3166-1, None where it has none (Kosovo)."""

    name: str
    number: int | None


def country(code: str) -> Country:
    """The country of an ISO 3166-1 code of two letters; without a name where it is none."""
    return _countries().get(code, Country(name="", number=None))


@cache
def _countries() -> Mapping[str, Country]:
    rows = (line.split("\t") for line in _TABLE.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {code: Country(name=name, number=int(number) if number else None) for code, number, name in rows}
