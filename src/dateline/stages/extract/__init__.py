"""Extract: what the article is, whose it is and when it was published.

Takes a Document (a page, a feed's entry, a line of reports) and gives a Report or a Failure. Every
time says where it was read and how precise it is; a report's text is normalised here, once.
"""

from __future__ import annotations

from datetime import datetime

from dateline.core.types import Document, Failure, Report
from dateline.stages.extract.differences import Change, changes, version_form
from dateline.stages.extract.identity import Names, Settled, Verdict, aliases, same_article, settle
from dateline.stages.extract.rights import bare, page_signals, reconsider, resolve
from dateline.stages.extract.versions import fingerprint, supersedes

VERSION = "2"

__all__ = [
    "VERSION",
    "Change",
    "Names",
    "Settled",
    "Verdict",
    "aliases",
    "bare",
    "changes",
    "extract",
    "fingerprint",
    "page_signals",
    "reconsider",
    "resolve",
    "same_article",
    "settle",
    "supersedes",
    "version_form",
]


def extract(document: Document, *, now: datetime) -> Report | Failure:
    """The report in a document, or a Failure that names it and says why there is none.

    ``now`` is when it was collected. What reads pages is loaded by the first call: a process that only
    hands documents to the box never needs it.
    """
    from dateline.stages.extract.read import read

    return read(document, now=now)
