"""Why a report is in its story: one line that an editor can read, and the parts that it is made of."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dateline.core.types import Ground, Membership, Precision, Reason, Report, Stamp
from dateline.stages.group.stories.why import Grounds, likelihood, line, printed
from tests.stages.desks import FIRST, hand_desk, likes_of, report

MINE = replace(report("mine", 1), outlet="Elbtal Courier")
NEAR = replace(report("near", 0), outlet="Skarv Post")
RIVAL = replace(report("rival", -3), outlet="Tide")


def grounds(
    ground: Ground, nearest: Report | None = None, rival: Report | None = None, **more: Any
) -> Grounds:
    reason = Reason(
        ground=ground,
        report=nearest.id if nearest else "",
        near=0.93 if nearest else 0.0,
        shared=("Vellern", "mill", "62") if nearest else (),
        rival="s2" if rival else "",
        rival_near=0.12 if rival else 0.0,
    )
    return replace(Grounds(reason=reason, report=MINE, nearest=nearest, rival=rival), **more)


def test_likeness_names_words_report_and_the_next_best() -> None:
    assert line(grounds(Ground.LIKENESS, NEAR, RIVAL)) == (
        "shares 'Vellern', 'mill', '62' with Skarv Post's report of 4 May (likelihood .93) [near]; "
        "next best story: that of Tide's report of 1 May (.12 on average) [s2]"
    )


def test_a_report_alone_says_what_was_nearest_or_that_nothing_was() -> None:
    assert line(grounds(Ground.ALONE)) == "alone in its story; no other story is near"
    assert line(grounds(Ground.ALONE, rival=RIVAL)).startswith(
        "alone in its story; next best story: that of Tide's"
    )


def test_a_copy_says_of_what_and_how_much() -> None:
    told = line(grounds(Ground.COPY, NEAR, share=0.874))
    assert told == "same text as Skarv Post's report of 4 May (87% of it) [near]; no other story is near"
    assert "of it" not in line(grounds(Ground.COPY, NEAR))


def test_given_and_ruled_say_so() -> None:
    assert line(grounds(Ground.GIVEN, NEAR)) == "its story came with it; no other story is near"
    assert line(grounds(Ground.DESK, NEAR)).startswith(
        "the desk put it here; it shares 'Vellern', 'mill', '62' with"
    )
    assert line(grounds(Ground.DESK)) == "the desk put it here; no other story is near"


def test_what_holds_a_story_together_without_a_link_of_its_own() -> None:
    assert line(grounds(Ground.LIKENESS)).startswith("goes with the other reports of its story together")


def test_an_agency_is_named() -> None:
    assert line(grounds(Ground.ALONE, agency="Nordic Press")).endswith("; its matter is from Nordic Press")


@pytest.mark.parametrize(
    ("stamp", "words"),
    [
        (None, "Skarv Post's report without a date"),
        (Stamp(at=FIRST, precision=Precision.UNKNOWN), "Skarv Post's report without a date"),
        (Stamp(at=FIRST.replace(year=2030)), "Skarv Post's report of 4 May 2030"),
        (Stamp(at=FIRST, precision=Precision.MONTH), "Skarv Post's report of May"),
        (Stamp(at=FIRST, precision=Precision.YEAR), "Skarv Post's report of 2031"),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(stamp: Stamp | None, words: str) -> None:
    assert words in line(grounds(Ground.LIKENESS, replace(NEAR, published=stamp)))


def test_a_report_without_an_outlet_is_the_report() -> None:
    assert "with the report of 4 May (" in line(grounds(Ground.LIKENESS, replace(NEAR, outlet="")))


def test_likelihoods_are_never_certain() -> None:
    assert [likelihood(value) for value in (0.0, 0.1234, 0.935, 1.0)] == [".00", ".12", ".94", ".99"]


def test_words_are_printed_as_a_report_prints_them() -> None:
    text = replace(MINE, text="The mill at Vellern fell to the NBK.", title="Oskar mill gone")
    assert printed(["vellern", "mill", "nbk", "oskar", "absent"], [text]) == (
        "Vellern",
        "mill",
        "NBK",
        "Oskar",
        "absent",
    )
    assert printed(["vellern"], []) == ("vellern",)


def members(**pairs: float) -> dict[str, Membership]:
    batch = [
        report("a", 0, "Fire at Vellern."),
        report("b", 1, "Vellern burns."),
        report("c", 2, "Elsewhere."),
    ]
    return {member.report: member for member in hand_desk(likes_of(**pairs)).file(batch).memberships}


def test_the_desk_gives_the_parts_and_the_line() -> None:
    told = members(ab=0.9, bc=0.2)["b"]
    assert told.reason is not None
    near, rival = round(told.reason.near, 3), round(told.reason.rival_near, 3)
    assert replace(told.reason, near=near, rival_near=rival) == (
        Reason(
            ground=Ground.LIKENESS,
            report="a",
            near=0.9,
            shared=("Vellern",),
            rival=members(ab=0.9, bc=0.2)["c"].story,
            rival_near=0.2,
        )
    )
    assert told.why.startswith(
        "shares 'Vellern' with A's report of 4 May (likelihood .90) [a]; next best story: that"
    )


def test_a_pair_below_the_floor_is_no_next_best() -> None:
    assert members(ab=0.9, bc=0.01)["b"].why.endswith("no other story is near")


def test_of_equally_near_reports_the_earlier_is_named() -> None:
    assert members(ac=0.9, bc=0.9, ab=0.9)["c"].reason.report == "a"  # type: ignore[union-attr]


def test_every_line_is_one_line() -> None:
    assert all("\n" not in member.why for member in members(ab=0.9).values())
