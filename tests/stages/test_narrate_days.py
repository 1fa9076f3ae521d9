"""Which days reports speak of, and which of them mattered: memory, announcement, stamps, weeks."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.pages import Clipping
from dateline.core.types import Event, Mode, Precision, Stamp
from dateline.stages.narrate.timelines.days import Reading, furniture, read, weigh
from tests.stages.desk import clip, moment, phrase, report

SPRING = date(2024, 5, 1)


def day(number: int) -> date:
    return date(2024, 6, number)


def naming(
    name: str, named: date, *, published: date = date(2024, 6, 4), origin: str = "", times: int = 1
) -> Clipping:
    """A report that names one day in its first sentence, and nothing else."""
    stamp = Stamp(at=datetime(published.year, published.month, published.day, 12, tzinfo=UTC))
    text = f"The mill of Tarnow Ford burned down on {named:%d %B}. " + "Nobody was in it. " * times
    own = report(name, text.strip(), published=stamp)
    return clip(own, moment(own, f"{named:%d %B}", named.isoformat()), origin=origin)


def weights(*clippings: Clipping, relevance: Sequence[float] = ()) -> dict[date, float]:
    return weigh([read(clipping) for clipping in clippings], relevance or [1.0] * len(clippings))


# --- what a report speaks of --------------------------------------------------------------


def test_the_news_of_a_report_is_the_day_that_dates_its_happening() -> None:
    plain = naming("a", day(2))
    facts = plain.facts
    marked = tuple(dataclasses.replace(one, happening=True) for one in facts.moments)
    told = dataclasses.replace(plain, facts=dataclasses.replace(facts, moments=marked))
    assert (read(plain).news, read(told).news) == (day(4), day(2))


def test_each_sentence_keeps_the_days_that_it_names_once() -> None:
    own = report("a", "From 1 May to 3 May, and since 1 May, the mill stood still. It burned.")
    found = read(
        clip(
            own,
            moment(own, "1 May", "2024-05-01"),
            moment(own, "3 May", "2024-05-03"),
            dataclasses.replace(moment(own, "1 May", "2024-05-01"), phrase=phrase(own, "1 May", 1)),
        )
    )
    assert found.named == ((date(2024, 5, 1), date(2024, 5, 3)), ())


@pytest.mark.parametrize(
    "words", ["9 p.m.", "9:02 a.m.", "21:40", "21:40 GMT", "9.30pm ET", "noon", "10:15 CEST", "2140 GMT"]
)
def test_a_clock_names_no_day(words: str) -> None:
    own = report("a", f"The mill burned at {words} and fell.")
    assert not any(read(clip(own, moment(own, words, "2024-06-04T21:40"))).named)


@pytest.mark.parametrize(
    "words", ["1 May", "16 OCT", "3 Mar", "4 EST. May", "Tuesday", "today", "May 1, 9 p.m."]
)
def test_a_date_is_no_clock(words: str) -> None:
    own = report("a", f"The mill burned on {words} and fell")
    own = dataclasses.replace(own, text=own.text + ".")
    (named, *_) = read(clip(own, moment(own, words, "2024-05-01T21:00"))).named
    assert named == (SPRING,)


@pytest.mark.parametrize(
    ("sentence", "is_furniture"),
    [
        ("Last updated at the desk, 1 May.", True),
        ("Added: Tuesday, 1 May, a reader in Vesk.", True),
        ("Posted by Ada Rook on 1 May.", True),
        ("1 May, 17:06 GMT, Vesk.", True),
        ("Home | News | 1 May.", True),
        ("The miller added that it burned on 1 May.", False),
        ("The guards were posted at the bridge on 1 May.", False),
        ("The law was published on 1 May.", False),
        ("The mill burned on 1 May.", False),
    ],
)
def test_the_days_of_the_page_are_not_those_of_the_news(sentence: str, is_furniture: bool) -> None:
    assert furniture(sentence) is is_furniture
    if "1 May" in sentence:
        own = report("a", sentence)
        assert read(clip(own, moment(own, "1 May", "2024-05-01"))).named == (
            () if is_furniture else (SPRING,),
        )


@pytest.mark.parametrize("value", ["2024-05", "2024", "XXXX-05-01", "2024-02-31", "P3D", ""])
def test_what_is_no_day_is_not_named(value: str) -> None:
    own = report("a", "The mill burned on 1 May.")
    assert read(clip(own, moment(own, "1 May", value))).named == ((),)


@pytest.mark.parametrize(
    ("named", "news"), [([day(3)], day(3)), ([day(3), day(4)], day(4)), ([day(2)], day(4)), ([], day(4))]
)
def test_the_news_is_of_the_day_before_where_the_lead_says_so(named: list[date], news: date) -> None:
    text = "The mill burned " + " and ".join(f"on {one:%d %B}" for one in named) + " at Vesk."
    own = report("a", text, day=4)
    found = read(clip(own, *(moment(own, f"{one:%d %B}", one.isoformat()) for one in named)))
    assert found.news == news


def test_what_is_named_far_down_is_not_the_news() -> None:
    own = report("a", "The guild met. " * 5 + "The mill burned on 3 June.", day=4)
    assert read(clip(own, moment(own, "3 June", "2024-06-03"))).news == day(4)


@pytest.mark.parametrize("precision", [Precision.MONTH, Precision.YEAR, Precision.UNKNOWN])
def test_without_a_day_of_publication_there_is_no_day_of_news(precision: Precision) -> None:
    stamp = Stamp(at=datetime(2024, 6, 4, tzinfo=UTC), precision=precision)
    for published in (stamp, None):
        found = read(clip(report("a", "The mill burned.", published=published)))
        assert (found.published, found.news) == (None, None)


@pytest.mark.parametrize(
    ("mode", "deeds"), [(Mode.ACTUAL, {0}), (Mode.HISTORICAL, {0}), (Mode.NEGATED, set())]
)
def test_a_deed_is_what_was_done(mode: Mode, deeds: set[int]) -> None:
    own = report("a", "The guards fired on the crowd. It rained.")
    event = Event(type="ASSAULT", mode=mode, phrase=phrase(own, "fired"), evidence=())
    clipping = clip(own)
    held = dataclasses.replace(clipping, facts=dataclasses.replace(clipping.facts, events=(event,)))
    assert read(held).deeds == deeds


# --- what mattered ------------------------------------------------------------------------


def test_a_day_that_nobody_reported_on_matters_where_later_reports_name_it() -> None:
    found = weights(*(naming(f"r{n}", SPRING, published=day(1 + n)) for n in range(4)))
    assert max(found, key=lambda one: found[one]) == SPRING


def test_a_memory_from_afar_counts_for_more_than_one_from_near() -> None:
    near, far = day(20) - timedelta(2), day(20) - timedelta(90)
    found = weights(naming("a", near, published=day(20)), naming("b", far, published=day(20)))
    assert found[far] > found[near]


def test_an_announcement_counts_for_less_than_news() -> None:
    found = weights(
        naming("a", day(10), published=date(2024, 5, 8)),
        naming("b", date(2024, 4, 10), published=date(2024, 4, 11)),
    )
    assert found[date(2024, 4, 10)] > 2 * found[day(10)]


def test_copies_of_one_text_are_one_voice() -> None:
    apart = weights(*(naming(f"r{n}", SPRING) for n in range(3)))
    copies = weights(*(naming(f"r{n}", SPRING, origin="wire") for n in range(3)))
    one = weights(naming("r0", SPRING))
    assert copies == pytest.approx(one)
    assert apart[SPRING] > one[SPRING]


def test_an_anniversary_is_not_many_memories() -> None:
    together = weights(*(naming(f"r{n}", SPRING, published=day(20)) for n in range(6)))
    scattered = weights(*(naming(f"r{n}", SPRING, published=day(1 + 4 * n)) for n in range(6)))
    assert scattered[SPRING] / sum(scattered.values()) != together[SPRING] / sum(together.values())
    assert scattered[SPRING] > together[SPRING]


def test_a_day_stands_out_in_a_quiet_month_rather_than_in_a_loud_one() -> None:
    loud = [naming(f"l{n}-{k}", day(1 + n), published=day(1 + n)) for n in range(15) for k in range(4)]
    quiet = [naming(f"q{k}", date(2024, 1, 9), published=date(2024, 1, 9)) for k in range(4)]
    found = weights(*loud, *quiet)
    assert found[date(2024, 1, 9)] > max(found[day(1 + n)] for n in range(15))


def test_a_report_of_another_matter_counts_for_less() -> None:
    mine, strange = naming("a", SPRING), naming("b", date(2023, 5, 1), published=date(2023, 6, 4))
    found = weights(mine, strange, relevance=[1.2, 0.1])
    assert found[SPRING] > 2 * found[date(2023, 5, 1)]


def test_a_sentence_that_tells_of_a_deed_counts_for_more() -> None:
    plain = read(naming("a", SPRING))
    deed = dataclasses.replace(plain, deeds=frozenset({0}))
    assert weigh([deed], [1.0])[SPRING] > weigh([plain], [1.0])[SPRING]


def test_nothing_was_told_and_nothing_mattered() -> None:
    assert weights() == {}
    assert weights(clip(report("a", "The mill burned.", published=None))) == {}


def test_as_many_shares_as_readings_are_wanted() -> None:
    with pytest.raises(ValueError, match="shorter"):
        weigh([read(naming("a", SPRING))], [])


READINGS = st.lists(
    st.tuples(st.dates(date(1, 1, 1), date(9999, 12, 31)), st.dates(date(1, 1, 2), date(9999, 12, 30))),
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(READINGS)
def test_every_day_weighs_something_whatever_the_calendar_holds(pairs: list[tuple[date, date]]) -> None:
    readings = [
        Reading(
            clipping=clip(report(f"r{n}", "The mill burned.")),
            published=published,
            news=published,
            named=((named,),),
            deeds=frozenset(),
        )
        for n, (named, published) in enumerate(pairs)
    ]
    found = weigh(readings, [1.0] * len(readings))
    assert set(found) == {one for pair in pairs for one in pair}
    assert all(weight > 0 for weight in found.values())
    again = weigh(readings[::-1], [1.0] * len(readings))
    assert again.keys() == found.keys()
    assert [again[one] for one in found] == pytest.approx(list(found.values()))
