"""What an editor does with stories: look at them, ask why, merge, split, move and pin.

Decides what an editor's words seal: a ruling names every report that stands together on the screen, so that
none of them goes elsewhere afterwards. Where reports belong that nobody ruled on, ``group`` says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.app.editing import EditorDesk
from dateline.app.finding import Finder
from dateline.core.errors import UsageError
from dateline.core.ids import story_id
from dateline.core.pages import Page
from dateline.core.stories import Ruling, RulingKind, Story, heirs
from dateline.core.types import Membership, Report, Stamp
from dateline.pipeline import filing, printing
from dateline.pipeline.filing import Filed

if TYPE_CHECKING:
    pass

__all__ = ["NEW", "Explained", "Filed", "Held", "StoryDesk", "Told"]

#: What stands for a story that is not there as yet.
NEW = "new"

#: What is ruled, kind by kind: which reports belong to which story; and the stories that it was made on.
_Decided = tuple[list[tuple[RulingKind, str, tuple[str, ...]]], tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A report in its story."""

    report: Report
    member: Membership
    ruled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A story with its reports, by time. ``page`` is None where it has not been printed."""

    id: str
    headline: str
    theme: str
    story: Story
    page: Page | None
    reports: tuple[Held, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """Why a report is where it is: the report that it is near to, the next best story, the desk's ruling."""

    held: Held
    headline: str
    beside: Report | None
    rival: str
    rival_headline: str
    ruling: Ruling | None


class StoryDesk(EditorDesk):
    """The stories of one store."""

    # --- to look at -----------------------------------------------------------------------

    def listing(self, theme: str = "") -> list[Page]:
        """The printed stories, newest first; of one theme, by its id or a part of its name."""
        pages = sorted(printing.printed(self._store).values(), key=printing.newest, reverse=True)
        if not theme:
            return pages
        wanted = {
            held.id
            for held in self._store.register.themes()
            if theme == held.id or theme.casefold() in held.name.casefold()
        }
        if not wanted:
            raise UsageError(theme, "no such theme", "see: dateline theme list")
        return [page for page in pages if page.theme in wanted]

    def show(self, name: str) -> Told:
        """One story with its reports."""
        story = self._finder.story(name)
        facts = {known.id: known for known in self._store.register.stories()}
        page = self._store.pages([story]).get(story)
        held = self._held(story)
        return Told(
            id=story,
            headline=self._headline(story),
            theme=held[0].member.theme,
            story=facts.get(story, Story(id=story)),
            page=page,
            reports=held,
        )

    def why(self, name: str) -> Explained:
        """Why a report is in its story."""
        report = self._finder.report(name)
        member = self._store.register.members([report]).get(report)
        if member is None:
            raise UsageError(name, "has no story as yet", "it gets one by the next `dateline run` or `build`")
        reason = member.reason
        texts = self._store.reports({report, *((reason.report,) if reason and reason.report else ())})
        rival = self._living(reason.rival) if reason else ""
        return Explained(
            held=Held(report=texts[report], member=member, ruled=self._ruling(report) is not None),
            headline=self._headline(member.story),
            beside=texts.get(reason.report) if reason else None,
            rival=rival,
            rival_headline=self._headline(rival) if rival else "",
            ruling=self._ruling(report),
        )

    # --- to rule --------------------------------------------------------------------------

    def merge(self, names: Sequence[str], note: str = "") -> Filed:
        """All reports of these stories belong to the first of them."""

        def decide() -> _Decided:
            stories = tuple(dict.fromkeys(self._finder.story(name) for name in names))
            if len(stories) < 2:
                raise UsageError(" ".join(names), "is one story already", "give two stories or more")
            return [(RulingKind.MERGE, stories[0], self._reports(*stories))], stories

        return self._rule(decide, note)

    def split(self, name: str, reports: Sequence[str], note: str = "") -> Filed:
        """These reports of a story are a story of their own, and the others stay together."""

        def decide() -> _Decided:
            story = self._finder.story(name)
            part, rest = self._parted(story, reports)
            if not rest:
                raise UsageError(name, "these are all of its reports", "leave at least one where it is")
            rulings = [(RulingKind.SPLIT, self._new(part), part), (RulingKind.SPLIT, story, rest)]
            return rulings, (story,)

        return self._rule(decide, note)

    def move(self, name: str, to: str, note: str = "") -> Filed:
        """A report belongs to that story, or to a new one; those that it leaves stay together."""
        return self._rule(lambda: self._moving(name, to), note)

    def _moving(self, name: str, to: str) -> _Decided:
        report = self._finder.report(name)
        member = self._store.register.members([report]).get(report)
        if member is None:
            raise UsageError(name, "has no story as yet", "it gets one by the next `dateline run` or `build`")
        part, rest = self._parted(member.story, [report])
        target = self._new(part) if to == NEW else self._finder.story(to)
        if target == member.story or (to == NEW and not rest):
            where = "alone in its story" if to == NEW else f"in {target}"
            raise UsageError(name, f"is {where} already", f"to keep it there: dateline story pin {report}")
        mates = () if to == NEW else self._reports(target)
        rulings = [(RulingKind.MOVE, target, (*part, *mates))]
        rulings += [(RulingKind.MOVE, member.story, rest)] if rest else []
        return rulings, (member.story, target)

    def pin(self, name: str, note: str = "") -> Filed:
        """A report, or all reports of a story, stay where they are."""
        return self._rule(lambda: self._pinning(name), note)

    def _pinning(self, name: str) -> _Decided:
        known = self._store.register.find(name)
        if name in known or (known and not self._is_story(name)):
            report = self._finder.report(name)
            member = self._store.register.members([report]).get(report)
            if member is None:
                raise UsageError(name, "has no story as yet", "it gets one by the next run or build")
            return [(RulingKind.PIN, member.story, (report,))], (member.story,)
        story = self._finder.story(name)
        return [(RulingKind.PIN, story, self._reports(story))], (story,)

    def regroup(self) -> Filed:
        """Judge everything anew; ids are kept, and rulings hold."""
        return filing.regroup(self._app.desk(self._store))

    def headlines(self, stories: Iterable[str]) -> dict[str, str]:
        """What these stories are called."""
        return {story: self._headline(story) for story in stories}

    # --- the small change -----------------------------------------------------------------

    def _rule(self, decide: Callable[[], _Decided], note: str) -> Filed:
        at = Stamp(at=self._app.clock.now().replace(microsecond=0))

        def rulings() -> list[Ruling]:
            self._finder = Finder(self._store)
            made, stories = decide()
            return [
                Ruling(kind=kind, story=story, reports=reports, stories=stories, at=at, note=note)
                for kind, story, reports in made
            ]

        return filing.rule(self._app.desk(self._store), rulings)

    def _parted(self, story: str, names: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """These reports of a story, and the others of it, by time."""
        held = self._reports(story)
        part = {self._finder.report(name) for name in names}
        for report in sorted(part.difference(held)):
            raise UsageError(report, f"is not in story {story}", f"see: dateline story show {story}")
        inside = tuple(report for report in held if report in part)
        return inside, tuple(report for report in held if report not in part)

    def _new(self, reports: Sequence[str]) -> str:
        """An id for a story of these reports: that of the ended story that they were, else one never used."""
        register = self._store.register
        if former := self._former(reports):
            return former
        used = register.live() | self._store.page_keys().keys() | {story.id for story in register.stories()}
        free = (story_id(seed) for seed in (*reports, *(f"desk:{report}" for report in reports)))
        return next((name for name in free if name not in used), story_id(f"desk:{len(used)}:{reports[0]}"))

    def _former(self, reports: Sequence[str]) -> str:
        """The ended story most of whose reports these are: an undone merge finds its address again."""
        ended = {story.id for story in self._store.register.stories()} - self._store.register.live()
        shared = {
            page.story: (sum(credit.report in reports for credit in page.sources), len(page.sources))
            for page in self._store.pages(ended).values()
        }
        most = {story for story, (both, whole) in shared.items() if 2 * both > max(whole, len(reports))}
        return max(sorted(most), key=lambda story: shared[story][0], default="")

    def _reports(self, *stories: str) -> tuple[str, ...]:
        return tuple(held.report.id for story in stories for held in self._held(story))

    def _held(self, story: str) -> tuple[Held, ...]:
        members = self._store.register.members(stories=[story])
        ruled = {report for ruling in self._store.register.rulings() for report in ruling.reports}
        found = (
            Held(report=report, member=members[name], ruled=name in ruled)
            for name, report in self._store.reports(members).items()
        )
        return tuple(sorted(found, key=_by_time))

    def _headline(self, story: str) -> str:
        page = self._store.pages([story]).get(story)
        if page:
            return page.headline.text
        held = self._held(story)
        return next((one.report.title for one in held if one.report.title), "")

    def _ruling(self, report: str) -> Ruling | None:
        """The ruling that holds for a report: the last one."""
        rulings = self._store.register.rulings()
        return next((ruling for ruling in reversed(rulings) if report in ruling.reports), None)

    def _living(self, story: str) -> str:
        register = self._store.register
        led = heirs(story, {known.id: known for known in register.stories()}, register.live())
        return next(iter(led), "")

    def _is_story(self, name: str) -> bool:
        return name in self._store.register.live() or name in {s.id for s in self._store.register.stories()}


def _by_time(held: Held) -> tuple[bool, str, str]:
    stamp = held.report.published
    return (stamp is None, stamp.at.isoformat() if stamp else "", held.report.id)
