"""The order in which a page takes sentences, and what it never takes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from dateline.core.pages import Clipping, Line, LineKind
from dateline.stages.narrate.facts.material import Passage, gather
from dateline.stages.narrate.plan.pool import Pool
from dateline.stages.narrate.plan.selection import Told, rank
from dateline.stages.narrate.plan.traits import Traits
from tests.stages.desk import clip, dossier, figure, report

FERRY = "The old ferry of the guild sank in the bay of Vesk."
DIVERS = "Divers of the guild raised the bell of the ferry in Vesk."
BAKER = "A baker in Ollerau knits caps for cats."


def pool_of(
    *clippings: Clipping, told: Told | None = None, outdated: Sequence[tuple[str, float]] = ()
) -> Pool:
    material = gather(dossier(clippings))
    return Pool(material, rank(material), told or Told(), outdated)


def texts(passages: Sequence[Passage]) -> list[str]:
    return [passage.text for passage in passages]


def anything(passage: Passage, trait: Traits) -> bool:
    return True


def line(passage: Passage) -> Line:
    return Line(id=passage.text, text=passage.text, kind=LineKind.EXTRACT, evidence=(passage.span,))


def story() -> tuple[Clipping, ...]:
    return (
        clip(report("a", f"{FERRY} {BAKER}")),
        clip(report("b", f"{FERRY} {DIVERS}")),
        clip(report("c", f"The ferry of the guild sank off Vesk. {DIVERS}")),
    )


def test_central_sentences_come_first_and_asides_never() -> None:
    found = texts(pool_of(*story()).among(anything))
    assert "ferry" in found[0]
    assert BAKER not in found


def test_least_is_a_share_of_the_best_score() -> None:
    pool = pool_of(*story())
    assert len(pool.among(anything, 1.0)) <= len(pool.among(anything, 0.5)) <= len(pool.among(anything))


def test_only_what_is_wanted_is_given() -> None:
    assert texts(pool_of(*story()).among(lambda passage, trait: "Divers" in passage.text))[0] == DIVERS
    assert pool_of(*story()).among(lambda passage, trait: False) == []


def test_what_is_printed_is_not_given_again() -> None:
    pool = pool_of(*story())
    first = pool.among(anything)[0]
    pool.note(first)
    assert first not in pool.among(anything)
    assert first not in pool.free


def test_a_report_that_has_given_a_line_is_wanted_less() -> None:
    pool = pool_of(*story())
    given, other = (passage for passage in pool.free if passage.span.report == "b")
    before = pool.wish(other)
    pool.note(given)
    assert pool.wish(other) == pytest.approx(0.8 * before)


def test_what_is_told_makes_way_for_what_is_new() -> None:
    told = Told()
    told.add(FERRY)
    assert texts(pool_of(*story(), told=told).among(anything))[0] == DIVERS


def test_a_toll_that_was_replaced_is_never_given() -> None:
    text = "Three people were hurt when the ferry struck the pier at Vesk."
    own = report("a", text)
    counted = clip(own, figure(own, "Three people", 3))
    assert pool_of(counted).free
    assert pool_of(counted, outdated=[("injured", 3)]).free == []


@pytest.mark.parametrize(("hours", "given"), [(3, True), (20, False)])
def test_an_old_forecast_is_not_given(hours: int, given: bool) -> None:
    forecast = "The ferry of the guild is expected to reach Vesk."
    early, late = report("a", forecast, hour=1), report("b", f"{FERRY} {DIVERS}", hour=1 + hours)
    assert (forecast in texts(pool_of(clip(early), clip(late)).among(anything))) is given


def test_what_went_before_must_name_what_the_story_is_of() -> None:
    reports = [
        report("a", f"{FERRY} Last year another ferry of the guild sank off Vesk. Last year a baker won."),
        report("b", f"{FERRY} {DIVERS}"),
    ]
    found = texts(pool_of(*map(clip, reports)).among(lambda passage, trait: trait.background))
    assert found == ["Last year another ferry of the guild sank off Vesk."]


def test_each_sentence_is_tried_in_every_way_before_the_next() -> None:
    pool, tried = pool_of(*story()), []

    def never(passage: Passage) -> None:
        tried.append(("never", passage.key))

    def second(passage: Passage) -> Line | None:
        tried.append(("second", passage.key))
        return line(passage) if len(tried) > 3 else None

    candidates = pool.among(anything)
    made = pool.first(candidates, never, second)
    assert made is not None
    assert made.text == candidates[1].text
    assert [way for way, _ in tried] == ["never", "second", "never", "second"]
    assert candidates[1] not in pool.free


def test_several_stops_at_its_count_and_at_the_end_of_the_story() -> None:
    assert len(pool_of(*story()).several(2, anything, line)) == 2
    assert len(pool_of(*story()).several(50, anything, line)) <= 6
    assert pool_of(*story()).several(0, anything, line) == []
    assert pool_of(*story()).several(3, anything, lambda passage: None) == []


def test_an_empty_story_has_nothing_to_give() -> None:
    pool = pool_of()
    assert pool.free == []
    assert pool.latest is None
    assert pool.among(anything) == []
    assert pool.first([], line) is None


def test_a_caption_is_never_given() -> None:
    shown = "Ola Berg of the guild (10) reaches for the ferry of Vesk."
    assert texts(pool_of(clip(report("a", f"{FERRY} {shown}"))).free) == [FERRY]


def test_a_report_of_last_month_is_wanted_less_than_one_of_to_day() -> None:
    old, new = report("a", FERRY, day=1), report("b", FERRY.replace("old", "tall"), day=29)
    pool = pool_of(clip(old), clip(new))
    wishes = {passage.span.report: pool.wish(passage) for passage in pool.free}
    assert wishes["a"] < 0.6 * wishes["b"]


# --- a figure once ------------------------------------------------------------------------------

SPEED = "The ferry of the guild may sail at 40 knots off Vesk."


def measured(name: str, text: str, low: float = 40) -> Clipping:
    own = report(name, text)
    return clip(own, figure(own, f"{low:g} knots", low, measure="speed", unit="km/h"))


@pytest.mark.parametrize(("low", "later"), [(40, True), (30, False)])
def test_a_figure_that_was_given_is_wanted_less(low: float, later: bool) -> None:
    other = f"Off Vesk the guild lets its ferry sail at {low:g} knots."
    clippings = [measured("a", SPEED), measured("b", other, low), clip(report("c", DIVERS))]
    pool = pool_of(*clippings)
    (first,) = [passage for passage in pool.among(anything) if passage.text == SPEED]
    (second,) = [passage for passage in pool.among(anything) if passage.text == other]
    before = pool._new(second)
    pool.note(first)
    assert (pool._new(second) < before) is later


def test_one_of_a_thing_is_no_figure_to_be_given_twice() -> None:
    own, other = report("a", "One man of the guild rowed."), report("b", "One man of Vesk swam.")
    pool = pool_of(clip(own, figure(own, "One man", 1)), clip(other, figure(other, "One man", 1)))
    first, second = pool.free
    before = pool._new(second)
    pool.note(first)
    assert pool._new(second) == before
