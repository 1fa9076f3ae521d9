"""The pieces of a page: their markup, in each language, and that nothing of a source becomes markup."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from markupsafe import Markup

from dateline.core.types import Precision
from dateline.stages.publish.pieces import filters
from dateline.stages.publish.story.evidence import Chip, Printed
from dateline.stages.publish.times import When
from dateline.stages.publish.wording import languages, phrase, tongue

PAYLOAD = "<img src=x onerror=alert(1)>\"'&{}{0}%s"
ENGLISH = filters(tongue("en"))
NOON = When(at=datetime(2025, 7, 1, 12, tzinfo=UTC), precision=Precision.MINUTE)
CHIP = Chip(card="e3", number=3, label="Watt-Anzeiger")
LINE = Printed(
    id="line-l1", text="The ferry ran aground.", chip=CHIP, status=phrase("reported"), tone="plain"
)


@dataclass(frozen=True)
class Linked:
    """What may be linked to."""

    title: str = "Ferry"
    href: str = "../ferry/"
    language: str = ""
    direction: str = ""


def piece(name: str, *args: Any, **known: Any) -> str:
    """A piece as it is printed."""
    made = ENGLISH[name](*args, **known)
    assert isinstance(made, Markup)
    return str(made)


# --- times and names ----------------------------------------------------------------------


def test_a_time_is_told_to_readers_and_to_the_script() -> None:
    told = '<time datetime="2025-07-01T12:00Z">1 July 2025, 12:00 UTC</time>'
    assert piece("time", NOON) == told
    assert piece("time", NOON) == told  # the second is a kept one


def test_what_must_be_said_of_a_time_stands_beside_it() -> None:
    assert piece("time", replace(NOON, floating=True)).endswith(
        ' <span class="zone-note">(local time, zone not given)</span>'
    )
    assert "zone-note" not in piece("time", NOON)


def test_an_outlet_without_a_name_is_told_so() -> None:
    assert piece("outlet", "Küstenblatt & Co") == "Küstenblatt &amp; Co"
    assert piece("outlet", "") == "an outlet without a name"
    assert str(filters(tongue("de"))["outlet"]("")) == "ein Medium ohne Namen"


# --- links --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "direction", "told"),
    [
        ("", "", ""),
        ("uk", "", ' lang="uk"'),
        ("ar", "rtl", ' lang="ar" dir="rtl"'),
        ("", "rtl", ' dir="rtl"'),
    ],
)
def test_words_of_a_report_say_their_language(language: str, direction: str, told: str) -> None:
    linked = Linked(language=language, direction=direction)
    assert piece("speech", linked) == told
    assert piece("link", linked) == f'<a href="../ferry/"{told}>Ferry</a>'


def test_a_link_out_leads_nowhere_without_an_address() -> None:
    away = '<a href="https://watt.example/1" rel="external">Ferry &amp; quay</a>'
    assert piece("out", "Ferry & quay", "https://watt.example/1") == away
    assert piece("out", "Ferry & quay", "") == "Ferry &amp; quay"


# --- chips and lines ----------------------------------------------------------------------


def test_a_chip_names_its_outlet_and_opens_its_card() -> None:
    assert piece("chip", CHIP) == (
        '<button class="chip" popovertarget="e3" data-note="3">'
        '<span class="hidden">Evidence: </span>Watt-Anzeiger</button>'
    )
    assert piece("chip", None) == ""


def test_a_chip_counts_further_origins_in_full_and_in_short() -> None:
    more = replace(CHIP, more=2)
    assert 'Watt-Anzeiger <span class="count">+2 independent</span></button>' in piece("chip", more)
    short = '<span class="count">+2<span class="hidden"> independent</span></span></button>'
    assert short in piece("chip", more, short=True)
    assert "count" not in piece("chip", CHIP, short=True)


def test_a_chip_may_say_a_word_instead() -> None:
    told = piece("chip", replace(CHIP, more=2, split=True), "denies")
    assert 'class="chip split"' in told
    assert told.endswith("</span>denies</button>")


def test_a_line_has_its_anchor_its_proof_and_its_status() -> None:
    shown = piece("line", replace(LINE, shown=phrase("disputed"), tone="warn", revision=4, language="uk"))
    assert shown.startswith(
        '<span id="line-l1" data-revision="4" lang="uk">The ferry ran aground.</span> <span class="proof"'
    )
    assert shown.endswith('</button> <span class="status warn">disputed</span></span>')


def test_the_chip_of_a_line_says_to_a_screen_reader_of_which() -> None:
    assert 'data-note="3" aria-describedby="line-l1">' in piece("line", LINE)
    assert "aria-describedby" not in piece("line", replace(LINE, id=""))
    assert "aria-describedby" not in piece("chip", CHIP)


def test_a_line_printed_twice_has_one_anchor_and_one_without_evidence_no_chip() -> None:
    assert piece("words", replace(LINE, id="")) == "<span>The ferry ran aground.</span>"
    bare = piece("line", replace(LINE, chip=None))
    assert bare.endswith('<span class="proof" data-nosnippet></span>')


@pytest.mark.parametrize("language", languages())
def test_pieces_speak_the_language_of_the_edition(language: str) -> None:
    made = filters(tongue(language))
    words = str(made["chip"](replace(CHIP, more=1)))
    assert ("Evidence:" in words) == (language == "en")
    assert ("1 July" in made["time"](NOON)) == (language == "en")


# --- nothing becomes markup ---------------------------------------------------------------


def _hostile(text: str) -> list[str]:
    linked = Linked(title=text, href=text, language=text, direction=text)
    chip = Chip(card=text, number=1, label=text, more=3, split=True)
    line = Printed(
        id=text, text=text, chip=chip, status=phrase("reported"), tone=text, language=text, direction=text
    )
    return [
        piece("outlet", text),
        piece("out", text, text),
        piece("link", linked),
        piece("chip", chip),
        piece("chip", chip, text),
        piece("line", line),
        piece("words", line),
    ]


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1) | st.just(PAYLOAD))
def test_nothing_that_a_source_writes_becomes_markup(text: str) -> None:
    known = {"a", "button", "span", "div"}
    for made in _hostile(text):
        parsed = html.fragment_fromstring(made, create_parent="div")
        assert {element.tag for element in parsed.iter()} <= known, made


def test_the_words_of_a_source_are_all_there() -> None:
    parsed = html.fragment_fromstring(piece("words", replace(LINE, text=PAYLOAD)), create_parent="div")
    assert parsed.text_content() == PAYLOAD


def test_what_is_markup_already_is_not_escaped_again() -> None:
    assert piece("chip", CHIP, Markup("<b>denies</b>")).endswith("<b>denies</b></button>")
