"""A story as it is printed: lines with their evidence, the ledger, the claims, what changed and why.

The last types of the flow, made by ``narrate`` out of those of ``types`` and judged by ``proof``; the same
rules hold: frozen, slotted, tuples only, every derived value with its spans.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dateline.core.types import Facts, Place, Qualifier, Report, Scope, Span, Stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Clipping:
    """A report of a story with what was read out of it and whose text it is."""

    report: Report
    facts: Facts
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All that the desk has on one story, by time of publication."""

    story: str
    theme: str
    clippings: tuple[Clipping, ...]


class Status(StrEnum):
    """How well a line is borne out; computed by rule, printed as a word (HOUSE_STYLE)."""

    REPORTED = "reported"
    CONFIRMED = "confirmed"
    DENIED = "denied"
    DISPUTED = "disputed"
    UNVERIFIED = "said to be unverified"
    WITHDRAWN = "withdrawn by its source"


class LineKind(StrEnum):
    """How a line came to be: the judge holds each kind to its own rules."""

    HEADLINE = "headline"
    QUOTATION = "quotation"
    EXTRACT = "extract"
    COMPOSED = "composed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One printed sentence. ``id`` is stable while what it says is the same matter.

    ``origins`` counts the distinct origin groups among the evidence. ``model`` names the language model that
    worded the line; it is empty where the desk's own rules did.
    """

    id: str
    text: str
    kind: LineKind
    evidence: tuple[Span, ...]
    status: Status = Status.REPORTED
    origins: int = 1
    model: str = ""

    @property
    def status_words(self) -> str:
        """The status as a reader sees it."""
        if self.status is not Status.REPORTED:
            return str(self.status)
        one = self.origins <= 1
        return "reported by one origin" if one else f"reported by {self.origins} independent origins"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a page's body under its heading."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One figure of a story: who gave it, when, and whether a later one replaced it.

    ``outlet`` gave it first, ``outlets`` are all that give it. ``detail`` tells of a part which part it is,
    and of other measures what is measured ("from the border"). ``replaced_at`` is when a later figure took
    its place.
    """

    measure: str
    low: float
    high: float | None
    qualifier: Qualifier
    unit: str
    scope: Scope
    speaker: str
    outlet: str
    as_of: Stamp | None
    evidence: tuple[Span, ...]
    replaced: bool = False
    disputed: bool = False
    outlets: tuple[str, ...] = ()
    detail: str = ""
    replaced_at: Stamp | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """How many of one measure, all reports taken together, as it stands now (UCDP's low, best and high).

    Never averaged: each bound is a number that a report gives. ``best`` is None where no figure is of greater
    authority than the others, ``high`` where the greatest is open ("dozens").
    """

    measure: str
    low: float
    best: float | None
    high: float | None
    evidence: tuple[Span, ...]
    scope: Scope = Scope.HAPPENING
    unit: str = ""
    as_of: Stamp | None = None


class Position(StrEnum):
    """Where a report stands on a claim."""

    SAYS = "says"
    DIFFERS = "differs"
    DENIES = "denies"
    SILENT = "silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One origin's position on a claim, in as few words as a table cell takes."""

    origin: str
    position: Position
    words: str = ""
    evidence: tuple[Span, ...] = ()
    outlets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A row of the matrix: something said, and where each origin stands on it.

    ``speaker`` is who says so, empty where the reports tell it themselves; ``since`` is when the first did.
    """

    label: str
    stands: tuple[Stand, ...]
    evidence: tuple[Span, ...]
    speaker: str = ""
    since: Stamp | None = None
    status: Status = Status.REPORTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An earlier happening that the reports tie to this one. ``date`` is TIMEX3 or "", ``story`` its page."""

    text: str
    evidence: tuple[Span, ...]
    date: str = ""
    story: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """What happened on a day. ``date`` is a TIMEX3 date or time."""

    theme: str
    date: str
    text: str
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A report as the page credits it. ``reserved`` reports give only these fields.

    ``wording`` is a short name for the words that the page was made from: by it a later page sees that the
    outlet edited them.
    """

    report: str
    outlet: str
    title: str
    url: str
    author: str
    published: Stamp | None
    language: str
    origin: str
    licence: str = ""
    reserved: bool = False
    wording: str = ""


class Severity(StrEnum):
    """Whether a finding keeps a line from being printed."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the judge objects to: offsets are into the draft's text, evidence is the nearest."""

    start: int
    end: int
    text: str
    rule: str
    severity: Severity
    why: str
    evidence: tuple[Span, ...] = ()
    line: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """The stretches of sources that a sentence of a draft is held against, best first.

    Offsets are into the draft's text; ``likeness`` is the share of its content words,
    0 to 1, that stand there: what it says of them may be wrong all the same.
    """

    start: int
    end: int
    likeness: float
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line as it was and as it is; an empty side is a line added or dropped."""

    line: str
    before: str
    after: str


class Occasion(StrEnum):
    """Why a page was published anew."""

    FIRST = "first publication"
    NEW_REPORT = "new report"
    SOURCE_EDITED = "source edited"
    SOURCE_WITHDRAWN = "source withdrawn"
    TERMS = "terms of a source changed"
    CORRECTION = "correction by the desk"
    MERGED = "stories merged"
    SPLIT = "story split"
    REWRITTEN = "rewritten"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One reason for a revision in its parts, so that it can be told in any language.

    ``outlets`` are those whose reports it was, "" one that has no name; ``count`` is how many reports or
    corrections. ``corrected`` says that a source itself told that it had been wrong; ``note`` is the desk's
    own word.
    """

    occasion: Occasion
    outlets: tuple[str, ...] = ()
    count: int = 0
    corrected: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What a publication changed, when, and why: in a word (``occasion``) and in a sentence (``reason``).

    ``causes`` are what the sentence is made of; older pages were kept without them.
    """

    number: int
    at: Stamp | None
    reason: str
    changes: tuple[Change, ...] = ()
    occasion: Occasion = Occasion.FIRST
    causes: tuple[Cause, ...] = ()

    @property
    def corrects(self) -> bool:
        """Whether it put something right (HOUSE_STYLE rule 15), by its occasion or its own words."""
        return self.occasion is Occasion.CORRECTION or self.reason.casefold().startswith("correction")


class Fault(StrEnum):
    """Whose mistake a correction puts right (HOUSE_STYLE rule 15)."""

    SOURCE = "the source corrected its report"
    OURS = "our error"
    MERGE = "reports of two happenings were put together"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What was wrong on a page, what is right, when it was put right, and why. It stays on the page.

    ``right`` is empty where a line was taken back and nothing stands in its place. ``line`` is its id.
    ``note`` is the desk's own word, ``evidence`` the source's, where it says that it corrected itself. Where
    the desk did not word it ``cause`` is what it came of in parts: a merge, a split, what a source did.
    """

    wrong: str
    right: str
    fault: Fault
    at: Stamp | None = None
    line: str = ""
    note: str = ""
    evidence: tuple[Span, ...] = ()
    cause: Cause | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One story as it is printed, with everything a reader can ask of it."""

    story: str
    theme: str
    headline: Line
    standfirst: Line | None
    summary: tuple[Line, ...]
    body: tuple[Section, ...]
    figures: tuple[LedgerEntry, ...]
    claims: tuple[Claim, ...]
    places: tuple[Place, ...]
    timeline: tuple[TimelineEntry, ...]
    sources: tuple[Credit, ...]
    revisions: tuple[Revision, ...]
    language: str = "en"
    happened: str = ""
    first_reported: Stamp | None = None
    related: tuple[str, ...] = ()
    withheld: tuple[Finding, ...] = ()
    tolls: tuple[Toll, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    corrections: tuple[Correction, ...] = ()
    reviewed_by: str = ""

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every printed line in reading order."""
        top = (self.headline, *((self.standfirst,) if self.standfirst else ()), *self.summary)
        return (*top, *(line for section in self.body for line in section.lines))

    @property
    def opening(self) -> Line | None:
        """The line that tells a page in one sentence: the standfirst; of a brief the first of its summary."""
        return self.standfirst or next(iter(self.summary), None)

    @property
    def models(self) -> tuple[str, ...]:
        """The language models that worded lines of the page, each once."""
        return tuple(dict.fromkeys(line.model for line in self.lines if line.model))

    @property
    def revision(self) -> Revision:
        """The latest revision."""
        return self.revisions[-1]
