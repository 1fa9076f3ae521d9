"""Credits that are read, and names that are none."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.types import PickupForm, Report
from dateline.stages.extract.pickups import MOST, pickups
from tests.effort import effort


def report(text: str, language: str = "en", **more: str) -> Report:
    return Report(id="r1", text=text, language=language, **({"outlet": "Harbour News"} | more))  # type: ignore[arg-type]


def told(text: str, language: str = "en", **more: str) -> set[tuple[str, str]]:
    return {(found.agency, str(found.form)) for found in pickups(report(text, language, **more))}


@pytest.mark.parametrize(
    ("text", "language", "agency"),
    [
        ("PARIS (Reuters) - Water rose.", "en", "Reuters"),
        ("KYIV, July 1 (Interfax-Ukraine) — Water rose.", "en", "Interfax-Ukraine"),
        ("New Delhi [India], July 1 (ANI): Water rose.", "en", "Asian News International"),
        ("SEOUL, July 1 (Yonhap) -- Water rose.", "en", "Yonhap"),
        ("By Jo Bell\n\nVELLERN, Pa. (AP) — Water rose.", "en", "Associated Press"),
        ("AP - Water fell.", "en", "Associated Press"),
        ("VELLERN, AFP – Water fell.", "en", "Agence France-Presse"),
        ("Riesa (dpa/epd) - Das Wasser stieg.", "de", "dpa"),
        ("Madrid, 1 jul (EFE).- El agua sube.", "es", "EFE"),
        ("МОСКВА, 1 июля — РИА Новости. Вода поднялась.", "ru", "RIA Novosti"),
        ("БЕРЛІН, 1 липня. /Укрінформ/. Вода піднялася.", "uk", "Ukrinform"),
        ("RIESA (Nordic Press) - Water fell.", "en", "Nordic Press"),
    ],
)
def test_datelines(text: str, language: str, agency: str) -> None:
    assert (agency, "dateline") in told(text, language)


@pytest.mark.parametrize(
    ("author", "agency"),
    [
        ("Reuters", "Reuters"),
        ("By JANE DOE, Associated Press", "Associated Press"),
        ("Jane Doe | AP", "Associated Press"),
        ("dpa/AFP", "dpa"),
        ("AFP et Reuters", "Agence France-Presse"),
        ("Agence France-Presse", "Agence France-Presse"),
        ("Укрінформ", "Ukrinform"),
    ],
)
def test_bylines_of_the_page(author: str, agency: str) -> None:
    found = pickups(report("Water rose.", author=author))
    assert agency in {one.agency for one in found}
    assert all(one.form is PickupForm.BYLINE and one.phrase is None for one in found)


@pytest.mark.parametrize(
    "text", ["By Jane Doe, AP\n\nWater rose.", "By JANE DOE\n\nAssociated Press\n\nWater rose."]
)
def test_bylines_of_the_text(text: str) -> None:
    assert ("Associated Press", "byline") in told(text)


@pytest.mark.parametrize(
    ("last", "language", "agency"),
    [
        ("© 2025 AFP", "en", "Agence France-Presse"),
        ("Copyright 2025 The Associated Press. All rights reserved.", "en", "Associated Press"),
        ("The end came. (with inputs from PTI)", "en", "Press Trust of India"),
        ("— with files from The Canadian Press", "en", "Canadian Press"),
        ("Source: TASS", "en", "TASS"),
        ("It fell overnight. (Reuters)", "en", "Reuters"),
        ("The Associated Press contributed to this report.", "en", "Associated Press"),
        ("Associated Press writers Jo Bell and Al Rey contributed to this report.", "en", "Associated Press"),
        ("The Elbe Press Agency contributed.", "en", "Elbe Press Agency"),
        ("Quelle: dpa", "de", "dpa"),
        ("dpa", "de", "dpa"),
        ("(avec AFP)", "fr", "Agence France-Presse"),
        ("Con información de EFE", "es", "EFE"),
        ("За матеріалами: Укрінформ", "uk", "Ukrinform"),
        ("Источник: «Интерфакс»", "ru", "Interfax"),
    ],
)
def test_credit_lines(last: str, language: str, agency: str) -> None:
    assert (agency, "credit") in told(f"Water rose in the night.\n\nIt fell again.\n\n{last}", language)


@pytest.mark.parametrize(
    ("text", "language", "agency", "words"),
    [
        ("Water rose, Interfax reported.", "en", "Interfax", "Interfax reported"),
        ("Water rose, Reuters reports.", "en", "Reuters", "Reuters reports"),
        ("Water rose, according to the Xinhua news agency.", "en", "Xinhua", "according to the Xinhua"),
        ("“It rose,” she told AFP.", "en", "Agence France-Presse", "told AFP"),
        ("The state news agency TASS said that it rose.", "en", "TASS", "TASS said"),
        ("The New York Times reported that it rose.", "en", "The New York Times", "New York Times reported"),
        ("Citing Reuters, the mayor said so.", "en", "Reuters", "Citing Reuters"),
        ("Das Wasser stieg, wie die dpa meldet.", "de", "dpa", "wie die dpa"),
        (
            "Sie sagte der Deutschen Presse-Agentur, es steige.",
            "de",
            "dpa",
            "sagte der Deutschen Presse-Agentur",
        ),
        ("Laut Reuters stieg es.", "de", "Reuters", "Laut Reuters"),
        ("L'eau monte, selon l'AFP.", "fr", "Agence France-Presse", "selon l'AFP"),
        ("Il l'a déclaré à l'AFP.", "fr", "Agence France-Presse", "déclaré à l'AFP"),
        ("El agua sube, según EFE.", "es", "EFE", "según EFE"),
        ("La agencia EFE informó que sube.", "es", "EFE", "EFE informó"),
        ("Вода піднялася, повідомляє Укрінформ.", "uk", "Ukrinform", "повідомляє Укрінформ"),
        ("Про це з посиланням на Укрінформу сказав мер.", "uk", "Ukrinform", "посиланням на Укрінформу"),
        ("Вода поднялась, сообщает ТАСС.", "ru", "TASS", "сообщает ТАСС"),
        ("It rose, the Elbe Press Agency reported.", "en", "Elbe Press Agency", "Elbe Press Agency reported"),
    ],
)
def test_citations_with_the_words_that_say_so(text: str, language: str, agency: str, words: str) -> None:
    held = report(text, language)
    found = [one for one in pickups(held) if one.agency == agency]
    assert [one.form for one in found] == [PickupForm.CITED]
    phrase = found[0].phrase
    assert phrase is not None
    assert held.quote(phrase.span) == phrase.text
    assert words in phrase.text


@pytest.mark.parametrize(
    "text",
    [
        "The Reuters building was evacuated.",
        "Reuters said it would cut 50 jobs.",
        "Reuters' layoffs went on, the union said.",
        "Reuters reported a quarterly profit of three billion.",
        "Thomson Reuters raised its outlook.",
        "AP leaders signed the pact; PA ministers met.",
        "The prosecutor told PA officials to wait.",
        "Police in Dresden (Saxony) - a city - came.",
        "PARIS (Texas) - Water rose.",
        "She worked for the Associated Press for ten years.",
        "A photograph by AFP shows it.",
        "Image copyright AFP\n\nThe tide came.",
        "Latest News",
        "The tide came in on April 4 ©Jo Bell (AFP)",
        "Mike Bloomberg spoke. Bloomberg said that taxes are high.",
        "The mayor (CNN) was away, and said so to all who asked him about it at length.",
        "Free Press and Good News are names of boats.",
        "apnews.example was down, according to apnews.example.",
    ],
)
def test_names_that_credit_nothing(text: str) -> None:
    middle = "\n\n".join(["A paragraph of other words."] * 4)
    assert told(f"{middle}\n\n{text}\n\n{middle}") == set()
    assert told(text) == set()


@pytest.mark.parametrize(
    "own",
    [
        {"outlet": "Reuters"},
        {"outlet": "Reuters UK"},
        {"outlet": "Newsroom", "url": "https://www.reuters.com/world/x"},
        {"outlet": "Newsroom", "canonical": "https://uk.reuters.com/world/x"},
    ],
)
def test_an_agency_does_not_pick_itself_up(own: dict[str, str]) -> None:
    text = "PARIS (Reuters) - Water rose, the mayor told Reuters, and AFP reported that it fell."
    assert told(text, author="Reuters Staff", **own) == {("Agence France-Presse", "cited")}


def test_several_places_are_told_each_once_and_in_order() -> None:
    text = "PARIS (AFP) - Water rose.\n\n“It did,” she told AFP.\n\nIt fell, Reuters reported.\n\n© 2025 AFP"
    found = pickups(report(text, author="AFP"))
    assert [str(one.form) for one in found] == ["byline", "dateline", "cited", "cited", "credit"]
    assert len(pickups(report("\n\n".join(f"It rose {n} m, Reuters reported." for n in range(80))))) == MOST


def test_the_tables_are_whole() -> None:
    data = resources.files("dateline.stages.extract") / "data"
    table = tomllib.loads((data / "agencies.toml").read_text("utf-8"))
    entries = [*table["agency"], *table["outlet"]]
    assert len(table["agency"]) >= 60
    assert len({entry["name"] for entry in entries}) == len(entries)
    assert all(entry["names"] and entry["hosts"] and len(entry["country"]) == 2 for entry in entries)


@given(
    st.text(alphabet="ABR (Reuters)/-–.,\n«»© APafpdЇТАС'", max_size=200),
    st.sampled_from(["en", "de", "uk", "ru", "", "xx"]),
)
def test_anything_can_be_read(text: str, language: str) -> None:
    held = report(text, language, author=text[:40])
    for found in pickups(held):
        assert found.phrase is None or held.quote(found.phrase.span) == found.phrase.text


@pytest.mark.parametrize(
    "text", ["A" * 200_000, "(" * 100_000, "Aa " * 60_000, "Reuters " * 20_000, "told the " * 30_000]
)
def test_hostile_texts_take_bounded_time(text: str) -> None:
    with effort() as spent:
        pickups(report(text))
    assert spent.seconds < 4
