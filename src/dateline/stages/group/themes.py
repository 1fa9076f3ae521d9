"""Which stories belong to one long-running matter, and what it is called.

Decides the theme of each story that is new: given with a report, else that of near stories within the theme's
window, else a theme of its own, named after the story that founded it. A story that has a theme keeps it.
Does not move stories between themes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import isnan, nan
from typing import Any

from dateline.core.ids import theme_id
from dateline.core.types import Report, Theme
from dateline.stages.group.filing import Desk
from dateline.stages.group.likeness import likeness
from dateline.stages.group.linkage import Linkage
from dateline.stages.group.names import theme_name
from dateline.stages.group.options import Options
from dateline.stages.group.vectors import Matrix


def themes_of(desk: Desk, stories: Sequence[str], rows: Matrix, options: Options) -> dict[str, str]:
    """The theme of each story on the desk. ``stories`` is the story of each report, ``rows`` its vectors."""
    reports: dict[str, list[int]] = {}
    for at, story in enumerate(stories):
        reports.setdefault(story, []).append(at)
    order = list(reports)
    held = [_held(desk, reports[story]) for story in order]
    groups = _joined([reports[story] for story in order], held, desk.days, rows, options)
    names: dict[int, str] = {}
    for at, group in enumerate(groups):
        if held[at]:
            names.setdefault(group, held[at])
    for at, group in enumerate(groups):
        names.setdefault(group, theme_id(order[at]))
    return {story: held[at] or names[groups[at]] for at, story in enumerate(order)}


def changed_themes(
    desk: Desk,
    story_themes: dict[str, str],
    stories: Sequence[str],
    known: Sequence[Theme],
    rarity: dict[str, float],
) -> tuple[Theme, ...]:
    """The themes that have gained a story, with their stories, oldest first, and their names."""
    held = {theme.id: theme for theme in known}
    reports: dict[str, list[Report]] = {}
    for at, story in enumerate(stories):
        reports.setdefault(story, []).append(desk.reports[at])
    gained: dict[str, list[str]] = {}
    for story, theme in story_themes.items():
        if theme not in held or story not in held[theme].stories:
            gained.setdefault(theme, []).append(story)
    found = []
    for theme, added in gained.items():
        before = held.get(theme) or Theme(id=theme, name="")
        members = (*before.stories, *added)
        name = _given_name(theme) or theme_name([reports[s] for s in members if s in reports], rarity)
        found.append(replace(before, name=name or before.name or theme, stories=members))
    return tuple(found)


def _held(desk: Desk, reports: Sequence[int]) -> str:
    """The theme that a story already has: filed before, or given with one of its reports."""
    filed = (member.theme for at in reports if (member := desk.member(at)))
    given = (desk.reports[at].theme for at in reports)
    return next((theme for theme in (*filed, *given) if theme), "")


def _given_name(theme: str) -> str:
    """A given theme may be a name already: a word with a capital, or several words."""
    return theme if " " in theme or (theme[:1].isupper() and theme.isalpha()) else ""


def _joined(
    reports: Sequence[Sequence[int]],
    held: Sequence[str],
    days: Sequence[float],
    rows: Matrix,
    options: Options,
) -> tuple[int, ...]:
    """The group of each story, by average linkage over the means of its reports."""
    import numpy as np

    times = [_middle([days[at] for at in story]) for story in reports]
    looser = replace(
        options,
        window=options.theme_window,
        horizon=2 * options.theme_window,
        fade=options.theme_fade,
    )
    first: dict[str, int] = {}
    for at, theme in enumerate(held):
        if theme:
            first.setdefault(theme, at)
    seeds = [first[theme] if theme else at for at, theme in enumerate(held)]
    new = [at for at, theme in enumerate(held) if not theme]
    like = likeness(_means(rows, reports), np.array(times), new, looser)
    return Linkage(seeds, set(first.values()), times, options.theme_window, options.theme_cut).join(
        like.edges
    )


def _means(rows: Matrix, groups: Sequence[Sequence[int]]) -> Matrix:
    """The mean row of each group."""
    from scipy.sparse import csr_matrix

    places = [(number, at, 1 / len(group)) for number, group in enumerate(groups) for at in group]
    number, at, share = zip(*places, strict=True) if places else ((), (), ())
    mean: Any = csr_matrix((share, (number, at)), shape=(len(groups), rows.shape[0]))
    return mean @ rows


def _middle(days: Sequence[float]) -> float:
    known = [day for day in days if not isnan(day)]
    return sum(known) / len(known) if known else nan
