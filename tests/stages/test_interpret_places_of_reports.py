"""Places as reports write them: rivers, peoples, great cities and their namesakes, and very long texts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.types import Place, Report
from dateline.stages.interpret.places.gazetteer import gazetteer, name_key
from dateline.stages.interpret.places.grammar import places
from dateline.stages.interpret.places.toponyms import candidates
from dateline.stages.interpret.reading.annotate import annotate
from dateline.stages.interpret.reading.names import names
from tests.stages.reading import steps


def read(text: str) -> tuple[Place, ...]:
    view = annotate(Report(id="r", text=text, language="en"))
    return places(view, names(view).persons, english=True)


def told(text: str) -> dict[str, tuple[str, str]]:
    return {place.phrase.text: (place.kind, place.country) for place in read(text)}


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("The Elbe rose in Dresden.", "Elbe", ("river", "")),
        ("Boats crossed the Elbe near Torgau.", "Elbe", ("river", "")),
        ("The Tennessee governor left.", "Tennessee", ("region", "US")),
        ("More than 15 million Brits voted.", "Brits", ("people", "GB")),
        ("The fire broke out at Cologne.", "Cologne", ("city", "DE")),
        ("Ukraine sent help. A lorry burnt at Zboriv on Monday.", "Zboriv", ("city", "UA")),
    ],
)
def test_a_name_is_what_stands_around_it_tells(text: str, name: str, expected: tuple[str, str]) -> None:
    assert told(text)[name] == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Danube Institute spoke.", "Danube"),
        ("The Saxon interior ministry said so.", "Saxon"),
        ("He was seen at Zboriv Motors.", "Zboriv"),
        ("She works for Leipzig University.", "Leipzig"),
    ],
)
def test_part_of_another_name_is_no_place(text: str, name: str) -> None:
    assert told(text).get(name, ("people", ""))[0] == "people"


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Talks were held in Geneva. Iran demanded that the US lift sanctions.", "Geneva", "CH"),
        ("They marched in London. The news reached Montreal and Toronto in Canada.", "London", "GB"),
        ("They marched in London, Ontario. The news reached Toronto.", "London", "CA"),
        ("He moved to Paris, Texas, last year.", "Paris", "US"),
    ],
)
def test_a_great_city_gives_way_only_to_what_speaks_for_its_namesake(
    text: str, name: str, country: str
) -> None:
    assert told(text)[name] == ("city", country)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("los", "angeles", True), ("st", "louis", True), ("leipzig", "drove", False), ("qqq", "qqq", False)],
)
def test_the_table_knows_which_words_begin_a_longer_name(first: str, second: str, expected: bool) -> None:
    assert gazetteer().goes_on(first, second) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The train was hit at Zboriv on Thursday, and a court in Ternopil sat.", {"Zboriv": ("city", "UA")}),
        ("Power is back in Görlitz and Zgorzelec, a Polish town.", {"Görlitz": ("city", "DE")}),
        ("The Saxon flood centre warned Meissen.", {"Saxon": ("people", "DE")}),
    ],
)
def test_a_small_town_and_its_neighbours(text: str, expected: dict[str, tuple[str, str]]) -> None:
    """A village near a sure town, one name that is another's second name, a people that is also a village."""
    assert expected.items() <= told(text).items()


def test_a_name_that_goes_on_is_no_village() -> None:
    assert "Zboriv" not in told("He worked at Zboriv Motors, and a court in Ternopil sat.")


@given(
    st.sampled_from(
        ["San José", "Saint Louis", "New York", "Fort Worth", "La Paz", "Rio de Janeiro", "Den Haag"]
    )
)
def test_no_longer_name_is_lost_to_the_look_at_its_first_words(name: str) -> None:
    view = annotate(Report(id="r", text=f"It rained in {name} on Monday.", language="en"))
    assert name_key(name) in [each.key for each in candidates(view)]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Paris",
                "the",
                "Elbe",
                "in",
                "at",
                ",",
                ".",
                "Lund",
                "County",
                "St",
                ".",
                "John's",
                "New-York",
                "d'Oro",
                "U.S.",
                "“",
                "”",
            ]
        )
    )
)
def test_places_lie_in_the_text_in_order(words: list[str]) -> None:
    text = " ".join(words)
    found = read(text)
    spans = [(place.phrase.span.start, place.phrase.span.end) for place in found]
    assert spans == sorted(spans)
    assert all(text[start:end] == place.phrase.text for (start, end), place in zip(spans, found, strict=True))


@pytest.mark.parametrize(
    "piece",
    [
        "walked along the road ",
        "Paris Lund Hull York ",
        '" a ',
        "San New La El ",
        "Dale, Navarro and Ellis, ",
    ],
)
def test_the_cost_grows_with_the_length_alone(piece: str) -> None:
    """Four times the text takes about four times the steps: a hundred thousand of anything ends."""
    read(piece * 200)
    few, many = (steps(lambda times=times: read(piece * times)) for times in (500, 2_000))  # type: ignore[misc]
    assert many < 6 * few
