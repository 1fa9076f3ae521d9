"""When a digest is due, and what follows from what became of it.

Decides that no digest goes out twice: it is marked before its text is handed over
(``Subscription.attempted``), and one that is marked is never tried again, whatever happened next. What it
would have told is not lost: the next digest goes on from the last one that was surely taken. Reads no clock.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from dateline.core.ids import digest
from dateline.core.subscriptions import Cadence, Delivery, Outcome, Standing, Subscription

__all__ = [
    "_REFUSALS",
    "Hours",
    "after",
    "attempting",
    "identify",
    "next_slot",
    "skipped",
    "slot",
    "spent",
    "suspended",
]

#: How long to wait before a letter is tried again (RFC 5321, 4.5.4.1: 30 minutes and more, then longer).
_BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (30, 30, 60, 120, 240, 480))
#: So many digests in a row that the receiving server refused, and the address is written to no more.
_REFUSALS = 3
_REPLY = 200  # characters of a server's answer that are kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """When digests go out, in UTC. ``weekday`` is that of weekly ones, Monday is 0."""

    hour: int = 6
    weekday: int = 0


def slot(now: datetime, cadence: Cadence, hours: Hours) -> datetime:
    """The last moment at which a digest was due, not after ``now``."""
    at = now.astimezone(UTC).replace(hour=hours.hour, minute=0, second=0, microsecond=0)
    if at > now:
        at -= timedelta(days=1)
    if cadence is Cadence.WEEKLY:
        at -= timedelta(days=(at.weekday() - hours.weekday) % 7)
    return at


def next_slot(now: datetime, cadence: Cadence, hours: Hours) -> datetime:
    """The first moment after ``now`` at which a digest is due."""
    return slot(now, cadence, hours) + timedelta(days=7 if cadence is Cadence.WEEKLY else 1)


def identify(held: Subscription, now: datetime, hours: Hours) -> str:
    """The id of the digest that is due: the same however often it is tried."""
    return "d" + digest("digest", held.id, slot(now, held.cadence, hours).isoformat())


def spent(held: Subscription, now: datetime, hours: Hours) -> bool:
    """Whether the digest that is due may have been handed over before."""
    return held.attempted == identify(held, now, hours)


def attempting(held: Subscription, now: datetime, hours: Hours) -> Subscription:
    """A subscription whose digest is about to be handed over; to be kept before it is."""
    return replace(held, attempted=identify(held, now, hours))


def skipped(held: Subscription, now: datetime, hours: Hours) -> Subscription:
    """A subscription whose digest is not sent: there is nothing new, or it may have gone out."""
    return replace(held, due=next_slot(now, held.cadence, hours), tries=0)


def after(
    held: Subscription, delivery: Delivery, told: datetime, now: datetime, hours: Hours
) -> Subscription:
    """What follows from what became of a digest, which told of all changes up to ``told``."""
    on = replace(skipped(held, now, hours), reply=delivery.reply[:_REPLY])
    if delivery.outcome is Outcome.SENT:
        return replace(attempting(on, now, hours), told=told, refusals=0, reply="")
    if delivery.outcome is Outcome.UNKNOWN:
        return attempting(on, now, hours)
    if delivery.outcome is Outcome.LATER and held.tries < len(_BACKOFF):
        wait = _BACKOFF[held.tries]
        return replace(on, attempted="", tries=held.tries + 1, due=now + wait)
    refused = replace(on, attempted="", refusals=held.refusals + 1)
    return suspended(refused, refused.reply) if refused.refusals >= _REFUSALS else refused


def suspended(held: Subscription, reply: str) -> Subscription:
    """A subscription whose address is written to no more; ``reply`` is what its server said."""
    return replace(held, standing=Standing.SUSPENDED, due=None, reply=reply)
