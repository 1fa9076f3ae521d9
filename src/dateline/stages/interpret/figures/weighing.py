"""What speaks for each number that a report may mean by its dead or its injured, as numbers.

Decides which values come into question: 0, what the report states, and what follows from two counts (four
shot of whom one died leave three injured), and measures how each is told: how often, how early, in the
title, by a numeral or by a person. Does not choose: that is for ``choosing``. Knows no word of a report,
only its counts and how often it uses the words of a few closed classes (``telling_words``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dateline.core.types import Qualifier, Scope
from dateline.stages.interpret.figures.groups import Told
from dateline.stages.interpret.reading.lexicon import classes

if TYPE_CHECKING:
    from dateline.stages.interpret.figures.tally import Count

#: Measures that are looked at; only the first two are chosen for.
MEASURES = ("killed", "injured", "shot", "victims", "charged", "survived")
CLASSES = {name: tuple(sorted(several)) for name, several in classes("figures/telling_words").items()}
#: Whose number in the title may be that of a measure: of those shot the dead are taken off.
_TITULAR = {"killed": ("killed",), "injured": ("injured", "shot")}
#: Candidates of a measure at most, the earliest told first; single people of one report that are added up
#: at most.
_MOST, _SINGLES = 12, 5
#: Caps, so that no column runs away: times told, sentences before it, a value.
_OFTEN, _LATE, _LARGE, _FEW = 9.0, 30.0, 30.0, 4.0
#: Sentences that count as the lead: a number that it states is not nobody. And those between two that are
#: added up.
_LEAD, _NEAR = 3, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A count where it stands: the number of its sentence, of which happening it tells, whether in the title.

    ``name`` is the last word of the name of one person, where there is one: it tells persons apart. ``again``
    marks one of whom the report has told before: "the girl", behind "a girl took her own life".
    """

    count: Count
    sentence: int
    scope: Scope = Scope.HAPPENING
    titular: bool = False
    name: str = ""
    again: bool = False

    @property
    def single(self) -> bool:
        """Whether it tells of one person without a numeral."""
        return self.count.told in (Told.ONE, Told.ONESELF, Told.NAME, Told.PRONOUN)

    @property
    def stated(self) -> bool:
        """Whether a numeral or "no one" tells how many, and of all, not of a part."""
        count = self.count
        told = count.told in (Told.NUMBER, Told.NOBODY)
        return told and count.qualifier is not Qualifier.VAGUE and not count.part


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """All that a report tells of its dead and injured.

    ``words`` and ``heading`` count the words of each class in text and title, ``sentences`` is how many the
    text has, ``of`` holds what ``told`` was asked for.
    """

    mentions: tuple[Mention, ...]
    words: Mapping[str, int]
    heading: Mapping[str, int]
    sentences: int
    of: dict[tuple[str, bool], tuple[Mention, ...]] = field(default_factory=dict)

    def told(self, measure: str, titular: bool) -> tuple[Mention, ...]:
        """The mentions of a measure in the title or in the text that tell of this happening."""
        key = (measure, titular)
        if key not in self.of:
            self.of[key] = tuple(
                mention
                for mention in self.mentions
                if mention.count.measure == measure
                and mention.titular is titular
                and mention.scope is Scope.HAPPENING
            )
        return self.of[key]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A value with the mentions of the text that it rests on, in their order. None for a 0 that nobody
    states.
    """

    value: int
    borne: tuple[Mention, ...]


def candidates(telling: Telling, measure: str, killed: int = 0) -> tuple[Candidate, ...]:
    """The values that a measure may have. ``killed`` is the number of the dead, where the injured are asked
    for.
    """
    found: dict[int, list[Mention]] = {0: []}
    text = [mention for mention in telling.mentions if not mention.titular]
    text = [mention for mention in text if mention.scope is not Scope.CUMULATIVE]
    own = _whole([mention for mention in text if mention.count.measure == measure])
    hit = [mention for mention in text if mention.count.measure in ("shot", "victims")]
    for mention in own:
        found.setdefault(int(mention.count.low), []).append(mention)
    if measure == "injured":
        for mention in hit:
            found.setdefault(int(mention.count.low), []).append(mention)
            if mention.count.low > killed > 0:
                found.setdefault(int(mention.count.low) - killed, []).append(mention)
    people = [*own, *hit] if measure == "injured" else own
    for mention in telling.mentions if len(people) > 1 else ():
        if mention.titular and mention.stated and mention.count.measure in _TITULAR[measure]:
            less = killed if mention.count.measure == "shot" else 0
            found.setdefault(max(int(mention.count.low) - less, 0), []).extend(people[:_SINGLES])
    for value, borne in _sums(own, people):
        found.setdefault(value, []).extend(borne)
    lead = [
        mention
        for mention in own
        if mention.stated and mention.sentence < _LEAD and mention.count.low >= _FEW
    ]
    if any(mention.scope is Scope.HAPPENING for mention in lead) and not found[0]:
        del found[0]
    return tuple(Candidate(value=value, borne=tuple(borne)) for value, borne in list(found.items())[:_MOST])


def _whole(own: list[Mention]) -> list[Mention]:
    """The mentions without those of a kind of them ("four are seriously injured") where more are told of."""
    most = max((m.count.low for m in own if m.stated and m.scope is Scope.HAPPENING), default=0.0)
    return [mention for mention in own if not (mention.count.detail and mention.count.low < most)]


def _sums(own: Sequence[Mention], every: Sequence[Mention]) -> Iterable[tuple[int, Sequence[Mention]]]:
    """Values of several mentions together: a number and those beside it, and single people added up."""
    for one in [mention for mention in own if mention.stated and mention.count.low > 0][:4]:
        for more in own:
            beside = more.count.rest or more.count.told in (Told.ONE, Told.ONESELF, Told.NAME)
            if beside and more is not one and abs(more.sentence - one.sentence) <= _NEAR:
                yield int(one.count.low + more.count.low), (one, more)
                break
    singles = [mention for mention in every if mention.single and not mention.again]
    for several in range(2, min(len(singles), _SINGLES) + 1):
        yield several, singles[:several]


_REPORT = (
    *("stated", "stated_at", "first", "most", "persons", "named", "pronouns", "single_at"),
    *("title", "some", "other_times", "new", "new_sentences", "names", "selves"),
)
_CANDIDATE = (
    *("value", "killed"),
    *(f"{name}_{column}" for name in MEASURES for column in ("same", "same_at", "same_single", "same_title")),
    *("to_first", "to_most", "values", "share", "hit_rest", "hit_value", "to_hit", "to_most_hit"),
    *("adds_up", "other_first", "borne_at", "borne_elsewhere", "to_ordinal", "to_names"),
    "beside_oneself",
)
#: The columns, in the order of ``rows``.
FEATURES = (
    "sentences",
    *(f"{name}_{column}" for name in MEASURES for column in _REPORT),
    *(f"words_{name}" for name in CLASSES),
    *(f"title_{name}" for name in CLASSES),
    *_CANDIDATE,
)


def rows(telling: Telling, measure: str, asked: Sequence[Candidate], killed: int = 0) -> list[list[float]]:
    """What speaks for each candidate of a measure: a row of FEATURES for each."""
    alike = [min(float(telling.sentences), 60.0)]
    for name in MEASURES:
        alike += _report_numbers(telling, name)
    alike += [min(float(telling.words.get(name, 0)), _OFTEN) for name in CLASSES]
    alike += [float(telling.heading.get(name, 0)) for name in CLASSES]
    against = _Against.of(telling, measure)
    return [alike + _candidate_numbers(telling, measure, each, killed, against) for each in asked]


def _report_numbers(telling: Telling, measure: str) -> list[float]:
    """What is the same for every candidate: how much is told, how early, in which way."""
    text, title = telling.told(measure, False), telling.told(measure, True)
    if not text and not title:
        return [0.0, _LATE, -1.0, -1.0, 0.0, 0.0, 0.0, _LATE, -1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]
    stated = [mention for mention in text if mention.stated]
    single = [mention for mention in text if mention.single]
    told = [mention.count.told for mention in single]
    new = [mention.sentence for mention in single if mention.count.new]
    elsewhere = sum(m.count.measure == measure and not m.titular for m in telling.mentions) - len(text)
    return [
        min(float(len(stated)), _OFTEN),
        min(float(stated[0].sentence), _LATE) if stated else _LATE,
        min(stated[0].count.low, _LARGE) if stated else -1.0,
        min(max((mention.count.low for mention in stated), default=-1.0), _LARGE),
        min(float(told.count(Told.ONE)), _OFTEN),
        min(float(told.count(Told.NAME)), _OFTEN),
        min(float(told.count(Told.PRONOUN)), _OFTEN),
        min(float(single[0].sentence), _LATE) if single else _LATE,
        min(max((m.count.low for m in title if m.count.told is not Told.SOME), default=-1.0), _LARGE),
        float(any(mention.count.told is Told.SOME for mention in text)),
        min(float(elsewhere), _OFTEN),
        min(float(len(new)), _OFTEN),
        min(float(len(set(new))), _OFTEN),
        min(float(len({mention.name for mention in text} - {""})), _OFTEN),
        min(float(told.count(Told.ONESELF)), _OFTEN),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Against:
    """What every candidate of a measure is set against: the values stated, of those hit, of the other
    measure. ``others`` are the values told of others where somebody did it to himself as well.
    """

    values: tuple[int, ...]
    hit: tuple[int, ...]
    other: tuple[int, ...]
    ordinal: int
    names: int
    others: frozenset[int]

    @classmethod
    def of(cls, telling: Telling, measure: str) -> _Against:
        other = "killed" if measure == "injured" else "injured"
        struck = [
            m
            for name in ("shot", "victims")
            for titular in (True, False)
            for m in telling.told(name, titular)
        ]
        others = (*telling.told(other, True), *telling.told(other, False))
        ordinals = [m.count.low for m in telling.told("victims", False) if m.count.told is Told.ONE]
        return cls(
            values=tuple(int(m.count.low) for m in telling.told(measure, False) if m.stated),
            hit=tuple(int(m.count.low) for m in struck if m.count.told is Told.NUMBER),
            other=tuple(int(m.count.low) for m in others if m.stated),
            ordinal=int(max(ordinals, default=0)),
            names=len({m.name for m in telling.told(measure, False)} - {""}),
            others=_beside_oneself(telling) if measure == "killed" else frozenset(),
        )


def _candidate_numbers(
    telling: Telling, measure: str, candidate: Candidate, killed: int, against: _Against
) -> list[float]:
    """What tells one candidate from another."""
    value = candidate.value
    row = [min(float(value), _FEW), min(float(killed), _LARGE)]
    for name in MEASURES:
        same = [mention for mention in telling.told(name, False) if int(mention.count.low) == value]
        stated = [mention for mention in same if mention.stated]
        row += [
            min(float(len(stated)), _OFTEN),
            min(float(stated[0].sentence), _LATE) if stated else _LATE,
            min(float(len(same) - len(stated)), _OFTEN),
            float(sum(m.stated and int(m.count.low) == value for m in telling.told(name, True))),
        ]
    values, hit, rest = against.values, against.hit, value + killed if measure == "injured" else value
    where = [mention.sentence for mention in candidate.borne if mention.scope is Scope.HAPPENING]
    return [
        *row,
        _sign(value, values[0] if values else -1),
        _sign(value, max(values, default=-1)),
        float(len(set(values))),
        values.count(value) / (len(values) or 1),
        min(float(hit.count(rest)), _OFTEN),
        min(float(hit.count(value)), _OFTEN),
        _sign(rest, hit[0]) if hit else -2.0,
        _sign(rest, max(hit)) if hit else -2.0,
        float(any(value + other in hit for other in against.other)),
        min(float(against.other[0]), _LARGE) if against.other else -1.0,
        min(float(min(where)), _LATE) if where else _LATE,
        min(float(len(candidate.borne) - len(where)), _OFTEN),
        max(min(float(against.ordinal - rest), _FEW), -_LARGE),
        _sign(value, against.names),
        float(value - 1 in against.others),
    ]


def _beside_oneself(telling: Telling) -> frozenset[int]:
    """How many others are told to be dead by one who then killed himself: "killed two, then himself"."""
    dead, shot = telling.told("killed", False), telling.told("shot", False)
    if not any(mention.count.told is Told.ONESELF for mention in (*dead, *shot)):
        return frozenset()
    others = (m for m in dead if m.count.told is not Told.ONESELF and m.count.told is not Told.PRONOUN)
    return frozenset(int(mention.count.low) for mention in others if mention.count.low > 0)


def _sign(one: float, other: float) -> float:
    return float(one > other) - float(one < other)
