"""Names and quotations: each has to stand in a source, spelled and worded as there."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.pages import Clipping, LineKind, Severity
from dateline.core.types import Facts, Phrase, Place, Report, Span
from dateline.stages.proof import Draft, DraftLine, proof
from dateline.stages.proof.ground.forms import ends, one_slip, same_root
from dateline.stages.proof.ground.ground import Ground
from dateline.stages.proof.ground.quotemarks import quoted
from dateline.stages.proof.ground.stretches import Stretch
from dateline.stages.proof.rules.names import words_of
from dateline.stages.proof.rules.quotations import has_words

SOURCE = (
    "Mayor Petra Novotná told Brno Post that the crane had been checked. "
    "“We checked it on Monday, and it was safe,” Ms Novotná said. "
    "The Czech Hydrological Institute sent Otakar Vrba, an engineer from Ukraine. "
    "A spokesman for the United Builders' Union said it would wait."
)


def clipping(text: str = SOURCE) -> Clipping:
    report = Report(id="r1", text=text, outlet="Brno Post", title="Crane falls in Brno", author="Jan Holub")
    return Clipping(report=report, facts=Facts(report="r1"), origin="r1")


def errors(text: str, text_of_source: str = SOURCE) -> list[tuple[str, str]]:
    found = proof(Draft(text=text), [clipping(text_of_source)])
    return [(f.rule, f.text) for f in found if f.severity is Severity.ERROR]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor, Petra Novotná, spoke to Brno Post.",
        "The mayor, Petra Novotna, spoke.",  # without the accent
        "It was Novotná's crane.",
        "The Ukrainian engineer Otakar Vrba came.",
        "Crane Falls in Brno",
        "The CHI sent an engineer.",  # initials of what the source spells out
        "Meanwhile the mayor said so.",
        "Prime Minister and President are titles.",
        "In brno the mayor petra novotná spoke.",
        "As Jan Holub reported, it was safe.",
    ],
)
def test_names_of_the_source_stand(text: str) -> None:
    assert not errors(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The mayor, Petra Novotny, spoke.", "Novotny"),
        ("The engineer Otakar Vrbna came.", "Vrbna"),
        ("He flew in from Slovenia.", "Slovenia"),
        ("The crane of Karel Zeman fell.", "Karel Zeman"),
        ("Zeman said it was safe.", "Zeman"),
        ("The NATO crane fell.", "NATO"),
        ("The F-17 flew over Brno.", ""),
    ],
)
def test_names_that_no_source_has_are_errors(text: str, wrong: str) -> None:
    assert errors(text) == ([("unsupported-name", wrong)] if wrong else [])


def test_the_nearest_spelling_is_offered_with_its_place() -> None:
    (found,) = proof(Draft(text="The engineer Otakar Vrbna came."), [clipping()])
    assert "“Vrba”" in found.why
    (span,) = found.evidence
    assert SOURCE[span.start : span.end] == "Vrba"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("the engineer otakar zeman came .", "otakar zeman"),
        ("the crane was checked , says mr holec .", "holec"),
        ("petra novotny spoke to brno post .", "petra novotny"),
    ],
)
def test_names_are_found_without_capitals(text: str, wrong: str) -> None:
    assert errors(text) == [("unsupported-name", wrong)]


def test_a_clean_draft_without_capitals_is_silent() -> None:
    assert not errors("petra novotná told brno post the crane had been checked again and again .")


def test_a_place_is_called_a_place_when_the_drafts_facts_say_so() -> None:
    text = "The crane fell in Olomouc."
    span = Span(report="draft", start=18, end=25)
    place = Place(phrase=Phrase(text="Olomouc", span=span), name="Olomouc", evidence=(span,))
    facts = Facts(report="draft", places=(place,))
    assert [f.rule for f in proof(Draft(text=text), [clipping()], facts)] == ["unsupported-place"]
    assert [f.rule for f in proof(Draft(text=text), [clipping()])] == ["unsupported-name"]


def test_a_line_stands_on_its_own_evidence_and_a_headline_on_its_reports() -> None:
    text = "Otakar Vrba came"
    spans = (Span(report="r1", start=0, end=60),)
    line = DraftLine(id="a", start=0, end=len(text), kind=LineKind.EXTRACT, evidence=spans)
    headline = DraftLine(id="a", start=0, end=len(text), kind=LineKind.HEADLINE, evidence=spans)
    assert [f.rule for f in proof(Draft(text=text, lines=(line,)), [clipping()])] == ["unsupported-name"]
    assert not proof(Draft(text=text, lines=(headline,)), [clipping()])


def test_a_headline_in_title_case_may_hold_no_strange_word() -> None:
    text = "Crane Falls in Prague Square"
    spans = (Span(report="r1", start=0, end=60),)
    line = DraftLine(id="a", start=0, end=len(text), kind=LineKind.HEADLINE, evidence=spans)
    found = proof(Draft(text=text, lines=(line,)), [clipping()])
    assert [f.text for f in found if f.severity is Severity.ERROR] == ["Prague", "Square"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("ukraine", "ukrainian"), ("wales", "welsh"), ("norway", "norwegians"), ("spain", "spanish")],
)
def test_forms_of_one_name(one: str, other: str) -> None:
    assert same_root(one, other)
    assert same_root(other, one)


@pytest.mark.parametrize(("one", "other"), [("iran", "iraq"), ("austria", "australia"), ("niger", "nigeria")])
def test_two_names_that_look_alike_are_two(one: str, other: str) -> None:
    assert not same_root(one, other)


def test_a_slip_of_the_pen_shares_a_shortened_form() -> None:
    assert one_slip("vrbna", "vrba")
    assert one_slip("vrban", "vrbna")
    assert not one_slip("vrba", "vrbnal")
    assert not one_slip("abc", "abd")


@given(st.text("abcdefgh", min_size=5, max_size=9), st.data())
def test_one_slip_leaves_the_first_or_the_last_two_letters(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(min_value=0, max_value=len(word) - 1))
    slipped = data.draw(
        st.sampled_from(
            (word[:at] + word[at + 1 :], f"{word[:at]}z{word[at:]}", f"{word[:at]}z{word[at + 1 :]}")
        )
    )
    assert one_slip(word, slipped)
    assert set(ends(word)) & set(ends(slipped))


@given(st.text(max_size=200))
def test_words_have_their_offsets(text: str) -> None:
    assert all(text[word.start : word.end] == word.text for word in words_of(text))


# --- quotations ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        '"We checked it on Monday, and it was safe," the mayor said.',
        "“We checked it on Monday … it was safe,” she said.",
        "‘We checked it on Monday, and it was safe,’ she said.",
        "“We checked [the crane] on Monday, and it was safe,” she said.",
        "She said it had been “checked” and was 'safe'.",
        "`` we checked it on monday , and it was safe , '' she said .",
    ],
)
def test_quotations_of_the_source_stand(text: str) -> None:
    wide = SOURCE.replace("checked it on", "checked it (the crane) on") if "[" in text else SOURCE
    source = wide.replace("it (the crane)", "")
    assert not [f for f in proof(Draft(text=text), [clipping(source)]) if f.rule == "misquote"]


@pytest.mark.parametrize(
    "text",
    [
        "“We checked it on Monday, and it was not safe,” she said.",
        "“It was safe … we checked it on Monday,” she said.",
        "“We inspected it on Monday,” she said.",
    ],
)
def test_altered_quotations_are_errors(text: str) -> None:
    ((rule, _),) = [error for error in errors(text) if error[0] == "misquote"]
    assert rule == "misquote"


def test_a_misquotation_shows_the_sentence_that_was_meant() -> None:
    (found,) = proof(Draft(text="“We checked it on Monday and it was fine,” she said."), [clipping()])
    assert "We checked it on Monday, and it was safe" in found.why
    assert SOURCE[found.evidence[0].start : found.evidence[0].end] in SOURCE


def test_one_or_two_quoted_words_only_warn() -> None:
    (found,) = proof(Draft(text="She called the crane “wobbly”."), [clipping()])
    assert (found.rule, found.severity) == ("misquote", Severity.WARNING)


def test_a_quotation_alone_has_no_speaker() -> None:
    (found,) = proof(Draft(text="“We checked it on Monday, and it was safe.”"), None)
    assert found.rule == "unattributed-quotation"
    assert not proof(Draft(text="“We checked it on Monday, and it was safe,” the mayor said."), None)


@pytest.mark.parametrize(
    "text", ["The dog's crane and the cat's house", "It's 5' tall", "rock 'n' roll's best"]
)
def test_apostrophes_are_no_quotations(text: str) -> None:
    assert not [text[start:end] for start, end in quoted(text) if len(text[start:end].split()) > 1]


@given(st.text(alphabet="ab“”\"'‘’ .\n", max_size=60))
def test_quotations_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    marks = list(quoted(text))
    assert all(0 < start < end < len(text) for start, end in marks)
    assert all(end <= start for (_, end), (start, _) in pairwise(marks))


def test_the_pieces_of_a_quotation_stand_in_order() -> None:
    ground = Ground([Stretch(report="r1", start=0, text="We go now and we come back later.")], ())
    assert has_words(ground, "We go now … come back")
    assert not has_words(ground, "come back … We go now")
