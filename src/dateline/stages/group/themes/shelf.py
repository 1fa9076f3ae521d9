"""Which stories belong to one long-running matter, and what it is called.

Decides the theme of each story: the desk's own whose query it answers, else one given with a report, else the
one it has, else the nearest that is near enough (``kinship``), else a theme of its own. A story that has
company in its theme stays there; two themes become one where a new story is very near to both and they to
each other. The order of the stories in a call changes nothing. Does not decide stories, and keeps no text.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf, isnan
from statistics import median

from dateline.core.errors import InputError
from dateline.core.ids import theme_id
from dateline.core.types import Report, Theme
from dateline.stages.group.themes.digests import Digest, Profile, digest, profile
from dateline.stages.group.themes.kinship import Bearing, Kinship, Reach
from dateline.stages.group.themes.names import theme_name
from dateline.stages.group.themes.openings import opening
from dateline.stages.group.themes.queries import Query, parse
from dateline.stages.group.themes.subjects import common_subjects

__all__ = ["Digest", "Shelf", "Shelved"]

#: Days beyond a theme's window after which its stories are forgotten: late reports still find them.
_GRACE = 30.0
#: Stories whose middle day is the shelf's clock: one that is dated years ahead does not move it.
_RECENT = 101
#: Stories between two rounds of forgetting.
_ROUND = 2_000
#: Themes near to a new story that are looked at for one another.
_LOOKED_AT = 4
#: Reports whose digests are kept of a story, for names.
_FOR_NAMES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """The theme of each story that was asked, and of others whose theme changed; themes new or changed.

    A theme's stories come newest first. A theme that was merged into another has none left.
    """

    theme_of: Mapping[str, str]
    themes: tuple[Theme, ...]


@dataclass(slots=True, kw_only=True)
class _Kept:
    """What the shelf keeps of a story."""

    profile: Profile
    digests: tuple[Digest, ...]
    wanted: str = ""
    given: str = ""
    theme: str = ""


class Shelf:
    """The themes and their stories, in memory."""

    def __init__(self, themes: Sequence[Theme] = (), reach: Reach | None = None) -> None:
        """Takes up the themes as they are stored, the desk's own first in the order of their definition.

        A stored query that cannot be read any more matches nothing.
        """
        self._queries = {t.id: query for t in themes if t.query and (query := _understood(t.query))}
        self._themes = {theme.id: theme for theme in themes}
        self._homes = {story: theme.id for theme in themes for story in theme.stories}
        self._kin = Kinship(reach)
        self._kept: dict[str, _Kept] = {}
        self._doubtful: set[str] = set()
        self._touched: set[str] = set()
        self._days: deque[float] = deque(maxlen=_RECENT)
        self._filed = 0

    def __contains__(self, story: str) -> bool:
        """Whether a story is remembered."""
        return story in self._kept

    def read(self, report: Report) -> Digest:
        """What the shelf needs of a report; asks it the desk's queries, so that its text need not be kept."""
        read = opening(report)
        found = digest(report, read)
        if not self._queries:
            return found
        wanted = (key for key, query in self._queries.items() if query.matches(report, found.subjects))
        return replace(found, wanted=tuple(wanted))

    def recall(self, stories: Mapping[str, Sequence[Digest]]) -> None:
        """Takes up stories that were filed before. Those whose theme is gone or wrong wait for ``file``."""
        self._remember(stories)
        for story in self._ordered(stories):
            kept, home = self._kept[story], self._homes.get(story, "")
            if (self._allowed(home) and not kept.wanted) or home == kept.wanted != "":
                self._shelve(story, home)
            else:
                kept.theme = home
                self._doubtful.add(story)
        self._touched.clear()

    def file(self, stories: Mapping[str, Sequence[Digest]], ended: Collection[str] = ()) -> Shelved:
        """Gives each story its theme. ``stories`` have all their reports, ``ended`` have none any more."""
        self._touched.clear()
        for story in ended:
            self._forget(story)
        self._remember(stories)
        moved: dict[str, str] = {}
        for story in self._ordered({*stories, *(self._doubtful & self._kept.keys())}):
            self._settle(story, moved)
        self._doubtful.clear()
        self._filed += len(stories)
        theme_of = moved | {story: self._kept[story].theme for story in stories}
        for theme in [theme for theme in self._touched if self._never_was(theme)]:
            self._touched.remove(theme)
            del self._themes[theme]
        themes = tuple(self._renewed(theme) for theme in sorted(self._touched))
        self._retire()
        return Shelved(theme_of=theme_of, themes=themes)

    def _remember(self, stories: Mapping[str, Sequence[Digest]]) -> None:
        """Counts how rare everything is before anything is compared, so that the order changes nothing."""
        for story in sorted(stories):
            before = self._kept.get(story)
            now = profile(stories[story])
            self._kin.count(now, before.profile if before else None)
            self._kept[story] = _Kept(
                profile=now,
                digests=_first(stories[story]),
                wanted=self._wanted(stories[story]),
                given=_given(stories[story]),
                theme=before.theme if before else "",
            )
            if not isnan(now.last):
                self._days.append(now.last)

    def _ordered(self, stories: Iterable[str]) -> list[str]:
        """By the day of their first report, then by id; the undated last."""

        def key(story: str) -> tuple[float, str]:
            first = self._kept[story].profile.first
            return (inf if isnan(first) else first, story)

        return sorted(stories, key=key)

    def _settle(self, story: str, moved: dict[str, str]) -> None:
        kept = self._kept[story]
        before = kept.theme
        if settled := kept.wanted or kept.given:
            self._shelve(story, settled)
        elif before and self._allowed(before) and len(self._themes[before].stories) > 1:
            self._shelve(story, before)
        else:
            self._seek(story, moved)
        if kept.theme != before:
            moved[story] = kept.theme

    def _seek(self, story: str, moved: dict[str, str]) -> None:
        """The nearest theme, or one of its own; where two are near enough to be one, they become one."""
        kept, reach = self._kept[story], self._kin.reach
        bearing = self._kin.bearing(kept.profile)
        near = self._kin.nearest(bearing, besides=kept.theme)
        near = [found for found in near if found.near >= reach.join / 2 and self._allowed(found.theme)]
        joins = bool(near) and near[0].near >= reach.join
        own = kept.theme if self._allowed(kept.theme) else theme_id(story)
        self._shelve(story, near[0].theme if joins else own, bearing)
        for other in near[joins : joins + _LOOKED_AT]:
            if self._kin.likeness(kept.theme, other.theme) >= self._bar(kept.theme, other.theme):
                self._merge(kept.theme, other.theme, moved)

    def _bar(self, one: str, other: str) -> float:
        """How near two themes must be to become one: more where neither is a single story."""
        alone = min(len(self._themes[theme].stories) for theme in (one, other)) == 1
        return self._kin.reach.join if alone else self._kin.reach.merge

    def _merge(self, one: str, other: str, moved: dict[str, str]) -> None:
        """The smaller theme's stories go to the larger; of two as large, to the one with the lesser id."""
        order = sorted((one, other), key=lambda theme: (-len(self._themes[theme].stories), theme))
        for story in list(self._kin.bearings(order[1])):
            self._shelve(story, order[0])
            moved[story] = order[0]

    def _shelve(self, story: str, theme: str, bearing: Bearing | None = None) -> None:
        """Puts a story under a theme and takes it out of the one it had."""
        kept = self._kept[story]
        if kept.theme and kept.theme != theme:
            self._take_out(story, kept.theme)
        kept.theme = theme
        held = self._themes.setdefault(theme, Theme(id=theme, name=""))
        if story not in held.stories:
            self._themes[theme] = replace(held, stories=(story, *held.stories))
        self._kin.place(theme, story, bearing or self._kin.bearing(kept.profile))
        self._touched.add(theme)

    def _take_out(self, story: str, theme: str) -> None:
        if held := self._themes.get(theme):
            left = tuple(other for other in held.stories if other != story)
            self._themes[theme] = replace(held, stories=left)
        self._kin.remove(theme, story)
        self._touched.add(theme)

    def _forget(self, story: str) -> None:
        kept = self._kept.pop(story, None)
        if theme := kept.theme if kept else self._homes.get(story, ""):
            self._take_out(story, theme)
        self._homes.pop(story, None)

    def _wanted(self, digests: Sequence[Digest]) -> str:
        """The first of the desk's themes whose query at least half of the readable reports answer."""
        asked = [held for held in digests if held.readable] or digests
        for theme in self._queries:
            if 2 * sum(theme in held.wanted for held in asked) >= max(1, len(asked)):
                return theme
        return ""

    def _allowed(self, theme: str) -> bool:
        """Whether a story may be in a theme without the desk's word: the theme exists and is no query's."""
        return theme in self._themes and theme not in self._queries

    def _never_was(self, theme: str) -> bool:
        """Whether a theme came and went within one call."""
        held = self._themes[theme]
        return not (held.stories or held.name or held.query)

    def _renewed(self, theme: str) -> Theme:
        """A theme with its order, name and subjects up to date."""
        held = self._themes[theme]
        known = [story for story in held.stories if story in self._kept]
        order = [
            *reversed(self._ordered(known)),
            *(story for story in held.stories if story not in self._kept),
        ]
        told = [self._kept[story].digests for story in order if story in self._kept]
        before = held.name if len(held.stories) > 1 else ""
        name = held.name if held.query else _given_name(theme) or theme_name(told, self._kin.rarity, before)
        codes = common_subjects(
            [tuple(dict.fromkeys(c for d in story for c in d.subjects)) for story in told]
        )
        now = replace(
            held, name=name or held.name or theme, stories=tuple(order), subjects=codes or held.subjects
        )
        self._themes[theme] = now
        return now

    def _retire(self) -> None:
        """Forgets what no story can join any more. The desk's own themes are kept."""
        if self._filed < _ROUND or not self._days:
            return
        self._filed = 0
        before = median(self._days) - self._kin.reach.window - _GRACE
        for story in [story for story, kept in self._kept.items() if kept.profile.last < before]:
            del self._kept[story]
        for theme in self._kin.retire(before):
            if not self._themes[theme].query and not _given_name(theme):
                del self._themes[theme]


def _first(digests: Sequence[Digest]) -> tuple[Digest, ...]:
    def key(held: Digest) -> tuple[bool, float, str]:
        return (isnan(held.day), held.day if not isnan(held.day) else 0.0, held.report)

    return tuple(sorted(digests, key=key)[:_FOR_NAMES])


def _given(digests: Sequence[Digest]) -> str:
    return next((held.given for held in digests if held.given), "")


def _given_name(theme: str) -> str:
    """A given theme may be a name already: a word with a capital, or several words."""
    return theme if " " in theme or (theme[:1].isupper() and theme.isalpha()) else ""


def _understood(query: str) -> Query | None:
    """A stored query; None where an earlier version took what this one refuses: it matches nothing then."""
    try:
        return parse(query)
    except InputError:
        return None
