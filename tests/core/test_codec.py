"""Whatever the store keeps comes back as it was."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from dateline.core import codec
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
