"""Run an *each* stage here: in this process where the work is small, else in worker processes.

Keeps one item's trouble to that item: whatever a stage raises becomes a ``Failure``, and an item
that kills its worker is found and named while its neighbours go on. Decides nothing else.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import TypeVar

from dateline.core.errors import DatelineError
from dateline.core.types import Failure

Item = TypeVar("Item")
Result = TypeVar("Result")

#: Starting a worker takes about two seconds of imports: fewer items than this are done sooner here.
_WORTH_WORKERS = 200
_CHUNK = 25


class LocalEngine:
    """``core.ports.Engine`` on the processors of this machine."""

    def __init__(self, workers: int = 1) -> None:
        self._workers = workers

    def each(
        self,
        stage: Callable[[Item], Result],
        items: Sequence[Item],
        name: Callable[[Item], str],
        label: str,
    ) -> Iterator[Result | Failure]:
        """The results in the order of the items; ``label`` is the stage's name in failures."""
        if self._workers <= 1 or len(items) < _WORTH_WORKERS:
            return (_one(stage, label, (name(item), item)) for item in items)
        return self._in_workers(partial(_one, stage, label), [(name(item), item) for item in items], label)

    def _in_workers(
        self,
        work: Callable[[tuple[str, Item]], Result | Failure],
        named: list[tuple[str, Item]],
        label: str,
    ) -> Iterator[Result | Failure]:
        done = 0
        while done < len(named):
            try:
                with self._pool(self._workers) as pool:
                    for result in pool.map(work, named[done:], chunksize=_CHUNK):
                        yield result
                        done += 1
            except BrokenProcessPool:
                # Some item of the chunk after the last result killed its worker: find it by running
                # the chunk's items one at a time, then go on with a fresh pool.
                for pair in named[done : done + _CHUNK]:
                    yield self._alone(work, pair, label)
                    done += 1

    def _alone(
        self, work: Callable[[tuple[str, Item]], Result | Failure], pair: tuple[str, Item], label: str
    ) -> Result | Failure:
        with self._pool(1) as pool:
            try:
                return pool.submit(work, pair).result()
            except BrokenProcessPool:
                reason = "its worker process died (out of memory, or a fault in a library)"
                return Failure(item=pair[0], stage=label, reason=reason, remedy="it was left out")

    def _pool(self, workers: int) -> ProcessPoolExecutor:
        # `spawn`: a fork of a process with threads (numerical libraries) can hang.
        return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))


def _one(stage: Callable[[Item], Result], label: str, named: tuple[str, Item]) -> Result | Failure:
    name, item = named
    try:
        return stage(item)
    except DatelineError as error:
        return Failure(item=error.item or name, stage=label, reason=error.reason, remedy=error.remedy)
    except Exception as error:
        # The border at which one item's trouble must not become the run's.
        reason = f"{type(error).__name__}: {error}".strip(": ")
        return Failure(
            item=name, stage=label, reason=reason[:300], remedy="it was left out; please report this"
        )
