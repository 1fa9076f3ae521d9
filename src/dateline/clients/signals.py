"""The terms that an answer and its host state: headers, and TDMRep's file at a well-known place.

Decides which of them speak of the address at hand, and passes on what they say as signals. What follows
from them is decided by ``stages/extract/rights.py``; nothing is fetched here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from dateline.clients.robots import pattern, target_of
from dateline.core.terms import PRODUCT, directives
from dateline.core.types import Signal

TDMREP = "/.well-known/tdmrep.json"
RESERVATIONS = ("0", "1")  # TDMRep: any other value counts as unset

_LONGEST = 1000  # characters of a header that are kept as evidence
#: RFC 8288: one link of a header, its parameters as they are.
_LINK = re.compile(r"<([^<>]*)>((?:\s*;\s*[\w*-]+(?:\s*=\s*(?:\"[^\"]*\"|[^\s;,\"]*))?)*)")
_PARAMETER = re.compile(r";\s*([\w*-]+)\s*=\s*(?:\"([^\"]*)\"|([^\s;,\"]*))")

Headers = Iterable[tuple[str, str]]


def header_signals(headers: Headers, url: str, product: str = PRODUCT) -> tuple[Signal, ...]:
    """What the headers of the answer from ``url`` say of its terms, in their order, each once.

    ``X-Robots-Tag`` without what is meant for other robots, ``Content-Usage`` (AIPREF), ``tdm-reservation``
    and ``tdm-policy`` (TDMRep), ``Link`` with ``rel=license``.
    """
    found = (
        Signal(name=name, value=value, where=url)
        for field, text in headers
        for name, value in _said(field.strip().lower(), text.strip()[:_LONGEST], url, product)
    )
    return tuple(dict.fromkeys(found))


def _said(field: str, value: str, url: str, product: str) -> Iterator[tuple[str, str]]:
    if field == "x-robots-tag":
        if ours := directives(value, product):
            yield field, ", ".join(ours)
    elif field == "tdm-reservation":
        if value in RESERVATIONS:
            yield field, value
    elif field in ("content-usage", "content-signal", "tdm-policy"):
        if value:
            yield field, value
    elif field == "link":
        yield from (("licence", urljoin(url, address)) for address in _licences(value))


def _licences(value: str) -> Iterator[str]:
    """The targets of a Link header that are the licence of the page itself, not of what it anchors to."""
    for target, parameters in _LINK.findall(value):
        held = {name.lower(): quoted or plain for name, quoted, plain in _PARAMETER.findall(parameters)}
        if "license" in held.get("rel", "").lower().split() and "anchor" not in held:
            yield target.strip()


def tdmrep_signals(text: str, url: str) -> tuple[Signal, ...]:
    """What a host's ``tdmrep.json`` says of ``url``: the first location that matches decides.

    Locations are patterns as in robots.txt. What is no such file says nothing.
    """
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    parts = urlsplit(url)
    target = target_of(f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path)
    where = f"{parts.scheme}://{parts.netloc}{TDMREP}"
    for entry in told if isinstance(told, list) else [told]:
        location = entry.get("location") if isinstance(entry, dict) else None
        if isinstance(location, str) and pattern(_rooted(location.strip())).matches(target):
            return tuple(Signal(name=name, value=value, where=where) for name, value in _entry(entry))
    return ()


def _rooted(location: str) -> str:
    return location if location.startswith(("/", "*")) else f"/{location}"


def _entry(entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    reservation, policy = entry.get("tdm-reservation"), entry.get("tdm-policy")
    if type(reservation) is int and str(reservation) in RESERVATIONS:  # JSON's true is no 1
        yield "tdmrep", str(reservation)
    if isinstance(policy, str) and policy.strip():
        yield "tdm-policy", policy.strip()[:_LONGEST]
