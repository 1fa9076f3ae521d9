"""Which reports are the same article, and which of two versions of one is the later.

Decides by address and by words; near copies with other words are ``group``'s.
"""

from __future__ import annotations

import re

from dateline.core.ids import digest
from dateline.core.text import fold
from dateline.core.types import Report

_BLANKS = re.compile(r"\s+")


def fingerprint(report: Report) -> str:
    """A digest of the outlet and the words: equal for one article under two addresses."""
    return digest("fingerprint", fold(report.outlet), _level(report.text), size=15)


def supersedes(report: Report, held: Report) -> bool:
    """Whether ``report`` is a later version of the article that ``held`` is a version of.

    The times decide where both have one; else other words do. The same words are no new version,
    and a feed's teaser, being the beginning of what is held, replaces nothing.
    """
    new, old = _level(report.text), _level(held.text)
    if (new, report.title) == (old, held.title) or (old.startswith(new) and new != old):
        return False
    at, before = report.updated or report.published, held.updated or held.published
    return at is None or before is None or at.at >= before.at


def _level(text: str) -> str:
    return _BLANKS.sub(" ", fold(text)).strip()
