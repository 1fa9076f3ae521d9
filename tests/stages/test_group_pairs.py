"""The likelihood of one happening: what raises it, what lowers it, and what is not asked about."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dateline.core.types import Report
from dateline.stages.group.arrays import Array
from dateline.stages.group.judging import pairs as judging
from dateline.stages.group.judging.pairs import (
    DIRECTION,
    FEATURES,
    features,
    forest,
    likelihoods,
    worth_asking,
)
from dateline.stages.group.judging.trees import read
from dateline.stages.group.window.window import MEASURES, Pairs, Window
from tests.stages.arrivals import stamp

_ALIKE = (
    "body",
    "lead",
    "names",
    "numbers",
    "anchors",
    "phrases",
    "mix",
)


#: What is shared by two reports that are alike in every word, of middle length, in a window of some hundred.
_ALL = {"shared_body": 3000.0, "shared_lead": 1500.0, "shared_names": 1000.0, "shared_phrases": 2600.0}


def measures(near: float, *, crowd: float = 0.05, days: float = 0.0, **other: float) -> Array:
    """One row of MEASURES: alike to this degree in everything, in a crowd of that likeness."""
    row = dict.fromkeys(MEASURES, 0.0) | dict.fromkeys(_ALIKE, near)
    row |= {"same_language": 1.0, "size_ratio": 0.8, "days": days}
    row |= {name: near * most for name, most in _ALL.items()}
    for what in ("mix", "body", "lead", "names"):
        for end in ("one", "other"):
            row[f"{what}_mean_{end}"], row[f"{what}_best_{end}"] = crowd, max(near, crowd)
            row[f"mix_last_{end}"] = crowd / 2
    return np.array([[(row | other)[name] for name in MEASURES]], np.float32)


def strangers(**other: float) -> Array:
    """Two reports on different matters that share a few common words, and are nearest to each other."""
    alone = dict.fromkeys(("names", "numbers", "anchors", "phrases"), 0.0)
    return measures(0.08, crowd=0.06, **(alone | other))


def likelihood(row: Array) -> float:
    nought = np.zeros(1, np.int64)
    return float(likelihoods(Pairs(one=nought, other=nought + 1, measures=row))[0])


def test_what_is_alike_and_stands_out_is_likely_one_happening() -> None:
    assert likelihood(measures(0.7)) > 0.8


def test_strangers_are_not_even_where_nothing_is_nearer() -> None:
    assert likelihood(strangers()) < 0.25


def test_months_between_make_it_less_likely() -> None:
    assert likelihood(measures(0.45, days=200)) < likelihood(measures(0.45, days=0))


def test_what_is_alike_like_all_the_crowd_is_less_likely_than_what_stands_out() -> None:
    assert likelihood(measures(0.35, crowd=0.34)) < likelihood(measures(0.35, crowd=0.03))


def test_what_is_as_alike_but_of_a_few_words_is_less_likely() -> None:
    few = {name: 0.02 * most for name, most in _ALL.items()}
    assert likelihood(measures(0.25, crowd=0.12, **few)) < likelihood(measures(0.25, crowd=0.12)) - 0.02


def test_what_is_shared_grows_with_what_there_is_to_share() -> None:
    """Two pairs of reports of one wording each, one of a sentence, the other of four times as much."""
    told = {"short": MILL[0], "long": " ".join((*MILL, *SCHOOL))}
    window = Window()
    rows = window.add([
        Report(id=f"{name}/{outlet}", outlet=outlet, title="", text=text, language="en", published=stamp(0.5))
        for name, text in told.items()
        for outlet in ("one.example", "two.example")
    ])  # fmt: skip
    found = window.pairs(rows)
    body, shared = (found.measures[:, MEASURES.index(name)] for name in ("body", "shared_body"))
    of = {
        window.report_id(int(one)).split("/")[0]: at
        for at, (one, other) in enumerate(zip(found.one, found.other, strict=True))
        if window.report_id(int(one))[:4] == window.report_id(int(other))[:4]
    }
    assert body[of["short"]] == pytest.approx(body[of["long"]], abs=1e-3)
    assert shared[of["long"]] > 1.5 * shared[of["short"]]


def test_without_a_date_an_answer_is_given_all_the_same() -> None:
    assert likelihood(measures(0.7, days=np.nan)) > 0.5
    assert likelihood(strangers(days=np.nan)) < 0.3


def test_next_to_nothing_is_not_asked_about() -> None:
    assert not worth_asking(measures(0.04))[0]
    assert likelihood(measures(0.04)) == 0.0
    assert worth_asking(measures(0.3))[0]


def test_far_from_what_both_have_nearest_is_not_asked_about() -> None:
    one = measures(0.1, mix_best_one=0.9, mix_best_other=0.9)
    assert not worth_asking(one)[0]
    assert worth_asking(measures(0.1, mix_best_one=0.9, mix_best_other=0.2))[0]


def test_which_is_one_and_which_is_other_makes_no_difference() -> None:
    row = measures(0.4, mix_mean_one=0.2, mix_best_one=0.8, rank_one=3, rank_other=9, names_best_other=0.6)
    turned = row.copy()
    for at_, name in enumerate(MEASURES):
        if name.endswith("_one"):
            mate = MEASURES.index(f"{name[:-4]}_other")
            turned[:, [at_, mate]] = row[:, [mate, at_]]
    assert (features(row) == features(turned)).all()


def test_features_have_no_hole_and_their_names() -> None:
    made = features(np.concatenate([measures(0.4, days=np.nan), measures(0.0), measures(1.0, crowd=0.0)]))
    assert (made.shape, made.dtype) == ((3, len(FEATURES)), np.float32)
    assert np.isfinite(made).all()
    assert made[0, FEATURES.index("days_or_none")] == -1
    assert made[0, FEATURES.index("days_or_many")] > 1000


@pytest.mark.parametrize("name", [name for name, way in DIRECTION.items() if way])
def test_more_of_what_has_a_direction_never_goes_the_other_way(name: str) -> None:
    """Each such column is moved over its range in rows drawn at random."""
    column, way = FEATURES.index(name), DIRECTION[name]
    most = np.array([_ALL.get(each, 1.0) for each in FEATURES])
    drawn = (np.random.default_rng(8128).uniform(0, 1, (60, len(FEATURES))) * most).astype(np.float32)
    last = np.full(60, -np.inf)
    for value in np.linspace(0, 40 if name.startswith("days") else 1.2 * most[column], 60):
        drawn[:, column] = value
        found = forest().likelihoods(drawn) * way
        assert (found >= last - 1e-6).all()
        last = found


def test_a_table_of_other_features_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "FEATURES", FEATURES[1:])
    forest.cache_clear()
    with pytest.raises(ValueError, match=r"train_same_story\.py"):
        forest()
    monkeypatch.undo()
    forest.cache_clear()
    assert forest().features == FEATURES


def test_the_table_that_ships_is_small_and_whole() -> None:
    table = Path(judging.__file__).parents[1] / "data" / "same_story.json"
    assert table.stat().st_size < 100_000
    held = read(table.read_text("utf-8"))
    assert 20 <= len(held.worth) <= 150
    assert held.depth <= 4
    assert np.isfinite(held.worth).all()


MILL = (
    "A fire destroyed the Lindner mill at Oberau on Monday night. Fire chief Petra Vogt said 40 firefighters "
    "fought the blaze for six hours. Two workers were treated for smoke.",
    "The Lindner mill at Oberau burned down on Monday night, and two workers were treated for smoke. "
    "Some 40 firefighters, said fire chief Petra Vogt, fought the blaze for six hours.",
)
SCHOOL = (
    "A fire damaged the Humboldt school in Torbach on Tuesday. Headmaster Jens Krall said all 320 pupils "
    "were safe. Fire crews put out the blaze within an hour.",
    "All 320 pupils are safe after a fire at the Humboldt school in Torbach on Tuesday, headmaster Jens "
    "Krall said. The blaze was out within an hour.",
)


def reports() -> list[Report]:
    """Two fires of one week in two towns, each told by two outlets, among what else the week brought."""
    told = [
        ("mill/1", "Fire destroys mill at Oberau", MILL[0]),
        ("mill/2", "Oberau mill burns down", MILL[1]),
        ("school/1", "Fire damages school in Torbach", SCHOOL[0]),
        ("school/2", "Torbach school fire: pupils safe", SCHOOL[1]),
    ]
    rest = [
        (f"rest/{what}/{where}", f"{what} in {where}", f"{what} drew visitors to {where}, organisers said.")
        for what in ("Regatta", "Choir festival", "Flower market", "Open day", "Chess final")
        for where in ("Neudorf", "Altheim", "Wiesental")
    ]
    return [
        Report(id=name, outlet=name[-1], title=title, text=text, language="en", published=stamp(0.5))
        for name, title, text in told + rest
    ]


def test_on_what_the_window_measures_two_fires_are_told_apart() -> None:
    window = Window()
    found = window.pairs(window.add(reports()))
    judged = {
        frozenset((window.report_id(int(one)), window.report_id(int(other)))): like
        for one, other, like in zip(found.one, found.other, likelihoods(found), strict=True)
    }
    assert judged[frozenset(("mill/1", "mill/2"))] > 0.5
    assert judged[frozenset(("school/1", "school/2"))] > 0.5
    apart = [like for ends, like in judged.items() if len({name.split("/")[0] for name in ends}) > 1]
    assert max(apart) < 0.4
