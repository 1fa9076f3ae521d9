"""The files of addresses: what is made of each, and what need not be made again.

Decides which files of an address are wanted. What lies at it, ``publish`` decides; who makes it where,
:mod:`sharing` and the engine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from dateline.core.ids import digest
from dateline.core.site import Edition
from dateline.pipeline.printing.gathering import gather_all
from dateline.pipeline.printing.sharing import shared
from dateline.stages import publish

if TYPE_CHECKING:
    from dateline.core.ports import Store
    from dateline.core.site import File
    from dateline.core.types import Failure
    from dateline.pipeline.desk import Desk
    from dateline.stages.publish.addresses import Address
    from dateline.stages.publish.issue import Shelf


@dataclass(frozen=True, slots=True)
class Task:
    """An address whose files are to be made.

    ``page_only``: nothing but its page tells of what changed. ``known`` is the digest of what it was made
    from last, where that is remembered ("": not by now); from the same nothing is made again.
    """

    address: Address
    page_only: bool = False
    known: str | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """The files of an address, and the digest of what they were made from, where that is remembered."""

    address: Address
    files: tuple[File, ...] = ()
    digest: str = ""


def printed(tasks: Sequence[Task], desk: Desk, edition: Edition) -> Iterator[Made | Failure]:
    """What came of each of these; a failure is called by the page of its address."""
    return shared(partial(_made, edition), tasks, _name, "publish", desk)


def _made(edition: Edition, store: Store, tasks: tuple[Task, ...]) -> tuple[Made, ...]:
    shelves = gather_all([task.address for task in tasks], store, edition)
    return tuple(_of(task, shelf) for task, shelf in zip(tasks, shelves, strict=True))


def _of(task: Task, shelf: Shelf | None) -> Made:
    if shelf is None:
        return Made(task.address)
    told_apart = task.known is not None and not _lists(shelf)
    found = digest("shelf", repr(replace(shelf, edition=Edition()))) if told_apart else ""
    if task.known and task.known == found:
        return Made(task.address, digest=found)
    files = publish.files(task.address, shelf)
    return Made(task.address, tuple(islice(files, 1) if task.page_only else files), found)


def _lists(shelf: Shelf) -> bool:
    """Whether stories are listed: their listings take longer to compare than to print."""
    return bool(shelf.listings) or any(shelf.found.values())


def _name(task: Task) -> str:
    return task.address.page
