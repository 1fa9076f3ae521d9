"""Who came to harm, where other people, things and numbers stand beside them in the sentence."""

from __future__ import annotations

import pytest

from tests.stages.reading import counted, figures

COUNTED = [
    ("34-year-old Ana Holt, 19-year-old Rey Dane and 12-year-old Joe Marl were killed.", "killed", 3),
    ("Tom Berg and Ann Hale were found dead.", "killed", 2),
    ("His sister Kim and mother Ada were found dead.", "killed", 2),
    ("RIVERTON (KTV)–Two men are dead and two women are hospitalized.", "killed", 2),
    ("He is wanted in five killings.", "killed", 5),
    ("Police solved four murders at the mill.", "killed", 4),
    ("The shooting left five men wounded… and a man in custody.", "injured", 5),
    ("He was one of six guests who were wounded.", "injured", 6),
    ("The aunt of the two boys who were shot wept.", "injured", 2),
    ("Six priests, five of them Spanish, were murdered.", "killed", 6),
    ("Three civilians, two women and a man, died.", "killed", 3),
    ("The quake led to four deaths and dozens of injuries.", "killed", 4),
    ("Two men, 22 and 27, were in serious condition.", "injured", 2),
    ("Three villagers were killed, including the gunman, and six others were injured.", "injured", 6),
    ("Rescuers, finding the bodies of three people, called for help.", "killed", 3),
    ("Divers located two bodies.", "killed", 2),
    ("Two climbers have fallen to their deaths.", "killed", 2),
    ("A girl fell to her death.", "killed", 1),
    ("The two gunshot victims died.", "killed", 2),
    ("Two men were shot and killed in Hull.", "killed", 2),
    ("A ferry caught fire, killing nine of the 61 on board.", "killed", 9),
    ("Five remain missing, the coastguard said.", "missing", 5),
    ("Some 900 evacuated residents went home.", "evacuated", 900),
    ("Gunmen kidnapped four engineers.", "kidnapped", 4),
    ("The fire killed 12 people, including two children.", "killed", 12),
]


@pytest.mark.parametrize(("text", "measure", "low"), COUNTED)
def test_people_are_counted(text: str, measure: str, low: float) -> None:
    found = figures(text, measure)
    assert low in {figure.low for figure in found}
    assert {figure.low for figure in found if not figure.part} <= {low}


SILENT = [
    ("At least five died at the mill, and many were wounded.", "injured"),
    ("Twelve were rescued and the rest were wounded.", "injured"),
    ("Three men shot and killed a goat.", "killed"),
    ("The raid, which was executed from 1,300 km away, failed.", "killed"),
    ("Of 60 drones, of which 41 were shot down, none hit.", "injured"),
    ("Of 60 drones, of which 41 were shot down, none hit.", "killed"),
    ("About 50% of cases are diagnosed late.", "infected"),
    ("He faces one count of manslaughter.", "killed"),
    ("He fell to the ground at the death of day.", "killed"),
    ("Dozens of buildings were struck.", "injured"),
    ("The coin took another hit after the price fell.", "injured"),
]


@pytest.mark.parametrize(("text", "measure"), SILENT)
def test_nobody_is_counted(text: str, measure: str) -> None:
    assert counted(text, measure) == []


def test_dozens_of_injuries_have_no_top() -> None:
    assert counted("The quake led to four deaths and dozens of injuries.", "injured") == [(24, None)]


def test_ages_told_of_both_are_no_count() -> None:
    assert (51, 51) not in counted("Trooper Tom Berg and Lt. Ann Hale, both 51, died at the scene.", "killed")


def test_who_is_among_the_dead_is_one_of_them() -> None:
    (figure,) = figures("The driver is among the dead.", "killed")
    assert (figure.low, figure.stated) == (1, False)


def test_those_included_are_a_part() -> None:
    found = figures("The fire killed 12 people, including two children.", "killed")
    assert [(figure.low, figure.part, figure.headline) for figure in found] == [
        (12, False, True),
        (2, True, False),
    ]


def test_a_total_stands_before_a_single_person_outside_shootings() -> None:
    text = (
        "A woman of 38 who was hurt in the train crash died. Thirty-four people were injured. It rained. "
        "The line was closed. Nobody knew why."
    )
    (headline,) = (figure for figure in figures(text, "injured") if figure.headline)
    assert headline.low == 34


@pytest.mark.parametrize("word", ["ago", "earlier", "later"])
def test_two_weeks_ago_is_a_date(word: str) -> None:
    assert counted(f"It closed two weeks {word}.", "duration") == []
    assert counted("It closed for two weeks.", "duration") == [(2, 2)]
