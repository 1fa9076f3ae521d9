"""Run an *each* stage here: in this process where the work is small, else in worker processes.

Decides which of the two. Work on what came from outside (``boxed``) is always done in workers, with limits on
the time and memory of each item; how, is in ``engines/box.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from dateline.core.types import Failure
from dateline.engines.worker import Job, Limits, one

Item = TypeVar("Item")
Result = TypeVar("Result")

#: Starting a worker takes about two seconds of imports: fewer items than this are done sooner here.
_WORTH_WORKERS = 200


class LocalEngine:
    """``core.ports.Engine`` on the processors of this machine."""

    def __init__(self, workers: int = 1, limits: Limits | None = None) -> None:
        self._workers = max(1, workers)
        self._limits = limits or Limits()

    def each(
        self,
        stage: Callable[[Item], Result],
        items: Sequence[Item],
        name: Callable[[Item], str],
        label: str,
        *,
        boxed: bool = False,
    ) -> Iterator[Result | Failure]:
        """The results in the order of the items; ``label`` is the stage's name in failures.

        What runs in workers must be importable there: a function of a module, or a ``partial`` of one.
        Raises ``pickle.PicklingError`` or ``AttributeError`` for a stage that is not.
        """
        if not boxed and (self._workers == 1 or len(items) < _WORTH_WORKERS):
            return (one(stage, label, name(item), item) for item in items)
        if not items:
            return iter(())
        from dateline.engines import box

        job = Job(stage=stage, label=label, limits=self._limits if boxed else None)
        return box.run(job, items, name, self._workers)
