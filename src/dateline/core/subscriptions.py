"""Who reads the site by mail: what they asked for, and how far they were told. Plain values.

What is due, what a letter says and whether anybody may be written to is decided in ``stages.publish.digest``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Cadence(StrEnum):
    """How often a digest comes."""

    DAILY = "daily"
    WEEKLY = "weekly"


class Standing(StrEnum):
    """Whether an address may be written to: asked and not yet confirmed, confirmed, or not any more.

    ``SUSPENDED`` addresses refused their mail several times in a row. Who unsubscribes is forgotten.
    """

    PENDING = "pending"
    CONFIRMED = "confirmed"
    SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One address that follows the whole site (``theme`` "") or one theme.

    ``id`` is a function of address and theme. ``asked`` is when the last of ``asks`` confirmation mails went
    out. ``told`` is up to which change of the site the reader was told, ``due`` when the next digest is to be
    made (None: never). ``attempted`` is the id of the last digest that may have been handed over: it is never
    sent again. ``tries`` counts attempts at the digest that is due, ``refusals`` digests in a row that the
    receiving server refused for good, ``reply`` are its last words.
    """

    id: str
    address: str
    theme: str = ""
    cadence: Cadence = Cadence.DAILY
    standing: Standing = Standing.PENDING
    asked: datetime | None = None
    asks: int = 0
    confirmed: datetime | None = None
    told: datetime | None = None
    due: datetime | None = None
    attempted: str = ""
    tries: int = 0
    refusals: int = 0
    reply: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail to one reader. ``headers`` are those beside From, To, Subject, Date and Message-ID.

    ``sender`` and ``to`` are plain addresses, ``name`` is what the sender is called. ``html`` says the same
    as ``text``; "" where there is none.
    """

    sender: str
    name: str
    to: str
    subject: str
    date: datetime
    message_id: str
    text: str
    html: str = ""
    headers: tuple[tuple[str, str], ...] = ()


class Outcome(StrEnum):
    """What became of a letter that was handed to a server.

    ``REFUSED`` blames the address and ends this try, ``LATER`` asks for another, and in both the letter was
    not taken. ``UNKNOWN``: the line broke after the text was sent and before the server said that it has it.
    """

    SENT = "sent"
    REFUSED = "refused"
    LATER = "later"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What became of a letter, and what the server said."""

    outcome: Outcome
    reply: str = ""
