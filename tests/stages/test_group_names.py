"""What a theme is called: what recurs, as an editor would print it; and what counts as a name at all."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from dateline.core.types import Report
from dateline.stages.group.themes.digests import Digest, digest, is_wide, keys, profile
from dateline.stages.group.themes.names import theme_name
from dateline.stages.group.themes.openings import opening, stem
from tests.stages.arrivals import report

RARITY = dict.fromkeys(("oldmark", "brenna", "mill", "flood"), 4.0)


def rarity(key: str) -> float:
    return RARITY.get(key, 2.0)


def told(title: str, text: str, language: str = "en", **fields: Any) -> Digest:
    return digest(dataclasses.replace(report("x-1", title, text), language=language, **fields))


def names(title: str, text: str, **fields: Any) -> tuple[str, ...]:
    return opening(dataclasses.replace(report("x-1", title, text), **fields)).names


# --- what a theme is called ------------------------------------------------------------------


def test_the_name_and_the_noun_that_recur_make_the_heading() -> None:
    first = told(
        "Flood on the Brenna reaches Oldmark", "The flood on the Brenna reached the town of Oldmark."
    )
    second = told(
        "Brenna flood bill comes to 90 million", "The Brenna flood cost the town of Sund 90 million."
    )
    assert theme_name([[first], [second]], rarity) == "Brenna flood"


def test_a_name_that_only_one_of_three_stories_has_is_not_the_heading() -> None:
    stories = [
        [told(f"Flood on the Brenna, day {n}", f"The flood on the Brenna. Mayor {who} spoke.")]
        for n, who in enumerate(("Rolf Eide", "Lise Moen", "Ada Rask"))
    ]
    assert theme_name(stories, rarity) == "Brenna flood"


def test_a_country_heads_nothing_where_a_nearer_name_recurs() -> None:
    text = "A fire burned the mill of Germany's Altdorfer Muehle, and Germany looked on at Altdorfer Muehle."
    assert "Germany" not in theme_name([[told("Fire in mill", text)], [told("Mill fire", text)]], rarity)


def test_without_a_name_the_noun_stands_alone() -> None:
    assert theme_name([[told("the flood", "Nobody saw the flood.")]], rarity) == "Flood"


def test_without_anything_the_title_is_the_name() -> None:
    assert theme_name([[told("Ho ho", "Ho ho, ha ha.")]], rarity) == "Ho ho"
    assert theme_name([[told("", "…")]], rarity) == ""
    assert theme_name([], rarity) == ""


def test_another_language_has_its_name_and_the_subject() -> None:
    text = "Вночі в місті Брег повінь зруйнувала дамбу. Мер міста Брег просить про допомогу."
    assert theme_name([[told("Повінь у місті Брег", text, "uk")]], rarity) == "Брег flood"


@pytest.mark.parametrize("before", ["Oldmark flood", "Brenna flood"])
def test_a_printed_name_stays_while_it_fits(before: str) -> None:
    story = [
        told("Brenna flood reaches Oldmark", "The Brenna flood reached Oldmark. The flood of the Brenna.")
    ]
    assert theme_name([story, story], rarity, before) == before


def test_a_printed_name_goes_when_its_name_or_its_noun_is_gone() -> None:
    story = [told("Brenna flood reaches Oldmark", "The Brenna flood reached Oldmark.")]
    for before in ("Pelto flood", "Brenna fire", "Something else"):
        assert theme_name([story], rarity, before) in {"Brenna flood", "Oldmark flood"}


def test_a_subject_too_broad_to_head_anything_is_left_out() -> None:
    text = "The parliament in Oldmark debated. Lawmakers and senators of Oldmark passed a bill in parliament."
    assert "legislative" not in theme_name([[told("Oldmark sits", text)]], rarity)


# --- what counts as a name ---------------------------------------------------------------------


def test_a_capital_that_is_due_to_its_place_names_nothing() -> None:
    assert names("", "Volunteers came. Water rose in Oldmark.") == ("Oldmark",)
    assert names("", "Skarv came. So did the crew, but not Skarv.") == ("Skarv",)


def test_runs_of_capitals_are_one_name_with_small_words_between() -> None:
    assert names("", "It was the Bank of Lower Sund and the Marit Lund.") == (
        "Bank of Lower Sund",
        "Marit Lund",
    )


def test_offices_are_no_part_of_a_name_and_abbreviations_end_no_sentence() -> None:
    assert names("", "He met President Ada Rask and Dr. Rolf Eide.") == ("Ada Rask", "Rolf Eide")


def test_bylines_outlets_authors_weekdays_and_agencies_are_no_names() -> None:
    text = (
        "By Rolf Eide\n\nOn Monday the mill at Oldmark burned, the Sund Courier and Reuters said on Friday."
    )
    assert names("", text) == ("Oldmark",)
    assert names("", "The mill of Lise Moen burned.", author="Lise Moen") == ()
    assert names("", "The mill, wrote Tide Weekly, burned.", outlet="Tide Weekly") == ()


def test_a_name_ends_at_its_possessive() -> None:
    assert names("", "It was Oldmark's Harbour Board.") == ("Oldmark", "Harbour Board")


def test_a_headline_in_capitals_names_nothing_by_itself() -> None:
    assert names("Dike Breaks And Cattle Are Driven Uphill", "A dike broke in Sund.") == ("Sund",)
    assert names("Dike breaks in Lower Sund", "A dike broke.") == ("Lower Sund",)


def test_german_nouns_are_words_and_german_places_names() -> None:
    found = names("", "Das Wasser stieg in Dresden, sagte Jörg Wende vom Amt.", language="de")
    assert found == ("Dresden", "Jörg Wende")


def test_heads_are_nouns_of_the_title_that_stand_as_nouns() -> None:
    read = opening(
        report("x-1", "Council extends nuclear pact", "The council may extend the nuclear pact in May.")
    )
    assert set(read.heads) <= {"council", "pact"}
    assert "pact" in read.heads


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("vaccines", "en", "vaccine"),
        ("glass", "en", "glass"),
        ("bus", "en", "bus"),
        ("повінь", "uk", "повінь"),
        ("землетрусу", "uk", "землет"),
    ],
)
def test_forms_of_a_word_are_one(word: str, language: str, expected: str) -> None:
    assert stem(word, language) == expected


# --- under what names are compared --------------------------------------------------------------


def test_a_place_has_one_key_in_all_languages() -> None:
    assert keys("Prague", "en") == keys("Praha", "cs") == keys("Prag", "de")


def test_a_person_is_found_by_the_last_name_too() -> None:
    assert [key for key, _ in keys("Lise Vauxe", "en")] == ["lise vauxe", "vauxe"]
    assert keys("Vauxe", "en") == (("vauxe", 1.0),)
    assert told("", "It was Lise Dover who came. The mayor met Dover.").names == ("Lise Dover",)


def test_countries_and_peoples_are_wide_and_towns_are_not() -> None:
    assert is_wide(keys("Germany", "en")[0][0])
    assert is_wide("russian")
    assert not is_wide("vauxe")


def test_a_story_is_remembered_by_its_first_reports() -> None:
    early, late = (
        told("Mill burns", "The mill of Sund burned."),
        told("Choir sings", "The choir of Pelto sang."),
    )
    crowd = [dataclasses.replace(late, report=f"r{n}", day=late.day + 1) for n in range(20)]
    held = profile([*crowd, early])
    assert held.matter["mill"] > 0
    assert held.matter["choir"] == pytest.approx(2 * 7 / 8)
    assert (held.first, held.last) == (early.day, late.day + 1)


def test_a_report_without_a_text_is_remembered_by_its_title() -> None:
    held = told("Brenna flood reaches Oldmark", "")
    assert not held.readable
    assert held.names == ("Oldmark",)
    assert "flood" in held.words


def test_hostile_reports_are_read() -> None:
    for text in ("", "'", "-" * 5_000, "A" * 5_000, "’s ’s ’s", "A. B. C. " * 900, "Dr. Dr. Dr.", "\n\n\n"):
        held = digest(Report(id="x", title=text[:300], text=text, language="xx"))
        assert len(held.names) <= 12
