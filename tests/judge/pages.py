"""Whether everything that a page prints is borne out by what its spans point to.

Decides for lines, claims, course, earlier happenings, figures and tolls: the spans lie inside their reports;
each number, name and day stands in their words or belongs to the credit of a report that they cite (its
outlet, author, title, language); a quotation stands there verbatim, in one piece. Does NOT decide
whether a line says what its source says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.core.pages import LineKind, Page
from dateline.core.types import Report, Span
from tests.judge.names import untold
from tests.judge.numerals import floors, numbers, stated, told_off, written
from tests.judge.reading import plain, quotations

Reports = Mapping[str, Report]
#: A conversion of ours, marked as the house marks it: "34 inches [86 cm]". Whether it is right, proof knows.
_CONVERSION = re.compile(r" \[[\d.,]+ [^\W\d][^\]\d]{0,20}\]")
_TONGUES = {
    "de": "German", "es": "Spanish", "fr": "French", "it": "Italian", "pl": "Polish", "pt": "Portuguese",
    "ru": "Russian", "uk": "Ukrainian",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Printed:
    """Words that a page prints, with what bears them out; ``what`` names the place on the page."""

    what: str
    text: str
    evidence: tuple[Span, ...]


def printed(page: Page) -> Iterator[Printed]:
    """All words of a page that come from reports, in the order of the page."""
    for line in page.lines:
        yield Printed(str(line.kind), line.text, line.evidence)
    for claim in page.claims:
        yield Printed("claim", claim.label, claim.evidence)
        yield from (Printed("stand", stand.words, stand.evidence) for stand in claim.stands if stand.words)
    for entry in page.timeline:
        yield Printed("course", entry.text, entry.evidence)
    for earlier in page.earlier:
        yield Printed("earlier", earlier.text, earlier.evidence)
    for row in page.figures:
        yield from (Printed("ledger", words, row.evidence) for words in (row.detail, row.speaker) if words)


def words_of(spans: Sequence[Span], reports: Reports) -> str:
    """What the spans point to."""
    return " … ".join(reports[span.report].quote(span) for span in spans)


def credits(spans: Sequence[Span], reports: Reports) -> str:
    """What a page may say of a report without its text: who printed and wrote it, its title and language."""
    cited = [reports[span.report] for span in spans]
    parts = ((r.outlet, r.author, r.title, _TONGUES.get(r.language, "")) for r in cited)
    return " … ".join(word for words in parts for word in words if word)


def faults(page: Page, reports: Reports) -> Iterator[str]:
    """What no evidence bears out, of all that the page prints."""
    for item in printed(page):
        yield from (f"{item.what} {item.text!r}: {fault}" for fault in _faults(item, reports))
    for row in page.figures:
        yield from _uncounted("figure", (row.low, row.high), row.evidence, reports)
    for toll in page.tolls:
        yield from _uncounted("toll", (toll.low, toll.best, toll.high), toll.evidence, reports)
    yield from _overstated(page)
    yield from _twice(page)


def _faults(item: Printed, reports: Reports) -> Iterator[str]:
    if bad := list(_badly_placed(item.evidence, reports)):
        yield from bad
        return
    borne = plain(words_of(item.evidence, reports))
    allowed = f"{borne} … {plain(credits(item.evidence, reports))}"
    given = numbers(allowed)
    for number in sorted(stated(_CONVERSION.sub("", item.text)) - given):
        if item.what != "claim" or not number.isdigit() or int(number) > told_off(borne):
            yield f"{number} is not in {borne!r}"
    yield from (f"{name} is not in {borne!r}" for name in untold(item.text, allowed))
    yield from _misquoted(item, reports)


def _badly_placed(spans: Sequence[Span], reports: Reports) -> Iterator[str]:
    if not spans:
        yield "no evidence"
    for span in spans:
        if not 0 <= span.start < span.end <= len(reports[span.report].text):
            yield f"{span} lies outside its report"


def _misquoted(item: Printed, reports: Reports) -> Iterator[str]:
    """Quotations that stand in no one piece of evidence; what is left out is marked, in order.

    A headline may be the title of a report that it cites, with its marks and capitals.
    """
    pieces = [plain(words_of([span], reports)) for span in item.evidence]
    if item.what == LineKind.HEADLINE:
        pieces += [plain(reports[span.report].title) for span in item.evidence]
    for quotation in quotations(item.text):
        parts = [re.escape(part.strip(" ,.?!")) for part in plain(quotation).split("...")]
        verbatim = re.compile(r".*?".join(part for part in parts if part))
        if not any(map(verbatim.search, pieces)):
            yield f"the quotation is not in {pieces!r}"


def _uncounted(
    what: str, values: Sequence[float | None], spans: Sequence[Span], reports: Reports
) -> Iterator[str]:
    """Numbers of a table that its evidence neither has nor tells off person by person."""
    if bad := list(_badly_placed(spans, reports)):
        yield from (f"{what}: {fault}" for fault in bad)
        return
    borne = words_of(spans, reports)
    given = numbers(borne) | floors(borne)
    for value in dict.fromkeys(values):
        if value is not None and value > 1 and written(value) not in given and value > told_off(borne):
            yield f"{what}: {written(value)} is not in {borne!r}"


def _overstated(page: Page) -> Iterator[str]:
    """Lines said to be borne out by more origins than their evidence has."""
    origin = {credit.report: credit.origin for credit in page.sources}
    for line in page.lines:
        held = {origin[span.report] for span in line.evidence}
        if line.origins > len(held):
            yield f"{line.kind} {line.text!r}: {line.origins} origins, evidence of {len(held)}"


def _twice(page: Page) -> Iterator[str]:
    """Lines of a page that are another one over again."""
    seen: set[str] = set()
    for line in page.lines[1:]:  # a brief may tell the headline in its own words
        text = plain(line.text).lower()
        if text in seen:
            yield f"{line.kind} {line.text!r}: printed twice"
        seen.add(text)
