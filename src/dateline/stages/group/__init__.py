"""group: Report in, Membership and Theme out. Which reports tell of the same happening.

Looks at a batch together with what is known: ``words`` and ``vectors`` say what a report is about,
``origins`` which reports are copies, ``agencies`` whose matter they tell, ``likeness`` and ``linkage`` which
go together, ``stories`` and ``themes`` what that makes them, ``names`` what a theme is called, ``why`` the
reason of each decision. One setting (``options``) for all inputs. Known reports never move; the order within
a batch does not matter. It does not store anything, and does not undo what an operator or an earlier batch
decided.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.core.types import Membership, Report, Theme
from dateline.stages.group.agencies import suppliers
from dateline.stages.group.filing import Filed, Grouping, desk
from dateline.stages.group.likeness import likeness
from dateline.stages.group.options import FIXED, Copies, Options
from dateline.stages.group.origins import copied, origins_of
from dateline.stages.group.stories import stories_of
from dateline.stages.group.themes import changed_themes, themes_of
from dateline.stages.group.vectors import vectors
from dateline.stages.group.why import Grounds

__all__ = ["VERSION", "Copies", "Filed", "Grouping", "Options", "group"]

VERSION = "2"


def group(
    batch: Sequence[Report],
    known: Sequence[Filed] = (),
    themes: Sequence[Theme] = (),
    options: Options = FIXED,
) -> Grouping:
    """Where each report of ``batch`` belongs, by id, and the themes that are new or have changed.

    ``known`` is everything filed so far and ``themes`` its themes. A report of the batch that is known
    keeps its place. Memberships come once for each id, in order of id.
    """
    import numpy as np

    table = desk(batch, known, options.horizon)
    filed = {held.member.report: held.member for held in known}
    wanted = sorted({report.id for report in batch})
    if not table.new:
        return Grouping(memberships=tuple(filed[report] for report in wanted), themes=())
    rows = vectors(table.reports, options)
    copies = copied(table.reports, options.copies)
    beside = rows.weighted(options.weights)
    like = likeness(beside, np.array(table.days), table.new, options)
    stories = stories_of(table, copies, like, options)
    agencies = suppliers(table.reports, stories)
    origins = origins_of(table, copies, stories, agencies)
    story_themes = themes_of(table, stories, beside, options)
    grounds = Grounds(
        desk=table, stories=stories, copies=copies, vectors=rows, like=like, agencies=tuple(agencies)
    )
    fresh = {
        table.reports[at].id: Membership(
            report=table.reports[at].id,
            story=stories[at],
            theme=story_themes[stories[at]],
            origin=origins[at],
            why=grounds.why(at),
        )
        for at in table.new
    }
    return Grouping(
        memberships=tuple(fresh.get(report) or filed[report] for report in wanted),
        themes=changed_themes(table, story_themes, stories, themes, rows.rarity),
    )
