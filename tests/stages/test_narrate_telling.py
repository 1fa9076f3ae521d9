"""Which sentences tell of a day, and which becomes its line: named days, news, the theme, no line twice."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.core.pages import Clipping
from dateline.core.types import Rights
from dateline.stages.narrate.timelines.days import read
from dateline.stages.narrate.timelines.telling import Telling, undated
from dateline.stages.narrate.timelines.timeline import TimelineOptions, timeline
from tests.stages.desk import RESERVED, clip, moment, report

MILL = "The mill of Tarnow Ford burned down on 1 May with all its grain."
GRAIN = "The grain of Tarnow Ford was insured for half of what the mill had cost."
BELL = "Divers from Ollerau raised the cracked bell of the mill on a chain."
FIRST = date(2024, 5, 1)


def told(*clippings: Clipping) -> Telling:
    return Telling([read(clipping) for clipping in clippings])


def texts(telling: Telling, day: date, most: int = 5) -> list[str]:
    return [line for line, _ in telling.lines(day, most)]


def naming(
    name: str, text: str, *, day: int = 4, words: str = "1 May", value: str = "2024-05-01"
) -> Clipping:
    own = report(name, text, day=day)
    return clip(own, moment(own, words, value))


def test_a_sentence_tells_of_the_day_that_it_names_and_of_no_other() -> None:
    telling = told(naming("a", f"{MILL} {BELL}"))
    assert texts(telling, FIRST) == [MILL]
    assert texts(telling, date(2024, 6, 4)) == [BELL]


@pytest.mark.parametrize("back", [0, 1, 2])
def test_news_may_be_of_the_day_before_too(back: int) -> None:
    assert texts(told(clip(report("a", BELL, day=4))), date(2024, 6, 4 - back)) == [BELL]


@pytest.mark.parametrize("day", [date(2024, 6, 1), date(2024, 6, 5)])
def test_news_is_not_of_the_week_before_nor_of_the_day_after(day: date) -> None:
    assert texts(told(clip(report("a", BELL, day=4))), day) == []


def test_of_two_days_the_news_is_of_the_one_that_the_lead_names() -> None:
    late = naming("a", f"The mill burned down on 3 June. {BELL}", words="3 June", value="2024-06-03")
    same = clip(report("b", f"The mill was sold by the guild of Vesk. {GRAIN}", day=3))
    assert texts(told(late, same), date(2024, 6, 3), most=4).count(BELL) == 1
    assert texts(told(late), date(2024, 6, 4)) == [BELL]


def test_the_line_is_the_one_nearest_to_what_all_say_of_the_day() -> None:
    others = [
        naming("b", "On 1 May the mill of Tarnow Ford burned with its grain, said the guild."),
        naming("c", "The grain burned on 1 May in the mill of Tarnow Ford."),
        naming("d", "On 1 May a baker in Ollerau sold nine hundred loaves of bread."),
    ]
    assert "baker" not in texts(told(naming("a", MILL), *others), FIRST, most=1)[0]


def test_the_line_of_a_day_is_of_the_theme() -> None:
    theme = [clip(report(f"t{n}", f"{GRAIN} {BELL}", day=9 + n)) for n in range(4)]
    strange = naming("a", "A swimmer from Port Aldis won two medals on 1 May in the relay.")
    telling = told(strange, naming("b", MILL), *theme)
    assert texts(telling, FIRST)[0] == MILL


def test_a_line_is_not_said_twice_on_one_day_or_on_two() -> None:
    telling = told(naming("a", MILL), naming("b", MILL), naming("c", MILL, words="1 May", value="2024-05-02"))
    assert texts(telling, FIRST) == [MILL]
    assert texts(telling, date(2024, 5, 2)) == []


def test_a_day_whose_line_was_taken_leaves_its_place_to_the_next() -> None:
    clippings = [naming("a", MILL), naming("b", MILL), naming("c", MILL, value="2024-05-02")]
    clippings.append(clip(report("d", BELL, day=20)))
    entries = timeline("t", clippings, TimelineOptions(dates=2))
    assert [entry.text for entry in entries] == [MILL, BELL]


@pytest.mark.parametrize(
    ("sentence", "line"),
    [
        (
            "TARNOW FORD, June 4 -- The mill burned down with all its grain.",
            "The mill burned down with all its grain.",
        ),
        ("But the mill burned down with all its grain.", "The mill burned down with all its grain."),
        ("The mill burned\ndown with all its grain.", "The mill burned down with all its grain."),
        ("The mill burned down with all its grain.", "The mill burned down with all its grain."),
        ("the mill burned down with all its grain.", ""),
        ("The mill burned down with all its", ""),
        ("They burned down the mill with all its grain.", ""),
        ("Posted by the miller of Tarnow Ford, a reader.", ""),
    ],
)
def test_a_line_begins_with_what_happened(sentence: str, line: str) -> None:
    own = report("a", sentence, day=4)
    whole = clip(own)
    assert [text for text in texts(told(whole), date(2024, 6, 4)) if text] == ([line] if line else [])


def test_the_evidence_holds_every_word_of_its_line() -> None:
    own = report("a", f"It rained. TARNOW FORD, June 4 -- {BELL} And so on.", day=4)
    ((line, span),) = told(clip(own)).lines(date(2024, 6, 4), 3)
    assert line in own.quote(span)
    assert span.report == "a"


@pytest.mark.parametrize("rights", [RESERVED, Rights(quote_words=4)])
def test_a_report_that_may_not_be_quoted_gives_no_line_but_its_words_count(rights: Rights) -> None:
    silent = clip(report("a", BELL, rights=rights))
    assert texts(told(silent), date(2024, 6, 4)) == []
    assert texts(told(silent, clip(report("b", GRAIN))), date(2024, 6, 4)) == [GRAIN]


def test_relevance_is_one_in_the_middle_more_for_the_heart_and_less_for_a_stranger() -> None:
    clippings = [clip(report(f"r{n}", f"{GRAIN} {BELL}")) for n in range(3)]
    clippings.append(clip(report("x", "A swimmer from Port Aldis won two medals.")))
    found = told(*clippings).relevance()
    assert found[:3] == pytest.approx([1.0, 1.0, 1.0])
    assert found[3] < 0.7


def test_relevance_of_reports_without_words_is_even() -> None:
    assert told().relevance() == []
    assert told(clip(report("a", "Of the and. In to by."))).relevance() == [1.0]


@pytest.mark.parametrize(
    ("line", "without"),
    [
        ("Yesterday, the mill of Vesk burned.", "The mill of Vesk burned."),
        ("The mill of Vesk burned yesterday.", "The mill of Vesk burned."),
        ("The guild sold the mill today to a baker.", "The guild sold the mill to a baker."),
        ("The guild said today that the mill was sold.", "The guild said that the mill was sold."),
        ("The mill has burned since yesterday.", "The mill has burned since yesterday."),
        ("The mill burned yesterday evening in Vesk.", "The mill burned yesterday evening in Vesk."),
        ("The mill burned today, the guild said.", "The mill burned today, the guild said."),
        ("The fire of today was yesterday's news.", "The fire of today was yesterday's news."),
        ("Today the mill burned.", "Today the mill burned."),
        ("The mill burned yesterday at 9 p.m. in Vesk.", "The mill burned yesterday at 9 p.m. in Vesk."),
        ("The mill burned on Tuesday.", "The mill burned on Tuesday."),
    ],
)
def test_beside_its_day_a_line_needs_no_today(line: str, without: str) -> None:
    assert undated(line) == without


@pytest.mark.parametrize(("value", "kept"), [("2024-06-03", False), ("2024-06-02", True)])
def test_yesterday_goes_only_where_it_is_the_day_of_the_line(value: str, kept: bool) -> None:
    one = naming("a", "The mill of Vesk burned down yesterday.", words="yesterday", value=value)
    both = report("b", "The guild sold the bell yesterday after the fire of 3 June.", day=4)
    two = clip(both, moment(both, "yesterday", value), moment(both, "3 June", "2024-06-01"))
    (line,) = texts(told(one), date.fromisoformat(value))
    assert "yesterday" not in line
    (other,) = texts(told(two), date.fromisoformat(value))
    assert "yesterday" in other
    assert texts(told(one), date(2024, 6, 3)) == ([] if kept else [line])
