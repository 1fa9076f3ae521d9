"""The line contract: what other programs may rely on."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.contract import facts_form, membership_form, parse_stamp, report_form, report_from
from dateline.core.errors import InputError
from dateline.core.jsonl import dumps, parse_lines
from dateline.core.page_forms import finding_form, line_form, page_form, timeline_form
from dateline.core.pages import (
    Claim,
    Correction,
    Earlier,
    Fault,
    Finding,
    Line,
    LineKind,
    Occasion,
    Page,
    Position,
    Revision,
    Section,
    Severity,
    Stand,
    Status,
    TimelineEntry,
    Toll,
)
from dateline.core.text import number
from dateline.core.types import (
    Clause,
    Event,
    Facts,
    Figure,
    Form,
    Membership,
    Mode,
    Moment,
    Phrase,
    Place,
    Precision,
    Report,
    Span,
    Speaker,
    Stamp,
    Stance,
    Statement,
)

SPAN = Span(report="r1", start=0, end=6)
POLICE = Phrase(text="Police", span=SPAN)


def test_only_the_text_is_required() -> None:
    report = report_from({"text": "The river rose."})
    assert report.id.startswith("r")
    assert (report.url, report.published, report.language) == ("", None, "")


@pytest.mark.parametrize("form", [{}, {"text": ""}, {"text": "  "}, {"text": 7}, {"text": None}])
def test_without_text_it_is_no_report(form: dict[str, object]) -> None:
    with pytest.raises(InputError, match=r"line 3: a report needs a 'text'"):
        report_from(form, "line 3")


def test_a_report_comes_back() -> None:
    form = {
        "id": "r1",
        "url": "https://bote.example/1",
        "outlet": "Meissner Bote",
        "title": "Wave passes",
        "published": "2024-06-04T06:10:00+02:00",
        "language": "en",
        "text": "The wave passed.",
        "author": "Ines Albrecht",
        "rights": {"licence": "CC BY 4.0"},
        "story": "given",
        "unknown": {"is": "ignored"},
    }
    report = report_from(form)
    assert report.published is not None
    assert report.published.at == datetime(2024, 6, 4, 4, 10, tzinfo=UTC)
    assert report.published.zone == "+02:00"
    assert report_from(json.loads(dumps(report_form(report)))) == report


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("2024-06-04T23:40:00-06:00", "2024-06-04T23:40:00-06:00"),
        ("2024-06-04T06:10:00+05:30", "2024-06-04T06:10:00+05:30"),
        ("2024-06-04T06:10:00Z", "2024-06-04T06:10:00Z"),
        ("2024-06-04T06:10:00+00:00", "2024-06-04T06:10:00Z"),
        ("2024-06-04", "2024-06-04"),
    ],
)
def test_a_time_is_printed_on_the_day_that_its_source_gave(given: str, printed: str) -> None:
    report = report_from({"text": "x", "published": given, "updated": given})
    form = report_form(report)
    assert (form["published"], form["updated"]) == (printed, printed)
    assert report_from(json.loads(dumps(form))) == report


def test_a_floating_time_is_never_printed_as_utc() -> None:
    report = report_from({"text": "x", "published": "2024-06-04T18:20:00"})
    form = report_form(report)
    assert form["published"] == "2024-06-04"
    assert report_from(form).published == report.published


def test_a_time_that_is_none_is_noted_and_the_report_kept() -> None:
    report = report_from({"text": "x", "published": "next Tuesday"})
    assert report.published is None
    assert "published: 'next Tuesday' is not a time" in report.notes[0]


@pytest.mark.parametrize(
    ("text", "precision", "zone"),
    [
        ("2024", Precision.YEAR, None),
        ("2024-06", Precision.MONTH, None),
        ("2024-06-04", Precision.DAY, None),
        ("20240604", Precision.DAY, None),
        ("2024-06-04T06:10Z", Precision.MINUTE, "Z"),
        ("2024-06-04T06:10+02:00", Precision.MINUTE, "+02:00"),
        ("2024-06-04T06:10:11Z", Precision.SECOND, "Z"),
        ("2024-06-04T06:10:11", Precision.SECOND, None),
    ],
)
def test_precision_is_what_the_source_gave(text: str, precision: Precision, zone: str | None) -> None:
    stamp = parse_stamp(text)
    assert (stamp.precision, stamp.zone) == (precision, zone)


@pytest.mark.parametrize(
    "text", ["", "2024-13-01", "2024-02-30", "soon", "04.06.2024", "0001-01-01T00:00+05:00"]
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a time"):
        parse_stamp(text)


@given(st.datetimes(timezones=st.just(UTC), min_value=datetime(1971, 1, 1), max_value=datetime(2089, 1, 1)))
def test_times_come_back_to_the_second(at: datetime) -> None:
    at = at.replace(microsecond=0)
    assert parse_stamp(Stamp(at=at).rfc3339()).at == at


def test_lines_that_are_cut_are_named_and_the_others_go_on() -> None:
    lines = [b'{"text": "one"}', b"", b'{"text": "tw', b"[1]", b'{"text": "four"}']
    found = list(parse_lines(lines, "wire.jsonl"))
    assert [item for item in found if isinstance(item, dict)] == [{"text": "one"}, {"text": "four"}]
    bad = [item for item in found if isinstance(item, InputError)]
    assert [error.item for error in bad] == ["wire.jsonl:3", "wire.jsonl:4"]
    assert "not JSON" in str(bad[0])


@given(st.lists(st.binary(max_size=40)))
def test_no_line_of_bytes_is_the_end(lines: list[bytes]) -> None:
    list(parse_lines(lines, "x"))


def test_deep_nesting_is_one_bad_line() -> None:
    [found] = parse_lines([b"[" * 100_000], "x")
    assert isinstance(found, InputError)


def test_membership_form() -> None:
    member = Membership(report="r1", story="s1", theme="t1", origin="r1", why="alone")
    assert membership_form(member) == {
        "report": "r1",
        "story": "s1",
        "theme": "t1",
        "origin": "r1",
        "why": "alone",
    }


CLAUSE = Clause(
    span=Span(report="r1", start=0, end=14),
    verb=Phrase(text="said", span=Span(report="r1", start=7, end=11)),
    lemma="say",
    subject=POLICE,
)


def test_facts_form_has_every_key_of_the_contract() -> None:
    figure = Figure(measure="injured", low=3, high=3, phrase=POLICE, evidence=(SPAN,), unit="person")
    facts = Facts(
        report="r1",
        statements=(
            Statement(
                content=(POLICE,),
                form=Form.INDIRECT,
                stance=Stance.SAID,
                evidence=(SPAN,),
                speaker=Speaker(phrase=POLICE, name="police"),
                cue=POLICE,
            ),
            Statement(content=(POLICE,), form=Form.DIRECT, stance=Stance.SAID, evidence=(SPAN,)),
        ),
        figures=(figure,),
        places=(Place(phrase=POLICE, name="Meissen", evidence=(SPAN,), lat=51.16, lon=13.47),),
        moments=(Moment(phrase=POLICE, type="DATE", value="2024-06-04", evidence=(SPAN,)),),
        events=(Event(type="AID", mode=Mode.ACTUAL, phrase=POLICE, evidence=(SPAN,), figures=(figure,)),),
    )
    form = facts_form(replace(facts, clauses=(CLAUSE,)))
    assert set(form) == {"report", "statements", "figures", "places", "times", "events", "clauses"}
    told = form["clauses"][0]
    assert (told["text"], told["lemma"], told.get("negated", False), told["clause"]) == (
        "said",
        "say",
        False,
        {"start": 0, "end": 14},
    )
    assert told["subject"]["text"] == "Police"
    assert "object" not in told
    assert form["statements"][0]["speaker"] == {"text": "Police", "start": 0, "end": 6, "name": "police"}
    assert form["statements"][1]["speaker"] is None
    assert form["statements"][1]["cue"] is None
    assert {"measure", "low", "high", "qualifier", "unit", "scope", "headline"} <= set(form["figures"][0])
    assert form["figures"][0]["low"] == 3
    assert {"name", "country", "lat", "lon", "geonames"} <= set(form["places"][0])
    when = {"text": "Police", "start": 0, "end": 6, "type": "DATE", "value": "2024-06-04", "happening": False}
    assert form["times"] == [when]
    assert form["events"][0]["figures"][0]["measure"] == "injured"
    assert {"means", "link"} <= set(form["events"][0])
    assert {"stated", "part", "detail"} <= set(form["figures"][0])
    assert {"kind", "radius_km"} <= set(form["places"][0])
    json.dumps(form)


def test_whole_numbers_print_whole() -> None:
    assert [number(3.0), number(7.9), number(None)] == [3, 7.9, None]
    assert isinstance(number(3.0), int)


def line(name: str, status: Status = Status.REPORTED, origins: int = 1) -> Line:
    return Line(id=name, text=name, kind=LineKind.COMPOSED, evidence=(SPAN,), status=status, origins=origins)


PAGE = Page(
    story="s1",
    theme="t1",
    headline=line("h"),
    standfirst=None,
    summary=(line("a", origins=3),),
    body=(Section(heading="What happened", lines=(line("b", Status.DISPUTED),)),),
    figures=(),
    claims=(),
    places=(),
    timeline=(),
    sources=(),
    revisions=(Revision(number=1, at=None, reason="First publication."),),
    related=("s2",),
)


def test_page_form_has_every_key_of_the_contract() -> None:
    form = page_form(PAGE)
    wanted = {"story", "theme", "headline", "standfirst", "summary", "body", "figures", "related", "revision"}
    assert wanted <= set(form)
    assert form["headline"]["evidence"] == [{"report": "r1", "start": 0, "end": 6}]
    assert form["headline"]["status"] == "reported by one origin"
    assert form["summary"][0]["status"] == "reported by 3 independent origins"
    assert form["body"][0]["lines"][0]["status"] == "disputed"
    assert [held.id for held in PAGE.lines] == ["h", "a", "b"]
    json.dumps(form)


AT = Stamp(at=datetime(2024, 6, 4, 4, 32, tzinfo=UTC))


def test_a_page_tells_its_tolls_claims_corrections_and_the_model_that_worded_it() -> None:
    page = replace(
        PAGE,
        headline=replace(line("h"), model="small-1"),
        tolls=(Toll(measure="killed", low=2, best=3, high=None, evidence=(SPAN,), as_of=AT),),
        claims=(
            Claim(
                label="The dam held",
                speaker="the mayor",
                since=AT,
                status=Status.DENIED,
                evidence=(SPAN,),
                stands=(Stand(origin="o1", position=Position.SAYS, outlets=("Kurier", "Bote")),),
            ),
        ),
        earlier=(Earlier(text="A first flood.", date="2023-08", evidence=(SPAN,)),),
        corrections=(
            Correction(wrong="Four died.", right="Three died.", fault=Fault.SOURCE, at=AT, line="h"),
        ),
        revisions=(Revision(number=1, at=AT, reason="First.", occasion=Occasion.CORRECTION),),
    )
    form = page_form(page)
    assert form["models"] == ["small-1"]
    assert (form["headline"]["model"], "model" in line_form(line("a"))) == ("small-1", False)
    assert [form["tolls"][0][key] for key in ("low", "best", "high", "as_of")] == [
        2,
        3,
        None,
        "2024-06-04T04:32:00Z",
    ]
    assert [form["claims"][0][key] for key in ("speaker", "since", "status")] == [
        "the mayor",
        "2024-06-04T04:32:00Z",
        "denied",
    ]
    assert form["claims"][0]["stands"][0]["outlets"] == ["Kurier", "Bote"]
    assert form["earlier"][0]["date"] == "2023-08"
    assert form["corrections"][0] | {"evidence": []} == {
        "line": "h",
        "wrong": "Four died.",
        "right": "Three died.",
        "at": "2024-06-04T04:32:00Z",
        "fault": "the source corrected its report",
        "cause": None,
        "note": "",
        "evidence": [],
    }
    assert form["revision"]["occasion"] == "correction by the desk"
    json.dumps(form)


def test_timeline_and_finding_forms() -> None:
    entry = TimelineEntry(theme="t1", date="2024-06-04", text="The wave passed.", evidence=(SPAN,))
    assert set(timeline_form(entry)) == {"theme", "date", "text", "evidence"}
    finding = Finding(
        start=0, end=1, text="9", rule="unsupported-number", severity=Severity.ERROR, why="no source has 9"
    )
    wanted = {"start", "end", "text", "rule", "severity", "why", "evidence"}
    assert set(finding_form(finding)) == wanted


def test_rights_may_be_a_licence_alone() -> None:
    report = report_from({"text": "x", "rights": "https://creativecommons.org/licenses/by/4.0/"})
    assert report.rights.open_licence
    assert not report_from({"text": "x", "rights": ["what"]}).rights.open_licence


def test_a_report_quotes_itself() -> None:
    assert Report(id="r1", text="Police said so.").quote(SPAN) == "Police"


CREDITED = "HARBOUR (Elbe Press) - The ferry sank."


def test_a_credit_comes_back_with_its_words() -> None:
    form = {
        "id": "r1",
        "text": CREDITED,
        "charset": "utf-8 (header)",
        "pickups": [
            {"agency": "Elbe Press", "form": "dateline", "text": "(Elbe Press)", "start": 8, "end": 20},
            {"agency": "Nordwire", "form": "byline"},
        ],
    }
    report = report_from(form)
    first, second = report.pickups
    assert first.phrase is not None
    assert report.quote(first.phrase.span) == "(Elbe Press)"
    assert (second.agency, second.phrase) == ("Nordwire", None)
    assert report_from(json.loads(dumps(report_form(report)))) == report


@pytest.mark.parametrize(
    "held",
    [
        {"agency": "Elbe Press", "form": "dateline", "text": "Elbe Press", "start": 0, "end": 9},
        {"agency": "Elbe Press", "form": "gossip"},
        {"form": "byline"},
        "Elbe Press",
        None,
    ],
)
def test_a_credit_that_does_not_stand_in_the_text_is_passed_over(held: object) -> None:
    assert report_from({"text": CREDITED, "pickups": [held]}).pickups == ()


def test_half_a_surrogate_pair_is_replaced_and_offsets_stay() -> None:
    lines: list[bytes | str] = [
        b'{"text": "a\\uD800b \\ud83d\\ude00", "title": "\\udc00"}',
        '{"text": "\\\\ud800 told as it is"}',
    ]
    first, second = parse_lines(lines, "reports.jsonl")
    assert first == {
        "text": "a\N{REPLACEMENT CHARACTER}b \N{GRINNING FACE}",
        "title": "\N{REPLACEMENT CHARACTER}",
    }
    assert second == {"text": r"\ud800 told as it is"}
