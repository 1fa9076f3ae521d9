"""The desk: one owner of the open window, who files each batch into it.

Decides the order of the work, not its outcome: ``holdings`` know how likely two reports tell of one
happening, ``stories`` which then go together, ``succession`` under which id, ``lineage`` which story came
before, ``themes`` which matter it is part of, ``why`` for what reason. What the newsroom ruled stands. Keeps
no text of a report, reads no clock, stores nothing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import isnan
from statistics import median
from typing import Any

from dateline.core.stories import Ruling, Story
from dateline.core.types import Membership, Reason, Report, Theme
from dateline.stages.group.filing import Filed, Grouping, order
from dateline.stages.group.holdings import Holdings, Instruments
from dateline.stages.group.options import FIXED, Options
from dateline.stages.group.stories.links import linked, neighbourhood
from dateline.stages.group.stories.roll import Roll
from dateline.stages.group.stories.succession import Ways, succeed
from dateline.stages.group.stories.why import Grounding

#: So many of the last reports say what day it is: one that is dated years ahead does not close the desk.
_RECENT = 101


class Desk:
    """Files reports batch by batch. The order within a batch changes nothing.

    ``recall`` first, once, with what is known; then ``file`` as often as reports come. After a new ruling,
    ``rule`` with all of them and ``file`` an empty batch.
    """

    def __init__(self, options: Options = FIXED, *, using: Instruments | None = None) -> None:
        self._options = options
        self._instruments = using or _real(options)
        self._holdings = Holdings(self._instruments, options)
        self._shelf = self._instruments.shelf(())
        self._roll = Roll()
        self._ways = Ways()
        self._lineage = self._instruments.lineage
        self._grounding = Grounding(self._holdings, self._roll)
        self._members: dict[str, Membership] = {}
        self._recent: deque[float] = deque(maxlen=_RECENT)
        self._unsettled: set[int] = set()

    def recall(
        self,
        known: Sequence[Filed],
        stories: Iterable[Story] = (),
        themes: Sequence[Theme] = (),
        rulings: Iterable[Ruling] = (),
    ) -> None:
        """Take up what is known, on an empty desk: it stands as it was filed until what is new touches it.

        ``known`` are the reports of the last ``Options.horizon`` days and all others of their stories; older
        ones serve as forerunners.
        """
        self._ways = Ways(stories)
        self._shelf = self._instruments.shelf(themes)
        self.rule(rulings)
        held = sorted(known, key=lambda filed: order(filed.report))
        rows = self._take_in([filed.report for filed in held])
        self._holdings.measure(rows)
        for row, filed in zip(rows, held, strict=True):
            self._roll.put(row, filed.member.story)
            self._members[filed.report.id] = filed.member
        self._unsettle(rows)
        known_stories = sorted({filed.member.story for filed in held})
        self._trace(known_stories)
        self._shelf.recall({story: self._digests(story) for story in known_stories})

    def rule(self, rulings: Iterable[Ruling]) -> None:
        """The newsroom's rulings, all of them, in the order they were made in: the last on a report holds."""
        pins = {report: ruling.story for ruling in rulings for report in ruling.reports}
        self._holdings.pin(pins)
        self._unsettle(self._holdings.kept)

    def file(self, batch: Sequence[Report], *, anew: bool = False) -> Grouping:
        """Where each report of ``batch`` belongs, and what that changes of what was filed.

        A report that is held already stays the report that it was. With ``anew`` everything held is judged
        again, as if it came now: what was filed is a source of ids alone.
        """
        arrivals = {report.id: report for report in sorted(batch, key=order, reverse=True)}
        texts = sorted((report for name, report in arrivals.items() if name not in self._holdings), key=order)
        fresh = self._take_in(texts)
        looked = {*self._holdings.measure(fresh), *self._unsettled, *(self._holdings.kept if anew else ())}
        changed, facts = self._settled(looked)
        changed |= {self._roll.story(row) for row in self._unsettled}
        self._unsettled.clear()
        living = [story for story in sorted(changed) if story in self._roll]
        for story in changed.difference(living):
            self._lineage.forget(story)
        self._trace(living)
        facts |= self._forerunners(fresh, facts)
        themes = self._shelf.file(
            {story: self._digests(story) for story in living}, changed.difference(living)
        )
        renewed = self._renewed(living, themes.theme_of, dict(zip(fresh, texts, strict=True)))
        self._members |= renewed
        wanted = {name: self._members[name] for name in arrivals} | renewed
        self._retire()
        return Grouping(
            memberships=tuple(wanted[name] for name in sorted(wanted)),
            themes=themes.themes,
            stories=tuple(facts[name] for name in sorted(facts)),
        )

    # --- what is new --------------------------------------------------------------------------

    def _take_in(self, reports: Sequence[Report]) -> list[int]:
        rows = self._holdings.take_in(reports, self._shelf.read)
        days = (self._holdings.places[row].day for row in rows)
        self._recent.extend(day for day in days if not isnan(day))
        return rows

    def _unsettle(self, rows: Iterable[int]) -> None:
        """Mark the rows that stand elsewhere than they are pinned, or do so for another reason."""
        for row in rows:
            pin, story = self._holdings.places[row].pin, self._roll.story(row)
            if pin and story and (pin != story or not self._grounding.stands(self._reason(row), row)):
                self._unsettled.add(row)

    def _reason(self, row: int) -> Reason | None:
        return self._members[self._holdings.kept[row].report.id].reason

    # --- stories ------------------------------------------------------------------------------

    def _settled(self, looked: Collection[int]) -> tuple[set[str], dict[str, Story]]:
        """Link anew what hangs together with some rows; the stories that gained or lost, and their facts."""
        evidence = self._holdings.evidence
        around = neighbourhood(looked, evidence, self._roll, self._options)
        found = linked(around, evidence, self._options)
        along = self._roll.along(found)
        groups, before = self._roll.groups(found, along, evidence.places)
        succession = succeed(groups, before, self._roll)
        changed: set[str] = set()
        for rows, story in zip(found, succession.stories, strict=True):
            held = {self._roll.put(row, story) for row in rows}
            changed |= held | {story} if held != {story} else set()
        for old, at in along.items():
            self._roll.move_past(old, succession.stories[at])
        return changed - {""}, {fact.id: fact for fact in self._ways.note(succession)}

    def _in_order(self, story: str) -> list[int]:
        return sorted(self._roll.rows(story), key=lambda row: self._holdings.places[row].key)

    def _digests(self, story: str) -> list[Any]:
        return [self._holdings.kept[row].digest for row in self._in_order(story)]

    # --- forerunners --------------------------------------------------------------------------

    def _trace(self, stories: Iterable[str]) -> None:
        """Let the lineage know what stories tell of."""
        for story in stories:
            self._lineage.note(story, [self._holdings.kept[row].echo for row in self._roll.rows(story)])

    def _forerunners(self, fresh: Iterable[int], facts: Mapping[str, Story]) -> dict[str, Story]:
        """The facts of the stories whose new reports name the one before."""
        found = {}
        for story in sorted({self._roll.story(row) for row in fresh if self._holdings.kept[row].echo.cues}):
            fact = facts.get(story) or self._ways.fact(story)
            named = self._lineage.forerunner(story)
            if named and not fact.forerunner:
                found[story] = self._ways.keep(replace(fact, forerunner=named.story, evidence=named.evidence))
        return found

    # --- memberships --------------------------------------------------------------------------

    def _renewed(
        self, stories: Iterable[str], themes: Mapping[str, str], texts: Mapping[int, Report]
    ) -> dict[str, Membership]:
        """The memberships that are new or other than they were, by report."""
        found = [member for story in stories for member in self._standing(story, themes[story], texts)]
        for story in themes.keys() - set(stories):
            names = (self._holdings.kept[row].report.id for row in self._roll.rows(story))
            held = [self._members[name] for name in (*names, *self._roll.past(story))]
            found += [replace(member, theme=themes[story]) for member in held]
        return {member.report: member for member in found if member != self._members.get(member.report)}

    def _standing(self, story: str, theme: str, texts: Mapping[int, Report]) -> Iterator[Membership]:
        """The memberships of a story's reports as they are now."""
        for name in self._roll.past(story):
            yield replace(self._members[name], story=story, theme=theme)
        rows = self._in_order(story)
        for row, origin in zip(rows, self._origins(story, rows), strict=True):
            report = self._holdings.kept[row].report.id
            held = self._members.get(report)
            if held and held.story == story and self._grounding.stands(held.reason, row):
                yield replace(held, theme=theme, origin=origin)
            else:
                reason, why = self._grounding.reason(row, texts)
                yield Membership(
                    report=report, story=story, theme=theme, origin=origin, why=why, reason=reason
                )

    def _origins(self, story: str, rows: Sequence[int]) -> Sequence[str]:
        kept = [self._holdings.kept[row] for row in rows]
        at = {row: number for number, row in enumerate(rows)}
        first = [at.get(self._holdings.original(row), number) for number, row in enumerate(rows)]
        filed = {
            name: self._members[name].origin for each in kept if (name := each.report.id) in self._members
        }
        return self._instruments.origins(
            story, [each.report for each in kept], first, [each.agency for each in kept], filed
        )

    # --- what is past -------------------------------------------------------------------------

    def _retire(self) -> None:
        """Let go what is older than the horizon, by the days of the last reports."""
        if self._recent:
            today = median(self._recent)
            self._lineage.retire(today)
            gone = self._holdings.retire(today - self._options.horizon)
            for report in self._roll.retire(gone):
                del self._members[report]


def _real(options: Options) -> Instruments:
    from dateline.stages.group.instruments import instruments  # the model is read when it is first asked

    return instruments(options)
