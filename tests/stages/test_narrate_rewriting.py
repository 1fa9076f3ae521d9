"""Other wordings of one sentence: each operation shown firing and silent, and what holds of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.text import words
from dateline.stages.narrate.facts.material import numbers_of
from dateline.stages.narrate.wording.rewriting import wordings
from dateline.stages.narrate.wording.rewriting.joining import both, role_first, what_came_of_it
from dateline.stages.narrate.wording.rewriting.moving import (
    day_first,
    speaker_first,
    speaker_last,
    to_the_end,
    to_the_front,
    with_on,
)
from dateline.stages.narrate.wording.rewriting.styling import in_house_style
from dateline.stages.narrate.wording.rewriting.truth import faithful
from dateline.stages.narrate.wording.rewriting.turning import by_whom_first

Operation = Callable[[str], Iterator[str]]


def first(operation: Operation, body: str) -> str:
    return next(operation(body), "")


@pytest.mark.parametrize(
    ("operation", "body", "form"),
    [
        (to_the_end, "After the vote, Otto Brandt left the hall", "Otto Brandt left the hall after the vote"),
        (to_the_end, "In March, the guild sold the ferry", "The guild sold the ferry in March"),
        (
            to_the_front,
            "The ferry sank after a tug struck the pier",
            "After a tug struck the pier, the ferry sank",
        ),
        (
            day_first,
            "The guild sold the ferry on Friday in Vesk",
            "On Friday, the guild sold the ferry in Vesk",
        ),
        (day_first, "The guild on Friday sold the ferry", "On Friday, the guild sold the ferry"),
        (with_on, "The ferry was found Friday in the bay", "The ferry was found on Friday in the bay"),
        (with_on, "Friday, the ferry was found in the bay", "On Friday, the ferry was found in the bay"),
        (
            with_on,
            "The ferry was found Friday morning in the bay",
            "The ferry was found on Friday morning in the bay",
        ),
        (speaker_first, "The ferry was sold, the guild said", "The guild said that the ferry was sold"),
        (
            speaker_first,
            "The ferry was sold, the guild said Friday",
            "The guild said on Friday that the ferry was sold",
        ),
        (
            speaker_first,
            "The ferry was sold, according to the guild",
            "According to the guild, the ferry was sold",
        ),
        (speaker_last, "The guild said the ferry was sold", "The guild said that the ferry was sold"),
        (both, "Two men, who had slept in a hut, were found", "Two men had slept in a hut and were found"),
        (
            what_came_of_it,
            "The wave hit the town of Tarn, leaving two people dead",
            "The wave hit the town of Tarn and left two people dead",
        ),
        (role_first, "Jana Wiesner, the mayor, was elected", "The mayor, Jana Wiesner, was elected"),
        (by_whom_first, "The ferry was seized by police in May", "Police seized the ferry in May"),
        (by_whom_first, "The ferry was bought by Lene Aas", "Lene Aas bought the ferry"),
    ],
)
def test_an_operation_fires(operation: Operation, body: str, form: str) -> None:
    assert first(operation, body) == form


@pytest.mark.parametrize(
    ("operation", "body"),
    [
        # With two verbs, "after the vote" would stand beside the other one.
        (to_the_end, "After the vote, Otto Brandt said he left the hall"),
        (to_the_end, "After Otto Brandt fell, he left the hall"),
        (to_the_end, "On Friday, the guild sold the ferry on Saturday"),
        (to_the_end, "In a letter, the guild wants to sell the ferry"),
        (to_the_front, "The ferry did not sink after a tug struck the pier"),
        (to_the_front, "The ferry will sail after the guild pays"),
        (to_the_front, "The ferry sank two hours after the fire"),
        (to_the_front, "The ferry sank after what police say was an accident"),
        (to_the_front, "Lene Aas wept after her ferry sank"),
        (day_first, "The guild said that the ferry sank on Friday in the bay"),
        (day_first, "The guild sold the ferry on Friday and the barge on Monday"),
        (day_first, "The guild did not meet on Friday in Vesk"),
        (with_on, "The Friday market was closed"),
        (with_on, "The market was closed until Friday in Vesk"),
        (with_on, "The market was closed last Friday in Vesk"),
        (with_on, "Friday's market was closed"),
        (with_on, "“It sank Friday in the bay,” she said"),
        (speaker_first, "The ferry sank, but that it was old was known, the guild said"),
        (speaker_first, "Ferries sank, the guild said"),
        (speaker_last, "The guild said no"),
        (speaker_last, "The guild reported Dec. 11 last planned cuts to its fleet"),
        (both, "Two men, who sleep in a hut, were found"),
        (both, "Two men, who reportedly slept in a hut and ate, were found"),
        (both, "“Two men, who had slept, were found”"),
        (what_came_of_it, "The wave may hit the town of Tarn, leaving two people dead"),
        (what_came_of_it, "The wave did not hit the town of Tarn, leaving two people glad"),
        (what_came_of_it, "The wave hit the town of Tarn, singing two songs"),
        (role_first, "Jana Wiesner, allegedly the mayor, was elected"),
        (role_first, "Jana Wiesner, who is the mayor, was elected"),
        (by_whom_first, "The ferry was sold by noon"),
        (by_whom_first, "The ferry was sold by the river"),
        (by_whom_first, "The ferry was not seized by police"),
        (by_whom_first, "After the fire, the ferry was seized by police"),
        (by_whom_first, "She was seized by police"),
        (by_whom_first, "The ferry was loved by a baker"),
    ],
)
def test_an_operation_is_silent(operation: Operation, body: str) -> None:
    assert not first(operation, body)


def test_a_speaker_may_stand_inside_what_is_said() -> None:
    forms = list(speaker_last("The guild said the old ferry was sold to a baker after the fire in May"))
    assert "The old ferry was sold to a baker, the guild said, after the fire in May" in forms


@pytest.mark.parametrize(
    ("text", "styled"),
    [
        ("Some 24 percent of the U.S. fleet sank.", "Some 24% of the US fleet sank."),
        ("About 5 per cent stayed.", "About 5% stayed."),
        ("At least 3 people sat in the U.K. office.", "At least three people sat in the UK office."),
        ("Prior to the storm the guild utilized tugs.", "Before the storm the guild used tugs."),
        ("The guild closed following the storm.", "The guild closed after the storm."),
        ("The ferry didn’t sail and hasn't moved.", "The ferry did not sail and has not moved."),
        ("It's been sold, and it's a pity.", "It has been sold, and it is a pity."),
        ("The guild can't sail and won't try.", "The guild cannot sail and will not try."),
        ("Sen. Aas met Gov. Ott on Feb. 3, 2019.", "Senator Aas met Governor Ott on 3 February 2019."),
        ("The United States sent a tug.", "The US sent a tug."),
        ("The men who've sold it left.", "The men who have sold it left."),
    ],
)
def test_house_style(text: str, styled: str) -> None:
    assert in_house_style(text) == styled


@pytest.mark.parametrize(
    "text",
    [
        "“It didn't sink; 24 percent of us in the U.S. saw 3 people prior to the storm.”",
        "A 3-seat car was sold.",
        "The following day the ferry sank.",
        "He was paid $3 for it.",
        "As following him was hard, they stopped.",
        "It's Friday.",
        "On 3 February the ferry sank.",
    ],
)
def test_house_style_leaves_the_rest(text: str) -> None:
    assert in_house_style(text) == text


@given(st.text(alphabet="abU.S“”'’3 pernct", max_size=60))
def test_house_style_never_changes_a_quotation(text: str) -> None:
    quoted = [piece for piece in text.split("“")[1:] if "”" in piece]
    styled = in_house_style(text)
    assert all(f"“{piece.split('”')[0]}”" in styled for piece in quoted)
    assert in_house_style(styled) == styled or "”" in text or "“" in text or "'" in text or "." in text


@pytest.mark.parametrize(
    ("form", "faithfully"),
    [
        ("On Friday, the guild did not sell the ferry", True),
        ("On Friday, the guild did sell the ferry", False),
        ("On Friday, the guild did not sell the barge", False),
        ("On Monday, the guild did not sell the ferry", False),
        ("The guild sold not the ferry on Friday", True),
        ("The guild did not sell 3 ferries on Friday", False),
    ],
)
def test_what_turns_a_sentence_stays_and_nothing_is_added(form: str, faithfully: bool) -> None:
    assert faithful(form, "The guild did not sell the ferry on Friday") is faithfully


_SUBJECTS = [
    "Otto Brandt",
    "The guild",
    "Two men",
    "Jana Wiesner, the mayor,",
    "The crew, who had slept,",
    "Police",
]
_VERBS = [
    "sold the ferry",
    "did not sell the ferry",
    "was seized by police",
    "said the ferry sank",
    "left 12 tugs",
]
_TAILS = ["", " on Friday", " Friday in Vesk", " after the storm", " in May", ", leaving two people dead"]
_FRONTS = ["", "After the vote, ", "On Monday, ", "If it rains, "]


@settings(deadline=None)
@given(st.sampled_from(_FRONTS), st.sampled_from(_SUBJECTS), st.sampled_from(_VERBS), st.sampled_from(_TAILS))
def test_every_wording_keeps_numbers_names_and_negations(
    front: str, subject: str, verb: str, tail: str
) -> None:
    body = f"{front}{subject if not front else subject[0].lower() + subject[1:]} {verb}{tail}"
    body = body[0].upper() + body[1:]
    for form in wordings(body):
        assert numbers_of(form) == numbers_of(body)
        assert ("not" in words(form)) == ("not" in words(body))
        assert ("if" in words(form.lower())) == ("if" in words(body.lower()))
        assert {w for w in words(form) if w.istitle()} <= {w.title() for w in words(body)} | {"On", "That"}
        assert faithful(form, body)


def test_the_wordings_of_a_sentence_are_few_and_differ() -> None:
    forms = list(wordings("Police said the ferry was seized by the guild Friday in Vesk after the storm"))
    assert len(forms) == len(set(forms)) <= 11
    assert forms == list(
        wordings("Police said the ferry was seized by the guild Friday in Vesk after the storm")
    )
