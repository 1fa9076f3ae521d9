"""The parts that a page is put together from: links, times, excerpts, figures, changes, maps."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.pages import Change, Occasion, Revision, Status
from dateline.core.text import words
from dateline.core.types import Qualifier, Rights, Scope
from dateline.stages.publish.direction import direction
from dateline.stages.publish.story.accounts import terms
from dateline.stages.publish.story.amounts import amount
from dateline.stages.publish.story.changes import log
from dateline.stages.publish.story.differences import difference
from dateline.stages.publish.story.evidence import QUOTE_WORDS, EvidenceFile, excerpt
from dateline.stages.publish.story.figures import ledger
from dateline.stages.publish.wording import tongue
from tests.newsroom import (
    COPY,
    FERRY,
    FERRY_PAGE,
    LIBRARY,
    RADIO,
    REPORTS,
    WALL,
    credit,
    hurt,
    line,
    span,
)

SAY = tongue("en").say

# --- evidence -----------------------------------------------------------------------------


@given(st.text(), st.integers(5, 30))
def test_an_excerpt_keeps_to_its_limit(text: str, limit: int) -> None:
    cut = excerpt(text, limit)
    assert len(words(cut)) <= limit
    assert " ".join(text.split()).startswith(cut.removesuffix(" …").rstrip())


def test_an_excerpt_is_cut_with_an_ellipsis_or_not_given() -> None:
    assert excerpt("one two, three four five six", 5) == "one two, three four five …"
    assert excerpt("one two\n\nthree", 5) == "one two three"
    assert excerpt("one two three four five", 4) == ""


def test_a_chip_names_the_outlet_and_counts_independent_origins() -> None:
    evidence = EvidenceFile(FERRY_PAGE, REPORTS)
    alone = evidence.chip((span(FERRY, "ran aground"), span(COPY, "ran aground")))
    both = evidence.chip((span(FERRY, "ran aground"), span(RADIO, "Havarie")))
    assert alone
    assert both
    assert (alone.label, alone.more) == ("Watt-Anzeiger", 0)
    assert (both.label, both.more) == ("Watt-Anzeiger", 1)


def test_a_split_chip_names_both_sides() -> None:
    printed = EvidenceFile(FERRY_PAGE, REPORTS).line(FERRY_PAGE.summary[1])
    assert printed.chip
    assert printed.chip.split
    assert printed.chip.label == "Watt-Anzeiger / Radio Siel"
    assert (SAY(printed.shown), printed.tone) == ("disputed", "warn")


def test_the_same_evidence_has_one_card() -> None:
    evidence = EvidenceFile(FERRY_PAGE, REPORTS)
    spans = (span(FERRY, "ran aground"),)
    first, again = evidence.chip(spans), evidence.chip(spans)
    assert first == again
    assert len(evidence.cards) == 1


def test_a_copy_is_named_on_the_card_and_not_quoted_again() -> None:
    evidence = EvidenceFile(FERRY_PAGE, REPORTS)
    evidence.chip((span(FERRY, "ran aground"), span(COPY, "ran aground")))
    (card,) = evidence.cards
    assert [quotation.source.outlet for quotation in card.quotations] == ["Watt-Anzeiger"]
    assert [source.outlet for source in card.also] == ["Norden heute"]


def test_a_reserved_report_is_linked_and_not_quoted() -> None:
    evidence = EvidenceFile(FERRY_PAGE, REPORTS)
    evidence.chip((span(WALL, "The shipping line denies"),))
    quotation = evidence.cards[0].quotations[0]
    assert quotation.words == ""
    assert "reserves" in SAY(quotation.why)
    assert quotation.href == WALL.url


def test_quotations_keep_to_25_words_and_to_a_tenth_of_the_article() -> None:
    long = replace(FERRY, id="rlong", text=" ".join(f"word{n}" for n in range(400)))
    page = replace(FERRY_PAGE, sources=(credit(long),))
    evidence = EvidenceFile(page, {"rlong": long})
    for start in range(0, 300, 30):
        evidence.chip((span(long, " ".join(f"word{n}" for n in range(start, start + 30))),))
    quoted = [len(words(card.quotations[0].words)) for card in evidence.cards]
    assert max(quoted) == QUOTE_WORDS
    assert sum(quoted) == 40
    spent = evidence.cards[-1].quotations[0]
    assert "as far as it may" in SAY(spent.why)
    assert "#:~:text=word270%20" in spent.href


def test_the_words_of_a_short_report_are_dealt_over_the_lines_that_rest_on_it() -> None:
    short = replace(FERRY, id="rshort", text=" ".join(f"word{n}" for n in range(90)))
    cited = [span(short, " ".join(f"word{n}" for n in range(start, start + 30))) for start in (0, 30, 60)]
    lines = [replace(FERRY_PAGE.headline, id=str(n), evidence=(one,)) for n, one in enumerate(cited)]
    page = replace(
        FERRY_PAGE,
        headline=lines[0],
        standfirst=None,
        summary=tuple(lines[1:]),
        body=(),
        sources=(credit(short),),
    )
    evidence = EvidenceFile(page, {"rshort": short})
    for one in lines:
        evidence.line(one)
    assert [len(words(card.quotations[0].words)) for card in evidence.cards] == [10, 10, 5]
    alone = EvidenceFile(replace(page, summary=()), {"rshort": short})
    alone.line(lines[0])
    assert len(words(alone.cards[0].quotations[0].words)) == QUOTE_WORDS


def test_an_open_licence_and_a_short_limit_are_heeded() -> None:
    own = replace(LIBRARY, rights=replace(LIBRARY.rights, quote_words=6))
    page = replace(FERRY_PAGE, sources=(credit(own),))
    evidence = EvidenceFile(page, {own.id: own})
    evidence.chip((span(own, own.text),))
    assert evidence.cards[0].quotations[0].words == "The library of Esens opens again …"
    none = replace(LIBRARY, rights=Rights(quote_words=0))
    silent = EvidenceFile(page, {none.id: none})
    silent.chip((span(none, none.text),))
    assert silent.cards[0].quotations[0].words == ""


def test_a_line_in_another_language_says_which() -> None:
    evidence = EvidenceFile(FERRY_PAGE, REPORTS)
    assert evidence.line(FERRY_PAGE.body[0].lines[1]).language == "de"
    assert evidence.line(FERRY_PAGE.summary[1]).language == ""
    assert direction("fa-IR") == "rtl"
    assert direction("de") == ""


def test_a_line_without_known_evidence_has_no_chip_and_anchors_are_unique() -> None:
    evidence = EvidenceFile(FERRY_PAGE, {})
    first = evidence.line(line("changed", "Text.", replace(span(FERRY, "ran"), report="gone")))
    again = evidence.line(line("changed", "Text."))
    assert first.chip is None
    assert (first.id, again.id) == ("line-changed", "")


# --- figures ------------------------------------------------------------------------------


def test_disagreement_is_a_range_with_names_and_the_replaced_stays() -> None:
    (count,) = ledger(FERRY_PAGE, EvidenceFile(FERRY_PAGE, REPORTS), REPORTS)
    rows = count.rows
    assert SAY(count.measure) == "injured"
    assert [(SAY(row.amount), row.replaced) for row in rows] == [("3–5", False), ("2", True)]
    assert [(voice.who, SAY(voice.amount)) for voice in rows[0].voices] == [
        ("Radio Siel", "5"),
        ("Watt-Anzeiger", "3"),
    ]
    assert rows[0].chip
    assert rows[0].chip.split


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "unit", "text"),
    [
        (3, 3, Qualifier.EXACT, "person", "3"),
        (1200, None, Qualifier.AT_LEAST, "", "at least 1,200"),
        (900, 1400, Qualifier.EXACT, "", "900–1,400"),
        (7.9, 7.9, Qualifier.ABOUT, "m", "about 7.9\u00a0m"),
        (1, 40, Qualifier.UP_TO, "", "up to 40"),
        (24, None, Qualifier.VAGUE, "", "dozens"),
        (200, None, Qualifier.VAGUE, "person", "hundreds"),
        (2, None, Qualifier.VAGUE, "", "several"),
    ],
)
def test_a_figure_is_as_exact_as_it_was_given(
    low: float, high: float | None, qualifier: Qualifier, unit: str, text: str
) -> None:
    entry = hurt(low, FERRY, span(FERRY, "ran"))
    assert SAY(amount(replace(entry, high=high, qualifier=qualifier, unit=unit), {})) == text


def test_a_vague_figure_keeps_the_word_of_its_report() -> None:
    report = replace(FERRY, text="Scores of people were hurt.")
    entry = replace(hurt(24, report, span(report, report.text)), high=None, qualifier=Qualifier.VAGUE)
    assert SAY(amount(entry, {report.id: report})) == "scores"


def test_scopes_are_kept_apart() -> None:
    total = replace(hurt(40, FERRY, span(FERRY, "ran")), scope=Scope.CUMULATIVE)
    page = replace(FERRY_PAGE, figures=(*FERRY_PAGE.figures, total))
    counts = ledger(page, EvidenceFile(page, REPORTS), REPORTS)
    assert [(SAY(count.measure), SAY(count.scope)) for count in counts] == [
        ("injured", ""),
        ("injured", "in all so far"),
    ]


# --- changes ------------------------------------------------------------------------------


def test_a_changed_word_is_shown_among_those_that_stayed() -> None:
    pieces = difference(Change(line="l", before="Two men are missing.", after="Two men are safe."))
    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("same", "Two men are"),
        ("del", "missing."),
        ("ins", "safe."),
    ]


def test_another_sentence_is_shown_whole_and_an_empty_side_not_at_all() -> None:
    other = difference(Change(line="l", before="The dyke holds.", after="A train left early."))
    assert [piece.kind for piece in other] == ["del", "ins"]
    assert [piece.kind for piece in difference(Change(line="l", before="", after="New."))] == ["ins"]
    long = difference(Change(line="l", before="a " * 500, after="a " * 499 + "b"))
    assert [piece.kind for piece in long] == ["del", "ins"]


@given(st.text(), st.text())
def test_a_difference_holds_both_sides(before: str, after: str) -> None:
    pieces = difference(Change(line="l", before=before, after=after))
    kept = " ".join(piece.text for piece in pieces if piece.kind != "ins").split()
    new = " ".join(piece.text for piece in pieces if piece.kind != "del").split()
    assert (kept, new) == (before.split(), after.split())


def test_every_correction_stays_in_the_log_however_old() -> None:
    later = tuple(Revision(number=n, at=None, reason="New report.") for n in range(3, 30))
    by_desk = replace(FERRY_PAGE.revision, occasion=Occasion.CORRECTION)
    page = replace(FERRY_PAGE, revisions=(FERRY_PAGE.revisions[0], by_desk, *later))
    assert [entry.number for entry in log(page)] == [29, 28, 27, 26, 25, 24, 23, 22, 2]
    assert not later[0].corrects


# --- terms --------------------------------------------------------------------------------


def test_terms_are_told_in_words() -> None:
    assert SAY(terms(credit(LIBRARY))) == "licence: CC BY 4.0"
    other = {
        "https://creativecommons.org/publicdomain/zero/1.0/": "licence: CC0",
        "All rights reserved": "licence: All rights reserved",
        "https://a.example/terms": "licence of the outlet",
    }
    for licence, said in other.items():
        assert SAY(terms(replace(credit(LIBRARY), licence=licence))) == said
    assert SAY(terms(credit(FERRY))) == "no licence stated: quoted within limits"
    assert SAY(terms(credit(WALL))).startswith("rights reserved")


def test_every_status_has_a_tone() -> None:
    evidence = EvidenceFile(FERRY_PAGE, REPORTS)
    tones = {status: evidence.line(line("l", "x", status=status)).tone for status in Status}
    assert tones[Status.CONFIRMED] == "good"
    assert tones[Status.REPORTED] == "plain"
    assert tones[Status.WITHDRAWN] == "warn"
