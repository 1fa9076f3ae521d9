"""Word classes in context, what the tagger sees of a word, base forms, and how a text falls into tokens."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.stages.interpret.reading.annotate import annotate
from dateline.stages.interpret.reading.arrays import beside, product
from dateline.stages.interpret.reading.forms import (
    CAPITALS,
    FIRST,
    FIRST_COMMON,
    INSIDE,
    INSIDE_COMMON,
    MARKS,
    SMALL,
    UNTOLD,
    ending,
    only,
    seen,
    shapes,
)
from dateline.stages.interpret.reading.lexicon import rows
from dateline.stages.interpret.reading.tagging import SIDE, TAGS, coded, openings, tagger, tags
from dateline.stages.interpret.reading.tokens import tokens
from dateline.stages.interpret.reading.words import lemma_of, lexicon
from tests.stages.reading import report

TAGGED = [
    ("The mayor said the bridge would close.", "D N VD D N MD V ."),
    ("Police have arrested two men.", "NS V VN CD NS ."),
    ("Officials report heavy losses.", "NS V J NS ."),
    ("The report names nobody.", "D N VZ PP ."),
    ("He was killed by a falling tree.", "PP VD VN I D VG N ."),
    ("They want to vote on Sunday.", "PP V TO V I NP ."),
    ("The vote was close.", "D N VD J ."),
    ("There were no injuries.", "EX VD D NS ."),
    ("Anna Berg, who leads the council, spoke.", "NP NP , W VZ D N , VD ."),
    ("The city's largest hospital closed its doors.", "D N PS JR N VD PS NS ."),
    ("“We left,” she said.", '" PP VD , " PP VD .'),
    ("Workers and farmers marched.", "NS C NS VD ."),
]


@pytest.mark.parametrize(("text", "expected"), TAGGED)
def test_words_have_the_class_of_their_place(text: str, expected: str) -> None:
    assert " ".join(annotate(report(text)).tags) == expected


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("They fish in the lake.", "fish", "V"),
        ("They ate the fish.", "fish", "N"),
        ("He may leave.", "may", "MD"),
        ("He leaves in May.", "may", "NP"),
        ("The town elected Grace Hunter.", "hunter", "NP"),
        ("The hunter fled.", "hunter", "N"),
        ("Some 2,000 US troops left.", "us", "NP"),
        ("He told us.", "us", "PP"),
        ("She heard that it was late.", "that", "I"),
    ],
)
def test_one_form_in_two_places(text: str, word: str, tag: str) -> None:
    view = annotate(report(text))
    assert view.tags[view.index[word][-1]] == tag


def test_a_text_in_capitals_is_tagged_without_its_capitals() -> None:
    view = annotate(
        report("THE ARMY SAID THAT TWO SOLDIERS WERE KILLED AND THREE WERE WOUNDED IN THE ATTACK.")
    )
    assert view.capitals
    assert view.tags[2:6] == ("VD", "I", "CD", "NS")
    assert view.tags[view.index["killed"][0]] == "VN"
    assert view.tags[view.index["attack"][0]] == "N"


def test_an_empty_text_has_no_tags() -> None:
    assert tags((), (), (), (), False) == ()


def test_a_long_text_is_tagged_as_its_parts_are() -> None:
    """Blocks see their neighbours: where one ends makes no difference."""
    sentence = "The council said on Monday that it would not pay. "
    short, long = annotate(report(sentence * 3)), annotate(report(sentence * 1_000))
    width = len(short.tags) // 3
    assert long.tags[width : 2 * width] == short.tags[width : 2 * width]
    assert long.tags[-2 * width : -width] == short.tags[width : 2 * width]
    assert set(zip(long.lower, long.tags, strict=True)) == set(zip(short.lower, short.tags, strict=True))


@given(st.text(max_size=300))
def test_every_token_has_a_tag_and_a_sentence(text: str) -> None:
    view = annotate(report(text))
    assert len(view.tags) == len(view.words) == len(view.sentence_of)
    assert set(view.tags) <= {*TAGS, *MARKS.values()}
    assert all(view.tags[at] == MARKS[word] for at, word in enumerate(view.lower) if word in MARKS)
    assert list(view.sentence_of) == sorted(view.sentence_of)
    for at, number in enumerate(view.sentence_of):
        assert number == view.sentence_at(view.starts[at])


@given(st.text(max_size=300))
def test_tokens_hold_all_of_the_text_but_blanks(text: str) -> None:
    found = tokens(text)
    assert "".join(found.words) == "".join(text.split())
    for word, start, end in zip(found.words, found.starts, found.ends, strict=True):
        assert text[start:end] == word
    assert list(found.starts) == sorted(found.starts)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Gov. Berg, of Ala., left.", ("Gov.", "Berg", ",", "of", "Ala.", ",", "left", ".")),
        ("a\n\nb  c", ("a", "b", "c")),
        ("``No,'' he said", ("``", "No", ",", "''", "he", "said")),
        ("", ()),
        ("x" * 60, ("x" * 60,)),
    ],
)
def test_pieces_fall_into_tokens(text: str, words: tuple[str, ...]) -> None:
    assert tokens(text).words == words


def test_lower_case_has_straight_apostrophes() -> None:
    assert tokens("O’Neill’s").lower == ("o'neill", "'s")


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("was", "VD", "be"),
        ("are", "V", "be"),
        ("has", "VZ", "have"),
        ("denies", "VZ", "deny"),
        ("said", "VD", "say"),
        ("left", "VD", "leave"),
        ("running", "VG", "run"),
        ("making", "VG", "make"),
        ("lying", "VG", "lie"),
        ("lives", "NS", "life"),
        ("lives", "VZ", "live"),
        ("boxes", "NS", "box"),
        ("men", "NS", "man"),
        ("series", "NS", "series"),
        ("press", "NS", "press"),
        ("bigger", "JR", "big"),
        ("zorbled", "VD", "zorbl"),
        ("the", "D", "the"),
        ("berlin", "NP", "berlin"),
    ],
)
def test_the_base_form_goes_with_the_class(word: str, tag: str, lemma: str) -> None:
    assert lemma_of(word, tag) == lemma


def test_a_view_gives_lemmas_by_position() -> None:
    view = annotate(report("The men denied it."))
    assert [view.lemma(at) for at in range(4)] == ["the", "man", "deny", "it"]


def test_a_word_is_listed_once() -> None:
    listed = [word for _, line in rows("reading/word_classes.tsv") for word in line.split()]
    assert len(listed) == len(set(listed))


def test_the_table_by_hand_uses_only_tags() -> None:
    assert {tag for kinds, _ in rows("reading/word_classes.tsv") for tag in kinds.split()} <= set(TAGS)


def test_the_table_by_hand_goes_before_the_lexicon() -> None:
    assert lexicon()["the"] == ("D",)
    assert lexicon()["police"] == ("NS",)
    assert lexicon()["gallop"] == ("N", "V")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("the", ("the", "=D", "")),
        ("gallop", ("", "N V", "p")),
        ("zorbling", ("", "?", "ing")),
        ("zorbl-gallop", ("", "-N V", "p")),
        ("1999", ("#", "year", "")),
        ("12", ("#", "integer", "")),
        ("1,300", ("#", "figure", "")),
        ("%", ("#", "sign", "")),
        ("“", ('"', "", "")),
        ("u.x.", ("", ".", "")),
    ],
)
def test_what_is_seen_of_a_word(word: str, expected: tuple[str, str, str]) -> None:
    assert seen(word) == expected


def test_no_weight_stands_for_a_word_that_is_not_listed() -> None:
    """What the tagger was fitted on cannot be read out of it: its names are our table's and marks."""
    listed = {word for _, line in rows("reading/word_classes.tsv") for word in line.split()}
    assert set(tagger().tables[0]) <= listed | set(MARKS.values()) | {"", "#"}


@pytest.mark.parametrize(("word", "tag"), [("the", "D"), ("“", '"'), ("her", ""), ("gallop", "")])
def test_a_word_of_one_class_has_that_tag(word: str, tag: str) -> None:
    assert only(word) == tag


def test_endings_leave_two_letters() -> None:
    assert (ending("running"), ending("sing"), ending("ng"), ending("")) == ("ing", "", "", "")


def test_shapes_tell_how_a_word_is_written() -> None:
    words = ("Rain", "fell", "in", "Hull", "and", "NATO", "said", "Rain", "rain")
    firsts = np.array([1, 0, 0, 0, 0, 0, 0, 0, 0])
    common = ("fell", "in", "and", "said", "rain")
    assert shapes(words, firsts, common, False).tolist() == [
        FIRST_COMMON,
        SMALL,
        SMALL,
        INSIDE,
        SMALL,
        CAPITALS,
        SMALL,
        INSIDE_COMMON,
        SMALL,
    ]
    assert shapes(("Hull", "fell"), np.array([1, 0]), (), False).tolist() == [FIRST, SMALL]
    assert shapes(("HULL", "12"), np.array([1, 0]), (), True).tolist() == [UNTOLD, SMALL]


def test_sentences_and_quotations_open() -> None:
    sentence_of = np.array([0, 0, 0, 1])
    assert openings(sentence_of, np.array([False, True, False, False])).tolist() == [1, 0, 1, 1]


def test_a_code_holds_all_three_rows() -> None:
    tables = ({"": 0, "the": 1}, {"": 0, "=D": 1}, {"": 0, "s": 1})
    assert coded("the", tables) == (1 * 2 + 1) * 2 + 0
    assert coded("zorbl", tables) == 0


@given(st.integers(0, 100), st.integers(1, 7), st.integers(1, 5))
def test_a_product_in_parts_is_the_product(count: int, width: int, columns: int) -> None:
    drawn = np.random.default_rng(count)
    left, right = drawn.random((count, width), np.float32), drawn.random((width, columns), np.float32)
    assert np.allclose(product(left, right), left @ right, atol=1e-5)


def test_neighbours_stand_side_by_side() -> None:
    found = beside(np.array([[1.0], [2.0], [3.0]], np.float32), SIDE)
    assert found.tolist() == [[0, 0, 1, 2, 3], [0, 1, 2, 3, 0], [1, 2, 3, 0, 0]]


def test_scores_do_not_depend_on_what_is_far() -> None:
    net = tagger()
    codes = np.arange(40) % 7
    other = codes.copy()
    other[30:] = 0
    shape = np.zeros(40, np.int64)
    assert np.allclose(net.scores(codes, shape)[:20], net.scores(other, shape)[:20], atol=1e-5)
