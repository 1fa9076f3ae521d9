"""Which addresses may be written to: nobody who did not confirm, but for the one mail that asks.

Decides what an address is, how often one may be asked to confirm, and what a confirmation changes. Sends
nothing and keeps nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

import idna

from dateline.core.ids import digest
from dateline.core.subscriptions import Cadence, Standing, Subscription
from dateline.stages.publish.digest.due import Hours, next_slot

__all__ = ["HOURLY", "asked", "confirmed", "forgotten_before", "identify", "mailbox", "may_ask"]

#: How long a link that confirms is good.
GOOD_FOR = timedelta(hours=48)
#: Most mails that ask one address to confirm, how far apart, and after which time they are forgotten.
_ASKS, _APART, _MEMORY = 3, timedelta(hours=1), timedelta(days=30)
#: Most mails of the whole site that ask, in an hour.
HOURLY = 200
_LONGEST_LOCAL, _LONGEST = 64, 254  # RFC 5321, 4.5.3.1
#: A dot-atom of RFC 5322: no quotes, no comments, ASCII alone.
_LOCAL = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*", re.ASCII)


def mailbox(text: str) -> str:
    """An address as it is written to, its domain in lower case and ASCII; "" where it is none that we take.

    Quoted names, addresses of hosts in brackets and names beyond ASCII (RFC 6531) are not taken: few servers
    hand them on.
    """
    local, at, domain = text.strip().rpartition("@")
    if not at or len(local) > _LONGEST_LOCAL or not _LOCAL.fullmatch(local):
        return ""
    try:
        host = idna.encode(domain.strip(), uts46=True, std3_rules=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError):
        return ""
    found = f"{local}@{host}"
    known = "." in host and not host.replace(".", "").isdecimal() and not host.endswith(".")
    return found if known and len(found) <= _LONGEST else ""


def identify(address: str, theme: str) -> str:
    """The id of a subscription: one for an address and what it follows, whatever its letters' case."""
    return "m" + digest("subscription", address.lower(), theme)


def may_ask(held: Subscription | None, cadence: Cadence, now: datetime, of_the_site: int) -> bool:
    """Whether the mail that asks for confirmation may go out. ``of_the_site``: how many did in an hour."""
    if of_the_site >= HOURLY:
        return False
    if held is None or held.asked is None or now - held.asked >= _MEMORY:
        return held is None or not _has(held, cadence)
    return not _has(held, cadence) and held.asks < _ASKS and now - held.asked >= _APART


def asked(
    held: Subscription | None, address: str, theme: str, cadence: Cadence, now: datetime
) -> Subscription:
    """A subscription that was just asked for. What is confirmed stays so until the new wish is, too."""
    known = held or Subscription(id=identify(address, theme), address=address, theme=theme)
    forgotten = known.asked is None or now - known.asked >= _MEMORY
    wish = known if known.standing is Standing.CONFIRMED else replace(known, cadence=cadence)
    return replace(wish, asked=now, asks=1 if forgotten else known.asks + 1)


def confirmed(
    held: Subscription, cadence: Cadence, now: datetime, told: datetime, hours: Hours
) -> Subscription:
    """A subscription whose address answered. ``told`` is the newest change that the site shows by now."""
    anew = held.standing is not Standing.CONFIRMED
    return replace(
        held,
        cadence=cadence,
        standing=Standing.CONFIRMED,
        confirmed=now if anew else held.confirmed,
        told=told if anew else held.told,
        due=next_slot(now, cadence, hours),
        tries=0,
        refusals=0,
        reply="",
    )


def forgotten_before(now: datetime) -> datetime:
    """Whoever was asked before then and never answered is forgotten."""
    return now - _MEMORY


def _has(held: Subscription, cadence: Cadence) -> bool:
    """Whether the wish is granted already."""
    return held.standing is Standing.CONFIRMED and held.cadence is cadence
