"""What counts as a word, a name and a number; and what brings two reports together."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.stages.group.likeness import likeness
from dateline.stages.group.options import FIXED
from dateline.stages.group.vectors import vectors
from dateline.stages.group.words import content_words, function_words, names_and_numbers
from tests.stages.arrivals import ALL, BAKERY, FERRY, MILL, VOTE, report


def test_words_without_matter_are_left_out() -> None:
    assert content_words("The ferry was said to be on the rocks.") == ["ferry", "rocks"]


def test_words_that_are_matter_in_the_news_stay() -> None:
    assert content_words("fire bill system cry") == ["fire", "bill", "system", "cry"]


def test_possessives_and_case_do_not_make_another_word() -> None:
    assert content_words("Brannholm's BRANNHOLM Brannholm’s") == ["brannholm"] * 3


def test_numbers_keep_their_separators() -> None:
    assert content_words("1,300 of 2.5") == ["1,300", "2.5"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Это было в Одессе", ["одессе"]),
        ("Та вода у річці", ["вода", "річці"]),
        ("Der Brand in der Mühle", ["brand", "mühle"]),
    ],
)
def test_other_languages_lose_their_function_words(text: str, kept: list[str]) -> None:
    assert content_words(text) == kept


def test_scripts_without_spaces_are_cut_into_pairs() -> None:
    assert content_words("洪水警報") == ["洪水", "水警", "警報"]


def test_names_are_capitals_that_owe_nothing_to_their_place() -> None:
    text = "Lifeboats reached Brannholm. Passengers thanked Ole Tandberg."
    assert names_and_numbers(text) == ["brannholm", "ole", "tandberg"]


def test_numbers_stand_beside_names() -> None:
    assert names_and_numbers("some 140 people and 62 more") == ["140", "62"]


def test_no_name_where_there_is_none() -> None:
    assert names_and_numbers("Nobody here has a name. “Quite so.” No") == []


def test_the_list_of_function_words_is_clean() -> None:
    assert all(word == word.casefold() for word in function_words())
    assert "the" in function_words()
    assert "fire" not in function_words()


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    assert all(content_words(text))
    assert set(names_and_numbers(text)) <= set(content_words(text)) | {
        part for word in content_words(text) for part in word.replace("’", "-").replace("'", "-").split("-")
    }


def cosines() -> np.ndarray:
    rows = vectors(ALL, FIXED).weighted(FIXED.weights)
    return np.asarray((rows @ rows.T).todense())


def test_a_report_is_wholly_like_itself() -> None:
    assert np.allclose(np.diag(cosines()), 1.0)


def test_reports_of_one_happening_are_nearer_than_others() -> None:
    names = [held.id for held in ALL]
    near = cosines()
    same = near[names.index("gull-mill"), names.index("tide-mill")]
    like = near[names.index("gull-mill"), names.index("gull-bakery")]
    other = near[names.index("gull-mill"), names.index("gull-vote")]
    assert same > like > other


def test_reports_without_a_word_are_like_nothing() -> None:
    rows = vectors([report("a-1", "", "…"), report("a-2", "", "!")], FIXED).weighted(FIXED.weights)
    assert rows.shape[0] == 2
    assert (rows @ rows.T).sum() == 0


def test_shared_words_are_the_heaviest_first() -> None:
    held = vectors(ALL, FIXED)
    names = [item.id for item in ALL]
    shared = held.shared(names.index("gull-vote"), names.index("tide-vote"))
    assert len(shared) == 3
    assert set(shared) <= {"tram", "eastmoor", "line", "karlsund", "council", "falk", "ingrid", "24", "23"}
    assert held.shared(names.index("gull-vote"), names.index("gull-vote"), most=1)[0] == "tram"


def test_days_between_make_reports_less_alike() -> None:
    rows = vectors(FERRY, FIXED).weighted(FIXED.weights)
    soon = likeness(rows, np.array([0.0, 1.0, 1.0]), [0, 1, 2], FIXED)
    late = likeness(rows, np.array([0.0, 20.0, 1.0]), [0, 1, 2], FIXED)
    assert dict(late.near[0])[1] < dict(soon.near[0])[1]


def test_reports_beyond_the_horizon_are_not_compared() -> None:
    rows = vectors(FERRY, FIXED).weighted(FIXED.weights)
    far = likeness(rows, np.array([0.0, 400.0, 401.0]), [0, 1, 2], FIXED)
    assert [other for other, _ in far.near[0]] == []
    assert far.edges == tuple(edge for edge in far.edges if edge[:2] == (1, 2))


def test_a_report_without_a_time_is_near_any_time() -> None:
    rows = vectors(FERRY, FIXED).weighted(FIXED.weights)
    found = likeness(rows, np.array([0.0, 400.0, np.nan]), [2], FIXED)
    assert {other for other, _ in found.near[2]} == {0, 1}


def test_edges_have_an_end_among_those_asked_for() -> None:
    rows = vectors((*MILL, *BAKERY, *VOTE), FIXED).weighted(FIXED.weights)
    found = likeness(rows, np.zeros(6), [5], FIXED)
    assert found.edges
    assert all(5 in edge[:2] and edge[0] < edge[1] for edge in found.edges)
