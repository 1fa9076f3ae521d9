"""Links between rows, what hangs together by them, and the groups that are made of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dateline.stages.group.options import FIXED
from dateline.stages.group.stories.links import Evidence, Links, Neighbourhood, Place, linked, neighbourhood

Edge = tuple[int, int, float]


class Roll:
    """A roll by hand: the stories of rows."""

    def __init__(self, **stories: tuple[int, ...]) -> None:
        self._stories = stories

    def story(self, row: int) -> str:
        return next((story for story, rows in self._stories.items() if row in rows), "")

    def rows(self, story: str) -> Collection[int]:
        return self._stories.get(story, ())


def links_of(edges: Collection[Edge]) -> Links:
    links = Links()
    for one, other, like in edges:
        links.add(one, other, like)
    return links


def evidence(edges: Collection[Edge], size: int = 10, pins: dict[int, str] | None = None) -> Evidence:
    places = {
        row: Place(key=(row / 10, f"r{row}"), day=row / 10, pin=(pins or {}).get(row, ""))
        for row in range(size)
    }
    return Evidence(links=links_of(edges), places=places, original=lambda row: row)


def test_links_stand_at_both_ends() -> None:
    links = links_of([(0, 1, 0.5), (0, 2, 0.25)])
    assert list(links.of(0)) == [(1, 0.5), (2, 0.25)]
    assert list(links.of(2)) == [(0, 0.25)]
    assert list(links.of(7)) == []


def test_links_side_by_side_are_those_of_each_row() -> None:
    links = links_of([(0, 1, 0.5), (0, 2, 0.25)])
    owner, ends, likes = links.beside([2, 7, 0])
    assert owner.tolist() == [0, 2, 2]
    assert ends.tolist() == [0, 1, 2]
    assert likes.tolist() == [0.25, 0.5, 0.25]
    assert [len(part) for part in Links().beside([3])] == [0, 0, 0]


def test_links_can_be_added_after_they_were_looked_at() -> None:
    links = links_of([(0, 1, 0.5)])
    links.beside([0])
    links.add(0, 2, 0.75)
    assert [row for row, _ in links.of(0)] == [1, 2]


def test_of_several_links_to_a_row_the_likeliest_counts() -> None:
    links = links_of([(0, 2, 0.5), (1, 2, 0.75), (1, 3, 0.25)])
    assert links.nearest([0, 1], 0.5) == {2: 0.75}


def test_forgotten_rows_leave_no_link() -> None:
    links = links_of([(0, 1, 0.5), (1, 2, 0.5)])
    links.forget([0])
    assert list(links.of(1)) == [(2, 0.5)]
    assert links.beside([0, 1])[1].tolist() == [2]


def test_a_neighbourhood_is_what_likely_links_and_stories_reach() -> None:
    held = evidence([(0, 1, 0.9), (2, 3, 0.9), (3, 4, 0.1)])
    around = neighbourhood([0], held, Roll(s=(1, 2)), FIXED)
    assert around == Neighbourhood(loose=(0, 1, 2, 3))


def test_a_pinned_row_brings_the_story_that_it_is_pinned_to() -> None:
    around = neighbourhood([0], evidence([], pins={0: "s"}), Roll(s=(5, 6)), FIXED)
    assert around.loose == (0, 5, 6)


def test_what_is_past_the_limit_is_taken_whole_the_likeliest_first() -> None:
    narrow = replace(FIXED, second_look=1, second_look_each=1)
    held = evidence([(0, 1, 0.6), (0, 4, 0.9), (4, 8, 0.9)])
    around = neighbourhood([0], held, Roll(s=(1, 2, 3), t=(4, 5)), narrow)
    assert around.loose == (0, 4, 5)
    assert {row for unit in around.whole for row in unit} == {1, 2, 3, 8}


def test_a_story_that_is_taken_whole_may_gain_and_is_not_taken_apart() -> None:
    held = evidence([(0, 1, 0.9), (0, 2, 0.9)])
    around = Neighbourhood(loose=(0,), whole=((1, 2),))
    assert linked(around, held, FIXED) == [(0, 1, 2)]
    assert linked(replace(around, whole=((1, 2, 3, 4, 5),)), held, FIXED) == [(0,), (1, 2, 3, 4, 5)]


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]),
        st.floats(0.0625, 1, width=32),
    )
)
def test_the_order_of_links_changes_no_group(likes: dict[tuple[int, int], float]) -> None:
    edges = [(one, other, like) for (one, other), like in likes.items()]
    mixed = [(other, one, like) for one, other, like in reversed(edges)]
    around = Neighbourhood(loose=tuple(range(8)))
    assert linked(around, evidence(edges), FIXED) == linked(around, evidence(mixed), FIXED)
