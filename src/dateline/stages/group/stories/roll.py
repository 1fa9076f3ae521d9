"""The roll: which reports stand in which story, while a story is open.

Decides nothing. Reports in the window go by their row; those that have left it stay on the roll of their
story as long as it has others there, so that they move along when it ends.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from dateline.stages.group.stories.links import Group, Key, Place


class Roll(Collection[str]):
    """The open stories, their rows, and their reports that have left the window."""

    def __init__(self) -> None:
        self._story: dict[int, str] = {}
        self._rows: dict[str, set[int]] = {}
        self._past: dict[str, set[Key]] = {}

    def __contains__(self, story: object) -> bool:
        return story in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def story(self, row: int) -> str:
        """The story of a row; empty if it has none as yet."""
        return self._story.get(row, "")

    def rows(self, story: str) -> frozenset[int] | set[int]:
        """The rows of a story."""
        return self._rows.get(story, frozenset())

    def past(self, story: str) -> list[str]:
        """The reports of an open story that have left the window, earliest first."""
        return [report for _, report in sorted(self._past.get(story, ()))]

    def put(self, row: int, story: str) -> str:
        """Put a row into a story; the story it was in, empty if none."""
        before = self.story(row)
        if before:
            self._leave(row, before)
        self._story[row] = story
        self._rows.setdefault(story, set()).add(row)
        return before

    def move_past(self, before: str, story: str) -> None:
        """Move the reports that have left the window along with their story."""
        if keys := self._past.pop(before, None):
            self._past.setdefault(story, set()).update(keys)

    def retire(self, keys: Mapping[int, Key]) -> list[str]:
        """Take rows off; the reports of the stories that have no row left, which are closed."""
        stories = {self.story(row): None for row in keys if self.story(row)}
        for row, key in keys.items():
            if story := self._story.pop(row, ""):
                self._rows[story].discard(row)
                self._past.setdefault(story, set()).add(key)
        closed = [story for story in stories if not self._rows[story]]
        for story in closed:
            del self._rows[story]
        return [report for story in closed for _, report in self._past.pop(story)]

    def along(self, found: Sequence[Sequence[int]]) -> dict[str, int]:
        """With which of some groups a story's past reports go: with most of its rows, of equals the first."""
        shares: dict[str, dict[int, int]] = {}
        for at, rows in enumerate(found):
            for story in map(self.story, rows):
                if story in self._past:
                    by_group = shares.setdefault(story, {})
                    by_group[at] = by_group.get(at, 0) + 1
        return {
            story: max(by_group, key=lambda at: (by_group[at], -at)) for story, by_group in shares.items()
        }

    def groups(
        self, found: Sequence[Sequence[int]], along: Mapping[str, int], places: Mapping[int, Place]
    ) -> tuple[list[Group], dict[str, str]]:
        """Groups of rows, with what goes along, as groups of reports; and the story that each is in."""
        keys = [[places[row].key for row in rows] for rows in found]
        before = {places[row].key[1]: story for rows in found for row in rows if (story := self.story(row))}
        for story, at in along.items():
            keys[at].extend(self._past[story])
            before |= {report: story for _, report in self._past[story]}
        pins = [next((pin for row in rows if (pin := places[row].pin)), "") for rows in found]
        groups = [
            Group(reports=tuple(report for _, report in sorted(held)), pinned=pin)
            for held, pin in zip(keys, pins, strict=True)
        ]
        return groups, before

    def _leave(self, row: int, story: str) -> None:
        rows = self._rows[story]
        rows.discard(row)
        if not rows:
            del self._rows[story]
