"""Normalised text: what goes, what stays, and offsets that point at what they say."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.effort import effort

from dateline.core.text import count_words, fold, normalise, paragraphs, tidy, words


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("One.\r\nTwo.", "One.\n\nTwo."),
        ("One.\n\n\n  Two.", "One.\n\nTwo."),
        ("a\u00a0b\t c", "a b c"),
        ("zero\u200bwidth and soft\u00adhyphen", "zerowidth and softhyphen"),
        ("\u202egnp.exe", "gnp.exe"),
        ("bell\x07", "bell"),
        ("e\u0301", "é"),
        ("e\u200b\u0301 and o\u00ad\u0308", "é and ö"),
        ("e\x07\u0301", "e \u0301"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("   ", ""),
    ],
)
def test_normalise(raw: str, wanted: str) -> None:
    assert normalise(raw) == wanted


@given(st.text())
def test_normalising_twice_changes_nothing(raw: str) -> None:
    once = normalise(raw)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(st.text())
def test_tidy_is_one_line(raw: str) -> None:
    assert "\n" not in tidy(raw)


@given(st.text() | st.text(alphabet="ab \t\r\n\x0b\x1c\x07\x7f\u00a0é"))
def test_tidy_is_the_normal_form_in_one_line(raw: str) -> None:
    assert tidy(raw) == normalise(raw).replace("\n\n", " ")


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("a b", "a b"),
        ("a  b", "a b"),
        ("a \t b", "a b"),
        ("a\t b", "a b"),
        ("a\u00a0b", "a b"),
        ("a \n b", "a\n\nb"),
    ],
)
def test_runs_of_blanks_are_one_space(raw: str, wanted: str) -> None:
    assert normalise(raw) == wanted


@given(st.text(alphabet="ab \n"))
def test_paragraphs_hold_all_that_is_not_space(text: str) -> None:
    spans = list(paragraphs(text))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
    assert all("\n\n" not in text[start:end] for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


def test_a_blank_line_may_hold_spaces() -> None:
    text = "One.\n  \nTwo\ntwo."
    assert [text[start:end] for start, end in paragraphs(text)] == ["One.", "Two\ntwo."]


def test_words_count_as_a_reader_would() -> None:
    assert words("The mayor's 7.9-metre wall — “held”.") == ["The", "mayor's", "7.9-metre", "wall", "held"]
    assert words("— … !") == []


def test_where_words_are_not_spaced_each_letter_counts() -> None:
    assert words("市長は3人") == ["市", "長", "は", "3", "人"]
    assert words("The mayor of 東京, Jana O'Neill") == ["The", "mayor", "of", "東", "京", "Jana", "O'Neill"]
    assert words("мэр Риги") == ["мэр", "Риги"]


def test_fold_makes_spellings_one() -> None:
    assert fold("Müller’s “Café”") == 'muller\'s "cafe"'
    assert fold("Riesa") != fold("Reisa")


@given(st.text(alphabet="ab .'-\n"), st.integers(min_value=0, max_value=9))
def test_words_are_counted_up_to_what_is_asked(text: str, most: int) -> None:
    assert count_words(text, most) == min(len(words(text)), most)


@pytest.mark.parametrize("text", ["word " * 200_000, "a." * 500_000, "a\n" * 500_000, "\n" * 1_000_000])
def test_long_texts_take_time_in_proportion(text: str) -> None:
    with effort() as spent:
        assert count_words(text, 3) <= 3
        assert sum(end - start for start, end in paragraphs(text)) <= len(text)
        words(text)
    assert spent.seconds < 2
