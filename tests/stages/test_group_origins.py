"""Copies of one wire text count as one origin; texts of one's own do not."""

from __future__ import annotations

import dataclasses

import pytest

from dateline.stages.group import Filed, group
from dateline.stages.group.filing import desk
from dateline.stages.group.options import Copies
from dateline.stages.group.origins import copied, credited, origins_of
from tests.stages.arrivals import ALL, BRIDGE, FERRY, MILL, WIRE, report, stamp

OWN = (
    "Shopkeepers near the Aske say that nobody warned them. Florist Maja Brandt had ordered for a wedding "
    "on Saturday "
    "and now has to carry everything by hand. “We were told at eight in the morning,” she said. The "
    "council says "
    "that letters went out on Monday, and that it will pay for lost trade where books are shown. A public "
    "meeting is "
    "planned in the school hall, to which the engineers have been asked to come with their drawings and "
    "their divers."
)


def groups_of(*texts: str) -> tuple[int, ...]:
    return copied([report(f"x-{at}", "", text) for at, text in enumerate(texts)], Copies()).first


def test_whole_and_cut_copies_have_the_origin_of_the_first() -> None:
    found = copied(BRIDGE, Copies())
    assert found.first == (0, 0, 0)
    assert found.share[1] > 0.9
    assert 0 not in found.share


def test_reports_of_one_happening_in_their_own_words_are_no_copies() -> None:
    assert copied((*FERRY, *MILL), Copies()).first == (0, 1, 2, 3, 4)


def test_a_long_report_that_takes_in_a_brief_is_no_copy() -> None:
    brief = " ".join(WIRE.split()[4:45])
    assert groups_of(brief, f"{OWN} {OWN[::-1]} {brief} {OWN.upper()} {OWN.title()[5:]}") == (0, 1)


def test_one_quotation_in_common_makes_no_copy() -> None:
    quotation = "it would stay shut for at least six weeks while steel collars were fitted"
    assert groups_of(WIRE, f"{OWN} The engineer said {quotation}.") == (0, 1)


def test_a_credit_to_one_agency_lowers_the_bar() -> None:
    tokens = WIRE.split()
    rewritten = " ".join(["VELLERN", "(Nordic", "Press)", "-", *OWN.split()[:45], *tokens[4:50]])
    bare = rewritten.replace("(Nordic Press) - ", "")
    assert groups_of(WIRE, rewritten) == (0, 0)
    assert groups_of(WIRE, bare) == (0, 1)


def test_texts_too_short_to_tell_are_no_copies() -> None:
    assert groups_of("Bridge shut for six weeks.", "Bridge shut for six weeks.") == (0, 1)


def test_spelling_of_quotation_marks_and_case_do_not_matter() -> None:
    assert groups_of(OWN, OWN.upper().replace("’", "'")) == (0, 0)


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("RIESA (Nordic Press) - Water fell.", "nordic press"),
        ("AP - Water fell.", "ap"),
        ("VELLERN, AFP – Water fell.", "afp"),
        ("Water fell.\n\nThe Elbe Press Agency contributed.", "elbe press agency"),
        ("Water fell overnight. (Reuters)", "reuters"),
    ],
)
def test_credit_lines_are_read(text: str, agency: str) -> None:
    assert agency in credited(text)


@pytest.mark.parametrize(
    "text",
    [
        "Water fell.",
        "The mayor (who was away) said so.",
        "OK then, water fell.",
        "A (AP)\n\nmiddle (AFP) here\n\nend",
    ],
)
def test_no_credit_is_read_where_there_is_none(text: str) -> None:
    assert credited(text) <= {"ap"}
    assert "afp" not in credited(text)


def test_credits_are_read_in_linear_time() -> None:
    assert credited("A" * 200_000 + "(" * 200_000) == frozenset()
    assert credited("Aa " * 100_000) == frozenset()


def test_the_origin_is_the_earliest_report() -> None:
    origins = {member.report: member.origin for member in group(ALL).memberships}
    assert {origins[held.id] for held in BRIDGE} == {"nordic-bridge"}
    assert origins["gull-ferry"] == "gull-ferry"


def test_an_origin_that_was_given_is_kept() -> None:
    given = dataclasses.replace(FERRY[1], origin="wire-77")
    members = {member.report: member for member in group([FERRY[0], given]).memberships}
    assert members["tide-ferry"].origin == "wire-77"
    assert members["gull-ferry"].origin == "gull-ferry"


def test_a_copy_of_a_known_report_has_its_origin_and_its_story() -> None:
    first = group([BRIDGE[1]]).memberships[0]
    filed = Filed(report=BRIDGE[1], member=dataclasses.replace(first, origin="wire-5", story="s-known"))
    later = group([BRIDGE[0]], [filed]).memberships[0]
    assert (later.origin, later.story) == ("wire-5", "s-known")


def test_a_copy_printed_long_after_shares_the_origin_but_not_the_story() -> None:
    late = dataclasses.replace(BRIDGE[0], id="late", published=stamp(25))
    members = {member.report: member for member in group([BRIDGE[0], late]).memberships}
    assert members["late"].origin == "nordic-bridge"
    assert members["late"].story != members["nordic-bridge"].story


def test_the_origin_of_a_report_alone_is_itself() -> None:
    table = desk([FERRY[0]], (), 30)
    assert origins_of(table, copied(table.reports, Copies()), ("s1",), ("",)) == ("gull-ferry",)
