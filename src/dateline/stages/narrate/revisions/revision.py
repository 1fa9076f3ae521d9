"""What a publication changed, and why: the log that stays on the page.

Decides whether a page differs from the one before it in what it prints, line by line, and names
the reason. Does NOT decide when to publish, and corrects nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.core.pages import Change, Line, Page, Revision
from dateline.core.types import Stamp
from dateline.stages.narrate.phrasebook.phrases import ENGLISH, Phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Regrouped:
    """What became of a story since its last page: others ended in it; so many reports went to another.

    ``at`` is when that was, where it is known. ``ruled``: the newsroom put them right, and says why in
    ``note``, if it does.
    """

    merged: bool = False
    parted: int = 0
    at: Stamp | None = None
    ruled: bool = False
    note: str = ""


NOT_REGROUPED = Regrouped()


def revise(
    page: Page,
    previous: Page | None,
    at: Stamp | None,
    phrases: Phrases = ENGLISH,
    regrouped: Regrouped = NOT_REGROUPED,
) -> Page:
    """The page with its log of revisions continued from ``previous``.

    The first publication is revision 1. Where every printed line is as it was, the log is kept
    as it was, so that a rebuild changes nothing. Otherwise a revision is added with what each
    line said before and says now, by line id. What rests on a report whose words may no longer be
    printed is not told again, and what earlier revisions told is struck out: it may have been its words.
    """
    at = regrouped.at or at or page.revision.at
    if previous is None:
        first = Revision(number=1, at=at, reason=phrases.first_publication)
        return replace(page, revisions=(first,))
    closed = _closed(previous, page)
    changes = _changes(previous, page, closed)
    if not changes and not closed:
        return replace(page, revisions=previous.revisions)
    history = (
        tuple(replace(held, changes=()) for held in previous.revisions) if closed else previous.revisions
    )
    number = previous.revision.number + 1
    reason = _reason(previous, page, closed, phrases, regrouped)
    return replace(page, revisions=(*history, Revision(number=number, at=at, reason=reason, changes=changes)))


def _closed(previous: Page, page: Page) -> frozenset[str]:
    """The reports whose words were free to use when the page was last printed, and are not now."""
    free = {credit.report for credit in previous.sources if not credit.reserved}
    return frozenset(credit.report for credit in page.sources if credit.reserved and credit.report in free)


def _changes(previous: Page, page: Page, closed: frozenset[str]) -> tuple[Change, ...]:
    before = {
        line.id: line for line in previous.lines if closed.isdisjoint(span.report for span in line.evidence)
    }
    after = {line.id: line for line in page.lines}
    keys = dict.fromkeys((*after, *before))
    changed = [key for key in keys if _printed(before.get(key)) != _printed(after.get(key))]
    return tuple(_change(key, before.get(key), after.get(key)) for key in changed)


def _printed(line: Line | None) -> tuple[str, str] | None:
    """What a reader sees change: the words and the status, not how many origins there are by now."""
    return (line.text, str(line.status)) if line else None


def _change(key: str, before: Line | None, after: Line | None) -> Change:
    if before and after and before.text == after.text:
        return Change(
            line=key,
            before=f"{before.text} ({before.status_words})",
            after=f"{after.text} ({after.status_words})",
        )
    return Change(line=key, before=before.text if before else "", after=after.text if after else "")


def _reason(
    previous: Page, page: Page, closed: frozenset[str], phrases: Phrases, regrouped: Regrouped
) -> str:
    """What may no longer be printed, what became of the story, what came in, went, or was edited."""
    before = {credit.report: credit for credit in previous.sources}
    after = {credit.report: credit for credit in page.sources}
    if closed:
        outlets = dict.fromkeys(after[key].outlet or key for key in after if key in closed)
        return phrases.source_closed.format(outlets=", ".join(outlets))
    if regrouped.merged or regrouped.parted:
        return _regrouping(phrases, regrouped)
    came = list(dict.fromkeys(after[key].outlet or key for key in after if key not in before))
    if came:
        return phrases.new_report.format(outlets=", ".join(came))
    gone = list(dict.fromkeys(before[key].outlet or key for key in before if key not in after))
    if gone:
        return phrases.source_gone.format(outlets=", ".join(gone))
    edited = any(before[key] != after[key] for key in after)
    evidence = {(span.report, span.start, span.end) for line in previous.lines for span in line.evidence}
    kept = {(span.report, span.start, span.end) for line in page.lines for span in line.evidence}
    return phrases.source_edited if edited or not kept <= evidence else phrases.rewritten


def _regrouping(phrases: Phrases, regrouped: Regrouped) -> str:
    """Stories merged or split, as evidence came; where the newsroom did it, a correction (HOUSE_STYLE 15)."""
    count = regrouped.parted
    if regrouped.merged:
        told = phrases.merged_by_desk if regrouped.ruled else phrases.stories_merged
    elif regrouped.ruled:
        reports = phrases.one_report if count == 1 else phrases.reports.format(count=count)
        told = phrases.split_by_desk.format(count=reports)
    else:
        told = phrases.story_split.format(count=count)
    return f"{told} {regrouped.note}".strip()
