"""What is said, and what is not: requests, names for things, relative clauses, trailing matter."""

from __future__ import annotations

import pytest

from tests.stages.reading import read, said, short

SILENT = [
    "The mayor asked everyone to keep the windows shut.",
    "The mayor ordered 30 families to leave.",
    "Police urged drivers to stay away.",
    "The judge instructed the jury to go home.",
    "Berg asked to stay because the coffee was better.",
    "He knew how to swim.",
    "They learned what to do.",
    "The firm added up to 90 jobs.",
    "Lund added a 10-yard run.",
    "The man who posted it, a baker, left.",
    "Critics objected to what the mayor called a mistake.",
    "If all goes according to plan, the dam will hold.",
    "A baker best known for rye bread left.",
    "The paper asked the man who filmed it.",
    "What he said was late.",
    "Similar attacks on the town were feared.",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_states_no_fact_was_not_spoken(text: str) -> None:
    assert [short(statement) for statement in read(text).statements if statement.spoken] == []


CONTENT = [
    ("The mayor asked whether the dam would hold.", ["whether the dam would hold"]),
    ("The mayor told residents that they must leave.", ["that they must leave"]),
    ("The minister promised to rebuild it.", ["to rebuild it"]),
    ("Lund added that it was late.", ["that it was late"]),
    ("Lund added: “It is late.”", ["“It is late.”"]),
    ("Ada Lund said the dam held; the town was dry.", ["the dam held"]),
    ("Lund said it was “late; too late” for her.", ["it was “late; too late” for her"]),
    (
        "Police found two guns in the car, Ada Lund said.",
        ["two guns in the car", "Police found two guns in the car"],
    ),
    (
        "The mayor, who promised to rebuild it, said that it was late.",
        ["that it was late"],
    ),
    (
        "Trams may run on one track from Monday, the operator said on Thursday.",
        ["Trams may run on one track from Monday"],
    ),
    ("One of them has asked to stay, Berg said.", ["One of them has asked to stay"]),
    ("He told reporters that it was late.", ["that it was late"]),
    ("The report says the relay stuck and that nobody saw it.", ["the relay stuck and that nobody saw it"]),
]


@pytest.mark.parametrize(("text", "content"), CONTENT)
def test_content_is_what_is_said_and_no_more(text: str, content: list[str]) -> None:
    assert [piece.text for s in read(text).statements for piece in s.content] == content


PIECES = [
    ("The deal, she said, would cost jobs.", ["The deal", "would cost jobs"]),
    ("“Stop,” he said, “or it breaks.”", ["“Stop,”", "“or it breaks.”"]),
    ("“Stop,” he said. “It breaks.”", ["“Stop,”", "“It breaks.”"]),
    ("“Stop,” he said. It broke. “Too late.”", ["“Stop,”"]),
]


@pytest.mark.parametrize(("text", "pieces"), PIECES)
def test_pieces_read_on_when_they_are_joined(text: str, pieces: list[str]) -> None:
    (statement,) = read(text).statements
    assert [piece.text for piece in statement.content] == pieces


@pytest.mark.parametrize("verb", ["asked", "urged", "ordered", "told"])
def test_whoever_is_asked_may_still_be_told_a_fact(verb: str) -> None:
    assert said(f"“The road is shut,” the mayor {verb} the council.") or verb != "told"


def test_content_never_overlaps_its_cue() -> None:
    for text in [text for text, _ in CONTENT + PIECES] + SILENT:
        for statement in read(text).statements:
            assert statement.cue
            cue = statement.cue.span
            assert all(p.span.end <= cue.start or p.span.start >= cue.end for p in statement.content)
