"""Whether a sentence can stand alone in print, in a table of sentences that can and cannot."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.text import words
from dateline.stages.narrate.wording.standing import balanced, standalone, typographic

WHOLE = [
    "The lighthouse of Tarnow Ford was sold to a baker.",
    "Lene Aas said she had sold the lighthouse in June.",
    "A woman was found alive after she fell from the pier.",
    "Divers raised the bell of the lighthouse on Friday.",
    "Lene Aas called the lighthouse “my last hope, and theirs”.",
    "Twelve lamps were lit in the lighthouse on Friday.",
    "The lighthouse was sold (the lamp excluded) to a baker.",
    "Nobody was in the lighthouse when the lamp fell.",
    "The bell of the lighthouse weighed 1,300 kg and was cracked.",
    "The LAMP of the lighthouse was sold to a baker.",
]

HANGING = [
    # a pronoun before anybody whom it could stand for
    "She sold the lighthouse to a baker in June.",
    "Floods came before she sold the lighthouse in June.",
    "They sold the lighthouse to a baker in June.",
    "Its lamp was sold to a baker in June.",
    # "the" of a thing named before
    "The mayor sold the lighthouse to a baker in June.",
    "The three sold the lighthouse to a baker in June.",
    "The building was sold to a baker in June.",
    # a word that needs the sentence before
    "However, the lighthouse was sold to a baker.",
    "Another lighthouse was sold to a baker in June.",
    "These lamps were sold to a baker in June.",
    "There’s a lighthouse that was sold to a baker.",
    # the outlet's own voice, its own day and place
    "Our lighthouse was sold to a baker in June.",
    "The lighthouse told us what was sold in June.",
    "The lighthouse was sold to a baker yesterday.",
    "The lighthouse was sold to a baker this morning.",
    "The lighthouse was opened here by a baker.",
    # furniture
    "Subscribe to the letter that was sent to bakers.",
    "The lighthouse was sold (photo by Lene Aas) in June.",
    "The lighthouse was sold, see https://lamp.example for bids.",
    "Correction: the lighthouse was sold to a baker.",
    "Lamp [1] of the lighthouse was sold to bakers.",
    "The lighthouse was sold to a baker...",
    # no sentence, or not a statement
    "Was the lighthouse sold to a baker in June?",
    "The lighthouse of Tarnow Ford, with lamp and bell.",
    "the lighthouse was sold to a baker in June.",
    "Lighthouse was sold.",
    "Lamps: the lighthouse was sold to a baker.",
    "LIGHTHOUSE LAMPS STOLEN AGAIN and never were found.",
    "The baker of Tarnow Ford said this week.",
    # marks that do not close
    "The lighthouse was “sold to a baker in June.",
    "The lighthouse was (sold to a baker in June.",
    'The lighthouse was "sold" to a baker in June.',
]


@pytest.mark.parametrize("sentence", WHOLE)
def test_a_sentence_that_says_all_stands_alone(sentence: str) -> None:
    assert standalone(sentence)


@pytest.mark.parametrize("sentence", HANGING)
def test_a_sentence_that_hangs_or_is_no_news_does_not(sentence: str) -> None:
    assert not standalone(sentence)


def test_what_stands_in_quotation_marks_is_not_judged() -> None:
    assert standalone("Lene Aas wrote “we sold it here today, didn’t we” on the door.")
    assert not standalone("Lene Aas wrote that we sold it here today on the door.")


@pytest.mark.parametrize("pronoun", ["he", "she", "him", "herself", "his"])
def test_a_pronoun_hangs_until_somebody_is_named(pronoun: str) -> None:
    assert not standalone(f"In late summer {pronoun} was seen at the pier.")
    assert standalone(f"The baker Otto Fenn said {pronoun} was at the pier.")


def test_the_capital_of_a_first_word_names_nobody() -> None:
    assert not standalone("Lamps fell before he left the pier in summer.")
    assert standalone("Otto fell before he left the pier in summer.")


@pytest.mark.parametrize("text", [".", " ", "“”", "…", "“I sold it”", "A", "12", "\n"])
def test_a_scrap_stands_nowhere(text: str) -> None:
    assert not standalone(text)


# --- marks ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "set_"),
    [
        ('Lene said "no" and "yes" to it', "Lene said “no” and “yes” to it"),
        ("Lene  said\nno", "Lene said no"),
        ('Lene said "no', 'Lene said "no'),
        ("Lene’s “no”", "Lene’s “no”"),
        ('""', "“”"),
        ("", ""),
    ],
)
def test_straight_marks_in_pairs_become_typographic(text: str, set_: str) -> None:
    assert typographic(text) == set_


@pytest.mark.parametrize(
    ("text", "fair"),
    [
        ("", True),
        ("“no” (yes)", True),
        ("“no” “yes", False),
        ("(no", False),
        ("no)", False),
        ('"no"', False),
        ("Lene’s lamp", True),
    ],
)
def test_marks_stand_in_pairs_or_do_not(text: str, fair: bool) -> None:
    assert balanced(text) is fair


@settings(max_examples=20, deadline=None)
@given(st.text(alphabet='ab "“”\n\t.', max_size=60))
def test_setting_marks_changes_no_word_and_is_done_once(text: str) -> None:
    assert words(typographic(text)) == words(text)
    assert typographic(typographic(text)) == typographic(text)
    assert typographic(text).count('"') <= 1


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.sampled_from(["The", "lamp", "was", "he", "“", "”", "(", ")", "?", "Otto", ","]), min_size=1)
)
def test_what_stands_alone_is_balanced_asks_nothing_and_begins_large(parts: list[str]) -> None:
    text = " ".join(parts)
    if standalone(text):
        assert balanced(text)
        assert "?" not in text.split("“")[0]
        assert text[0].isupper()


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("The owners ' boats sank.", "The owners' boats sank."),
        ("The owners ’ boats sank.", "The owners’ boats sank."),
        ("The owners 'boats' sank.", "The owners 'boats' sank."),
        ("The owners' boats sank.", "The owners' boats sank."),
        ("The lamp ' sank.", "The lamp ' sank."),
    ],
)
def test_the_mark_of_several_owners_stands_at_their_name(text: str, joined: str) -> None:
    assert typographic(text) == joined
