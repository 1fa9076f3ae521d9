"""The desk: batches in, stories out, in any order; merges, splits, pins and what is past."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.ids import story_id
from dateline.core.stories import Ruling, RulingKind, Story
from dateline.core.types import Ground, Membership, Report
from dateline.stages.group.desk import Desk
from dateline.stages.group.filing import Filed, Grouping
from dateline.stages.group.options import Options
from tests.stages.desks import hand_desk, likes_of, report, stories, together

A, B, C, D, E = (story_id(letter) for letter in "abcde")


def reports(letters: str, every: float = 0.1) -> list[Report]:
    return [report(letter, at * every) for at, letter in enumerate(letters)]


def kept(held: Sequence[Report], *found: Grouping) -> list[Filed]:
    """What a store would hold after some groupings."""
    members: dict[str, Membership] = {}
    for each in found:
        members |= {member.report: member for member in each.memberships}
    return [Filed(report=one, member=members[one.id]) for one in held if one.id in members]


def facts(found: Grouping) -> dict[str, Story]:
    return {story.id: story for story in found.stories}


def pin(story: str, letters: str) -> Ruling:
    return Ruling(kind=RulingKind.PIN, story=story, reports=tuple(letters))


# --- filing -------------------------------------------------------------------------------


def test_likely_pairs_are_one_story_named_after_the_first() -> None:
    found = hand_desk(likes_of(ab=0.9, bc=0.2)).file(reports("abc"))
    assert stories(found) == {"a": A, "b": A, "c": C}
    assert found.stories == ()


def test_nothing_in_nothing_out() -> None:
    assert hand_desk({}).file(()) == Grouping(memberships=(), themes=())


def test_a_report_that_is_held_keeps_its_place_and_is_given_back() -> None:
    desk = hand_desk(likes_of(ab=0.9))
    first = desk.file(reports("ab"))
    again = desk.file([*reports("ab"), report("c", 0.5)])
    assert [member for member in again.memberships if member.report in "ab"] == list(first.memberships)


def test_a_report_that_comes_twice_in_a_batch_is_filed_once() -> None:
    found = hand_desk({}).file([report("a"), report("a", text="Another version.")])
    assert [member.report for member in found.memberships] == ["a"]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_a_batch_changes_nothing(seed: int) -> None:
    likes = likes_of(ab=0.9, bc=0.7, cd=0.5, ac=0.3, ef=0.41, de=0.39)
    shuffled = reports("abcdef")
    random.Random(seed).shuffle(shuffled)
    assert hand_desk(likes).file(shuffled) == hand_desk(likes).file(reports("abcdef"))


def test_a_new_report_joins_a_story_and_only_what_changed_is_given_back() -> None:
    desk = hand_desk(likes_of(ab=0.9, ac=0.9, bc=0.9))
    desk.file(reports("ab"))
    found = desk.file([report("c", 1)])
    assert stories(found) == {"c": A}


def test_a_report_by_itself_has_another_reason_once_it_has_company() -> None:
    desk = hand_desk(likes_of(ab=0.9))
    assert desk.file(reports("a")).memberships[0].reason.ground is Ground.ALONE  # type: ignore[union-attr]
    found = {member.report: member for member in desk.file([report("b", 1)]).memberships}
    assert found["a"].story == found["b"].story == A
    assert found["a"].reason is not None
    assert (found["a"].reason.ground, found["a"].reason.report) == (Ground.LIKENESS, "b")


# --- the second look ----------------------------------------------------------------------


def test_a_report_between_two_stories_makes_them_one_and_the_other_leads_there() -> None:
    desk = hand_desk(
        likes_of(ab=0.9, cd=0.9, ac=0.3, ad=0.3, bc=0.3, bd=0.3, ae=0.95, be=0.95, ce=0.95, de=0.95)
    )
    assert together(stories(desk.file(reports("abcd")))) == ["ab", "cd"]
    found = desk.file([report("e", 1)])
    assert stories(found) == {"c": A, "d": A, "e": A}
    assert facts(found) == {C: Story(id=C, into=(A,))}


def test_evidence_takes_a_story_apart_and_says_what_it_lost() -> None:
    desk = hand_desk(likes_of(ab=0.5, bd=0.95, be=0.95, de=0.9))
    assert together(stories(desk.file(reports("ab")))) == ["ab"]
    found = desk.file([report("d", 1), report("e", 1.1)])
    assert together(stories(found)) == ["a", "bde"]
    assert facts(found) == {A: Story(id=A, parted=(stories(found)["b"],))}
    assert stories(found)["b"] == B


def test_what_was_merged_may_part_again_under_its_old_name() -> None:
    likes = dict(likes_of(ab=0.5))
    desk = hand_desk(likes)
    desk.file(reports("a"))
    assert stories(desk.file([report("b", 0.1)])) == {"a": A, "b": A}
    likes |= likes_of(bd=0.95, be=0.95, de=0.9)
    found = desk.file([report("d", 1), report("e", 1.1)])
    assert stories(found) == {"a": A, "b": B, "d": B, "e": B} or stories(found)["b"] == B


def test_ways_that_led_to_a_story_that_ends_lead_on() -> None:
    desk = hand_desk({})
    desk.recall(
        kept(reports("ab"), hand_desk({}).file(reports("ab"))),
        stories=[Story(id="s-old", into=(B,))],
        rulings=[pin(A, "ab")],
    )
    assert facts(desk.file(())) == {B: Story(id=B, into=(A,)), "s-old": Story(id="s-old", into=(A,))}


def test_what_is_past_the_limit_is_not_taken_apart_but_takes_what_is_like_it() -> None:
    crowd = "bcdefghij"
    likes = {frozenset((one, other)): 0.9 for one in crowd for other in crowd if one != other}
    small = Options(second_look=4, second_look_each=0)
    desk = hand_desk(likes | likes_of(**{f"x{one}": 0.8 for one in crowd}), options=small)
    desk.file(reports(crowd))
    assert stories(desk.file([report("x", 2)])) == {"x": B}


def test_a_gap_of_more_than_a_year_keeps_stories_apart() -> None:
    found = hand_desk(likes_of(ab=0.9)).file([report("a"), report("b", 500)])
    assert together(stories(found)) == ["a", "b"]


# --- copies, given stories, rulings ----------------------------------------------------------


def test_a_copy_goes_with_its_original_and_shares_its_origin() -> None:
    found = hand_desk(likes_of(ab=0.1), {frozenset("ab"): 0.8}).file(reports("ab"))
    members = {member.report: member for member in found.memberships}
    assert members["b"].story == A
    assert members["b"].origin == "a"
    assert members["b"].reason is not None
    assert members["b"].reason.ground is Ground.COPY
    assert members["b"].why.startswith("same text as A's report of 4 May (80% of it) [a]")


def test_given_stories_are_taken_as_they_are() -> None:
    given = [replace(each, story="S1") for each in reports("ab")]
    other = replace(report("c", 1), story="S2")
    found = hand_desk(likes_of(ac=0.9, bc=0.9, ad=0.9, bd=0.9)).file([*given, other, report("d", 1.1)])
    assert stories(found) == {"a": "S1", "b": "S1", "c": "S2", "d": "S1"}
    assert {member.reason.ground for member in found.memberships if member.reason} == {
        Ground.GIVEN,
        Ground.LIKENESS,
    }


def test_a_ruling_moves_reports_once_and_the_machine_never_undoes_it() -> None:
    likes = likes_of(ab=0.9, ac=0.9, bc=0.9, ad=0.9, bd=0.9, cd=0.9)
    before = hand_desk(likes).file(reports("abc"))
    desk = hand_desk(likes)
    desk.recall(kept(reports("abc"), before), rulings=[pin("s-new", "c"), pin(A, "ab")])
    found = desk.file(())
    members = {member.report: member for member in found.memberships}
    assert members["c"].story == "s-new"
    assert members["c"].why.startswith("the desk put it here")
    assert facts(found) == {A: Story(id=A, parted=("s-new",))}
    assert desk.file(()) == Grouping(memberships=(), themes=())
    assert stories(desk.file([report("d", 1)])) == {"d": A}
    assert together(stories(desk.file((), anew=True)) | {"a": A, "b": A, "c": "s-new", "d": A}) == [
        "abd",
        "c",
    ]


def test_a_merge_by_the_desk_leaves_a_way() -> None:
    desk = hand_desk({})
    desk.file(reports("ab"))
    desk.rule([pin(B, "ab")])
    found = desk.file(())
    assert stories(found)["a"] == B
    assert facts(found) == {A: Story(id=A, into=(B,))}


def test_the_last_ruling_on_a_report_holds() -> None:
    desk = hand_desk({})
    desk.file(reports("ab"))
    desk.rule([pin(B, "ab"), pin(A, "a")])
    assert stories(desk.file(())).get("a", A) == A


def test_what_a_ruling_found_in_place_is_then_there_by_the_desk() -> None:
    likes = likes_of(ab=0.9)
    before = hand_desk(likes).file(reports("ab"))
    desk = hand_desk(likes)
    desk.recall(kept(reports("ab"), before), rulings=[pin(A, "ab")])
    found = desk.file(())
    assert {member.reason.ground for member in found.memberships if member.reason} == {Ground.DESK}
    assert desk.file(()).memberships == ()


# --- recall, regroup, what is past -----------------------------------------------------------


def test_a_recalled_desk_goes_on_where_the_other_stopped() -> None:
    likes = likes_of(ab=0.9, bc=0.9, ac=0.5, cd=0.1)
    first = hand_desk(likes).file(reports("ab"))
    recalled = hand_desk(likes)
    recalled.recall(kept(reports("ab"), first))
    whole = hand_desk(likes)
    whole.file(reports("ab"))
    late = [report("c", 1), report("d", 1.2)]
    assert recalled.file(late) == whole.file(late)


def test_recall_itself_changes_nothing() -> None:
    wrong = [
        Filed(report=each, member=Membership(report=each.id, story=f"s-{each.id}", theme="t", origin=each.id))
        for each in reports("ab")
    ]
    desk = hand_desk(likes_of(ab=0.9))
    desk.recall(wrong)
    assert desk.file(()).memberships == ()
    found = desk.file((), anew=True)
    assert stories(found) == {"a": "s-a", "b": "s-a"} or stories(found) == {"b": "s-a"}
    assert facts(found)["s-b"].into == ("s-a",)


def test_judging_anew_what_is_right_changes_nothing() -> None:
    desk = hand_desk(likes_of(ab=0.9, cd=0.9))
    desk.file(reports("abcd"))
    assert desk.file((), anew=True) == Grouping(memberships=(), themes=())


def test_what_is_older_than_the_horizon_is_let_go() -> None:
    desk = hand_desk(likes_of(ab=0.9, bz=0.9))
    desk.file([report("a"), report("b", 0.2)])
    for number in range(90, 94):
        desk.file([report(f"late-{number}", number)])
    desk.file([report(f"later-{number}", 100) for number in range(9)])
    assert stories(desk.file([report("z", 101)])) == {"z": story_id("z")}


def test_one_report_from_the_future_does_not_close_the_desk() -> None:
    desk = hand_desk(likes_of(ab=0.9, ac=0.9, bc=0.9))
    desk.file([*reports("ab"), report("x", 9_000)])
    assert stories(desk.file([report("c", 1)])) == {"c": A}


def test_reports_that_left_the_window_move_along_with_their_story() -> None:
    likes = likes_of(ab=0.9, cd=0.9, ce=0.9, de=0.9)
    desk = hand_desk(likes, options=Options(horizon=10))
    desk.file([report("a", 0), report("b", 9)])
    desk.file([report(f"n{number}", 15) for number in range(5)])
    desk.file([report("c", 15), report("d", 15.1), report("e", 15.2)])
    desk.rule([pin(C, "bcde")])
    found = desk.file(())
    assert stories(found)["a"] == stories(found)["b"] == C
    assert facts(found)[A].into == (C,)


def test_undated_reports_find_their_story() -> None:
    found = hand_desk(likes_of(ab=0.9)).file([report("a", None), report("b", None)])
    assert together(stories(found)) == ["ab"]


# --- properties ---------------------------------------------------------------------------


@st.composite
def streams(draw: st.DrawFn) -> tuple[dict[frozenset[str], float], list[Report], list[int]]:
    letters = "abcdefghij"[: draw(st.integers(2, 10))]
    pairs = [frozenset((one, other)) for at, one in enumerate(letters) for other in letters[at + 1 :]]
    chances = st.sampled_from([0.0, 0.0, 0.0, 0.11, 0.37, 0.53, 0.71, 0.83, 0.97])
    likes = {pair: like + number / 1000 for number, pair in enumerate(pairs) if (like := draw(chances))}
    return (
        likes,
        draw(st.permutations(reports(letters))),
        draw(st.lists(st.integers(1, 3), min_size=10, max_size=10)),
    )


def filed_in_parts(desk: Desk, held: Sequence[Report], sizes: Sequence[int]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    at = 0
    for size in sizes:
        found |= stories(desk.file(held[at : at + size]))
        at += size
    return found


@given(streams())
def test_filing_in_parts_and_in_any_order_makes_the_same_stories(
    stream: tuple[dict[frozenset[str], float], list[Report], list[int]],
) -> None:
    likes, held, sizes = stream
    at_once = stories(hand_desk(likes).file(held))
    assert together(filed_in_parts(hand_desk(likes), held, sizes)) == together(at_once)


@given(streams())
def test_every_id_that_ever_was_leads_to_a_living_story(
    stream: tuple[dict[frozenset[str], float], list[Report], list[int]],
) -> None:
    likes, held, sizes = stream
    desk = hand_desk(likes)
    where: dict[str, str] = {}
    known: dict[str, Story] = {}
    ever: set[str] = set()
    at = 0
    for size in sizes:
        found = desk.file(held[at : at + size])
        at += size
        where |= stories(found)
        known |= facts(found)
        ever |= set(where.values())
        living = set(where.values())
        for story in ever - living:
            assert known[story].into
            assert set(known[story].into) <= living
        assert not any(known[story].into for story in living if story in known)


@given(streams(), st.lists(st.sampled_from(["p1", "p2"]), max_size=4))
def test_pins_hold_whatever_comes(
    stream: tuple[dict[frozenset[str], float], list[Report], list[int]], pins: list[str]
) -> None:
    likes, held, sizes = stream
    ruled = {each.id: story for each, story in zip(held, pins, strict=False)}
    desk = hand_desk(likes)
    desk.rule([pin(story, name) for name, story in ruled.items()])
    where = filed_in_parts(desk, held, sizes)
    assert {name: where[name] for name in ruled} == ruled
