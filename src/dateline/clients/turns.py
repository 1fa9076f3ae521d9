"""Who is asked next: many hosts side by side, each host one request at a time.

A fetch is a generator of turns: it yields the name of the host that it wants to ask next, and is resumed
once it has that host to itself. So whoever waits for a host holds up nobody: no thread sleeps through a
delay, and a host that drips costs one thread until the transport gives it up. Decides the order of turns;
when a host may be asked is decided by :mod:`.hosts`, what is asked by :mod:`.http`.
"""

from __future__ import annotations

import heapq
import queue
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from dateline.clients.hosts import Hosts
from dateline.clients.world import World
from dateline.core.errors import FetchError
from dateline.core.ports import Fetched, Wanted

Turns = Generator[str, None, Fetched]
Outcome = str | Fetched | FetchError
Answers = Iterator[tuple[Wanted, Fetched | FetchError]]

WINDOW = 4_000  # requests that are looked ahead at, so that a long list for one host hides no other
BATCH = 100  # of them are read at a time, before it is seen to the hosts again


def resume(turns: Turns) -> Outcome:
    """The next host that a fetch wants to ask, or what came of it."""
    try:
        return next(turns)
    except StopIteration as done:
        return done.value  # type: ignore[no-any-return]
    except FetchError as error:
        return error


def alone(turns: Turns, hosts: Hosts, world: World) -> Fetched:
    """One fetch to its end, waiting for each turn. Raises its ``FetchError``."""
    outcome = resume(turns)
    while isinstance(outcome, str):
        name = outcome
        while wait := hosts.take(name):
            world.sleep(wait)
        try:
            outcome = resume(turns)
        finally:
            hosts.give_back(name)
    if isinstance(outcome, FetchError):
        raise outcome
    return outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """A request under way."""

    wanted: Wanted
    turns: Turns


class SideBySide:
    """Answers to many requests as they come; an error is an answer. Iterate it once.

    ``wanted`` is read a little ahead, in the thread that iterates; nothing new is asked while that thread is
    busy elsewhere, so that answers never pile up. Leaving the loop early calls ``cut`` and ends it.
    """

    def __init__(
        self,
        wanted: Iterable[Wanted],
        begin: Callable[[Wanted], Turns],
        hosts: Hosts,
        world: World,
        *,
        threads: int,
        cut: Callable[[], None],
    ) -> None:
        self._wanted = iter(wanted)
        self._begin = begin
        self._hosts = hosts
        self._world = world
        self._threads = threads
        self._cut = cut
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="fetch")
        self._waiting: dict[str, deque[_Job]] = {}
        self._looked: list[tuple[float, int, str]] = []  # hosts that are waited for, by when to look at them
        self._looks = 0
        self._asking: dict[Future[Outcome], tuple[str, _Job]] = {}
        self._done: queue.SimpleQueue[Future[Outcome]] = queue.SimpleQueue()
        self._open = 0
        self._more = True

    def __iter__(self) -> Answers:
        try:
            while True:
                yield from self._feed()
                self._ask()
                if self._open:
                    yield from self._settle()
                elif not self._more:
                    return
        finally:
            self._stop()

    def _stop(self) -> None:
        """Ends what is under way; a host whose turn never came is free again."""
        if self._asking:
            self._cut()
        self._pool.shutdown(wait=True, cancel_futures=True)
        for future, (name, _) in self._asking.items():
            if future.cancelled():
                self._hosts.give_back(name)

    def _feed(self) -> Answers:
        """Begins some requests, if there is room; those that need no turn are answered at once."""
        for _ in range(BATCH):
            if not self._hungry:
                return
            one = next(self._wanted, None)
            self._more = one is not None
            if one is not None:
                job = _Job(wanted=one, turns=self._begin(one))
                self._open += 1
                yield from self._filed(job, resume(job.turns))

    @property
    def _hungry(self) -> bool:
        """Whether more is to be read, and may be."""
        return self._more and self._open < WINDOW

    def _filed(self, job: _Job, outcome: Outcome, *, ahead: bool = False) -> Answers:
        """The answer, or nothing and a place in the queue of a host: in front for what has begun."""
        if not isinstance(outcome, str):
            self._open -= 1
            yield job.wanted, outcome
            return
        if outcome not in self._waiting:
            self._waiting[outcome] = deque()
            self._look(outcome, 0.0)
        line = self._waiting[outcome]
        line.appendleft(job) if ahead else line.append(job)

    def _look(self, name: str, wait: float) -> None:
        self._looks += 1
        heapq.heappush(self._looked, (self._world.clock() + wait, self._looks, name))

    def _ask(self) -> None:
        """Gives each host that is free and due to the first that waits for it, while there are threads."""
        while self._looked and len(self._asking) < self._threads:
            due, _, name = self._looked[0]
            if due > self._world.clock():
                return
            heapq.heappop(self._looked)
            if wait := self._hosts.take(name):
                self._look(name, wait)
                continue
            job = self._waiting[name].popleft()
            future = self._pool.submit(self._turn, name, job)
            self._asking[future] = (name, job)
            future.add_done_callback(self._done.put)

    def _turn(self, name: str, job: _Job) -> Outcome:
        try:
            return resume(job.turns)
        finally:
            self._hosts.give_back(name)

    def _settle(self) -> Answers:
        """Waits until an answer is there or a host is due."""
        wait = self._idle()
        if not self._asking:
            if wait:
                self._world.sleep(wait)
            return
        try:
            future = self._done.get(timeout=wait)
        except queue.Empty:
            return
        name, job = self._asking.pop(future)
        if self._waiting[name]:
            self._look(name, 0.0)
        else:
            del self._waiting[name]
        yield from self._filed(job, future.result(), ahead=True)

    def _idle(self) -> float | None:
        """Seconds until there is something to do; None where only an answer can free a thread."""
        if self._hungry:
            return 0.0
        if not self._looked or len(self._asking) >= self._threads:
            return None
        return max(0.0, self._looked[0][0] - self._world.clock())
