"""The shorter forms of a sentence are those of ``compression``, however often they are asked for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.stages.narrate.wording.compression import shorter
from dateline.stages.narrate.wording.cuts import cuts
from dateline.stages.narrate.wording.forms import Forms
from dateline.stages.narrate.wording.standing import typographic
from tests.stages.test_narrate_forms import passage

LONG = (
    "The old ferry of the guild (built in Vesk) sank in the bay on Friday, leaving two crews in the harbour."
)


def test_the_first_form_is_the_whole_sentence_without_its_stop() -> None:
    assert cuts(LONG)[0] == LONG.rstrip(".")


def test_each_form_is_shorter_than_the_one_before() -> None:
    lengths = [len(form) for form in cuts(LONG)]
    assert lengths == sorted(lengths, reverse=True)
    assert len(set(lengths)) == len(lengths) > 1


def test_straight_marks_become_typographic() -> None:
    assert cuts('Lene Aas called the ferry "a wreck" on Friday.')[0].count("“") == 1


@given(st.lists(st.sampled_from(LONG.split()), min_size=1, max_size=30).map(" ".join))
@settings(max_examples=80, deadline=None)
def test_a_form_that_was_kept_is_the_one_that_would_be_made(sentence: str) -> None:
    assert cuts(sentence) == cuts(sentence) == tuple(shorter(typographic(sentence)))


@pytest.mark.parametrize(("more", "printed"), [(5, True), (60, False)])
def test_what_no_line_can_hold_is_no_form(more: int, printed: bool) -> None:
    text = "The guild sold the ferry to the yard and the yard kept " + "the bell and " * more + "the rope."
    assert any(len(body.split()) > 46 for body in cuts(text)) is not printed
    assert all(len(body.split()) <= 46 for body in Forms(passage(text)).bodies())
