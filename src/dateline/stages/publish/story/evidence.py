"""The chip behind a line and the card behind the chip: who says so, in which words, and where.

Decides which words of a report are shown as proof and how many: at most 25 a quotation, fewer where the
report's terms say so, and of one article at most a tenth (one short quotation where it is shorter than
that), dealt out over the lines that rest on it: the words of a short report are not spent on its first card.
Reserved reports are linked and not quoted (HOUSE_STYLE, Rights). Does NOT judge a line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.core.ids import address
from dateline.core.pages import Line, LineKind, Page, Status
from dateline.core.text import words
from dateline.core.types import Report, Span
from dateline.stages.publish.direction import direction
from dateline.stages.publish.links import at_words, safe_href
from dateline.stages.publish.standing import status_words
from dateline.stages.publish.story.unread import last_changed
from dateline.stages.publish.times import When, when
from dateline.stages.publish.wording import Phrase, phrase

QUOTE_WORDS = 25
QUOTED_SHARE = 0.1
#: So many words show that a card is about its line: no quotation is dealt fewer while there are some left.
_LEAST = 10
#: So many quotations on a card, each of another origin; the rest is named and linked.
_QUOTATIONS = 3
_NAMED = 8
_SPENT = phrase("This page has quoted from this article as far as it may; the sentence is at the link.")
_RESERVED = phrase("This outlet reserves its words: link only.")
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
    """A report as a card names it; ``outlet`` is "" where it has no name.

    ``number`` is its place in the list of sources, ``language`` that of its words.
    """

    outlet: str
    number: int
    href: str
    author: str = ""
    at: When | None = None
    language: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """What a report says, cut to what may be shown; "" where nothing may, and ``why`` tells.

    ``href`` leads to the very words, where a browser can.
    """

    source: Source
    words: str
    href: str
    why: Phrase | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The evidence of one line: quotations first, then others that carry the same.

    ``as_of`` dates the status: when the newest report of the evidence was published. It is None where there
    is one report, whose time stands beside its words.
    """

    id: str
    number: int
    status: Phrase | None
    quotations: tuple[Quotation, ...]
    also: tuple[Source, ...]
    more: int = 0
    as_of: When | None = None

    @property
    def shown(self) -> tuple[Hashable, ...]:
        """What tells it from the other cards of its page, but for its number."""
        quoted = tuple((one.source.number, one.href, one.words) for one in self.quotations)
        return (self.status, self.as_of, self.more, quoted, tuple(source.number for source in self.also))


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """The button behind a line: an outlet's name, never a bare number ("" where it has none).

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
    ``language`` is that of its words where they are not in the house's.
    """

    id: str
    text: str
    chip: Chip | None
    status: Phrase
    tone: str
    shown: Phrase | None = None
    language: str = ""
    direction: str = ""
    revision: int = 1


class EvidenceFile:
    """Hands out chips and keeps their cards, one card for the same evidence, in order of reading.

    ``house`` is the language of the edition; that of the page where it is not given.
    """

    def __init__(self, page: Page, reports: Mapping[str, Report], house: str = "") -> None:
        self._house = house or page.language
        self._page = page
        self._reports = reports
        self._credits = {credit.report: credit for credit in page.sources}
        self._origins = {credit.report: credit.origin or credit.report for credit in page.sources}
        self._numbers = {credit.report: number for number, credit in enumerate(page.sources, 1)}
        self._spent: dict[str, int] = {}
        self._shares: dict[str, int] = {}
        self._lines = Counter(span.report for span in _cited(page))
        self._sources: dict[str, Source] = {}
        self._quoted: dict[Span, Quotation] = {}
        self._cards: dict[tuple[Span, ...], dict[Phrase | None, Card]] = {}
        self._shown: dict[tuple[Hashable, ...], Card] = {}
        self._anchors: set[str] = set()
        self._changed = last_changed(page)

    @property
    def cards(self) -> tuple[Card, ...]:
        """All cards that were asked for, by number."""
        return tuple(self._shown.values())

    def line(self, line: Line) -> Printed:
        """A line with its chip; its status stands by it where it is more than "reported": the chip counts."""
        status = status_words(line.status, line.origins)
        split = line.status is Status.DISPUTED
        composed = line.kind is LineKind.COMPOSED
        language = self.foreign(self._page.language) if composed else self.spoken(line.evidence)
        anchor = f"line-{address(line.id)}"
        first = anchor not in self._anchors
        self._anchors.add(anchor)
        return Printed(
            id=anchor if first else "",
            text=line.text,
            chip=self.chip(line.evidence, status=status, independent=line.origins, split=split),
            status=status,
            tone=TONES[line.status],
            shown=status if line.status is not Status.REPORTED else None,
            language=language,
            direction=direction(language),
            revision=self._changed.get(line.id, 1),
        )

    def chip(
        self,
        evidence: Sequence[Span],
        *,
        status: Phrase | None = None,
        independent: int = 0,
        split: bool = False,
    ) -> Chip | None:
        """The chip for some evidence, None where none of its reports is known."""
        cited = tuple(dict.fromkeys(span for span in evidence if span.report in self._credits))
        if not cited:
            return None
        card = self._card_of(cited, status)
        named = tuple(dict.fromkeys(self._credits[span.report].outlet for span in cited))
        shown = named[: 2 if split else 1]
        count = (independent or len({self._origins[span.report] for span in cited})) - len(shown)
        return Chip(
            card=card.id,
            number=card.number,
            label=" / ".join(filter(None, shown)),
            more=max(0, count),
            split=split,
        )

    def _card_of(self, evidence: tuple[Span, ...], status: Phrase | None) -> Card:
        """The card of some evidence; one that tells a status besides serves whoever asks for none."""
        told = self._cards.setdefault(evidence, {})
        if status is None and told:
            return next(iter(told.values()))
        if status not in told:
            made = self._card(evidence, status, len(self._shown) + 1)
            told[status] = self._shown.setdefault(made.shown, made)
        return told[status]

    def _card(self, evidence: tuple[Span, ...], status: Phrase | None, number: int) -> Card:
        quoted: list[Span] = []
        others: list[str] = []
        seen: set[str] = set()
        for span in evidence:
            origin = self._origins[span.report]
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
            as_of=self._newest(evidence) if status and len(told | set(also)) > 1 else None,
        )

    def _newest(self, evidence: Iterable[Span]) -> When | None:
        times = [at for span in evidence if (at := self._source(span.report).at)]
        return max(times, key=lambda time: time.at, default=None)

    def _quote(self, span: Span) -> Quotation:
        if span not in self._quoted:
            self._quoted[span] = self._cut(span)
        return self._quoted[span]

    def _cut(self, span: Span) -> Quotation:
        report, credit = self._reports.get(span.report), self._credits[span.report]
        source = self._source(span.report)
        if report is None:
            return Quotation(source=source, words="", href=source.href)
        if credit.reserved or report.rights.reserved:
            return Quotation(source=source, words="", href=source.href, why=_RESERVED)
        said = report.quote(span)
        href = at_words(report.url or credit.url, said) or source.href
        cut = excerpt(said, self._allowed(report))
        if not cut:
            return Quotation(source=source, words="", href=href, why=_SPENT)
        self._spent[report.id] = self._spent.get(report.id, 0) + len(words(cut))
        return Quotation(source=source, words=cut, href=href)

    def _allowed(self, report: Report) -> int:
        """The words that the next quotation from a report may have on this page."""
        asked = report.rights.quote_words
        each = QUOTE_WORDS if asked is None else min(QUOTE_WORDS, asked)
        if report.rights.open_licence:
            return each
        share = self._share(report)
        dealt = share // max(1, self._lines[report.id])
        return min(each, max(_LEAST, dealt), share - self._spent.get(report.id, 0))

    def _share(self, report: Report) -> int:
        """The words of a report that may be quoted in all: a tenth, or one quotation where that is more."""
        if report.id not in self._shares:
            self._shares[report.id] = max(QUOTE_WORDS, int(len(words(report.text)) * QUOTED_SHARE))
        return self._shares[report.id]

    def _source(self, report: str) -> Source:
        if report not in self._sources:
            self._sources[report] = self._named(report)
        return self._sources[report]

    def _named(self, report: str) -> Source:
        credit = self._credits[report]
        language = self.foreign(credit.language)
        return Source(
            outlet=credit.outlet,
            number=self._numbers[report],
            href=safe_href(credit.url),
            author=credit.author,
            at=when(credit.published),
            language=language,
            direction=direction(language),
        )

    def spoken(self, evidence: Sequence[Span]) -> str:
        """The language of words that these spans bear out, where it is not the house's, else "".

        That of the reports where all are in one, else that of the page.
        """
        held = self._credits
        told = {held[span.report].language for span in evidence if span.report in held} - {""}
        return self.foreign(told.pop() if len(told) == 1 else self._page.language)

    def foreign(self, language: str) -> str:
        """A language where it is not the house's, else ""."""
        return "" if language == self._house or _base(language) == _base(self._house) else language


def _base(language: str) -> str:
    return language.partition("-")[0].lower()


def _cited(page: Page) -> Iterable[Span]:
    """What the lines of a page rest on, each stretch once."""
    body = (line for section in page.body for line in section.lines)
    lines = (page.headline, page.standfirst, *page.summary, *body)
    return dict.fromkeys(span for line in lines if line for span in line.evidence)


def excerpt(text: str, limit: int) -> str:
    """At most ``limit`` words of a text on one line, cut with an ellipsis; "" where too few are left."""
    tokens = text.split()
    text = " ".join(tokens)
    if len(words(text)) <= limit:
        return text
    if limit < 5:
        return ""
    kept = taken = 0
    for token in tokens:
        taken += 1 if token.isascii() and token.isalnum() else len(words(token))
        if taken > limit:
            break
        kept += 1
    return " ".join(tokens[:kept]).rstrip(" ,;:–—-") + " …"
