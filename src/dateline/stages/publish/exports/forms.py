"""JSON and times as exports write them: one form after the other, so that no format holds all stories."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from dateline.core.types import Precision, Stamp

_BATCH = 200


def array(forms: Iterable[Any], before: str = "[", after: str = "]") -> Iterator[bytes]:
    """Forms between two pieces of JSON, each on a line of its own."""
    held: list[str] = [before]
    mark = "\n"
    for form in forms:
        held.append(mark + text(form))
        mark = ",\n"
        if len(held) > _BATCH:
            yield encoded("".join(held))
            held.clear()
    yield encoded("".join((*held, f"\n{after}\n")))


def lines(forms: Iterable[Any]) -> Iterator[bytes]:
    """JSON Lines: one form a line."""
    for form in forms:
        yield encoded(f"{text(form)}\n")


def text(form: Any) -> str:
    """A form as JSON on one line, whatever its letters."""
    return json.dumps(form, ensure_ascii=False)


def encoded(told: str) -> bytes:
    """UTF-8; a lone surrogate, which it cannot hold, becomes a question mark."""
    return told.encode("utf-8", "replace")


def instant(stamp: Stamp | None) -> str:
    """A date-time as the schema wants it, "" for a day or a time without a zone: no hour is made up."""
    exact = stamp and not stamp.floating and stamp.precision in (Precision.SECOND, Precision.MINUTE)
    return stamp.rfc3339() if stamp and exact else ""
