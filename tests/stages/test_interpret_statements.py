"""Who says what: each way of saying it, each thing that looks like it and is not, and whom a name means."""

from __future__ import annotations

import pytest

from dateline.core.types import Form, Stance
from tests.stages.reading import read, said, short

FIRING = [
    (
        "Police spokesman Karl Renner said on Monday that two roads were still closed.",
        [("Karl Renner", "said", "that two roads were still closed")],
    ),
    (
        "The river has fallen by a metre, according to the water board.",
        [("water board", "according to", "The river has fallen by a metre")],
    ),
    (
        "According to the water board, the river has fallen by a metre.",
        [("water board", "According to", "the river has fallen by a metre")],
    ),
    (
        "The deal, she said, would cost hundreds of jobs.",
        [("she", "said", "The deal … would cost hundreds of jobs")],
    ),
    (
        "“We lost everything,” said Ada Lund, a teacher from Hull. “But we are alive.”",
        [("Ada Lund", "said", "“We lost everything,” … “But we are alive.”")],
    ),
    (
        '"Stop," he said, "or the dam will break."',
        [("he", "said", '"Stop," … "or the dam will break."')],
    ),
    (
        "''It was over in a minute,'' Mr. Lund said.",
        [("Lund", "said", "''It was over in a minute,''")],
    ),
    (
        "Renner said the fire began in the kitchen, adding that nobody was hurt.",
        [("Renner", "said", "the fire began in the kitchen"), ("Renner", "adding", "that nobody was hurt")],
    ),
    (
        "The ministry denied the claims and said that the plant was safe.",
        [("ministry", "denied", "the claims"), ("ministry", "said", "that the plant was safe")],
    ),
    (
        "Officials claimed the plant was safe, but residents said they had smelled gas.",
        [
            ("Officials", "claimed", "the plant was safe"),
            ("residents", "said", "they had smelled gas"),
        ],
    ),
    (
        "The minister promised to rebuild the bridge.",
        [("minister", "promised", "to rebuild the bridge")],
    ),
    (
        "Witnesses who fled the hall told the Northern Post that they heard a bang.",
        [("Witnesses who fled the hall", "told", "that they heard a bang")],
    ),
    (
        "Four people are missing, as reported by the coast guard.",
        [("coast guard", "as reported by", "Four people are missing")],
    ),
    (
        "The three pupils were much loved, said Rabbi Tom Lund.",
        [("Tom Lund", "said", "The three pupils were much loved")],
    ),
    (
        "Hull Mayor Ada Lund noted that jobs were coming back.",
        [("Ada Lund", "noted", "that jobs were coming back")],
    ),
    (
        "Critics rejected Lund's claim that the dam was safe.",
        [("Critics", "rejected", "Lund's claim that the dam was safe")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), FIRING, ids=lambda value: str(value)[:40])
def test_a_way_of_saying_is_found(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Renner did not say who was to blame.",
        "The police report was late.",
        "The plans were drawn in a hurry.",
        "He could say more.",
        "The state comments page was closed.",
        "The road was closed on Monday.",
        "It was said.",
        "",
    ],
)
def test_what_nobody_said_was_not_spoken(text: str) -> None:
    assert [short(statement) for statement in read(text).statements if statement.spoken] == []


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The army claimed that the town had fallen.", Stance.CLAIMED),
        ("The ministry confirmed that two men were held.", Stance.CONFIRMED),
        ("The company denied that the dam was cracked.", Stance.DENIED),
        ("Prosecutors alleged that he took the money.", Stance.ALLEGED),
        ("The governor warned that the dam could break.", Stance.FORECAST),
        ("The claims could not be independently verified.", Stance.UNVERIFIED),
        ("The Northern Post could not verify the report.", Stance.UNVERIFIED),
        ("There were unconfirmed reports of looting.", Stance.UNVERIFIED),
        ("A video verified by the Northern Post shows the roof.", Stance.VERIFIED),
        ("The mayor said that the bridge was open.", Stance.SAID),
    ],
)
def test_the_stance_is_the_reports_own(text: str, stance: Stance) -> None:
    assert read(text).statements[0].stance is stance


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("“The bridge is open,” the mayor said.", Form.DIRECT),
        ("The mayor said the bridge was open.", Form.INDIRECT),
        ("The mayor said the bridge was “as safe as any other” in town.", Form.MIXED),
    ],
)
def test_the_form_is_told_by_the_marks(text: str, form: Form) -> None:
    assert [statement.form for statement in read(text).statements] == [form]


def test_the_speaker_is_the_whole_noun_phrase_and_the_fullest_name() -> None:
    text = "The mayor, Jana Wiesner, told reporters that the school would stay shut. She said it was old."
    first, second = read(text).statements
    assert first.speaker
    assert second.speaker
    assert (first.speaker.phrase.text, first.speaker.name) == ("The mayor, Jana Wiesner", "Jana Wiesner")
    assert (second.speaker.phrase.text, second.speaker.name) == ("She", "Jana Wiesner")


def test_a_surname_is_the_person_of_that_surname() -> None:
    text = "Fire chief Tom Berg left early. Berg said that the roof had fallen."
    assert said(text) == [("Tom Berg", "said", "that the roof had fallen")]


def test_a_surname_that_two_share_is_the_one_named_last() -> None:
    text = "Anna Berg left. Tom Berg stayed. Berg said that the roof had fallen."
    assert said(text) == [("Tom Berg", "said", "that the roof had fallen")]


def test_he_is_not_she() -> None:
    text = "Tom Berg said that it was late. Anna Lund said that it was early. He said he was tired."
    assert said(text)[-1][0] == "Tom Berg"


def test_a_pronoun_means_again_whom_it_meant() -> None:
    text = "Quill Taffrey said that it was late. She said she was tired. He said it was early."
    assert [name for name, _, _ in said(text)] == ["Quill Taffrey", "Quill Taffrey", "He"]


def test_a_persons_lawyer_is_another_person() -> None:
    text = "Ada Lund’s lawyer, Tom Berg, said that she would appeal."
    (statement,) = read(text).statements
    assert statement.speaker
    assert statement.speaker.phrase.text == "Ada Lund’s lawyer, Tom Berg"
    assert statement.speaker.name == "Tom Berg"


def test_a_quotation_over_paragraphs_is_one_statement() -> None:
    text = "“This is the first paragraph.\n\n“This is the second,” said Ada Lund."
    (statement,) = read(text).statements
    assert [phrase.text for phrase in statement.content] == [
        "“This is the first paragraph.",
        "“This is the second,”",
    ]


def test_what_a_speaker_says_that_others_say_is_part_of_the_quotation() -> None:
    text = "“They said the dam was safe,” Ada Lund said."
    assert said(text) == [("Ada Lund", "said", "“They said the dam was safe,”")]


def test_the_next_speakers_quotation_is_not_taken() -> None:
    text = "“It is late,” Tom Berg said. “It is early,” Anna Lund said."
    assert said(text) == [("Tom Berg", "said", "“It is late,”"), ("Anna Lund", "said", "“It is early,”")]


def test_content_ends_before_the_next_attribution() -> None:
    text = "Renner said the road was closed, while residents said they had seen cars."
    assert said(text)[0][2] == "the road was closed"


def test_evidence_is_the_sentence_that_the_statement_stands_in() -> None:
    text = "It rained. The mayor said that the school was shut. It rained on."
    (statement,) = read(text).statements
    (span,) = statement.evidence
    assert text[span.start : span.end] == "The mayor said that the school was shut."


def test_pieces_point_to_their_words() -> None:
    text = "😀 Ada Lund said: “It is ours.”"
    (statement,) = read(text).statements
    for phrase in statement.content:
        assert text[phrase.span.start : phrase.span.end] == phrase.text
    assert short(statement) == ("Ada Lund", "said", "“It is ours.”")


def test_other_languages_stay_silent() -> None:
    assert read("«Міст відкрито», — said.", language="uk").statements == ()
    assert read("Der Sprecher said that es brennt.", language="de").statements == ()
