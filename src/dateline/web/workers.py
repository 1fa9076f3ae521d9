"""Several processes that answer at one socket: started, started anew where one ends, and stopped together."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType

#: A worker that lived no longer than this was not served by starting it; so many of these, and we give up.
_SHORT, _SHORT_LIVES = 5.0, 5


def run(count: int, work: Callable[[int], None]) -> int:
    """Run ``work`` with a worker's number in each of ``count`` processes until stopped; tells how it ended.

    A worker that dies is replaced. 1 where they die as soon as they are started, else 0.
    """
    if count == 1:
        work(0)
        return 0
    crew = _Crew(work)
    for number in range(count):
        crew.start(number)
    return crew.watch()


class _Crew:
    def __init__(self, work: Callable[[int], None]) -> None:
        self._work = work
        self._numbers: dict[int, tuple[int, float]] = {}
        self._stopping = False
        self._short = 0
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._stop)

    def start(self, number: int) -> None:
        """Start a worker; the child never returns from here."""
        process = os.fork()
        if process:
            self._numbers[process] = (number, time.monotonic())
            return
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, signal.SIG_DFL)
        ended = 1
        try:
            self._work(number)
            ended = 0
        finally:
            sys.stderr.flush()
            os._exit(ended)

    def watch(self) -> int:
        """Wait for workers to end, and start others, until told to stop."""
        while self._numbers:
            try:
                process, _ = os.wait()
            except ChildProcessError:
                break
            number, began = self._numbers.pop(process, (None, 0.0))
            if number is None or self._stopping:
                continue
            self._short += time.monotonic() - began < _SHORT
            if self._short >= _SHORT_LIVES:
                sys.stderr.write("workers end as soon as they are started; see above\n")
                self._stop(signal.SIGTERM, None)
                return 1
            sys.stderr.write(f"worker {number} ended; another is started\n")
            self.start(number)
        return 0

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self._stopping = True
        for process in self._numbers:
            try:
                os.kill(process, signal.SIGTERM)
            except ProcessLookupError:
                continue
