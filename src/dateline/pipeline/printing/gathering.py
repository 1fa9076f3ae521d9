"""What an address of the site needs, looked up in a store: the I/O beside ``publish``'s decisions.

Decides nothing about what is shown. Costs what the addresses need, whatever the size of the store; what
several of them need is read together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dateline.pipeline.printing import revisions
from dateline.stages.publish.addresses import Room
from dateline.stages.publish.issue import Shelf, Subject, Wants
from dateline.stages.publish.rooms import maker

if TYPE_CHECKING:
    from dateline.core.ports import Store
    from dateline.core.site import Edition
    from dateline.stages.publish.addresses import Address


def gather(address: Address, store: Store, edition: Edition) -> Shelf | None:
    """The shelf of an address; None where there is nothing at it."""
    return gather_all([address], store, edition)[0]


def gather_all(addresses: Sequence[Address], store: Store, edition: Edition) -> list[Shelf | None]:
    """The shelf of each of these addresses; None where there is nothing."""
    from dateline.pipeline.printing.inquiry import shelves

    with store.reading():
        subjects = _subjects(addresses, store)
        asked = [(maker(one.room).wants(one, subject), subject) for one, subject in subjects.items()]
        found = dict(zip(subjects, shelves(asked, store, edition), strict=True))
    return [found.get(one) for one in addresses]


def answered(wants: Wants, subject: Subject, store: Store, edition: Edition) -> Shelf:
    """A shelf with the answers to what is wanted."""
    from dateline.pipeline.printing.inquiry import shelves

    with store.reading():
        return shelves([(wants, subject)], store, edition)[0]


def _subjects(addresses: Iterable[Address], store: Store) -> dict[Address, Subject]:
    """What each of these addresses is about, of those at which there is something."""
    found = {one: Subject() for one in addresses if one.room not in (Room.STORY, Room.THEME, Room.REVISION)}
    names = {one: store.catalogue.at(one.key) for one in addresses if one.room is Room.STORY}
    stories = story_subjects(filter(None, names.values()), store)
    found |= {one: stories[name] for one, name in names.items() if name in stories}
    themes = {one: store.catalogue.theme_at(one.key) for one in addresses if one.room is Room.THEME}
    held = {theme.id: theme for theme in store.register.themes(filter(None, themes.values()))}
    found |= {one: Subject(theme=held[name]) for one, name in themes.items() if name in held}
    return found | revisions.subjects(addresses, store)


def story_subjects(names: Iterable[str], store: Store) -> dict[str, Subject]:
    """The printed ones of these stories, each with its page, its reports, and why each is there."""
    pages = store.pages(names)
    if not pages:
        return {}
    fates = {story.id: story for story in store.register.stories(pages)}
    members = store.register.members(stories=pages)
    live = {member.story for member in members.values()}
    kept = store.revisions.kept(name for name, page in pages.items() if page.revision.number > 1)
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
            kept=revisions.earlier(kept.get(name, ()), page, ended=name not in live),
        )
        for name, page in sorted(pages.items())
    }
