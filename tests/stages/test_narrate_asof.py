"""When a figure was given, and which figures are of an earlier day."""

from __future__ import annotations

import pytest

from dateline.core.pages import Clipping
from dateline.core.types import Precision
from dateline.stages.narrate.facts.asof import as_of, elsewhen
from dateline.stages.narrate.facts.counting import Given
from dateline.stages.narrate.facts.ledger import ledger
from tests.stages.desk import at, clip, figure, moment, report, said


def told(text: str, day_words: str, value: str, content: str) -> Clipping:
    own = report("a", text, day=7)
    return clip(
        own,
        figure(own, "12 people", 12),
        moment(own, day_words, value),
        said(own, content, "the ministry"),
    )


def given_in(clipping: Clipping) -> Given:
    return Given(figure=clipping.facts.figures[0], clipping=clipping)


def test_a_figure_is_of_the_day_on_which_its_speaker_gave_it() -> None:
    clipping = told(
        "12 people were hurt, the ministry said on Wednesday.",
        "Wednesday",
        "2024-06-05",
        "12 people were hurt",
    )
    stamp = as_of(given_in(clipping))
    assert stamp is not None
    assert (stamp.rfc3339(), stamp.precision) == ("2024-06-05", Precision.DAY)
    (entry,) = ledger([clipping])
    assert entry.row.as_of == stamp


@pytest.mark.parametrize(
    ("text", "day", "value"),
    [
        ("12 people were hurt, the ministry said.", "12", "2024-06-05"),
        ("12 people were hurt on Wednesday, the ministry said.", "Wednesday", "2024-06-05"),
        ("12 people were hurt, the ministry said on Friday.", "Friday", "2024-06-07"),
        ("12 people were hurt, the ministry said on Sunday.", "Sunday", "2024-06-09"),
    ],
)
def test_else_it_is_of_its_publication(text: str, day: str, value: str) -> None:
    assert as_of(given_in(told(text, day, value, text.split(",", maxsplit=1)[0]))) == at(7)


@pytest.mark.parametrize(
    ("value", "gone"), [("2023-11-13", True), ("2019", True), ("2024-06-04", False), ("2024", False)]
)
def test_a_figure_beside_a_day_long_before_the_story_is_of_another_happening(value: str, gone: bool) -> None:
    own = report("a", "The fall of 13 May hurt 12 people at the pier.", day=5)
    clipping = clip(own, figure(own, "12 people", 12), moment(own, "13 May", value))
    assert elsewhen(clipping.facts.figures[0], clipping, "2024-06-04") is gone
    assert elsewhen(clipping.facts.figures[0], clipping, "") is gone
    assert bool(ledger([clipping], happened="2024-06-04")) is not gone


def test_a_day_at_the_other_end_of_the_sentence_dates_no_figure() -> None:
    far = "The mayor, whom the town elected with a narrow majority back in 2019 and who has led it since"
    own = report("a", f"{far} the bad spring flood on the long river, said 12 people were hurt.", day=5)
    clipping = clip(own, figure(own, "12 people", 12), moment(own, "2019", "2019"))
    assert not elsewhen(clipping.facts.figures[0], clipping, "2024-06-04")
