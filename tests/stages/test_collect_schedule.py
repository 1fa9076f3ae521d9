"""When a source is asked: never before a wait that was named, never beyond the ceiling, never for ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core import codec
from dateline.core.errors import FetchError
from dateline.core.ports import Fetched, Purpose
from dateline.core.sources import Channel, Errand, Source, SourceKind, SourceState
from dateline.core.types import Document, MediaKind
from dateline.stages import collect
from dateline.stages.collect.schedule import DAY, HOUR, MINUTE, Pace

NOW = datetime(2026, 3, 1, 6, tzinfo=UTC)
URL = "https://bote.example/feed.xml"
SOURCE = Source(address=URL)
PACE = Pace(jitter=0)


def answer(**more: object) -> Fetched:
    return Fetched(**{"location": URL, "content": b"<rss/>", **more})  # type: ignore[arg-type]


def error(status: int | None = 500, **more: object) -> FetchError:
    return FetchError(URL, "went wrong", "wait", status=status, **more)  # type: ignore[arg-type]


def after(
    state: SourceState | None, said: Fetched | FetchError, now: datetime = NOW, **more: object
) -> SourceState:
    return collect.after(state, said, **{"source": SOURCE, "now": now, "pace": PACE, **more})  # type: ignore[arg-type]


def wait(state: SourceState, now: datetime = NOW) -> float:
    assert state.due is not None
    return (state.due - now).total_seconds()


def feed(ttl: int | None = None, entries: int = 0) -> Channel:
    return Channel(kind=SourceKind.FEED, ttl=ttl, entries=entries)


# --- what is due --------------------------------------------------------------------------


def state_of(name: str, minutes: float | None, **more: object) -> SourceState:
    due = None if minutes is None else NOW + timedelta(minutes=minutes)
    return SourceState(address=name, due=due, **more)  # type: ignore[arg-type]


def test_the_longest_overdue_comes_first_and_what_was_never_asked_before_all() -> None:
    sources = [Source(address=name) for name in ("late", "later", "early", "new", "gone")]
    states = {
        "late": state_of("late", -5), "later": state_of("later", -50), "early": state_of("early", 5),
        "gone": state_of("gone", None, gone=True),
    }  # fmt: skip
    assert [source.address for source in collect.due(sources, states, NOW)] == ["new", "later", "late"]


def test_a_source_that_stands_in_the_list_twice_is_due_once() -> None:
    assert len(collect.due([SOURCE, SOURCE], {}, NOW)) == 1


def test_a_source_is_due_to_the_second() -> None:
    states = {URL: state_of(URL, 30)}
    moment = NOW + timedelta(minutes=30)
    assert collect.due([SOURCE], states, moment - timedelta(seconds=1)) == ()
    assert collect.due([SOURCE], states, moment) == (SOURCE,)


def test_the_next_thing_to_do_is_a_source_or_an_errand() -> None:
    states = {URL: state_of(URL, 30)}
    errand = Errand(key="k", entry=Document(source="s", kind=MediaKind.ENTRY, content=b""))
    soon = replace(errand, due=NOW + timedelta(minutes=3))
    assert collect.next_due([SOURCE], states, [], NOW) == NOW + timedelta(minutes=30)
    assert collect.next_due([SOURCE], states, [soon], NOW) == NOW + timedelta(minutes=3)
    assert collect.next_due([SOURCE], states, [errand], NOW) == NOW
    assert collect.next_due([SOURCE], {URL: state_of(URL, -5)}, [], NOW) == NOW
    assert collect.next_due([SOURCE], {}, [], NOW) == NOW
    assert collect.next_due([SOURCE], {URL: state_of(URL, None, gone=True)}, [], NOW) is None
    assert collect.next_due([], {}, [], NOW) is None


# --- the question -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "etag", ['"a"', 'W/"weak"', "unquoted", '"odd\\"quote"', '""', "\x7fé", "'single'", '"a", "b"']
)
def test_validators_go_back_byte_for_byte(etag: str) -> None:
    given_ = "Sun, 1 March 2026 06:00:00 +0000"  # not even a date as HTTP has it
    state = after(None, answer(etag=etag, last_modified=given_))
    asked = collect.wanted(SOURCE, state)
    assert (asked.etag, asked.last_modified, asked.given_by) == (etag, given_, URL)


def test_the_first_question_has_no_validators() -> None:
    asked = collect.wanted(SOURCE)
    assert (asked.url, asked.etag, asked.last_modified) == (URL, "", "")


def test_a_whole_answer_without_validators_clears_them() -> None:
    state = after(after(None, answer(etag='"a"', last_modified="b")), answer(etag='"c"'))
    assert (state.etag, state.last_modified) == ('"c"', "")
    state = after(state, answer())
    assert (state.etag, state.last_modified) == ("", "")


def test_not_modified_refreshes_what_it_repeats_and_keeps_the_rest() -> None:
    state = after(None, answer(etag='"a"', last_modified="b"))
    state = after(state, answer(status=304, last_modified="c"))
    assert (state.etag, state.last_modified) == ('"a"', "c")


def test_an_error_keeps_the_validators_but_an_answer_without_use_does_not() -> None:
    state = after(None, answer(etag='"a"'))
    assert after(state, error()).etag == '"a"'
    assert after(state, error(None)).etag == '"a"'
    assert after(state, error(200)).etag == ""


def test_what_is_asked_for_is_told() -> None:
    page = Source(address=URL, kind=SourceKind.PAGE)
    assert collect.wanted(SOURCE).purpose is Purpose.FEED
    assert collect.wanted(page).purpose is Purpose.PAGE


# --- the answer ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "channel", "seconds"),
    [
        (answer(), None, 30 * MINUTE),
        (answer(fresh=HOUR), None, HOUR),
        (answer(fresh=60), None, 30 * MINUTE),
        (answer(), feed(ttl=2 * HOUR), 2 * HOUR),
        (answer(fresh=3 * HOUR), feed(ttl=2 * HOUR), 3 * HOUR),
        (answer(fresh=30 * DAY), feed(), DAY),
        (answer(), feed(ttl=365 * DAY), DAY),
        (error(hold=5 * HOUR, status=503), None, 5 * HOUR),
        (error(hold=5, status=429), None, 30 * MINUTE),
        (error(hold=90 * DAY, status=429), None, DAY),
    ],
)
def test_the_longest_wait_counts_up_to_a_day(
    said: Fetched | FetchError, channel: Channel | None, seconds: int
) -> None:
    assert wait(after(None, said, channel=channel)) == seconds


def test_the_operators_own_interval_may_be_longer_than_a_day_and_shorter_than_ours() -> None:
    weekly = replace(SOURCE, every=7 * DAY)
    assert wait(after(None, answer(), source=weekly)) == 7 * DAY
    assert wait(after(None, answer(), source=replace(SOURCE, every=5 * MINUTE))) == 5 * MINUTE


def test_not_modified_means_that_the_waits_stand_too() -> None:
    state = after(None, answer(fresh=2 * HOUR), channel=feed(ttl=3 * HOUR))
    assert wait(after(state, answer(status=304))) == 3 * HOUR
    assert wait(after(state, answer(status=304, fresh=5 * HOUR))) == 5 * HOUR
    shorter = after(after(None, answer(fresh=2 * HOUR)), answer(status=304, fresh=HOUR))
    assert wait(shorter) == HOUR
    assert wait(after(state, answer())) == 30 * MINUTE


def test_a_good_answer_resets_the_errors() -> None:
    state = after(after(None, error()), error())
    assert (state.errors, state.reason, state.remedy, state.status) == (2, "went wrong", "wait", 500)
    state = after(state, answer(status=304))
    assert (state.errors, state.reason, state.remedy, state.status) == (0, "", "", 304)
    assert state.good == NOW


@pytest.mark.parametrize("status", [None, 404, 403, 500, 503])
def test_errors_back_off_to_a_day(status: int | None) -> None:
    state, waits = None, []
    for _ in range(9):
        state = after(state, error(status))
        waits.append(wait(state))
    assert waits[:4] == [30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR]
    assert waits == sorted(waits)
    assert waits[-1] == DAY
    assert not state.gone if state else False


def test_what_we_may_not_ask_is_asked_once_a_day() -> None:
    assert wait(after(None, error(None, refused=True))) == DAY


def test_gone_is_gone_until_the_operator_adds_it_again() -> None:
    state = after(after(None, answer(etag='"a"')), error(410))
    assert state.gone
    assert state.due is None
    assert "source add" in state.remedy
    assert collect.due([SOURCE], {URL: state}, NOW + timedelta(days=400)) == ()
    again = collect.anew(state)
    assert collect.due([SOURCE], {URL: again}, NOW) == (SOURCE,)
    assert (again.errors, again.reason) == (0, "")


def test_a_host_that_was_not_asked_is_no_failure_of_its_source() -> None:
    good = after(None, answer())
    state = after(good, FetchError(URL, "wants to be left alone", hold=2 * HOUR))
    assert wait(state) == 2 * HOUR
    assert (state.errors, state.polls, state.good) == (0, 1, NOW)


def test_what_the_feed_tells_of_itself_is_kept() -> None:
    newest = NOW - timedelta(hours=2)
    state = after(None, answer(), channel=feed(entries=12), newest=newest)
    assert (state.entries, state.newest) == (12, newest)
    state = after(state, answer(status=304))
    assert (state.entries, state.newest) == (12, newest)
    older = after(state, answer(), channel=feed(entries=0), newest=newest - timedelta(days=1))
    assert (older.entries, older.newest) == (0, newest)


# --- moves --------------------------------------------------------------------------------

NEW = "https://bote.example/neu.xml"


def moved(state: SourceState | None, *targets: str) -> SourceState:
    for target in targets:
        state = after(state, answer(moved=target, location=target or URL))
    assert state
    return state


def test_an_address_changes_after_three_permanent_redirects_in_a_row() -> None:
    state = moved(None, NEW, NEW)
    assert (state.location, state.moving, state.moves) == ("", NEW, 2)
    assert collect.wanted(SOURCE, state).url == URL
    state = moved(state, NEW)
    assert (state.location, state.moving, state.moves, state.former) == (NEW, "", 0, (URL,))
    assert collect.wanted(SOURCE, state).url == NEW
    assert state.address == URL


@pytest.mark.parametrize("between", [answer(), error(), answer(moved="https://elsewhere.example/feed")])
def test_anything_else_in_between_starts_again(between: Fetched | FetchError) -> None:
    state = moved(after(moved(None, NEW, NEW), between), NEW, NEW)
    assert state.location == ""
    assert moved(state, NEW).location == NEW


def test_it_may_move_again_and_all_its_addresses_are_kept() -> None:
    last = "https://post.example/feed"
    state = moved(moved(None, NEW, NEW, NEW), last, last, last)
    assert (state.location, state.former) == (last, (URL, NEW))


def test_validators_are_remembered_with_the_address_that_gave_them() -> None:
    state = after(None, answer(moved=NEW, location=NEW, etag='"n"'))
    asked = collect.wanted(SOURCE, state)
    assert (asked.url, asked.given_by, asked.etag) == (URL, NEW, '"n"')


# --- clocks -------------------------------------------------------------------------------


def mend(state: SourceState, now: datetime) -> SourceState:
    return next(iter(collect.mended([state], now)), state)


def test_a_clock_that_goes_well_mends_nothing() -> None:
    state = after(None, answer())
    assert collect.mended([state], NOW) == ()
    assert collect.mended([state], NOW + timedelta(days=9)) == ()
    assert collect.mended([SourceState(address="new")], NOW) == ()


@pytest.mark.parametrize("back", [timedelta(seconds=1), timedelta(hours=3), timedelta(days=3650)])
def test_a_clock_put_back_begins_the_wait_anew(back: timedelta) -> None:
    state = mend(after(None, answer()), NOW - back)
    assert wait(state, NOW - back) == 30 * MINUTE
    assert mend(state, NOW - back) == state


def test_a_wait_without_end_has_one() -> None:
    state = replace(after(None, answer()), tried=None, due=NOW + timedelta(days=500))
    assert wait(mend(state, NOW)) == DAY
    weekly = replace(after(None, answer()), due=NOW + timedelta(days=7))
    assert collect.mended([weekly], NOW, {URL: 7 * DAY}) == ()


# --- properties ---------------------------------------------------------------------------

seconds = st.integers(0, 40 * DAY)
maybe = st.none() | seconds
answers = st.builds(
    lambda fresh, status, etag, target: answer(
        fresh=fresh, status=status, etag=etag, moved=target, location=target or URL
    ),
    maybe, st.sampled_from([200, 304]), st.sampled_from(["", '"a"', 'W/"b"']), st.sampled_from(["", NEW]),
)  # fmt: skip
errors = st.builds(
    lambda status, hold, refused: error(status, hold=hold, refused=refused),
    st.sampled_from([None, 200, 404, 410, 429, 500, 503]), maybe, st.booleans(),
)  # fmt: skip
channels = st.none() | st.builds(feed, maybe, st.integers(0, 99))
histories = st.lists(st.tuples(answers | errors, channels, st.integers(0, 3 * DAY)), min_size=1, max_size=12)


@given(histories, st.none() | st.integers(60, 9 * DAY))
def test_no_wait_is_cut_short_and_none_is_longer_than_the_ceiling(
    history: list[tuple[Fetched | FetchError, Channel | None, int]], every: int | None
) -> None:
    source, pace = replace(SOURCE, every=every), Pace()
    state, now = None, NOW
    ceiling = max(DAY, every or 0)
    for said, channel, passed in history:
        now += timedelta(seconds=passed)
        state = collect.after(state, said, source=source, now=now, channel=channel, pace=pace)
        if state.gone:
            assert collect.due([source], {URL: state}, now + timedelta(days=99)) == ()
            return
        named = [0 if isinstance(said, FetchError) and said.status is None and said.hold is not None
                 else every or pace.interval]  # fmt: skip
        if isinstance(said, FetchError):
            named.append(int(said.hold or 0))
        else:
            named += [said.fresh or 0, channel.ttl or 0 if channel else 0]
        assert wait(state, now) >= min(max(named), ceiling if every else DAY)
        assert wait(state, now) <= ceiling
        assert collect.due([source], {URL: state}, now + timedelta(seconds=ceiling)) == (source,)


@given(histories)
def test_a_state_comes_back_from_the_store_as_it_was_and_decides_the_same(
    history: list[tuple[Fetched | FetchError, Channel | None, int]],
) -> None:
    state: SourceState | None = None
    for said, channel, _ in history:
        stored = codec.loads(SourceState, codec.dumps(state)) if state else None
        assert stored == state
        one = collect.after(stored, said, source=SOURCE, now=NOW, channel=channel)
        assert one == collect.after(state, said, source=SOURCE, now=NOW, channel=channel)
        state = one


@given(st.integers(0, 40 * DAY), st.integers(0, 40 * DAY))
def test_a_longer_wait_is_never_a_shorter_one(one: int, other: int) -> None:
    short, long = sorted((one, other))
    waits = [
        wait(collect.after(None, answer(fresh=fresh), source=SOURCE, now=NOW)) for fresh in (short, long)
    ]
    assert waits[0] <= waits[1]


@given(st.text(max_size=20), st.integers(0, 1000))
def test_jitter_is_small_only_later_and_the_same_each_time(name: str, polls: int) -> None:
    source = Source(address=name)
    state = SourceState(address=name, polls=polls)
    first = collect.after(state, answer(), source=source, now=NOW)
    assert 30 * MINUTE <= wait(first) <= 33 * MINUTE
    assert first == collect.after(state, answer(), source=source, now=NOW)


def test_sources_do_not_fall_into_step() -> None:
    waits = {wait(collect.after(None, answer(), source=Source(address=f"{n}"), now=NOW)) for n in range(100)}
    assert len(waits) == 100
    assert max(waits) - min(waits) > 2 * MINUTE


@given(st.lists(st.integers(-3 * DAY, 3 * DAY), min_size=1, max_size=20))
def test_however_the_clock_jumps_a_source_is_asked_in_the_end_and_not_early(jumps: list[int]) -> None:
    state, now = collect.after(None, answer(), source=SOURCE, now=NOW), NOW
    for jump in jumps:
        now += timedelta(seconds=jump)
        before, state = state, mend(state, now)
        if jump < 0 and before.tried and before.tried > now:
            assert wait(state, now) >= 30 * MINUTE
        assert wait(state, now) <= DAY
    assert collect.due([SOURCE], {URL: state}, now + timedelta(days=1)) == (SOURCE,)


# --- claims -------------------------------------------------------------------------------


def test_a_claim_keeps_all_but_the_wait() -> None:
    state = after(None, answer(etag='"a"', fresh=HOUR))
    later = NOW + timedelta(hours=1)
    claim = collect.claimed(SOURCE, state, later, PACE)
    assert wait(claim, later) == 30 * MINUTE
    assert replace(claim, due=state.due, tried=state.tried) == state
    assert collect.due([SOURCE], {URL: claim}, later) == ()
    assert wait(collect.claimed(SOURCE, None, NOW, PACE)) == 30 * MINUTE


# --- errands ------------------------------------------------------------------------------

ERRAND = Errand(key="k", entry=Document(source="f#1", kind=MediaKind.ENTRY, content=b"x"), tries=0)


@pytest.mark.parametrize(
    ("status", "refused", "passing"),
    [
        (None, False, True), (500, False, True), (503, False, True), (429, False, True), (408, False, True),
        (425, False, True), (404, False, False), (410, False, False), (403, False, False),
        (401, False, False), (451, False, False), (None, True, False), (503, True, False),
    ],
)  # fmt: skip
def test_what_may_pass_is_tried_again(status: int | None, refused: bool, passing: bool) -> None:
    said = error(status, refused=refused)
    assert collect.is_passing(said) is passing
    assert (collect.again(ERRAND, said, NOW) is not None) is passing


def test_an_errand_is_run_five_times_ever_more_slowly() -> None:
    errand: Errand | None = ERRAND
    waits = []
    for tries in range(1, 5):
        assert errand
        errand = collect.again(errand, error(), NOW)
        assert errand
        assert errand.tries == tries
        assert errand.due
        waits.append((errand.due - NOW).total_seconds())
    assert waits == [15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR]
    assert errand
    assert collect.again(errand, error(), NOW) is None


def test_a_hold_is_kept_and_a_host_that_was_not_asked_is_no_try() -> None:
    told = collect.again(ERRAND, error(429, hold=3 * HOUR), NOW)
    held = collect.again(ERRAND, error(None, hold=3 * HOUR), NOW)
    assert told
    assert held
    assert told.due == held.due == NOW + timedelta(hours=3)
    assert (told.tries, held.tries) == (1, 0)
    long = collect.again(ERRAND, error(None, hold=300 * DAY), NOW)
    assert long
    assert long.due == NOW + timedelta(days=1)


def test_errands_are_run_when_they_are_due_the_longest_waiting_first() -> None:
    soon = replace(ERRAND, key="soon", due=NOW + timedelta(minutes=1))
    late = replace(ERRAND, key="late", due=NOW - timedelta(minutes=1))
    later = replace(ERRAND, key="later", due=NOW - timedelta(minutes=9))
    assert [one.key for one in collect.errands_due([soon, late, ERRAND, later], NOW)] == [
        "k",
        "later",
        "late",
    ]
