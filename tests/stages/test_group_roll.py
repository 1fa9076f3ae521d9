"""The roll of open stories: whatever is put, moved and retired, each report is in one story, once."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from dateline.stages.group.stories.links import Group, Place
from dateline.stages.group.stories.roll import Roll

STORIES = st.sampled_from(["s1", "s2", "s3"])
ROWS = st.integers(0, 9)


def key(row: int) -> tuple[float, str]:
    """The later the row, the later the day."""
    return float(row), f"r{row}"


def place(row: int, pin: str = "") -> Place:
    return Place(key=key(row), day=float(row), pin=pin)


class Rolls(RuleBasedStateMachine):
    """A roll beside two plain dicts that say the same slowly."""

    def __init__(self) -> None:
        super().__init__()
        self.roll = Roll()
        self.standing: dict[int, str] = {}
        self.gone: dict[int, str] = {}

    def open_stories(self) -> set[str]:
        return set(self.standing.values())

    @rule(row=ROWS, story=STORIES)
    def put(self, row: int, story: str) -> None:
        left = self.standing.get(row, "")
        if row in self.gone or (left != story and self.emptied(row, left)):
            return  # a row that left never comes back; a story with a past is moved as a whole
        assert self.roll.put(row, story) == left
        self.standing[row] = story

    def emptied(self, row: int, story: str) -> bool:
        """Whether a story has a past and would have no row without this one."""
        alone = [held for held, name in self.standing.items() if name == story] == [row]
        return alone and story in self.gone.values()

    @precondition(lambda self: self.standing)
    @rule(data=st.data())
    def retire(self, data: st.DataObject) -> None:
        rows = data.draw(st.sets(st.sampled_from(sorted(self.standing)), min_size=1))
        closed = self.roll.retire({row: key(row) for row in rows})
        for row in rows:
            self.gone[row] = self.standing.pop(row)
        ended = [row for row, story in self.gone.items() if story and story not in self.open_stories()]
        assert Counter(closed) == Counter(f"r{row}" for row in ended)
        for row in ended:
            self.gone[row] = ""

    @rule(before=STORIES, story=STORIES)
    def move_past(self, before: str, story: str) -> None:
        if before == story or story not in self.open_stories():
            return
        self.roll.move_past(before, story)
        self.gone = {row: story if held == before else held for row, held in self.gone.items()}

    @invariant()
    def both_say_the_same(self) -> None:
        assert set(self.roll) == self.open_stories()
        assert len(self.roll) == len(self.open_stories())
        for story in ("s1", "s2", "s3"):
            assert (story in self.roll) == (story in self.open_stories())
            assert self.roll.rows(story) == {row for row, held in self.standing.items() if held == story}
            assert self.roll.past(story) == [
                f"r{row}" for row in sorted(self.gone) if self.gone[row] == story
            ]


TestRolls = Rolls.TestCase
TestRolls.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)


def rolled(**stories: range) -> Roll:
    roll = Roll()
    for story, rows in stories.items():
        for row in rows:
            roll.put(row, story)
    return roll


def test_the_past_goes_along_with_most_rows_and_of_equals_with_the_first() -> None:
    roll = rolled(s1=range(6))
    roll.retire({0: key(0)})
    assert roll.along([[1], [2, 3], [4, 5]]) == {"s1": 1}
    assert roll.along([[9], [5]]) == {"s1": 1}
    assert roll.along([[9]]) == {}


def test_a_story_without_a_past_takes_nothing_along() -> None:
    assert rolled(s1=range(3)).along([[0, 1, 2]]) == {}


def test_groups_hold_what_went_along_in_the_order_of_time() -> None:
    roll = rolled(s1=range(3), s2=range(3, 5))
    roll.retire({0: key(0)})
    places = {row: place(row) for row in range(1, 5)}
    groups, before = roll.groups([[4, 2], [3, 1]], {"s1": 1}, places)
    assert groups == [Group(reports=("r2", "r4")), Group(reports=("r0", "r1", "r3"))]
    assert before == {"r0": "s1", "r1": "s1", "r2": "s1", "r3": "s2", "r4": "s2"}


def test_a_group_is_pinned_where_its_first_pinned_row_is() -> None:
    groups, _ = Roll().groups(
        [[1, 2, 3], [4]], {}, {1: place(1), 2: place(2, "s7"), 3: place(3, "s8"), 4: place(4)}
    )
    assert [group.pinned for group in groups] == ["s7", ""]


@given(st.lists(ROWS, unique=True, min_size=1), STORIES)
def test_a_story_that_retires_whole_gives_all_its_reports_back(rows: list[int], story: str) -> None:
    roll = Roll()
    for row in rows:
        roll.put(row, story)
    assert sorted(roll.retire({row: key(row) for row in rows})) == sorted(f"r{row}" for row in rows)
    assert len(roll) == 0
    assert roll.story(rows[0]) == ""


def test_rows_that_nobody_put_retire_silently() -> None:
    assert Roll().retire({3: key(3)}) == []
