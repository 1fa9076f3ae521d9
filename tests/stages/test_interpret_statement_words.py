"""The tables of words of saying, what the net sees of a word, and what tells that words were spoken."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.types import Stance
from dateline.stages.interpret.reading.annotate import annotate
from dateline.stages.interpret.reading.lexicon import rows
from dateline.stages.interpret.statements.acts import spoken
from dateline.stages.interpret.statements.marks import single_marks_speak
from dateline.stages.interpret.statements.tokens import Signs
from dateline.stages.interpret.statements.vocabulary import features_of, others, sense_of, verbs
from tests.stages.reading import report


@pytest.mark.parametrize(
    ("form", "kind", "shape"),
    [
        ("said", "verb say", "past"),
        ("denies", "verb deny", "third"),
        ("denied", "verb deny", "past"),
        ("claiming", "verb claim", "ing"),
        ("agreeing", "verb agree", "ing"),
        ("guaranteed", "verb promise", "past"),
        ("admitted", "verb admit", "past"),
        ("quipping", "verb joke", "ing"),
        ("known", "verb know", "participle"),
        ("knew", "verb know", "past"),
        ("teaches", "verb inform", "third"),
        ("hoping", "verb hope", "ing"),
    ],
)
def test_verbs_have_all_their_forms(form: str, kind: str, shape: str) -> None:
    assert (verbs()[form].kind, verbs()[form].shape) == (kind, shape)


@pytest.mark.parametrize("form", ["agreing", "guaranted", "admited", "sayed", "planed", "denyed"])
def test_no_form_is_misspelt(form: str) -> None:
    assert form not in verbs()


@pytest.mark.parametrize(
    ("word", "stance"),
    [
        ("claimed", Stance.CLAIMED),
        ("denies", Stance.DENIED),
        ("denial", Stance.DENIED),
        ("alleges", Stance.ALLEGED),
        ("allegations", Stance.ALLEGED),
        ("warned", Stance.FORECAST),
        ("forecasts", Stance.FORECAST),
        ("confirmed", Stance.CONFIRMED),
        ("verified", Stance.VERIFIED),
        ("unconfirmed", Stance.UNVERIFIED),
        ("said", Stance.SAID),
        ("hopes", Stance.SAID),
    ],
)
def test_a_word_of_saying_has_its_stance(word: str, stance: Stance) -> None:
    sense = sense_of(word)
    assert sense
    assert sense.stance is stance


def test_a_word_that_says_nothing_has_no_sense() -> None:
    assert sense_of("bridge") is None
    assert "bridge" not in others()


def test_the_tables_are_as_large_as_an_editor_needs() -> None:
    assert len({entry for row in rows("statements/verbs.tsv") for entry in row[3].split()}) > 400
    assert len(others()) > 150


def test_no_verb_stands_twice_and_every_cell_is_known() -> None:
    lemmas = Counter(entry.split("/")[0] for row in rows("statements/verbs.tsv") for entry in row[3].split())
    assert [lemma for lemma, count in lemmas.items() if count > 1] == []
    for table in ("verbs", "nouns", "adjectives"):
        for _, stance, act, _ in rows(f"statements/{table}.tsv"):
            assert Stance(stance)
            assert act in ("spoken", "held")


def test_a_word_of_an_open_class_is_not_told_from_its_like() -> None:
    assert features_of("Zorvath") == features_of("Brunmak")
    assert features_of("remarked") == features_of("mentioned")
    assert features_of("street") == features_of("village")


def test_a_word_of_a_closed_class_is() -> None:
    assert "word that" in features_of("that")
    assert features_of("by") != features_of("with")
    assert "word n't" in features_of("didn’t")


@pytest.mark.parametrize("mark", ["“", "”", '"', "''", "``", "«", "»"])
def test_all_double_marks_look_alike(mark: str) -> None:
    assert features_of(mark) == ("double mark",)


def test_case_is_seen() -> None:
    assert "capital" in features_of("Lund")
    assert "capitals" in features_of("HULL")
    assert not {"capital", "capitals"} & set(features_of("lund"))


@given(st.text(min_size=1, max_size=12).filter(lambda text: not text.isspace()))
def test_every_word_has_features_and_keeps_them(word: str) -> None:
    signs = Signs()
    first = signs.of((word, "said", word))
    assert first[0] == first[2]
    assert signs.sets[first[0]] == features_of(word)
    assert signs.of((word,)) == first[:1]


def uttered(text: str, first: int, last: int) -> bool:
    """Whether tokens of a text are the cue of words that were spoken, all behind them being the content."""
    view = annotate(report(text))
    return spoken(view, (first, last), [(view.starts[last], len(text))])


SPOKEN = [
    "said",
    "has also said",
    "told",
    "according to",
    "announced",
    "warning",
    "went on to say",
    "tweeted",
]
UNSPOKEN = [
    *(
        "did not say",
        "would say",
        "could not confirm",
        "hopes",
        "believed",
        "wants",
        "is expected to announce",
    ),
    *(
        "declined to say",
        "plans to announce",
        "will tell",
        "refused to confirm",
        "supports",
        "plan",
        "never said",
    ),
]


@pytest.mark.parametrize("cue", SPOKEN)
def test_what_was_uttered_was_spoken(cue: str) -> None:
    assert uttered(f"Lund {cue} that it was late.", 1, 1 + len(cue.split()))


@pytest.mark.parametrize("cue", UNSPOKEN)
def test_what_is_held_or_was_not_said_was_not(cue: str) -> None:
    assert not uttered(f"Lund {cue} that it was late.", 1, 1 + len(cue.split()))


def test_a_negation_before_the_cue_counts() -> None:
    assert not uttered("Lund did not say that it was late.", 3, 4)


def test_a_colon_speaks_and_a_quotation_within_does_not() -> None:
    text = "Lund: it is late. “They said it was late,” she said."
    assert uttered(text, 1, 2)
    assert not uttered(text, 8, 9)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Lund added a third run.", False),
        ("Lund added up to 90 jobs.", False),
        ("Lund announced a new plan.", False),
        ("Lund announced that she was leaving.", True),
        ("Lund added “no comment” to it.", True),
    ],
)
def test_what_was_uttered_has_a_verb_or_is_quoted(text: str, says: bool) -> None:
    view = annotate(report(text))
    assert spoken(view, (1, 2), [(view.starts[2], len(text) - 1)]) is says


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("‘It is late,’ she said. ‘Go home.’", True),
        ("“It is late,” she said. She had read ‘The Dam’.", False),
        ("Nobody is quoted.", False),
    ],
)
def test_single_marks_speak_where_the_report_prefers_them(text: str, speaks: bool) -> None:
    assert single_marks_speak(annotate(report(text))) is speaks
