"""What counts as a word in a search: the same for pages and for queries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.listings import Facet, Mention
from dateline.stages.publish.search.words import MARK, filed_under, plain, stem, unspaced, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Attacks on the harbour", ["attack", "on", "the", "harbour"]),
        ("naïve CAFÉ", ["naive", "cafe"]),
        ("Kim Jong-un’s speech", ["kim", "jong", "un", "speech"]),
        ("O'Neill's", ["oneill"]),
        ("1,400 dead", ["1", "400", "dead"]),
        ("snake_case", ["snake", "case"]),
        ("удари в порту", ["удар", "в", "порт"]),
        ("東京タワー", ["東京", "京タ", "タワ", "ワー"]),
        ("中", ["中"]),
        ("北京 2025", ["北京", "2025"]),
        ("مرحبا بالعالم", ["مرحبا", "بالعالم"]),
        ("…!?", []),
        ("", []),
    ],
)
def test_a_text_is_cut_into_words(text: str, expected: list[str]) -> None:
    assert list(words(text)) == expected


def test_cyrillic_words_lose_the_endings_of_cases() -> None:
    assert len({stem(word) for word in plain("удар удари ударів ударами ударах")}) == 1
    assert len({stem(word) for word in plain("Харків Харкова")}) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("attack", "attacks"),
        ("party", "parties"),
        ("house", "houses"),
        ("church", "churches"),
        ("box", "boxes"),
        ("glass", "glasses"),
        ("crash", "crashes"),
        ("tree", "trees"),
        ("minister", "minister’s"),
        ("ministers", "ministers’"),
    ],
)
def test_two_forms_of_a_word_are_one(one: str, other: str) -> None:
    assert list(words(one)) == list(words(other))


@pytest.mark.parametrize(
    "word", ["bus", "crisis", "paris", "us", "gas", "its", "press", "virus", "как", "мир"]
)
def test_a_word_that_only_looks_like_a_plural_stays(word: str) -> None:
    assert stem(word) == word


@pytest.mark.parametrize(("one", "other"), [("police", "policy"), ("new", "newt"), ("fire", "fir")])
def test_two_words_stay_two(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@given(st.text(max_size=80))
def test_any_text_gives_words_without_blanks_or_quotes(text: str) -> None:
    for word in words(text):
        assert word
        assert not set(word) & set(" \t\n'\"*-:" + MARK)


@given(st.text(max_size=40), st.text(max_size=40))
def test_words_of_two_texts_are_those_of_each(one: str, other: str) -> None:
    assert list(words(f"{one} . {other}")) == [*words(one), *words(other)]


@given(st.text(max_size=40))
def test_case_changes_nothing(text: str) -> None:
    assert list(words(text.casefold())) == list(words(text))


def test_scripts_without_spaces_are_known() -> None:
    assert unspaced("東京")
    assert unspaced("ภาษา")
    assert not unspaced("Tokyo")
    assert not unspaced("")


def mention(facet: Facet, name: str, key: str = "gkey") -> Mention:
    return Mention(facet=facet, key=key, name=name)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (mention(Facet.PLACE, "New York", "g5128638"), ["placeːnew", "placeːyork", "placeːg5128638"]),
        (mention(Facet.COUNTRY, "Germany", "de"), ["placeːgermany", "placeːde"]),
        (mention(Facet.PERSON, "Greta Poppinga", "k1"), ["personːgreta", "personːpoppinga", "personːk1"]),
        (mention(Facet.OUTLET, "Radio Siel", "k2"), ["sourceːradio", "sourceːsiel", "sourceːk2"]),
        (mention(Facet.LANGUAGE, "uk", "uk"), ["languageːuk"]),
        (mention(Facet.WITHHELD, "misquote"), []),
    ],
)
def test_filters_find_what_a_story_is_filed_under(told: Mention, expected: list[str]) -> None:
    assert list(filed_under(told)) == expected


def test_no_text_of_a_page_can_pass_for_a_filter() -> None:
    assert list(words("placeːnorden")) == ["place", "norden"]
