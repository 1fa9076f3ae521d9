"""Who says so: names of outlets and speakers, and where a naming may stand. No whole sentence is asserted."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.pages import Clipping
from dateline.core.text import words
from dateline.core.types import Form, Report, Speaker
from dateline.stages.narrate.facts.material import gather
from dateline.stages.narrate.wording.attribution import joined, outlet_list, placed, stopped
from dateline.stages.narrate.wording.letters import capital, lowered
from dateline.stages.narrate.wording.voices import Voices, is_person, naming, surname
from tests.stages.desk import clip, dossier, phrase, report, said


def speaking(text: str, voice: str, name: str = "") -> Speaker:
    return Speaker(phrase=phrase(report("r", text), voice), name=name or voice)


def voiced(own: Report, content: str, voice: str, name: str = "") -> tuple[Clipping, Speaker]:
    statement = said(own, content, voice, name=name)
    assert statement.speaker is not None
    return clip(own, statement), statement.speaker


# --- lists of outlets -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "listed"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")],
)
def test_names_are_joined_as_a_list(names: list[str], listed: str) -> None:
    assert joined(names) == listed


def test_of_more_than_two_outlets_one_is_named_and_the_others_are_told_of() -> None:
    many = [report(f"r{n}", "x", outlet=f"Bladet {n}") for n in range(5)]
    listed = outlet_list(many)
    assert "Bladet 0" in listed
    assert "Bladet 3" not in listed
    assert "others" in listed or "other" in listed


def test_an_outlet_is_named_once_and_where_unknown_by_its_host() -> None:
    own = report("r", "x", outlet="Fjordpost")
    nameless = Report(id="n", text="x", url="https://www.kystavisa.example/sak/1")
    assert outlet_list([own, own, own]).count("Fjordpost") == 1
    assert outlet_list([nameless]) == "kystavisa.example"
    assert outlet_list([Report(id="n", text="x")]) == ""
    assert outlet_list([]) == ""


# --- where it stands ------------------------------------------------------------------------

BODIES = [
    "Two barges laden with salt sank after a storm hit the harbour",
    "Two barges, both laden with salt, sank in the harbour of Vesk on Friday",
    "The harbour was closed on Friday, with salt drifting in the bay",
    "The pilot called the storm “the worst in a hundred years, and then some” on Friday",
    "The guild of Vesk (founded in 1612) has sold its last ferry to a baker",
    "Anton Mielke was elected because the guild wanted a beekeeper",
    "Barges sank",
    "The salt, the tar and the rope were lost when the barges sank in the bay",
]


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("attribution", ["Fjordpost reported", "according to Fjordpost and Kystavisa"])
def test_every_place_names_the_source_once_and_keeps_the_words_and_marks(body: str, attribution: str) -> None:
    forms = list(placed(body, attribution))
    assert forms
    for form in forms:
        assert form.count(attribution) == 1
        assert [w for w in words(form) if w not in words(attribution)] == [
            w for w in words(body) if w not in words(attribution)
        ]
        assert form.endswith(".")
        assert not re.search(r",,| ,|\.\.|  |,\.", form)
        for quotation in re.findall(r"“[^”]*”", body):
            assert quotation in form
        for bracket in re.findall(r"\([^)]*\)", body):
            assert bracket in form


def test_a_joint_of_clauses_takes_the_attribution_and_a_list_does_not() -> None:
    inside = [form for form in placed(BODIES[0], "Fjordpost reported") if not form.endswith("reported.")]
    assert inside
    listed = placed(BODIES[7], "Fjordpost reported")
    assert not any("salt, Fjordpost" in form or "tar, Fjordpost" in form for form in listed)


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["barges", "sank", "after", "the", "storm", "on", "Friday", "was", "in", "Vesk", "salt"]
        ),
        min_size=1,
        max_size=20,
    )
)
def test_wherever_it_stands_no_mark_is_doubled_and_no_word_lost(parts: list[str]) -> None:
    body = " ".join(parts)
    for form in placed(body, "Fjordpost reported"):
        assert form.count("Fjordpost reported") == 1
        assert [word for word in words(form) if word not in ("Fjordpost", "reported")] == parts
        assert not re.search(r",,| ,|\.\.|  ", form)
        assert form.endswith(".")


@pytest.mark.parametrize(
    "body", ["It held", "They said “it held”", "He cried: “It held!”", "She asked: “Did it?”"]
)
def test_a_body_is_stopped_once(body: str) -> None:
    assert re.search(r"[.!?]”?$", stopped(body))
    assert not re.search(r"[.!?]”?\.$", stopped(body)) or body.endswith("held”")
    assert stopped(body).startswith(body)


# --- capitals -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "inside"),
    [
        ("The ferry sank", "the ferry sank"),
        ("A ferry sank", "a ferry sank"),
        ("Several ferries sank", "several ferries sank"),
        ("Anton Mielke sank", "Anton Mielke sank"),
        ("Salt was lost", None),
    ],
)
def test_a_first_capital_goes_only_where_it_is_surely_no_name_s(body: str, inside: str | None) -> None:
    assert lowered(body) == inside


@pytest.mark.parametrize(
    ("text", "large"),
    [("the ferry", "The ferry"), ("kystavisa.example said", "kystavisa.example said"), ("", ""), ("Ø", "Ø")],
)
def test_a_first_letter_becomes_a_capital_but_not_a_host_s(text: str, large: str) -> None:
    assert capital(text) == large


# --- speakers -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Lene Aas", "Anton van Mielke".title(), "Ola H. Nordmann", "J. P. Fenn"])
def test_a_name_of_two_to_four_capitals_is_a_person_s(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize(
    "name", ["Lene", "Vesk City Council", "the pilot", "Fjord Bank", "", "A B C D E", "lene aas"]
)
def test_anything_else_is_not(name: str) -> None:
    assert not is_person(name)


@pytest.mark.parametrize(
    ("name", "last"),
    [
        ("Lene Aas", "Aas"),
        ("Ola Nordmann Jr.", "Nordmann"),
        ("Karl Fenn, III", "Fenn"),
        ("Lene", "Lene"),
        ("", ""),
    ],
)
def test_a_surname_is_what_comes_last_but_for_a_generation(name: str, last: str) -> None:
    assert surname(name) == last


@pytest.mark.parametrize(
    ("voice", "name", "named"),
    [
        ("Lene Aas", "Lene Aas", "Lene Aas"),
        ("Aas", "Lene Aas", "Lene Aas"),
        ("she", "Lene Aas", "Lene Aas"),
        ("The harbour master", "The harbour master", "the harbour master"),
        ("Police", "Police", "police"),
        ("But the harbour master", "But the harbour master", "the harbour master"),
        ("The  harbour\nmaster", "", "the harbour master"),
    ],
)
def test_a_speaker_goes_by_a_name_or_a_description(voice: str, name: str, named: str) -> None:
    assert naming(speaking(f"{voice} said that the pier was closed.", voice, name)) == named


@pytest.mark.parametrize(
    "voice", ["she", "It", "which", "her brother", "everything", "a photo", "pier", "those"]
)
def test_nobody_is_named_where_only_a_pronoun_or_a_thing_is_known(voice: str) -> None:
    assert naming(speaking(f"And then {voice} said that the port was closed.", voice)) == ""


def test_the_role_stands_at_first_mention_and_the_surname_after() -> None:
    own = report("r", "The pier is closed, said Lene Aas, the harbour master. Aas closed it on Friday.")
    clipping, speaker = voiced(own, "The pier is closed", "Lene Aas")
    voices = Voices(gather(dossier([clipping])))
    first = voices.naming(speaker)
    assert "Lene Aas" in first.text
    assert "harbour master" in first.text
    assert first.evidence
    assert all(0 <= span.start < span.end <= len(own.text) for span in first.evidence)
    assert voices.naming(speaker) == first  # only what was printed counts as introduced
    voices.introduce(speaker)
    assert voices.naming(speaker).text == "Aas"


def test_a_title_before_a_name_is_part_of_the_introduction() -> None:
    own = report("r", "On Friday Harbour Captain Lene Aas closed the pier. The pier leaks, Aas said.")
    clipping, speaker = voiced(own, "The pier leaks", "Aas", "Lene Aas")
    assert "Captain Lene Aas" in Voices(gather(dossier([clipping]))).naming(speaker).text


@pytest.mark.parametrize(
    "behind", ["the alleged smuggler", "the sister of his wife", "the man who may have sunk her ferry"]
)
def test_a_role_that_needs_a_source_or_hangs_on_somebody_is_left_out(behind: str) -> None:
    own = report("r", f"The pier is closed, said Lene Aas, {behind}. The pier leaks.")
    clipping, speaker = voiced(own, "The pier is closed", "Lene Aas")
    assert behind not in Voices(gather(dossier([clipping]))).naming(speaker).text


def test_the_given_name_is_the_short_one_where_the_report_uses_it_so() -> None:
    own = report("r", "The pier leaks, said Linh Tran. Linh closed it. Later Linh wept.")
    clipping, speaker = voiced(own, "The pier leaks", "Linh Tran")
    voices = Voices(gather(dossier([clipping])))
    voices.introduce(speaker)
    assert voices.naming(speaker).text == "Linh"


def test_a_body_of_people_is_not_shortened_to_a_last_word() -> None:
    own = report("r", "The pier is closed, said the guild of Vesk. The pier leaks.")
    clipping, speaker = voiced(own, "The pier is closed", "the guild of Vesk")
    voices = Voices(gather(dossier([clipping])))
    voices.introduce(speaker)
    assert voices.naming(speaker).text == "the guild of Vesk"


def test_a_name_is_introduced_once_for_all_reports() -> None:
    one = report("one", "The pier is closed, said Lene Aas, the harbour master.")
    two = report("two", "The pier leaks, Lene Aas said.")
    (first, speaker), (second, again) = (
        voiced(one, "The pier is closed", "Lene Aas"),
        voiced(two, "The pier leaks", "Lene Aas"),
    )
    voices = Voices(gather(dossier([first, second])))
    voices.introduce(speaker)
    assert voices.naming(again).text == "Aas"


def test_a_statement_without_a_speaker_introduces_nobody() -> None:
    own = report("r", "“The pier is closed”, it was written on the gate.")
    mute = said(own, "“The pier is closed”", "it", "written", form=Form.DIRECT)
    assert mute.speaker is not None
    assert Voices(gather(dossier([clip(own, mute)]))).naming(mute.speaker).text == ""


def test_a_person_goes_by_the_spelling_of_most_origins_and_is_introduced_once() -> None:
    one = report("one", "The pier is closed, said Oleg Synenko, the harbour master.")
    two = report("two", "The pier leaks, Oleh Synenko said.")
    three = report("three", "The pier is old, Oleh Synenko said.")
    (first, speaker), (second, again), (third, _) = (
        voiced(one, "The pier is closed", "Oleg Synenko"),
        voiced(two, "The pier leaks", "Oleh Synenko"),
        voiced(three, "The pier is old", "Oleh Synenko"),
    )
    voices = Voices(gather(dossier([first, second, third])))
    named = voices.naming(speaker)
    assert "Oleh Synenko" in named.text
    assert {span.report for span in named.evidence} == {"two"}  # the report that spells it so
    voices.introduce(speaker)
    assert voices.naming(again).text == "Synenko"
