"""Stories of one matter are a theme, with a name out of the reports' own words."""

from __future__ import annotations

import dataclasses

import pytest

from dateline.core.ids import story_id, theme_id
from dateline.core.types import Report, Theme
from dateline.stages.group import Filed, Options, group
from dateline.stages.group.names import theme_name
from tests.stages.arrivals import ALL, FERRY, VOTE, report

#: One matter over three weeks: the river, the dike, the bill.
RIVER = (
    report(
        "gull-crest",
        "Brenna flood crest reaches Oldmark",
        "The crest of the Brenna flood reached Oldmark on Monday night.\n\nThe gauge by the market stood "
        "at 7.1 "
        "metres, the highest since 1950. Four hundred people slept in the gymnasium of a school, where "
        "volunteers "
        "cooked soup and a doctor looked after the elderly. Soldiers filled sandbags by lamplight.",
        0,
    ),
    report(
        "tide-crest",
        "Oldmark sleeps in a gymnasium as the Brenna flood crests",
        "Four hundred people slept in a gymnasium in Oldmark as the Brenna flood crested.\n\nVolunteers "
        "cooked soup. "
        "At 7.1 metres the gauge by the market was higher than in any year since 1950. Soldiers were still "
        "filling "
        "sandbags at midnight.",
        0.2,
    ),
    report(
        "gull-dike",
        "Dike breaks in Lower Sund, cattle driven uphill",
        "A dike broke in Lower Sund on Saturday and let the Brenna flood into six farms.\n\nFarmers drove "
        "three "
        "hundred cattle uphill, dike warden Rolf Eide said. A helicopter dropped stones into the breach, "
        "which was "
        "forty paces wide by evening. Nobody was hurt, but hay and machines were lost.",
        5,
    ),
    report(
        "tide-dike",
        "Six farms under water after dike gives way",
        "Six farms in Lower Sund lie under water after a dike gave way to the Brenna flood.\n\nDike warden "
        "Rolf Eide "
        "said that farmers had driven three hundred cattle uphill. Stones dropped from a helicopter did "
        "not close "
        "the breach, forty paces wide.",
        5.2,
    ),
    report(
        "gull-bill",
        "Brenna flood bill for Oldmark comes to 90 million crowns",
        "The Brenna flood will cost Oldmark 90 million crowns, treasurer Lise Moen told "
        "councillors.\n\nInsurance "
        "pays a third. Taxes on property may rise, and a swimming hall that had been promised will not be "
        "built "
        "before next year's budget is drawn up, she said.",
        12,
    ),
)


def themes_of(*reports: Report) -> dict[str, str]:
    return {member.report: member.theme for member in group(reports).memberships}


def test_stories_of_one_matter_share_a_theme() -> None:
    members = {member.report: member for member in group((*RIVER, *ALL)).memberships}
    assert len({members[held.id].theme for held in RIVER}) == 1
    assert len({members[held.id].story for held in RIVER}) == 3


def test_strangers_are_kept_out_of_a_theme() -> None:
    themes = themes_of(*RIVER, *ALL)
    river = themes["gull-crest"]
    assert {name for name, theme in themes.items() if theme == river} == {held.id for held in RIVER}


def test_a_theme_is_named_by_what_recurs() -> None:
    found = group((*RIVER, *ALL)).themes
    river = next(theme for theme in found if story_id("gull-crest") in theme.stories)
    assert river.name == "Brenna flood"
    assert river.stories[0] == story_id("gull-crest")


def test_a_story_alone_has_a_theme_of_its_own_with_a_name_from_it() -> None:
    found = group(FERRY)
    assert [theme.id for theme in found.themes] == [theme_id(story_id("gull-ferry"))]
    assert found.themes[0].name in {
        "Brannholm ferry",
        "Marit Lund ferry",
        "Brannholm coastguard",
        "Brannholm passengers",
    }


def test_a_later_story_joins_the_known_theme_and_only_that_theme_changes() -> None:
    first = group(RIVER[:2])
    known = [
        Filed(report=held, member=next(m for m in first.memberships if m.report == held.id))
        for held in RIVER[:2]
    ]
    later = group([*RIVER[2:4], *VOTE], known, first.themes)
    members = {member.report: member for member in later.memberships}
    assert members["gull-dike"].theme == first.themes[0].id
    assert members["gull-dike"].story != known[0].member.story
    changed = {theme.id: theme for theme in later.themes}
    assert set(changed) == {first.themes[0].id, members["gull-vote"].theme}
    assert changed[first.themes[0].id].stories == (known[0].member.story, members["gull-dike"].story)


def test_a_report_for_a_known_story_changes_no_theme() -> None:
    first = group(RIVER[:1])
    known = [Filed(report=RIVER[0], member=first.memberships[0])]
    later = group(RIVER[1:2], known, first.themes)
    assert later.memberships[0].theme == first.themes[0].id
    assert later.themes == ()


def test_known_themes_are_never_joined() -> None:
    first = group(RIVER[:2])
    known = [
        Filed(
            report=held,
            member=dataclasses.replace(first.memberships[0], report=held.id, story=story, theme=theme),
        )
        for held, story, theme in ((RIVER[0], "s1", "t1"), (RIVER[2], "s2", "t2"))
    ]
    themes = (Theme(id="t1", name="One", stories=("s1",)), Theme(id="t2", name="Two", stories=("s2",)))
    found = group([RIVER[4]], known, themes)
    assert len(found.themes) <= 1
    assert {theme.id for theme in found.themes} <= {"t1", "t2", theme_id(found.memberships[0].story)}


@pytest.mark.parametrize(("given", "name"), [("Brenna", "Brenna"), ("the great flood", "the great flood")])
def test_a_given_theme_that_is_a_name_is_its_name(given: str, name: str) -> None:
    found = group([dataclasses.replace(held, theme=given) for held in RIVER[:2]])
    assert [(theme.id, theme.name) for theme in found.themes] == [(given, name)]


def test_a_given_theme_that_is_a_code_is_named_from_its_reports() -> None:
    found = group([dataclasses.replace(held, theme="t-41") for held in RIVER[:2]])
    assert [(theme.id, theme.name) for theme in found.themes] == [("t-41", found.themes[0].name)]
    assert found.themes[0].name.startswith("Brenna ")


def test_a_looser_cut_makes_fewer_themes() -> None:
    def count(cut: float) -> int:
        return len(group((*RIVER, *ALL), options=Options(theme_cut=cut)).themes)

    assert count(0.001) <= count(0.08) <= count(0.9)


# --- names ---------------------------------------------------------------------------------


def test_rare_words_win_over_common_ones() -> None:
    told = report(
        "x-1", "Oldmark mill fire", "In Oldmark the mill burned. The fire was seen for miles from the mill."
    )
    assert theme_name([[told]], {"oldmark": 4.0, "mill": 4.0, "fire": 1.0}) == "Oldmark mill"
    assert theme_name([[told]], {"oldmark": 4.0, "mill": 1.0, "fire": 4.0}) == "Oldmark fire"


def test_a_byline_is_no_name() -> None:
    title = "Mill burns in Oldmark"
    text = "By our man Rolf Eide. It was the mill in Oldmark that burned, said Rolf Eide."
    assert theme_name([[report("x-1", title, text)]], {"oldmark": 1, "rolf": 9, "eide": 9}) == "Oldmark mill"


def test_verbs_and_adjectives_are_no_subjects() -> None:
    title = "Council extends nuclear deal in Oldmark"
    text = "The council of Oldmark may extend the nuclear deal with its neighbours, as Oldmark must."
    assert theme_name([[report("x-1", title, text)]], {"deal": 2.0, "oldmark": 2.0}) == "Oldmark deal"


def test_without_a_name_the_subject_stands_alone() -> None:
    assert theme_name([[report("x-1", "the flood", "Nobody saw the flood.")]], {"flood": 2.0}) == "Flood"


def test_without_anything_the_title_is_the_name() -> None:
    assert theme_name([[report("x-1", "Ho ho", "Ho ho, ha ha.")]], {}) == "Ho ho"
    assert theme_name([[report("x-1", "", "…")]], {}) == ""


def test_another_language_has_names_and_no_made_up_subject() -> None:
    told = report(
        "x-1", "Брег під водою", "Вночі місто Брег опинилося під водою. Мер міста Брег просить допомоги."
    )
    assert theme_name([[told]], {"брег": 3.0}) == "Брег"
