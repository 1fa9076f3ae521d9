"""A story as lists, searches and statistics need it, and the questions that they ask of a catalogue.

Made by ``publish`` out of a page and kept beside it, so that a list of stories costs no page: whatever the
size of a site, a file of it is made from a few listings. Plain values, as in ``core.types``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from dateline.core.pages import Correction, Status, Toll
from dateline.core.types import Stamp


class Facet(StrEnum):
    """By what stories are found beside their theme: what has a page of its own."""

    PLACE = "place"
    PERSON = "person"
    OUTLET = "outlet"
    COUNTRY = "country"
    LANGUAGE = "language"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """That a story has to do with a place or a person, rests on an outlet, or had lines withheld by a rule.

    ``key`` is the same wherever the same thing is meant, ``name`` what it is called here. ``count`` is how
    often (reports of an outlet, lines withheld by a rule). A place has ``lat`` and ``lon`` where they are
    known, and its ``country`` (ISO 3166-1 alpha-2); ``kind`` tells what it is ("city"), or why a rule
    withholds.
    """

    facet: Facet
    key: str
    name: str
    count: int = 1
    lat: float | None = None
    lon: float | None = None
    country: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What is known of a printed story without its page.

    ``standfirst`` is the line that opens it, ``modelled`` whether a language model worded that line or the
    headline. ``happened`` is TIMEX3 or "". ``origins`` counts independent origins, ``arrivals`` are the times
    at which each of them first reported, oldest first. ``disputed`` is the story as a whole, ``contested``
    counts its lines that are disputed, denied or unverified, and its tolls that differ. ``tolls`` are those
    figures of people that are its news. ``refers`` are other stories whose headline its page prints beside
    those of its theme: forerunner, earlier
    happenings, rivals. ``open`` tells that a search engine may index it: no report of it says otherwise.
    """

    story: str
    theme: str
    headline: str
    language: str = "en"
    standfirst: str = ""
    modelled: bool = False
    happened: str = ""
    first_reported: Stamp | None = None
    revised: Stamp | None = None
    revision: int = 1
    outlets: tuple[str, ...] = ()
    reports: int = 0
    origins: int = 1
    arrivals: tuple[datetime, ...] = ()
    status: Status = Status.REPORTED
    disputed: bool = False
    contested: int = 0
    lines: int = 0
    tolls: tuple[Toll, ...] = ()
    mentions: tuple[Mention, ...] = ()
    corrections: tuple[Correction, ...] = ()
    models: tuple[str, ...] = ()
    refers: tuple[str, ...] = ()
    open: bool = True

    def of(self, facet: Facet) -> tuple[Mention, ...]:
        """The places, the people, the outlets … of the story, weightiest first."""
        return tuple(mention for mention in self.mentions if mention.facet is facet)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """A report of an outlet in a story: what lists of an outlet's reports tell of it, and on what terms.

    ``basis`` are the names of the signals that decided its terms (``core.types.Rights``).
    """

    report: str
    title: str
    url: str = ""
    published: Stamp | None = None
    language: str = ""
    licence: str = ""
    reserved: bool = False
    paywalled: bool = False
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What a list of addresses tells of a story: what an index holds, so that thousands cost little."""

    story: str
    headline: str
    language: str = "en"
    first_reported: Stamp | None = None
    revised: Stamp | None = None
    open: bool = True


class Order(StrEnum):
    """In which order stories are wanted: the newest, the weightiest, or the last changed first."""

    NEWEST = "newest"
    WEIGHT = "weight"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The words that a story is found by, already in the form that is searched: lower case, stemmed.

    In reading order, so that neighbours are neighbours; the same word may come often.
    """

    headline: tuple[str, ...] = ()
    text: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """A question to the catalogue: which stories, in which order, how many.

    All that is given must hold. ``phrases`` are runs of words (one word: a run of one) that headline or text
    has, ``without`` runs that neither has; words that end in "*" stand for all that begin so. ``since`` and
    ``until`` bound the time of the first report (half open). ``after`` is the story that the last answer
    ended with: the answer goes on behind it; ``before`` the one that an answer goes up to. Stories without
    reports are never found.
    """

    order: Order = Order.NEWEST
    limit: int = 50
    theme: str = ""
    facet: Facet | None = None
    key: str = ""
    phrases: tuple[tuple[str, ...], ...] = ()
    without: tuple[tuple[str, ...], ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    corrected: bool = False
    after: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A thing that stories mention, and how often: ``stories`` of them, ``count`` times in all."""

    mention: Mention
    stories: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """How much there is: what the statistics page tells. Only stories that have reports count.

    ``contested`` are the stories with a line or a toll that is.
    """

    stories: int = 0
    themes: int = 0
    reports: int = 0
    origins: int = 0
    lines: int = 0
    one_origin: int = 0
    corrections: int = 0
    disputed: int = 0
    contested: int = 0
    modelled: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place among the stories of a theme, by time: where a story stands, or stood until it changed."""

    theme: str
    first: datetime | None
    story: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What of a store changed since a mark.

    ``stories`` have another page, reports or fate; ``faces`` another headline or time, which other pages
    print; ``listed`` another listing; ``renamed`` are themes that are called otherwise, new, gone, or that
    came to hold several stories or no longer do. ``spots`` are where the ``faces`` stand and stood.
    ``facets`` are the things whose lists changed, ``days`` the days (as in ``Catalogue.days``); those that a
    story left are among them. ``months`` are things with the months ("202506") in which a story of theirs
    came, went, or is headed, timed or reported otherwise.
    ``revisions`` are earlier states of stories, each with its number, that are kept now or to be looked at
    again; ``reports`` are those that read otherwise, or on other terms. Both tell of earlier states alone.
    """

    stories: tuple[str, ...] = ()
    faces: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    renamed: tuple[str, ...] = ()
    spots: tuple[Spot, ...] = ()
    facets: tuple[tuple[Facet, str], ...] = ()
    days: tuple[str, ...] = ()
    months: tuple[tuple[Facet, str, str], ...] = ()
    revisions: tuple[tuple[str, int], ...] = ()
    reports: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any((self.stories, self.faces, self.listed, self.themes, self.facets, self.days))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A listing with what it is kept by: its words, its weight (heaviest first), the key of what made it.

    ``dispatches`` are its reports, by the keys of their outlets.
    """

    listing: Listing
    key: str
    weight: float = 0.0
    terms: Terms = field(default_factory=Terms)
    dispatches: Mapping[str, tuple[Dispatch, ...]] = field(default_factory=dict)
