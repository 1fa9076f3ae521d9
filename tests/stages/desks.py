"""A desk whose likelihoods, copies and themes are given by hand, so that what it does is plain."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from dateline.core.ids import theme_id
from dateline.core.types import Precision, Report, Stamp, Theme
from dateline.stages.group.arrays import Array
from dateline.stages.group.desk import Desk
from dateline.stages.group.filing import Grouping
from dateline.stages.group.holdings import Instruments
from dateline.stages.group.options import Options
from dateline.stages.group.stories.lineage import Lineage
from dateline.stages.group.stories.origins import Copy
from dateline.stages.group.window.window import Pairs

FIRST = datetime(2031, 5, 4, 6, 0, tzinfo=UTC)
Likes = Mapping[str, float]


def report(name: str, day: float | None = 0.0, text: str = "", **given: Any) -> Report:
    """A report that says next to nothing, by the outlet of its name, so many days after the first."""
    at = None if day is None else Stamp(at=FIRST + timedelta(days=day), precision=Precision.MINUTE)
    form: dict[str, Any] = {"text": text or f"{name} tells.", "outlet": name.upper(), "language": "en"}
    return Report(id=name, published=at, **(form | given))


def likes_of(**pairs: float) -> dict[frozenset[str], float]:
    """Likelihoods by pairs of one-letter reports: ``likes_of(ab=0.9)``."""
    return {frozenset(letters): like for letters, like in pairs.items()}


@dataclass
class HandWindow:
    """A window that knows how likely each pair is because it was told."""

    likes: Mapping[frozenset[str], float]
    copies: Mapping[frozenset[str], float] = field(default_factory=dict)
    held: dict[int, Report] = field(default_factory=dict)
    asked: int = 0

    def add(self, reports: Sequence[Report]) -> Array:
        rows = np.arange(self.asked, self.asked + len(reports))
        self.held |= dict(zip(rows.tolist(), reports, strict=True))
        self.asked += len(reports)
        return rows

    def pairs(self, rows: Array) -> Pairs:
        found = {}
        for one in rows.tolist():
            for other in self.held:
                like = self.likes.get(frozenset((self.held[one].id, self.held[other].id)), 0.0)
                if one != other and like and (other, one) not in found:
                    found[one, other] = like
        ends = np.array(list(found) or np.empty((0, 2)), dtype=np.int64)
        measures = np.array(list(found.values()), dtype=np.float32)[:, None]
        return Pairs(one=ends[:, 0], other=ends[:, 1], measures=measures)

    def retire(self, before_day: float) -> Array:
        epoch = (FIRST - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() / 86_400
        gone = [
            row
            for row, held in self.held.items()
            if held.published and (held.published.at - FIRST).total_seconds() / 86_400 + epoch < before_day
        ]
        for row in gone:
            del self.held[row]
        return np.array(gone, dtype=np.int64)

    def shared(self, one: int, other: int) -> Sequence[str]:
        words = [set(self.held[row].text.casefold().rstrip(".").split()) for row in (one, other)]
        return sorted(words[0] & words[1] - {"tells"})

    def copied(self, pairs: Pairs) -> list[Copy]:
        found = []
        for ends in zip(pairs.one.tolist(), pairs.other.tolist(), strict=True):
            share = self.copies.get(frozenset(self.held[row].id for row in ends))
            if share:
                later, earlier = sorted(
                    ends, key=lambda row: (str(self.held[row].published), row), reverse=True
                )
                found.append((later, earlier, share))
        return found


@dataclass
class HandCopies:
    """Copy groups, each known by its earliest row."""

    firsts: dict[int, int] = field(default_factory=dict)
    shares: dict[int, float] = field(default_factory=dict)

    def join(self, found: Iterable[Copy]) -> None:
        for later, earlier, share in found:
            self.firsts[later] = self.first(earlier)
            self.shares[later] = share

    def first(self, row: int) -> int:
        return self.firsts.get(row, row)

    def share(self, row: int) -> float | None:
        return self.shares.get(row)

    def forget(self, rows: Iterable[int]) -> None:
        gone = set(rows)
        self.firsts = {row: first for row, first in self.firsts.items() if not {row, first} & gone}


@dataclass(frozen=True)
class HandShelved:
    theme_of: Mapping[str, str]
    themes: tuple[Theme, ...]


class HandShelf:
    """A theme for each story, or the one that came with a report."""

    def __init__(self, themes: Sequence[Theme] = ()) -> None:
        self.ended: set[str] = set()

    def read(self, report: Report) -> str:
        return report.theme

    def recall(self, stories: Mapping[str, Sequence[str]]) -> None: ...

    def file(self, stories: Mapping[str, Sequence[str]], ended: Collection[str] = ()) -> HandShelved:
        self.ended |= set(ended)
        found = {story: next(filter(None, digests), theme_id(story)) for story, digests in stories.items()}
        return HandShelved(theme_of=found, themes=())


def own_origins(
    story: str,
    reports: Sequence[Report],
    first: Sequence[int],
    agencies: Sequence[str],
    filed: Mapping[str, str],
) -> list[str]:
    return [reports[at].origin or reports[at].id for at in first]


def hand_desk(
    likes: Mapping[frozenset[str], float],
    copies: Mapping[frozenset[str], float] | None = None,
    options: Options | None = None,
) -> Desk:
    """A desk that goes by these likelihoods and copies."""
    window = HandWindow(likes=likes, copies=copies or {})
    using = Instruments(
        window=window,
        copies=HandCopies(),
        likelihoods=lambda pairs: pairs.measures[:, 0],
        copied=window.copied,
        origins=own_origins,
        lineage=Lineage(options or Options()),
        shelf=HandShelf,
    )
    return Desk(options or Options(), using=using)


def stories(found: Grouping) -> dict[str, str]:
    """The story of each report of a grouping."""
    return {member.report: member.story for member in found.memberships}


def together(found: Mapping[str, str]) -> list[str]:
    """The groups of one-letter reports, as words, in order."""
    groups: dict[str, list[str]] = {}
    for name, story in sorted(found.items()):
        groups.setdefault(story, []).append(name)
    return sorted("".join(names) for names in groups.values())
