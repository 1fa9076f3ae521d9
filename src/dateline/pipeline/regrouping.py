"""What became of stories since they were printed: for the log of their pages.

Decides whose doing it was: the newsroom's, where a ruling names a report that came or went, else the
machine's, as evidence came. What is written of it ``narrate`` says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from dateline.core.pages import Page
from dateline.core.ports import Store
from dateline.core.stories import Ruling, RulingKind, Story
from dateline.core.types import Membership
from dateline.stages.narrate.revisions.since import Regrouped


def regrouped_since(
    pages: Mapping[str, Page], members: Iterable[Membership], store: Store
) -> dict[str, Regrouped]:
    """Which of the printed stories took in another since, and which lost reports to another."""
    now = {member.report: member.story for member in members}
    before = {credit.report: page.story for page in pages.values() for credit in page.sources}
    elsewhere = {
        report: member.story for report, member in store.register.members(before.keys() - now.keys()).items()
    }
    stands = now | elsewhere
    went: dict[str, set[str]] = defaultdict(set)
    for report, story in before.items():
        if stands.get(report, story) != story:
            went[story].add(report)
    concerned = set(now.values())
    ended = {story.id: story for story in store.register.stories() if not concerned.isdisjoint(story.into)}
    came = _came(ended, now, before, store)
    rulings = store.register.rulings()
    return {
        story: _told(story, came[story], went[story], ended.values(), rulings) for story in {*came, *went}
    }


def _came(
    ended: Mapping[str, Story], now: Mapping[str, str], before: Collection[str], store: Store
) -> dict[str, set[str]]:
    """The reports that came to each story from one that ended in it."""
    found: dict[str, set[str]] = defaultdict(set)
    for page in store.pages(ended).values():
        for credit in page.sources:
            story = now.get(credit.report)
            if story in ended[page.story].into and credit.report not in before:
                found[story].add(credit.report)
    return found


def _told(
    story: str,
    came: Collection[str],
    went: Collection[str],
    ended: Iterable[Story],
    rulings: Sequence[Ruling],
) -> Regrouped:
    """What is told of a story: first what was ruled of it, else what the machine did."""
    split, merged = _ruling(went, rulings), _ruling(came, rulings)
    ends = [past.ended for past in ended if story in past.into and past.ended]
    ruling = merged or split
    return Regrouped(
        merged=bool(came) and (merged is not None or split is None),
        parted=len(went),
        at=ruling.at if ruling else max(ends, key=lambda stamp: stamp.at, default=None),
        ruled=ruling is not None,
        note=ruling.note if ruling else "",
    )


def _ruling(reports: Collection[str], rulings: Sequence[Ruling]) -> Ruling | None:
    """The last ruling that put one of some reports elsewhere."""
    moving = (ruling for ruling in reversed(rulings) if ruling.kind is not RulingKind.PIN)
    return next((ruling for ruling in moving if not set(reports).isdisjoint(ruling.reports)), None)
