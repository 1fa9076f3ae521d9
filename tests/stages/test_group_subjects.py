"""What a report is about, in codes of IPTC Media Topics."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.errors import InputError
from dateline.stages.group.themes import subjects as room
from dateline.stages.group.themes.subjects import ancestry, common_subjects, matching, subjects, topic, topics

WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
RAIL = "railway accident and incident"
DATA = Path(room.__file__).parents[1] / "data"


def code_of(title: str, text: str) -> str:
    return subjects(WORD.findall(title), WORD.findall(text))[0]


def labels(title: str, text: str, language: str = "en") -> list[str]:
    return [topic(code).label for code in subjects(WORD.findall(title), WORD.findall(text), language)]


@pytest.mark.parametrize(
    ("title", "text", "first"),
    [
        (
            "Brenna flood crest passes Oldmark",
            "The river stood at 7 metres. Sandbags held the dyke.",
            "flood",
        ),
        ("Two trains collide", "A goods train hit a passenger train; a carriage derailed.", RAIL),
        (
            "Nurses walk out over pay",
            "The strike began at dawn; pickets stood by, the union said.",
            "labour strike",
        ),
        ("Islanders vote on Sunday", "Polling stations open at eight. Candidates rest.", "election"),
        ("Earth shakes under Skarv", "An earthquake of magnitude 5.1; aftershocks followed.", "earthquake"),
        ("Jury finds warden guilty", "The defendant was acquitted of theft, jurors said.", "trial (court)"),
        ("Rovers sign a striker", "The midfielder leaves the Premier League club.", "football"),
        ("Capsule docks", "Two astronauts reached the space station in orbit.", "space exploration"),
        ("Measles jabs offered", "Vaccination starts on Monday; 3,000 doses are there.", "vaccine"),
        ("Rates stay", "The central bank kept its interest rate as inflation fell.", "economy"),
    ],
)
def test_a_report_has_the_subject_that_its_words_tell(title: str, text: str, first: str) -> None:
    assert first in labels(title, text)


@pytest.mark.parametrize(
    ("language", "title", "text", "label"),
    [
        ("de", "Hochwasser in Altmark", "Der Pegel steigt, Sandsäcke sichern den Deich.", "flood"),
        ("fr", "La grève continue", "Les grévistes bloquent le port, dit le syndicat.", "labour strike"),
        ("es", "Terremoto en la costa", "El sismo despertó a la ciudad.", "earthquake"),
        ("uk", "Землетрус на узбережжі", "Землетрус магнітудою 5 розбудив місто.", "earthquake"),
        ("ru", "Наводнение в городе", "Река вышла из берегов, дамба прорвана.", "flood"),
    ],
)
def test_other_languages_have_words_of_their_own(language: str, title: str, text: str, label: str) -> None:
    assert labels(title, text, language) == [label]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("A strike of luck", "He had a bank of ideas and no court to plead them in."),
        ("Notes from the garden", "The roses are late; the hedge wants cutting."),
        ("", ""),
        ("Match", "Match."),
    ],
)
def test_one_ambiguous_word_tells_nothing(title: str, text: str) -> None:
    assert labels(title, text) == []


def test_a_word_of_another_language_tells_nothing() -> None:
    assert labels("Brand", "Ein Brand im Keller, die Feuerwehr kam.") == []
    assert "fire" in labels("Brand", "Ein Brand im Keller, die Feuerwehr kam.", "de")


def test_what_no_word_tells_by_itself_several_tell_of_the_broad_subject() -> None:
    broad = labels("Detective heard", "Police and an officer spoke of gang victims, suspects and an assault.")
    assert broad
    assert ancestry(code_of("Detective", "police gang crimes suspects stabbing"))[-1] == "medtop:02000000"


def test_a_phrase_tells_only_where_its_words_stand_side_by_side() -> None:
    assert "supreme and high court" in labels("Supreme Court rules", "The supreme court ruled.")
    assert "supreme and high court" not in labels("Rules", "The supreme cook of the court ate.")


def test_three_subjects_at_most_and_the_weightiest_first() -> None:
    text = (
        "The flood, the floods, sandbags and a levee. An earthquake, a tsunami, a hurricane, a strike and "
        "pickets, wildfires, a landslide, a referendum, the olympics and an election with ballots."
    )
    found = labels("Flood and levee", text)
    assert len(found) <= 3
    assert found[0] == "flood"


def test_a_code_is_looked_up_with_or_without_its_scheme() -> None:
    assert topic("medtop:20000154").label == topic("20000154").label == "flood"
    with pytest.raises(InputError, match="no Media Topic"):
        topic("medtop:99999999")


def test_a_code_knows_what_is_broader() -> None:
    assert [topic(code).label for code in ancestry("medtop:20000154")] == [
        "flood",
        "natural disaster",
        "disaster",
        "disaster, accident and emergency incident",
    ]


def test_the_table_is_a_tree_of_known_codes() -> None:
    table = topics()
    assert 200 <= len(table) <= 400
    assert sum(not found.broader for found in table.values()) == 17
    assert all(re.fullmatch(r"\d{8}", code) for code in table)
    assert all(
        ancestry(found.code)[-1].removeprefix("medtop:").endswith("000000") for found in table.values()
    )
    assert all(found.label for found in table.values())


def test_the_table_says_whose_it_is() -> None:
    head = (DATA / "subjects.tsv").read_text("utf-8")[:600]
    assert "IPTC" in head
    assert "CC BY 4.0" in head


def test_every_word_belongs_to_a_code_and_every_top_level_has_words_below() -> None:
    told: set[str] = set()
    for line in (DATA / "subject_words.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        code, language, words = line.split("\t")
        assert language in {"en", "uk", "ru", "de", "fr", "es"}
        assert words.split()
        told.update(ancestry("medtop:" + code))
    assert {code for code in told if code.endswith("000000")} == {
        found.code for found in topics().values() if not found.broader
    }


def test_a_theme_has_the_subjects_that_its_stories_share() -> None:
    flood, fire, rail = "medtop:20000154", "medtop:20000150", "medtop:20000146"
    assert common_subjects([[flood], [flood, rail], [flood]]) == (flood, rail)
    assert common_subjects([[flood], [fire]]) == (flood, fire)
    assert common_subjects([]) == ()


def test_what_narrow_subjects_have_in_common_is_the_themes_where_none_is_shared() -> None:
    several = [["medtop:20000154"], ["medtop:20000153"], ["medtop:20000155"], ["medtop:20001353"]]
    assert "medtop:20000151" in common_subjects(several)


def test_a_desk_finds_a_subject_by_its_name() -> None:
    assert matching("flood") == ("medtop:20000154",)
    assert "medtop:20000146" in matching("railway")
    assert "medtop:20000146" in matching("train accident")
    assert matching("no such thing") == ()


@given(st.lists(st.text(min_size=1, max_size=12), max_size=30), st.sampled_from(["en", "de", "uk", "xx", ""]))
def test_any_words_have_known_subjects_and_always_the_same(words: list[str], language: str) -> None:
    found = subjects(words[:5], words, language)
    assert found == subjects(words[:5], words, language)
    assert all(topic(code) for code in found)
