"""The quantities of whole reports in our own words: everything that is one, and nothing else."""

from __future__ import annotations

import pytest

from dateline.stages.interpret.figures.measures import measures
from dateline.stages.interpret.figures.scope import Scopes
from dateline.stages.interpret.reading.annotate import annotate
from dateline.stages.interpret.reading.numerals import numbers
from dateline.stages.interpret.statements.voices import Voices
from tests.stages.reading import report

ECONOMY = """NORDHAVN, June 5 (Norrwire) - Consumer prices rose 6.1% in May, up from 5.8% in April, the
statistics office said on Wednesday. Economists had expected 6%.

The bank raised its rate by 50 basis points to 4.25 percent, its third rise since 2023. The krona
traded at 10.4 to the dollar. Brent crude cost $83.50 a barrel, 2 percent more than a week earlier.

A Boeing 737 of Nordair and 12 Airbus A320 jets stood idle. Orders of $1.2bn (€1.1bn) were put off.
"""

STORM = """The storm blew at 140 km/h (87 mph) and left about 27,000 homes without power, one in five of the
county. It dropped between 80 and 100 millimetres of rain on 12 towns. Damage may reach £2m, the
council said. The A42 road was shut from 6 p.m. until 11:30 p.m. on June 5 and 6.

Call 555-0142 for help, or text 70077. The school at 12 Long Lane took in 300 people for two nights.
"""

BATTLE = """The air force said it had shot down 41 of the 60 drones that were launched overnight. Thirty
cruise missiles had been intercepted by dawn, it said on day 833 of the war. One missile fell 5 km from the
plant, which makes 1,000 megawatts. The front of about 1,200 kilometres (750 miles) did not move.
"""

SPORT = """United won 3-1 on Saturday, their 22nd win of the season, before 41,000 spectators. Ada Holm, 24,
scored two late goals. They have 58 points from 29 games. The club paid €30 million for her in 2023;
her deal runs for five years.
"""


def told(text: str) -> list[tuple[str, float, str]]:
    view = annotate(report(text))
    found = measures(view, numbers(view), (), Scopes(view), Voices(()))
    return [(figure.measure, figure.low, figure.unit) for figure in found]


def test_a_report_of_prices() -> None:
    found = told(ECONOMY)
    for wanted in [
        ("share", 6.1, "percent"),
        ("share", 5.8, "percent"),
        ("share", 6, "percent"),
        ("share", 50, "basis point"),
        ("share", 4.25, "percent"),
        ("money", 83.5, "USD per barrel"),
        ("money", 1.2e9, "USD"),
        ("money", 1.1e9, "EUR"),
    ]:
        assert wanted in found
    assert 737 not in [low for _, low, _ in found]
    assert 320 not in [low for _, low, _ in found]
    assert 2023 not in [low for _, low, _ in found]


def test_a_report_of_a_storm() -> None:
    assert told(STORM) == [
        ("speed", 140, "km/h"),
        ("count", 27000, "home"),
        ("share", 20, "percent"),
        ("distance", 80, "mm"),
        ("count", 12, "town"),
        ("money", 2e6, "GBP"),
        ("count", 300, "person"),
        ("duration", 2, "night"),
    ]


def test_a_report_of_a_battle() -> None:
    assert told(BATTLE) == [
        ("downed", 41, "drone"),
        ("count", 60, "drone"),
        ("downed", 30, "cruise missile"),
        ("count", 1, "missile"),
        ("distance", 5, "km"),
        ("energy", 1000, "megawatt"),
        ("distance", 1200, "km"),
    ]


def test_a_report_of_a_match() -> None:
    assert told(SPORT) == [
        ("count", 41000, "spectator"),
        ("age", 24, "year"),
        ("count", 2, "late goal"),
        ("count", 58, "point"),
        ("count", 29, "game"),
        ("money", 30e6, "EUR"),
        ("duration", 5, "year"),
    ]


@pytest.mark.parametrize("text", [ECONOMY, STORM, BATTLE, SPORT])
def test_capitals_change_no_value_of_money_and_measure(text: str) -> None:
    kept = {"money", "speed", "distance", "energy"}
    small = [fact for fact in told(text) if fact[0] in kept]
    large = [fact for fact in told(text.upper()) if fact[0] in kept]
    assert small == large
