"""Which people a story is found by, and what is no name of a person."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.pages import Page
from dateline.core.types import Facts, Form, Phrase, Place, Span, Speaker, Stance, Statement
from dateline.stages.publish import LISTED_FACTS
from dateline.stages.publish.listing.people import full_name, people_of, person_key
from tests.newsroom import COPY, FACTS, FERRY, FERRY_PAGE, RADIO, WALL, credit, line


def said(report: str, name: str, phrase: str) -> Statement:
    span = Span(report=report, start=0, end=1)
    words = Phrase(text="words", span=span)
    return Statement(
        content=(words,),
        form=Form.INDIRECT,
        stance=Stance.SAID,
        evidence=(span,),
        speaker=Speaker(phrase=Phrase(text=phrase, span=span), name=name),
    )


def facts(*told: tuple[str, str, str], places: tuple[str, ...] = ()) -> dict[str, Facts]:
    """Who is quoted: report, resolved name, the words of the report."""
    made: dict[str, Facts] = {}
    for report, name, phrase in told:
        held = made.get(report, Facts(report=report))
        made[report] = replace(held, statements=(*held.statements, said(report, name, phrase)))
    span = Span(report="rferry", start=0, end=1)
    for name in places:
        named = Place(phrase=Phrase(text=name, span=span), name=name, evidence=(span,))
        made["rferry"] = replace(made["rferry"], places=(*made["rferry"].places, named))
    return made


def naming(*names: str) -> Page:
    """A page that prints these names."""
    told = tuple(line(f"l{at}", f"{name} spoke of the ferry.") for at, name in enumerate(names))
    return replace(FERRY_PAGE, summary=told, body=(), claims=(), figures=())


def names(page: Page, known: dict[str, Facts]) -> list[str]:
    return [mention.name for mention in people_of(page, known)]


@pytest.mark.parametrize(
    "phrase",
    [
        "harbour master Greta Poppinga, the director",
        "Greta Poppinga, a spokeswoman for the port",
        "Dr. Poppinga",
        "Mayor Greta Poppinga",
        "Sprecherin Greta Poppinga",
        "речниця Greta Poppinga",
    ],
)
def test_somebody_with_an_office_is_found_though_one_report_quotes_them(phrase: str) -> None:
    assert names(naming("Greta Poppinga"), facts(("rferry", "Greta Poppinga", phrase))) == ["Greta Poppinga"]


@pytest.mark.parametrize("phrase", ["Greta Poppinga", "she", "Greta Poppinga, 34, from Norden", "who"])
def test_a_passer_by_of_one_report_is_not_indexed(phrase: str) -> None:
    assert names(naming("Greta Poppinga"), facts(("rferry", "Greta Poppinga", phrase))) == []


def test_somebody_whom_two_reports_quote_as_a_person_is() -> None:
    known = facts(("rferry", "Greta Poppinga", "she"), ("rradio", "Greta Poppinga", "Poppinga"))
    assert names(naming("Poppinga"), known) == ["Greta Poppinga"]


def test_two_reports_without_a_sign_of_a_person_are_not_enough() -> None:
    known = facts(("rferry", "Nordsee Reederei", "Nordsee Reederei"), ("rradio", "Nordsee Reederei", "it"))
    assert names(naming("Nordsee Reederei"), known) == []


def test_a_name_that_the_page_does_not_print_leads_nowhere() -> None:
    known = facts(("rferry", "Greta Poppinga", "director Greta Poppinga"))
    assert names(naming("Onno Behrends"), known) == []


def test_what_a_reserved_report_says_is_not_read() -> None:
    page = replace(naming("Harm Saathoff"), sources=(credit(WALL),))
    assert names(page, facts(("rwall", "Harm Saathoff", "lawyer Harm Saathoff"))) == []


def test_an_outlet_and_a_place_are_nobody() -> None:
    known = facts(
        ("rferry", "Radio Siel", "editor Radio Siel"),
        ("rferry", "Bad Zwischenahn", "Mayor Bad Zwischenahn"),
        places=("Bad Zwischenahn",),
    )
    assert names(naming("Radio Siel", "Bad Zwischenahn"), known) == []


def test_a_team_called_after_a_town_is_nobody_though_he_stands_for_it() -> None:
    known = facts(("rferry", "Emden Gulls", "he"), ("rradio", "Emden Gulls", "he"), places=("Emden",))
    assert names(naming("Emden Gulls"), known) == []


def test_a_longer_and_a_shorter_name_are_one_person_by_the_one_most_reports_use() -> None:
    known = facts(
        ("rferry", "Luis Solis", "he"),
        ("rradio", "Luis Solis", "he"),
        ("rcopy", "Luis Solis Rivera", "President Luis Solis Rivera"),
    )
    (mention,) = people_of(naming("Luis Solis"), known)
    assert (mention.name, mention.count) == ("Luis Solis", 3)


def test_people_stand_by_how_many_reports_quote_them() -> None:
    known = facts(
        ("rferry", "Anna Lund", "minister Anna Lund"),
        ("rferry", "Bo Berg", "captain Bo Berg"),
        ("rcopy", "Bo Berg", "Berg"),
    )
    assert names(naming("Anna Lund", "Bo Berg"), known) == ["Bo Berg", "Anna Lund"]


def test_two_spellings_of_one_name_have_one_key() -> None:
    assert person_key("Kim Jong-un") == person_key("Kim Jong Un")
    assert person_key("José Pérez") == person_key("Jose Perez")
    assert person_key("Anna Lund") != person_key("Anne Lund")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Greta Poppinga", "Greta Poppinga"),
        ("Mr. Onno Behrends", "Onno Behrends"),
        ("President Luis Solis", "Luis Solis"),
        ("Moon Jae-in", "Moon Jae-in"),
        ("Ludwig van Beethoven", "Ludwig van Beethoven"),
        ("Abu Muhammad al-Adnani", "Abu Muhammad al-Adnani"),
        ("Jennifer O'Connor", "Jennifer O'Connor"),
        ("Оксана Шевченко", "Оксана Шевченко"),
        ("Poppinga", ""),
        ("President Poppinga", ""),
        ("police", ""),
        ("he", ""),
        ("Singapore-based Broadline", ""),
        ("North Sea Authority", ""),
        ("Share CLOSE", ""),
        ("GRETA POPPINGA", ""),
        ("Poppinga’s assistants", ""),
        ("25 November", ""),
        ("the Harbour Master", ""),
        ("Greta Poppinga and Onno Behrends", ""),
        ("A B C D E F", ""),
        ("", ""),
    ],
)
def test_what_is_the_full_name_of_one_person(name: str, expected: str) -> None:
    assert full_name(name) == expected


@given(st.text(max_size=40))
def test_any_text_is_a_name_or_none(text: str) -> None:
    name = full_name(text)
    assert name == "" or full_name(name) == name
    assert person_key(text).isalnum()


def test_the_edition_of_the_tests_has_reports_of_all_kinds() -> None:
    assert {FERRY.id, COPY.id, RADIO.id} <= {each.report for each in FERRY_PAGE.sources}


def test_people_are_known_by_those_facts_alone_that_listings_are_made_of() -> None:
    known = facts(("rferry", "Greta Poppinga", "Mayor Greta Poppinga"), places=("Boje",))
    fuller = {name: replace(one, events=FACTS["rferry"].events) for name, one in known.items()}
    listed = {
        name: Facts(report=name, **{part: getattr(one, part) for part in LISTED_FACTS})
        for name, one in fuller.items()
    }
    page = naming("Greta Poppinga")
    assert names(page, listed) == names(page, fuller) == ["Greta Poppinga"]
    for part in LISTED_FACTS:
        assert any(getattr(one, part) for one in listed.values())
