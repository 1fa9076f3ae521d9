"""Which groups carry on which stories: ids that last, and what becomes of those that do not.

Decides, after reports were linked anew, the id of each group: a pinned group has the id that the desk gave,
the others carry on the story that most of their reports were in, what is new is named after its founder.
It does not decide which reports go together. A pure function of what was and what is: no order of arrival,
no clock, nothing stored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from dateline.core.ids import story_id
from dateline.core.stories import Story
from dateline.stages.group.stories.links import Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """The id of each group; where the reports of each ended story are; and what a story that goes on lost.

    ``into`` and ``parted`` name stories, the one with most of the reports first.
    """

    stories: tuple[str, ...]
    into: dict[str, tuple[str, ...]]
    parted: dict[str, tuple[str, ...]]


def succeed(groups: Sequence[Group], before: Mapping[str, str], taken: Collection[str] = ()) -> Succession:
    """Ids for ``groups``, given the story that each known report was in before.

    ``before`` may know reports that are in no group: they stay where they are. ``taken`` are ids that live
    elsewhere. Of equal claims the one whose reports came first holds.
    """
    claims = [Counter(before[report] for report in group.reports if report in before) for group in groups]
    names = _carried_on(groups, claims)
    used = {*before.values(), *names.values()}
    for at, group in enumerate(groups):
        if at not in names:
            names[at] = next(name for name in _founding(group) if name not in used and name not in taken)
            used.add(names[at])
    stories = tuple(names[at] for at in range(len(groups)))
    return Succession(stories=stories, **_dispersed(stories, claims, groups, before))


def flattened(into: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Where each ended story leads today: a way to a story that has ended leads on to where that one does."""

    def ends(story: str, seen: frozenset[str]) -> Iterator[str]:
        for following in into.get(story, ()) if story not in seen else ():
            if following in into:
                yield from ends(following, seen | {story})
            else:
                yield following

    return {story: tuple(dict.fromkeys(ends(story, frozenset()))) for story in into}


class Ways:
    """The facts of stories as they stand: what each ended one leads to, what each lost, whom it follows."""

    def __init__(self, stories: Iterable[Story] = ()) -> None:
        self._facts = {story.id: story for story in stories}
        self._leading: dict[str, set[str]] = {}
        for story in self._facts.values():
            self._led(story)

    def fact(self, story: str) -> Story:
        """What is known of a story; no more than its id, if nothing is."""
        return self._facts.get(story) or Story(id=story)

    def ended(self, story: str) -> bool:
        """Whether a story has gone into others."""
        return bool(self.fact(story).into)

    def note(self, succession: Succession) -> tuple[Story, ...]:
        """Take a succession in; the facts that are new or other than they were, by id.

        Ways that led to a story which now ends lead on. An ended id that a group has again is ended no more.
        """
        affected = {before for old in succession.into for before in self._leading.get(old, ())}
        into = {before: self._facts[before].into for before in affected} | succession.into
        found = {}
        for old, leads in flattened(into).items():
            found[old] = replace(self.fact(old), into=leads, parted=())
        for story in succession.stories:
            if self.ended(story):
                found[story] = replace(self.fact(story), into=(), ended=None)
        for old, lost in succession.parted.items():
            before = found.get(old) or self.fact(old)
            found[old] = replace(before, parted=tuple(dict.fromkeys((*before.parted, *lost))))
        return tuple(self.keep(found[story]) for story in sorted(found))

    def keep(self, story: Story) -> Story:
        """Take one fact in as it is."""
        for target in self.fact(story.id).into:
            self._leading.get(target, set()).discard(story.id)
        self._facts[story.id] = story
        self._led(story)
        return story

    def _led(self, story: Story) -> None:
        for target in story.into:
            self._leading.setdefault(target, set()).add(story.id)


def _carried_on(groups: Sequence[Group], claims: Sequence[Mapping[str, int]]) -> dict[int, str]:
    """The id of each group that has one: its pin, else of its old stories the free one it has most of."""
    names = {at: group.pinned for at, group in enumerate(groups) if group.pinned}
    used = set(names.values())
    ranked = sorted(
        (-shared, at, place, story)
        for at, claim in enumerate(claims)
        for place, (story, shared) in enumerate(claim.items())
    )
    for _, at, _, story in ranked:
        if at not in names and story not in used:
            names[at] = story
            used.add(story)
    return names


def _founding(group: Group) -> Iterator[str]:
    """Names for a new story, after its founder, or who else could have been it; there is always one more."""
    yield from (story_id(report) for report in group.reports)
    yield from (story_id(f"{group.reports[0]}#{number}") for number in count(2))


def _dispersed(
    stories: Sequence[str],
    claims: Sequence[Mapping[str, int]],
    groups: Sequence[Group],
    before: Mapping[str, str],
) -> dict[str, dict[str, tuple[str, ...]]]:
    """Where the reports of each old story are that are no longer in it."""
    gone: dict[str, Counter[str]] = {}
    for story, claim in zip(stories, claims, strict=True):
        for old, shared in claim.items():
            if old != story:
                gone.setdefault(old, Counter())[story] += shared
    grouped = {report for group in groups for report in group.reports}
    living = {*stories, *(story for report, story in before.items() if report not in grouped)}
    ranked = {old: tuple(sorted(where, key=lambda name: (-where[name], name))) for old, where in gone.items()}
    return {
        "into": {old: where for old, where in ranked.items() if old not in living},
        "parted": {old: where for old, where in ranked.items() if old in living},
    }
