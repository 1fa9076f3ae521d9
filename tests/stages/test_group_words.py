"""What counts as a word, a name and a number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.stages.group.reading.words import (
    CAPITAL,
    INSIDE,
    MATTER,
    NUMBER,
    OPENED,
    ends_a_sentence,
    function_words,
    stem,
    tokens,
)


def content_words(text: str) -> list[str]:
    """The words of a text that carry matter, in order."""
    return [word for chunk in text.split() for word, bits in tokens(chunk) if bits & MATTER]


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


def test_the_list_of_function_words_is_clean() -> None:
    assert all(word == word.casefold() for word in function_words())
    assert "the" in function_words()
    assert "fire" not in function_words()


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    assert all(content_words(text))


# --- tokens of a chunk --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chunk", "found"),
    [
        ("ferry", [("ferry", MATTER)]),
        ("Brannholm,", [("brannholm", MATTER | CAPITAL)]),
        ("“Lifeboats", [("lifeboats", MATTER | CAPITAL | OPENED)]),
        ("(Skarv)", [("skarv", MATTER | CAPITAL | INSIDE)]),
        ("1,300", [("1,300", MATTER | NUMBER)]),
        ("7", [("7", NUMBER)]),
        ("the", [("the", 0)]),
        ("Brannholm's", [("brannholm", MATTER | CAPITAL)]),
        ("fog—Skarv", [("fog", MATTER), ("skarv", MATTER | CAPITAL | INSIDE)]),
        ("…", []),
    ],
)
def test_a_chunk_is_cut_into_tokens_that_say_what_they_are(chunk: str, found: list[tuple[str, int]]) -> None:
    assert tokens(chunk) == found


@given(st.text(alphabet="aAbBéÉ.’'s-,!\"“”(«)1:5", min_size=1, max_size=8))
def test_the_short_way_through_a_chunk_tells_what_the_long_one_does(chunk: str) -> None:
    short, long = tokens(f"{chunk}"), tokens(f"{chunk}\N{COMBINING ENCLOSING CIRCLE}")
    assert short == long


@pytest.mark.parametrize(
    ("chunk", "ends"),
    [("rocks.", True), ("rocks:", True), ("rocks", False), ("rocks,", False), ("62", False), ("", False)],
)
def test_how_a_chunk_ends(chunk: str, ends: bool) -> None:
    assert ends_a_sentence(chunk) == ends


@pytest.mark.parametrize(
    "forms", [("flood", "floods", "flooded", "flooding"), ("city", "cities"), ("close", "closed", "closes")]
)
def test_forms_of_a_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize("word", ["gas", "class", "virus", "bed", "king", "1,300", "річка", "straße"])
def test_what_is_no_ending_stays(word: str) -> None:
    assert stem(word) == word


@given(st.text(max_size=20))
def test_a_stem_is_never_empty_where_the_word_is_not(word: str) -> None:
    assert bool(stem(word)) == bool(word)
    assert len(stem(word)) <= len(word)
