"""Swaps: what the sources have, in the place of something else that they have; and what a number counts."""

from __future__ import annotations

import pytest

from dateline.core.pages import Clipping, Severity
from dateline.core.types import Facts, Form, Phrase, Report, Span, Speaker, Stance, Statement
from dateline.stages.proof import Draft, proof

FIRE = (
    "Fourteen people were injured and 3 killed when a tanker burned off Vardsund on Tuesday, police said. "
    "Oda Brekke, who runs the port, told Fjord Radio that at least 40 sailors swam ashore. "
    "Her deputy, Ivar Lunde, said up to 900 tonnes of oil leaked and the repair would cost 12 million euros. "
    "The fire burned for 6 hours on Monday. "
    "“Nobody had ever seen such flames,” Lunde said."
)
SECOND = (
    "The tanker Havfruen had 27 sailors aboard when it left Morvik on Sunday with 900 tonnes of oil. "
    "Karin Stolt, a minister, blamed the Danish owner, Nordtank, for the fire near Vardsund. "
    "The Premier praised the crew."
)


def source(name: str = "r1", text: str = FIRE, facts: Facts | None = None) -> Clipping:
    return Clipping(report=Report(id=name, text=text), facts=facts or Facts(report=name), origin=name)


SOURCES = (source(), source("r2", SECOND))


def errors(text: str, sources: tuple[Clipping, ...] = SOURCES) -> list[tuple[str, str]]:
    found = proof(Draft(text=text), sources)
    return [(finding.rule, finding.text) for finding in found if finding.severity is Severity.ERROR]


NUMBER, NAME, DATE = "unsupported-number", "unsupported-name", "unsupported-date"
TRUE = "Oda Brekke told Fjord Radio that at least 40 sailors swam ashore."
SWAPPED = (
    (TRUE, "40", "27", NUMBER),
    (TRUE, "40", "12", NUMBER),
    (TRUE, "Oda Brekke", "Karin Stolt", NAME),
    (TRUE, "Brekke", "Stolt", NAME),
    (TRUE, "Fjord", "Nordtank", NAME),
    ("The fire burned for 6 hours on Monday.", "Monday", "Tuesday", DATE),
    ("The fire burned for 6 hours on Monday.", "6", "3", NUMBER),
    ("The tanker Havfruen left Morvik on Sunday.", "Morvik", "Vardsund", NAME),
    ("The tanker Havfruen left Morvik on Sunday.", "Sunday", "Tuesday", DATE),
    ("Karin Stolt blamed the Danish owner, Nordtank, for the fire.", "Nordtank", "Havfruen", NAME),
)


@pytest.mark.parametrize(("text", "true", "false", "rule"), SWAPPED)
@pytest.mark.parametrize("lower", [False, True])
def test_what_is_put_for_another_is_an_error(
    text: str, true: str, false: str, rule: str, lower: bool
) -> None:
    draft = text.replace(true, false)
    found = errors(draft.lower() if lower else draft)
    assert rule in {name for name, _ in found}
    assert all(part.lower() in false.lower() for _, part in found)


@pytest.mark.parametrize("text", sorted({row[0] for row in SWAPPED}))
def test_the_same_sentences_as_they_are_raise_no_alarm(text: str) -> None:
    assert errors(text) == []
    assert errors(text.lower()) == []


@pytest.mark.parametrize(
    "text",
    [
        "Three people were killed off Vardsund, police said.",
        "The port's Oda Brekke said at least 40 swam ashore.",
        "On Monday the fire burned for 6 hours.",
        "Fjord Radio was told by Oda Brekke that 40 sailors swam ashore.",
        "Nordtank, the Danish owner, was blamed by Karin Stolt for the fire.",
        "Lunde said 900 tonnes of oil had leaked.",
        "The deputy, Lunde, said the repair would cost 12 million euros.",
        "The Dane was blamed for the fire near Vardsund.",
    ],
)
def test_other_words_and_another_order_raise_no_alarm(text: str) -> None:
    assert errors(text) == []


def test_the_finding_shows_what_the_source_has_there() -> None:
    (found,) = [f for f in proof(Draft(text=TRUE.replace("Brekke", "Stolt")), SOURCES) if f.rule == NAME]
    assert found.why == "The source has “Brekke” here, not “Stolt”."
    (span,) = found.evidence
    assert SOURCES[0].report.quote(span) == "Brekke"


def test_neighbours_are_one_finding() -> None:
    (found,) = [
        f for f in proof(Draft(text=TRUE.replace("Oda Brekke", "Karin Stolt")), SOURCES) if f.rule == NAME
    ]
    assert found.text == "Karin Stolt"


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        ("the tanker solvang had 27 sailors aboard when it left morvik.", "solvang"),
        ("Stoult Blamed Danish Owner Nordtank for Fire Near Vardsund", "Stoult"),
        ("oda brekke told fjord radio that 40 sailors swam ashore off karlsvik.", None),
        ("the tanker havfruen left morvyk on sunday.", "morvyk"),
        ("the minister told fjord radio that at least 40 sailors swam ashore.", None),
    ],
)
def test_a_strange_word_in_the_place_of_a_name(text: str, strange: str | None) -> None:
    assert [part for rule, part in errors(text) if rule == NAME] == ([strange] if strange else [])


# --- what a number counts -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "objected"),
    [
        ("Three people were injured off Vardsund.", True),
        ("Three people were killed off Vardsund.", False),
        ("Some 27 people were killed.", True),
        ("There were 27 sailors aboard.", False),
        ("injured: 3", True),
        ("killed: 3", False),
    ],
)
def test_a_number_counts_what_it_counts_in_the_source(text: str, objected: bool) -> None:
    assert bool(errors(text)) is objected


@pytest.mark.parametrize(
    ("text", "objected"),
    [
        ("The fire burned for 6 days.", True),
        ("The fire burned for six hours.", False),
        ("Repairs would cost 12 million dollars.", True),
        ("Repairs would cost €12 million.", False),
        ("Repairs would cost $12 million.", True),
        ("Some 900 kilograms of oil leaked.", True),
        ("Some 900 tonnes of oil leaked.", False),
    ],
)
def test_a_number_keeps_its_unit(text: str, objected: bool) -> None:
    assert (NUMBER in {rule for rule, _ in errors(text)}) is objected


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("At least 40 sailors swam ashore.", None),
        ("More than 40 sailors swam ashore.", None),
        ("40 sailors swam ashore.", Severity.WARNING),
        ("Up to 40 sailors swam ashore.", Severity.ERROR),
        ("Fewer than 40 sailors swam ashore.", Severity.ERROR),
        ("A tanker with 27 sailors left Morvik.", None),
        ("A tanker with 900 tonnes of oil left Morvik.", None),
    ],
)
def test_a_bound_stays_a_bound(text: str, severity: Severity | None) -> None:
    found = [f.severity for f in proof(Draft(text=text), SOURCES) if f.rule == "changed-bound"]
    assert found == ([severity] if severity else [])


# --- whose quotation ------------------------------------------------------------------------

QUOTED = "Nobody had ever seen such flames"


def spoken(name: str) -> tuple[Clipping, ...]:
    start = FIRE.index(QUOTED)
    at = Span(report="r1", start=start, end=start + len(QUOTED))
    who = FIRE.rindex("Lunde")
    phrase = Phrase(text="Lunde", span=Span(report="r1", start=who, end=who + 5))
    statement = Statement(
        content=(Phrase(text=QUOTED, span=at),),
        form=Form.DIRECT,
        stance=Stance.SAID,
        evidence=(at,),
        speaker=Speaker(phrase=phrase, name=name),
    )
    return (source(facts=Facts(report="r1", statements=(statement,))),)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"“{QUOTED},” said Oda Brekke.", "Oda Brekke"),
        (f"“{QUOTED},” Brekke said.", "Brekke"),
        (f"Brekke said: “{QUOTED}”.", "Brekke"),
        (f"“{QUOTED},” said Ivar Lunde.", None),
        (f"“{QUOTED},” Ivar said.", None),
        (f"“{QUOTED},” police said.", None),
        (f"Ivar Lunde of the Morvik Harbour Board said: “{QUOTED}”.", None),
    ],
)
def test_a_quotation_has_its_own_speaker(text: str, speaker: str | None) -> None:
    found = [f for f in proof(Draft(text=text), spoken("Ivar Lunde")) if f.rule == "misquote"]
    assert [f.text for f in found] == ([speaker] if speaker else [])
    assert all("Ivar Lunde" in f.why for f in found)


def test_a_speaker_without_a_name_is_nobody_else() -> None:
    text = f"“{QUOTED},” said Oda Brekke."
    assert not [f for f in proof(Draft(text=text), spoken("a sailor")) if f.rule == "misquote"]


# --- whole statements -----------------------------------------------------------------------


def support(text: str) -> list[Severity]:
    return [f.severity for f in proof(Draft(text=text), SOURCES) if f.rule == "unsupported-statement"]


def test_a_statement_that_nothing_is_like_is_an_error() -> None:
    text = "Tomato growers expect another poor harvest because cold nights damaged their young plants."
    assert support(text) == [Severity.ERROR]


def test_a_statement_put_together_from_several_is_a_warning() -> None:
    text = "Police praised the Danish minister for the repair of a port where sailors burned oil."
    assert support(text) == [Severity.WARNING]


def test_a_statement_that_one_sentence_tells_is_silent() -> None:
    assert support("At least 40 sailors swam ashore, Oda Brekke told Fjord Radio.") == []
