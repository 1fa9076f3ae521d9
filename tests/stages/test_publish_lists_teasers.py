"""A story where it is listed: what a reader can tell of it at a glance, and how its figures are told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.core.listings import Listing
from dateline.core.pages import Correction, Fault, Status, Toll
from dateline.core.types import Stamp
from dateline.stages.publish.addresses import Address, Room
from dateline.stages.publish.lists.regions import home, region_of
from dateline.stages.publish.lists.teasers import Teaser, in_short, teaser, theme_link
from dateline.stages.publish.wording import tongue
from tests.listed import NOON, country, filed, listed, shelf_for, text_of, theme

FRONT = Address(Room.FRONT)


def toll(low: float, best: float | None, high: float | None, measure: str = "killed") -> Toll:
    return Toll(measure=measure, low=low, best=best, high=high, evidence=(), unit="person")


def shown(listing: Listing) -> Teaser:
    return teaser(listing, "../", shelf_for(FRONT, themes=[theme("Sea", "s1", "s2"), theme("Lone", "s3")]))


def printed(listing: Listing) -> str:
    """The list as a page prints it, in one line."""
    return " ".join(text_of(shelf_for(FRONT, [listing]), FRONT)["index.html"].split())


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (toll(3, 3, 3), "3 killed"),
        (toll(3, None, 5), "3–5 killed"),
        (toll(3, 4, 5), "4 killed; reports give 3–5"),
        (toll(3, None, None), "at least 3 killed"),
        (toll(3, 3, None), "3 killed"),
        (toll(32, 2, 32), "2 killed; reports give 2–32"),
        (toll(24, None, None), "dozens killed"),
        (toll(200, None, None), "hundreds killed"),
        (toll(2000, None, None), "thousands killed"),
        (toll(3, None, 3), "3 killed"),
        (toll(1400, 1400, 1400), "1,400 killed"),
        (toll(2.5, 2.5, 2.5), "2.5 killed"),
        (toll(7, 7, 7, "arrested"), "arrested: 7"),
    ],
)
def test_a_toll_is_told_with_its_range_and_never_averaged(told: Toll, expected: str) -> None:
    assert tongue("en").say(in_short(told)) == expected


def test_numbers_are_written_as_the_language_writes_them() -> None:
    assert "1.400" in tongue("de").say(in_short(toll(1400, 1400, 1400)))


def test_at_most_three_figures_stand_beside_a_headline_and_none_that_is_nought() -> None:
    measures = ("killed", "injured", "missing", "rescued")
    tolls = (toll(0, 0, 0, "killed"), *(toll(1, 1, 1, measure) for measure in measures[1:]), toll(2, 2, 2))
    figures = [tongue("en").say(figure) for figure in shown(listed("s1", tolls=tolls)).figures]
    assert figures == ["1 injured", "1 missing", "1 rescued"]


def test_a_range_from_nought_is_news() -> None:
    assert len(shown(listed("s1", tolls=(toll(0, None, 3),))).figures) == 1


@pytest.mark.parametrize(
    ("status", "words", "tone"),
    [
        (Status.REPORTED, "", "plain"),
        (Status.CONFIRMED, "confirmed", "good"),
        (Status.DISPUTED, "disputed", "warn"),
        (Status.WITHDRAWN, "withdrawn by its source", "warn"),
    ],
)
def test_how_it_stands_is_told_where_it_matters(status: Status, words: str, tone: str) -> None:
    story = shown(listed("s1", status=status))
    assert (tongue("en").say(story.status) if story.status else "", story.tone) == (words, tone)


@pytest.mark.parametrize(
    ("outlets", "origins", "words"),
    [
        (1, 1, "1 outlet"),
        (5, 3, "5 outlets, 3 independent"),
        (5, 5, "5 independent outlets"),
        (4, 5, "4 independent outlets"),
        (5, 1, "5 outlets, 1 independent"),
    ],
)
def test_how_many_told_it_and_how_many_by_themselves(outlets: int, origins: int, words: str) -> None:
    names = tuple(f"Outlet {at}" for at in range(outlets))
    assert f"<span>{words}</span>" in printed(listed("s1", outlets=names, origins=origins))


def test_it_links_to_its_story_by_id_alone() -> None:
    assert shown(listed("../../etc/passwd")).href.startswith("../story/x")
    assert shown(listed("s1")).href == "../story/s1/index.html"


def test_a_theme_is_named_where_it_holds_other_stories() -> None:
    story = shown(listed("s1", theme="tsea"))
    assert story.theme
    assert (story.theme.name, story.theme.count) == ("Sea", 2)
    assert shown(listed("s3", theme="tlone")).theme is None
    assert shown(listed("s3", theme="tgone")).theme is None
    assert theme_link("", "", shelf_for(FRONT)) is None


def test_it_says_that_it_was_corrected_or_worded_by_a_model() -> None:
    wrong = Correction(wrong="a", right="b", fault=Fault.OURS)
    page = printed(listed("s1", corrections=(wrong,), modelled=True))
    assert "corrected</span>" in page
    assert "worded by a language model" in page
    plain = printed(listed("s1"))
    assert "corrected</span>" not in plain
    assert "language model" not in plain


def test_the_browser_can_tell_what_is_new_to_its_reader() -> None:
    later = Stamp(at=NOON)
    page = printed(listed("s1", hours=5, revision=3, revised=later))
    assert 'data-story="s1" data-revision="3" data-at="2025-07-01T12:00:00Z"' in page


def test_a_first_revision_is_no_change() -> None:
    assert shown(listed("s1")).changed is None
    assert shown(listed("s1", revision=2)).changed


def test_words_of_reports_carry_their_language_and_direction() -> None:
    page = printed(listed("s1", language="ar", headline="عنوان"))
    assert 'lang="ar" dir="rtl">عنوان</a>' in page


def test_what_reports_say_is_text_and_no_markup() -> None:
    page = printed(listed("s1", headline="<img src=x onerror=alert(1)>", standfirst='"><script>x</script>'))
    assert "<img" not in page
    assert "<script>x" not in page


def test_a_standfirst_that_says_the_headline_again_is_left_out() -> None:
    assert "lede" not in printed(listed("s1", headline="Same.", standfirst="Same."))


@pytest.mark.parametrize(
    ("code", "region"),
    [("DE", "150"), ("ua", "150"), ("JP", "142"), ("KE", "002"), ("US", "019"), ("AU", "009")],
)
def test_countries_lie_in_parts_of_the_world(code: str, region: str) -> None:
    assert region_of(code) == region


def test_what_is_no_country_lies_nowhere() -> None:
    assert region_of("") == region_of("QQ") == ""


def test_a_story_is_at_home_in_the_country_of_most_of_its_places() -> None:
    assert home(filed(listed("s1"), country("DE"), country("JP"))) == "150"
    assert home(listed("s1")) == ""


def test_a_story_without_times_or_words_is_listed_all_the_same() -> None:
    bare = replace(listed("s1"), first_reported=None, revised=None, standfirst="", outlets=())
    assert shown(bare).at is None
    assert "<span>an outlet without a name</span>" in printed(bare)
    assert "0 outlets" not in printed(bare)
