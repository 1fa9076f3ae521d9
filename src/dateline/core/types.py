"""The values that flow through Dateline, in the order of the flow.

Every type is a frozen, slotted, keyword-only dataclass; collections are tuples; times are
aware and in UTC. A derived value carries ``evidence``: the spans of the reports that bear it
out. Nothing here does I/O, reads a clock or knows a library.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum


class Precision(StrEnum):
    """How much of a time the source gave."""

    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """Where a time was read. ``GUESS`` is never printed without saying so."""

    GIVEN = "given"
    JSON_LD = "json-ld"
    META = "meta"
    TIME = "time"
    FEED = "feed"
    HEADER = "header"
    ARCHIVE = "archive"
    URL = "url"
    GUESS = "guess"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """An instant, with what the source told of it.

    ``zone`` is the offset or zone name as the source gave it. ``None`` means that it gave none:
    the time is *floating*, ``at`` holds its clock reading as if it were UTC, and whoever prints
    it must not convert it.
    """

    at: datetime
    precision: Precision = Precision.SECOND
    zone: str | None = "Z"
    basis: Basis = Basis.GIVEN

    @property
    def floating(self) -> bool:
        """Whether the source gave a clock time without a zone."""
        return self.zone is None and self.precision in (Precision.SECOND, Precision.MINUTE)

    def rfc3339(self) -> str:
        """The time in UTC, or the date alone where no more is known for certain."""
        if self.floating or self.precision not in (Precision.SECOND, Precision.MINUTE):
            return self.at.date().isoformat()
        at = _in_utc(self.at).replace(microsecond=0, tzinfo=None)
        return f"{at.isoformat()}Z"


def _in_utc(at: datetime) -> datetime:
    """The time in UTC; at either end of the calendar, where there is no such time, its own clock."""
    try:
        return at.astimezone(UTC)
    except OverflowError:
        return at


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a report's text in Unicode code points, half open: the unit of evidence."""

    report: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words of a report and where they stand."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One item that a stage could not take, with the way out. It never stops the others."""

    item: str
    stage: str
    reason: str
    remedy: str = ""


# --- collect ------------------------------------------------------------------------------


class MediaKind(StrEnum):
    """What the bytes of a document are: a page, a feed's entry, one post of a live blog, a report."""

    PAGE = "page"
    ENTRY = "entry"
    UPDATE = "update"
    REPORT = "report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One thing that was said of the terms of a report: by which means, in which words, and where.

    ``name`` is the means (``robots.txt``, ``content-usage``, ``tdmrep``, ``x-robots-tag``, ``meta robots``,
    ``paywall``, ``licence``, ``contract`` …), ``where`` an address or a place on the page.
    """

    name: str
    value: str
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What a feed, an archive or a header told about a document before it was opened.

    ``guid`` is the entry's name within ``feed``, the address of the feed that it came by; ``fetched`` is
    when the bytes were got (by us, or by the archive that keeps them).
    """

    title: str = ""
    outlet: str = ""
    author: str = ""
    section: str = ""
    language: str = ""
    published: Stamp | None = None
    updated: Stamp | None = None
    licence: str = ""
    charset: str = ""
    guid: str = ""
    feed: str = ""
    fetched: Stamp | None = None
    signals: tuple[Signal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Raw bytes as collected: one page, one feed entry, or one line of reports.

    ``source`` is the path or URL as it was given or found and, where a file holds many
    documents, the place in it (``feed.xml#3``, ``reports.jsonl:17``).
    """

    source: str
    kind: MediaKind
    content: bytes
    url: str = ""
    hints: Hints = Hints()


# --- extract ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """On what terms a report may be used, and what says so: the most restrictive signal of all.

    ``quote_words`` is the most of it that may be quoted at a time (None: the desk's own limit).
    ``store_days`` is how long its text may be kept (None: as long as the desk likes). ``reserved``: headline,
    link, outlet and time only, and nothing to a language model. ``evidence`` are the signals, ``basis`` the
    names of those that decided, ``checked`` when they were read.
    """

    licence: str = ""
    quote_words: int | None = None
    reserved: bool = False
    basis: str = "default"
    may_fetch: bool = True
    store_days: int | None = None
    may_index: bool = True
    may_summarise: bool = True
    may_model_local: bool = True
    may_model_remote: bool = True
    paywalled: bool = False
    evidence: tuple[Signal, ...] = ()
    checked: Stamp | None = None

    @property
    def open_licence(self) -> bool:
        """Whether the licence lets us reprint with credit: CC BY, CC BY-SA, public domain and their kin."""
        from dateline.core.terms import Licence, licence_kind  # here, so that the types rest on nothing

        return licence_kind(self.licence) is Licence.OPEN


class PickupForm(StrEnum):
    """How a report tells that its matter is another's: in the byline, the dateline, a credit, the text."""

    BYLINE = "byline"
    DATELINE = "dateline"
    CREDIT = "credit"
    CITED = "cited"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pickup:
    """An agency or outlet that a report says it has its matter from, and the words that say so.

    ``phrase`` is None where the credit stood outside the text: in the byline of the page or feed.
    """

    agency: str
    form: PickupForm
    phrase: Phrase | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One published version of one article by one outlet.

    ``text`` was normalised once, paragraphs separated by blank lines; every offset in the
    system refers to it. ``story``, ``theme`` and ``origin`` are set only where the input gave
    them, and are then taken as they are. ``charset`` is the encoding that its page was read in and what
    said so (``utf-8 (header)``). ``notes`` tells what was odd about the input.
    """

    id: str
    text: str
    url: str = ""
    canonical: str = ""
    outlet: str = ""
    title: str = ""
    author: str = ""
    section: str = ""
    language: str = ""
    published: Stamp | None = None
    updated: Stamp | None = None
    rights: Rights = Rights()
    story: str = ""
    theme: str = ""
    origin: str = ""
    source: str = ""
    charset: str = ""
    pickups: tuple[Pickup, ...] = ()
    notes: tuple[str, ...] = ()

    def quote(self, span: Span) -> str:
        """The words that a span of this report points to."""
        return self.text[span.start : span.end]


# --- group --------------------------------------------------------------------------------


class Ground(StrEnum):
    """What put a report into its story."""

    LIKENESS = "likeness"
    COPY = "copy"
    GIVEN = "given"
    DESK = "desk"
    ALONE = "alone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a report is in its story: the nearest report there, what both share, and the next best story.

    ``near`` is the likelihood of one happening, 0 to 1; ``rival_near`` is its mean over the rival's reports,
    by which it was decided. ``shared`` are words, names and figures as the report prints them, most telling
    first. ``rival`` is empty where no other is near.
    """

    ground: Ground
    report: str = ""
    near: float = 0.0
    shared: tuple[str, ...] = ()
    rival: str = ""
    rival_near: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """Where a report belongs, and why: in one line, and in its parts."""

    report: str
    story: str
    theme: str
    origin: str
    why: str = ""
    reason: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The stories of one long-running matter, newest first.

    ``subjects`` are codes of IPTC Media Topics (``medtop:16000000``), weightiest first. ``query`` is the
    desk's own definition, where it gave one: the theme then has the stories that match, and no others.
    """

    id: str
    name: str
    stories: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    query: str = ""


# --- interpret ----------------------------------------------------------------------------


class Form(StrEnum):
    """How a statement is reported."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Stance(StrEnum):
    """How sure the report says the speaker is, in the report's own terms."""

    SAID = "said"
    CLAIMED = "claimed"
    CONFIRMED = "confirmed"
    DENIED = "denied"
    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    ALLEGED = "alleged"
    FORECAST = "forecast"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who is quoted: the words of the report, and the name they stand for within it."""

    phrase: Phrase
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Who says what, by which word. ``content`` may be interrupted by the speaker.

    ``spoken`` is false where the report tells what somebody thinks, wants or plans, or did not say, without
    telling that they said so: no page may print that as their words.
    """

    content: tuple[Phrase, ...]
    form: Form
    stance: Stance
    evidence: tuple[Span, ...]
    speaker: Speaker | None = None
    cue: Phrase | None = None
    spoken: bool = True


class Qualifier(StrEnum):
    """How exact a figure claims to be."""

    EXACT = "exact"
    AT_LEAST = "at least"
    ABOUT = "about"
    UP_TO = "up to"
    VAGUE = "vague"


class Scope(StrEnum):
    """What a figure counts: this happening, all so far, or an earlier happening."""

    HAPPENING = "happening"
    CUMULATIVE = "cumulative"
    HISTORICAL = "historical"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with what it counts.

    ``low`` and ``high`` differ only where the report gives a range; a qualifier tells the rest.
    A vague figure has its floor as ``low`` ("dozens" is 24) and no ``high``. ``headline`` marks,
    of several figures of one measure, the one that a page would print for this happening. ``stated`` is
    false where no numeral stands in the text ("a man was shot dead"). ``part`` marks a figure that counts
    some of what another one counts ("of whom ten seriously"), ``detail`` in which words ("seriously").
    """

    measure: str
    low: float
    high: float | None
    phrase: Phrase
    evidence: tuple[Span, ...]
    qualifier: Qualifier = Qualifier.EXACT
    unit: str = ""
    scope: Scope = Scope.HAPPENING
    headline: bool = False
    speaker: str = ""
    stated: bool = True
    part: bool = False
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A toponym and what it resolves to; coordinates are None where that is not known.

    ``kind`` is what it is (``city``, ``region``, ``country``, ``sea``, ``river``, ``line`` …), ``radius_km``
    how far from the point it may reach: a page never shows a country as if it were a town.
    """

    phrase: Phrase
    name: str
    evidence: tuple[Span, ...]
    kind: str = ""
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    radius_km: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A time expression: TIMEX3 type (DATE, TIME, DURATION, SET) and value.

    ``happening`` marks those that tell when the report's own happening took place.
    """

    phrase: Phrase
    type: str
    value: str
    evidence: tuple[Span, ...]
    happening: bool = False


class Mode(StrEnum):
    """PLOVER's auxiliary modes, and plain fact: a threatened strike is not a strike."""

    ACTUAL = "actual"
    HISTORICAL = "historical"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that a report says happened, by PLOVER's sixteen categories.

    ``means`` is the weapon or the cause, in the report's words. ``link`` are the words that tie an earlier
    happening to the report's own ("the second attack on the plant since November").
    """

    type: str
    mode: Mode
    phrase: Phrase
    evidence: tuple[Span, ...]
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    place: str = ""
    time: str = ""
    figures: tuple[Figure, ...] = ()
    means: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A verb with what stands around it: who did what to whom, where and when.

    ``verb`` is the whole verb group ("had not been shot"), ``lemma`` the base form of its head ("shoot").
    ``subject`` is the grammatical one; in a ``passive`` clause it is whom it was done to, and ``agent`` is
    who did it, where "by" says so. ``complement`` is what the subject is said to be ("is a teacher").
    ``adjuncts`` are prepositional phrases and words of time, in order. ``modal`` is "may", "will" …;
    ``opener`` is the word that subordinates the clause ("after", "that", "who"), empty for a main clause.

    ``span`` goes from the first own word to the last. All roles lie in it but the subject, which may stand
    elsewhere: "X did A and did B", what "who" or "which" stands for, a clause with "-ing", "-ed" or "to".
    ``lemma`` holds a particle or the preposition that a verb needs ("call off", "lead to"). A subject has its
    prepositional phrases ("the attack on the plant"), an object only those with "of".
    """

    span: Span
    verb: Phrase
    lemma: str
    subject: Phrase | None = None
    object: Phrase | None = None
    agent: Phrase | None = None
    complement: Phrase | None = None
    adjuncts: tuple[Phrase, ...] = ()
    passive: bool = False
    negated: bool = False
    modal: str = ""
    opener: str = ""
    main: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that was read out of one report. ``sentences`` are its sentences, in order."""

    report: str
    sentences: tuple[Span, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    places: tuple[Place, ...] = ()
    moments: tuple[Moment, ...] = ()
    events: tuple[Event, ...] = ()
    clauses: tuple[Clause, ...] = ()
