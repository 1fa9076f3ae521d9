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

#: Starting a worker takes about two seconds of imports: fewer items than this are done sooner here; where
#: workers wait from what was done before, fewer than that.
_WORTH_WORKERS, _WORTH_WAKING = 200, 16


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
        weight: int = 1,
    ) -> Iterator[Result | Failure]:
        """The results in the order of the items; ``label`` is the stage's name in failures.

        ``weight`` is how many small items each stands for; 0: all is done here.
        What runs in workers must be importable there: a function of a module, or a ``partial`` of one.
        Raises ``pickle.PicklingError`` or ``AttributeError`` for a stage that is not.
        """
        from dateline.engines import box

        enough = _WORTH_WAKING if box.at_rest() >= self._workers else _WORTH_WORKERS
        if not boxed and (self._workers == 1 or weight * len(items) < enough):
            return (one(stage, label, name(item), item) for item in items)
        if not items:
            return iter(())
        job = Job(stage=stage, label=label, limits=self._limits if boxed else None)
        return box.run(job, items, name, self._workers)
