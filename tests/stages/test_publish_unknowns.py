"""What we do not know: built from what reports leave open, with its evidence; absent where nothing is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.core.pages import Claim, LedgerEntry, Page, Position, Stand, Status
from dateline.core.types import Qualifier, Scope
from dateline.stages.publish.story.evidence import EvidenceFile
from dateline.stages.publish.story.unknowns import Unknown, unknowns
from dateline.stages.publish.story.view import view
from dateline.stages.publish.wording import tongue
from tests.edition import shelf_of
from tests.newsroom import FERRY, FERRY_PAGE, ISSUE, RADIO, REPORTS, WALL, hurt, span, toll

SAY = tongue("en").say
AGROUND = span(FERRY, "The ferry Seeschwalbe ran aground")
HURT = span(FERRY, "three people were hurt")
FIVE = span(RADIO, "fünf Menschen")
DENIES = span(WALL, "The shipping line denies")
THREE = hurt(3, FERRY, HURT)
DOZENS = replace(hurt(24, FERRY, HURT), high=None, qualifier=Qualifier.VAGUE)
LEFT = Claim(
    label="the ferry left the fairway",
    speaker="Onno Behrends",
    status=Status.DENIED,
    evidence=(AGROUND,),
    stands=(
        Stand(origin="owire", position=Position.SAYS, evidence=(AGROUND,)),
        Stand(origin="rwall", position=Position.DENIES, evidence=(DENIES,)),
    ),
)


def found(page: Page) -> tuple[Unknown, ...]:
    return unknowns(page, EvidenceFile(page, REPORTS), REPORTS)


def of(*figures: LedgerEntry, claims: tuple[Claim, ...] = ()) -> tuple[Unknown, ...]:
    return found(replace(FERRY_PAGE, figures=figures, claims=claims, tolls=(toll(3, None, 5),)))


def test_nothing_open_gives_nothing() -> None:
    assert of() == of(THREE) == ()
    assert of(THREE, claims=(replace(LEFT, status=Status.REPORTED),)) == ()
    assert of(claims=(replace(LEFT, status=Status.CONFIRMED),)) == ()


def test_figures_in_dispute_are_open_with_all_that_reports_give() -> None:
    five = hurt(5, RADIO, FIVE, disputed=True)
    (one,) = of(replace(THREE, disputed=True), five)
    assert SAY(one.told) == "How many injured: reports differ, 3–5."
    assert one.chip is not None
    assert (one.chip.split, one.chip.label) == (True, "Watt-Anzeiger / Radio Siel")


def test_a_vague_figure_is_open_in_its_own_word_and_closed_by_a_number() -> None:
    (one,) = of(DOZENS)
    assert SAY(one.told) == "How many injured: reports say “dozens” and give no number."
    assert of(DOZENS, THREE) == ()


@pytest.mark.parametrize(
    "entry",
    [
        replace(DOZENS, replaced=True),
        replace(DOZENS, scope=Scope.CUMULATIVE),
        replace(DOZENS, detail="children"),
        replace(DOZENS, unit="km"),
    ],
)
def test_a_figure_that_is_not_of_the_toll_is_no_open_question(entry: LedgerEntry) -> None:
    assert of(entry) == ()


@pytest.mark.parametrize("status", [Status.DENIED, Status.DISPUTED, Status.UNVERIFIED])
def test_a_claim_in_doubt_is_told_in_its_own_words_with_all_who_speak_of_it(status: Status) -> None:
    file = EvidenceFile(
        page := replace(FERRY_PAGE, figures=(), claims=(replace(LEFT, status=status),)), REPORTS
    )
    (one,) = unknowns(page, file, REPORTS)
    assert (one.claim, one.speaker, SAY(one.status)) == (LEFT.label, LEFT.speaker, str(status))
    (card,) = file.cards
    assert [quotation.source.outlet for quotation in card.quotations] == ["Watt-Anzeiger", "Küstenblatt"]


def test_a_claim_about_a_figure_of_the_page_is_not_told_again() -> None:
    counted = replace(LEFT, evidence=(HURT,))
    assert [one.claim for one in of(THREE, claims=(counted, LEFT))] == [LEFT.label]


def test_no_more_than_five_are_told() -> None:
    many = tuple(replace(LEFT, label=f"claim {n}") for n in range(9))
    assert [one.claim for one in of(claims=many)] == [f"claim {n}" for n in range(5)]


def test_the_lines_of_the_page_stand_before_and_under_one_heading() -> None:
    lines = FERRY_PAGE.body[0].lines[:1]
    section = replace(FERRY_PAGE.body[0], heading="What we do not know", lines=lines)
    page = replace(FERRY_PAGE, body=(section,), claims=(LEFT,), figures=())
    shown = view(page, shelf_of(replace(ISSUE, pages=(page,)), page))
    assert [line.text for line in shown.open_lines] == [lines[0].text]
    assert shown.body == ()
    assert [one.claim for one in shown.unknowns] == [LEFT.label]
