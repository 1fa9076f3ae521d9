"""The rules that need no source, the table, and the judge over pages."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.pages import Clipping, LineKind, Severity
from dateline.core.types import Facts, Report, Span
from dateline.stages.proof import (
    RULES,
    Draft,
    DraftLine,
    proof,
)
from dateline.stages.proof.case import Case
from dateline.stages.proof.drafts.passages import sentences
from dateline.stages.proof.ground.conversions import pairs

HTML = "<" + "b>bold</" + "b>"


def found(text: str, rule: str) -> list[tuple[str, Severity]]:
    return [(f.text, f.severity) for f in proof(Draft(text=text), None) if f.rule == rule]


def clipping(text: str) -> Clipping:
    return Clipping(report=Report(id="r1", text=text), facts=Facts(report="r1"), origin="r1")


# --- units --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "1,300 km (808 miles)",
        "1,300 kilometres (about 800 miles)",
        "1,000 km (620 miles)",
        "10 miles (16 km)",
        "10-15 km (6-9 miles)",
        "1.88m (6ft 2in)",
        "6 feet 2 inches (1.88 metres)",
        "30C (86F)",
        "warmer by 1.5C (2.7F)",
        "100 km/h (62 mph)",
        "5 acres (2 hectares)",
        "2 tons (1.8 tonnes)",
        "20 square miles (52 sq km)",
        "70 kg, or 154 pounds",
        "$600 (£397)",
        "5 km (30 minutes)",
        "3 km (5 kg)",
        "10 km (10 km)",
    ],
)
def test_pairs_that_convert_and_what_is_no_pair_are_silent(text: str) -> None:
    assert not found(f"It was {text} there.", "unit-mismatch")


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("1,300 km (807 miles)", Severity.WARNING),
        ("1,300 km (30 miles)", Severity.ERROR),
        ("10 km (16 miles)", Severity.ERROR),
        ("10 km (10 miles)", Severity.ERROR),
        ("30C (96F)", Severity.ERROR),
        ("100 km/h (162 mph)", Severity.ERROR),
        ("70 kg, or 32 pounds", Severity.ERROR),
        ("6ft 2in (1.98m)", Severity.ERROR),
    ],
)
def test_pairs_that_do_not_convert_are_found(text: str, severity: Severity) -> None:
    ((marked, grave),) = found(f"It was {text} there.", "unit-mismatch")
    assert grave is severity
    assert marked == text


def test_the_right_conversion_is_told() -> None:
    (finding,) = proof(Draft(text="It flew 1,300 km (807 miles)."), None)
    assert finding.why == "1,300 km is 808 miles, not 807 miles."


@given(st.integers(min_value=1, max_value=20_000))
def test_a_distance_converted_and_rounded_always_converts(kilometres: int) -> None:
    miles = round(kilometres / 1.609344)
    if miles:
        assert not found(f"{kilometres} km ({miles:,} miles)", "unit-mismatch")


@given(st.text(alphabet="0123456789.,km ()milesft-", max_size=80))
def test_pairs_lie_in_the_text(text: str) -> None:
    for pair in pairs(text):
        assert 0 <= pair.left.start < pair.left.end <= pair.right.start < pair.right.end <= len(text)


# --- markup -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "leak"),
    [
        ("**Crane falls in Brno**", "**Crane falls in Brno**"),
        (f"A {HTML} word", "<b>"),
        ("Fish &amp; chips", "&amp;"),
        ("It&#39;s here", "&#39;"),
        ("see [the report](https://brno.example/a)", "[the report](https://brno.example/a)"),
        ("Dear {{ name }}, hello", "{{ name }}"),
        ("a zero\u200bwidth space", "\u200b"),
        ("an escape \\u200b here", "\\u200b"),
        ("## What happened", "## "),
        ("It cost [object Object] euros", "[object Object]"),
        ("As an AI language model, I cannot", "As an AI language model"),
        ("the cafÃ© is shut", "Ã©"),
    ],
)
def test_leaked_markup_is_an_error(text: str, leak: str) -> None:
    assert (leak, Severity.ERROR) in found(text, "markup-leak")


@pytest.mark.parametrize(
    "text",
    [
        "2 * 3 * 4",
        "a [bracketed] word (and more)",
        "AT&T; Q&A",
        "5 < 6 and 7 > 6",
        "#brno is a tag",
        "snake_case_name",
    ],
)
def test_what_only_looks_like_markup_is_silent(text: str) -> None:
    assert not found(text, "markup-leak")


def test_tokens_of_a_program_are_warned_of() -> None:
    assert found("the mayor [UNK] spoke", "markup-leak") == [("[UNK]", Severity.WARNING)]


# --- repeats ------------------------------------------------------------------------------

TIME = "Tue, 05 Mar 2024 10:15:00 GMT"


def test_a_time_printed_twice_for_one_item() -> None:
    assert [text for text, _ in found(f"{TIME}\n\nCrane falls in Brno\n\n{TIME}\n", "duplicated-time")] == [
        TIME
    ]
    assert not found(f"{TIME}\n\nCrane falls\n\nTue, 05 Mar 2024 11:15:00 GMT", "duplicated-time")


def test_a_time_far_away_is_another_items() -> None:
    assert not found(f"{TIME}\n\n{'A long story. ' * 60}\n\n{TIME}", "duplicated-time")


@pytest.mark.parametrize(
    "raw", ["Tue Mar 05 2024 12:15:00 GMT+0200 (Eastern European Standard Time)", "2024-03-05T10:15:00Z"]
)
def test_a_machines_time_is_no_time_for_a_reader(raw: str) -> None:
    assert [text for text, _ in found(f"Published {raw}", "raw-time")] == [raw]
    assert not found(f"Published {TIME}", "raw-time")


def test_a_line_printed_twice() -> None:
    text = "Crane falls in Brno\n\nIt fell at noon.\n\nCrane Falls in Brno"
    assert found(text, "duplicated-line") == [("Crane Falls in Brno", Severity.WARNING)]
    assert not found("Crane falls in Brno\n\nCrane falls in Zlín", "duplicated-line")


def test_related_titles_that_are_not_of_the_matter() -> None:
    story = (
        "Petra Novotná, the mayor of Brno, said that the crane had been checked by the firm Stavba before it "
        "fell on the square. Her office in Brno has asked Stavba for its papers, and so have the police."
    )
    related = "Brno closes its old bridge for repairs\n\nTennis final moved to Saturday after rain"
    (title,) = found(f"{story}\n\nMore on this theme\n\n{related}", "off-theme")
    assert title[0].startswith("Tennis")
    assert not found(f"{story}\n\n{related}", "off-theme")


# --- sourcing -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Observers say the crane was old.",
        "Political analysts warned of more.",
        "It is believed that it was old.",
    ],
)
def test_sources_that_are_nobody(text: str) -> None:
    assert found(text, "vague-source")


@pytest.mark.parametrize(
    "text",
    [
        "Analysts at Brno Bank say the firm is sound.",
        "The mayor said: “Observers say it was old.”",
        "Critics of the plan meet today.",
    ],
)
def test_sources_that_are_somebody_or_somebody_elses(text: str) -> None:
    assert not found(text, "vague-source")


def test_contentious_matter_without_a_source() -> None:
    assert found("A crane fell in Brno and three workers were killed on the spot.", "unattributed-statement")
    said = "A crane fell in Brno and three workers were killed on the spot, police said."
    assert not found(said, "unattributed-statement")
    assert not found(
        "The crane in Brno is painted in yellow and stands on the square.", "unattributed-statement"
    )


def test_judgement_words_are_for_quotation() -> None:
    assert found("The shocking fall of the crane", "judgement") == [("shocking", Severity.WARNING)]
    assert not found("The mayor called it “a shocking fall”", "judgement")


def judged(line: str, source: str, kind: LineKind = LineKind.COMPOSED) -> list[str]:
    evidence = (Span(report="r1", start=0, end=len(source)),)
    draft = Draft(text=line, lines=(DraftLine(id="a", start=0, end=len(line), kind=kind, evidence=evidence),))
    return [f"{f.rule}:{f.severity}" for f in proof(draft, [clipping(source)])]


def test_claimed_is_never_raised_to_confirmed() -> None:
    assert judged("The firm confirmed it.", "The firm claimed it.") == ["raised-stance:error"]
    assert not judged("The firm claimed it.", "The firm claimed it.")
    assert not judged("A wolf's den was there.", "A wolf's den was there.")
    free = proof(Draft(text="The firm confirmed it."), [clipping("The firm claimed it.")])
    assert [f.severity for f in free] == [Severity.WARNING]


def test_a_plural_for_one_source() -> None:
    assert judged("Officials said so.", "An official said so.") == ["plural-source:warning"]
    assert not judged("Officials said so.", "Two officials said so.")


# --- evidence and support -----------------------------------------------------------------


def test_a_line_without_evidence() -> None:
    line = DraftLine(id="a", start=0, end=9, kind=LineKind.COMPOSED, evidence=())
    (finding,) = proof(Draft(text="It fell.\n", lines=(line,)), None)
    assert (finding.rule, finding.severity, finding.line) == ("no-evidence", Severity.ERROR, "a")


@pytest.mark.parametrize(
    "span",
    [
        Span(report="r2", start=0, end=4),
        Span(report="r1", start=0, end=400),
        Span(report="r1", start=5, end=5),
        Span(report="r1", start=-2, end=5),
    ],
)
def test_evidence_that_points_nowhere(span: Span) -> None:
    line = DraftLine(id="a", start=0, end=8, kind=LineKind.EXTRACT, evidence=(span,))
    found = proof(Draft(text="It fell.", lines=(line,)), [clipping("It fell.")])
    assert "no-evidence" in {finding.rule for finding in found}


def test_a_sentence_that_no_source_speaks_of() -> None:
    source = clipping("The mayor opened a swimming pool. Children came with their parents and sang.")
    strange = "Tomato growers demand cheaper electricity for greenhouses before winter."
    assert [f.rule for f in proof(Draft(text=strange), [source])] == ["unsupported-statement"]
    assert not proof(Draft(text="The mayor opened a swimming pool and children sang with parents."), [source])


# --- the whole ----------------------------------------------------------------------------


def test_every_rule_says_where_it_comes_from() -> None:
    assert all(rule.name and rule.style and (rule.check.__doc__ or "").strip() for rule in RULES)


def test_rules_that_need_sources_are_silent_without_any() -> None:
    assert not proof(Draft(text="Karel Zeman counted 57 cranes in Ostrava in 1998."), None)


def test_rules_that_need_sources_are_silent_on_an_empty_list_of_sources() -> None:
    case = Case(draft=Draft(text="x"), passages=())
    assert all(list(rule.check(case)) == [] for rule in RULES)


@given(st.text(max_size=400))
def test_offsets_are_right_and_the_verdict_is_the_same_each_time(text: str) -> None:
    source = clipping("Petra Novotná opened 3 pools in Brno. “They are open,” she said.")
    findings = proof(Draft(text=text), [source])
    assert all(text[f.start : f.end] == f.text and f.text for f in findings)
    assert findings == proof(Draft(text=text), [source])
    assert list(findings) == sorted(findings, key=lambda f: (f.start, f.end, f.rule, f.why))


@given(st.text(max_size=400))
def test_sentences_cover_the_text_in_order(text: str) -> None:
    spans = list(sentences(text))
    assert all(start < end <= first for (start, end), (first, _) in pairwise(spans))
    left = "".join(text[start:end] for start, end in spans)
    assert "".join(left.split()) == "".join(text.split())


SENTENCES = (
    "Petra Novotná, the mayor of Brno, opened 3 pools on Tuesday, 4 March 2024.",
    "“They are open to all,” she said, “and they cost 1.2 million euros.”",
    "Some 300 people came, according to the Czech Swimming Union, 12 per cent more than in 2023.",
    "The largest is 50 metres (164 feet) long, and opens at 7.30am.",
    "An F-16 flew over; nobody was hurt.",
)


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4, unique=True), st.booleans())
def test_an_unaltered_extract_is_never_an_error(chosen: list[str], lower: bool) -> None:
    text = " ".join(chosen)
    findings = proof(Draft(text=text.lower() if lower else text), [clipping("\n\n".join(SENTENCES))])
    assert not [f for f in findings if f.severity is Severity.ERROR]


@pytest.mark.parametrize(
    "text", ["(" * 20_000, "“" * 20_000, "A. " * 8_000, "1,000 " * 5_000, "**" * 20_000, "it's 'a " * 4_000]
)
def test_hostile_texts_take_no_longer_than_long_ones(text: str) -> None:
    proof(Draft(text=text), [clipping("A crane fell in Brno.")])
