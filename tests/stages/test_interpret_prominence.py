"""Which numbers of people harmed a report tells as its own: those of the lead, of the title, told again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.stages.interpret import interpret
from tests.stages.reading import report

FILLER = " ".join(
    f"The council met for the {word} time." for word in ("first", "second", "third", "fourth", "fifth")
)
FAR = f"{FILLER} {FILLER} {FILLER} {FILLER}"


def marked(text: str, title: str = "") -> dict[str, float]:
    """The figures of people that a page would print, by measure."""
    found = interpret(replace(report(text), title=title)).figures
    return {each.measure: each.low for each in found if each.headline and each.unit == "person"}


def test_a_toll_of_the_lead_is_the_reports_own() -> None:
    assert marked(f"Three people were killed when a lorry overturned. {FAR}") == {"killed": 3}


def test_a_toll_told_once_and_far_down_is_another_happenings() -> None:
    text = f"{FAR} Eight people were killed by a lorry at Vesk. {FILLER}"
    assert marked(text) == {}
    told = [each for each in interpret(report(text)).figures if each.measure == "killed"]
    assert [each.low for each in told] == [8], "the figure itself stays"


def test_a_toll_far_down_that_the_title_tells_is_the_reports_own() -> None:
    text = f"{FAR} Eight people were killed by a lorry at Vesk. {FILLER}"
    assert marked(text, "Eight killed at Vesk") == {"killed": 8}


def test_a_toll_told_again_is_the_reports_own() -> None:
    text = f"{FAR} Eight people were killed at Vesk. {FILLER} The lorry killed eight people. {FILLER}"
    assert marked(text) == {"killed": 8}


def test_only_dead_and_injured_must_stand_there() -> None:
    assert marked(f"{FAR} Police arrested two men. {FILLER}") == {"detained": 2}


@pytest.mark.parametrize("lead", ["Read more:", "READ MORE:", "Related:", "Also read"])
def test_a_line_that_leads_elsewhere_tells_no_toll(lead: str) -> None:
    assert marked(f"The council met.\n\n{lead} Two people killed by a lorry\n\nIt was late.") == {}


SPORT = "The quarterback and the linebacker left the roster before the playoffs, the coach said. "


def test_the_injured_of_a_team_are_no_toll() -> None:
    assert marked(f"{SPORT}Two players were injured.") == {}
    assert (
        marked(f"{SPORT}Police said a gunman shot at victims after the crash. Two players were injured.")
        != {}
    )


BEASTS = [
    "A gorilla was killed at the zoo.",
    "A 17-year-old gorilla was shot and killed at the zoo.",
    "A gorilla named Osa is dead.",
    "Two lions were killed at the zoo.",
    "They filmed “Kill Bill” in spring.",
    "Nobody has read the Killing Fields book since.",
    "Only one person has ever been recorded as being hit by debris.",
]


@pytest.mark.parametrize("text", BEASTS)
def test_beasts_and_films_are_no_dead(text: str) -> None:
    assert marked(text) == {}


MEN = [
    ("A 17-year-old was shot and killed at the zoo.", 1),
    ("A student named Osa Lund is dead.", 1),
    ("Two keepers of the lions were killed at the zoo.", 2),
    ("Gunman Kills Two At The Zoo In Hull", 2),
]


@pytest.mark.parametrize(("text", "killed"), MEN)
def test_people_are(text: str, killed: float) -> None:
    assert marked(text).get("killed") == killed
