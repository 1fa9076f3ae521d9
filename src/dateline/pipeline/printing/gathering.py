"""What an address of the site needs, looked up in a store: the I/O beside ``publish``'s decisions.

Decides nothing about what is shown: ``publish.wants`` asks, the store's catalogue answers. Costs what the
address needs, whatever the size of the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, overload

from dateline.core.listings import Listing, Totals
from dateline.core.ports import Store
from dateline.core.site import Edition
from dateline.core.sources import SourceList
from dateline.core.stories import Story, heirs
from dateline.core.types import Theme
from dateline.stages.group.themes import subjects
from dateline.stages.publish.addresses import Room
from dateline.stages.publish.issue import Shelf, Subject, Wants, named
from dateline.stages.publish.rooms import maker

if TYPE_CHECKING:
    from dateline.stages.publish.addresses import Address

#: How many merges in a row an address is followed over.
_FAR = 20
#: So many addresses are looked up together: while that goes on, workers may wait.
_AT_ONCE = 8


def gather(address: Address, store: Store, edition: Edition) -> Shelf | None:
    """The shelf of an address; None where there is nothing at it."""
    return gather_all([address], store, edition)[0]


def gather_all(addresses: Sequence[Address], store: Store, edition: Edition) -> list[Shelf | None]:
    """The shelf of each of these addresses; what their subjects need is read together."""
    names = {one: store.catalogue.at(one.key) for one in addresses if one.room is Room.STORY}
    stories = story_subjects(filter(None, names.values()), store)
    return [
        _gathered(
            one, stories.get(names[one] or "") if one in names else _subject(one, store), store, edition
        )
        for one in addresses
    ]


class Shelves(Sequence["tuple[Address, Shelf | None]"]):
    """Addresses with their shelves, looked up when they are asked for, a few at a time.

    So the next ones are looked up while workers make pages of the last ones, and no more of them are held.
    """

    def __init__(self, addresses: Sequence[Address], store: Store, edition: Edition) -> None:
        self._addresses, self._store, self._edition = addresses, store, edition
        self._first = 0
        self._held: list[tuple[Address, Shelf | None]] = []

    def __len__(self) -> int:
        return len(self._addresses)

    @overload
    def __getitem__(self, at: int) -> tuple[Address, Shelf | None]: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[tuple[Address, Shelf | None]]: ...
    def __getitem__(
        self, at: int | slice
    ) -> tuple[Address, Shelf | None] | Sequence[tuple[Address, Shelf | None]]:
        if isinstance(at, slice):
            return Shelves(self._addresses[at], self._store, self._edition)
        if not 0 <= at < len(self._addresses):
            raise IndexError(at)
        if not self._first <= at < self._first + len(self._held):
            self._first = at
            some = self._addresses[at : at + _AT_ONCE]
            self._held = list(zip(some, gather_all(some, self._store, self._edition), strict=True))
        return self._held[at - self._first]


def _gathered(address: Address, subject: Subject | None, store: Store, edition: Edition) -> Shelf | None:
    if subject is None:
        return None
    return answered(maker(address.room).wants(address, subject), subject, store, edition)


def answered(wants: Wants, subject: Subject, store: Store, edition: Edition) -> Shelf:
    """A shelf with the answers to what is wanted."""
    catalogue = store.catalogue
    found = {lookup: tuple(catalogue.find(lookup)) for lookup in wants.lookups}
    led = _led(wants, subject, store)
    listings = catalogue.listings({name for names in led.values() for name in names})
    shown = [*listings.values(), *(listing for answer in found.values() for listing in answer)]
    return Shelf(
        edition=edition,
        subject=subject,
        found=found,
        faces={lookup: tuple(catalogue.faces(lookup)) for lookup in wants.faces},
        counts={lookup: catalogue.count(lookup) for lookup in wants.counts},
        tallies={
            asked: tuple(catalogue.tallies(asked.facet, asked.limit, of=asked.of)) for asked in wants.tallies
        },
        listings=listings,
        led=led,
        themes=_themes(wants, shown, store),
        labels=_labels(),
        totals=catalogue.totals() if wants.totals else Totals(),
        days=catalogue.days() if wants.days else {},
        sources=store.roster.sources() if wants.sources else SourceList(),
    )


def _subject(address: Address, store: Store) -> Subject | None:
    """What an address other than a story's is about."""
    if address.room is Room.THEME:
        theme = store.catalogue.theme_at(address.key)
        held = store.register.themes([theme]) if theme else []
        return Subject(theme=held[0]) if held else None
    return Subject()


def story_subjects(names: Iterable[str], store: Store) -> dict[str, Subject]:
    """The printed ones of these stories, each with its page, its reports, and why each is there."""
    pages = store.pages(names)
    if not pages:
        return {}
    fates = {story.id: story for story in store.register.stories(pages)}
    members = store.register.members(stories=pages)
    live = {member.story for member in members.values()}
    cited = {name: [credit.report for credit in page.sources] for name, page in pages.items()}
    wanted = {report for reports in cited.values() for report in reports}
    members |= store.register.members(wanted - members.keys())
    reports = store.reports({report for name in live for report in cited[name]})
    return {
        name: Subject(
            page=page,
            story=fates.get(name),
            ended=name not in live,
            members={one: members[one] for one in cited[name] if one in members},
            reports={one: reports[one] for one in cited[name] if name in live and one in reports},
        )
        for name, page in sorted(pages.items())
    }


def _led(wants: Wants, subject: Subject, store: Store) -> dict[str, tuple[str, ...]]:
    """Where the addresses of stories lead, over all merges since; that of the subject where it is."""
    wanted = set(wants.stories)
    known: dict[str, Story] = {}
    waiting = set(wanted)
    if wants.ended:
        known = {story.id: story for story in store.register.stories() if story.into or story.ended}
        wanted |= known.keys()
        waiting |= wanted
    live = {subject.page.story} if subject.page and not subject.ended else set()
    live |= _live(waiting - live, store)
    for _ in range(_FAR):
        waiting = waiting - live
        fates = store.register.stories(waiting) if waiting else []
        known |= {story.id: story for story in fates}
        waiting = {name for story in fates for name in story.into} - known.keys() - live
        if not waiting:
            break
        live |= _live(waiting, store)
    return {name: heirs(name, known, live) for name in sorted(wanted)}


def _live(stories: set[str], store: Store) -> set[str]:
    """Those of these stories that have reports."""
    return {member.story for member in store.register.members(stories=stories).values()}


def _themes(wants: Wants, shown: Iterable[Listing], store: Store) -> Mapping[str, Theme]:
    """The themes that are wanted and those of the stories shown, each with a name and a story.

    Of every theme there is, those of one story are left out: nothing leads to them but their story.
    """
    if wants.every_theme:
        held = [theme for theme in store.register.themes() if len(theme.stories) > 1]
    else:
        names = {*wants.themes, *(listing.theme for listing in shown)} - {""}
        held = store.register.themes(names) if names else []
    nameless = [theme for theme in held if not theme.name and theme.stories]
    firsts = store.catalogue.listings({theme.stories[-1] for theme in nameless})
    return named(
        held,
        {theme.id: firsts[theme.stories[-1]] for theme in nameless if theme.stories[-1] in firsts},
    )


@cache
def _labels() -> Mapping[str, str]:
    return {topic.code: topic.label for topic in subjects.topics().values()}
