"""How near a story is to each theme: by the names that they share and by the rest of their matter.

Decides with numbers alone. Names and matter are compared apart and both must be shared (their harmonic mean
counts), so that a leader's name, a country or a kind of happening makes no theme by itself; at least one name
must be shared that is no country's or people's. Rarity is counted over stories as they come. Does not know
what was filed where before.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isnan, log, nan, sqrt

from dateline.stages.group.themes.digests import Profile, is_wide

#: What a story is taken to be seen among at first, so that rarity means something from the first story on.
_PRIOR = 50
#: A country's name is worth so much of another that is as rare.
_WIDE = 0.4
#: One word in common beside the names is an accident.
_TWO = 2
#: The most that is kept of a story: names and words.
_NAMES = 20
_WORDS = 36
#: Themes that are looked up for one name, the latest, and those compared in full: the cost stays flat.
_POSTED = 64
_KEPT = 256
#: Share of all themes that must be gone before they are looked for under every name.
_GONE = 0.25
_COMPARED = 16
#: Of how many near themes a crowd is made, and how much of their nearness is taken off.
_CROWD = 20
#: Stories of a theme, the latest, that say what it is about.
_RECENT = 24

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The one setting for themes, for all inputs."""

    #: Days without a story after which a theme takes no more of them.
    window: float = 45.0
    #: Days that halve a nearness: a matter goes on, and fades slowly.
    fade: float = 60.0
    #: Nearness from which a story joins a theme. From .10 to .17 precision rises and recall falls.
    join: float = 0.14
    #: Nearness of two themes to each other, and of a new story to both, from which they are one.
    merge: float = 0.30
    #: How much of the mean nearness to the ``crowd`` nearest is taken off: in a dense stream of like
    #: happenings a theme must stand out from the others.
    stand_out: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Vector:
    """Keys with weights whose squares add up to one: 12 bytes a key."""

    keys: tuple[str, ...]
    weights: array[float]

    def times(self, others: Weights) -> float:
        """The sum of products: a cosine where both are of length one."""
        found = [(key, weight) for key, weight in zip(self.keys, self.weights, strict=True) if key in others]
        return sum([weight * others[key] for key, weight in found])

    def mapping(self) -> dict[str, float]:
        """The weight of each key."""
        return dict(zip(self.keys, self.weights, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """A story as it is compared: when, its names, its matter."""

    first: float
    last: float
    names: Vector
    matter: Vector


@dataclass(slots=True, kw_only=True)
class Centre:
    """A theme as it is compared: the middle of its latest stories."""

    bearings: dict[str, Bearing] = field(default_factory=dict)
    first: float = nan
    last: float = nan
    names: dict[str, float] | None = None
    matter: dict[str, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Near:
    """How near a theme is, 0 to 1, and which."""

    near: float
    theme: str


class Kinship:
    """The stories of the open window, by theme."""

    def __init__(self, reach: Reach | None = None) -> None:
        self.reach = reach or Reach()
        self._stories = 0
        self._counts: Counter[str] = Counter()
        self._centres: dict[str, Centre] = {}
        self._posted: dict[str, list[str]] = defaultdict(list)
        self._gone = 0

    def count(self, profile: Profile, before: Profile | None = None) -> None:
        """Takes the keys of a story into account in how rare they are."""
        known = (before.names.keys() | before.matter.keys()) if before else frozenset()
        self._stories += before is None
        self._counts.update((profile.names.keys() | profile.matter.keys()) - known)

    def rarity(self, key: str) -> float:
        """How rare a key is among the stories: the logarithm of how few have it."""
        return max(0.0, log((self._stories + _PRIOR) / (self._counts[key] + 1)))

    def bearing(self, profile: Profile) -> Bearing:
        """A story as it is compared, by what is rare now."""
        names = {
            key: sqrt(weight) * self.rarity(key) * (_WIDE if is_wide(key) else 1.0)
            for key, weight in profile.names.items()
        }
        matter = {key: sqrt(weight) * self.rarity(key) for key, weight in profile.matter.items()}
        return Bearing(
            first=profile.first,
            last=profile.last,
            names=_vector(names, _NAMES),
            matter=_vector(matter, _WORDS),
        )

    def place(self, theme: str, story: str, bearing: Bearing) -> None:
        """Puts a story under a theme, in place of what was known of it there."""
        centre = self._centres.setdefault(theme, Centre())
        centre.bearings.pop(story, None)
        centre.bearings[story] = bearing
        if not isnan(bearing.first):
            centre.first = bearing.first if isnan(centre.first) else min(centre.first, bearing.first)
            centre.last = bearing.last if isnan(centre.last) else max(centre.last, bearing.last)
        centre.names = centre.matter = None
        for key in bearing.names.keys:
            posted = self._posted[key]
            if not is_wide(key) and theme not in posted[-_POSTED:]:
                posted.append(theme)
                if len(posted) > _KEPT:
                    del posted[: _KEPT - _POSTED]

    def remove(self, theme: str, story: str) -> None:
        """Takes a story out of a theme; a theme without any is forgotten."""
        if centre := self._centres.get(theme):
            centre.bearings.pop(story, None)
            centre.names = centre.matter = None
            if not centre.bearings:
                del self._centres[theme]

    def bearings(self, theme: str) -> Mapping[str, Bearing]:
        """The stories of a theme as they are compared."""
        centre = self._centres.get(theme)
        return centre.bearings if centre else {}

    def nearest(self, bearing: Bearing, besides: str = "") -> list[Near]:
        """The themes that a story is near to, nearest first, each less its share of the crowd's nearness."""
        found = [
            Near(near=near, theme=theme)
            for theme in self._candidates(bearing)
            if theme != besides and (near := self.nearness(bearing, theme)) > 0
        ]
        found.sort(key=lambda near: (-near.near, near.theme))
        crowd = sum(near.near for near in found[1 : _CROWD + 1]) / _CROWD * self.reach.stand_out
        return [Near(near=near.near - crowd, theme=near.theme) for near in found]

    def nearness(self, bearing: Bearing, theme: str) -> float:
        """How near a story is to a theme: the harmonic mean of both cosines, fading over the days between.

        Nought where either cosine is so low that the mean could not reach what joins.
        """
        centre = self._centres[theme]
        gap = _gap(bearing, centre)
        if gap > self.reach.window:
            return 0.0
        names, matter = self._middle(centre)
        if (shared := bearing.names.times(names)) < self.reach.join / 2:
            return 0.0
        if len(matter.keys() & bearing.matter.keys) < _TWO:
            return 0.0
        faded: float = 0.5 ** (gap / self.reach.fade)
        return _harmonic(shared, bearing.matter.times(matter)) * faded

    def likeness(self, one: str, other: str) -> float:
        """How near two themes are, by their middles."""
        names, matter = self._middle(self._centres[one])
        others, other_matter = self._middle(self._centres[other])
        if len(matter.keys() & other_matter.keys()) < _TWO:
            return 0.0
        return _harmonic(_dot(names, others), _dot(matter, other_matter))

    def retire(self, before: float) -> set[str]:
        """Forgets the stories whose last report is older than a day; gives the themes that have none left."""
        gone = set()
        for theme, centre in list(self._centres.items()):
            for story, bearing in list(centre.bearings.items()):
                if bearing.last < before:
                    self.remove(theme, story)
            if theme not in self._centres:
                gone.add(theme)
        self._gone += len(gone)
        if self._gone > _GONE * len(self._centres):
            self._gone = 0
            live = ((key, self._live(themes)) for key, themes in self._posted.items())
            self._posted = defaultdict(list, {key: themes for key, themes in live if themes})
        return gone

    def _live(self, themes: Sequence[str]) -> list[str]:
        return [theme for theme in themes if theme in self._centres]

    def _candidates(self, bearing: Bearing) -> list[str]:
        """The themes that share most of the rarest names, the latest looked at first."""
        shared: dict[str, float] = defaultdict(float)
        for key, weight in zip(bearing.names.keys, bearing.names.weights, strict=True):
            for theme in self._posted.get(key, ())[-_POSTED:]:
                shared[theme] += weight * weight
        bar = sorted(shared.values(), reverse=True)[:_COMPARED][-1:]
        most = sorted((-weight, theme) for theme, weight in shared.items() if weight >= bar[0])
        return self._live([theme for _, theme in most[:_COMPARED]])

    def _middle(self, centre: Centre) -> tuple[Weights, Weights]:
        if centre.names is None or centre.matter is None:
            recent = list(centre.bearings.values())[-_RECENT:]
            centre.names = _mean([bearing.names for bearing in recent])
            centre.matter = _mean([bearing.matter for bearing in recent])
        return centre.names, centre.matter


def _vector(weights: Weights, most: int) -> Vector:
    kept = sorted(((-weight, key) for key, weight in weights.items() if weight > 0))[:most]
    length = sqrt(sum(weight * weight for weight, _ in kept)) or 1.0
    return Vector(
        keys=tuple(key for _, key in kept), weights=array("f", [-weight / length for weight, _ in kept])
    )


def _mean(vectors: Iterable[Vector]) -> dict[str, float]:
    total: dict[str, float] = defaultdict(float)
    for vector in vectors:
        for key, weight in zip(vector.keys, vector.weights, strict=True):
            total[key] += weight
    length = sqrt(sum(weight * weight for weight in total.values())) or 1.0
    return {key: weight / length for key, weight in total.items()}


def _dot(one: Weights, other: Weights) -> float:
    return sum([one[key] * other[key] for key in one.keys() & other.keys()])


def _harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one > 0 and other > 0 else 0.0


def _gap(bearing: Bearing, centre: Centre) -> float:
    """Days between a story and those of a theme; none where a day is not known."""
    gap = max(bearing.first - centre.last, centre.first - bearing.last)
    return 0.0 if isnan(gap) else max(0.0, gap)
