"""A speaker's words without what only stands beside them: times, datelines, means, verbs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stages.reading import read

BESIDE = [
    ("In Washington, Ada Lund, the mayor's adviser, said that it was over.", "Ada Lund, the mayor's adviser"),
    ("In recent days China said it would help.", "China"),
    ("HULL, Pa. (ABC) - A Hull woman said she was late.", "A Hull woman"),
    ("“It is late,” wrote Ada Lund in a blog post.", "Ada Lund"),
    ("The man, who police say fled, was found.", "police"),
    (
        "At a meeting, Ada Lund, head of the Vesk port, said that it was late.",
        "Ada Lund, head of the Vesk port",
    ),
]
OWN = [
    ("“We saw it,” the officer in the video said.", "the officer in the video"),
    ("“It is late,” said the head of the school in Hull.", "the head of the school in Hull"),
    ("According to Ada Lund, the mayor, it is late.", "Ada Lund"),
    ("In 2010, the mayor, Ada Lund, said it was late.", "the mayor, Ada Lund"),
    ("By nightfall, a relative said he was safe.", "a relative"),
    ("Vesk police said that it was late.", "Vesk police"),
]


def speakers(text: str) -> list[str]:
    return [each.speaker.phrase.text for each in read(text).statements if each.speaker]


@pytest.mark.parametrize(("text", "speaker"), BESIDE)
def test_what_stands_beside_a_speaker_falls_off(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(("text", "speaker"), OWN)
def test_what_tells_who_it_is_stays(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


@given(st.lists(st.sampled_from([text for text, _ in (*BESIDE, *OWN)]), min_size=1, max_size=3).map(" ".join))
def test_a_speaker_is_never_empty(text: str) -> None:
    assert all(speaker.strip() for speaker in speakers(text))
