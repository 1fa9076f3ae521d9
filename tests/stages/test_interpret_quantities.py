"""Quantities: units, money, rates, shares, ages, counted nouns, craft, and two units of one quantity."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.types import Figure, Qualifier
from dateline.stages.interpret.figures.measures import measures
from dateline.stages.interpret.figures.scope import Scopes
from dateline.stages.interpret.reading.annotate import annotate
from dateline.stages.interpret.reading.numerals import numbers
from dateline.stages.interpret.statements.voices import Voices
from tests.stages.reading import report


def quantities(text: str) -> list[Figure]:
    view = annotate(report(text))
    return list(measures(view, numbers(view), (), Scopes(view), Voices(())))


def short(text: str) -> list[tuple[str, float, str]]:
    return [(figure.measure, figure.low, figure.unit) for figure in quantities(text)]


_ANY_WORDS = (
    *("one", "of", "the", "best", "12", "$", "5", "million", "km", "(", "miles", ")", "per", "day", "half"),
    *("third", "years", "old", "drones", "shot", "down", "were", "to", "-", "and"),
)

UNITS = [
    ("It runs for 17 km.", "distance", 17, "km"),
    ("A 3-inch gap was left.", "distance", 3, "inch"),
    ("It lay 12 nautical miles away.", "distance", 12, "nautical mile"),
    ("It burned 11 sq km of forest.", "area", 11, "square kilometre"),
    ("It has 12 sq. ft. of it.", "area", 12, "square foot"),
    ("It burned 100m² of forest.", "area", 100, "square metre"),
    ("It holds 0.9 trillion cubic feet of gas.", "volume", 9e11, "cubic foot"),
    ("It weighed 200lbs in all.", "mass", 200, "lb"),
    ("A 12-stone man left.", "mass", 12, "stone"),
    ("It carried 40 metric tons.", "mass", 40, "tonne"),
    ("It took 4 million pounds of thrust.", "mass", 4e6, "lb"),
    ("It carried 100t of it.", "mass", 100, "tonne"),
    ("It was 20 degrees Celsius.", "temperature", 20, "celsius"),
    ("It was 98.6 degrees F there.", "temperature", 98.6, "fahrenheit"),
    ("It lay at a 97.4-degree angle.", "angle", 97.4, "degree"),
    ("They turned left 45 degrees.", "angle", 45, "degree"),
    ("It was 45 degrees.", "temperature", 45, "degree"),
    ("It was 21C there.", "temperature", 21, "celsius"),
    ("It was 40 C there.", "temperature", 40, "celsius"),
    ("It was -5°C there.", "temperature", -5, "celsius"),
    ("It makes 640bhp in all.", "energy", 640, "brake horsepower"),
    ("It makes 30 gigawatt hours.", "energy", 30, "gigawatt hour"),
    ("It holds 100 MB of data.", "data", 100, "megabyte"),
    ("It was a 7.1-magnitude quake.", "magnitude", 7.1, "magnitude"),
    ("It was of magnitude 6.4 there.", "magnitude", 6.4, "magnitude"),
    ("It measured 6.1 on the Richter scale.", "magnitude", 6.1, "magnitude"),
    ("It fell by 50 basis points.", "share", 50, "basis point"),
    ("It fell by 5 per cent points.", "share", 5, "percentage point"),
    ("It took three weeks.", "duration", 3, "week"),
    ("It lasted for one day.", "duration", 1, "day"),
    ("It took 50 previous years.", "duration", 50, "year"),
    ("It took two nights.", "duration", 2, "night"),
    ("It took a five-year effort.", "duration", 5, "year"),
    ("It took two hours and 30 minutes.", "duration", 2.5, "hour"),
    ("A four-mile drive took them there.", "distance", 4, "mile"),
    ("He ran a 1/4 mile.", "distance", 0.25, "mile"),
    ("The weight is 20 (kg) here.", "mass", 20, "kg"),
]


@pytest.mark.parametrize(("text", "measure", "low", "unit"), UNITS)
def test_a_unit_is_read_however_it_is_written(text: str, measure: str, low: float, unit: str) -> None:
    assert short(text) == [(measure, low, unit)]


MONEY = [
    ("It cost $58.24m.", 58.24e6, "USD"),
    ("It cost US$5 million.", 5e6, "USD"),
    ("It cost US $5 million.", 5e6, "USD"),
    ("It cost C$16.4 million.", 16.4e6, "CAD"),
    ("It cost A$7.", 7, "AUD"),
    ("It cost HK$7.", 7, "HKD"),
    ("It cost Rs 500 crore.", 5e9, "INR"),
    ("It cost USD 200.", 200, "USD"),
    ("It cost USD115.", 115, "USD"),
    ("It cost 115 USD.", 115, "USD"),
    ("It cost €2m.", 2e6, "EUR"),
    ("It cost 10.5 million Australian dollars.", 10.5e6, "AUD"),
    ("It cost 7.5 million Danish crowns.", 7.5e6, "DKK"),
    ("It cost 5 million pounds.", 5e6, "GBP"),
    ("They spent £3, or three pounds too many, before they left.", 3, "GBP"),
    ("It cost $US1850 there.", 1850, "USD"),
    ("It cost 13 dollars and 45 cents.", 13.45, "USD"),
    ("It cost a $200 fine.", 200, "USD"),
    ("It cost millions of dollars.", 2e6, "USD"),
    ("It cost $1 trillion+ in all.", 1e12, "USD"),
]


@pytest.mark.parametrize(("text", "low", "unit"), MONEY)
def test_money_has_the_code_of_its_currency(text: str, low: float, unit: str) -> None:
    first, *_ = short(text)
    assert first == ("money", low, unit)


@pytest.mark.parametrize(
    "text", ["In the US 30 homes burned.", "Let us try 30 homes.", "It was worth a try."]
)
def test_words_like_codes_are_no_money(text: str) -> None:
    assert "money" not in [figure.measure for figure in quantities(text)]


RATES = [
    ("It pays $70 a share.", "USD per share"),
    ("It pays a $70-a-share price.", "USD per share"),
    ("It pays a 12-cent-a-share dividend.", "cent per share"),
    ("It costs $3 per gallon.", "USD per gallon"),
    ("It makes 500,000 barrels a day.", "barrel per day"),
    ("It makes 20,000 tonnes per day.", "tonne per day"),
    ("It went at 10km/hr there.", "km/h"),
    ("It went at 40 miles an hour.", "mph"),
    ("It went at 87 mph.", "mph"),
    ("It gave 38 microgrammes per gramme.", "microgram per g"),
    ("It takes 40 hours per person.", "hour per person"),
    ("It costs $800 per trained worker.", "USD"),
    ("It rose 18 percent a year earlier.", "percent"),
]


@pytest.mark.parametrize(("text", "unit"), RATES)
def test_a_rate_is_part_of_the_unit(text: str, unit: str) -> None:
    (figure,) = quantities(text)
    assert figure.unit == unit


AGES = [
    ("A 24-year-old left.", 24, "year"),
    ("A 24 year old left.", 24, "year"),
    ("A ten-year-old left.", 10, "year"),
    ("She is three months old.", 3, "month"),
    ("She left at 87 years of age.", 87, "year"),
    ("She left at the age of 24.", 24, "year"),
    ("A man aged 24 left.", 24, "year"),
    ("Ada Lund, 31, left.", 31, "year"),
    ("A woman of 88 left.", 88, "year"),
    ("An 87 yo patient left.", 87, "year"),
    ("A one-month old kitten left.", 1, "month"),
]


@pytest.mark.parametrize(("text", "low", "unit"), AGES)
def test_ages_are_ages(text: str, low: float, unit: str) -> None:
    assert short(text) == [("age", low, unit)]


@pytest.mark.parametrize(
    "text", ["They left in Oslo, 31, they said.", "It took 24 years.", "It is old.", "A hall of 88 left."]
)
def test_other_numbers_are_no_ages(text: str) -> None:
    assert "age" not in [figure.measure for figure in quantities(text)]


COUNTS = [
    ("Three new hospital beds came.", 3, "new hospital bed"),
    ("They won four FA Cup finals.", 4, "FA Cup final"),
    ("Ten users left.", 10, "user"),
    ("More than 80 million people live there.", 80e6, "person"),
    ("Some 2,000 soldiers came.", 2000, "soldier"),
    ("Thousands of Egyptians came.", 2000, "Egyptian"),
    ("One proposal came.", 1, "proposal"),
    ("It is one of the best speakers there.", 1, "best speaker"),
    ("Three of the bridges fell.", 3, "bridge"),
    ("Three other senators left.", 3, "senator"),
    ("They tried it 7 times.", 7, "times"),
    ("Ten of them left.", 10, ""),
    ("Cases climbed to 17.", 17, ""),
    ("It has around 73.", 73, ""),
    ("It has 27,000 there.", 27000, ""),
    ("A 20,000-strong crowd came.", 20000, ""),
    ("They made 60,000 meals.", 60000, "meal"),
    ("Some 32 others left.", 32, ""),
    ("One road Oslo built is this.", 1, "road"),
    ("It is one of the few members there.", 1, "member"),
    ("Both got three cruise missiles.", 3, "cruise missile"),
]


@pytest.mark.parametrize(("text", "low", "unit"), COUNTS)
def test_what_is_counted_is_named_in_the_singular(text: str, low: float, unit: str) -> None:
    assert short(text) == [("count", low, unit)]


def test_votes_have_a_measure_of_their_own() -> None:
    assert short("It got 300 votes.") == [("votes", 300, "vote")]


SILENT = [
    "No one came.",
    "One day they came.",
    "At one point they came.",
    "Each one came.",
    "A third-party app came.",
    "It was a 5G network.",
    "It was a 30-floor tower.",
    "Several homes burned.",
    "It led to dozens of injuries.",
    "It took several days.",
    "Text it to 274637 there.",
    "They save in 401(k) plans.",
    "The alert level rose, 5 being high.",
    "At 2149 they came.",
    "She dialled 911 there.",
    "It was the 787 Dreamliner.",
    "He stands 5-foot-11 tall.",
    "It ran with F-1 engines.",
    "The label read 24703L202 there.",
    "It was their final third there.",
    "Nothing was said.",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_is_no_quantity_stays_silent(text: str) -> None:
    assert short(text) == []


SHARES = [
    ("A third of voters came.", 33.3, Qualifier.ABOUT),
    ("Two-thirds of the homes burned.", 66.7, Qualifier.ABOUT),
    ("Three quarters of the homes burned.", 75, Qualifier.EXACT),
    ("At least half of the homes burned.", 50, Qualifier.AT_LEAST),
    ("Half the homes burned.", 50, Qualifier.EXACT),
    ("One in five homes burned.", 20, Qualifier.EXACT),
    ("Nine out of ten homes burned.", 90, Qualifier.EXACT),
]


@pytest.mark.parametrize(("text", "low", "kind"), SHARES)
def test_a_part_in_words_is_a_share_that_no_numeral_states(text: str, low: float, kind: Qualifier) -> None:
    (figure,) = quantities(text)
    assert (figure.measure, figure.low, figure.unit) == ("share", low, "percent")
    assert figure.qualifier is kind
    assert not figure.stated


@pytest.mark.parametrize(
    "text", ["They led in the first half of it.", "Half an hour passed.", "He came third."]
)
def test_halves_of_games_and_hours_are_no_shares(text: str) -> None:
    assert "share" not in [figure.measure for figure in quantities(text)]


PAIRS = [
    ("It flew 1,000 km (620 miles) there.", [(1000, "km")]),
    ("It flew 87 mph (140 km/h) there.", [(87, "mph")]),
    ("It was 40 C (104 F) there.", [(40, "celsius")]),
    ("It rose by 2 to 2.5 degrees Celsius (3.6 to 4.5 Fahrenheit).", [(2, "celsius")]),
    ("It weighs 63,800kg (140,660 lb) there.", [(63800, "kg")]),
    ("It flew 1,000 km (900 miles) there.", [(1000, "km"), (900, "mile")]),
    ("It cost €5 million ($5.4 million) there.", [(5e6, "EUR"), (5.4e6, "USD")]),
    ("It is 5 km long and 3 miles wide.", [(5, "km"), (3, "mile")]),
    ("He stands 6 feet 2 inches tall.", [(6.166667, "foot")]),
]


@pytest.mark.parametrize(("text", "values"), PAIRS)
def test_two_units_of_one_quantity_are_one_figure(text: str, values: list[tuple[float, str]]) -> None:
    assert [(figure.low, figure.unit) for figure in quantities(text)] == values


def test_the_phrase_of_a_pair_holds_both_units() -> None:
    (figure,) = quantities("It flew over 1,000 km (620 miles) there.")
    assert figure.phrase.text == "over 1,000 km (620 miles)"
    assert figure.qualifier is Qualifier.AT_LEAST


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("It rose 50%-52% there.", [(50, 52)]),
        ("It rose 10% to 12% there.", [(10, 12)]),
        ("It took between 5 km and 7 km.", [(5, 7)]),
        ("It rose from 7.4% to 7.9% there.", [(7.4, 7.4), (7.9, 7.9)]),
        ("It rose to 7.9 percent from 7.4 percent.", [(7.9, 7.9), (7.4, 7.4)]),
        ("It costs $5 to $6 a barrel.", [(5, 6)]),
    ],
)
def test_a_range_may_have_its_unit_twice(text: str, ends: list[tuple[float, float]]) -> None:
    assert [(figure.low, figure.high) for figure in quantities(text)] == ends


CRAFT = [
    ("They launched 60 drones overnight.", [("launched", 60)]),
    ("They fired at least 20 ballistic missiles.", [("launched", 20)]),
    ("Air defence shot down 41 drones.", [("downed", 41)]),
    ("41 of the 60 drones were shot down.", [("downed", 41), ("count", 60)]),
    ("Thirty cruise missiles had been intercepted.", [("downed", 30)]),
    ("They downed 12 missiles and 30 drones.", [("downed", 12), ("downed", 30)]),
    ("12 missiles and 30 drones were shot down.", [("downed", 12), ("downed", 30)]),
    ("They own 60 drones.", [("count", 60)]),
    ("They shot 60 drones on film.", [("count", 60)]),
    ("They launched 60 surveys.", [("count", 60)]),
]


@pytest.mark.parametrize(("text", "values"), CRAFT)
def test_craft_are_launched_or_downed_where_a_verb_says_so(
    text: str, values: list[tuple[str, float]]
) -> None:
    assert [(figure.measure, figure.low) for figure in quantities(text)] == values


def test_tokens_of_people_are_left_to_the_counts_of_people() -> None:
    view = annotate(report("Five people were hurt and 30 homes burned."))
    found = list(measures(view, numbers(view), {0}, Scopes(view), Voices(())))
    assert [(figure.low, figure.unit) for figure in found] == [(30, "home")]


@given(st.text("ab1 25,.-$%m()€kofin", max_size=80))
def test_every_figure_quotes_its_own_words(text: str) -> None:
    source = report(text)
    for figure in quantities(text):
        span = figure.phrase.span
        assert source.text[span.start : span.end] == figure.phrase.text
        assert figure.high is None or figure.low <= figure.high


@given(
    st.lists(
        st.sampled_from(_ANY_WORDS),
        max_size=30,
    )
)
def test_any_order_of_words_is_read_without_harm(words: list[str]) -> None:
    starts = [figure.phrase.span.start for figure in quantities(" ".join(words))]
    assert starts == sorted(starts)


def test_a_long_text_takes_no_more_than_its_share() -> None:
    text = (
        "They paid 12 million dollars (5 million euros) to 30 people, and 3 of 4 drones fell 5 km away " * 300
    )
    assert len(quantities(text + ".")) >= 300 * 4


IDLE = [
    ("It lasted for one day.", [("duration", 1, "day")]),
    ("It closed within one day.", [("duration", 1, "day")]),
    ("One day it closed.", []),
    ("One night it closed.", []),
    ("They spoke to one another.", []),
    ("At one moment it closed.", []),
    ("One car closed the road.", [("count", 1, "car")]),
    ("Only one hour was left.", [("duration", 1, "hour")]),
]


@pytest.mark.parametrize(("text", "facts"), IDLE)
def test_one_counts_only_where_a_number_is_meant(text: str, facts: list[tuple[str, float, str]]) -> None:
    assert short(text) == facts


BARE = [
    ("It rose by 12.", [12]),
    ("It fell from 15 to 12.", [15, 12]),
    ("It stood at 12.", []),
    ("It stood at about 12.", [12]),
    ("It stood at 1,200.", [1200]),
    ("It stood at 12.5.", [12.5]),
    ("It stood at 4501177.", []),
]


@pytest.mark.parametrize(("text", "values"), BARE)
def test_a_number_alone_counts_where_it_can_be_no_label(text: str, values: list[float]) -> None:
    assert [figure.low for figure in quantities(text)] == values
