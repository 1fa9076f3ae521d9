"""What an export is told of one story: its page, and what the page was made from. Decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.core.pages import Page
    from dateline.core.types import Facts, Report, Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A story with its theme, and what was read out of its reports.

    ``facts`` and ``reports`` are by report id; those that are missing cost their rows or quotations, never
    the story. ``subjects`` are the theme's codes of IPTC Media Topics with their names.
    """

    page: Page
    theme: Theme | None = None
    facts: Mapping[str, Facts] = field(default_factory=dict)
    reports: Mapping[str, Report] = field(default_factory=dict)
    subjects: tuple[tuple[str, str], ...] = ()
