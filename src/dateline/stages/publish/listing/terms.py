"""By which words a story is found: those that its page prints, and what it is filed under.

Decides what of a page is searched. How words are made of a text, and how those of ``place:`` and its kin are
told from others, ``search.words`` says: pages and queries get the very same ones.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from dateline.core.listings import Mention, Terms
from dateline.stages.publish.search.words import filed_under, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.core.pages import Page

#: What a page says beyond so many words is not searched: no page of ours is that long by honest means.
_MOST = 6000


def terms(page: Page, mentions: Iterable[Mention]) -> Terms:
    """The words of headline and text, in reading order, and after them what the story is filed under."""
    lines = [line.text for line in page.lines[1:]]
    claims = [f"{claim.speaker} {claim.label}" for claim in page.claims]
    days = [*(entry.text for entry in page.timeline), *(entry.text for entry in page.earlier)]
    credits = [f"{credit.title} {credit.outlet} {credit.author}" for credit in page.sources]
    told = chain.from_iterable(map(words, (*lines, *claims, *days, *credits)))
    filed = (word for mention in mentions for word in filed_under(mention))
    return Terms(
        headline=tuple(words(page.headline.text)),
        text=(*islice(told, _MOST), *dict.fromkeys(filed)),
    )
