"""What of a statement can be printed: whose words, which stretch, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.core.types import Form, Report, Stance, Statement
from dateline.stages.narrate.wording import speech
from tests.stages.desk import phrase, report, said


def indirect(
    text: str, content: str, speaker: str = "Lene Aas", cue: str = "said"
) -> tuple[Report, Statement]:
    own = report("tidings", text)
    return own, said(own, content, speaker, cue)


def direct(text: str, content: str, speaker: str = "Lene Aas") -> tuple[Report, Statement]:
    own = report("tidings", text)
    return own, said(own, content, speaker, form=Form.DIRECT)


@pytest.mark.parametrize(
    ("content", "printed"),
    [
        ("“The ferry is ours,”", "The ferry is ours"),
        ("'The ferry is ours,'", "The ferry is ours"),
        ("“We call it 'the Goat' at home,”", "We call it 'the Goat' at home"),
        ("“We sang 'The Tow,”", ""),
        ("“The goat is dead!' the old man wrote,”", ""),
    ],
)
def test_a_quotation_is_whole_or_not_told(content: str, printed: str) -> None:
    _, statement = direct(f"{content} Lene Aas said.", content)
    assert speech.quotation_of(statement) == printed


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("that the ferry was sold", "the ferry was sold"),
        ("the ferry was a wreck in an interview with Tidings", "the ferry was a wreck"),
        ("the ferry sank at a news conference on Friday", "the ferry sank"),
        ("the ferry sank at the pier", "the ferry sank at the pier"),
        ("tales that many swore would end the guild", "tales that many swore would end the guild"),
        ("many swore would end the guild", ""),
        ("the guild vowed to pay all — “them, him, her”", ""),
        ("the guild called it “a loss”", "the guild called it “a loss”"),
        ("the guild called it 'a loss", ""),
    ],
)
def test_what_is_retold_is_what_was_said(content: str, told: str) -> None:
    _, statement = indirect(f"Lene Aas said {content}.", content)
    if content.startswith("tales"):
        assert speech.content_of(statement) in (told, "")
    else:
        assert speech.content_of(statement) == told


@pytest.mark.parametrize(
    ("content", "empty"),
    [
        ("The ferry is ours and stays here", False),
        ("but in a storm you do what you have to", True),
        ("and that is why we sold the ferry", True),
        ("She sold the ferry to a baker", True),
        ("It sank", True),
        ("I said: “Well,” and then we left the hall", True),
        ("The ferry is ours,” then we left", True),
    ],
)
def test_half_a_quotation_is_empty(content: str, empty: bool) -> None:
    _, statement = direct(f"“{content},” Lene Aas said.", content)
    assert speech.empty(content, statement) is empty


def test_a_wish_is_no_statement() -> None:
    assert speech.asked("everyone to keep the windows shut")
    assert not speech.asked("everyone has to keep the windows shut")


@pytest.mark.parametrize(
    ("text", "content", "speaker", "whole"),
    [
        ("Lene Aas said the ferry was sold.", "the ferry was sold", "Lene Aas", True),
        ("The ferry was sold, Lene Aas said.", "The ferry was sold", "Lene Aas", True),
        ("A tug left, Lene Aas said, as the bay grows rough.", "the bay grows rough", "Lene Aas", False),
        ("Lene Aas left. Storms come because the bay is warm.", "the bay is warm", "Lene Aas", False),
        (
            "The ferry is old, divers and bomb experts said.",
            "The ferry is old, divers",
            "bomb experts",
            False,
        ),
        ("The guild kept it as “live” cargo Vesk mayor Ott said.", "The guild kept it", "Ott", True),
        (
            "The guild kept the cargo Vesk Mayor Ott said.",
            "The guild kept the cargo",
            "Vesk Mayor Ott",
            False,
        ),
    ],
)
def test_a_clause_is_whole(text: str, content: str, speaker: str, whole: bool) -> None:
    own, statement = indirect(text, content, speaker, "said" if "said" in text else "left")
    assert speech.whole(statement, own, (statement,)) is whole


def test_what_she_says_within_what_somebody_else_says_is_not_told() -> None:
    own = report("tidings", "Lene Aas said that when the crew came, she told them that the pier was shut.")
    outer = said(own, "that when the crew came, she told them that the pier was shut", "Lene Aas")
    inner = said(own, "that the pier was shut", "she", "told", name="Lene Aas")
    assert not speech.whole(inner, own, (outer, inner))
    assert speech.whole(outer, own, (outer, inner))


def test_a_stretch_that_something_else_interrupts_is_cut_short() -> None:
    own = report("tidings", "Lene Aas said all were from Tarn and ten of them did not have papers.")
    statement = said(own, "all were from Tarn and ten of them did", "Lene Aas")
    torn = replace(statement, content=(*statement.content, phrase(own, "have papers")))
    assert speech.whole(statement, own, (statement,))
    assert not speech.whole(torn, own, (torn,))


@pytest.mark.parametrize(
    ("stance", "cue", "spoken", "sayable"),
    [
        (Stance.SAID, "said", True, True),
        (Stance.SAID, "said", False, False),
        (Stance.DENIED, "denied", True, True),
        (Stance.DENIED, "rejected", True, False),
    ],
)
def test_a_denial_needs_its_verb(stance: Stance, cue: str, spoken: bool, sayable: bool) -> None:
    own = report("tidings", f"Lene Aas {cue} the ferry was sold.")
    statement = said(own, "the ferry was sold", "Lene Aas", cue, stance=stance, spoken=spoken)
    assert speech.sayable(statement) is sayable


def test_the_verb_of_the_report_is_repeated_and_no_other() -> None:
    assert speech.own_verb(
        indirect("Lene Aas has also warned it sank.", "it sank", cue="has also warned")[1]
    ) == ("warned")
    assert speech.own_verb(indirect("Lene Aas told us it sank.", "it sank", cue="told us")[1]) == ""


def test_nobody_is_told_to_speak_of_themselves_by_name() -> None:
    _, statement = indirect(
        "Aas, Lene Aas said, sold it. Lene Aas sold the ferry.", "Lene Aas sold the ferry"
    )
    assert speech.of_oneself("Lene Aas sold the ferry", statement)
    assert not speech.of_oneself("the guild sold the ferry", statement)


@pytest.mark.parametrize("mark", ["...", "…", " ...", " […]", "[...]"])
def test_what_a_teaser_breaks_off_is_not_told(mark: str) -> None:
    content = "that the guild is pointing to the Otto Brandt"
    teaser = report("tidings", f"Lene Aas said {content}{mark}")
    statement = said(teaser, content, "Lene Aas")
    assert not speech.whole(statement, teaser, (statement,))


def test_what_goes_on_behind_a_pause_and_what_ends_is_told() -> None:
    content = "that the guild is pointing to the Otto Brandt"
    for behind in (".", " Pier.", ", and left..."):
        own = report("tidings", f"Lene Aas said {content}{behind}")
        statement = said(own, content, "Lene Aas")
        assert speech.whole(statement, own, (statement,))


@pytest.mark.parametrize(
    ("quotation", "hangs"),
    [
        ("Which is what the guild has to look forward to.", True),
        ("Which pier of the harbour is the oldest one?", False),
        ("The lamp, which is what we looked for, burns.", False),
    ],
)
def test_a_quotation_that_hangs_on_the_sentence_before_is_not_printed(quotation: str, hangs: bool) -> None:
    own = report("tidings", f"“{quotation}” Lene Aas said.")
    statement = said(own, quotation, "Lene Aas", form=Form.DIRECT)
    assert speech.empty(quotation, statement) is hangs
