"""What tests of feeds, data and lists of addresses are given: shelves and accounts of an invented edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dateline.core.listings import Listing
from dateline.core.pages import Page
from dateline.core.site import Edition
from dateline.core.types import Facts, Report, Theme
from dateline.stages.publish.exports import Account
from dateline.stages.publish.issue import Shelf, Subject
from dateline.stages.publish.listing import listing
from tests.newsroom import EDITION, FACTS, FERRY_PAGE, LIBRARY_PAGE, NOTICE, REPORTS, THEMES, TIDE_PAGE

PUBLIC = Edition(title="Küste", base_url="https://kueste.example", notice=NOTICE)
LOCAL = replace(PUBLIC, base_url="")
PAGES = (FERRY_PAGE, LIBRARY_PAGE, TIDE_PAGE)
NAMED = {theme.id: theme for theme in THEMES}

__all__ = ["EDITION", "LOCAL", "NAMED", "PAGES", "PUBLIC", "account", "accounts", "listed", "shelf"]


def account(
    page: Page,
    facts: Mapping[str, Facts] = FACTS,
    reports: Mapping[str, Report] = REPORTS,
    theme: Theme | None = None,
) -> Account:
    """A story as an export is told of it."""
    return Account(page=page, theme=theme or NAMED.get(page.theme), facts=facts, reports=reports)


def accounts(*pages: Page, facts: Mapping[str, Facts] = FACTS) -> list[Account]:
    """Several stories; the invented ones where none is given."""
    return [account(page, facts) for page in pages or PAGES]


def listed(page: Page) -> Listing:
    """The listing of a page."""
    return listing(Subject(page=page, reports=REPORTS), {}, "key").listing


def shelf(page: Page | None = None, edition: Edition = PUBLIC) -> Shelf:
    """A shelf with the invented themes, of a story's address where a page is given."""
    return Shelf(edition=edition, subject=Subject(page=page, reports=REPORTS), themes=NAMED)
