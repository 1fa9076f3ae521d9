"""What several addresses want to know, asked together: few questions to the store in place of many.

Decides nothing about what is shown: ``publish.wants`` asks, the store's catalogue answers. Each address gets
what it wanted and no more, as if it had asked alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, TypeVar

from dateline.core.listings import Totals
from dateline.core.sources import SourceList
from dateline.core.stories import Story, heirs
from dateline.stages.publish.issue import Shelf, Subject, Wants, named

if TYPE_CHECKING:
    from dateline.core.listings import Lookup
    from dateline.core.ports import Store
    from dateline.core.site import Edition
    from dateline.core.types import Theme

Question = TypeVar("Question")
Answer = TypeVar("Answer")

#: How many merges in a row an address is followed over.
_FAR = 20


def shelves(asked: Sequence[tuple[Wants, Subject]], store: Store, edition: Edition) -> list[Shelf]:
    """A shelf for each of these, with the answers to what is wanted."""
    held = _Answers(asked, store)
    return [held.shelf(wants, subject, edition) for wants, subject in asked]


class _Answers:
    """The answers to all that is wanted, each question asked once."""

    def __init__(self, asked: Sequence[tuple[Wants, Subject]], store: Store) -> None:
        self._store, catalogue = store, store.catalogue
        wanted = [wants for wants, _ in asked]
        find, faces = partial(_found, catalogue.find), partial(_found, catalogue.faces)
        self._found = _each(find, (one for some in wanted for one in some.lookups))
        self._faces = _each(faces, (one for some in wanted for one in some.faces))
        self._counts = _each(catalogue.count, (one for some in wanted for one in some.counts))
        self._tallies = _each(
            lambda one: tuple(catalogue.tallies(one.facet, one.limit, of=one.of)),
            (one for some in wanted for one in some.tallies),
        )
        self._dispatches = _each(catalogue.dispatches, (one for some in wanted for one in some.dispatches))
        self._months = _each(
            lambda one: catalogue.months(*one), (one for some in wanted for one in some.months)
        )
        ended = store.register.former_stories() if any(some.ended for some in wanted) else []
        self._ended = {story.id: story for story in ended}
        self._led = _led({name for some in wanted for name in self._sought(some)}, asked, self._ended, store)
        self._listings = catalogue.listings({name for names in self._led.values() for name in names})
        self._themes = _themes(
            {name for some in wanted for name in self._under(some)},
            any(some.every_theme for some in wanted),
            store,
        )

    def shelf(self, wants: Wants, subject: Subject, edition: Edition) -> Shelf:
        """What one address wanted, out of all."""
        catalogue = self._store.catalogue
        several = (name for name, theme in self._themes.items() if len(theme.stories) > 1)
        led = _some(self._led, self._sought(wants))
        return Shelf(
            edition=edition,
            subject=subject,
            found=_some(self._found, wants.lookups),
            faces=_some(self._faces, wants.faces),
            counts=_some(self._counts, wants.counts),
            tallies=_some(self._tallies, wants.tallies),
            dispatches=_some(self._dispatches, wants.dispatches),
            months=_some(self._months, wants.months),
            listings=_some(self._listings, sorted({name for names in led.values() for name in names})),
            led=led,
            themes=_some(self._themes, several if wants.every_theme else sorted(self._under(wants))),
            labels=_labels(),
            totals=catalogue.totals() if wants.totals else Totals(),
            days=catalogue.days() if wants.days else {},
            sources=self._store.roster.sources() if wants.sources else SourceList(),
        )

    def _sought(self, wants: Wants) -> list[str]:
        """The stories of which an address wants to know where they lead."""
        return sorted({*wants.stories, *(self._ended if wants.ended else ())})

    def _under(self, wants: Wants) -> set[str]:
        """The themes that an address wants, and those of the stories that it shows."""
        shown = [listing for lookup in wants.lookups for listing in self._found[lookup]]
        led = (name for story in self._sought(wants) for name in self._led[story])
        shown += [self._listings[name] for name in led if name in self._listings]
        return {*wants.themes, *(listing.theme for listing in shown)} - {""}


def _each(ask: Callable[[Question], Answer], questions: Iterable[Question]) -> dict[Question, Answer]:
    return {question: ask(question) for question in dict.fromkeys(questions)}


def _some(held: Mapping[Question, Answer], wanted: Iterable[Question]) -> dict[Question, Answer]:
    return {one: held[one] for one in wanted if one in held}


def _found(find: Callable[[Lookup], Iterable[Answer]], lookup: Lookup) -> tuple[Answer, ...]:
    """The answer to a lookup; none where it is to go on from a story that could not be listed."""
    try:
        return tuple(find(lookup))
    except KeyError:
        return ()


def _led(
    sought: set[str], asked: Iterable[tuple[Wants, Subject]], ended: Mapping[str, Story], store: Store
) -> dict[str, tuple[str, ...]]:
    """Where the addresses of stories lead, over all merges since; that of a subject where it is."""
    known = dict(ended)
    live = {about.page.story for _, about in asked if about.page and not about.ended}
    live |= _live(sought - live, store)
    waiting = set(sought)
    for _ in range(_FAR):
        waiting = waiting - live
        fates = store.register.stories(waiting) if waiting else []
        known |= {story.id: story for story in fates}
        waiting = {name for story in fates for name in story.into} - known.keys() - live
        if not waiting:
            break
        live |= _live(waiting, store)
    return {name: heirs(name, known, live) for name in sorted(sought)}


def _live(stories: set[str], store: Store) -> set[str]:
    """Those of these stories that have reports."""
    return {member.story for member in store.register.members(stories=stories).values()}


def _themes(names: set[str], every: bool, store: Store) -> dict[str, Theme]:
    """These themes, each with a name and a story; or every one that has several stories as well.

    Nothing leads to a theme of one story but that story.
    """
    if every:
        held = [theme for theme in store.register.themes() if len(theme.stories) > 1 or theme.id in names]
    else:
        held = store.register.themes(names) if names else []
    nameless = [theme for theme in held if not theme.name and theme.stories]
    firsts = store.catalogue.listings({theme.stories[-1] for theme in nameless})
    return named(
        held,
        {theme.id: firsts[theme.stories[-1]] for theme in nameless if theme.stories[-1] in firsts},
    )


@cache
def _labels() -> Mapping[str, str]:
    from dateline.stages.group.themes import subjects

    return {topic.code: topic.label for topic in subjects.topics().values()}
