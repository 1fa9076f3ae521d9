"""How a correction is told: on its page, in the log of the site, in feeds, to machines (HOUSE_STYLE rule 15).

Decides the words: what was wrong, what is right, when it was put right, and why; and how many stand above
the text, where nobody can miss them. Every one stands below it, for good. What is a correction ``narrate``
says; one that it kept in parts (a merge, a split, what a source did) is worded here, in the house's language.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.core.pages import Change, Correction, Fault, Occasion, Page
from dateline.stages.publish.story import occasions
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
    """A correction as readers see it: ``wrong`` is "" where its words may not be shown any more.

    ``whole`` tells in a sentence what no two lines can: that stories were put together or taken apart.
    ``change`` has both sides word by word. ``why`` is whose mistake it was; ``chip`` leads to the source's
    own words, where there are any.
    """

    wrong: str
    right: str
    change: tuple[Piece, ...]
    why: Phrase
    note: Phrase | str
    at: When | None
    whole: Phrase | None = None
    chip: Chip | None = None


def corrections(page: Page, evidence: EvidenceFile | None = None) -> tuple[Told, ...]:
    """All corrections of a page, newest first."""
    return tuple(put_right(correction, evidence) for correction in reversed(page.corrections))


def put_right(correction: Correction, evidence: EvidenceFile | None = None) -> Told:
    """One correction, with a chip where there is a file of evidence to take it from."""
    change = Change(line=correction.line, before=correction.wrong, after=correction.right)
    return Told(
        wrong=correction.wrong,
        right=correction.right,
        change=difference(change),
        why=_FAULTS[correction.fault],
        note=_note(correction),
        at=when(correction.at),
        whole=_whole(correction),
        chip=evidence.chip(correction.evidence) if evidence and correction.evidence else None,
    )


def in_words(correction: Correction) -> Phrase:
    """A correction as one plain text: for feeds, and for machines."""
    wrong, right, why = correction.wrong, correction.right, _why(correction)
    if whole := _whole(correction):
        return phrase("Correction: %(told)s %(why)s", told=whole, why=why)
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
    note = _note(correction)
    if not note:
        return _FAULTS[correction.fault]
    if not correction.line:
        return note
    return phrase("%(fault)s %(note)s", fault=_FAULTS[correction.fault], note=note)


def _whole(correction: Correction) -> Phrase | None:
    """A merge or a split by the desk; None where a line was put right."""
    cause = correction.cause
    if cause is None or correction.line:
        return None
    if cause.occasion is Occasion.MERGED:
        return phrase("Two pages told of this happening. They are one now, with the reports of both.")
    return phrase(
        "A report of another happening stood on this page. It is told on a page of its own.",
        "%(count)s reports of another happening stood on this page. They are told on a page of their own.",
        cause.count,
    )


def _note(correction: Correction) -> Phrase | str:
    """The desk's own word; of what a source did, what it did."""
    if correction.cause is None or not correction.line:
        return correction.note
    return occasions.noted(correction.cause)
