"""When a digest is due, and that none goes out twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.subscriptions import Cadence, Delivery, Outcome, Standing, Subscription
from dateline.stages.publish.digest import due
from dateline.stages.publish.digest.due import Hours

NOW = datetime(2025, 7, 2, 6, 5, tzinfo=UTC)  # a Wednesday
TOLD = NOW - timedelta(minutes=20)
HOURS = Hours(hour=6, weekday=0)
HELD = Subscription(
    id="m1", address="a@example.org", standing=Standing.CONFIRMED, told=NOW - timedelta(days=1), due=NOW
)
SENT, REFUSED, LATER, UNKNOWN = (Delivery(outcome=outcome, reply="said") for outcome in Outcome)
TIMES = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
CADENCES = st.sampled_from(Cadence)
CLOCKS = st.builds(Hours, hour=st.integers(0, 23), weekday=st.integers(0, 6))


@pytest.mark.parametrize(
    ("now", "cadence", "slot"),
    [
        ("2025-07-02T06:00", Cadence.DAILY, "2025-07-02T06:00"),
        ("2025-07-02T05:59", Cadence.DAILY, "2025-07-01T06:00"),
        ("2025-07-02T23:00", Cadence.DAILY, "2025-07-02T06:00"),
        ("2025-07-02T06:00", Cadence.WEEKLY, "2025-06-30T06:00"),
        ("2025-06-30T05:59", Cadence.WEEKLY, "2025-06-23T06:00"),
        ("2025-06-30T06:00", Cadence.WEEKLY, "2025-06-30T06:00"),
    ],
)
def test_the_last_moment_at_which_one_was_due(now: str, cadence: Cadence, slot: str) -> None:
    found = due.slot(datetime.fromisoformat(now).replace(tzinfo=UTC), cadence, HOURS)
    assert found == datetime.fromisoformat(slot).replace(tzinfo=UTC)


@given(TIMES, CADENCES, CLOCKS)
def test_now_lies_between_two_moments_a_period_apart(now: datetime, cadence: Cadence, hours: Hours) -> None:
    last, following = due.slot(now, cadence, hours), due.next_slot(now, cadence, hours)
    assert last <= now < following
    assert following - last == timedelta(days=1 if cadence is Cadence.DAILY else 7)
    assert last.hour == hours.hour
    assert cadence is Cadence.DAILY or last.weekday() == hours.weekday


@given(TIMES, CADENCES, CLOCKS)
def test_a_digest_has_one_id_from_one_moment_to_the_next(
    now: datetime, cadence: Cadence, hours: Hours
) -> None:
    held = replace(HELD, cadence=cadence)
    following = due.next_slot(now, cadence, hours)
    last = following - timedelta(seconds=1)
    assert due.identify(held, now, hours) == due.identify(held, last, hours)
    assert due.identify(held, now, hours) != due.identify(held, following, hours)
    assert due.identify(held, now, hours) != due.identify(replace(held, id="m2"), now, hours)


def test_what_was_handed_over_is_spent() -> None:
    assert not due.spent(HELD, NOW, HOURS)
    marked = due.attempting(HELD, NOW, HOURS)
    assert due.spent(marked, NOW, HOURS)
    assert not due.spent(marked, NOW + timedelta(days=1), HOURS)


def test_a_digest_that_was_taken_moves_what_the_reader_was_told() -> None:
    after = due.after(replace(HELD, refusals=2, tries=1), SENT, TOLD, NOW, HOURS)
    assert (after.told, after.refusals, after.tries, after.reply) == (TOLD, 0, 0, "")
    assert after.due == datetime(2025, 7, 3, 6, tzinfo=UTC)
    assert due.spent(after, NOW, HOURS)


def test_a_digest_of_which_nobody_knows_is_not_tried_again_and_its_news_is_told_by_the_next() -> None:
    after = due.after(HELD, UNKNOWN, TOLD, NOW, HOURS)
    assert due.spent(after, NOW, HOURS)
    assert (after.told, after.due) == (HELD.told, datetime(2025, 7, 3, 6, tzinfo=UTC))


def test_a_digest_that_was_put_off_is_tried_again_with_the_same_id() -> None:
    after = due.after(due.attempting(HELD, NOW, HOURS), LATER, TOLD, NOW, HOURS)
    assert not due.spent(after, NOW, HOURS)
    assert (after.due, after.tries, after.told) == (NOW + timedelta(minutes=30), 1, HELD.told)
    assert due.identify(after, NOW + timedelta(minutes=30), HOURS) == due.identify(HELD, NOW, HOURS)


def test_waiting_grows_and_ends_as_a_refusal() -> None:
    held, waits = HELD, []
    while True:
        after = due.after(held, LATER, TOLD, NOW, HOURS)
        if after.refusals:
            break
        assert after.due is not None
        waits.append(after.due - NOW)
        held = after
    assert waits == sorted(waits)
    assert len(waits) == 6
    assert (after.tries, after.standing) == (0, Standing.CONFIRMED)


def test_three_refusals_in_a_row_suspend() -> None:
    held = HELD
    for refusals in (1, 2):
        held = due.after(held, REFUSED, TOLD, NOW, HOURS)
        assert (held.refusals, held.standing) == (refusals, Standing.CONFIRMED)
        assert held.due == datetime(2025, 7, 3, 6, tzinfo=UTC)
    held = due.after(held, REFUSED, TOLD, NOW, HOURS)
    assert (held.standing, held.due, held.reply) == (Standing.SUSPENDED, None, "said")


def test_one_that_is_taken_ends_the_row() -> None:
    held = due.after(replace(HELD, refusals=2), SENT, TOLD, NOW, HOURS)
    assert due.after(held, REFUSED, TOLD, NOW, HOURS).standing is Standing.CONFIRMED


def test_a_skipped_digest_moves_nothing_but_the_next_one() -> None:
    after = due.skipped(replace(HELD, tries=2), NOW, HOURS)
    assert after == replace(HELD, tries=0, due=datetime(2025, 7, 3, 6, tzinfo=UTC))


@given(st.lists(st.sampled_from(Outcome), max_size=20), CLOCKS)
def test_whatever_becomes_of_them_each_id_is_taken_or_lost_once(
    outcomes: list[Outcome], hours: Hours
) -> None:
    held, now, ended = HELD, NOW, []
    for outcome in outcomes:
        if held.due is None:
            break
        now = max(now, held.due)
        if due.spent(held, now, hours):
            held = due.skipped(held, now, hours)
            continue
        if outcome in (Outcome.SENT, Outcome.UNKNOWN):
            ended.append(due.identify(held, now, hours))
        held = due.after(due.attempting(held, now, hours), Delivery(outcome=outcome), TOLD, now, hours)
    assert len(ended) == len(set(ended))
