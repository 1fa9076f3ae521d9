"""What a file is made from: names of themes, subjects, where addresses lead; a shelf that may travel."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.listings import Lookup
from dateline.core.site import Edition
from dateline.core.types import Theme
from dateline.stages.publish.issue import Shelf, named, story_path, theme_path
from tests.listed import listed, theme

LOOKUP = Lookup(theme="tsea")


def shelf(**known: object) -> Shelf:
    return Shelf(edition=Edition(), **known)  # type: ignore[arg-type]


# --- themes -------------------------------------------------------------------------------


def test_a_theme_keeps_its_name_whatever_its_first_story_is_called() -> None:
    sea = theme("Sea", "s1", "s2")
    assert named([sea], {"tsea": listed("s2")}) == {"tsea": sea}


def test_a_nameless_theme_is_called_after_its_first_story() -> None:
    nameless = Theme(id="tsea", name="", stories=("s2", "s1"), subjects=("medtop:1",))
    (called,) = named([nameless], {"tsea": listed("s1")}).values()
    assert (called.name, called.stories, called.subjects) == (
        "Headline of s1",
        ("s2", "s1"),
        ("medtop:1",),
    )


def test_a_nameless_theme_without_a_printed_story_has_no_page() -> None:
    assert named([Theme(id="tsea", name="", stories=("s1",))], {}) == {}
    assert named([], {"tsea": listed("s1")}) == {}


def test_a_theme_that_was_not_looked_up_is_none() -> None:
    sea = theme("Sea", "s1")
    held = shelf(themes={sea.id: sea})
    assert held.theme("tsea") is sea
    assert held.theme("tother") is None


def test_subjects_are_told_by_name_in_their_order_and_those_without_a_name_are_left_out() -> None:
    held = shelf(labels={"medtop:1": "shipping", "medtop:3": "rescue"})
    assert held.subjects(theme("Sea", subjects=("medtop:3", "medtop:2", "medtop:1"))) == (
        "rescue",
        "shipping",
    )
    assert held.subjects(theme("Sea")) == ()
    assert held.subjects(None) == ()


# --- stories ------------------------------------------------------------------------------


def test_an_address_leads_to_the_stories_that_are_printed_in_their_order() -> None:
    one, two = listed("s1"), listed("s2")
    held = shelf(listings={"s1": one, "s2": two}, led={"sold": ("s2", "snotprinted", "s1"), "s1": ("s1",)})
    assert held.led_to("sold") == (two, one)
    assert held.led_to("s1") == (one,)
    assert held.led_to("snever") == ()


def test_what_was_found_is_given_and_what_was_not_asked_for_is_an_error() -> None:
    held = shelf(found={LOOKUP: (listed("s1"),)})
    assert [one.story for one in held.find(Lookup(theme="tsea"))] == ["s1"]
    with pytest.raises(KeyError):
        held.find(Lookup(theme="tsea", limit=7))


def test_a_shelf_may_travel_to_another_process() -> None:
    held = shelf(found={LOOKUP: (listed("s1", origins=3),)}, themes={"tsea": theme("Sea", "s1")})
    assert pickle.loads(pickle.dumps(held)) == held


def test_an_empty_shelf_answers_nothing() -> None:
    held = shelf()
    assert (held.theme("tsea"), held.led_to("s1"), held.totals.stories, held.days) == (None, (), 0, {})
    assert (held.subject.page, held.subject.ended, held.sources.outlines) == (None, False, ())


@given(st.text())
def test_paths_are_safe_whatever_the_id(key: str) -> None:
    for path, folder in ((story_path(key), "story"), (theme_path(key), "theme")):
        first, name, last = path.split("/")
        assert (first, last) == (folder, "index.html")
        assert name.isascii()
        assert name.replace("-", "").isalnum()
        assert name == name.lower()
