"""What the API gives, as OpenAPI describes it: forms are made by ``app.serving``, this is their promise."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

_TIME = Field(
    description="RFC 3339 in UTC, or a date alone where no more is known", examples=["2025-07-01T19:27:47Z"]
)


class Form(BaseModel):
    """Members that are not described here may come: ignore them."""

    model_config = ConfigDict(extra="allow")


class Problem(Form):
    """What went wrong (RFC 9457)."""

    type: str = Field(examples=["about:blank"])
    title: str = Field(examples=["Not Found"])
    status: int = Field(examples=[404])
    detail: str = Field(description="what is wrong, and the way out")
    instance: str | None = None
    errors: list[dict[str, Any]] | None = Field(
        None, description="each parameter that cannot be taken, and why"
    )


class Evidence(Form):
    """A stretch of a report's text: offsets are in Unicode code points, half open."""

    report: str = Field(examples=["rferry"])
    start: int
    end: int
    outlet: str | None = None
    link: str | None = Field(None, description="the report, at the very words (a text fragment)")


class Thing(Form):
    """A place, a person or an outlet as one story has it."""

    key: str = Field(description="what filters take", examples=["g2946228"])
    name: str
    count: int


class Place(Thing):
    """A place, with its point where that is known."""

    lat: float | None = None
    lon: float | None = None
    country: str = Field("", description="ISO 3166-1 alpha-2")
    kind: str = Field("", examples=["city"])


class Counted(Place):
    """A thing with how many stories mention it (``stories``), and how often in all (``count``)."""

    stories: int
    url: str


class Toll(Form):
    """How many of one measure: each bound is a number that a report gives, none is an average."""

    measure: str = Field(examples=["killed"])
    low: float
    best: float | None
    high: float | None
    scope: str
    unit: str
    as_of: str | None
    evidence: list[Evidence]


class Story(Form):
    """A story as lists show it."""

    id: str = Field(examples=["sferry"])
    url: str
    theme: str
    headline: str
    standfirst: str | None
    language: str
    happened: str | None = Field(description="TIMEX3", examples=["2025-07-01"])
    first_reported: str | None = _TIME
    revised: str | None = _TIME
    revision: int
    status: str = Field(examples=["reported", "disputed"])
    disputed: bool
    outlets: list[str]
    reports: int
    origins: int = Field(description="newsrooms that did not copy from one another")
    tolls: list[Toll]
    places: list[Place]
    people: list[Thing]
    corrections: list[dict[str, Any]]
    models: list[str] = Field(description="language models that worded lines of the page")
    indexable: bool = Field(description="no report of it keeps search engines out")


class Line(Form):
    """A printed line with its status and its evidence."""

    id: str
    text: str
    status: str
    kind: str
    origins: int
    evidence: list[Evidence]


class StoryPage(Form):
    """A story with all its lines, figures, claims, sources and revisions, as the line contract has them."""

    id: str
    url: str
    story: str
    theme: str
    headline: Line
    standfirst: Line | None
    summary: list[Line]
    body: list[dict[str, Any]]
    figures: list[dict[str, Any]]
    tolls: list[Toll]
    claims: list[dict[str, Any]]
    sources: list[dict[str, Any]]
    revisions: list[dict[str, Any]]
    corrections: list[dict[str, Any]]


class Led(Form):
    """A story that ended: the stories that its reports went to, none where it was withdrawn."""

    story: str
    into: list[str]


class Row(Form):
    """What every row of a story has."""

    id: str
    story: str
    story_url: str
    theme: str
    evidence: list[Evidence] | None = None


class Stand(Form):
    """Where an origin stands on a claim."""

    origin: str
    outlets: list[str]
    position: Literal["says", "differs", "denies", "silent"]
    words: str
    evidence: list[Evidence]


class Claim(Row):
    """Something said, and where each origin stands on it."""

    label: str
    speaker: str
    since: str | None
    status: str
    stands: list[Stand]


class Figure(Row):
    """A figure with who gave it and what became of it."""

    measure: str
    low: float
    high: float | None
    qualifier: str
    unit: str
    scope: str
    speaker: str
    outlet: str
    as_of: str | None
    replaced: bool
    disputed: bool


class Event(Row):
    """What a report says happened, by PLOVER's categories and two of our own, ACCIDENT and DISASTER.

    ``mode`` tells fact from threat and denial. Words that a report does not say are "", a point that is not
    known is null.
    """

    report: str
    type: str = Field(examples=["ASSAULT"])
    mode: str = Field(examples=["actual"])
    text: str = Field(description="the words that name it")
    actors: list[str]
    targets: list[str]
    place: str
    time: str
    lat: float | None
    lon: float | None
    country: str


class Revision(Row):
    """What a publication changed, when, and why."""

    number: int
    at: str | None
    occasion: str
    reason: str
    changes: list[dict[str, Any]]
    corrects: bool


class Correction(Row):
    """What was wrong, what is right, when it was put right, and whose mistake it was."""

    line: str
    wrong: str
    right: str
    at: str | None
    fault: str
    note: str


class Report(Form):
    """A report: where it is and on which terms. ``text`` comes under an open licence alone."""

    id: str
    url: str
    outlet: str
    title: str
    published: str | None
    rights: dict[str, Any]
    story: str | None = None
    theme: str | None = None
    origin: str | None = None
    text: str | None = None


class Theme(Form):
    """A long-running matter with how many stories it has."""

    id: str
    url: str
    name: str
    stories: int
    subjects: list[dict[str, str]] = Field(description="IPTC Media Topics, weightiest first")
    query: str | None = Field(description="the desk's own definition, where it gave one")


class Why(Form):
    """Why a report is in its story."""

    report: str
    story: str
    theme: str
    origin: str
    why: str


class Statistics(Form):
    """How much there is, and what was withheld by which rule."""

    totals: dict[str, int]
    months: list[dict[str, Any]]
    languages: list[dict[str, Any]]
    withheld: list[dict[str, Any]]


class Part(Form):
    """A part of a list; ``next`` is the cursor of the one after it, null at the end."""

    next: str | None = Field(description="give it as ``cursor`` for the next part")


class Stories(Part):
    """A part of a list of stories."""

    items: list[Story]


class Claims(Part):
    """A part of a list of claims."""

    items: list[Claim]


class Figures(Part):
    """A part of a list of figures."""

    items: list[Figure]


class Events(Part):
    """A part of a list of events."""

    items: list[Event]


class Revisions(Part):
    """A part of a list of revisions."""

    items: list[Revision]


class Corrections(Part):
    """A part of a list of corrections."""

    items: list[Correction]


class Reports(Part):
    """A part of a list of reports."""

    items: list[Report]


class Themes(Part):
    """A part of a list of themes."""

    items: list[Theme]


class Things(Part):
    """A part of a list of places, people or outlets."""

    items: list[Counted]


class Found(Stories):
    """Stories that a search found, the best first."""

    query: str
    total: int = Field(description="how many there are, all parts together")


class Root(Form):
    """Where everything is."""

    title: str
    version: str
    openapi: str
    links: dict[str, str]
