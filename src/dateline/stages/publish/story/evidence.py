"""The chip behind a line and the card behind the chip: who says so, in which words, and where.

Decides which words of a report are shown as proof and how many: at most 25 a quotation, fewer where the
report's terms say so, and of one article at most a tenth (one short quotation where it is shorter than
that). Reserved reports are linked and not quoted (HOUSE_STYLE, Rights). Does NOT judge a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.core.ids import address
from dateline.core.pages import Credit, Line, Page, Status
from dateline.core.text import words
from dateline.core.types import Report, Span
from dateline.stages.publish.links import at_words, safe_href
from dateline.stages.publish.story.news import last_changed
from dateline.stages.publish.times import When, when

QUOTE_WORDS = 25
QUOTED_SHARE = 0.1
#: So many quotations on a card, each of another origin; the rest is named and linked.
_QUOTATIONS = 3
_NAMED = 8
_SPENT = "This page has quoted from this article as far as it may; the sentence is at the link."
_TOKEN = re.compile(r"\S+")
#: Scripts written from right to left, by language.
_RIGHT_TO_LEFT = frozenset(["ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"])
TONES = {
    Status.CONFIRMED: "good",
    Status.REPORTED: "plain",
    Status.DENIED: "warn",
    Status.DISPUTED: "warn",
    Status.UNVERIFIED: "warn",
    Status.WITHDRAWN: "warn",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A report as a card names it. ``number`` is its place in the list of sources."""

    outlet: str
    number: int
    href: str
    author: str = ""
    at: When | None = None
    language: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """What a report says, cut to what may be shown; "" where nothing may, and ``why`` tells."""

    source: Source
    words: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The evidence of one line: quotations first, then others that carry the same.

    ``as_of`` dates the status: when the newest report of the evidence was published.
    """

    id: str
    number: int
    status: str
    quotations: tuple[Quotation, ...]
    also: tuple[Source, ...]
    more: int = 0
    as_of: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """The button behind a line: an outlet's name, never a bare number.

    ``more`` counts further independent origins, not outlets.
    """

    card: str
    number: int
    label: str
    more: int = 0
    split: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A line as the page shows it, with the anchor by which it can be linked to.

    ``shown`` is its status where a reader needs the word beside it; ``revision`` last changed it.
    """

    id: str
    text: str
    chip: Chip | None
    status: str
    tone: str
    shown: str = ""
    language: str = ""
    direction: str = ""
    revision: int = 1


class EvidenceFile:
    """Hands out chips and keeps their cards, one card for the same evidence, in order of reading."""

    def __init__(self, page: Page, reports: Mapping[str, Report]) -> None:
        self._page = page
        self._reports = reports
        self._credits = {credit.report: credit for credit in page.sources}
        self._numbers = {credit.report: number for number, credit in enumerate(page.sources, 1)}
        self._left: dict[str, int] = {}
        self._quoted: dict[Span, Quotation] = {}
        self._cards: dict[tuple[tuple[Span, ...], str], Card] = {}
        self._anchors: set[str] = set()
        self._changed = last_changed(page)

    @property
    def cards(self) -> tuple[Card, ...]:
        """All cards that were asked for."""
        return tuple(self._cards.values())

    def line(self, line: Line, *, always: bool = False) -> Printed:
        """A line with its chip; ``always`` prints its status though it is nothing special."""
        status = line.status_words
        split = line.status is Status.DISPUTED
        language = self._language(line.evidence)
        anchor = f"line-{address(line.id)}"
        first = anchor not in self._anchors
        self._anchors.add(anchor)
        return Printed(
            id=anchor if first else "",
            text=line.text,
            chip=self.chip(line.evidence, status=status, independent=line.origins, split=split),
            status=status,
            tone=TONES[line.status],
            shown=status if always or line.status is not Status.REPORTED else "",
            language=language,
            direction=direction(language),
            revision=self._changed.get(line.id, 1),
        )

    def chip(
        self, evidence: Sequence[Span], *, status: str = "", independent: int = 0, split: bool = False
    ) -> Chip | None:
        """The chip for some evidence, None where none of its reports is known."""
        cited = [span for span in evidence if self._credit(span.report)]
        if not cited:
            return None
        key = (tuple(dict.fromkeys(cited)), status)
        if key not in self._cards:
            self._cards[key] = self._card(key[0], status, len(self._cards) + 1)
        card = self._cards[key]
        named = tuple(dict.fromkeys(self._outlet(span.report) for span in cited))
        shown = named[: 2 if split else 1]
        count = max(independent or len(self._origins(cited)), 1) - len(shown)
        return Chip(
            card=card.id,
            number=card.number,
            label=" / ".join(shown),
            more=max(0, count),
            split=split,
        )

    def _card(self, evidence: tuple[Span, ...], status: str, number: int) -> Card:
        quoted: list[Span] = []
        others: list[str] = []
        seen: set[str] = set()
        for span in evidence:
            origin = self._origin(span.report)
            if origin not in seen and len(quoted) < _QUOTATIONS:
                seen.add(origin)
                quoted.append(span)
            else:
                others.append(span.report)
        told = {span.report for span in quoted}
        also = [report for report in dict.fromkeys(others) if report not in told]
        return Card(
            id=f"e{number}",
            number=number,
            status=status,
            quotations=tuple(self._quote(span) for span in quoted),
            also=tuple(self._source(report) for report in also[:_NAMED]),
            more=max(0, len(also) - _NAMED),
            as_of=self._newest(evidence) if status else None,
        )

    def _newest(self, evidence: Iterable[Span]) -> When | None:
        credits = [credit for span in evidence if (credit := self._credit(span.report))]
        stamps = [credit.published for credit in credits if credit.published]
        return when(max(stamps, key=lambda stamp: stamp.at, default=None))

    def _quote(self, span: Span) -> Quotation:
        if span not in self._quoted:
            self._quoted[span] = self._cut(span)
        return self._quoted[span]

    def _cut(self, span: Span) -> Quotation:
        report, credit = self._reports.get(span.report), self._credit(span.report)
        source = self._source(span.report)
        if report is None or credit is None:
            return Quotation(source=source, words="")
        if credit.reserved or report.rights.reserved:
            return Quotation(source=source, words="", why="This outlet reserves its words: link only.")
        source = self._source(span.report, at_words(report.url or credit.url, report.quote(span)))
        cut = excerpt(report.quote(span), self._allowed(report))
        if not cut:
            return Quotation(source=source, words="", why=_SPENT)
        self._left[report.id] = self._left.get(report.id, _share(report)) - len(words(cut))
        return Quotation(source=source, words=cut)

    def _allowed(self, report: Report) -> int:
        """The words that the next quotation from a report may have on this page."""
        asked = report.rights.quote_words
        each = QUOTE_WORDS if asked is None else min(QUOTE_WORDS, asked)
        return each if report.rights.open_licence else min(each, self._left.get(report.id, _share(report)))

    def _source(self, report: str, href: str = "") -> Source:
        credit = self._credit(report)
        if credit is None:
            return Source(outlet="", number=0, href="")
        language = credit.language if credit.language != self._page.language else ""
        return Source(
            outlet=credit.outlet or "an outlet without a name",
            number=self._numbers.get(report, 0),
            href=href or safe_href(credit.url),
            author=credit.author,
            at=when(credit.published),
            language=language,
            direction=direction(language),
        )

    def _credit(self, report: str) -> Credit | None:
        return self._credits.get(report)

    def _outlet(self, report: str) -> str:
        credit = self._credit(report)
        return (credit.outlet if credit else "") or "an outlet without a name"

    def _origin(self, report: str) -> str:
        credit = self._credit(report)
        return (credit.origin if credit else "") or report

    def _origins(self, evidence: Iterable[Span]) -> set[str]:
        return {self._origin(span.report) for span in evidence}

    def _language(self, evidence: Sequence[Span]) -> str:
        """The language of a line whose every report is in one that is not the page's, else ""."""
        spoken = {credit.language for span in evidence if (credit := self._credit(span.report))}
        own = self._page.language
        return spoken.pop() if len(spoken) == 1 and own not in spoken and "" not in spoken else ""


def _share(report: Report) -> int:
    """The words of a report that may be quoted in all: a tenth, or one quotation where that is more."""
    return max(QUOTE_WORDS, int(len(words(report.text)) * QUOTED_SHARE))


def excerpt(text: str, limit: int) -> str:
    """At most ``limit`` words of a text on one line, cut with an ellipsis; "" where too few are left."""
    text = " ".join(text.split())
    if len(words(text)) <= limit:
        return text
    if limit < 5:
        return ""
    taken = 0
    for match in _TOKEN.finditer(text):
        taken += len(words(match.group()))
        if taken > limit:
            return text[: match.start()].rstrip(" ,;:–—-") + " …"
    return text


def direction(language: str) -> str:
    """``rtl`` for languages written from right to left, else ""."""
    return "rtl" if language.partition("-")[0] in _RIGHT_TO_LEFT else ""
