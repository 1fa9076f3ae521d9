"""What answers are made of: parts of lists with cursors, and stories that ended.

Decides how a list that is held whole is given in parts: the cursor names the place in the order, no number.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from dateline.app.serving.sought import Cursor, decode, encode
from dateline.core.errors import InputError

if TYPE_CHECKING:
    from dateline.core.jsonl import Json

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of an answer, and the cursor of the next, "" where there is none."""

    items: tuple[Json, ...]
    next: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """A story that was printed and has no report any more, and the stories that its address leads to."""

    story: str
    heirs: tuple[str, ...]


def keyset(
    ordered: Sequence[Item], key: Callable[[Item], tuple[Any, ...]], question: str, limit: int, cursor: str
) -> tuple[Sequence[Item], str]:
    """The items after a cursor, and the cursor of those that follow. Raises ``InputError``.

    ``ordered`` is in the order of ``key``, whose last part is a name of the item's own.
    """
    begin = decode(cursor, question)
    try:
        first = bisect_right(ordered, _place(begin), key=key) if begin.at else 0
    except TypeError as error:  # a place in some other order
        raise InputError("cursor", "it is none of ours", "begin again without it") from error
    shown = ordered[first : first + limit]
    if first + limit >= len(ordered):
        return shown, ""
    return shown, encode(Cursor(at=json.dumps(key(shown[-1]))), question)


def _place(cursor: Cursor) -> tuple[Any, ...]:
    try:
        *numbers, name = json.loads(cursor.at)
        return (*(int(number) for number in numbers), str(name))
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise InputError("cursor", "it is none of ours", "begin again without it") from error
