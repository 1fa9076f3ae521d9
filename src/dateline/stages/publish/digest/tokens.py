"""Links in letters that only we can have written: what they ask for, and a code over it (HMAC, RFC 2104).

Decides their form: ``c.<subscription>.<cadence>.<expires>.<code>`` confirms, ``u.<subscription>.<code>``
unsubscribes and never expires. A code made for one purpose is good for no other. Reads no clock.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from dateline.core.subscriptions import Cadence

__all__ = ["Confirmation", "confirming", "leaving", "read_confirming", "read_leaving"]

_PURPOSE = b"dateline mail 1\x00"
_CODE = 20  # bytes: 160 bits
_CONFIRMING = re.compile(r"c\.([a-z0-9-]{1,80})\.([a-z]{1,10})\.([0-9]{1,11})\.[A-Za-z0-9_-]{27}")
_LEAVING = re.compile(r"u\.([a-z0-9-]{1,80})\.[A-Za-z0-9_-]{27}")


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What a link confirms: that a subscription is wanted, this often."""

    subscription: str
    cadence: Cadence


def confirming(subscription: str, cadence: Cadence, expires: datetime, secret: bytes) -> str:
    """The token of a link that confirms a subscription until ``expires``."""
    return _signed(f"c.{subscription}.{cadence}.{int(expires.timestamp())}", secret)


def leaving(subscription: str, secret: bytes) -> str:
    """The token of a link that unsubscribes, for ever."""
    return _signed(f"u.{subscription}", secret)


def read_confirming(token: str, now: datetime, secret: bytes) -> Confirmation | None:
    """What a token confirms; None where it is not ours, or no longer good."""
    found = _CONFIRMING.fullmatch(token)
    if not found or not _ours(token, secret):
        return None
    subscription, cadence, expires = found.groups()
    if now.astimezone(UTC).timestamp() > int(expires) or cadence not in set(Cadence):
        return None
    return Confirmation(subscription, Cadence(cadence))


def read_leaving(token: str, secret: bytes) -> str:
    """Which subscription a token ends; "" where it is not ours."""
    found = _LEAVING.fullmatch(token)
    return found.group(1) if found and _ours(token, secret) else ""


def _signed(matter: str, secret: bytes) -> str:
    code = hmac.new(secret, _PURPOSE + matter.encode(), hashlib.sha256).digest()[:_CODE]
    return f"{matter}.{base64.urlsafe_b64encode(code).decode().rstrip('=')}"


def _ours(token: str, secret: bytes) -> bool:
    return hmac.compare_digest(_signed(token.rpartition(".")[0], secret).encode(), token.encode())
