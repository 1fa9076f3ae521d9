"""What Dateline itself writes: the phrases of a language, one file each, that a translator can replace.

Patterns are ``str.format`` patterns. Nothing here judges, and no phrase raises what a report
said: "said" by default, other verbs only as the report used them (HOUSE_STYLE rules 4 and 14).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """The names of the sections of a page, in the order in which they may stand."""

    happened: str
    said: str
    figures: str
    disputed: str
    unknown: str
    background: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """How a count of one measure is told: of one, of several, of none; as a label; as a matter in dispute."""

    one: str
    many: str
    none: str
    label: str
    matter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """Everything that the rule writer can say in one language.

    ``counts`` stand in the order in which a desk tells them. ``by_outlet`` follow a sentence or stand in it,
    ``by_outlet_first`` before it; ``by_unnamed`` are for an outlet whose name is not known.
    """

    headings: Headings
    counts: Mapping[str, Counting]
    qualifiers: Mapping[str, str]
    by_outlet: tuple[str, ...]
    by_outlet_first: tuple[str, ...]
    by_outlets: tuple[str, ...]
    by_unnamed: tuple[str, ...]
    by_unnamed_first: tuple[str, ...]
    according: str
    quote_whole: str
    said: str
    and_: str
    others: str
    differs: str
    gives: str
    updated: str
    revised: str
    no_headline: str


def phrases_of(language: str) -> Phrases:
    """The phrases of ``<language>.toml`` beside this file; ``FileNotFoundError`` where there is none.

    A key that is missing or unknown is a ``TypeError`` that names it.
    """
    text = files("dateline.stages.narrate.phrasebook").joinpath(f"{language}.toml").read_text("utf-8")
    table: dict[str, Any] = tomllib.loads(text)
    counts = {measure: Counting(**phrases) for measure, phrases in table.pop("counts").items()}
    headings = Headings(**table.pop("headings"))
    plain: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in table.items()
    }
    return Phrases(headings=headings, counts=counts, **plain)


ENGLISH = phrases_of("english")
#: Measures of people, in the order in which a desk tells them.
COUNTS = ENGLISH.counts
