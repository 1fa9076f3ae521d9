"""Every report is credited, also a reserved one, by time; undated ones come last."""

from __future__ import annotations

from dateline.core.types import Report, Rights
from dateline.stages.narrate.plan.crediting import credits_of
from tests.stages.desk import RESERVED, clip, report

TEXT = "The old ferry of the guild sank at Vesk."


def credited(*reports: Report) -> list[str]:
    return [credit.report for credit in credits_of(map(clip, reports))]


def test_credits_go_by_time_and_undated_ones_come_last() -> None:
    undated = report("a", TEXT, published=None)
    assert credited(undated, report("b", TEXT, day=6), report("c", TEXT, day=5)) == ["c", "b", "a"]


def test_of_one_time_the_id_decides_whatever_the_order() -> None:
    one, other = report("a", TEXT), report("b", TEXT)
    assert credited(one, other) == credited(other, one) == ["a", "b"]


def test_a_credit_tells_whose_report_it_is() -> None:
    own = report(
        "a",
        TEXT,
        outlet="Havnepost",
        title="The ferry sinks | Havnepost",
        url="https://havn.example/1",
        author="Kari Lund",
        rights=Rights(licence="CC BY 4.0"),
    )
    (credit,) = credits_of([clip(own, origin="wire")])
    assert (credit.outlet, credit.title, credit.url) == (
        "Havnepost",
        "The ferry sinks",
        "https://havn.example/1",
    )
    assert (credit.author, credit.origin, credit.licence) == ("Kari Lund", "wire", "CC BY 4.0")
    assert credit.published == own.published
    assert credit.language == "en"
    assert not credit.reserved


def test_a_reserved_report_and_one_without_text_are_marked() -> None:
    assert [credit.reserved for credit in credits_of([clip(report("a", TEXT, rights=RESERVED))])] == [True]
    assert [credit.reserved for credit in credits_of([clip(report("b", ""))])] == [True]


def test_the_host_stands_for_an_outlet_without_a_name() -> None:
    own = Report(id="a", text=TEXT, url="https://www.havn.example/1")
    assert [credit.outlet for credit in credits_of([clip(own)])] == ["havn.example"]


def test_no_report_no_credit() -> None:
    assert credits_of([]) == ()
