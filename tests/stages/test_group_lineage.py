"""The story that came before: the words that name it, what they are silent on, and which story is meant."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.types import Report
from dateline.stages.group.filing import Grouping
from dateline.stages.group.options import Options
from dateline.stages.group.stories.lineage import Lineage, echo
from dateline.stages.group.stories.sequels import Cue, cues
from tests.stages.desks import hand_desk, likes_of, report


def said(text: str, title: str = "", **given: Any) -> list[Cue]:
    return list(cues(report("r", 200, text, title=title, **given)))


# --- what says so -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Rail staff held the second walkout since November on Tuesday.", "walkout"),
        ("It is the third fatal crash this year on the road to Skarv.", "crash"),
        ("The fourth flood in two years has filled the cellars of Vellern.", "flood"),
        ("The blaze is the latest in a series of fires at paper mills.", "fire"),
        ("It was the most recent in a string of collisions on the line.", "crash"),
        ("The tremor came three days after a similar earthquake in the valley.", "quake"),
        ("Two weeks after another explosion, the depot in Brannholm is in ruins.", "blast"),
        ("A fire gutted the Oskar mill a week after a blaze at the same works.", "fire"),
    ],
)
def test_words_that_name_an_earlier_happening(text: str, kind: str) -> None:
    [found, *_] = said(text)
    assert kind in found.kinds
    assert found.evidence is not None
    assert text[found.evidence.start : found.evidence.end] == found.text


@pytest.mark.parametrize(
    "title",
    [
        "Ferry runs aground again off Brannholm",
        "Another fire at Oskar mill",
        "Blast hits depot in Skarv once again",
    ],
)
def test_a_title_may_say_so_and_has_no_span(title: str) -> None:
    found = said("The coastguard had no more to say.", title)
    assert found
    assert found[0].evidence is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Es war das zweite Hochwasser seit November an der Skarv."),
        ("de", "Der Brand ist der jüngste in einer Reihe von Bränden im Hafen."),
        ("fr", "C'est le troisième incendie cette année au port de Skarv."),
        ("es", "Es el segundo terremoto en tres semanas en el valle."),
        ("uk", "Це вже другий вибух за тиждень у порту Скарва."),
        ("ru", "Это уже второй пожар за неделю в порту Скарва."),
    ],
)
def test_other_languages_say_so_too(language: str, text: str) -> None:
    assert said(text, language=language)


@pytest.mark.parametrize(
    "text",
    [
        "A fire destroyed the Oskar mill on Sunday night.",
        "She was elected for a second term since nobody stood against her.",
        "The second day of the trial began in Vellern.",
        "A week after the earthquake, rescuers left the valley.",
        "Workers returned to their desks a week after a fire gutted the building.",
        "The second quarter since the merger was a good one for the shop.",
        "It is the latest in a series of concerts at the town hall.",
        "",
    ],
)
def test_words_that_name_none(text: str) -> None:
    assert said(text) == []


def test_a_word_of_the_text_is_not_taken_for_a_title() -> None:
    assert said("The ferry is to run again from Monday, the firm said.") == []


def test_months_and_weeks_say_how_far_back() -> None:
    [since] = said("Rail staff held the second walkout since March.")  # the report is of 20 November
    assert 260 < since.farthest < 275
    [after, *_] = said("It came two weeks after a similar fire at the mill.")
    assert after.nearest < 14 < after.farthest < 25
    [several, *_] = said("It came several days after a similar fire at the mill.")
    assert several.nearest <= 1
    assert several.farthest < 10


def test_a_month_says_nothing_of_a_report_without_a_time() -> None:
    undated = report("r", None, "Rail staff held the second walkout since March.")
    assert cues(undated)[0].farthest == float("inf")


@given(st.text(max_size=300), st.sampled_from(["en", "de", "fr", "es", "uk", "ru", "xx", ""]))
def test_any_text_can_be_read(text: str, language: str) -> None:
    held = report("r", 3, text or " ", title=text[:40], language=language)
    for cue in echo(held).cues:
        assert cue.nearest <= cue.farthest
        assert cue.evidence is None or held.quote(cue.evidence) == cue.text


# --- which story is meant -----------------------------------------------------------------

MILL = "A fire at the Oskar mill outside Vellern burned all night. Manager Greta Holm said all 62 were out."
AGAIN = (
    "Firefighters were called to the Oskar mill near Vellern on Friday. It is the second fire since March, "
    "said its manager, Greta Holm."
)
HARBOUR = "A fire broke out on a trawler in Skarv on Monday. The harbour master, Ole Tandberg, saw smoke."


def lineage(**told: tuple[float, str]) -> Lineage:
    found = Lineage(Options())
    for story, (day, text) in told.items():
        found.note(story, [echo(report(story, day, text, title=text[:40]))])
    return found


def test_the_earlier_story_of_the_kind_that_shares_the_names_is_meant() -> None:
    known = lineage(harbour=(0, HARBOUR), mill=(1, MILL), again=(40, AGAIN))
    found = known.forerunner("again")
    assert found is not None
    assert found.story == "mill"
    assert [AGAIN[span.start : span.end] for span in found.evidence] == ["second fire since March"]


@pytest.mark.parametrize(
    "told",
    [
        {"harbour": (0, HARBOUR), "again": (40, AGAIN)},  # another place
        {"mill": (-80, MILL), "again": (40, AGAIN)},  # before March
        {"mill": (40.1, MILL), "again": (40, AGAIN)},  # the same day
        {"mill": (60, MILL), "again": (40, AGAIN)},  # later
        {"mill": (1, MILL.replace("fire", "party").replace("burned", "went on")), "again": (40, AGAIN)},
        {"mill": (1, MILL), "again": (40, AGAIN.replace("second fire since March", "fire"))},
        {"again": (40, AGAIN)},
    ],
)
def test_where_none_is_plain_none_is_named(told: dict[str, tuple[float, str]]) -> None:
    assert lineage(**told).forerunner("again") is None


def test_of_several_the_nearest_in_names_then_the_latest() -> None:
    known = lineage(first=(0, MILL), second=(10, MILL), again=(40, AGAIN))
    found = known.forerunner("again")
    assert found is not None
    assert found.story == "second"


def test_a_name_that_everybody_has_tells_nothing() -> None:
    crowd = {f"s{number}": (number / 100, MILL) for number in range(40)}
    assert lineage(**crowd, again=(40, AGAIN)).forerunner("again") is None


def test_what_is_forgotten_is_not_named() -> None:
    known = lineage(mill=(1, MILL), again=(40, AGAIN))
    known.forget("mill")
    known.forget("never")
    assert known.forerunner("again") is None
    assert known.forerunner("never") is None


def test_stories_are_forgotten_by_the_day_it_is_and_only_now_and_then() -> None:
    known = lineage(mill=(1, MILL), again=(40, AGAIN))
    today = echo(report("x", 40)).day
    known.retire(today + 9_000)
    assert known.forerunner("again") is not None
    for number in range(2_000):
        known.note(f"s{number}", [echo(report("x", 9_000, "A fire burned."))])
    known.retire(today)
    assert known.forerunner("again") is not None
    for number in range(2_000):
        known.note(f"s{number}", [echo(report("x", 41, "A fire burned."))])
    known.retire(today + 9_000)
    assert known.forerunner("again") is None


# --- on the desk --------------------------------------------------------------------------


def told(name: str, day: float, text: str) -> Report:
    return report(name, day, text, title=text[:40])


def forerunners(found: Grouping) -> list[str]:
    return [story.forerunner for story in found.stories if story.forerunner]


def test_a_follow_up_is_a_story_of_its_own_that_names_its_forerunner() -> None:
    desk = hand_desk(likes_of(ab=0.6, bc=0.9))
    first = desk.file([told("a", 1, MILL)]).memberships[0]
    found = desk.file([told("b", 20, AGAIN)])
    assert found.memberships[0].story != first.story
    assert forerunners(found) == [first.story]
    assert found.stories[0].evidence[0].report == "b"
    later = desk.file([told("c", 21, AGAIN.replace("Friday", "Saturday"))])
    assert later.memberships[-1].story == found.memberships[0].story
    assert forerunners(later) == []


def test_a_report_of_the_same_day_joins_whatever_it_says() -> None:
    found = hand_desk(likes_of(ab=0.6)).file([told("a", 20, MILL), told("b", 20.5, AGAIN)])
    assert len({member.story for member in found.memberships}) == 1
    assert forerunners(found) == []


def test_two_that_both_say_so_are_of_one_story() -> None:
    found = hand_desk(likes_of(ab=0.6)).file([told("a", 20, AGAIN), told("b", 23, AGAIN)])
    assert len({member.story for member in found.memberships}) == 1
