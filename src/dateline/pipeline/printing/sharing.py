"""Work on many items that each need something of the store, shared out by the engine, some items at a time.

Decides how the work is cut: whoever does it looks up what it needs, too, so that nothing but names goes
there and nothing but results comes back. Where items fail together each is tried by itself: one stops no
other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from dateline.core.types import Failure

if TYPE_CHECKING:
    from dateline.core.ports import Store
    from dateline.pipeline.desk import Desk

Item = TypeVar("Item")
Result = TypeVar("Result")
#: What is done with some items, and the store that it is done from.
Work = Callable[["Store", tuple[Item, ...]], tuple[Result, ...]]

#: So many items are worked on together; of a few, fewer, so that there is work for everybody.
_MOST, _PARTS = 16, 8


def shared(
    work: Work[Item, Result], items: Sequence[Item], name: Callable[[Item], str], label: str, desk: Desk
) -> Iterator[Result | Failure]:
    """What came of each item, in their order but for those that had to be tried again, which come last.

    ``work`` is a function of a module, or a ``partial`` of one. A failure is called by the item's name.
    """
    size = max(1, min(_MOST, len(items) // _PARTS))
    rest = iter(items)
    batches = list(iter(lambda: tuple(islice(rest, size)), ()))
    again: list[tuple[Item, ...]] = []
    for batch, made in zip(batches, _run(work, batches, size, label, desk), strict=True):
        if isinstance(made, Failure):
            again += [(item,) for item in batch]
        else:
            yield from made
    for (item,), made in zip(again, _run(work, again, size, label, desk), strict=True):
        if isinstance(made, Failure):
            yield replace(made, item=name(item))
        else:
            yield from made


def _run(
    work: Work[Item, Result], batches: Sequence[tuple[Item, ...]], size: int, label: str, desk: Desk
) -> Iterable[tuple[Result, ...] | Failure]:
    """Where the store can be opened elsewhere, it may be; one in memory is worked on here."""
    reader = desk.store.reader()
    stage = partial(_done, work, reader or (lambda: desk.store))
    return desk.engine.each(stage, batches, lambda _: label, label, weight=size if reader else 0)


def _done(
    work: Work[Item, Result], opened: Callable[[], Store], batch: tuple[Item, ...]
) -> tuple[Result, ...]:
    return work(opened(), batch)
