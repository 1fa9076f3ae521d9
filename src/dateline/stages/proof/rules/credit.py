"""Credit and print: who had it first, whose words are translated, and headlines of one statement.

Decides by what is known of the reports: their outlets, their origins, their languages (HOUSE_STYLE
rules 6, 8 and 13).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.core.pages import LineKind
from dateline.stages.proof.alignment.words import keys_of
from dateline.stages.proof.case import Case, Objection
from dateline.stages.proof.ground.quotemarks import quoted
from dateline.stages.proof.ground.spelling import content_words

if TYPE_CHECKING:
    from dateline.stages.proof.ground.ground import Ground

_TRANSLATED = re.compile(r"\btranslat\w+", re.IGNORECASE)
#: Share of a headline's words that one report has to hold, of those that all hold together.
_ONE_REPORT = 0.75
_WORDS = 5


def pickup_credit(case: Case) -> Iterator[Objection]:
    """A report credited to an outlet that only picked it up (rule 6)."""
    for passage in case.passages:
        for outlet, origin in sorted(_pickups(passage.ground).items()):
            name = re.escape(outlet)
            credited = rf"(?:according to|reported by|told) {name}\b|\b{name} (?:\w+ )?report(?:s|ed)\b"
            if (match := re.search(credited, passage.text)) and origin not in passage.text:
                why = f"{outlet} has this from {origin}: credit {origin}."
                start, end = passage.start + match.start(), passage.start + match.end()
                yield Objection(start=start, end=end, why=why, evidence=passage.nearest())


def unmarked_translation(case: Case) -> Iterator[Objection]:
    """Words in quotation marks out of a report of another language, not marked as translated (rule 8)."""
    for passage in case.passages:
        reports = [clipping.report for clipping in passage.ground.clippings]
        foreign = reports and all(report.language[:2] not in {"", "en"} for report in reports)
        if not foreign or _TRANSLATED.search(passage.text):
            continue
        for start, end in quoted(passage.text):
            words = content_words(passage.text[start:end])
            if len(words) > 1 and not words <= passage.ground.words.keys():
                language = reports[0].language[:2]
                why = f"The report is in another language ({language}): say that the words are translated."
                yield Objection(
                    start=passage.start + start,
                    end=passage.start + end,
                    why=why,
                    evidence=passage.nearest(),
                )


def stitched_headline(case: Case) -> Iterator[Objection]:
    """A headline that no single report bears out whole (rule 13)."""
    for passage in case.passages:
        reports = [clipping.report for clipping in passage.ground.clippings]
        if passage.kind is not LineKind.HEADLINE or len(reports) < 2:
            continue
        wanted = {key for word in content_words(passage.text) for key in keys_of(word)}
        held = [wanted.intersection(keys_of(f"{report.title} {report.text}")) for report in reports]
        together = set().union(*held)
        if len(wanted) >= _WORDS and max(map(len, held)) < _ONE_REPORT * len(together):
            why = "No one report bears out the whole headline: it is made of several."
            yield Objection(start=passage.start, end=passage.end, why=why, evidence=passage.evidence)


def _pickups(ground: Ground) -> dict[str, str]:
    """Outlets whose only report here is a copy, with the outlet of the original."""
    outlets = {clipping.report.id: clipping.report.outlet for clipping in ground.clippings}
    own = {c.report.outlet for c in ground.clippings if c.origin == c.report.id or c.origin not in outlets}
    return {
        clipping.report.outlet: outlets[clipping.origin]
        for clipping in ground.clippings
        if clipping.report.outlet
        and clipping.report.outlet not in own
        and outlets.get(clipping.origin, "") not in {"", clipping.report.outlet}
    }
