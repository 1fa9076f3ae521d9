"""The parts that a page is put together from: links, times, excerpts, figures, changes, maps."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.pages import Change, Occasion, Revision, Status
from dateline.core.text import words
from dateline.core.types import Basis, Precision, Qualifier, Rights, Scope, Stamp
from dateline.stages.publish.drawing.maps import HEIGHT, WIDTH, locator
from dateline.stages.publish.links import at_words, safe_href, text_fragment, up
from dateline.stages.publish.story.accounts import terms
from dateline.stages.publish.story.changes import difference, log
from dateline.stages.publish.story.evidence import QUOTE_WORDS, EvidenceFile, direction, excerpt
from dateline.stages.publish.story.figures import amount, ledger
from dateline.stages.publish.times import moment, when
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
    place,
    span,
    stamp,
)

# --- links --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ("https://a.example/x?y=1&z=2#part", "https://a.example/x?y=1&z=2#part"),
        (" http://a.example ", "http://a.example"),
        ("https://ünder.example/ö", "https://xn--nder-zra.example/%C3%B6"),
        ("https://a.example:8080/x", "https://a.example:8080/x"),
        ("https://[::1]/x", "https://[::1]/x"),
        ('https://a.example/"><b>', "https://a.example/%22%3E%3Cb%3E"),
    ],
)
def test_addresses_of_the_web_become_links(url: str, href: str) -> None:
    assert safe_href(url) == href


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,x",
        "//evil.example/x",
        "/local",
        "https:evil",
        "https://",
        "https://user:secret@a.example/",
        "https://a.example\\@evil.example",
        "https://a.example/ x",
        "https://a.example:port/",
        "https://[::1",
        "https://" + "a" * 70 + ".example",
        "feed://a.example",
    ],
)
def test_nothing_else_becomes_a_link(url: str) -> None:
    assert safe_href(url) == ""


@given(st.text())
def test_a_link_is_http_or_nothing(url: str) -> None:
    href = safe_href(url)
    assert not href or urlsplit(href).scheme in ("http", "https")
    assert not set(href) & set("<>\"' \n\t\\") - {"'"}


def test_a_short_quotation_is_pointed_to_whole_and_a_long_one_by_its_ends() -> None:
    assert text_fragment("crew, all-clear & home") == ":~:text=crew%2C%20all%2Dclear%20%26%20home"
    long = text_fragment("one two three four five six seven eight nine")
    assert long == ":~:text=one%20two%20three%20four,six%20seven%20eight%20nine"
    assert text_fragment(" … ") == ""


@given(st.text(min_size=1, max_size=60))
def test_a_fragment_has_no_mark_of_its_own_syntax(quotation: str) -> None:
    fragment = text_fragment(quotation)
    body = fragment.removeprefix(":~:text=")
    assert "-" not in body
    assert "&" not in body
    assert body.count(",") <= 1
    if fragment and "," not in body and "\ufffd" not in quotation:
        assert unquote(body).split() == quotation.encode("utf-8", "replace").decode().split()


def test_a_fragment_joins_what_the_address_has() -> None:
    assert at_words("https://a.example/x", "ran aground") == "https://a.example/x#:~:text=ran%20aground"
    assert at_words("https://a.example/x#top", "aground") == "https://a.example/x#top:~:text=aground"
    assert at_words("javascript:x", "aground") == ""


def test_the_way_up() -> None:
    assert [up(path) for path in ("index.html", "a/index.html", "a/b/c.html")] == ["", "../", "../../"]


# --- times --------------------------------------------------------------------------------


def test_an_instant_is_printed_in_utc_and_says_so() -> None:
    at = when(stamp("2025-07-01T19:27:47"))
    assert at
    assert (at.machine, at.text, at.zoned) == ("2025-07-01T19:27:47Z", "1 July 2025, 19:27 UTC", True)


def test_a_time_without_a_zone_is_not_converted() -> None:
    at = when(stamp("2025-07-01T21:10:00", zone=None))
    assert at
    assert (at.machine, at.text) == ("2025-07-01T21:10", "1 July 2025, 21:10")
    assert (at.note, at.zoned) == ("local time, zone not given", False)


def test_no_more_is_printed_than_is_known() -> None:
    noon = datetime(2025, 7, 1, 12, tzinfo=UTC)
    texts = {p: when(Stamp(at=noon, precision=p, zone=None)) for p in Precision}
    assert texts[Precision.UNKNOWN] is None
    known = {p: at.text for p, at in texts.items() if at}
    assert known[Precision.DAY] == "1 July 2025"
    assert known[Precision.MONTH] == "July 2025"
    assert known[Precision.YEAR] == "2025"
    assert when(None) is None


def test_a_guess_says_that_it_is_one() -> None:
    at = when(Stamp(at=datetime(2025, 7, 1, tzinfo=UTC), precision=Precision.DAY, basis=Basis.GUESS))
    assert at
    assert at.note == "estimated"


@pytest.mark.parametrize(
    ("value", "machine", "text"),
    [
        ("2025-07-01", "2025-07-01", "1 July 2025"),
        ("2025-07", "2025-07", "July 2025"),
        ("2025", "2025", "2025"),
        ("2025-07-01T21:05", "2025-07-01T21:05", "1 July 2025, 21:05"),
        ("2025-07-01T21:05:10Z", "2025-07-01T21:05Z", "1 July 2025, 21:05 UTC"),
        ("2025-07-01TMO", "2025-07-01", "1 July 2025, morning"),
    ],
)
def test_timex_values_are_printed(value: str, machine: str, text: str) -> None:
    at = moment(value)
    assert at
    assert (at.machine, at.text) == (machine, text)


@pytest.mark.parametrize(
    "value", ["", "PRESENT_REF", "2025-W27", "2025-13-01", "P3D", "2025-02-30", "XXXX-07"]
)
def test_other_timex_values_are_not(value: str) -> None:
    assert moment(value) is None


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
    assert (printed.shown, printed.tone) == ("disputed", "warn")


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
    assert "reserves" in quotation.why
    assert quotation.source.href == WALL.url


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
    assert "as far as it may" in spent.why
    assert "#:~:text=word270%20" in spent.source.href


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
    rows = ledger(FERRY_PAGE, EvidenceFile(FERRY_PAGE, REPORTS), REPORTS)
    assert [(row.measure, row.amount, row.replaced) for row in rows] == [
        ("Injured", "3–5", False),
        ("", "2", True),
    ]
    assert [voice.words for voice in rows[0].voices] == ["Radio Siel: 5", "Watt-Anzeiger: 3"]
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
    assert amount(replace(entry, high=high, qualifier=qualifier, unit=unit), {}) == text


def test_a_vague_figure_keeps_the_word_of_its_report() -> None:
    report = replace(FERRY, text="Scores of people were hurt.")
    entry = replace(hurt(24, report, span(report, report.text)), high=None, qualifier=Qualifier.VAGUE)
    assert amount(entry, {report.id: report}) == "scores"


def test_scopes_are_kept_apart() -> None:
    total = replace(hurt(40, FERRY, span(FERRY, "ran")), scope=Scope.CUMULATIVE)
    page = replace(FERRY_PAGE, figures=(*FERRY_PAGE.figures, total))
    names = [row.measure for row in ledger(page, EvidenceFile(page, REPORTS), REPORTS) if row.measure]
    assert names == ["Injured", "Injured, in all so far"]


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


# --- places -------------------------------------------------------------------------------


def test_a_locator_shows_places_within_its_frame_and_says_the_same_in_words() -> None:
    found = locator(FERRY_PAGE.places)
    assert found
    assert all(0 <= spot.x <= WIDTH and 0 <= spot.y <= HEIGHT for spot in found.spots)
    assert [(spot.name, spot.main, spot.area) for spot in found.spots] == [
        ("Baltrum", True, False),
        ("Norden", False, False),
        ("Lower Saxony", False, True),
    ]
    assert found.words == "Locator map of Baltrum (DE). From there: Norden, 18 km to the south-west."
    assert found.position == "53.73° N, 7.37° E"
    assert found.scale_label.endswith(" km")


def test_a_far_place_does_not_shrink_the_near_ones() -> None:
    near, far = place("Near", 53.0, 7.5), place("Far", 48.0, 7.5)
    both = locator((*FERRY_PAGE.places, far))
    assert both
    assert "Far" not in [spot.name for spot in both.spots]
    alone = locator((near, far))
    assert alone
    assert [spot.name for spot in alone.spots] == ["Near", "Far"]


def test_north_is_up_and_east_is_right() -> None:
    found = locator((place("Mid", 50.0, 8.0), place("North-east", 50.3, 8.5)))
    assert found
    mid, other = found.spots
    assert other.x > mid.x
    assert other.y < mid.y


def test_no_point_is_drawn_for_a_country_or_without_a_position() -> None:
    assert locator(()) is None
    assert locator((place("Germany", 51.0, 10.0, "country"),)) is None
    assert locator((replace(place("Nowhere", 1.0, 1.0), lat=None),)) is None
    assert locator((place("Off the globe", 95.0, 10.0),)) is None


def test_the_date_line_does_not_tear_the_map() -> None:
    found = locator((place("Nukuʻalofa", -21.1, -175.2), place("Suva", -18.1, 178.4)))
    assert found
    assert found.spots[1].x < found.spots[0].x
    assert any(rule.label.startswith("180°") for rule in found.meridians)


@given(
    st.lists(st.tuples(st.floats(-84, 84), st.floats(-180, 180)), min_size=1, max_size=8),
)
def test_any_places_fit(positions: list[tuple[float, float]]) -> None:
    found = locator(tuple(place(f"Place {n}", lat, lon) for n, (lat, lon) in enumerate(positions)))
    assert found
    assert all(-1 <= spot.x <= WIDTH + 1 and -1 <= spot.y <= HEIGHT + 1 for spot in found.spots)
    assert len(found.meridians) < 12
    assert len(found.parallels) < 12


# --- terms --------------------------------------------------------------------------------


def test_terms_are_told_in_words() -> None:
    assert terms(credit(LIBRARY)) == "CC BY 4.0"
    assert (
        terms(replace(credit(LIBRARY), licence="https://creativecommons.org/publicdomain/zero/1.0/")) == "CC0"
    )
    assert terms(replace(credit(LIBRARY), licence="All rights reserved")) == "licence: All rights reserved"
    assert terms(replace(credit(LIBRARY), licence="https://a.example/terms")) == "licence"
    assert terms(credit(FERRY)) == "no licence stated: quoted within limits"
    assert terms(credit(WALL)).startswith("rights reserved")


def test_every_status_has_a_tone() -> None:
    evidence = EvidenceFile(FERRY_PAGE, REPORTS)
    tones = {status: evidence.line(line("l", "x", status=status)).tone for status in Status}
    assert tones[Status.CONFIRMED] == "good"
    assert tones[Status.REPORTED] == "plain"
    assert tones[Status.WITHDRAWN] == "warn"
