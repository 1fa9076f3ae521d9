"""Sentences of ours over figures: never a number that no report gave, always a source, always whole."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.pages import Clipping, Status
from dateline.core.types import Qualifier, Scope
from dateline.stages.narrate.facts.ledger import ledger
from dateline.stages.narrate.facts.material import numbers_of
from dateline.stages.narrate.phrasebook.phrases import COUNTS
from dateline.stages.narrate.wording.composition import Sentence, replacements, tolls
from tests.stages.desk import clip, figure, report


def count(name: str, phrase: str, low: float, *, day: int = 4, hour: int = 12, **more: object) -> Clipping:
    outlet, origin = str(more.pop("outlet", name.title())), str(more.pop("origin", ""))
    own = report(name, f"In Vesk {phrase} were hurt.", outlet=outlet, day=day, hour=hour)
    return clip(own, figure(own, phrase, low, **more), origin=origin)  # type: ignore[arg-type]


def composed(*clippings: Clipping) -> list[Sentence]:
    entries = ledger(clippings)
    return [*tolls(entries), *replacements(entries)]


def whole(text: str) -> bool:
    return bool(
        text.endswith(".")
        and not re.search(r",,| ,|\.\.|  |\{|\}", text)
        and (text[0].isupper() or text[0].isdigit())
    )


CASUALTIES = ("killed", "injured", "missing")


@pytest.mark.parametrize("measure", [measure for measure in COUNTS if measure not in CASUALTIES])
def test_other_counts_of_people_need_two_origins(measure: str) -> None:
    first = count("bladet", "12 people", 12, measure=measure)
    assert composed(first) == []
    (sentence,) = composed(first, count("posten", "12 people", 12, measure=measure))
    assert whole(sentence.text)
    assert {span.report for span in sentence.evidence} == {"bladet", "posten"}


@pytest.mark.parametrize("measure", CASUALTIES)
def test_each_measure_of_people_has_its_sentence_with_the_source(measure: str) -> None:
    (sentence,) = composed(count("bladet", "12 people", 12, measure=measure))
    assert whole(sentence.text)
    assert "12" in sentence.text
    assert "Bladet" in sentence.text
    assert "person " not in sentence.text
    assert [span.report for span in sentence.evidence] == ["bladet"]
    assert measure in sentence.matter
    (single,) = composed(count("bladet", "One person", 1, measure=measure))
    assert "person" in single.text
    assert "people" not in single.text


@pytest.mark.parametrize(
    ("phrase", "low", "qualifier", "words"),
    [
        ("12 people", 12, Qualifier.AT_LEAST, "at least 12"),
        ("12 people", 12, Qualifier.UP_TO, "up to 12"),
        ("12 people", 12, Qualifier.ABOUT, "about 12"),
        ("dozens of people", 24, Qualifier.VAGUE, "dozens of people"),
        ("several people", 3, Qualifier.VAGUE, "several people"),
        ("at least one person", 1, Qualifier.AT_LEAST, "at least one"),
    ],
)
def test_a_qualifier_is_kept_and_a_vague_figure_stays_vague(
    phrase: str, low: float, qualifier: Qualifier, words: str
) -> None:
    (sentence,) = composed(count("bladet", phrase, low, qualifier=qualifier))
    assert words in sentence.text.lower()
    assert "24" not in sentence.text


@pytest.mark.parametrize(
    ("speaker", "named", "unnamed"),
    [
        ("Lene Aas", "Lene Aas", "Bladet"),
        ("the harbour office", "the harbour office", "Bladet"),
        ("Police", "police", "Bladet"),
        ("she", "Bladet", "she"),
        ("They", "Bladet", "hey,"),
        (" ,", "Bladet", " ,"),
    ],
)
def test_a_speaker_goes_before_the_outlet_but_a_pronoun_is_none(
    speaker: str, named: str, unnamed: str
) -> None:
    (sentence,) = composed(count("bladet", "12 people", 12, speaker=speaker))
    assert sentence.text == f"According to {named}, 12 people were injured."
    assert unnamed not in sentence.text


def test_figures_that_differ_stand_with_their_names_least_first() -> None:
    (sentence,) = composed(count("posten", "14 people", 14), count("bladet", "12 people", 12))
    assert sentence.status is Status.DISPUTED
    assert sentence.text.index("Bladet") < sentence.text.index("Posten")
    assert sentence.text.index("12") < sentence.text.index("14")
    assert "13" not in sentence.text
    assert {span.report for span in sentence.evidence} == {"bladet", "posten"}


def test_of_many_figures_three_are_told_with_the_one_most_give() -> None:
    given_by = {"a": 5, "b": 9, "c": 9, "d": 9, "e": 14, "f": 7, "g": 11}
    (sentence,) = composed(*(count(name, f"{low} people", low) for name, low in given_by.items()))
    assert numbers_of(sentence.text) == {"5", "9", "14"}


def test_a_vague_figure_does_not_dispute_the_toll() -> None:
    (sentence,) = composed(
        count("a", "dozens of people", 24, qualifier=Qualifier.VAGUE), count("b", "31 people", 31)
    )
    assert "31" in sentence.text
    assert "ozens" not in sentence.text


def test_killed_and_injured_of_one_source_may_share_a_sentence_and_are_never_added() -> None:
    sentences = composed(
        count("a", "3 people", 3, measure="killed", outlet="Bladet"),
        count("b", "9 people", 9, outlet="Bladet"),
    )
    (sentence,) = sentences
    assert sentence.text == "Three people died and nine people were injured, according to Bladet."


def test_tolls_of_different_sources_stand_apart() -> None:
    sentences = composed(count("a", "3 people", 3, measure="killed"), count("b", "9 people", 9))
    assert len(sentences) == 2
    assert all("A." in s.text or "B." in s.text for s in sentences)


@pytest.mark.parametrize(
    "clipping",
    [
        count("a", "a family", 3),
        count("a", "12 people", 12, scope=Scope.CUMULATIVE),
        count("a", "12 people", 12, scope=Scope.HISTORICAL),
        count("a", "12 crowns", 12, measure="money"),
    ],
)
def test_what_is_no_toll_of_this_happening_is_not_composed(clipping: Clipping) -> None:
    assert composed(clipping) == []


def test_the_same_outlet_revised_its_figure() -> None:
    sentences = composed(
        count("a", "12 people", 12, day=4, outlet="Bladet"),
        count("b", "14 people", 14, day=6, outlet="Bladet"),
    )
    replaced = sentences[-1]
    assert replaced.matter[0] == "replaced"
    assert replaced.text.count("Bladet") == 1
    assert replaced.text.index("12") < replaced.text.index("14")


def test_what_replaced_what_is_not_told_while_it_is_open() -> None:
    assert list(replacements(ledger([count("a", "12 people", 12), count("b", "14 people", 14)]))) == []
    assert list(replacements(ledger([]))) == []


NUMBERS = st.lists(
    st.tuples(
        st.integers(2, 60),
        st.sampled_from([Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.UP_TO, Qualifier.ABOUT]),
        st.integers(1, 28),
        st.sampled_from(["killed", "injured", "missing"]),
    ),
    max_size=6,
)


@settings(max_examples=20, deadline=None)
@given(NUMBERS)
def test_every_number_printed_was_given_and_every_sentence_is_whole(
    numbers: list[tuple[int, Qualifier, int, str]],
) -> None:
    clippings = [
        count(
            f"r{n}",
            f"{low} people",
            low,
            qualifier=qualifier,
            day=day,
            measure=measure,
            outlet=f"Blad {'ABCDEF'[n]}",
        )
        for n, (low, qualifier, day, measure) in enumerate(numbers)
    ]
    texts = {clipping.report.id: clipping.report.text for clipping in clippings}
    for sentence in composed(*clippings):
        assert whole(sentence.text)
        borne = frozenset().union(*(numbers_of(texts[span.report]) for span in sentence.evidence))
        assert numbers_of(sentence.text) <= borne
        assert "Blad " in sentence.text
