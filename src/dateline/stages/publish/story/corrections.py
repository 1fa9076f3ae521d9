"""How a correction is told: on its page, in the log of the site, in feeds, to machines (HOUSE_STYLE rule 15).

Decides the words: what was wrong, what is right, when it was put right, and why; and how many stand above
the text, where nobody can miss them. Every one stands below it, for good. What is a correction ``narrate``
says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.core.ids import address, digest
from dateline.core.pages import Change, Correction, Page
from dateline.stages.publish.story.changes import Piece, difference
from dateline.stages.publish.times import When, when

if TYPE_CHECKING:
    from dateline.stages.publish.story.evidence import Chip, EvidenceFile

#: So many corrections stand above the text, the newest first.
ABOVE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A correction as a page shows it: ``wrong`` is "" where its words may not be shown any more.

    ``change`` has both sides word by word. ``why`` is whose mistake it was; ``chip`` leads to the source's
    own words, where there are any.
    """

    wrong: str
    right: str
    change: tuple[Piece, ...]
    why: str
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
        why=_sentence(str(correction.fault)),
        note=correction.note,
        at=when(correction.at),
        chip=evidence.chip(correction.evidence) if evidence and correction.evidence else None,
    )


def in_words(correction: Correction) -> str:
    """A correction as one plain text: for feeds, and for machines."""
    if not correction.wrong:
        told = "A line of this page was wrong; its words may no longer be shown."
    elif correction.line:
        right = f"Right is: “{correction.right}”" if correction.right else "It was taken back."
        told = f"This page said: “{correction.wrong}” {right}"
    else:
        told = f"{correction.wrong} {correction.right}"
    why = "" if correction.note and not correction.line else f" {_sentence(str(correction.fault))}"
    return f"Correction: {told.strip()}{why} {correction.note}".strip()


def name(page: Page, correction: Correction) -> str:
    """A name for a correction that never changes: what a feed tells it from others by."""
    stamp = correction.at.at.isoformat() if correction.at else ""
    part = digest("correction", correction.line or correction.wrong, stamp, str(correction.fault))
    return f"urn:dateline:correction:{address(page.story)}:{part}"


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
