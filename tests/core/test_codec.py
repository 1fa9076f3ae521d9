"""Whatever the store keeps comes back as it was."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.values import one

from dateline.core import codec, corrections, pages, site, sources, stories, types
from dateline.core.types import (
    Facts,
    Figure,
    Form,
    Phrase,
    Precision,
    Qualifier,
    Report,
    Rights,
    Span,
    Speaker,
    Stamp,
    Stance,
    Statement,
    Theme,
)

SPAN = Span(report="r1", start=3, end=9)
PHRASE = Phrase(text="police", span=SPAN)


def test_facts_come_back() -> None:
    facts = Facts(
        report="r1",
        sentences=(SPAN,),
        statements=(
            Statement(
                content=(PHRASE, PHRASE),
                form=Form.MIXED,
                stance=Stance.DENIED,
                evidence=(SPAN,),
                speaker=Speaker(phrase=PHRASE, name="police"),
            ),
            Statement(content=(PHRASE,), form=Form.DIRECT, stance=Stance.SAID, evidence=(SPAN,)),
        ),
        figures=(
            Figure(
                measure="killed",
                low=24,
                high=None,
                phrase=PHRASE,
                evidence=(SPAN,),
                qualifier=Qualifier.VAGUE,
            ),
        ),
    )
    assert codec.loads(Facts, codec.dumps(facts)) == facts
    assert codec.loads(Facts, codec.dumps(facts), {"report"}) == Facts(report=facts.report)
    assert codec.loads(Facts, codec.dumps(facts), {"report", "figures"}).figures == facts.figures


def test_stamps_keep_zone_and_precision() -> None:
    stamp = Stamp(at=datetime(2024, 6, 4, 4, 10, tzinfo=UTC), precision=Precision.MINUTE, zone=None)
    report = Report(id="r1", text="x", published=stamp, rights=Rights(licence="CC BY 4.0"), notes=("odd",))
    back = codec.loads(Report, codec.dumps(report))
    assert back == report
    assert back.published is not None
    assert back.published.floating


@given(st.builds(Theme, id=st.text(), name=st.text(), stories=st.lists(st.text()).map(tuple)))
def test_any_text_comes_back(theme: Theme) -> None:
    assert codec.loads(Theme, codec.dumps(theme)) == theme


def test_defaults_are_left_out() -> None:
    assert codec.dumps(Report(id="r1", text="x")) == '{"id":"r1","text":"x"}'


KEPT = sorted(
    (
        kind
        for module in (corrections, pages, site, sources, stories, types)
        for kind in vars(module).values()
        if isinstance(kind, type) and dataclasses.is_dataclass(kind) and kind.__module__ == module.__name__
    ),
    key=lambda kind: (kind.__module__, kind.__name__),
)
#: What holds others of its own kind is tried elsewhere (``test_sources.py``).
ENDLESS = {sources.Outline, sources.SourceList}


@pytest.mark.parametrize("kind", [k for k in KEPT if k not in ENDLESS], ids=lambda kind: kind.__name__)
def test_each_field_of_each_type_comes_back_as_what_it_was(kind: type) -> None:
    """A choice that came back as plain text would be equal to itself, and of no use to ``is``."""
    held = one(kind)
    back: Any = codec.loads(kind, codec.dumps(held))
    assert back == held
    for field in dataclasses.fields(kind):
        assert type(getattr(back, field.name)) is type(getattr(held, field.name)), field.name


def test_what_has_no_value_for_a_field_without_a_default_is_refused() -> None:
    with pytest.raises(TypeError):
        codec.loads(Report, '{"id":"r1"}')


def test_a_choice_that_is_none_of_ours_is_refused() -> None:
    with pytest.raises(ValueError, match="gossip"):
        codec.loads(Stamp, '{"at":"2031-03-02T12:00:00+00:00","precision":"gossip"}')
