"""Chips and cards: a card for the same evidence, quotations within limits, nothing reserved quoted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.pages import Line, LineKind, Page, Status
from dateline.core.text import words
from dateline.core.types import Report, Rights, Span
from dateline.stages.publish.direction import direction
from dateline.stages.publish.story.evidence import QUOTE_WORDS, EvidenceFile, excerpt
from dateline.stages.publish.wording import phrase, tongue
from tests.newsroom import FERRY, FERRY_PAGE, RADIO, REPORTS, WALL, credit, line, span

SAY = tongue("en").say
DISPUTED, DENIED = phrase("disputed"), phrase("denied")
FEW = settings(max_examples=25, deadline=None)
AGROUND = span(FERRY, "The ferry Seeschwalbe ran aground")
HURT = span(FERRY, "three people were hurt")
COPIED = Span(report="rcopy", start=0, end=33)
FIVE = span(RADIO, "fünf Menschen")
DENIES = span(WALL, "The shipping line denies")
UNKNOWN = Span(report="rnobody", start=0, end=5)
SPANS = st.lists(st.sampled_from([AGROUND, HURT, COPIED, FIVE, DENIES, UNKNOWN]), max_size=6)


def opened(page: Page = FERRY_PAGE) -> EvidenceFile:
    return EvidenceFile(page, REPORTS)


def desk_of(count: int, text: str = "The windmill of Pewsum turns again.") -> tuple[Page, dict[str, Report]]:
    """A page of so many reports, each by an outlet of its own."""
    reports = {
        f"r{n}": Report(id=f"r{n}", outlet=f"Blatt {n}", text=text, language="en") for n in range(count)
    }
    return replace(FERRY_PAGE, sources=tuple(credit(report) for report in reports.values())), reports


@FEW
@given(st.lists(SPANS, max_size=8))
def test_ids_of_cards_are_unique_and_every_chip_has_its_card(asked: list[list[Span]]) -> None:
    file = opened()
    chips = [chip for evidence in asked if (chip := file.chip(evidence))]
    ids = [card.id for card in file.cards]
    assert len(ids) == len(set(ids))
    assert [card.number for card in file.cards] == list(range(1, len(ids) + 1))
    assert {chip.card for chip in chips} == set(ids)
    assert all(chip.more >= 0 and chip.label for chip in chips)


@FEW
@given(SPANS)
def test_evidence_named_twice_is_one_card_and_what_is_unknown_none(evidence: list[Span]) -> None:
    file = opened()
    first, again = file.chip(evidence), file.chip([*evidence, *evidence, UNKNOWN])
    assert (first is None) == all(cited == UNKNOWN for cited in evidence)
    assert (first.card if first else "") == (again.card if again else "")
    assert len(file.cards) == (0 if first is None else 1)


@FEW
@given(SPANS)
def test_a_card_quotes_each_origin_once_and_no_reserved_report(evidence: list[Span]) -> None:
    file = opened()
    file.chip(evidence)
    origins = {"Watt-Anzeiger": "owire", "Norden heute": "owire"}
    for card in file.cards:
        quoted = [quotation.source.outlet for quotation in card.quotations]
        assert len({origins.get(outlet, outlet) for outlet in quoted}) == len(quoted) <= 3
        for quotation in card.quotations:
            assert bool(quotation.words) != bool(quotation.why)
            assert quotation.source.outlet != "Küstenblatt" or not quotation.words


def test_another_status_is_another_card() -> None:
    file = opened()
    one, other = file.chip([AGROUND], status=DISPUTED), file.chip([AGROUND], status=DENIED)
    assert one is not None
    assert other is not None
    assert one.card != other.card
    assert [card.status for card in file.cards] == [DISPUTED, DENIED]


@pytest.mark.parametrize(
    ("evidence", "split", "independent", "label", "more"),
    [
        ((AGROUND,), False, 0, "Watt-Anzeiger", 0),
        ((AGROUND, HURT), False, 0, "Watt-Anzeiger", 0),
        ((AGROUND, COPIED), False, 0, "Watt-Anzeiger", 0),
        ((COPIED, AGROUND), False, 0, "Norden heute", 0),
        ((AGROUND, FIVE), False, 0, "Watt-Anzeiger", 1),
        ((AGROUND, FIVE, DENIES), False, 0, "Watt-Anzeiger", 2),
        ((AGROUND, FIVE), True, 0, "Watt-Anzeiger / Radio Siel", 0),
        ((AGROUND, FIVE, DENIES), True, 0, "Watt-Anzeiger / Radio Siel", 1),
        ((AGROUND,), True, 0, "Watt-Anzeiger", 0),
        ((AGROUND,), False, 4, "Watt-Anzeiger", 3),
        ((UNKNOWN, FIVE), False, 0, "Radio Siel", 0),
    ],
)
def test_labels_of_chips(
    evidence: tuple[Span, ...], split: bool, independent: int, label: str, more: int
) -> None:
    chip = opened().chip(evidence, split=split, independent=independent)
    assert chip is not None
    assert (chip.label, chip.more, chip.split) == (label, more, split)


def test_a_card_quotes_three_names_eight_more_and_counts_the_rest() -> None:
    page, reports = desk_of(15)
    file = EvidenceFile(page, reports)
    chip = file.chip([Span(report=key, start=0, end=12) for key in reports])
    (card,) = file.cards
    assert [quotation.source.number for quotation in card.quotations] == [1, 2, 3]
    assert [source.outlet for source in card.also] == [f"Blatt {n}" for n in range(3, 11)]
    assert card.more == 4
    assert chip is not None
    assert chip.more == 14


def test_an_outlet_without_a_name_is_called_so() -> None:
    page = replace(FERRY_PAGE, sources=(replace(credit(FERRY), outlet=""),))
    chip = EvidenceFile(page, REPORTS).chip([AGROUND])
    assert chip is not None
    assert chip.label == ""


def test_a_report_that_is_gone_is_named_and_not_quoted() -> None:
    file = EvidenceFile(FERRY_PAGE, {})
    file.chip([AGROUND])
    (quotation,) = file.cards[0].quotations
    assert (quotation.words, quotation.source.outlet, quotation.source.number) == ("", "Watt-Anzeiger", 1)


def test_a_quotation_links_to_its_words_and_a_bad_address_to_nothing() -> None:
    file = opened()
    file.chip([HURT])
    href = file.cards[0].quotations[0].href
    assert href == f"{FERRY.url}#:~:text=three%20people%20were%20hurt"
    bad = {"rferry": replace(FERRY, url="javascript:alert(1)")}
    page = replace(FERRY_PAGE, sources=(credit(bad["rferry"]),))
    other = EvidenceFile(page, bad)
    other.chip([HURT])
    assert other.cards[0].quotations[0].href == ""


@pytest.mark.parametrize("why", ["credit", "report"])
def test_a_reservation_counts_wherever_it_stands(why: str) -> None:
    reports = {"rferry": replace(FERRY, rights=Rights(reserved=True)) if why == "report" else FERRY}
    page = replace(FERRY_PAGE, sources=(replace(credit(FERRY), reserved=why == "credit"),))
    file = EvidenceFile(page, reports)
    file.chip([AGROUND])
    (quotation,) = file.cards[0].quotations
    assert quotation.words == ""
    assert "reserves its words" in SAY(quotation.why)


@FEW
@given(st.integers(30, 400), st.lists(st.tuples(st.integers(0, 399), st.integers(1, 60)), max_size=12))
def test_of_one_article_a_page_quotes_a_tenth_at_most(length: int, asked: list[tuple[int, int]]) -> None:
    report = Report(id="r", text=" ".join(f"w{n:03}" for n in range(length)), outlet="Blatt")
    file = EvidenceFile(replace(FERRY_PAGE, sources=(credit(report),)), {"r": report})
    for start, count in asked:
        file.chip([Span(report="r", start=start * 5, end=(start + count) * 5)])
    quoted = {quotation.words for card in file.cards for quotation in card.quotations}
    counts = [len(words(text)) for text in quoted]
    assert max(counts, default=0) <= QUOTE_WORDS
    assert sum(counts) <= max(QUOTE_WORDS, length // 10)


@pytest.mark.parametrize(
    ("status", "tone", "shown"),
    [
        (Status.REPORTED, "plain", ""),
        (Status.CONFIRMED, "good", "confirmed"),
        (Status.DENIED, "warn", "denied"),
        (Status.DISPUTED, "warn", "disputed"),
        (Status.UNVERIFIED, "warn", "said to be unverified"),
        (Status.WITHDRAWN, "warn", "withdrawn by its source"),
    ],
)
def test_a_status_is_a_word_and_shown_where_it_is_news(status: Status, tone: str, shown: str) -> None:
    said = line("lx", "The mill turns.", AGROUND, status=status)
    printed = opened().line(said)
    assert (printed.tone, SAY(printed.shown)) == (tone, shown)
    assert SAY(printed.status) == said.status_words


@FEW
@given(st.lists(st.sampled_from(["l1", "l2", "L 3", "", "../l4", "<l5>"]), max_size=8))
def test_anchors_are_unique_and_safe(keys: list[str]) -> None:
    file = opened()
    lines: list[Line] = [line(key, "The mill turns.", AGROUND) for key in keys]
    anchors = [anchor for said in lines if (anchor := file.line(said).id)]
    assert len(anchors) == len(set(anchors)) == len(set(keys))
    assert all(anchor.replace("-", "").isalnum() and anchor.isascii() for anchor in anchors)


@pytest.mark.parametrize(
    ("evidence", "language"),
    [((FIVE,), "de"), ((AGROUND,), ""), ((AGROUND, FIVE), ""), ((), ""), ((UNKNOWN,), "")],
)
def test_only_a_line_wholly_of_another_language_says_so(evidence: tuple[Span, ...], language: str) -> None:
    assert opened().line(line("lx", "Die Mühle dreht sich.", *evidence)).language == language


@pytest.mark.parametrize("language", ["ar", "fa", "he", "ur", "ar-EG", "he-IL"])
def test_scripts_from_right_to_left(language: str) -> None:
    assert direction(language) == "rtl"


@pytest.mark.parametrize("language", ["", "en", "de-AT", "arn", "hen", "zh"])
def test_scripts_from_left_to_right(language: str) -> None:
    assert direction(language) == ""


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("one two three", 3, "one two three"),
        (" one\n\ttwo ", 5, "one two"),
        ("one two three four five six", 5, "one two three four five …"),
        ("one, two, three, four, five, six", 5, "one, two, three, four, five …"),
        ("one two three four five – six", 5, "one two three four five …"),
        ("one two three four five six", 4, ""),
        ("one two three four", 4, "one two three four"),
        ("", 0, ""),
        ("…", 0, "…"),
    ],
)
def test_excerpts(text: str, limit: int, cut: str) -> None:
    assert excerpt(text, limit) == cut


@FEW
@given(st.text(), st.integers(0, 30))
def test_an_excerpt_is_the_beginning_of_its_text(text: str, limit: int) -> None:
    cut = excerpt(text, limit)
    assert " ".join(text.split()).startswith(cut.removesuffix(" …"))
    assert len(words(cut)) <= limit


def test_the_status_on_a_card_is_dated_by_the_newest_report_of_its_evidence() -> None:
    evidence = EvidenceFile(FERRY_PAGE, REPORTS)
    evidence.line(FERRY_PAGE.summary[1])
    evidence.chip((span(FERRY, "ran aground"),))
    dated, plain = evidence.cards
    assert SAY(dated.status) == "disputed"
    assert dated.as_of is not None
    assert dated.as_of.machine == "2025-07-01T21:10"
    assert plain.as_of is None


def test_the_time_of_one_report_stands_beside_its_words_and_not_again_beside_the_status() -> None:
    evidence = opened()
    evidence.line(line("lx", "The ferry ran aground.", AGROUND))
    (card,) = evidence.cards
    assert SAY(card.status) == "reported by one origin"
    assert card.as_of is None


def test_a_card_that_shows_the_same_is_the_same_card() -> None:
    evidence = opened()
    told = evidence.line(line("lx", "The ferry ran aground.", AGROUND))
    assert told.chip is not None
    assert evidence.chip([AGROUND]) == told.chip
    assert len(evidence.cards) == 1


def test_a_composed_line_is_in_the_language_of_the_page_whoever_bears_it_out() -> None:
    composed = replace(line("lx", "Five were hurt.", FIVE), kind=LineKind.COMPOSED)
    quoted = replace(composed, kind=LineKind.QUOTATION)
    assert [opened().line(one).language for one in (composed, quoted)] == ["", "de"]


@pytest.mark.parametrize(("house", "own", "other"), [("en", "", "de"), ("de", "en", ""), ("de-AT", "en", "")])
def test_what_is_not_in_the_language_of_the_house_says_so(house: str, own: str, other: str) -> None:
    file = EvidenceFile(FERRY_PAGE, REPORTS, house)
    assert file.spoken([AGROUND]) == own
    assert file.spoken([FIVE]) == other
    assert file.spoken([]) == own
    file.chip([FIVE])
    assert file.cards[0].quotations[0].source.language == other
