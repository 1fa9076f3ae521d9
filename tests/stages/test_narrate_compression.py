"""Shorter forms of one sentence: what may go, what never goes, and what always holds of a form."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.text import words
from dateline.stages.narrate.phrasebook.vocabulary import GUARDED
from dateline.stages.narrate.wording.compression import (
    finite,
    guarded,
    has_main_verb,
    openings,
    opens_subordinate,
    shorter,
    sound,
)


def forms(sentence: str) -> list[str]:
    return list(shorter(sentence))


def follows(form: str, sentence: str) -> bool:
    """Whether the words of a form stand in the sentence, in its order."""
    left = iter([word.lower() for word in words(sentence)])
    return all(word.lower() in left for word in words(form))


def held(text: str) -> Counter[str]:
    """The words of a text that turn or soften it, each as often as it stands there."""
    lowered = (word.lower().replace("’", "'") for word in words(text))
    return Counter(word for word in lowered if word in GUARDED or word.endswith("n't"))


# --- openings -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "opened"),
    [
        ("OLLERAU (NPD) — Three barges sank in the harbour.", "Three barges sank in the harbour."),
        ("VESK, Norland — Three barges sank in the harbour.", "Three barges sank in the harbour."),
        ("(Tidings) Three barges sank in the harbour.", "Three barges sank in the harbour."),
        ("And the three barges sank in the harbour.", "The three barges sank in the harbour."),
        ("Separately, three barges sank in the harbour.", "Three barges sank in the harbour."),
        ("three barges sank in the harbour.", "Three barges sank in the harbour."),
        ("  Three barges sank in the harbour. ", "Three barges sank in the harbour."),
    ],
)
def test_what_only_introduces_a_sentence_is_taken_off(sentence: str, opened: str) -> None:
    assert openings(sentence) == opened


@pytest.mark.parametrize(
    "sentence",
    [
        "Andrea Holm sold the harbour to the town.",
        "Still waters of the harbour froze last night.",
        "Stillness returned to the harbour of Vesk.",
        "NPD journalists visited the harbour of Vesk.",
        "Meanwhile, barges sank fast.",  # what is left would be too short to stand
    ],
)
def test_what_belongs_to_a_sentence_is_left_on(sentence: str) -> None:
    assert openings(sentence) == sentence


# --- cuts -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "form"),
    [
        ("Anton Mielke, 54, was elected head of the guild.", "Anton Mielke was elected head of the guild"),
        (
            "Anton Mielke, who keeps bees, was elected head of the guild.",
            "Anton Mielke was elected head of the guild",
        ),
        (
            "Anton Mielke, formerly a beekeeper in Vesk, was elected head of the guild.",
            "Anton Mielke was elected head of the guild",
        ),
        ("The ferry — a gift of the guild — sank in the harbour.", "The ferry sank in the harbour"),
        ("The ferry—a gift of the guild—sank in the harbour.", "The ferry sank in the harbour"),
        ("The ferry sank in the old harbour — a loss for Vesk.", "The ferry sank in the old harbour"),
        ("The ferry (built in Ollerau) sank in the harbour.", "The ferry sank in the harbour"),
        ("The ferry sank in the harbour, spilling oil into the bay.", "The ferry sank in the harbour"),
        ("The ferry sank in the harbour, where two tugs lay.", "The ferry sank in the harbour"),
        ("The ferry sank in the harbour; the crew reached the pier.", "The ferry sank in the harbour"),
        ("The ferry sank in the harbour, and the crew reached the pier.", "The ferry sank in the harbour"),
        ("The old ferry of the guild sank after a tug struck it.", "The old ferry of the guild sank"),
        ("The old ferry lost its mast in the northern bay.", "The old ferry lost its mast"),
    ],
)
def test_what_may_go_goes(sentence: str, form: str) -> None:
    assert form in forms(sentence)


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("The ferry sank in the harbour, Anton Mielke said on Friday.", "Anton Mielke said"),
        ("The ferry (which may be raised) sank in the harbour.", "which may be raised"),
        ("The ferry — possibly overloaded — sank in the harbour.", "possibly overloaded"),
        ("The ferry, which reportedly leaked, sank in the harbour.", "which reportedly leaked"),
        ("The ferry will sail again in June, if the guild pays.", "if the guild pays"),
        ("The guild will pay for the ferry, although the town objects.", "although the town objects"),
        ("The guild paid for the ferry, without a vote of the town.", "without a vote"),
        ("The crew left the ferry, leaving nobody behind in the hold.", "nobody"),
        ("The ferry did not sink in the northern bay.", "in the northern bay"),
        ("The guild never raised the ferry in the bay.", "in the bay"),
        ("The ferry doesn’t belong to the guild in Vesk.", "in Vesk"),
        ("The largest ferry of all sank in the northern bay.", "in the northern bay"),
        ("The crew reached the pier ten hours after the ferry sank.", "after the ferry sank"),
        ("The ferry of the guild in Vesk sank in April.", "in April"),
        ("Whether the ferry can be raised is open; it is unlikely, the guild feared.", "unlikely"),
    ],
)
def test_negation_hedge_condition_and_source_stay(sentence: str, kept: str) -> None:
    assert all(kept in form for form in forms(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "“The ferry (my own) sank in the harbour, taking my boots with it”, the cook wrote.",
        "The cook wrote “the ferry sank — what a loss — in the old harbour” on a wall.",
    ],
)
def test_nothing_is_cut_inside_a_quotation(sentence: str) -> None:
    start, end = sentence.index("“"), sentence.index("”") + 1
    assert all(sentence[start:end] in form for form in forms(sentence))


def test_a_sentence_as_bare_as_it_can_be_has_one_form() -> None:
    assert forms("The old ferry sank.") == ["The old ferry sank"]
    assert forms("Three barges sank quickly.") == ["Three barges sank quickly"]


@pytest.mark.parametrize("sentence", ["", " ", ".", "...", "!!!", "“”", "Halt", "(", "— — —", ", , ,"])
def test_a_scrap_is_left_as_it_is(sentence: str) -> None:
    assert len(forms(sentence)) == 1


def test_a_stop_inside_the_closing_quotation_mark_is_dropped_with_the_sentence_s() -> None:
    assert forms("The cook called the old ferry “a sieve.”")[0] == "The cook called the old ferry “a sieve”"


def test_line_breaks_and_double_spaces_become_one_space() -> None:
    assert forms("The ferry\n of  the\tguild sank.")[0] == "The ferry of the guild sank"


# --- what a form is made of -----------------------------------------------------------------


@pytest.mark.parametrize("word", ["was", "sank", "visited", "can’t", "won't", "HAS", "Sold"])
def test_a_finite_verb_is_known(word: str) -> None:
    assert finite(word)


@pytest.mark.parametrize("word", ["ferry", "sinking", "Vesk", "red", "", "12", "Ahmed"])
def test_what_is_no_finite_verb_is_known(word: str) -> None:
    assert not finite(word)


@pytest.mark.parametrize(
    "stretch",
    ["the ferry may sink", "not in Vesk", "if it rains", "doesn’t float", "ALLEGEDLY", "Without oars"],
)
def test_a_stretch_with_something_to_lose_is_guarded(stretch: str) -> None:
    assert guarded(stretch)


@pytest.mark.parametrize(
    "stretch", ["", "the ferry sank", "in a knot of ropes", "iffy weather", "a notable loss"]
)
def test_a_stretch_without_is_not(stretch: str) -> None:
    assert not guarded(stretch)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("The ferry sank in the harbour", True),
        ("The ferry that sank in the harbour", False),
        ("The ferry that sank in the harbour was sold", True),
        ("After the ferry sank", False),
        ("After the ferry sank, the guild closed the pier", True),
        ("The three sunken barges of Vesk", False),
        ("The newly painted ferry of Vesk", False),
    ],
)
def test_a_main_verb_is_told_from_one_of_a_clause(text: str, whole: bool) -> None:
    assert has_main_verb(text) is whole


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ("After the storm the ferry sank", True),
        ("Citing a letter, the guild closed the pier", True),
        ("Sinking in the harbour, the ferry blew its horn", True),
        ("Ollerau closed the pier", False),
        ("Reading was spared by the storm", False),
    ],
)
def test_an_opening_before_the_main_clause_is_known(text: str, opened: bool) -> None:
    assert opens_subordinate(text) is opened


@pytest.mark.parametrize(
    "text",
    [
        "The ferry sank",  # too short
        "The ferry of the guild of Vesk",  # no verb
        "The ferry (of the guild sank",  # a bracket left open
        "The ferry of “the guild sank",  # a quotation left open
        "The ferry of the guild sank with the",  # torn off
        "The ferry of the guild sank,",
        "The ferry of the guild sank perhaps",  # what it hedges is gone
    ],
)
def test_half_a_sentence_is_not_sound(text: str) -> None:
    assert not sound(text)


# --- properties -----------------------------------------------------------------------------

SUBJECTS = ["The ferry of the guild", "Anton Mielke", "Three barges", "Nobody in Vesk", "The so-called guild"]
ASIDES = [
    "",
    ", a gift of the town,",
    ", who keeps bees,",
    " (built in 1974)",
    ", which may leak,",
    " — not the first one —",
    ", 54,",
]
VERBS = ["sank in the harbour", "was not seen again", "will be sold in June", "reportedly left the pier"]
TAILS = [
    ", leaving two tugs stranded",
    ", but not before noon",
    " after the storm passed",
    " unless it rains in Ollerau",
    " in a bay of the north",
    " — a loss for the town",
    "; the guild wept",
    ", and the crew was fed",
    ", Lene Aas said",
    " if the guild agrees",
    ", according to the pilot",
    " near the pier of Vesk",
]


@st.composite
def sentences(draw: st.DrawFn) -> str:
    opening = draw(st.sampled_from(["", "VESK (NPD) — ", "Meanwhile, ", "If it rains, ", "In April, "]))
    main = (
        draw(st.sampled_from(SUBJECTS)) + draw(st.sampled_from(ASIDES)) + " " + draw(st.sampled_from(VERBS))
    )
    return opening + main + "".join(draw(st.lists(st.sampled_from(TAILS), max_size=3))) + "."


@settings(max_examples=20, deadline=None)
@given(sentences())
def test_a_form_has_the_words_of_the_sentence_in_their_order(sentence: str) -> None:
    assert all(follows(form, sentence) for form in shorter(sentence))


@settings(max_examples=20, deadline=None)
@given(sentences())
def test_every_guarded_word_stands_in_every_form_as_often(sentence: str) -> None:
    assert all(held(form) == held(sentence) for form in shorter(sentence))


@settings(max_examples=20, deadline=None)
@given(sentences())
def test_forms_only_get_shorter_and_each_can_stand(sentence: str) -> None:
    given_forms = forms(sentence)
    lengths = [len(words(form)) for form in given_forms]
    assert lengths == sorted(lengths, reverse=True)
    assert len(set(given_forms)) == len(given_forms)
    assert all(sound(form) for form in given_forms[1:])


@settings(max_examples=20, deadline=None)
@given(sentences())
def test_a_form_is_in_one_line_without_doubled_marks_or_a_stop(sentence: str) -> None:
    for form in shorter(sentence):
        assert form == " ".join(form.split())
        assert ",," not in form
        assert " ," not in form
        assert not form.endswith((".", ",", ";", "—"))


@settings(max_examples=20, deadline=None)
@given(st.text(alphabet="aAbe .,;()“”—–-'’\n1if", max_size=80))
def test_any_text_has_a_first_form_and_keeps_its_words(text: str) -> None:
    given_forms = forms(text)
    assert given_forms
    assert all(follows(form, text) for form in given_forms)


@pytest.mark.parametrize(
    ("sentence", "opened"),
    [
        ("DR Congo would send the guild a ship.", "DR Congo would send the guild a ship."),
        ("AT least two of the guild came late.", "At least two of the guild came late."),
    ],
)
def test_capitals_that_are_a_name_stay(sentence: str, opened: str) -> None:
    assert openings(sentence) == opened
