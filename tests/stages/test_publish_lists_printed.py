"""Stories and names as lists print them: once for all lists, and never as something else was told."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from dateline.stages.publish.addresses import Address, Room
from dateline.stages.publish.lists.printed import Printed
from dateline.stages.publish.lists.teasers import Named, Teaser, teaser
from dateline.stages.publish.render import environment
from dateline.stages.publish.times import moment
from dateline.stages.publish.wording import phrase
from tests.listed import listed, shelf_for, theme

HOUSE = Printed("en")
STORY = teaser(
    listed("s1", theme="tsea"), "", shelf_for(Address(Room.FRONT), themes=[theme("Sea", "s1", "s2")])
)
#: Another value for each thing that is told of a story where it stands in full.
OTHERWISE: dict[str, Any] = {
    "key": "s2",
    "headline": "Otherwise",
    "language": "de",
    "standfirst": "Told otherwise.",
    "href": "../story/s1/index.html",
    "at": moment("2025-06-01"),
    "changed": moment("2025-06-02"),
    "revision": 7,
    "outlets": 5,
    "origins": 0,
    "status": phrase("confirmed"),
    "figures": (phrase("%(amount)s killed", amount=3),),
    "theme": Named(name="Town", href="theme/ttown/index.html", count=2),
    "modelled": True,
    "corrected": True,
}


def macro(name: str, *given_: object) -> str:
    """What the template prints, not kept."""
    module: Any = environment("en").get_template("lists.html").module
    return str(getattr(module, name)(*given_))


@pytest.mark.parametrize("name", OTHERWISE)
def test_whatever_is_told_otherwise_is_printed_otherwise(name: str) -> None:
    told = replace(STORY, outlets=6, origins=6) if name == "origins" else STORY
    changed = replace(told, **{name: OTHERWISE[name]})
    assert HOUSE.teaser(changed) != HOUSE.teaser(told)
    assert HOUSE.teaser(changed) == macro("teaser", changed)
    assert HOUSE.teaser(told) == macro("teaser", told)


def test_all_that_is_told_of_a_story_was_tried() -> None:
    beyond = {"happened", "tone"}  # of a course of stories, and of the status
    assert {field.name for field in fields(Teaser)} - beyond == OTHERWISE.keys()


def test_how_it_is_printed_is_kept_apart() -> None:
    share = phrase("%(count)s report by this outlet", "%(count)s reports by this outlet", 2)
    ways = [HOUSE.teaser(STORY), HOUSE.teaser(STORY, "h2"), HOUSE.teaser(STORY, "h2", False)]
    ways += [HOUSE.teaser(STORY, "h2", True, share), Printed("de").teaser(STORY)]
    assert len(set(ways)) == len(ways)
    assert "2 reports by this outlet" in ways[3]


def test_stories_stand_in_lists_in_their_order() -> None:
    other = replace(STORY, key="s2", headline="The other")
    for told, kind in ((HOUSE.briefs([STORY, other]), "ul"), (HOUSE.course([STORY, other]), "ol")):
        assert told.startswith(f"<{kind} class=")
        assert told.index("Headline of s1") < told.index("The other")
        assert told.count("<li") == 2


def test_a_list_of_nothing_is_nothing() -> None:
    assert HOUSE.briefs([]) == HOUSE.names([]) == HOUSE.course([]) == ""


@given(st.text(max_size=40), st.text(max_size=40))
def test_what_a_source_wrote_is_text(name: str, headline: str) -> None:
    hostile = f"<script>{name}</script>"
    told = HOUSE.names([Named(name=hostile, href="", count=2)]) + HOUSE.headline(
        replace(STORY, headline=hostile)
    )
    assert "<script>" not in told
    assert Markup.escape(headline) in HOUSE.headline(replace(STORY, headline=headline))


def test_percent_signs_are_no_places_for_values() -> None:
    assert "100 %s of %(it)s" in HOUSE.names([Named(name="100 %s of %(it)s", href="", count=1)])


@pytest.mark.parametrize(("count", "told"), [(0, ""), (1, ""), (2, "(2 stories)"), (1400, "(1,400 stories)")])
def test_a_count_beside_a_name_says_of_what(count: int, told: str) -> None:
    printed = HOUSE.names([Named(name="Norden", href="", count=count)])
    assert ('class="count"' in printed) == bool(told)
    assert told in printed
