"""The tables of units and currencies, and each grammar of quantities on its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.types import Qualifier
from dateline.stages.interpret.figures.ages import age
from dateline.stages.interpret.figures.nouns import counted
from dateline.stages.interpret.figures.pairs import converts, joined
from dateline.stages.interpret.figures.quantities import Quantity, Unit
from dateline.stages.interpret.figures.shares import ratio, shares
from dateline.stages.interpret.figures.units import named, unit_of
from dateline.stages.interpret.reading.annotate import annotate
from dateline.stages.interpret.reading.lexicon import rows
from dateline.stages.interpret.reading.number import Number
from dateline.stages.interpret.reading.numerals import numbers
from dateline.stages.interpret.reading.qualifying import CHANGING, is_change, qualified
from dateline.stages.interpret.reading.signs import CURRENCY, DASHES, touches
from tests.stages.reading import report


def unit(text: str) -> Unit | None:
    view = annotate(report(text))
    (number, *_) = numbers(view)
    return unit_of(view, number)


def quantity(value: float, measure: str, name: str) -> Quantity:
    number = Number(first=0, core=0, last=1, low=value, high=value)
    return Quantity(number=number, unit=Unit(measure=measure, name=name, first=0, last=2))


def forms() -> Iterator[tuple[str, str, str]]:
    """Every unit of the table with the first of its forms that may stand apart from the digits."""
    for measure, name, written in rows("figures/units.tsv"):
        apart = [form for form in written.split("|") if not form.startswith("~")]
        yield measure, name, apart[-1]


@pytest.mark.parametrize(("measure", "name", "form"), list(forms()))
def test_every_unit_of_the_table_is_found_by_its_name(measure: str, name: str, form: str) -> None:
    found = unit(f"It has 12 {form}, they said.")
    assert found is not None
    assert (found.measure, found.name) == (measure, name)


@pytest.mark.parametrize("code", sorted({code for code, _, after in rows("figures/currencies.tsv") if after}))
def test_every_currency_of_the_table_is_found_by_its_name(code: str) -> None:
    after = {row[0]: row[2] for row in rows("figures/currencies.tsv")}[code]
    for form in after.split("|"):
        found = unit(f"It cost 12 {form}, they said.")
        assert found is not None, form
        assert (found.measure, found.name) == ("money", code), form


@pytest.mark.parametrize(
    ("power", "measure"),
    [("square", "area"), ("sq", "area"), ("cubic", "volume"), ("cu", "volume")],
)
@pytest.mark.parametrize(
    ("form", "name"),
    [("km", "kilometre"), ("metres", "metre"), ("feet", "foot"), ("yards", "yard"), ("cm", "centimetre")],
)
def test_units_of_distance_have_squares_and_cubes(power: str, measure: str, form: str, name: str) -> None:
    found = unit(f"It has 12 {power} {form}, they said.")
    assert found is not None
    whole = "square" if measure == "area" else "cubic"
    assert (found.measure, found.name) == (measure, f"{whole} {name}")


def test_the_longest_form_wins() -> None:
    assert named(("square", "feet", "high"), 0, touching=False) == (("area", "square foot"), 2)
    assert named(("feet", "high"), 0, touching=False) == (("distance", "foot"), 1)
    assert named(("per", "cent", "points"), 0, touching=False) == (("share", "percentage point"), 3)
    assert named(("c",), 0, touching=False) is None
    assert named(("c",), 0, touching=True) == (("temperature", "celsius"), 1)
    assert named((), 0, touching=False) is None


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("It cost about US$58m a year, they said.", "about US$58m a year"),
        ("It cost $5 million dollars, they said.", "$5 million dollars"),
        ("It runs at least 17 km, they said.", "at least 17 km"),
        ("It weighs 20 (kg), they said.", "20 (kg)"),
        ("A 40-kilometre-long convoy, they said.", "40-kilometre-long"),
        ("It makes 500,000 barrels per day, they said.", "500,000 barrels per day"),
    ],
)
def test_a_unit_knows_its_tokens(text: str, phrase: str) -> None:
    view = annotate(report(text))
    found = unit_of(view, numbers(view)[0])
    assert found is not None
    assert view.phrase_of(found.first, found.last).text == phrase


@pytest.mark.parametrize(
    "text",
    [
        "It has 12 homes.",
        "It is 5G ready.",
        "It has 12 feetless birds.",
        "It ended 12.",
    ],
)
def test_other_words_are_no_units(text: str) -> None:
    assert unit(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They carried 30 pounds of beef.", "lb"),
        ("They paid 30 pounds, of £90 in all.", "GBP"),
        ("They carried 30 pounds (13 kg) for £90.", "lb"),
        ("They paid 3 million pounds.", "GBP"),
        ("They paid $1 and took 3 million pounds.", "USD"),
    ],
)
def test_pounds_are_weight_or_money_by_the_report(text: str, name: str) -> None:
    found = unit(text)
    assert found is not None
    assert found.name == name


CONVERTS = [
    (1000, "distance", "km", 620, "mile"),
    (98, "distance", "foot", 30, "m"),
    (1, "distance", "mile", 2, "km"),
    (5, "distance", "nautical mile", 9, "km"),
    (500, "area", "hectare", 1236, "acre"),
    (3, "area", "square mile", 7.8, "square kilometre"),
    (25, "mass", "kg", 55, "lb"),
    (2, "mass", "tonne", 4400, "lb"),
    (10, "volume", "gallon", 38, "l"),
    (120, "speed", "km/h", 75, "mph"),
    (40, "temperature", "celsius", 104, "fahrenheit"),
    (104, "temperature", "fahrenheit", 40, "celsius"),
    (1.5, "temperature", "celsius", 2.7, "fahrenheit"),
]


@pytest.mark.parametrize(("left", "measure", "one", "right", "other"), CONVERTS)
def test_what_reports_convert_converts(left: float, measure: str, one: str, right: float, other: str) -> None:
    assert converts(quantity(left, measure, one), quantity(right, measure, other))
    assert not converts(quantity(left, measure, one), quantity(right * 2 + 5, measure, other))


def test_units_without_a_rate_do_not_convert() -> None:
    assert not converts(quantity(5, "money", "EUR"), quantity(5, "money", "USD"))
    assert not converts(quantity(5, "distance", "km"), quantity(5, "area", "acre"))


@given(st.floats(1, 1e6), st.sampled_from(["m", "km", "mile", "foot", "yard"]))
def test_a_distance_converts_into_itself(value: float, name: str) -> None:
    assert converts(quantity(value, "distance", name), quantity(value, "distance", name))


def test_quantities_apart_stay_apart() -> None:
    view = annotate(report("It flew 5 km and fell 3 miles on."))
    pairs = [Quantity(number=n, unit=u) for n in numbers(view) if (u := unit_of(view, n))]
    assert len(joined(view, pairs)) == 2
    assert joined(view, []) == ()


NOUNS = [
    ("They saw three new hospital beds there.", "new hospital bed", "bed"),
    ("They saw 20 most expensive restaurants.", "expensive restaurant", "restaurant"),
    ("They saw 14 first-team players leave.", "first-team player", "player"),
    ("They saw millions of people there.", "person", "person"),
    ("They saw 41 of the 60 drones there.", "drone", "drone"),
    ("They saw 12 more wounded soldiers.", "wounded soldier", "soldier"),
    ("They saw one green door there.", "green door", "door"),
    ("They saw ten police officers there.", "police officer", "officer"),
    ("They saw 30 aircraft there.", "aircraft", "aircraft"),
    ("They saw two women there.", "woman", "woman"),
]


@pytest.mark.parametrize(("text", "name", "head"), NOUNS)
def test_a_counted_noun_is_named(text: str, name: str, head: str) -> None:
    view = annotate(report(text))
    found = counted(view, numbers(view)[0])
    assert found is not None
    assert (found.unit, found.head) == (name, head)


@pytest.mark.parametrize(
    "text", ["They saw 30.", "They saw 30 and left.", "They saw 30. Homes burned.", "It was 30 of green."]
)
def test_where_no_noun_follows_nothing_is_counted(text: str) -> None:
    view = annotate(report(text))
    assert counted(view, numbers(view)[0]) is None


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("A man aged 24 left.", "aged 24"),
        ("A man at the age of 24 left.", "age of 24"),
        ("A 24-year-old left.", "24-year-old"),
        ("Ada Lund, 24, left.", "24"),
        ("A woman of 24 left.", "24"),
    ],
)
def test_an_age_knows_its_tokens(text: str, phrase: str) -> None:
    view = annotate(report(text))
    found = age(view, numbers(view)[0])
    assert found is not None
    assert view.phrase_of(found.first, found.last).text == phrase


@pytest.mark.parametrize(
    "text", ["A man of 240 left.", "It is 24 years.", "In Oslo, 24 left.", "It cost 24, they said."]
)
def test_a_number_beside_a_person_is_not_always_an_age(text: str) -> None:
    view = annotate(report(text))
    assert age(view, numbers(view)[0]) is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("A third of them left and two-thirds of us stayed.", [33.3, 66.7]),
        ("Four fifths of it burned.", [80]),
        ("More than half of it burned.", [50]),
        ("One half of it.", [50]),
        ("The final third fell.", []),
        ("The other half of it fell.", []),
        ("Three halves of it fell.", []),
    ],
)
def test_shares_in_words(text: str, parts: list[float]) -> None:
    assert [number.low for number, _ in shares(annotate(report(text)))] == parts


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("One in five homes burned.", 20),
        ("Nine out of ten homes burned.", 90),
        ("One in every four homes burned.", 25),
        ("Three in 10 homes burned.", 30),
        ("Five in two homes burned.", None),
        ("Four in 2,019 homes burned.", None),
        ("One and five homes burned.", None),
    ],
)
def test_ratios_are_shares(text: str, percent: float | None) -> None:
    view = annotate(report(text))
    left, right, *_ = numbers(view)
    found = ratio(view, left, right)
    assert (found[0].low if found else None) == percent


@pytest.mark.parametrize(
    ("words", "kind"),
    [(row[0], Qualifier(row[1])) for row in rows("reading/qualifiers.tsv") if row[0] not in ("~", "about a")],
)
def test_every_qualifier_of_the_table_qualifies(words: str, kind: Qualifier) -> None:
    view = annotate(report(f"They saw {words} 40 trees."))
    (number,) = numbers(view)
    assert number.qualifier is kind
    assert view.phrase_of(number.first, number.last).text.endswith("40")
    assert number.first < number.core


def test_a_number_without_words_stays_exact() -> None:
    view = annotate(report("They saw 40 trees."))
    bare = Number(first=2, core=2, last=3, low=40, high=40)
    assert qualified(view, bare) == bare


@pytest.mark.parametrize(
    ("text", "at", "twice", "change"),
    [
        ("rose from 8 to 9", 2, False, True),
        ("fell sharply from 8 to 9", 3, False, True),
        ("ran from 8 to 9", 2, False, False),
        ("grew by 8 to 9", 2, True, True),
        ("grew by 8 to 9", 2, False, False),
        ("grew 8 to 9", 1, True, False),
    ],
)
def test_before_and_after_are_told_from_a_range(text: str, at: int, twice: bool, change: bool) -> None:
    assert is_change(annotate(report(text)), at, told_twice=twice) is change


def test_the_tables_of_signs_and_changes() -> None:
    assert {"$", "£", "€"} <= CURRENCY
    assert {"-", "–"} <= DASHES
    assert {"rose", "fell", "climbed", "dropped"} <= CHANGING
    view = annotate(report("a-b c"))
    assert [touches(view, i) for i in range(-1, len(view.words) + 1)].count(True) == len(view.words) - 2
