"""Which other stories a page names: those of its theme, and those that it refers to.

Decides what must be looked up for them, no more: what stands beside a headline, the views say.
"""

from __future__ import annotations

from dateline.core.listings import Lookup
from dateline.core.pages import Page
from dateline.stages.publish.issue import MOST_RELATED, Subject


def related(page: Page) -> Lookup:
    """The newest stories of its theme, itself perhaps among them."""
    return Lookup(theme=page.theme, limit=MOST_RELATED + 1)


def refers(subject: Subject) -> tuple[str, ...]:
    """The stories that a page refers to beside those of its theme: it prints their headlines."""
    page, story = subject.page, subject.story
    named = [earlier.story for earlier in page.earlier] if page else []
    if story:
        named += [story.forerunner, *story.parted, *story.into]
    named += [member.reason.rival for member in subject.members.values() if member.reason]
    return tuple(dict.fromkeys(filter(None, named)))
