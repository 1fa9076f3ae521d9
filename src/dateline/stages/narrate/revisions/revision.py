"""The log of a page: what each publication changed, and why; it stays on the page.

Decides whether a page differs from the one before it in what it says, and continues its log and its
corrections. Does NOT decide when to publish. What counts as a difference ``differences`` says, why it came
about ``reasons``, what is a correction ``correcting``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.core.pages import Cause, Correction, Occasion, Page, Revision
from dateline.core.types import Stamp
from dateline.stages.narrate.revisions import differences
from dateline.stages.narrate.revisions.correcting import corrections
from dateline.stages.narrate.revisions.reasons import ENGLISH, Happened, Words, reason
from dateline.stages.narrate.revisions.since import NOTHING, Since


def revise(
    page: Page,
    previous: Page | None,
    at: Stamp | None,
    since: Since = NOTHING,
    words: Words = ENGLISH,
) -> Page:
    """The page with its log of revisions and its corrections continued from ``previous``.

    The first publication is revision 1. Where nothing substantive changed and nothing was put right, the log
    is kept as it was, so that a rebuild changes nothing. Otherwise a revision is added with what each
    line said before and says now, by line id. What rests on a report whose words may no longer be
    printed is not told again, and what earlier revisions told is struck out: it may have been its words.
    """
    at = since.regrouped.at or at or page.revision.at
    if previous is None:
        cause = Cause(occasion=Occasion.FIRST, count=len(page.sources))
        first = Revision(number=1, at=at, reason=words.first, occasion=cause.occasion, causes=(cause,))
        put_right = corrections(page, None, since, at, words=words)
        return replace(page, revisions=(first,), corrections=put_right)
    page = differences.lasting(page, previous)
    closed = _closed(previous, page)
    changes = differences.changes(previous, page, closed)
    silent = not (changes or closed or since.amendments or since.inherited)
    put_right = previous.corrections if silent else corrections(page, previous, since, at, closed, words)
    new = tuple(one for one in put_right if one not in previous.corrections)
    if not changes and not closed and not new:
        page = replace(page, reviewed_by=_still_reviewed(previous, page))
        return replace(page, revisions=previous.revisions, corrections=previous.corrections)
    history = (
        tuple(replace(held, changes=()) for held in previous.revisions) if closed else previous.revisions
    )
    happened = Happened(previous=previous, page=page, since=since, closed=closed, corrections=new)
    causes, told = reason(happened, words)
    occasion = causes[0].occasion
    revision = Revision(
        number=previous.revision.number + 1,
        at=_newest(new) if occasion is Occasion.CORRECTION else at,
        reason=told,
        changes=changes,
        occasion=occasion,
        causes=causes,
    )
    return replace(page, revisions=(*history, revision), corrections=put_right)


def _still_reviewed(previous: Page, page: Page) -> str:
    """Who reviewed the page, where it reads as it did: a person answers for words, not for a story."""
    same = [line.text for line in previous.lines] == [line.text for line in page.lines]
    return previous.reviewed_by if same else ""


def _newest(put_right: Sequence[Correction]) -> Stamp | None:
    """When the last of some corrections was made."""
    return max((one.at for one in put_right if one.at), key=lambda stamp: stamp.at, default=None)


def _closed(previous: Page, page: Page) -> frozenset[str]:
    """The reports whose words were free to use when the page was last printed, and are not now."""
    free = {credit.report for credit in previous.sources if not credit.reserved}
    return frozenset(credit.report for credit in page.sources if credit.reserved and credit.report in free)
