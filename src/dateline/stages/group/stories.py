"""Which reports tell of the same happening.

Decides the story of each new report: reports that were filed before keep theirs, reports that came with a
story keep it, copies go with their original, and the rest join by average linkage within the window. A
story is named after its earliest report. Does not look for the happening itself: words stand for it.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.core.ids import story_id
from dateline.stages.group.filing import Desk
from dateline.stages.group.likeness import Likeness
from dateline.stages.group.linkage import Linkage
from dateline.stages.group.options import Options
from dateline.stages.group.origins import Copied


def stories_of(desk: Desk, copies: Copied, like: Likeness, options: Options) -> tuple[str, ...]:
    """The story of each report on the desk, in its order."""
    held = [_held(desk, at) for at in range(len(desk.reports))]
    seeds, settled = _seeds(desk, held, copies, options.window)
    groups = Linkage(seeds, settled, desk.days, options.window, options.story_cut).join(like.edges)
    names = {seeds[at]: story for at, story in enumerate(held) if story}
    founders: dict[int, int] = {}
    for at, group in enumerate(groups):
        founders.setdefault(group, at)
    return tuple(
        held[at] or names.get(group) or story_id(desk.reports[founders[group]].id)
        for at, group in enumerate(groups)
    )


def _held(desk: Desk, at: int) -> str:
    """The story that a report already has: filed before, or given with it."""
    member = desk.member(at)
    return member.story if member else desk.reports[at].story


def _seeds(desk: Desk, held: Sequence[str], copies: Copied, window: float) -> tuple[list[int], set[int]]:
    """The first group of each report: its story's, or its copy group's, or its own; and which are settled."""
    by_story: dict[str, int] = {}
    for at, story in enumerate(held):
        if story:
            by_story.setdefault(story, at)
    by_copy: dict[int, int] = {}
    for at, story in enumerate(held):
        if story:
            by_copy.setdefault(copies.first[at], by_story[story])
    seeds: list[int] = []
    for at, story in enumerate(held):
        first = copies.first[at]
        late = desk.days[at] - desk.days[first] > window
        copy_seed = at if late else by_copy.get(first, first)
        seeds.append(by_story[story] if story else copy_seed)
    return seeds, set(by_story.values())
