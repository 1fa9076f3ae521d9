"""The box: worker processes for work that may stall, crash or eat memory.

Decides which worker gets which item, when one has had its time, and what is said of an item whose worker
ended. A worker is sent one item at a time, when it is idle, so nothing waits behind an item that stalls; and
beside one that is slow, another worker is started. What runs inside a worker is in ``engines/worker.py``.

Workers are started when they are first needed and kept for the life of the process. They stand in sessions
of their own (Ctrl-C is for us alone), are ended with all their children, and end when we do, however we do.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from typing import Any

from dateline.core.types import Failure
from dateline.engines.worker import LARGEST_RESULT, LEFT_OUT, Answer, Job

_SLOW = 1.0  # seconds; beside an item that takes longer, another worker may start
_MOST_KEPT = 8
_ROOM = 1 << 12  # what an answer may weigh beside its result

#: Standard input is the lifeline: its other end is ours alone. When we are gone the kernel says so by
#: SIGIO, whose default is to end the process, even one that is busy in C code.
_INSIDE = """
import fcntl, os, select, sys
fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
fcntl.fcntl(0, fcntl.F_SETFL, fcntl.fcntl(0, fcntl.F_GETFL) | os.O_ASYNC)
if select.select([0], [], [], 0)[0]:
    sys.exit()
sys.path[:] = sys.argv[2:]
from multiprocessing.connection import Connection
from dateline.engines.worker import serve
serve(Connection(int(sys.argv[1])))
"""
#: Each worker is one processor's worth: numerical libraries are not to start threads of their own.
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class Worker:
    """One process, and the item that it has in hand. ``due`` is when it has had its time."""

    def __init__(self) -> None:
        self.channel, theirs = Pipe()
        self.at = -1
        self.since = 0.0
        self.due = float("inf")
        # Our own interpreter and code. What hostile bytes make a library print is not for the terminal.
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", "-c", _INSIDE, str(theirs.fileno()), *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            start_new_session=True,
            env=os.environ | _ONE_THREAD,
        )
        theirs.close()

    def give(self, at: int, message: bytes, seconds: float | None) -> None:
        """Hand it an item; it must be idle."""
        self.at, self.since = at, time.monotonic()
        self.due = float("inf") if seconds is None else self.since + seconds
        with contextlib.suppress(OSError):  # it died: its end is found when the answer is awaited
            self.channel.send_bytes(message)

    def answer(self) -> Answer | None:
        """Its answer, or None where it died instead."""
        try:
            answer = pickle.loads(self.channel.recv_bytes(LARGEST_RESULT + _ROOM))  # noqa: S301
        except (EOFError, OSError, pickle.UnpicklingError, AttributeError, ImportError):
            return None
        return answer if isinstance(answer, Answer) else None

    def alive(self) -> bool:
        """Whether the process is there."""
        return self._process.poll() is None

    def end(self, grace: float = 0.0) -> int:
        """Kill it, with its children; gives its exit status (negative: the signal that ended it).

        One that has closed its channel is dying: ``grace`` is how long it may take to say of what.
        """
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(grace)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        status = self._process.wait()
        if self._process.stdin is not None:
            self._process.stdin.close()
        self.channel.close()
        return status


class _Bench:
    """The workers that are idle, shared by all calls of this process."""

    def __init__(self) -> None:
        self._idle: list[Worker] = []
        self._lock = threading.Lock()

    def take(self) -> Worker:
        """A worker that is idle, or a new one."""
        while True:
            with self._lock:
                worker = self._idle.pop() if self._idle else None
            if worker is None:
                return Worker()
            if worker.alive():
                return worker
            worker.end()

    def put(self, worker: Worker) -> None:
        """Keep it for the next call, if there is room."""
        with self._lock:
            kept = len(self._idle) < _MOST_KEPT
            if kept:
                self._idle.append(worker)
        if not kept:
            worker.end()

    def at_rest(self) -> int:
        """How many wait for work."""
        with self._lock:
            return len(self._idle)

    def clear(self) -> None:
        """End them all."""
        with self._lock:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.end()

    def forget(self) -> None:
        """In a fork: they are the parent's."""
        self._idle, self._lock = [], threading.Lock()


def at_rest() -> int:
    """How many workers of this process wait for work, loaded with what they worked on last."""
    return _BENCH.at_rest()


_BENCH = _Bench()
atexit.register(_BENCH.clear)
os.register_at_fork(after_in_child=_BENCH.forget)


class Call:
    """One job over many items, by a number of workers. A context manager: at its end no item is in hand."""

    def __init__(self, job: Job, items: Sequence[Any], name: Callable[[Any], str], workers: int) -> None:
        self._job = job
        self._head = pickle.dumps(job)
        self._items = items
        self._name = name
        self._workers = workers
        self._given = 0
        self._idle: list[Worker] = []
        self._busy: dict[Connection, Worker] = {}

    def __enter__(self) -> Call:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._busy.values():
            worker.end()
        for worker in self._idle:
            _BENCH.put(worker)

    def results(self) -> Iterator[Any]:
        """The results in the order of the items; those behind an item that takes long are kept until then."""
        ready: dict[int, Any] = {}
        for at in range(len(self._items)):
            while True:
                ready.update(self._fill())
                ready.update(self._settled(block=at not in ready))
                if at in ready:
                    break
            yield ready.pop(at)

    # --- giving out -----------------------------------------------------------------------

    def _fill(self) -> Iterator[tuple[int, Failure]]:
        """Give items to workers while there are both; what cannot even be sent is a ``Failure``."""
        limits = self._job.limits
        while self._given < len(self._items) and (worker := self._hand()):
            at = self._given
            self._given += 1
            try:
                body = pickle.dumps(self._items[at], pickle.HIGHEST_PROTOCOL)
            except (pickle.PicklingError, TypeError, AttributeError, RecursionError) as error:
                self._idle.append(worker)
                yield at, self._failure(at, f"cannot be sent to a worker process: {error}")
                continue
            message = pickle.dumps((self._head, self._name(self._items[at]), body), pickle.HIGHEST_PROTOCOL)
            worker.give(at, message, None if limits is None else limits.seconds)
            self._busy[worker.channel] = worker

    def _hand(self) -> Worker | None:
        """A worker to give an item to. Slow ones do not count, up to as many again."""
        slow = sum(1 for worker in self._busy.values() if worker.since + _SLOW < time.monotonic())
        if len(self._busy) >= self._workers + min(slow, self._workers):
            return None
        return self._idle.pop() if self._idle else _BENCH.take()

    # --- taking back ----------------------------------------------------------------------

    def _settled(self, block: bool) -> Iterator[tuple[int, Any]]:
        """Items that were answered or whose time is up, each with what came of it."""
        answered = wait(list(self._busy), self._patience() if block else 0)
        for channel in answered:
            worker = self._busy.pop(channel)  # type: ignore[call-overload]
            answer = worker.answer()
            if answer is None:
                yield worker.at, self._failure(worker.at, _death(worker.end(grace=0.5)))
                continue
            yield worker.at, answer.result
            if answer.spent:
                worker.end()
            else:
                self._idle.append(worker)
        now = time.monotonic()
        for channel, worker in list(self._busy.items()):
            if worker.due <= now:
                del self._busy[channel]
                worker.end()
                yield (
                    worker.at,
                    self._failure(worker.at, f"it took more than {now - worker.since:.0f} seconds"),
                )

    def _patience(self) -> float | None:
        """How long nothing needs to be decided: until an item is due, or slow with others waiting."""
        now = time.monotonic()
        times = [worker.due for worker in self._busy.values()]
        if self._given < len(self._items):
            times += [slow for w in self._busy.values() if (slow := w.since + _SLOW) > now]
        soonest = min(times, default=now)
        return None if soonest == float("inf") else max(0.0, soonest - now) + 0.005

    def _failure(self, at: int, reason: str) -> Failure:
        return Failure(
            item=self._name(self._items[at]), stage=self._job.label, reason=reason, remedy=LEFT_OUT
        )


def _death(status: int) -> str:
    """What ended a worker, in words."""
    if status == -signal.SIGXCPU:
        return "it took more time of the processor than it is given"
    name = signal.Signals(-status).name if status < 0 else f"exit status {status}"
    return f"its worker process died ({name}: out of memory, or a fault in a library)"


def run(job: Job, items: Sequence[Any], name: Callable[[Any], str], workers: int) -> Iterator[Any]:
    """The job's result for each item, in order, or the ``Failure`` that it came to."""
    with Call(job, items, name, workers) as call:
        yield from call.results()
