"""What can be asked of lists: the parameters of a query, checked, as the question that they make."""

from __future__ import annotations

import math
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

from dateline.app.serving.sought import Box, Sought
from dateline.core.contract import parse_stamp
from dateline.core.listings import Facet, Order
from dateline.core.pages import Status

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLAIN = r"^[^\x00-\x1f\x7f]*$"
_DATE = r"^\d{4}(-\d\d(-\d\d([Tt ]\d\d:?\d\d(:?\d\d(\.\d+)?)?([Zz]|[+-]\d\d:?\d\d)?)?)?)?$"


def _instant(value: Any) -> Any:
    try:
        return parse_stamp(value).at if isinstance(value, str) else value
    except ValueError as error:
        raise ValueError("give a date (2025-07-01) or a time (2025-07-01T19:00:00Z)") from error


def _box(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        west, south, east, north = (float(part) for part in value.split(","))
    except ValueError as error:
        raise ValueError("give four numbers: west,south,east,north") from error
    lengths = all(abs(side) <= 180 for side in (west, east))
    if not (all(map(math.isfinite, (west, south, east, north))) and lengths and -90 <= south <= north <= 90):
        raise ValueError("west and east lie in -180 to 180, south and north in -90 to 90, south first")
    return Box(west=west, south=south, east=east, north=north)


Key = Annotated[str, StringConstraints(max_length=200, pattern=_PLAIN)]
Instant = Annotated[
    datetime,
    BeforeValidator(_instant),
    WithJsonSchema({"type": "string", "pattern": _DATE, "examples": ["2025-07-01", "2025-07-01T19:00:00Z"]}),
]
Bounds = Annotated[
    Box,
    BeforeValidator(_box),
    WithJsonSchema(
        {"type": "string", "examples": ["7.0,53.4,7.8,53.9"], "description": "west,south,east,north"}
    ),
]


class Paging(BaseModel):
    """Which part of a list. What is not known is refused: a slip would else ask for something else."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(50, ge=1, le=200, description="most items of an answer")
    cursor: str = Field("", max_length=1000, description="`next` of the answer before; it goes on behind it")


class ThingsOf(Paging):
    """Which places, people or outlets."""

    theme: Key = Field("", description="only those of a theme, by its id")


class Stories(Paging):
    """Which stories; all that is given must hold."""

    theme: Key = Field("", description="id of their theme")
    place: Key = Field("", description="key of a place (`/places`)")
    person: Key = Field("", description="key of a person (`/people`)")
    outlet: Key = Field("", description="key of an outlet (`/outlets`)")
    country: Key = Field(
        "", description="ISO 3166-1 alpha-2 of a country in which it happened", examples=["de"]
    )
    language: Key = Field("", description="a language that one of its reports is in", examples=["uk"])
    since: Instant | None = Field(None, description="first reported at this time or later")
    until: Instant | None = Field(None, description="first reported before this time")
    status: Status | None = Field(None, description="the one status that stands for the story")
    min_origins: int = Field(0, ge=0, le=10_000, description="at least so many independent origins")
    measure: Key = Field("", description="has figures of this measure", examples=["killed"])
    bbox: Bounds | None = Field(None, description="one of its places lies here; may cross the antimeridian")
    corrected: bool = Field(False, description="only those with a correction")
    sort: Literal["newest", "changed", "weight"] = Field("newest", description="which come first")

    def sought(self, kind: str = "", rows: Mapping[str, str | None] | None = None) -> Sought:
        """The question."""
        facets = {facet: getattr(self, str(facet)) for facet in Facet if facet is not Facet.WITHHELD}
        facets[Facet.COUNTRY] = facets[Facet.COUNTRY].lower()
        return Sought(
            order=Order(self.sort),
            story=getattr(self, "story", ""),
            theme=self.theme,
            facets=tuple((facet, key) for facet, key in facets.items() if key),
            since=self.since,
            until=self.until,
            status=self.status,
            origins=self.min_origins,
            measure=self.measure if not kind else "",
            corrected=self.corrected or kind == "corrections",
            box=self.bbox,
            kind=kind,
            rows=tuple((name, value) for name, value in (rows or {}).items() if value),
        )


class Rows(Stories):
    """Which rows: those of the stories that are asked for."""

    story: Key = Field("", description="id of a story: its rows alone")


class Claims(Rows):
    """Which claims."""

    speaker: Key = Field("", description="who says so, as the page names them")


class Figures(Rows):
    """Which figures."""

    measure: Key = Field("", description="what is counted", examples=["killed"])


class Events(Rows):
    """Which events."""

    type: Key = Field("", description="PLOVER's category", examples=["ASSAULT"])
    mode: Literal["actual", "historical", "future", "hypothetical", "negated"] | None = Field(
        None, description="fact, or threat, plan, denial, the past"
    )


class Search(Paging):
    """What to search for."""

    q: str = Field(
        max_length=500,
        pattern=_PLAIN,
        description='words; "quoted phrases", -without, prefix*, place:, person:, source:, before:, after:',
        examples=["ferry baltrum"],
    )
