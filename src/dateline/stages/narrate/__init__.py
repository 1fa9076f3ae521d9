"""Narrate: the facts of a story become a page that is worth reading.

Decides which lines to print, in which order and in which words, within the limits on other
people's words. Does NOT check its own lines (``proof``), and makes no files (``publish``).

The work, in order: ``material`` (sentences), ``selection`` (what matters), ``ledger`` and
``claims`` (figures and positions), ``headline``, ``planning`` (sections) over ``writing`` and
``composition`` (lines), ``chronicle`` (when and where), ``revision`` (what changed).
"""

from __future__ import annotations

from dateline.stages.narrate.limits import Limits
from dateline.stages.narrate.page import narrate
from dateline.stages.narrate.revision import revise
from dateline.stages.narrate.timeline import TimelineOptions, timeline

VERSION = "1"

__all__ = ["VERSION", "Limits", "TimelineOptions", "narrate", "revise", "timeline"]
