"""The working material: sentences, terms, numbers, names; copies taken once, reserved reports not at all."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.pages import Clipping
from dateline.core.text import fold
from dateline.core.types import Clause, Report, Span
from dateline.stages.narrate.facts.material import (
    gather,
    names_of,
    numbers_of,
    outlet_name,
    plainly,
    sentence_of,
    stem,
    terms_of,
)
from tests.stages.desk import RESERVED, clip, dossier, figure, moment, phrase, report, said, sentences

TEXT = "The ferry sank off Vesk on Friday. Twelve were hurt, Lene Aas said. The bell was lost."


def gathered(*clippings: Clipping) -> list[str]:
    return [passage.text for passage in gather(dossier(clippings)).passages]


# --- words ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sinking ferries", "Ferry sinks"),
        ("the guild’s ferry", "ferry of the guild"),
        ("Åsgård café", "asgard CAFE"),
        ("He repaired boats", "repairing of the boat"),
        ("", "of and the"),
    ],
)
def test_terms_are_the_same_whatever_the_form(one: str, other: str) -> None:
    assert terms_of(one) == terms_of(other) or terms_of(one) - terms_of(other) <= {"ferr", "ferri"}


@pytest.mark.parametrize(("word", "other"), [("bus", "bu"), ("ring", "r"), ("red", "r"), ("sing", "s")])
def test_a_short_word_keeps_what_looks_like_an_ending(word: str, other: str) -> None:
    assert stem(word) == word
    assert stem(word) != other


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("12 and twelve", {"12"}),
        ("1,300 or 2.5 or 3", {"1300", "2.5", "3"}),
        ("one of them, zero hope", set()),
        ("1 and 0 in digits", {"1", "0"}),
        ("Twenty, TEN", {"20", "10"}),
        ("nobody", set()),
        ("", set()),
    ],
)
def test_numbers_are_read_in_digits_and_in_words(text: str, numbers: set[str]) -> None:
    assert numbers_of(text) == numbers


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The ferry sank off Vesk", {"Vesk"}),
        ("Vesk mourns", set()),
        ("Divers of Ollerau’s guild met Lene Aas", {"Ollerau", "Lene", "Aas"}),
        ("", set()),
    ],
)
def test_names_are_capitals_behind_the_first_word(text: str, names: set[str]) -> None:
    assert names_of(text) == names


@settings(max_examples=20, deadline=None)
@given(st.text(alphabet="aÅé’‘“”—…\u00a0 Zß1", max_size=30))
def test_the_quick_way_to_fold_keeps_the_letters(text: str) -> None:
    letters = [c for c in fold(text) if c.isalnum()]
    assert [c for c in plainly(text) if c.isalnum()] == letters


# --- sentences ------------------------------------------------------------------------------


def test_sentences_come_in_order_with_what_stands_in_them() -> None:
    own = report("r", TEXT)
    facts = (
        moment(own, "Friday", "2024-06-07"),
        figure(own, "Twelve", 12),
        said(own, "Twelve were hurt", "Lene Aas"),
    )
    first, second, third = gather(dossier([clip(own, *facts)])).passages
    assert [passage.order for passage in (first, second, third)] == [0, 1, 2]
    assert [own.quote(passage.span) for passage in (first, second, third)] == [
        first.text,
        second.text,
        third.text,
    ]
    assert (len(first.moments), len(first.figures), len(first.statements)) == (1, 0, 0)
    assert (len(second.moments), len(second.figures), len(second.statements)) == (0, 1, 1)
    assert (third.moments, third.figures, third.statements) == ((), (), ())


def test_a_sentence_within_one_origin_is_taken_once_from_who_printed_it_first() -> None:
    one, two = report("one", TEXT), report("two", TEXT.upper() + " New here.")
    material = gather(dossier([clip(one, origin="wire"), clip(two, origin="wire")]))
    assert [passage.span.report for passage in material.passages] == ["one", "one", "one", "two"]
    apart = gather(dossier([clip(one), clip(two)]))
    assert len(apart.passages) == 7


@pytest.mark.parametrize(
    ("language", "taken"),
    [("en", True), ("en-GB", True), ("EN", True), ("", True), ("no", False), ("enm", False)],
)
def test_only_english_is_taken_apart(language: str, taken: bool) -> None:
    material = gather(dossier([clip(report("r", TEXT, language=language))]))
    assert bool(material.passages) is taken
    assert len(material.clippings) == 1


def test_nothing_of_a_reserved_report_is_material() -> None:
    material = gather(
        dossier([clip(report("r", TEXT, rights=RESERVED)), clip(report("s", "The bell rang."))])
    )
    assert [clipping.report.id for clipping in material.clippings] == ["s"]
    assert material.origins == ("o-s",)
    assert material.report_passages("r") == ()


def test_a_heading_or_a_caption_is_no_sentence() -> None:
    own = report("r", "FERRY LOST\n\nThe ferry sank.")
    spans = (Span(report="r", start=0, end=10), Span(report="r", start=12, end=27))
    clipping = clip(own)
    clipping = dataclasses.replace(clipping, facts=dataclasses.replace(clipping.facts, sentences=spans))
    assert gathered(clipping) == ["The ferry sank."]


def test_a_report_whose_facts_are_empty_gives_no_sentence() -> None:
    clipping = clip(report("r", TEXT))
    assert (
        gathered(dataclasses.replace(clipping, facts=dataclasses.replace(clipping.facts, sentences=()))) == []
    )
    assert gathered() == []


def test_origins_stand_in_order_and_once() -> None:
    clippings = [clip(report(n, TEXT), origin=o) for n, o in (("a", "z"), ("b", "y"), ("c", "z"))]
    assert gather(dossier(clippings)).origins == ("z", "y")


# --- naming and evidence --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outlet", "url", "name"),
    [
        ("Bladet", "https://www.kystavisa.example/1", "Bladet"),
        ("", "https://www.kystavisa.example/1", "kystavisa.example"),
        ("", "no address", ""),
        ("", "", ""),
    ],
)
def test_an_outlet_without_a_name_goes_by_its_host(outlet: str, url: str, name: str) -> None:
    assert outlet_name(Report(id="r", text="x", outlet=outlet, url=url)) == name


@settings(max_examples=20, deadline=None)
@given(st.integers(0, len(TEXT) - 1), st.integers(1, 30))
def test_evidence_grows_to_the_sentence_and_never_out_of_the_report(start: int, size: int) -> None:
    clipping = clip(report("r", TEXT))
    span = Span(report="r", start=start, end=min(start + size, len(TEXT)))
    grown = sentence_of(clipping, span)
    assert grown.report == "r"
    assert 0 <= grown.start <= span.start < span.end <= grown.end <= len(TEXT)


# --- what others build on -------------------------------------------------------------------


def test_a_passage_holds_its_words_folded() -> None:
    (passage,) = gather(dossier([clip(report("a", "The guild’s “old” ferry sank."))])).passages
    assert passage.words == ("the", "guild's", "old", "ferry", "sank")
    assert passage.terms == terms_of(passage.text)
    assert passage.numbers == numbers_of(passage.text)


def test_the_sentences_of_a_report_are_found_by_its_name() -> None:
    material = gather(dossier([clip(report("a", TEXT)), clip(report("b", "It rained in Ollerau."))]))
    assert [p.text for p in material.report_passages("b")] == ["It rained in Ollerau."]
    assert len(material.report_passages("a")) == 3
    assert material.report_passages("c") == ()


def test_an_origin_in_another_language_is_not_read() -> None:
    clippings = [clip(report("a", TEXT)), clip(report("d", "Es regnete in Vesk.", language="de"))]
    material = gather(dossier(clippings))
    assert material.origins == ("o-a", "o-d")
    assert material.read == ("o-a",)


def test_a_clause_stands_in_the_sentence_of_its_verb() -> None:
    own = report("a", TEXT)
    verb = phrase(own, "sank")
    held = clip(own)
    clause = Clause(span=sentences(own)[0], verb=verb, lemma="sink")
    held = dataclasses.replace(held, facts=dataclasses.replace(held.facts, clauses=(clause,)))
    first, *others = gather(dossier([held])).passages
    assert first.clauses == (clause,)
    assert not any(passage.clauses for passage in others)


@pytest.mark.parametrize(
    ("word", "number"), [("Twelve", {"12"}), ("One", set()), ("zero", set()), ("3,400", {"3400"})]
)
def test_numbers_stand_as_digits_and_one_is_none(word: str, number: set[str]) -> None:
    assert numbers_of(f"{word} lamps fell") == number


# --- plain spelling --------------------------------------------------------------------------


@given(st.text(max_size=40))
@settings(max_examples=300, deadline=None)
def test_words_are_plain_as_fold_makes_them(text: str) -> None:
    """Only what is not ASCII is taken apart; accents go all the same."""
    assert plainly(plainly(text)) == plainly(text) or not text.isascii()
    assert plainly(text.lower()) == plainly(text) or not text.isascii()


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Ærø’s Café", "ærø's cafe"),
        ("NAÏVE “Garçon”", 'naive "garcon"'),
        ("Gdańsk—Łódź", "gdansk łodz"),
        ("Київ", "киів"),
        ("résumé", "resume"),
        ("re\u0301sume\u0301", "resume"),
    ],
)
def test_marks_are_plain_and_accents_gone(text: str, plain: str) -> None:
    assert plainly(text) == plain


@pytest.mark.parametrize("text", ["Ærø’s Café", "Gdańsk Łódź", "Київ", "Straße", "ÅNGSTRÖM", "ﬁne"])
def test_a_word_is_as_plain_as_fold_makes_it(text: str) -> None:
    assert plainly(text) == fold(text)


def test_the_origins_are_those_of_the_reports_in_order() -> None:
    clippings = [clip(report(name, TEXT), origin=origin) for name, origin in zip("abc", "yxy", strict=True)]
    assert gather(dossier(clippings)).origins == ("y", "x")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("No number", set()), ("two of 1,400", {"2", "1400"}), ("twelve", {"12"}), ("one at 3.5", {"3.5"})],
)
def test_numbers_in_words_and_digits(text: str, numbers: set[str]) -> None:
    assert numbers_of(text) == numbers
