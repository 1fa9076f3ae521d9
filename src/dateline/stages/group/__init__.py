"""group: Report in, Membership, Theme and Story out. Which reports tell of the same happening.

``window`` holds the reports of the last weeks and finds pairs worth comparing, ``pairs`` says how likely two
tell of one happening, ``stories`` which then go together, ``succession`` which story each group carries on,
``lineage`` which one came before, ``origins`` whose text a report is, ``themes`` which stories are one
matter, ``why`` the reason of each decision. ``Desk`` does it batch by batch, ``group`` in one call. One
setting (``options``) for all inputs; the order within a batch does not matter. What the newsroom ruled is
never undone. It does not store anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.core.stories import Ruling, Story
from dateline.core.types import Report, Theme
from dateline.stages.group.desk import Desk
from dateline.stages.group.filing import Filed, Grouping, around
from dateline.stages.group.options import FIXED, Copies, Options

__all__ = [
    "FIXED",
    "HORIZON",
    "LINEAGE",
    "VERSION",
    "Copies",
    "Desk",
    "Filed",
    "Grouping",
    "Options",
    "group",
    "looks_back",
]

VERSION = "3"

#: Days of known reports that a desk is to be given with a batch; of their stories, all reports.
HORIZON = FIXED.horizon

#: The same where a report of the batch looks back (``looks_back``): the story before may be older.
LINEAGE = FIXED.lineage


def looks_back(report: Report) -> bool:
    """Whether a report calls its happening the second, the latest, another one: there was a story before."""
    from dateline.stages.group.stories.sequels import cues  # tables are read when they are first asked

    return bool(cues(report))


def group(
    batch: Sequence[Report],
    known: Sequence[Filed] = (),
    themes: Sequence[Theme] = (),
    options: Options = FIXED,
    *,
    stories: Iterable[Story] = (),
    rulings: Iterable[Ruling] = (),
    anew: bool = False,
) -> Grouping:
    """Where each report of ``batch`` belongs, and what that changes of what was filed: a desk for one call.

    ``known`` is everything filed so far, ``themes`` and ``stories`` what became of it, ``rulings`` what the
    newsroom decided. With ``anew`` everything is judged again: known memberships are a source of ids alone,
    and all memberships are given back.
    """
    desk = Desk(options)
    near = known if anew else around(batch, known, rulings, options.horizon)
    desk.recall(near, stories, themes, rulings)
    held = {filed.report.id: filed.member for filed in known}
    found = desk.file([report for report in batch if report.id not in held], anew=anew)
    asked = held if anew else {report.id: held[report.id] for report in batch if report.id in held}
    memberships = asked | {member.report: member for member in found.memberships}
    return Grouping(
        memberships=tuple(memberships[name] for name in sorted(memberships)),
        themes=found.themes,
        stories=found.stories,
    )
