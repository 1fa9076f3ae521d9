"""The index of words: what both databases keep of them, and what neither can."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.storage.entries import WORDS, entry, member

from dateline.core.listings import Lookup, Terms
from dateline.storage import SqlStore, words
from dateline.storage.words import OFTEN, escaped, kept

any_word = st.text(max_size=6) | st.sampled_from(WORDS) | st.text("\ue000\x00'\" *09afz", max_size=5)


@given(any_word, any_word)
def test_two_words_stay_two_and_a_beginning_stays_one(one: str, other: str) -> None:
    assert (escaped(one) == escaped(other)) == (one == other)
    if one:
        assert escaped(other).startswith(escaped(one)) == other.startswith(one)


@given(any_word)
def test_neither_database_has_anything_to_fold_cut_or_quote(word: str) -> None:
    ascii_letters = [letter for letter in escaped(word) if letter < "\x80"]
    assert all(letter.isdigit() or letter.islower() for letter in ascii_letters)
    escaped(word).encode()


def test_plain_words_are_kept_as_they_are() -> None:
    assert [escaped(word) for word in ("elbe", "2026", "київ", "日本", "café")] == [
        "elbe", "2026", "київ", "日本", "café"
    ]  # fmt: skip


def test_headline_and_text_are_no_neighbours() -> None:
    assert kept(Terms(headline=("a", "b"), text=("c",))) == ["a", "b", "\ue000", "c"]


def test_a_word_too_many_leaves_a_gap_in_its_place() -> None:
    row = kept(Terms(text=("a",) * (OFTEN + 1) + ("b",)))
    assert row.count("a") == OFTEN
    assert row[-2:] == ["\ue000", "b"]


def test_a_long_story_keeps_all_its_words_where_none_is_too_often() -> None:
    told = tuple(f"w{number}" for number in range(4 * OFTEN)) + ("often",) * OFTEN
    assert kept(Terms(text=told)) == ["\ue000", *told]
    assert kept(Terms(text=(*told, "often")))[-1] == "\ue000"


def test_what_is_too_long_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "MOST", 4)
    assert kept(Terms(text=tuple("abcdef"))) == ["\ue000", "a", "b", "c"]
    monkeypatch.setattr(words, "LONGEST", 8)
    assert kept(Terms(text=("дім", "b"))) == ["\ue000"]


def test_a_long_story_is_found_by_its_beginning_and_not_by_its_end(store: SqlStore) -> None:
    long = tuple(f"w{number}" for number in range(words.MOST + 9))
    huge = "ж" * 3000
    with store.transaction():
        store.save_groups([member("r1", "s1")], [])
        store.catalogue.save([entry("s1", terms=Terms(headline=(huge,), text=long))])
    count = store.catalogue.count
    assert count(Lookup(phrases=(("w0", "w1"), ("w15000", "w15001"), (huge,), ("жж*",)))) == 1
    assert count(Lookup(phrases=((f"w{words.MOST + 5}",),))) == 0


def test_a_word_is_found_as_often_as_both_databases_can(store: SqlStore) -> None:
    often = ("and", "b") * OFTEN + ("and", "c") + ("and", "d")
    with store.transaction():
        store.save_groups([member("r1", "s1")], [])
        store.catalogue.save([entry("s1", terms=Terms(text=often))])
    count = store.catalogue.count
    assert count(Lookup(phrases=(("b", "and", "b"),))) == 1
    assert count(Lookup(phrases=(("and", "c"),))) == count(Lookup(phrases=(("and", "d"),))) == 0
    assert count(Lookup(phrases=(("c",), ("d",)))) == 1
