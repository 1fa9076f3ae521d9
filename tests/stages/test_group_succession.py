"""Ids that last: who carries a story on, what leads where, and that nothing is left without a way."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from dateline.core.ids import story_id
from dateline.stages.group.stories.links import Group
from dateline.stages.group.stories.succession import Succession, flattened, succeed


def groups(*held: str, **pinned: str) -> list[Group]:
    """Groups of one-letter reports; ``pinned`` is by first report."""
    return [Group(reports=tuple(letters), pinned=pinned.get(letters[0], "")) for letters in held]


def was(**stories: str) -> dict[str, str]:
    """The old story of each one-letter report."""
    return {report: story for story, letters in stories.items() for report in letters}


def test_a_new_group_is_named_after_its_founder() -> None:
    assert succeed(groups("abc"), {}).stories == (story_id("a"),)


def test_an_unchanged_group_keeps_its_id_and_nothing_else_is_said() -> None:
    found = succeed(groups("ab", "c"), was(S1="ab", S2="c"))
    assert found == Succession(stories=("S1", "S2"), into={}, parted={})


def test_a_group_that_grows_keeps_its_id_even_with_an_earlier_report() -> None:
    assert succeed(groups("xab"), was(S1="ab")).stories == ("S1",)


def test_a_merge_keeps_the_larger_and_the_other_leads_there() -> None:
    found = succeed(groups("abcde"), was(S1="ab", S2="cde"))
    assert found.stories == ("S2",)
    assert found.into == {"S1": ("S2",)}
    assert found.parted == {}


def test_a_split_keeps_the_id_with_the_larger_part_and_says_what_it_lost() -> None:
    found = succeed(groups("a", "bcd"), was(S1="abcd"))
    assert found.stories == (story_id("a"), "S1")
    assert found.parted == {"S1": (story_id("a"),)}
    assert found.into == {}


def test_a_story_that_falls_to_several_others_is_a_signpost_to_each() -> None:
    found = succeed(groups("abcx", "defyz"), was(S1="abc", S2="def", S3="xyz"))
    assert found.stories == ("S1", "S2")
    assert found.into == {"S3": ("S2", "S1")}


def test_an_equal_split_goes_to_the_earlier_part() -> None:
    assert succeed(groups("ab", "cd"), was(S1="abcd")).stories == ("S1", story_id("c"))


def test_a_pin_decides_against_the_numbers() -> None:
    found = succeed(groups("ab", "cde", a="S9"), was(S1="abc", S9="de"))
    assert found.stories == ("S9", "S1")
    assert found.parted == {"S9": ("S1",), "S1": ("S9",)}


def test_what_is_taken_elsewhere_is_not_founded_again() -> None:
    assert succeed(groups("ab"), {}, {story_id("a")}).stories == (story_id("b"),)
    none_free = succeed(groups("a"), {}, {story_id("a")}).stories
    assert none_free == (story_id("a#2"),)


def test_a_founder_that_left_its_story_does_not_take_the_name_along() -> None:
    own = story_id("a")
    found = succeed(groups("a", "bc"), {"a": own, "b": own, "c": own})
    assert found.stories == (story_id("a#2"), own)


def test_a_story_with_reports_out_of_sight_lives_on() -> None:
    found = succeed(groups("abcd"), was(S1="abx", S2="cd") | {"c": "S2", "d": "S2"})
    assert found.stories == ("S1",)
    found = succeed(groups("abc"), was(S1="ab", S2="cx"))
    assert found.into == {}
    assert found.parted == {"S2": ("S1",)}


def test_ways_that_lead_to_ended_stories_lead_on() -> None:
    assert flattened({"A": ("B",), "B": ("C",)}) == {"A": ("C",), "B": ("C",)}
    assert flattened({"A": ("B",), "B": ("C", "D"), "D": ("E",)})["A"] == ("C", "E")
    assert flattened({"A": ("B",), "B": ("A",)}) == {"A": (), "B": ()}
    assert flattened({}) == {}


def standing(made: list[Group], found: Succession) -> dict[str, str]:
    """The story of each report."""
    return {
        report: story for group, story in zip(made, found.stories, strict=True) for report in group.reports
    }


@st.composite
def upheavals(draw: st.DrawFn) -> tuple[list[Group], dict[str, str]]:
    reports = [f"r{number:02}" for number in range(draw(st.integers(1, 14)))]
    known = draw(st.integers(0, len(reports)))
    before = {report: f"S{draw(st.integers(0, 4))}" for report in reports[:known]}
    places: dict[int, list[str]] = {}
    for report in draw(st.permutations(reports)):
        places.setdefault(draw(st.integers(0, 5)), []).append(report)
    pins = draw(st.permutations(["", "", "", "S0", "P1", "S3"]))
    made = [
        Group(reports=tuple(sorted(held)), pinned=pin)
        for held, pin in zip(places.values(), pins, strict=False)
    ]
    return sorted(made, key=lambda group: group.reports), before


@given(upheavals())
def test_every_report_and_every_old_story_has_its_place(upheaval: tuple[list[Group], dict[str, str]]) -> None:
    made, before = upheaval
    found = succeed(made, before)
    assert found == succeed(made, dict(reversed(list(before.items()))))
    assert len(set(found.stories)) == len(made)
    for old in set(before.values()):
        assert (old in found.stories) != (old in found.into)
    for leads in (*found.into.values(), *found.parted.values()):
        assert leads
        assert set(leads) <= set(found.stories)
    now = {
        report: story for group, story in zip(made, found.stories, strict=True) for report in group.reports
    }
    lost = {old for report, old in before.items() if now[report] != old}
    assert lost == {*found.into, *found.parted}


@given(upheavals())
def test_pins_and_unchanged_groups_stay(upheaval: tuple[list[Group], dict[str, str]]) -> None:
    made, before = upheaval
    found = succeed(made, before)
    pinned = {group.pinned for group in made}
    sizes = Counter(before.values())
    for group, story in zip(made, found.stories, strict=True):
        olds = {before.get(report, "") for report in group.reports}
        if group.pinned:
            assert story == group.pinned
        elif (
            len(olds) == 1 and (old := olds.pop()) and old not in pinned and sizes[old] == len(group.reports)
        ):
            assert story == old


@given(upheavals())
def test_doing_it_again_changes_nothing(upheaval: tuple[list[Group], dict[str, str]]) -> None:
    made, before = upheaval
    first = succeed(made, before)
    assert succeed(made, standing(made, first)) == Succession(stories=first.stories, into={}, parted={})
