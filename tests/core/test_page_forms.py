"""What narrate, timeline and proof print of a page: nothing left out, nothing that JSON cannot hold."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.values import one

from dateline.core.jsonl import Json
from dateline.core.page_forms import (
    correction_form,
    finding_form,
    line_form,
    page_form,
    span_form,
    timeline_form,
)
from dateline.core.pages import (
    Claim,
    Correction,
    Credit,
    Earlier,
    Finding,
    LedgerEntry,
    Line,
    LineKind,
    Page,
    Revision,
    Section,
    Severity,
    Stand,
    TimelineEntry,
    Toll,
)
from dateline.core.types import Precision, Qualifier, Scope, Span, Stamp

HERE = Span(report="r1", start=2, end=7)
NOON = Stamp(at=datetime(2031, 3, 2, 12, tzinfo=UTC))
TITLE = Line(id="h", text="Weir at Tannau gives way", kind=LineKind.HEADLINE, evidence=(HERE,))


def page(**more: Any) -> Page:
    """A page of one headline, and what a test is about."""
    empty: dict[str, Any] = dict.fromkeys(
        ("summary", "body", "figures", "claims", "places", "timeline", "sources"), ()
    )
    held = {"revisions": (Revision(number=1, at=None, reason="First."),), **empty, **more}
    return Page(story="s1", theme="t1", headline=TITLE, standfirst=None, **held)


def told_within(form: Any) -> Iterable[Any]:
    """Every form within a form, itself first."""
    if isinstance(form, dict):
        yield form
    for held in form.values() if isinstance(form, dict) else form if isinstance(form, list) else ():
        yield from told_within(held)


#: Each type with the form that a page gives it.
FORMS: dict[type, Callable[[Any], Json]] = {
    Claim: lambda held: page_form(page(claims=(held,)))["claims"][0],
    Correction: correction_form,
    Credit: lambda held: page_form(page(sources=(held,)))["sources"][0],
    Earlier: lambda held: page_form(page(earlier=(held,)))["earlier"][0],
    Finding: finding_form,
    LedgerEntry: lambda held: page_form(page(figures=(held,)))["figures"][0],
    Line: line_form,
    Page: page_form,
    Revision: lambda held: page_form(page(revisions=(held,)))["revision"],
    Section: lambda held: page_form(page(body=(held,)))["body"][0],
    Span: span_form,
    Stand: lambda held: FORMS[Claim](Claim(label="", stands=(held,), evidence=()))["stands"][0],
    TimelineEntry: timeline_form,
    Toll: lambda held: page_form(page(tolls=(held,)))["tolls"][0],
}
#: What is for the desk's own eyes.
NEVER: dict[type, set[str]] = {Credit: {"wording"}}


@pytest.mark.parametrize("kind", FORMS, ids=lambda kind: kind.__name__)
def test_a_form_tells_every_field_of_its_type(kind: type) -> None:
    """A field that is added to a type and forgotten in its form would be lost to whoever reads the form."""
    fields = {field.name for field in dataclasses.fields(kind)}
    assert fields - NEVER.get(kind, set()) <= set(FORMS[kind](one(kind)))


@pytest.mark.parametrize("kind", FORMS, ids=lambda kind: kind.__name__)
def test_a_form_is_json_that_says_the_same_and_its_spans_have_both_ends(kind: type) -> None:
    form = FORMS[kind](one(kind))
    assert json.loads(json.dumps(form)) == form
    spans = [span for held in told_within(form) for span in held.get("evidence", ())]
    assert spans or kind in (Credit, Revision, Span)
    assert all(span == {"report": "weir", "start": 3, "end": 3} for span in spans)


def test_a_page_without_a_standfirst_says_so_and_one_with_it_prints_it() -> None:
    assert page_form(page())["standfirst"] is None
    with_it = dataclasses.replace(page(), standfirst=dataclasses.replace(TITLE, id="f"))
    assert page_form(with_it)["standfirst"]["id"] == "f"


def test_what_nobody_reviewed_and_what_has_no_day_is_null_not_empty() -> None:
    form = page_form(page())
    assert (form["reviewed_by"], form["happened"], form["first_reported"]) == (None, None, None)
    form = page_form(page(reviewed_by="Ines", happened="2031-03", first_reported=NOON))
    assert (form["reviewed_by"], form["happened"]) == ("Ines", "2031-03")
    assert form["first_reported"] == "2031-03-02T12:00:00Z"


def test_a_day_is_not_printed_as_an_hour() -> None:
    day = dataclasses.replace(NOON, precision=Precision.DAY)
    assert FORMS[Revision](Revision(number=2, at=day, reason="Edited."))["at"] == "2031-03-02"


@pytest.mark.parametrize(("high", "printed"), [(None, None), (4.0, 4), (4.5, 4.5)])
def test_an_open_bound_stays_open_and_a_whole_number_whole(high: float | None, printed: float | None) -> None:
    entry = LedgerEntry(
        measure="killed",
        low=3.0,
        high=high,
        qualifier=Qualifier.AT_LEAST,
        unit="person",
        scope=Scope.CUMULATIVE,
        speaker="the coast guard",
        outlet="Harbour Post",
        as_of=None,
        evidence=(HERE,),
    )
    form = FORMS[LedgerEntry](entry)
    assert (form["low"], form["high"]) == (3, printed)
    assert type(form["high"]) is type(printed)
    assert (form["qualifier"], form["scope"]) == ("at least", "cumulative")


def test_a_finding_names_its_line_only_where_it_has_one() -> None:
    finding = Finding(
        start=4, end=9, text="eight", rule="unsupported-number", severity=Severity.WARNING, why="w"
    )
    assert "line" not in finding_form(finding)
    assert finding_form(dataclasses.replace(finding, line="l1"))["line"] == "l1"
    assert finding_form(finding)["severity"] == "warning"
