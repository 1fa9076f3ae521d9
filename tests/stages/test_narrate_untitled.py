"""A headline where no report has a title: a lead in few of its own words, which the page does not repeat."""

from __future__ import annotations

import pytest

from dateline.core.pages import Page
from dateline.stages.narrate import narrate
from dateline.stages.narrate.plan.untitled import undated
from tests.stages.desk import OPEN, clip, dossier, figure, report, said

LEAD = (
    "The old ferry of the guild sank in the bay of Vesk on Friday, leaving 12 barrels of salt on the sea bed."
)
MORE = " Divers raised the bell of the ferry. The harbour of Vesk was closed to the guild until Sunday."


def page_of(text: str, **more: object) -> Page:
    return narrate(dossier([clip(report("havn", text, outlet="", rights=OPEN, **more))]))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("The ferry sank in the bay on Friday", "The ferry sank in the bay"),
        ("On Friday, the ferry sank in the bay", "The ferry sank in the bay"),
        ("The ferry sank late on Friday evening in the bay", "The ferry sank in the bay"),
        (
            "Six people died when Tuesday's storm hit the bay",
            "Six people died when Tuesday's storm hit the bay",
        ),
        ("The ferry sails on Friday and Sunday from Vesk", "The ferry sails on Friday and Sunday from Vesk"),
    ],
)
def test_a_headline_does_without_its_day(text: str, bare: str) -> None:
    assert undated(text) == bare


def test_the_headline_is_the_lead_in_fewer_words_and_ends_without_a_stop() -> None:
    headline = page_of(LEAD + MORE).headline
    assert headline.text == "The old ferry of the guild sank in the bay of Vesk"
    assert LEAD.startswith(headline.text)
    assert headline.evidence[0].start == 0


def test_what_the_headline_says_is_not_said_again() -> None:
    page = page_of("The old ferry of the guild sank at Vesk." + MORE)
    assert page.headline.text == "The old ferry of the guild sank at Vesk"
    assert not any(line.text.startswith(page.headline.text) for line in page.lines[1:])


def test_a_full_lead_that_adds_to_its_headline_may_follow_it() -> None:
    page = page_of(LEAD + MORE)
    assert any("12 barrels" in line.text for line in page.lines[1:])


def test_a_report_s_own_telling_heads_the_page_rather_than_what_somebody_says() -> None:
    own = report(
        "havn",
        "The guild was robbed of the ferry, Otto Brandt said. The ferry of the guild sank.",
        rights=OPEN,
    )
    told = said(own, "The guild was robbed of the ferry", "Otto Brandt")
    assert narrate(dossier([clip(own, told)])).headline.text == "The ferry of the guild sank"


def test_a_forecast_that_time_has_passed_heads_no_page() -> None:
    early = report(
        "havn", "The crest is expected to reach Vesk in the early hours.", day=4, hour=1, rights=OPEN
    )
    late = report("fyr", "The crest passed Vesk at dawn and the water fell.", day=5, hour=9, rights=OPEN)
    page = narrate(dossier([clip(early), clip(late)]))
    assert page.headline.text.startswith("The crest passed Vesk")


def test_a_toll_that_was_replaced_heads_no_page() -> None:
    first = report("havn", "Three people were hurt when the ferry struck the pier.", hour=6, rights=OPEN)
    later = report("fyr", "Nine people were hurt when the ferry struck the pier.", hour=18, rights=OPEN)
    clippings = [clip(first, figure(first, "Three people", 3)), clip(later, figure(later, "Nine people", 9))]
    assert narrate(dossier(clippings)).headline.text.startswith("Nine people")


@pytest.mark.parametrize(
    "text",
    [
        "External links are provided for reference purposes.",
        "Is the ferry lost?",
        "He left the hall at noon.",
    ],
)
def test_furniture_and_what_hangs_on_another_sentence_head_no_page(text: str) -> None:
    assert page_of(text).headline.text == "Reports without a headline"


def test_without_a_form_that_is_short_enough_the_first_line_is_the_headline_and_stands_once() -> None:
    text = (
        "The guild of bakers and the brewers of Vesk and Ollerau and Riesa agreed with the skippers and "
        "pilots of Norland on the tolls of the bridge."
    )
    page = page_of(text)
    assert page.headline.text.startswith("The guild of bakers")
    assert len(page.lines) == 1
