"""Anchors: what a report shares with reports in any language."""

from __future__ import annotations

import gzip
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.stages.group.languages.anchors import anchors
from dateline.stages.group.languages.kinds import LANGUAGES, kind
from dateline.stages.group.languages.skeletons import skeleton
from dateline.stages.group.languages.toponyms import PREFIX, leads, place, place_key
from dateline.stages.group.remembered import Remembered
from tests.effort import effort

# --- one name, whatever the spelling ------------------------------------------------------


@pytest.mark.parametrize(
    ("spellings", "bones"),
    [
        (
            "Zelenskyy Zelensky Zelenski Зеленский Зеленський Зеленського Зеленским de:Selenskyj זלנסקי",
            "slnsk",
        ),
        ("Hrabar Грабар Грабарь Грабарем", "krbr"),
        ("Panchuk Панчук Панчука de:Pantschuk fr:Pantchouk", "pnsk"),
        ("Melnychenko Мельниченко de:Melnytschenko fr:Melnytchenko", "mlnsnk"),
        ("Yanukovych Янукович de:Janukowytsch fr:Ianoukovytch", "ankfs"),
        ("Kharkiv Харків de:Charkiw", "krkf"),
        ("Vasylyk Василик Vassylyk de:Wassylyk", "fslk"),
        ("Johnson Джонсон Джонсоном", "ansn"),
        ("Putin Путин Путиным Путіна Poutine", "ptn"),
        ("Görlitz Goerlitz Гёрлиц Гьорліц", "krls"),
        ("Papadopoulos Παπαδόπουλος", "pdpls"),
        ("Saakashvili სააკაშვილი Саакашвили", "sksfl"),
        ("Sargsyan Սարգսյան Саргсян", "srksn"),
    ],
)
def test_spellings_of_one_name_have_one_skeleton(spellings: str, bones: str) -> None:
    for spelling in spellings.split():
        language, _, name = spelling.rpartition(":")
        assert skeleton(name, language) == bones, spelling


def test_names_that_differ_have_skeletons_that_differ() -> None:
    names = {
        "Hrabar",
        "Panchuk",
        "Melnychenko",
        "Stasiv",
        "Vasylyk",
        "Koval",
        "Hrytsak",
        "Lysenko",
        "Humeniuk",
    }
    assert len({skeleton(name) for name in names}) == len(names)


def test_what_has_no_letters_has_no_skeleton() -> None:
    assert [skeleton(word) for word in ("", "42", "–", "東京")] == ["", "", "", ""]


@given(st.text(max_size=60), st.sampled_from(["", "de", "pl", "uk", "xx"]))
def test_a_skeleton_is_short_and_plain_whatever_comes(name: str, language: str) -> None:
    bones = skeleton(name, language)
    assert set(bones) <= set("abdfklmnprst")
    assert len(bones) <= 4 * max(1, len(name))
    assert all(one != other for one, other in pairwise(bones))


# --- one place, whatever the name ---------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "canonical"),
    [
        ("Zboriv Зборів Зборові Зборова Зборов Зборове", "@Zboriv"),
        ("Lviv Львів Львові Львова Львов Lemberg Leópolis", "@Lviv"),
        ("Ternopil Тернопіль Тернополя Тернополем Тернополь Тернополю", "@Ternopil"),
        ("Meissen Meißen MEISSEN Мейсен Мейсена", "@Meissen"),
        ("Elbe Эльба Эльбе Ельбі Elba Labe", "@Elbe"),
        ("Munich München Мюнхен Мюнхена Мюнхені", "^Munich"),
        ("Germany Deutschland Allemagne Alemania Германии Німеччині", "^Germany"),
        ("Kyiv Kiev Київ Києві Киеве Kiew", "^Kyiv"),
        ("EU ЄС UE", "^European Union"),
    ],
)
def test_names_of_one_place_lead_to_it(names: str, canonical: str) -> None:
    for name in names.split():
        assert place(name) == canonical, name


def test_a_german_genitive_is_its_place_in_german_alone() -> None:
    assert place("Bautzens", "de") == "@Bautzen"
    assert place("Bautzens", "fr") == ""


@pytest.mark.parametrize("name", ["", " ", "Us", "Krusche", "Xyzzyville", "42", "и", "\ud800"])
def test_what_is_no_place_is_none(name: str) -> None:
    assert place(name) == ""


def test_words_that_begin_a_longer_name_are_known() -> None:
    assert leads("San")
    assert leads("Bad")
    assert not leads("Zboriv")


def test_the_table_is_in_the_order_that_it_is_searched_in() -> None:
    packed = files("dateline.stages.group").joinpath("data", "places.tsv.gz").read_bytes()
    text = gzip.decompress(packed).decode()
    starts = []
    for block in text.split("\n\n"):
        keys = [line.split("\t")[0] for line in block.split("\n")]
        assert len({key[:PREFIX] for key in keys}) == 1
        starts.append(keys[0][:PREFIX])
    assert len(set(starts)) == len(starts)
    assert place_key("Saint-Étienne") == "saint etienne"


# --- kinds of happening -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("flood", "flooding повені наводнения Hochwasser inondations inundación"),
        ("fire", "blaze пожежа пожаром Waldbrand incendie incendio"),
        ("quake", "earthquake землетрус землетрясения Erdbeben séisme terremoto"),
        ("train", "derailments поїзда поезд Zugunglück train tren"),
        ("walkout", "strikers страйку забастовка Warnstreik grève huelga"),
        ("killed", "killed загинули погибли getötet morts muertos"),
    ],
)
def test_a_kind_is_known_in_six_languages(code: str, words: str) -> None:
    for language, word in zip(LANGUAGES, words.split(), strict=True):
        assert kind(word, language) == code, word


@pytest.mark.parametrize(
    ("word", "language"),
    [
        ("firewall", "it"),
        ("table", "en"),
        ("", "en"),
        ("Tisch", "de"),
        ("trainspotting", "en"),
        ("пошта", "uk"),
    ],
)
def test_other_words_tell_of_no_kind(word: str, language: str) -> None:
    assert kind(word, language) == ""


def test_every_row_of_the_table_has_six_languages() -> None:
    lines = files("dateline.stages.group").joinpath("data", "kinds.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert all(len(row) == 1 + len(LANGUAGES) and all(row) for row in rows)
    assert len({row[0] for row in rows}) == len(rows)


# --- a whole report -----------------------------------------------------------------------

ENGLISH = (
    "ZBORIV, Thursday – Four people were killed when a train from Lviv to Ternopil hit a lorry at Zboriv at "
    "07:42 on 6 June, the mayor, Lesia Hrytsak, said. There were 1,400 tonnes of gravel and 118 passengers. "
    "The driver, Vasyl Hrabar, had 27 years of service. It cost 2.4 million euros."
)
UKRAINIAN = (
    "Четверо людей загинули, коли поїзд «Львів – Тернопіль» зіткнувся з вантажівкою у Зборові о 7:42 6 "
    "червня, сказала міська голова Леся Грицак. Було 1 400 тонн щебеню та 118 пасажирів. Машиніст Василь "
    "Грабар мав 27 років стажу. Збитки – 2,4 мільйона євро."
)
GERMAN = (
    "Vier Menschen starben, als ein Zug von Lwiw nach Ternopil in Zboriv um 7.42 Uhr am 6. Juni gegen einen "
    "Laster prallte, sagte Bürgermeisterin Lesja Hryzak. Es waren 1.400 Tonnen Kies und 118 Fahrgäste. Der "
    "Lokführer Wassyl Hrabar hatte 27 Dienstjahre. Der Schaden beträgt 2,4 Millionen Euro."
)


def test_one_happening_in_three_languages_shares_its_anchors() -> None:
    of_each = [
        set(anchors(text, "", language))
        for text, language in ((ENGLISH, "en"), (UKRAINIAN, "uk"), (GERMAN, "de"))
    ]
    assert {"@Zboriv", "@Ternopil", "~fsl krbr", "~ls krsk", "#1400", "#118", "#2.4", "#7:42"} <= (
        of_each[0] & of_each[1] & of_each[2]
    )
    assert all({"!train", "!killed"} <= found for found in of_each)


def test_each_anchor_comes_once_and_the_same_again() -> None:
    found = anchors(ENGLISH, "Train hits lorry", "en")
    assert len(set(found)) == len(found)
    assert anchors(ENGLISH, "Train hits lorry", "en") == found


def test_weekdays_and_small_numbers_are_no_anchors() -> None:
    assert (
        anchors("On Tuesday the Mayor met 3 people. Wednesday was quiet, and so was March.", "", "en") == ()
    )


def test_a_capital_that_opens_a_sentence_tells_nothing() -> None:
    assert "@Nice" not in anchors("It rained. Nice weather came later.", "", "en")
    assert "@Nice" in anchors("It rained in Nice all day long.", "", "en")


def test_german_nouns_are_no_names() -> None:
    found = anchors(
        "Die Feuerwehr pumpte den Keller einer Bäckerei in Gotha leer, sagte Bodo Kirmse.", "", "de"
    )
    assert {"@Gotha", "~bd krms"} <= set(found)
    assert not [anchor for anchor in found if anchor in {"~frfr", "~klr", "~bkr"}]


def test_a_town_in_a_persons_name_is_no_place() -> None:
    assert "@Victoria" not in anchors("The prize went to Victoria Abernathy on the stage.", "", "en")


def test_places_on_both_sides_of_a_dash_are_two() -> None:
    assert {"@Lviv", "@Ternopil"} <= set(
        anchors("A train on the line from the west, the Lviv–Ternopil line.", "", "en")
    )


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("about 1 400 people", "#1400"),
        ("etwa 1.400 Menschen", "#1400"),
        ("some 1,400 people", "#1400"),
        ("7,24 Meter", "#7.24"),
        ("7.24 metres", "#7.24"),
        ("vers 16h20", "#16:20"),
        ("um 16.20 Uhr", "#16:20"),
        ("at 16:20", "#16:20"),
        ("(23.8 feet)", "#23.8"),
    ],
)
def test_a_figure_has_one_spelling(text: str, figure: str) -> None:
    assert figure in anchors(text, "", "")


def test_a_report_that_is_its_title_is_read_by_its_title() -> None:
    assert "@Monfalcone" in anchors("", "Fire at mill in Monfalcone", "en")


@given(st.text(max_size=400), st.text(max_size=80), st.sampled_from(["", "en", "de", "uk", "zz"]))
def test_nothing_breaks_it(text: str, title: str, language: str) -> None:
    found = anchors(text, title, language)
    assert all(anchor[0] in "@~#!" and len(anchor) > 1 for anchor in found)
    assert len(set(found)) == len(found)


def test_a_thousand_reports_of_known_names_take_no_time() -> None:
    text = f"{ENGLISH} " * 10  # about 550 words
    anchors(text, "", "en")
    with effort() as spent:
        for _ in range(100):
            anchors(text, "", "en")
    assert spent.seconds < 0.2  # a twentieth of that is usual


def test_what_is_remembered_is_worked_out_once_and_forgotten_when_there_is_too_much() -> None:
    asked: list[str] = []

    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    remembered = Remembered(length, most=2)
    assert [remembered[word] for word in ("one", "one", "three", "seven")] == [3, 3, 5, 5]
    assert asked == ["one", "three", "seven"]
    assert remembered["one"] == 3
    assert asked[-1] == "one"
