"""The list of all revisions of a story, newest first, with the way to each page that is kept.

Decides which revision leads where: the latest to the story, earlier ones to the page as it stood, those that
were printed before pages were kept nowhere. What a revision changed, word by word, its own page tells.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.stages.publish import addresses
from dateline.stages.publish.links import up
from dateline.stages.publish.story.occasions import told
from dateline.stages.publish.times import When, when

if TYPE_CHECKING:
    from dateline.core.pages import Page, Revision
    from dateline.stages.publish.issue import Shelf
    from dateline.stages.publish.wording import Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A revision in the list: ``href`` is "" where its page was not kept, ``changed`` counts lines."""

    number: int
    at: When | None
    reasons: tuple[Phrase | str, ...]
    correction: bool
    changed: int
    href: str
    latest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """The list, beneath the headline of the story; ``ended`` tells that the story is told elsewhere now."""

    headline: str
    language: str
    story: str
    ended: bool
    entries: tuple[Entry, ...]


def log(latest: Page, shelf: Shelf) -> Log:
    """All revisions of a story by its latest page."""
    root = up(addresses.revisions(latest.story).page)
    return Log(
        headline=latest.headline.text,
        language=latest.language,
        story=root + addresses.story(latest.story).page,
        ended=shelf.subject.ended,
        entries=tuple(_entry(one, latest, shelf, root) for one in reversed(latest.revisions)),
    )


def _entry(revision: Revision, latest: Page, shelf: Shelf, root: str) -> Entry:
    newest = revision.number == latest.revision.number
    known = revision.number in shelf.subject.kept
    here = newest and not shelf.subject.ended
    address = addresses.story(latest.story) if here else addresses.revision(latest.story, revision.number)
    return Entry(
        number=revision.number,
        at=when(revision.at),
        reasons=told(revision),
        correction=revision.corrects,
        changed=len(revision.changes),
        href=root + address.page if known or here else "",
        latest=here,
    )
