"""Reports that have their matter from one agency are one origin of their story, and of no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from dateline.core.types import Membership, Phrase, Pickup, PickupForm, Report, Span
from dateline.stages.group import Filed, group
from dateline.stages.group.reading.agencies import credited, is_agency, origin_id, supplier, within_story
from tests.stages.arrivals import BAKERY, FERRY, MILL

PAIR = FERRY[:2]


def crediting(report: Report, agency: str = "Reuters", form: PickupForm = PickupForm.DATELINE) -> Report:
    return replace(report, pickups=(*report.pickups, Pickup(agency=agency, form=form)))


def citing(report: Report, *words: str, agency: str = "Reuters") -> Report:
    found = []
    for said in words:
        start = report.text.index(said)
        span = Span(report=report.id, start=start, end=start + len(said))
        found.append(Pickup(agency=agency, form=PickupForm.CITED, phrase=Phrase(text=said, span=span)))
    return replace(report, pickups=tuple(found))


def text(*paragraphs: str) -> Report:
    return Report(id="x", text="\n\n".join(paragraphs))


def members(*reports: Report, known: Sequence[Filed] = ()) -> dict[str, Membership]:
    return {member.report: member for member in group(reports, known).memberships}


def filed(report: Report, member: Membership) -> Filed:
    return Filed(report=report, member=member)


# --- whose matter it is -------------------------------------------------------------------


@pytest.mark.parametrize("form", [PickupForm.BYLINE, PickupForm.DATELINE, PickupForm.CREDIT])
def test_a_credit_makes_a_report_the_agencys(form: PickupForm) -> None:
    assert supplier(crediting(FERRY[0], form=form)) == "Reuters"


def test_of_two_agencies_the_first_counts() -> None:
    assert supplier(crediting(crediting(FERRY[0], "dpa"), "Reuters")) == "dpa"


@pytest.mark.parametrize(
    ("report", "words", "agency"),
    [
        (text("It rose, Reuters reported.", "It fell."), ["Reuters reported"], "Reuters"),
        (text("It rose.", "It fell, Reuters reported.", "It stood."), ["Reuters reported"], "Reuters"),
        (text("It rose.", "It fell.", "It stood, Reuters reported."), ["Reuters reported"], ""),
        (text("It rose, Reuters said.", "A.", "B.", "C.", "D."), ["Reuters said"], ""),
        (
            text("It rose, Reuters said.", "A, Reuters reports.", "B.", "C."),
            ["Reuters said", "Reuters reports"],
            "Reuters",
        ),
        (text("It rose, she told Reuters."), ["told Reuters"], ""),
        (text("It rose."), [], ""),
    ],
)
def test_a_citation_does_where_the_report_hangs_on_it(report: Report, words: list[str], agency: str) -> None:
    assert supplier(citing(report, *words)) == agency


def test_two_agencies_cited_supply_nothing() -> None:
    held = citing(text("It rose, Reuters reported."), "Reuters reported")
    other = citing(text("It rose, Reuters reported."), "Reuters reported", agency="AFP")
    assert supplier(replace(held, pickups=(*held.pickups, *other.pickups))) == ""


@pytest.mark.parametrize(
    ("outlet", "agency", "own"),
    [
        ("Reuters", "Reuters", True),
        ("Reuters UK", "Reuters", True),
        ("AP", "Associated Press", True),
        ("AP News", "Associated Press", True),
        ("The Associated Press", "Associated Press", True),
        ("PTI", "Press Trust of India", True),
        ("Nordic Press Agency", "Nordic Press", True),
        ("Xinhua News Agency", "Xinhua", True),
        ("Harbour News", "Reuters", False),
        ("", "Reuters", False),
        ("R", "Reuters", False),
    ],
)
def test_an_agency_is_known_by_its_outlet(outlet: str, agency: str, own: bool) -> None:
    assert is_agency(Report(id="x", text="y", outlet=outlet), agency) is own


def test_an_agencys_own_report_counts_where_others_credit_it() -> None:
    own = replace(FERRY[0], outlet="Reuters")
    assert within_story([own, FERRY[1]], ["", "Reuters"]) == ["Reuters", "Reuters"]
    assert within_story([own, FERRY[1]], ["", ""]) == ["", ""]


# --- credits in a text --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "agency"),
    [
        ("RIESA (Nordic Press) - Water fell.", "nordic press"),
        ("AP - Water fell.", "ap"),
        ("VELLERN, AFP – Water fell.", "afp"),
        ("Water fell.\n\nThe Elbe Press Agency contributed.", "elbe press agency"),
        ("Water fell overnight. (Reuters)", "reuters"),
    ],
)
def test_credit_lines_are_read(printed: str, agency: str) -> None:
    assert agency in credited(printed)


@pytest.mark.parametrize(
    "printed",
    [
        "Water fell.",
        "The mayor (who was away) said so.",
        "OK then, water fell.",
        "A (AP)\n\nmiddle (AFP) here\n\nend",
    ],
)
def test_no_credit_is_read_where_there_is_none(printed: str) -> None:
    assert credited(printed) <= {"ap"}
    assert "afp" not in credited(printed)


def test_credits_are_read_in_linear_time() -> None:
    assert credited("A" * 200_000 + "(" * 200_000) == frozenset()
    assert credited("Aa " * 100_000) == frozenset()


# --- origins ------------------------------------------------------------------------------


def test_two_that_credit_one_agency_are_one_origin() -> None:
    found = members(*map(crediting, PAIR))
    one, other = (found[report.id] for report in PAIR)
    assert one.story == other.story
    assert one.origin == other.origin == origin_id(one.story, "Reuters")
    assert "its matter is from Reuters" in one.why


def test_reports_of_their_own_stay_origins_of_their_own() -> None:
    found = members(crediting(PAIR[0]), PAIR[1])
    assert len({member.origin for member in found.values()}) == 2
    assert "matter" not in found[PAIR[1].id].why


def test_two_agencies_are_two_origins() -> None:
    found = members(crediting(PAIR[0]), crediting(PAIR[1], "AFP"))
    assert len({member.origin for member in found.values()}) == 2


def test_stories_do_not_meet_by_their_agency() -> None:
    found = members(*map(crediting, (*PAIR, *MILL, *BAKERY)))
    stories = {member.story for member in found.values()}
    assert len({member.origin for member in found.values()}) == len(stories) == 3


def test_credits_change_no_story() -> None:
    reports = (*FERRY, *MILL, *BAKERY)
    plain, credited = members(*reports), members(*map(crediting, reports))
    assert {name: (m.story, m.theme) for name, m in plain.items()} == {
        name: (m.story, m.theme) for name, m in credited.items()
    }


def test_the_agencys_own_report_heads_those_that_picked_it_up() -> None:
    own = replace(PAIR[0], outlet="Reuters")
    found = members(own, crediting(PAIR[1]))
    assert len({member.origin for member in found.values()}) == 1


@pytest.mark.parametrize("original_first", [True, False])
def test_original_and_pick_up_meet_whichever_comes_first(original_first: bool) -> None:
    arrivals = [replace(PAIR[0], outlet="Reuters"), crediting(PAIR[1])]
    first, second = arrivals if original_first else arrivals[::-1]
    before = members(first)[first.id]
    after = members(second, known=[filed(first, before)])[second.id]
    assert (after.story, after.origin) == (before.story, before.origin)


def test_an_origin_that_was_given_stands() -> None:
    given = replace(crediting(PAIR[0]), origin="wire-7")
    found = members(given, crediting(PAIR[1]))
    assert found[given.id].origin == "wire-7"
    assert found[PAIR[1].id].origin == "wire-7"
