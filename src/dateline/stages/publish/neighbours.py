"""Which other stories a page names: those of its theme, and those that it refers to.

Decides what must be looked up for them, no more: what stands beside a headline, the views say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.core.listings import Lookup

if TYPE_CHECKING:
    from dateline.core.pages import Page
    from dateline.stages.publish.issue import Subject

#: So many on either side. A page prints their headlines, so that it is stale when one of them is told anew:
#: were the newest of the theme printed everywhere, each would make all pages of a large theme stale.
NEIGHBOURS = 4


def related(page: Page) -> tuple[Lookup, ...]:
    """The stories of its theme next to it in time: those that came after it, and those before."""
    if not page.theme:
        return ()
    return (
        Lookup(theme=page.theme, before=page.story, limit=NEIGHBOURS),
        Lookup(theme=page.theme, after=page.story, limit=NEIGHBOURS),
    )


def refers(subject: Subject) -> tuple[str, ...]:
    """The stories that a page refers to beside those of its theme: it prints their headlines."""
    page, story = subject.page, subject.story
    named = [earlier.story for earlier in page.earlier] if page else []
    if story:
        named += [story.forerunner, *story.parted, *story.into]
    named += [member.reason.rival for member in subject.members.values() if member.reason]
    return tuple(dict.fromkeys(filter(None, named)))
