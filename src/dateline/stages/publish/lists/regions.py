"""In which part of the world a story happened.

Decides by the countries of its places alone; a story without one happened nowhere in particular. What parts
of the world are called is CLDR's.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files

from dateline.core.listings import Facet, Listing

_TABLE = tomllib.loads(files("dateline.stages.publish.lists").joinpath("regions.toml").read_text("utf-8"))
_REGIONS = {country: region for region, countries in _TABLE.items() for country in countries.split()}


def region_of(country: str) -> str:
    """The part of the world (UN M49) that a country (ISO 3166-1) lies in, "" where that is not known."""
    return _REGIONS.get(country.upper(), "")


def home(listing: Listing) -> str:
    """The part of the world that has most of a story's places, "" for a story without a country."""
    countries = listing.of(Facet.COUNTRY)
    return region_of(countries[0].country) if countries else ""
