"""File: reports get their stories, new ones as they come, and others as the desk rules.

Decides which stored reports are looked at again beside the new ones (those near them in time, and the whole
of each story among them), and that what was judged is saved in one transaction or not at all: where another
hand was in the store meanwhile, it is judged again from what is there now. Where a report belongs, ``group``
says.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from dateline.core.errors import StoreError
from dateline.core.ports import Store
from dateline.core.stories import Ruling, Story
from dateline.core.types import Failure, Membership, Report, Stamp, Theme
from dateline.pipeline.desk import Desk
from dateline.stages import group

#: How often it is judged anew because another process wrote to the store meanwhile.
TRIES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """What a filing came to: how each report stood before, where that changed, and how it stands now."""

    before: dict[str, Membership] = field(default_factory=dict)
    after: dict[str, Membership] = field(default_factory=dict)
    stories: tuple[Story, ...] = ()
    themes: tuple[Theme, ...] = ()

    @property
    def moved(self) -> tuple[str, ...]:
        """The reports that had another story before."""
        return tuple(
            name
            for name, was in self.before.items()
            if name in self.after and self.after[name].story != was.story
        )


class Filer:
    """Files the reports of one store. What it holds in memory lasts as long as no other hand writes there."""

    def __init__(self) -> None:
        self._held: group.Desk | None = None
        self._state = -1
        self._since = date.max

    def file(self, desk: Desk) -> list[Failure]:
        """Give each report that has none its story, theme and origin; known reports may change theirs."""
        for _ in range(TRIES):
            state = desk.store.register.state()
            waiting = desk.store.register.unfiled()
            if not waiting:
                return []
            reports = tuple(desk.store.reports(waiting).values())
            held = self._ready(desk, state, reports)
            [found] = desk.each(held.file, [reports], _batch_name, "group")
            if isinstance(found, Failure):
                return [found]
            if _save(desk, state, found) is not None:
                self._held, self._state = held, desk.store.register.state()
                return []
        raise _busy()

    def _ready(self, desk: Desk, state: int, reports: Sequence[Report]) -> group.Desk:
        """What is held, or a new one: taken out of our hands until what it files is saved."""
        first, last = _days(reports, desk.now.date())
        held, self._held = self._held, None
        if held is not None and state == self._state and self._since <= first:
            return held
        self._since = min(first, self._since) if state == self._state else first
        return _recalled(desk.store, near(desk.store, self._since, max(last, desk.now.date())))


def file(desk: Desk) -> list[Failure]:
    """Give each report that has none its story, theme and origin."""
    return Filer().file(desk)


def rule(desk: Desk, decide: Callable[[], Sequence[Ruling]]) -> Filed:
    """Keep what the desk decided, and put the stories right that it is about, all at once or not at all.

    What is decided may rest on what stands in the store: where another hand wrote there meanwhile, it is
    decided again.
    """
    store = desk.store
    for _ in range(TRIES):
        state = store.register.state()
        rulings = decide()
        named = {report for ruling in rulings for report in ruling.reports}
        stories = {story for ruling in rulings for story in (ruling.story, *ruling.stories)}
        concerned = named | store.register.members(stories=stories).keys()
        first, last = _days(store.reports(concerned).values(), desk.now.date())
        held = _recalled(store, near(store, first, last) | concerned, rulings)
        filed = _save(desk, state, held.file(()), rulings)
        if filed is not None:
            return filed
    raise _busy()


def regroup(desk: Desk) -> Filed:
    """Judge every filed report anew; the ids of stories are kept, and the desk's rulings hold."""
    for _ in range(TRIES):
        state = desk.store.register.state()
        held = _recalled(desk.store, desk.store.register.members())
        filed = _save(desk, state, held.file((), anew=True))
        if filed is not None:
            return filed
    raise _busy()


def retheme(desk: Desk, added: Sequence[Theme] = (), dropped: Collection[str] = ()) -> Filed:
    """Put these themes of the desk's into force, or out of it: stories that match a theme stand under it."""
    register = desk.store.register
    for _ in range(TRIES):
        state = register.state()
        changed = {theme.id for theme in added} | set(dropped)
        themes = [*added, *(theme for theme in register.themes() if theme.id not in changed)]
        held = _recalled(desk.store, register.members(), themes=themes)
        filed = _save(desk, state, held.file(()), added=added, dropped=dropped)
        if filed is not None:
            return filed
    raise _busy()


def near(store: Store, first: date, last: date) -> set[str]:
    """The filed reports from one day to another, and all others of the stories that they are in."""
    members = store.register.members(store.register.near(first, last))
    stories = {member.story for member in members.values()}
    return members.keys() | store.register.members(stories=stories).keys()


def _days(reports: Iterable[Report], today: date) -> tuple[date, date]:
    """The first and last day that matter to reports: a horizon around each, or as far as it looks back."""
    around = timedelta(days=group.HORIZON)
    days = [(report.published.at.date() if report.published else today, report) for report in reports]
    first = [
        _earlier(day, timedelta(days=group.LINEAGE) if group.looks_back(report) else around)
        for day, report in days
    ]
    last = [_later(day, around) for day, _ in days]
    return min(first, default=_earlier(today, around)), max(last, default=_later(today, around))


def _earlier(day: date, span: timedelta) -> date:
    return day - span if day - date.min > span else date.min


def _later(day: date, span: timedelta) -> date:
    return day + span if date.max - day > span else date.max


def _recalled(
    store: Store,
    names: Iterable[str],
    rulings: Sequence[Ruling] = (),
    themes: Sequence[Theme] | None = None,
) -> group.Desk:
    """A desk that knows these reports, and everything else that is known of stories."""
    members = store.register.members(names)
    known = [
        group.Filed(report=report, member=members[name]) for name, report in store.reports(members).items()
    ]
    held = group.Desk()
    ruled = (*store.register.rulings(), *rulings)
    held.recall(known, store.register.stories(), store.register.themes() if themes is None else themes, ruled)
    return held


def _save(
    desk: Desk,
    state: int,
    found: group.Grouping,
    rulings: Sequence[Ruling] = (),
    added: Sequence[Theme] = (),
    dropped: Collection[str] = (),
) -> Filed | None:
    """Keep what was found and decided, unless another hand was in the store since ``state``: then None."""
    store = desk.store
    ended = Stamp(at=desk.now.replace(microsecond=0))
    stories = tuple(_dated(story, ended) for story in found.stories)
    with store.transaction():
        if store.register.state() != state:
            return None
        before = store.register.members(member.report for member in found.memberships)
        for ruling in rulings:
            store.register.add_ruling(ruling)
        store.register.drop_themes(dropped)
        store.save_groups((), added)
        store.save_groups(found.memberships, found.themes)
        store.register.save_stories(stories)
    after = {member.report: member for member in found.memberships}
    return Filed(before=before, after=after, stories=stories, themes=found.themes)


def _dated(story: Story, now: Stamp) -> Story:
    return replace(story, ended=now) if story.into and story.ended is None else story


def _busy() -> StoreError:
    return StoreError("the store", "another dateline keeps changing it", "wait for it to end, and try again")


def _batch_name(reports: Sequence[Report]) -> str:
    return f"{len(reports)} new reports"
