"""A second mention goes by the surname: whom a page has introduced, and who is somebody else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.stages.narrate.wording.mentions import Mentions


def known(*lines: str) -> Mentions:
    mentions = Mentions()
    for line in lines:
        mentions.note(line)
    return mentions


@pytest.mark.parametrize(
    ("body", "again"),
    [
        ("A lawyer for President Brandt left Vesk", "A lawyer for Brandt left Vesk"),
        ("Ilse Brandt left the hall", "Brandt left the hall"),
        ("President Ilse Brandt left the hall", "Brandt left the hall"),
        ("President Ilse B. Brandt left the hall", "Brandt left the hall"),
        ("The hat of President Brandt’s aide was found", "The hat of Brandt’s aide was found"),
    ],
)
def test_whoever_was_introduced_goes_by_the_surname(body: str, again: str) -> None:
    assert list(known("President Ilse Brandt sold the ferry.").again(body)) == [again]


@pytest.mark.parametrize(
    "body",
    [
        "Brandt left the hall",
        "Otto Brandt left the hall",
        "Mrs. Brandt left the hall",
        "Prime Minister Otto Brandt left the hall",
        "“President Brandt left the hall”, a clerk said",
        "Lene Aas left the hall",
        "The Ilse Brandt-Aas bridge was closed",
    ],
)
def test_nobody_else_does(body: str) -> None:
    assert list(known("President Ilse Brandt sold the ferry.").again(body)) == []


def test_two_of_one_surname_keep_their_names() -> None:
    mentions = known("Mayor Ilse Brandt met Senator Otto Brandt.")
    assert list(mentions.again("Mayor Ilse Brandt left the hall")) == []


def test_a_name_in_quotation_marks_introduces_nobody() -> None:
    mentions = known("“President Ilse Brandt sold it”, a clerk said.")
    assert list(mentions.again("President Ilse Brandt left the hall")) == []


def test_a_title_without_a_given_name_introduces_too() -> None:
    mentions = known("Governor Brandt sold the ferry.")
    assert list(mentions.again("Governor Brandt left")) == ["Brandt left"]
    assert list(mentions.again("Ilse Brandt left")) == [], "a given name that nobody has given"


def test_a_body_is_no_person() -> None:
    assert list(known("President Harbour Council met.").again("President Harbour Council met again")) == []


@given(st.text(max_size=60))
def test_a_page_that_introduced_nobody_changes_nothing(body: str) -> None:
    assert list(Mentions().again(body)) == []
