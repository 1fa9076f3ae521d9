"""How a correction is told: on its page, in the log of the site, in feeds, to machines (HOUSE_STYLE rule 15).

Decides the words: what was wrong, what is right, when it was put right, and why; and how many stand above
the text, where nobody can miss them. Every one stands below it, for good. What is a correction ``narrate``
says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.core.pages import Change, Correction, Fault, Page
from dateline.stages.publish.story.differences import Piece, difference
from dateline.stages.publish.times import When, when
from dateline.stages.publish.wording import Phrase, phrase

if TYPE_CHECKING:
    from dateline.stages.publish.story.evidence import Chip, EvidenceFile

#: So many corrections stand above the text, the newest first.
ABOVE = 3
_FAULTS = {
    Fault.SOURCE: phrase("The source corrected its report."),
    Fault.OURS: phrase("Our error."),
    Fault.MERGE: phrase("Reports of two happenings were put together."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A correction as a page shows it: ``wrong`` is "" where its words may not be shown any more.

    ``change`` has both sides word by word. ``why`` is whose mistake it was; ``chip`` leads to the source's
    own words, where there are any.
    """

    wrong: str
    right: str
    change: tuple[Piece, ...]
    why: Phrase
    note: str
    at: When | None
    chip: Chip | None = None


def corrections(page: Page, evidence: EvidenceFile | None = None) -> tuple[Told, ...]:
    """All corrections of a page, newest first."""
    return tuple(_told(correction, evidence) for correction in reversed(page.corrections))


def _told(correction: Correction, evidence: EvidenceFile | None) -> Told:
    change = Change(line=correction.line, before=correction.wrong, after=correction.right)
    return Told(
        wrong=correction.wrong,
        right=correction.right,
        change=difference(change),
        why=_FAULTS[correction.fault],
        note=correction.note,
        at=when(correction.at),
        chip=evidence.chip(correction.evidence) if evidence and correction.evidence else None,
    )


def in_words(correction: Correction) -> Phrase:
    """A correction as one plain text: for feeds, and for machines."""
    wrong, right, why = correction.wrong, correction.right, _why(correction)
    if not wrong:
        return phrase(
            "Correction: a line of this page was wrong; its words may no longer be shown. %(why)s", why=why
        )
    if not correction.line:
        return phrase("Correction: %(wrong)s %(right)s %(why)s", wrong=wrong, right=right, why=why)
    if not right:
        return phrase(
            "Correction: this page said: “%(wrong)s” It was taken back. %(why)s", wrong=wrong, why=why
        )
    return phrase(
        "Correction: this page said: “%(wrong)s” Right is: “%(right)s” %(why)s",
        wrong=wrong,
        right=right,
        why=why,
    )


def _why(correction: Correction) -> Phrase | str:
    """Whose mistake it was, and the desk's own word; of a merge the word says it all."""
    if not correction.note:
        return _FAULTS[correction.fault]
    if not correction.line:
        return correction.note
    return phrase("%(fault)s %(note)s", fault=_FAULTS[correction.fault], note=correction.note)
