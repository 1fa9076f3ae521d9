"""Reports as strangers write them: whatever a line holds, it is a report, or an error that names it."""

from __future__ import annotations

import json
import os
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.core.contract import parse_stamp, report_form, report_from
from dateline.core.errors import InputError
from dateline.core.types import Precision

#: A time in all its parts, as ``report_form`` writes it.
STAMP = {"at": "2031-03-02T12:00:00+00:00", "precision": "minute", "zone": None, "basis": "meta"}

ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
TOLD = st.builds(
    lambda stamp, change: {**stamp, **change},
    st.just(STAMP),
    st.dictionaries(st.sampled_from(sorted(STAMP)), ODD, max_size=2),
)
PICKUP = st.fixed_dictionaries(
    {"agency": ODD, "form": st.sampled_from(["byline", "cited"]) | ODD},
    optional={"start": ODD, "end": ODD, "text": ODD | st.just("weir")},
)
FORMS = st.fixed_dictionaries(
    {"text": st.just("The weir at Tannau gave way.") | ODD},
    optional={
        **dict.fromkeys(("id", "url", "outlet", "title", "language", "story", "notes"), ODD),
        "published": ODD | st.just("2031-03-02"),
        "stamps": ODD | st.fixed_dictionaries({}, optional={"published": TOLD, "updated": TOLD}),
        "rights": ODD | st.fixed_dictionaries({"checked": TOLD | ODD, "evidence": ODD, "store_days": ODD}),
        "pickups": ODD | st.lists(PICKUP, max_size=2),
    },
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(FORMS)
def test_any_object_is_a_report_or_an_input_error(form: dict[str, Any]) -> None:
    try:
        report = report_from(form)
    except InputError:
        return
    again = json.loads(json.dumps(report_form(report)))
    assert report_from(again) == report
    for pickup in report.pickups:
        assert pickup.phrase is None or report.quote(pickup.phrase.span) == pickup.phrase.text


@pytest.mark.parametrize("stamps", [[1], "2031", 7, {"published": "2031"}, {"published": {"at": 5}}])
def test_stamps_that_are_none_are_noted_or_passed_over(stamps: object) -> None:
    report = report_from({"text": "x", "stamps": stamps})
    assert report.published is None
    assert all(note.startswith("published:") for note in report.notes)


def test_a_stamp_beyond_the_calendar_is_noted() -> None:
    early = {**STAMP, "at": "0001-01-01T00:00:00+14:00"}
    report = report_from({"text": "x", "stamps": {"published": early, "updated": STAMP}})
    assert report.published is None
    assert report.updated is not None
    assert [note.partition(":")[0] for note in report.notes] == ["published"]


def test_the_parts_of_a_time_tell_more_than_its_line() -> None:
    report = report_from({"text": "x", "published": "2030-01-01", "stamps": {"published": STAMP}})
    assert report.published is not None
    assert (report.published.at.year, report.published.precision) == (2031, Precision.MINUTE)
    assert report.published.floating


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="zones of the machine cannot be set here")
def test_the_zone_of_the_machine_changes_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    form = {"text": "x", "stamps": {"published": {**STAMP, "at": "2031-03-02T12:00:00"}}}
    before = report_from(form)
    monkeypatch.setitem(os.environ, "TZ", "Pacific/Auckland")
    time.tzset()
    try:
        assert report_from(form) == before
        assert parse_stamp("2031-03-02T12:00") == before.published or before.published is not None
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(("notes", "kept"), [("odd", ()), (5, ()), (["odd", 3], ("odd", "3")), (None, ())])
def test_notes_are_a_list_or_none(notes: object, kept: tuple[str, ...]) -> None:
    assert report_from({"text": "x", "notes": notes}).notes == kept


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (-4, None, "weir"),
        (0, 0, ""),
        (4, 4, ""),
        (4, 2, ""),
        (1.5, 3, "h"),
        ("4", "8", "weir"),
        (4, 7, "weir"),
    ],
)
def test_a_credit_is_no_credit_where_it_does_not_stand(start: object, end: object, words: str) -> None:
    text = "The weir"
    held = {"agency": "Nordwire", "form": "cited", "start": start, "end": end, "text": words}
    assert report_from({"text": text, "pickups": [held]}).pickups == ()


def test_what_is_no_report_is_named_by_its_line() -> None:
    with pytest.raises(InputError) as raised:
        report_from({"title": "No text"}, "reports.jsonl:7")
    assert raised.value.item == "reports.jsonl:7"
    assert raised.value.remedy
