"""The open window: who is compared with whom, what is measured, and what is forgotten."""

from __future__ import annotations

import random
from dataclasses import replace
from math import isnan, log
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.types import Report
from dateline.stages.group.filing import day
from dateline.stages.group.languages.anchors import anchors
from dateline.stages.group.options import FIXED, Options
from dateline.stages.group.window.columns import Column, Tail, stretches
from dateline.stages.group.window.leads import Leads
from dateline.stages.group.window.postings import Postings
from dateline.stages.group.window.rarity import Rarity
from dateline.stages.group.window.window import MEASURES, Pairs, Window
from tests.effort import effort
from tests.stages.arrivals import ALL, BRIDGE, FERRY, MILL, VOTE, report, stamp

START = day(FERRY[0])
_SYLLABLES = [a + b for a in "bdfgklmnprst" for b in "aeiou"]


def measured(window: Window, pairs: Pairs) -> dict[frozenset[str], dict[str, float]]:
    """What was measured of each pair, by the ids of both."""
    return {
        frozenset((window.report_id(int(one)), window.report_id(int(other)))): dict(
            zip(MEASURES, row.tolist(), strict=True)
        )
        for one, other, row in zip(pairs.one, pairs.other, pairs.measures, strict=True)
    }


def found(*reports: Report, options: Options = FIXED) -> dict[frozenset[str], dict[str, float]]:
    """All pairs of reports that come at once."""
    window = Window(options)
    return measured(window, window.pairs(window.add(reports)))


def pair(one: Report, other: Report, **changes: Any) -> dict[str, float]:
    changed = replace(other, **changes)
    return found(one, changed)[frozenset((one.id, changed.id))]


def invented(count: int, seed: int = 7) -> list[Report]:
    """Reports of invented words: fifty happenings, each with its own, told in a common language."""
    chance = random.Random(seed)

    def word() -> str:
        return "".join(chance.choices(_SYLLABLES, k=3))

    common = [word() for _ in range(400)]
    own = [[word() for _ in range(30)] for _ in range(50)]
    return [
        report(
            f"o{at % 7}-{at}",
            " ".join(chance.choices(own[at % 50], k=6)),
            " ".join(chance.choices(own[at % 50], k=30) + chance.choices(common, k=60)),
            at / count * 10,
        )
        for at in range(count)
    ]


# --- what is measured ---------------------------------------------------------------------


def test_reports_of_one_happening_are_nearer_than_of_one_kind() -> None:
    pairs = found(*ALL)
    same = pairs[frozenset(("gull-mill", "tide-mill"))]["mix"]
    kind = pairs[frozenset(("gull-mill", "gull-bakery"))]["mix"]
    other = pairs.get(frozenset(("gull-mill", "gull-vote")), {"mix": 0.0})["mix"]
    assert same > kind > other


def test_a_report_is_wholly_like_its_double() -> None:
    like = pair(FERRY[0], FERRY[0], id="double")
    for facet in ("body", "lead", "names", "phrases"):
        assert like[facet] == pytest.approx(1, abs=1e-5)
    assert like["copied"] == like["size_ratio"] == 1
    assert like["rank_one"] == like["rank_other"] == 0


def test_a_report_is_never_compared_with_itself() -> None:
    pairs = found(*ALL)
    assert all(len(names) == 2 for names in pairs)


def test_each_pair_comes_once() -> None:
    window = Window()
    pairs = window.pairs(window.add(ALL))
    keys = {(min(a, b), max(a, b)) for a, b in zip(pairs.one.tolist(), pairs.other.tolist(), strict=True)}
    assert len(keys) == len(pairs.one)


def test_circumstances_are_told() -> None:
    like = pair(FERRY[0], FERRY[1])
    assert like["days"] == pytest.approx(0.3, abs=1e-4)
    assert (like["same_outlet"], like["same_language"]) == (0, 1)
    assert pair(FERRY[0], FERRY[1], outlet=FERRY[0].outlet)["same_outlet"] == 1
    assert pair(FERRY[0], FERRY[1], language="uk")["same_language"] == 0


def test_what_is_not_known_says_so() -> None:
    assert isnan(pair(FERRY[0], FERRY[1], published=None)["days"])
    assert pair(FERRY[0], FERRY[1], language="")["same_language"] == 1
    nameless = found(*(replace(held, outlet="") for held in FERRY[:2]))
    assert [like["same_outlet"] for like in nameless.values()] == [0]


def test_copying_is_measured_and_its_absence_too() -> None:
    assert found(*BRIDGE)[frozenset((BRIDGE[0].id, BRIDGE[1].id))]["copied"] > 0.9
    assert pair(FERRY[0], FERRY[1])["copied"] == 0


def test_a_reserved_report_is_found_by_its_title() -> None:
    like = pair(FERRY[0], FERRY[1], text="")
    assert like["body"] > 0.1


def test_the_crowd_of_a_row_is_its_twenty_nearest() -> None:
    like = pair(FERRY[0], FERRY[1])
    assert like["mix_best_one"] == pytest.approx(like["mix"], abs=1e-4)
    assert like["mix_mean_one"] == pytest.approx(like["mix"] / FIXED.crowd, abs=1e-4)
    assert like["mix_last_one"] == 0


def test_rank_counts_those_that_are_nearer() -> None:
    pairs = found(*FERRY)
    ranks = sorted(
        like["rank_one"] if one == "gull-ferry" else like["rank_other"]
        for (one, _), like in (((sorted(names)[0], names), like) for names, like in pairs.items())
    )
    assert ranks[0] == 0
    assert max(like["rank_one"] for like in pairs.values()) <= 1


def test_an_old_row_learns_of_new_neighbours() -> None:
    window = Window()
    window.pairs(window.add(FERRY[:1]))
    rows = window.add(FERRY[1:])
    pairs = measured(window, window.pairs(rows))
    assert pairs[frozenset(("gull-ferry", "tide-ferry"))]["mix_best_other"] > 0


def test_asking_twice_tells_the_same() -> None:
    window = Window()
    rows = window.add(ALL)
    first, again = window.pairs(rows), window.pairs(rows)
    assert (first.one == again.one).all()
    assert np.array_equal(first.measures, again.measures, equal_nan=True)


# --- order --------------------------------------------------------------------------------


def test_the_order_within_a_batch_changes_nothing() -> None:
    reports = invented(120)
    shuffled = random.Random(3).sample(reports, len(reports))
    one, other = found(*reports), found(*shuffled)
    assert one.keys() == other.keys()
    assert all(one[names] == other[names] for names in one)


def test_rows_come_in_the_order_given() -> None:
    window = Window()
    rows = window.add(ALL[::-1])
    assert [window.report_id(int(row)) for row in rows] == [held.id for held in ALL[::-1]]
    assert len(window) == len(ALL)


def test_one_by_one_the_same_pairs_are_found() -> None:
    reports = invented(150)
    window = Window()
    single: set[frozenset[str]] = set()
    for one in reports:
        single |= measured(window, window.pairs(window.add([one]))).keys()
    near = {names for names, like in found(*reports).items() if like["mix"] > 0.3}
    assert len(near) > 100
    assert len(near & single) >= 0.99 * len(near)


# --- who is compared ----------------------------------------------------------------------


def test_reports_beyond_reach_are_not_compared() -> None:
    late = replace(FERRY[1], published=stamp(FIXED.reach + 1))
    assert found(FERRY[0], late) == {}
    assert found(FERRY[0], replace(late, published=None))


def test_no_more_are_compared_than_the_options_say() -> None:
    reports = invented(200)
    window = Window(replace(FIXED, partners=5))
    window.add(reports[:-1])
    assert len(window.pairs(window.add(reports[-1:])).one) == 5


def test_reports_in_another_language_have_places_of_their_own() -> None:
    reports = [
        report(
            f"gull-{at}",
            "Ferry aground off Rotterdam",
            f"A ferry ran aground at Rotterdam, {1300 + at} said.",
        )
        for at in range(12)
    ]
    foreign = replace(
        report("holos-1", "Пором сів на мілину", "Пором сів на мілину біля Роттердама, 1301 особа."),
        language="uk",
    )
    window = Window(replace(FIXED, partners=2))
    rows = window.add([*reports, foreign])
    pairs = measured(window, window.pairs(rows[-1:]))
    assert pairs
    assert all(like["same_language"] == 0 and like["anchors"] > 0 for like in pairs.values())


def test_anchors_are_read_once_a_second_language_comes() -> None:
    told = [
        report(f"gull-{at}", f"Ferry {at} aground", f"A ferry off Rotterdam: {1300 + at}.") for at in range(9)
    ]
    foreign = replace(
        report("holos-1", "Пором сів на мілину", "Пором сів на мілину біля Роттердама, 1301 особа."),
        language="uk",
    )
    late = Window()
    alone = late.add(told)
    assert [late.anchors(int(row)) for row in alone] == [()] * len(told)
    rows = [*alone.tolist(), *late.add([foreign]).tolist()]
    whole = Window()
    together = whole.add([*told, foreign]).tolist()
    for row, other in zip(rows, together, strict=True):
        assert set(late.anchors(row)) == set(whole.anchors(other)) != set()
        assert set(late.words(row)) == set(whole.words(other))
        assert late.day(row) == whole.day(other)
    found = [
        measured(window, window.pairs(np.array([own])))
        for window, own in ((late, rows[-1]), (whole, together[-1]))
    ]
    assert found[0].keys() == found[1].keys() != set()


def test_what_has_left_is_not_read_when_a_second_language_comes() -> None:
    window = Window()
    window.add([report("old", "Ferry aground", "A ferry off Rotterdam.", day=1.0)])
    kept = window.add([report("new", "Ferry afloat", "A ferry off Rotterdam.", day=90.0)])
    window.retire(60.0)
    window.add([replace(report("uk", "Пором", "Пором біля Роттердама."), language="uk")])
    assert "@Rotterdam" in window.anchors(int(kept[0]))


@given(st.text(max_size=40), st.text(max_size=3000), st.sampled_from(["", "en", "zz"]))
def test_a_lead_gives_the_anchors_of_its_report(title: str, text: str, language: str) -> None:
    told = replace(report("a", title.replace("\0", " "), text), language=language)
    leads = Leads()
    leads.keep([7], [told])
    rows, [parts] = leads.take(5)
    assert (rows, len(leads)) == ([7], 0)
    assert anchors(*parts) == anchors(told.text, told.title, language)


@given(st.lists(st.one_of(st.integers(0, 99), st.none()), max_size=40))
def test_a_tail_holds_what_was_written(steps: list[int | None]) -> None:
    tail, written = Tail(np.int32), [step for step in steps if step is not None]
    for step in steps:
        if step is None:
            assert len(tail) == len(tail.values)
        else:
            tail.write(step)
    assert tail.values.tolist() == written
    if written:
        tail.change(0, 7)
        assert tail.values[0] == 7


def test_nothing_is_found_where_nothing_is_shared() -> None:
    assert found(FERRY[0], report("a-1", "", "…"), report("a-2", "", "")) == {}
    assert Window().pairs(np.zeros(0, np.int64)).measures.shape == (0, len(MEASURES))
    assert len(Window().add([])) == 0


# --- asking -------------------------------------------------------------------------------


def test_shared_words_are_the_most_telling_first_and_names_have_capitals() -> None:
    window = Window()
    rows = dict(zip([held.id for held in ALL], window.add(ALL).tolist(), strict=True))
    shared = window.shared(rows["gull-vote"], rows["tide-vote"], 6)
    assert len(shared) == 6
    assert any(word.istitle() for word in shared)
    assert window.shared(rows["gull-vote"], rows["gull-ferry"], 9) != shared
    assert {"Skarv", "Marit"} & set(window.shared(rows["gull-ferry"], rows["tide-ferry"], 8))


def test_two_things_in_one_bucket_do_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "dateline.stages.group.reading.impressions.hashed", lambda values, facet: values.astype(np.int64) % 3
    )
    window = Window()
    one, other = window.add(FERRY[:2])
    assert window.shared(int(one), int(other))
    assert len(window.pairs(np.array([one])).one) == 1


def test_a_rare_word_weighs_more_than_a_common_one_and_an_unknown_one_most() -> None:
    window = Window()
    window.add(ALL)
    assert window.rarity("zyx") == pytest.approx(log(1 + len(ALL)) + 1, abs=1e-3)
    assert window.rarity("zyx") > window.rarity("lighthouse") > 1
    assert window.rarity("brannholm") > 1


def test_a_row_tells_its_words_its_day_and_its_credits() -> None:
    window = Window()
    row = int(window.add([replace(FERRY[0], text=f"BRANNHOLM (Nordic Press) - {FERRY[0].text}")])[0])
    assert "lighthouse" in window.words(row)
    assert window.day(row) == pytest.approx(START)
    assert window.credits(row) == {"nordic press"}
    assert isinstance(window.anchors(row), tuple)
    undated = int(window.add([replace(FERRY[1], published=None)])[0])
    assert window.order(row) < window.order(undated)
    assert window.credits(undated) == frozenset()


# --- forgetting ---------------------------------------------------------------------------


def test_what_is_retired_is_gone_and_the_rest_keeps_its_row() -> None:
    window = Window()
    old, new = window.add(FERRY), window.add([replace(held, published=stamp(20)) for held in MILL])
    assert sorted(window.retire(START + 10).tolist()) == sorted(old.tolist())
    assert len(window) == len(MILL)
    assert [window.report_id(int(row)) for row in new] == [held.id for held in MILL]
    assert window.retire(START + 10).tolist() == []
    again = window.add([replace(FERRY[0], id="late", published=stamp(20))])
    assert set(again.tolist()).isdisjoint(old.tolist())
    assert all("ferry" not in name for names in measured(window, window.pairs(again)) for name in names)


def test_undated_reports_go_with_those_that_came_when_they_came() -> None:
    window = Window()
    undated = window.add([replace(VOTE[0], id="undated", published=None)])
    early = window.add([*FERRY, replace(VOTE[1], id="undated-2", published=None)])
    window.add([replace(held, published=stamp(20)) for held in MILL])
    gone = window.retire(START + 10).tolist()
    assert set(undated.tolist()) | set(early.tolist()) == set(gone)


def test_a_date_far_ahead_does_not_keep_a_report_for_ever() -> None:
    window = Window()
    window.add([*FERRY, *MILL])
    ahead = window.add([replace(VOTE[0], published=stamp(4000))])
    assert ahead.tolist()[0] in window.retire(START + 10).tolist()


def test_room_is_freed_and_what_stays_is_measured_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.stages.group.window.window._FEW", 10)
    window = Window()
    old = invented(300, seed=1)
    window.add(old)
    rows = window.add([replace(held, published=stamp(40 + at)) for at, held in enumerate(FERRY)])
    before, size = measured(window, window.pairs(rows)), window.size
    words = window.words(int(rows[0]))
    assert len(window.retire(START + 30)) == len(old)
    after = measured(window, window.pairs(rows))
    assert window.size < size
    assert window.words(int(rows[0])) == words
    assert [window.report_id(int(row)) for row in rows] == [held.id for held in FERRY]
    assert after.keys() == before.keys()
    for names in after:
        assert after[names]["days"] == before[names]["days"]
        assert after[names]["body"] == pytest.approx(before[names]["body"], abs=0.1)
    fresh = window.add([replace(FERRY[0], id="double", published=stamp(41))])
    assert frozenset(("double", "gull-ferry")) in measured(window, window.pairs(fresh))


def test_filing_goes_on_through_many_retirements(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.stages.group.window.window._FEW", 5)
    window = Window()
    for turn, start in enumerate(range(0, 200, 20)):
        batch = [
            replace(held, id=f"{held.id}-{turn}", published=stamp(turn * 5))
            for held in invented(200)[start : start + 20]
        ]
        rows = window.add(batch)
        window.pairs(rows)
        window.retire(START + turn * 5 - 9)
        assert [window.report_id(int(row)) for row in rows] == [held.id for held in batch]
    assert len(window) <= 60


# --- parts --------------------------------------------------------------------------------


def test_postings_tell_who_holds_what_across_segments() -> None:
    held = [[0, 1], [1], [2], [0, 2], []] * 300
    postings = Postings()

    def forward(start: int, end: int) -> tuple[np.ndarray, np.ndarray]:
        part = held[start:end]
        return np.array([len(words) for words in part]), np.array(
            [w for words in part for w in words], np.int64
        )

    for end in (1, 2, 700, 701, 1499, 1500):
        postings.extend(end, 3, forward)
    assert postings.lengths(np.array([0, 1, 2, 9])).tolist() == [600, 600, 600, 0]
    sums = postings.sums(np.array([0, 0, 1]), np.array([0, 1, 2]), np.array([1.0, 2.0, 5.0]), 2).toarray()
    assert sums.shape == (2, 1500)
    assert sums[0, :5].tolist() == [3, 2, 0, 1, 0]
    assert sums[1, :5].tolist() == [0, 0, 5, 5, 0]
    assert sums[1, 5:].reshape(-1, 5).tolist() == [[0, 0, 5, 5, 0]] * 299
    assert postings.size > 0
    postings.clear()
    assert postings.lengths(np.array([0])).tolist() == [0]


def test_rarity_forgets_its_average_share() -> None:
    rarity = Rarity()
    rarity.learn(np.array([3, 5]), 10)
    rarity.learn(np.array([3]), 10)
    before = rarity.weights(np.array([3, 5, 99]))
    assert before[2] > before[1] > before[0]
    rarity.lose(10)
    assert rarity.total == 10
    assert rarity.weights(np.array([3]))[0] == pytest.approx(log(11 / 2) + 1, abs=1e-4)
    rarity.lose(99)
    assert rarity.total == 0


def test_columns_grow_and_stretches_stand_in_line() -> None:
    column = Column(np.int32, (2,), fill=7)
    column.append(np.array([[1, 2]]))
    column.reach(3)
    assert column.values.tolist() == [[1, 2], [7, 7], [7, 7]]
    column.put(np.array([[5, 6]]))
    column.append(np.array([[8, 9]]))
    assert column.values.tolist() == [[5, 6], [8, 9]]
    assert stretches(np.array([5, 0, 9]), np.array([2, 0, 1])).tolist() == [5, 6, 9]
    assert stretches(np.array([5]), np.array([0])).tolist() == []


# --- cost ---------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_cost_of_a_report_is_nearly_flat() -> None:
    def cost(size: int) -> float:
        reports = invented(size + 200)
        window = Window()
        window.pairs(window.add(reports[:size]))
        with effort() as spent:
            for start in range(size, size + 200, 50):
                window.pairs(window.add(reports[start : start + 50]))
        return spent.seconds

    assert cost(4000) < 4 * cost(400)


def test_a_single_report_is_quick() -> None:
    window = Window()
    reports = invented(1000)
    window.pairs(window.add(reports[:-20]))
    with effort() as spent:
        for one in reports[-20:]:
            window.pairs(window.add([one]))
    assert spent.seconds < 1
