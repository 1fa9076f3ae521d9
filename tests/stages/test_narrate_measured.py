"""What a quantity is of: a row that says so, and only where two origins measure the same thing."""

from __future__ import annotations

import pytest

from dateline.core.pages import Clipping
from dateline.stages.narrate.facts.counting import Given
from dateline.stages.narrate.facts.ledger import ledger
from dateline.stages.narrate.facts.measured import alike, detail_of
from tests.stages.desk import clip, figure, report


def measured(name: str, text: str, words: str, low: float = 30, measure: str = "distance") -> Clipping:
    own = report(name, text)
    return clip(own, figure(own, words, low, measure=measure, unit="km"))


def given_in(clipping: Clipping) -> Given:
    return Given(figure=clipping.facts.figures[0], clipping=clipping)


@pytest.mark.parametrize(
    ("text", "words", "detail"),
    [
        ("The balloon reached an altitude of 30 km before it fell.", "30 km", "altitude"),
        ("The wreck lies 30 km east of Vesk, divers said.", "30 km", "east of Vesk"),
        ("The guild made a 30-crown offer for the yard on Friday.", "30-crown", "offer for the yard"),
        ("There is a speed limit of about 30 km on the quay.", "30 km", "speed limit"),
        ("The engine stopped 30 m beyond the lock.", "30 m", "beyond the lock"),
        ("The ferry needs 30 tons of coal.", "30 tons", "of coal"),
    ],
)
def test_the_words_beside_a_number_say_what_it_measures(text: str, words: str, detail: str) -> None:
    assert detail_of([given_in(measured("a", text, words))]) == detail


@pytest.mark.parametrize(
    "text",
    [
        "The lorry drove 30 km and then it stopped.",
        "The lorry drove 30 km.",
        "The lorry stopped 30 km beyond.",
        "They were 30 km more likely to stop.",
        "He threw it for 30 km on Friday.",
    ],
)
def test_a_number_without_such_words_has_no_detail(text: str) -> None:
    assert detail_of([given_in(measured("a", text, "30 km"))]) == ""


def test_a_row_without_a_detail_is_not_printed() -> None:
    bare = [measured(name, "The lorry drove 30 km along.", "30 km") for name in "ab"]
    assert ledger(bare) == ()
    told = [measured(name, "The lorry fell from a height of 30 km.", "30 km") for name in "ab"]
    assert [entry.row.detail for entry in ledger(told)] == ["height"]


def test_equal_numbers_of_different_things_are_no_agreement() -> None:
    one = measured("a", "The wreck lies 30 km east of Vesk.", "30 km")
    two = measured("b", "The balloon reached an altitude of 30 km.", "30 km")
    assert alike([given_in(one), given_in(two)]) == ()
    assert ledger([one, two]) == ()


def test_one_origin_alone_agrees_with_nobody() -> None:
    one = measured("a", "The wreck lies 30 km east of Vesk.", "30 km")
    assert alike([given_in(one), given_in(one)]) == ()
