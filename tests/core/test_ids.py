"""Identifiers depend on what they name alone, and are safe in file names and URLs."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.ids import address, digest, line_id, report_id, story_id, theme_id

SAFE = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")


def test_the_address_names_a_report_and_else_its_text() -> None:
    assert report_id("https://a.example/1", "one") == report_id("https://a.example/1", "two")
    assert report_id("", "one") != report_id("", "two")
    assert report_id("", "one") == report_id("", "one")


def test_a_known_id_never_changes() -> None:
    """Pages are addressed by these: a release that computes another breaks every link."""
    assert story_id("r1") == "s54im3mbiy3wrkxgw"
    assert theme_id("s1") == "tyyfo2wdiv6k3imko"


def test_the_parts_are_kept_apart() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert line_id("s", "toll", "killed") != line_id("s", "toll", "injured")


@given(st.text())
def test_addresses_are_safe_everywhere(identifier: str) -> None:
    assert SAFE.fullmatch(address(identifier))


@pytest.mark.parametrize("name", ["con", "nul", "aux", "prn", "com1", "lpt9"])
def test_no_address_is_the_name_of_a_device(name: str) -> None:
    assert address(name) != name
    assert address(f"{name}-2") == f"{name}-2"


def test_a_safe_id_is_its_own_address() -> None:
    assert address(story_id("r1")) == story_id("r1")
    assert address("../../etc/passwd") != "../../etc/passwd"
    assert address("CON") != address("con")


def test_lone_surrogates_are_not_the_end() -> None:
    assert SAFE.fullmatch(address("\ud800"))
