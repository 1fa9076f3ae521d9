"""Across languages: reports of one happening meet, look-alikes of one day and town do not."""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.types import Report, Stamp
from dateline.stages.group import group
from dateline.stages.group.languages.anchors import anchors
from dateline.stages.group.languages.crossing import Shared, likelihood, likelihoods, prior, shared
from dateline.stages.group.window.window import MEASURES, Pairs

CUT = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An invented report with its anchors."""

    happening: str
    language: str
    day: float
    anchors: tuple[str, ...]


@cache
def told() -> tuple[Told, ...]:
    path = Path(__file__).parent / "across_languages.toml"
    return tuple(
        Told(
            happening=report["happening"],
            language=report["language"],
            day=report["day"],
            anchors=anchors(report["text"], report["title"], report["language"]),
        )
        for report in tomllib.loads(path.read_text("utf-8"))["report"]
    )


def rarity(reports: tuple[Told, ...]) -> Callable[[str], float]:
    """As the window counts it."""
    counts = Counter(anchor for report in reports for anchor in report.anchors)
    return lambda anchor: math.log((1 + len(reports)) / (1 + counts[anchor])) + 1


def pairs_of(reports: tuple[Told, ...]) -> Pairs:
    both = list(combinations(range(len(reports)), 2))
    measures = np.zeros((len(both), len(MEASURES)), np.float32)
    for at, (one, other) in enumerate(both):
        measures[at, MEASURES.index("anchors")] = 1.0
        measures[at, MEASURES.index("days")] = abs(reports[one].day - reports[other].day)
        measures[at, MEASURES.index("same_language")] = reports[one].language == reports[other].language
    return Pairs(
        one=np.array([one for one, _ in both]),
        other=np.array([other for _, other in both]),
        measures=measures,
    )


def found() -> tuple[Pairs, np.ndarray]:
    reports = told()
    pairs = pairs_of(reports)
    return pairs, likelihoods(pairs, lambda row: reports[row].anchors, rarity(reports), len(reports))


def test_there_is_enough_to_tell_apart() -> None:
    reports = told()
    assert len({report.language for report in reports}) == 6
    assert len(reports) >= 40
    assert len({report.happening for report in reports}) >= 16


def test_precision_and_recall_over_all_pairs_of_two_languages() -> None:
    reports = told()
    pairs, likely = found()
    across = ~np.isnan(likely)
    truth = np.array(
        [reports[i].happening == reports[j].happening for i, j in zip(pairs.one, pairs.other, strict=True)]
    )
    joined = likely > CUT
    hits = int((joined & truth & across).sum())
    assert int(across.sum()) > 600
    assert hits / int((joined & across).sum()) >= 0.98
    assert hits / int((truth & across).sum()) >= 0.95


def test_pairs_in_one_language_are_left_to_others() -> None:
    reports = told()
    pairs, likely = found()
    one_language = [
        reports[i].language == reports[j].language for i, j in zip(pairs.one, pairs.other, strict=True)
    ]
    assert np.isnan(likely[one_language]).all()
    assert not np.isnan(likely[~np.array(one_language)]).any()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sawmill", "bakery"),
        ("ferry", "pier"),
        ("toulouse-strike", "toulouse-robbery"),
        ("quake", "murcia-vote"),
        ("kharkiv-strike", "kharkiv-tram"),
        ("kharkiv-strike", "sumy-strike"),
        ("museum", "gotha-storm"),
        ("summit", "geneva-health"),
    ],
)
def test_look_alikes_of_one_day_and_place_stay_apart(one: str, other: str) -> None:
    reports = told()
    pairs, likely = found()
    for i, j, value in zip(pairs.one, pairs.other, likely, strict=True):
        if {reports[i].happening, reports[j].happening} == {one, other} and not math.isnan(value):
            assert value < 0.3, (reports[i], reports[j])


def test_a_pair_without_a_common_anchor_is_not_looked_at() -> None:
    pairs = pairs_of(told()[:3])
    pairs.measures[:, MEASURES.index("anchors")] = 0.0

    def never(row: int) -> tuple[str, ...]:
        raise AssertionError(row)

    assert likelihoods(pairs, never, lambda _: 1.0, 3).max() == 0.0


def test_no_pairs_give_no_likelihoods() -> None:
    nothing = Pairs(
        one=np.zeros(0, int), other=np.zeros(0, int), measures=np.zeros((0, len(MEASURES)), np.float32)
    )
    assert len(likelihoods(nothing, lambda _: (), lambda _: 1.0, 0)) == 0


# --- what counts, and what does not -------------------------------------------------------


def weigh(*both: str) -> Shared:
    return shared(both, both, prior)


def test_a_place_a_president_or_a_kind_alone_is_nothing() -> None:
    assert likelihood(weigh("~slnsk"), 0.0) < 0.1
    assert likelihood(weigh("!fire", "!killed"), 0.0) < 0.1
    assert likelihood(weigh("@Zboriv", "~sbrf"), 0.0) < 0.1
    assert likelihood(weigh("#31", "#118"), 0.0) < 0.1


def test_place_name_figure_and_kind_bear_one_another_out() -> None:
    assert likelihood(weigh("@Zboriv", "~sbrf", "~krbr", "~fsl krbr", "#118", "#7:42", "!train"), 0.0) > 0.9


def test_days_between_speak_against_it() -> None:
    alike = weigh("@Zboriv", "~fsl krbr", "#118", "!train")
    by_days = [likelihood(alike, days) for days in (0.0, 1.0, 3.0, 10.0)]
    assert by_days == sorted(by_days, reverse=True)
    assert by_days[0] > 2 * by_days[3]
    assert by_days[0] > likelihood(alike, math.nan) > by_days[3]


def test_long_reports_share_something_by_chance() -> None:
    alike = ("@Zboriv", "~fsl krbr", "#118", "!train")
    rest = tuple(f"~rst{at}" for at in range(80))
    long = shared((*alike, *rest), (*alike, *(anchor + "x" for anchor in rest)), prior)
    assert likelihood(long, 0.0) < likelihood(weigh(*alike), 0.0)


def test_what_a_place_says_is_not_counted_again_as_a_name() -> None:
    assert weigh("@Zboriv", "~sbrf").names == 0.0
    assert weigh("~fsl krbr", "~krbr").names == weigh("~fsl krbr").names


def test_attendant_kinds_tell_nothing_apart() -> None:
    assert weigh("!killed", "!injured", "!rescue").kinds == 0
    assert weigh("!killed", "!flood").kinds == 1


def test_an_anchor_tells_by_its_sort_before_anything_was_counted() -> None:
    assert prior("@Zboriv") < prior("~fsl krbr")
    assert prior("#400") < prior("#120") < prior("#118") < prior("#1437")
    assert prior("!fire") == 0.0


@given(st.lists(st.sampled_from([anchor for report in told() for anchor in report.anchors]), max_size=30),
       st.one_of(st.floats(0, 60), st.just(math.nan)))  # fmt: skip
def test_a_likelihood_is_one_whatever_is_shared(both: list[str], days: float) -> None:
    value = likelihood(weigh(*both), days)
    assert 0.0 <= value <= 1.0
    assert value == likelihood(weigh(*reversed(both)), days)


@cache
def grouped() -> dict[str, str]:
    """The story of each invented report, as the whole stage files them."""
    raw = tomllib.loads((Path(__file__).parent / "across_languages.toml").read_text("utf-8"))["report"]
    reports = [
        Report(
            id=f"{report['happening']}-{report['language']}",
            text=report["text"],
            title=report["title"],
            language=report["language"],
            outlet=f"The {report['language']} Page",
            published=Stamp(at=datetime(2024, 6, report["day"], 12, tzinfo=UTC)),
        )
        for report in raw
    ]
    return {member.report: member.story for member in group(reports).memberships}


def test_the_stage_files_reports_of_two_languages_together() -> None:
    pairs = [(one.rsplit("-", 1), other.rsplit("-", 1)) for one, other in combinations(grouped(), 2)]
    stories = list(combinations(grouped().values(), 2))
    across = [
        (one[0] == other[0], first == second)
        for (one, other), (first, second) in zip(pairs, stories, strict=True)
        if one[1] != other[1]
    ]
    hits = sum(truth and joined for truth, joined in across)
    assert hits >= 0.9 * sum(joined for _, joined in across)
    assert hits >= 0.9 * sum(truth for truth, _ in across)
