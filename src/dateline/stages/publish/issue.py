"""What a file of the site is made from: the subject of its address, and the answers that it asked for.

Decides nothing about how anything looks. ``Wants`` says what must be looked up before the files of an address
can be made; whoever has a store looks it up, and puts the answers on a ``Shelf``. A shelf holds what one
address needs and no more, whatever the size of the site: it may travel to another process.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from dateline.core.listings import Dispatch, Face, Facet, Listing, Lookup, Tally, Totals
from dateline.core.pages import Page
from dateline.core.site import Edition
from dateline.core.sources import SourceList
from dateline.core.stories import Story
from dateline.core.types import Membership, Report, Theme
from dateline.stages.publish import addresses

#: Sorts what has no time before all that has one.
UNDATED = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What an address is about, as far as it has a record of its own.

    Of a story: its ``page``, what is known of it beyond (``story``), why each report is there (``members`` by
    report), the reports that the page cites, whether it ``ended`` (no report is left), and the numbers of its
    earlier revisions that are ``kept``. Of an earlier revision: its ``page`` as it stood, the reports as they
    read then, as far as they may still be quoted, and the story's ``latest`` page. Of a theme: its ``theme``.
    """

    page: Page | None = None
    story: Story | None = None
    ended: bool = False
    members: Mapping[str, Membership] = field(default_factory=dict)
    reports: Mapping[str, Report] = field(default_factory=dict)
    theme: Theme | None = None
    kept: tuple[int, ...] = ()
    latest: Page | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """How often things of a facet are mentioned: the most, in all stories or in those of the theme ``of``."""

    facet: Facet
    limit: int | None = None
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wants:
    """What must be looked up before the files of an address can be made.

    ``stories`` are ids whose listing is wanted, or that of the stories that their address leads to by now.
    ``themes`` are ids; the themes of all stories that are found come unasked. ``dispatches`` ask for the
    reports of an outlet, ``months`` for how many stories of a thing each month has. ``sources`` is the list
    of what is read, ``ended`` asks where each story that ended leads.
    """

    lookups: tuple[Lookup, ...] = ()
    faces: tuple[Lookup, ...] = ()
    counts: tuple[Lookup, ...] = ()
    tallies: tuple[Asked, ...] = ()
    dispatches: tuple[Lookup, ...] = ()
    months: tuple[tuple[Facet, str], ...] = ()
    stories: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    every_theme: bool = False
    totals: bool = False
    days: bool = False
    sources: bool = False
    ended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The subject of an address, and the answers to what it wants.

    ``led`` tells for a story that was asked for which stories its address leads to: itself where it lives.
    ``labels`` tell what codes of subjects are called.
    """

    edition: Edition
    subject: Subject = field(default_factory=Subject)
    found: Mapping[Lookup, tuple[Listing, ...]] = field(default_factory=dict)
    faces: Mapping[Lookup, tuple[Face, ...]] = field(default_factory=dict)
    counts: Mapping[Lookup, int] = field(default_factory=dict)
    tallies: Mapping[Asked, tuple[Tally, ...]] = field(default_factory=dict)
    dispatches: Mapping[Lookup, Mapping[str, tuple[Dispatch, ...]]] = field(default_factory=dict)
    months: Mapping[tuple[Facet, str], Mapping[str, int]] = field(default_factory=dict)
    listings: Mapping[str, Listing] = field(default_factory=dict)
    led: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    themes: Mapping[str, Theme] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    totals: Totals = field(default_factory=Totals)
    days: Mapping[str, int] = field(default_factory=dict)
    sources: SourceList = field(default_factory=SourceList)

    def find(self, lookup: Lookup) -> tuple[Listing, ...]:
        """The answer to a lookup that was wanted. Raises ``KeyError`` for any other."""
        return self.found[lookup]

    def theme(self, identifier: str) -> Theme | None:
        """A theme that was wanted or that a found story stands under; None where it has no page."""
        return self.themes.get(identifier)

    def named(self, identifier: str) -> Theme | None:
        """A theme as readers are told of it beside a story: one that holds other stories, too.

        The name of a theme of one story is made of that story's words, and tells nothing beside it.
        """
        theme = self.theme(identifier)
        return theme if theme and (len(theme.stories) > 1 or theme.query) else None

    def led_to(self, story: str) -> tuple[Listing, ...]:
        """The stories that the address of a story leads to: its own where it lives."""
        return tuple(self.listings[name] for name in self.led.get(story, ()) if name in self.listings)

    def subjects(self, theme: Theme | None) -> tuple[str, ...]:
        """What the subjects of a theme are called; codes without a name are left out."""
        codes = theme.subjects if theme else ()
        return tuple(self.labels[code] for code in codes if code in self.labels)


def named(themes: Iterable[Theme], firsts: Mapping[str, Listing]) -> dict[str, Theme]:
    """Themes by id, each with a name: that of its first story where it has none. ``firsts`` are by theme."""
    from dataclasses import replace

    return {
        theme.id: theme if theme.name else replace(theme, name=firsts[theme.id].headline)
        for theme in themes
        if theme.name or theme.id in firsts
    }


def story_path(story: str) -> str:
    """Where the page of a story lies: by its id alone, which never changes."""
    return addresses.story(story).page


def theme_path(theme: str) -> str:
    """Where the page of a theme lies."""
    return addresses.theme(theme).page
