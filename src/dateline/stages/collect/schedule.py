"""When a source is asked, with which validators, and what its answer changes: politeness as arithmetic.

Decides from what is known of a source and the time it is given; asks nobody, keeps nothing, reads no clock.
How long one request may take, and how many go to a host at a time, is the gateway's.

A clock that was put back is seen, for then the last try lies ahead: the wait begins anew. A clock that was
put forward cannot be told from time that went by, and is believed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dateline.core.errors import FetchError
from dateline.core.ports import Fetched, Purpose, Wanted
from dateline.core.sources import Channel, Errand, Source, SourceKind, SourceState

MINUTE, HOUR, DAY = 60, 3600, 86400

#: An answer that says: for good (RFC 9110 §15.5.11).
GONE = 410

#: Answers that may be another one in an hour, beside all of 500 and above and no answer at all.
_PASSING = frozenset({408, 421, 423, 425, 429})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How often we ask, in seconds. ``longest`` bounds what others may ask of us, not the operator's wish.

    ``jitter`` is the largest part of a wait that is added to it, up to ``most_jitter``, so that sources do
    not fall into step. ``moves`` is how many permanent redirects in a row change an address; an errand is
    run ``tries`` times, first again after ``errand``.
    """

    interval: int = 30 * MINUTE
    longest: int = DAY
    jitter: float = 0.1
    most_jitter: int = 10 * MINUTE
    moves: int = 3
    tries: int = 5
    errand: int = 15 * MINUTE


# --- what is due --------------------------------------------------------------------------


def due(sources: Iterable[Source], states: Mapping[str, SourceState], now: datetime) -> tuple[Source, ...]:
    """The sources to ask now, never asked ones first, then the longest overdue; never those that are gone."""
    waiting = {
        source.address: (_due_at(states.get(source.address)), source)
        for source in sources
        if not is_gone(source, states)
    }
    ready = [(at, source) for at, source in waiting.values() if at is None or at <= now]
    return tuple(
        source for _, source in sorted(ready, key=lambda pair: (pair[0] is not None, pair[0] or now))
    )


def next_due(
    sources: Iterable[Source], states: Mapping[str, SourceState], errands: Iterable[Errand], now: datetime
) -> datetime | None:
    """When there is something to do next: ``now`` or later; None where nothing ever will be."""
    times = [_due_at(states.get(source.address)) or now for source in sources if not is_gone(source, states)]
    times += [errand.due or now for errand in errands]
    return max(now, min(times)) if times else None


def is_gone(source: Source, states: Mapping[str, SourceState]) -> bool:
    """Whether the source said that it is gone for good."""
    state = states.get(source.address)
    return state is not None and state.gone


def _due_at(state: SourceState | None) -> datetime | None:
    return state.due if state else None


def mended(
    states: Iterable[SourceState], now: datetime, waits: Mapping[str, int] | None = None, pace: Pace = Pace()
) -> tuple[SourceState, ...]:
    """The states that a clock put back has made wrong, put right: no wait is cut short, and none has no end.

    ``waits`` are the operator's own intervals by address. The result is to be saved.
    """
    put_right = (
        (state, _mended(state, now, _ceiling((waits or {}).get(state.address), pace))) for state in states
    )
    return tuple(right for state, right in put_right if right != state)


def _mended(state: SourceState, now: datetime, ceiling: float) -> SourceState:
    back = state.tried - now if state.tried and state.tried > now else timedelta()
    shifted = replace(
        state,
        tried=state.tried - back if state.tried else None,
        due=state.due - back if state.due else None,
    )
    latest = now + timedelta(seconds=ceiling)
    return replace(shifted, due=latest) if shifted.due and shifted.due > latest else shifted


# --- the question -------------------------------------------------------------------------


def wanted(source: Source, state: SourceState | None = None) -> Wanted:
    """The request for a source, with the validators of its last answer, byte for byte or not at all."""
    purpose = Purpose.PAGE if source.kind is SourceKind.PAGE else Purpose.FEED
    if state is None:
        return Wanted(url=source.address, purpose=purpose)
    return Wanted(
        url=state.location or source.address,
        purpose=purpose,
        etag=state.etag,
        last_modified=state.last_modified,
        given_by=state.given_by,
    )


def claimed(source: Source, state: SourceState | None, now: datetime, pace: Pace = Pace()) -> SourceState:
    """What is kept before the question goes out: were we killed now, the next start would not ask early."""
    held = state or SourceState(address=source.address)
    return replace(held, tried=now, due=now + timedelta(seconds=_own(source, pace)))


def anew(state: SourceState) -> SourceState:
    """A source that the operator adds again: asked at once, whatever it said; its validators are kept."""
    return replace(state, gone=False, due=None, errors=0, status=None, reason="", remedy="")


# --- the answer ---------------------------------------------------------------------------


def after(
    state: SourceState | None,
    answer: Fetched | FetchError,
    *,
    source: Source,
    now: datetime,
    channel: Channel | None = None,
    newest: datetime | None = None,
    pace: Pace = Pace(),
) -> SourceState:
    """What is known of a source after an answer that came at ``now``, and when it is due.

    ``channel`` is what a feed or sitemap said of itself, ``newest`` the time of its latest entry. A
    ``FetchError`` with status 200 says that the answer was of no use.
    """
    held = state or SourceState(address=source.address)
    if isinstance(answer, Fetched):
        return _after_answer(held, answer, source, now, channel, newest, pace)
    if answer.hold is not None and answer.status is None:
        # It was not asked: its host wants to be left alone.
        return replace(held, due=now + timedelta(seconds=min(answer.hold, _ceiling(source.every, pace))))
    return _after_error(held, answer, source, now, pace)


def _after_answer(
    state: SourceState,
    answer: Fetched,
    source: Source,
    now: datetime,
    channel: Channel | None,
    newest: datetime | None,
    pace: Pace,
) -> SourceState:
    # What a whole answer does not say is no longer so; 304 leaves what it does not repeat (RFC 9111 §3.2).
    kept = state if answer.unchanged else SourceState(address=state.address)
    good = replace(
        _moved(state, answer, pace),
        etag=answer.etag or kept.etag,
        last_modified=answer.last_modified or kept.last_modified,
        given_by=answer.location,
        fresh=kept.fresh if answer.fresh is None else answer.fresh,
        ttl=channel.ttl if channel else kept.ttl,
        good=now,
        tried=now,
        gone=False,
        errors=0,
        status=answer.status,
        reason="",
        remedy="",
        entries=channel.entries if channel else state.entries,
        newest=max(filter(None, (state.newest, newest)), default=None),
        polls=state.polls + 1,
    )
    return _waiting(good, 0, source, now, pace)


def _moved(state: SourceState, answer: Fetched, pace: Pace) -> SourceState:
    """The address changes after several permanent redirects in a row to one target (RFC 9110 §15.4.2)."""
    moves = 0 if not answer.moved else state.moves + 1 if answer.moved == state.moving else 1
    if moves < pace.moves:
        return replace(state, moving=answer.moved, moves=moves)
    former = (*state.former, state.location or state.address)
    return replace(state, location=answer.moved, moving="", moves=0, former=former)


def _after_error(
    state: SourceState, error: FetchError, source: Source, now: datetime, pace: Pace
) -> SourceState:
    bad = replace(
        state,
        tried=now,
        errors=state.errors + 1,
        status=error.status,
        reason=error.reason,
        remedy=error.remedy,
        moving="",
        moves=0,
        polls=state.polls + 1,
    )
    if error.status is not None and error.status < 300:
        # The answer was whole and of no use: the validators of the last good one are no longer the last.
        bad = replace(bad, etag="", last_modified="", given_by="")
    if error.status == GONE:
        remedy = f"remove it, or add it again if it is back: dateline source add {state.address}"
        return replace(bad, gone=True, due=None, remedy=remedy)
    backed_off = pace.longest if error.refused else _own(source, pace) * 2.0 ** min(bad.errors - 1, 30)
    return _waiting(bad, max(backed_off, error.hold or 0), source, now, pace)


# --- the wait -----------------------------------------------------------------------------


def _waiting(state: SourceState, asked: float, source: Source, now: datetime, pace: Pace) -> SourceState:
    """Due after the longest of all waits that were named, within the ceiling, and a little later."""
    ceiling = _ceiling(source.every, pace)
    good = state.errors == 0
    named = (_own(source, pace), asked, state.ttl or 0, (state.fresh or 0) if good else 0)
    wait = min(max(named), ceiling)
    later = min(wait * pace.jitter, pace.most_jitter) * _fraction(state.address, state.polls)
    due_at = now + timedelta(seconds=min(wait + later, ceiling))
    return replace(state, due=due_at)


def _own(source: Source, pace: Pace) -> float:
    return max(source.every or pace.interval, 1)


def _ceiling(every: int | None, pace: Pace) -> float:
    return max(pace.longest, every or pace.interval)


def _fraction(address: str, poll: int) -> float:
    """A number from 0 up to 1 that is the same for the same poll of the same source."""
    hashed = hashlib.sha256(f"{poll} {address}".encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(hashed[:4]) / 2**32


# --- errands ------------------------------------------------------------------------------


def errands_due(errands: Iterable[Errand], now: datetime) -> tuple[Errand, ...]:
    """The entries whose page is to be fetched now, those that wait longest first."""
    ready = (errand for errand in errands if errand.due is None or errand.due <= now)
    return tuple(sorted(ready, key=lambda errand: (errand.due is not None, errand.due or now)))


def again(errand: Errand, error: FetchError, now: datetime, pace: Pace = Pace()) -> Errand | None:
    """The errand to be run later, or None where asking again is no use or was tried often enough.

    A host that wants to be left alone was not asked: that is no try.
    """
    if error.hold is not None and error.status is None:
        return replace(errand, due=now + timedelta(seconds=min(error.hold, pace.longest)))
    tries = errand.tries + 1
    if not is_passing(error) or tries >= pace.tries:
        return None
    wait = max(pace.errand * 2.0 ** min(tries - 1, 30), error.hold or 0)
    return replace(errand, tries=tries, due=now + timedelta(seconds=min(wait, pace.longest)))


def is_passing(error: FetchError) -> bool:
    """Whether the same request may well be answered later."""
    if error.refused:
        return False
    return error.status is None or error.status in _PASSING or error.status >= 500
