"""What of a page is told in a line: whose reports it rests on, how it stands, when it last changed.

Decides the one status that stands for a whole story. Words it with the house's phrases; shows nothing.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

from dateline.core.pages import Page, Status
from dateline.stages.publish.wording import Phrase, phrase, word

_UNDATED = datetime.min.replace(tzinfo=UTC)


def changed_at(page: Page) -> datetime:
    """When the page last changed; its first report where that is not known."""
    stamp = page.revision.at or page.first_reported
    return stamp.at if stamp else _UNDATED


def outlets(page: Page) -> tuple[str, ...]:
    """The outlets whose reports the page rests on, first to report first."""
    return tuple(dict.fromkeys(credit.outlet for credit in page.sources if credit.outlet))


def origins(page: Page) -> int:
    """How many independent origins the reports of a page come from."""
    return len({credit.origin or credit.report for credit in page.sources})


def standing(page: Page) -> Status:
    """The one status that stands for a story where it is listed.

    Dispute anywhere above the body is the news of a story; else what its first line has.
    """
    top = [line for line in (page.standfirst, *page.summary) if line]
    if any(line.status is Status.DISPUTED for line in top) or any(row.disputed for row in page.figures):
        return Status.DISPUTED
    return top[0].status if top else Status.REPORTED


@lru_cache(maxsize=256)  # of each line of each page
def status_words(status: Status, origins: int) -> Phrase:
    """A status as a reader sees it: a bare "reported" says by how many origins."""
    if status is not Status.REPORTED:
        return word(status)
    if origins <= 1:
        return phrase("reported by one origin")
    return phrase(
        "reported by %(count)s independent origin", "reported by %(count)s independent origins", origins
    )
