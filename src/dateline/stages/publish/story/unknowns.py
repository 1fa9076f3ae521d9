"""What we do not know: what reports say is open, unverified or in dispute, and figures without an end.

Decides what of a page's facts stands there beside the lines that ``narrate`` found. Invents nothing: every
entry is a claim or a figure of the page with its evidence; there is none where reports leave nothing open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.core.pages import Claim, LedgerEntry, Page, Position, Status
from dateline.core.types import Qualifier, Report, Scope, Span
from dateline.stages.publish.direction import direction
from dateline.stages.publish.story.amounts import spread
from dateline.stages.publish.story.evidence import TONES, Chip, EvidenceFile
from dateline.stages.publish.story.figures import toll_of
from dateline.stages.publish.wording import Phrase, phrase, word

#: What ``narrate`` calls its section of what reports leave open: the entries stand below its lines.
HEADING = "What we do not know"
#: The words that a claim in doubt is told by; of what is confirmed or only reported none is here.
_DOUBTS = (Status.UNVERIFIED, Status.DISPUTED, Status.DENIED)
_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """Something that reports leave open: a sentence of the house, or a claim in the reports' words.

    ``status`` says in which way a claim is open. ``language`` is that of the claim where it is not the
    house's.
    """

    chip: Chip | None
    told: Phrase | None = None
    claim: str = ""
    speaker: str = ""
    status: Phrase | None = None
    tone: str = ""
    language: str = ""
    direction: str = ""


def unknowns(page: Page, evidence: EvidenceFile, reports: Mapping[str, Report]) -> tuple[Unknown, ...]:
    """What is open on a page, figures first; claims about these figures are not told again."""
    figures = list(_figures(page, evidence, reports))
    return tuple([*figures, *_claims(page, evidence)][:_SHOWN])


def _figures(page: Page, evidence: EvidenceFile, reports: Mapping[str, Report]) -> Iterator[Unknown]:
    for entries in _standing(page):
        told = _open(entries, reports)
        if told:
            spans = tuple(dict.fromkeys(span for entry in entries for span in entry.evidence))
            split = any(entry.disputed for entry in entries)
            yield Unknown(told=told, chip=evidence.chip(spans, split=split))


def _open(entries: Sequence[LedgerEntry], reports: Mapping[str, Report]) -> Phrase | None:
    """In which way the figures of a count leave it open; None where they do not."""
    measure, amount = word(entries[0].measure), spread(entries, reports)
    if any(entry.disputed for entry in entries):
        return phrase("How many %(measure)s: reports differ, %(amount)s.", measure=measure, amount=amount)
    if all(entry.qualifier is Qualifier.VAGUE for entry in entries):
        return phrase(
            "How many %(measure)s: reports say “%(amount)s” and give no number.",
            measure=measure,
            amount=amount,
        )
    return None


def _standing(page: Page) -> Iterator[tuple[LedgerEntry, ...]]:
    """The figures of people that nothing replaced, by what they count."""
    for toll in page.tolls:
        if toll.scope is Scope.HAPPENING and toll.unit in ("", "person"):
            live = (entry for entry in page.figures if not entry.replaced)
            entries = tuple(entry for entry in live if toll_of(entry, (toll,)))
            if entries:
                yield entries


def _claims(page: Page, evidence: EvidenceFile) -> Iterator[Unknown]:
    counted = {span for entry in page.figures for span in entry.evidence}
    for claim in page.claims:
        cited = _cited(claim)
        if claim.status in _DOUBTS and not counted.intersection(cited):
            language = evidence.spoken(claim.evidence)
            yield Unknown(
                claim=claim.label,
                speaker=claim.speaker,
                status=word(claim.status),
                tone=TONES[claim.status],
                chip=evidence.chip(cited, status=word(claim.status), split=claim.status is Status.DISPUTED),
                language=language,
                direction=direction(language),
            )


def _cited(claim: Claim) -> tuple[Span, ...]:
    """The words of all who speak of a claim: who denies it is evidence as well."""
    voices = (stand for stand in claim.stands if stand.position is not Position.SILENT)
    return tuple(dict.fromkeys((*claim.evidence, *(span for stand in voices for span in stand.evidence))))
