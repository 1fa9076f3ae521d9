"""The reference of the API says what the API does."""

from __future__ import annotations

from dateline.web.api.reference import reference
from tests.conftest import ROOT


def test_the_reference_is_up_to_date() -> None:
    assert (ROOT / "docs" / "reference" / "api.md").read_text("utf-8") == reference(), "run: make docs"


def test_it_names_every_route_and_form_once() -> None:
    told = reference()
    for heading in (
        "### `/stories`",
        "### `/stories/{story}/live`",
        "### `/search`",
        "### `Problem`",
        "### `Claim`",
    ):
        assert told.count(f"{heading}\n") == 1, heading


def test_rows_tell_their_own_filters_alone() -> None:
    claims = reference().partition("### `/claims`")[2].partition("### ")[0]
    assert "`speaker`" in claims
    assert "`bbox`" not in claims
    assert "filters of `/stories`" in claims
