"""What is known of each host: whose turn it is, until when it wants to be left alone, its robots.txt.

Decides when a host may be asked again, and whether a copy of its rules is still good. Asks nothing, and
reads no clock but the world's. Manners are kept by name (``news.example``), whatever the scheme; robots.txt
by origin (``https://news.example:443``). Thread-safe.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from dateline.clients.answers import LONGEST_HOLD
from dateline.clients.robots import Robots, parse
from dateline.clients.world import World
from dateline.core.errors import FetchError
from dateline.core.sources import HostState
from dateline.core.terms import PRODUCT

ROBOTS_DAYS = timedelta(hours=24)  # RFC 9309 §2.4
CLOSED = timedelta(minutes=10)  # a robots.txt that could not be read is asked for again after this
LONGEST_DELAY = 60.0  # seconds; no Crawl-delay is honoured beyond
SHORT_HOLD = 5.0  # seconds that are waited out rather than told
LONG_WAIT, WAITS = 4.0, 2  # after so many seconds for nothing, so many times in a row, a host is left alone
JITTER = 0.25  # of the delay, at most, comes on top of it
_BUSY = 0.02  # seconds after which to look again whether a host is free


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """A host's robots.txt as it was read; ``robots`` None where it could not be, and ``reason`` says why.

    ``refused``: the address is one that we do not ask at all.
    """

    robots: Robots | None
    reason: str = ""
    refused: bool = False


class Hosts:
    """The book of hosts. ``delay`` is the seconds between two requests to one of them."""

    def __init__(self, world: World, delay: float, remembered: Iterable[HostState] = ()) -> None:
        self._world = world
        self._delay = delay
        self._lock = threading.Lock()
        self._busy: set[str] = set()
        self._due: dict[str, float] = {}
        self._holds: dict[str, datetime] = {}
        self._waited: dict[str, int] = {}
        self._states: dict[str, HostState] = {}
        self._rules: dict[str, Rules] = {}
        for state in remembered:
            self._remember(state)

    def states(self) -> tuple[HostState, ...]:
        """What is worth remembering, by origin."""
        now = self._world.now()
        with self._lock:
            found = [replace(state, hold=self._hold_of(state.host, now)) for state in self._states.values()]
        return tuple(
            sorted(
                (state for state in found if state.hold or _good(state, now)), key=lambda state: state.host
            )
        )

    # --- turns ------------------------------------------------------------------------------

    def take(self, name: str) -> float:
        """Takes the host for one request, and gives 0; or the seconds after which to try again."""
        with self._lock:
            if name in self._busy:
                return _BUSY
            wait = self._due.get(name, 0.0) - self._world.clock()
            held = self._held(name)
            wait = max(wait, held if held <= SHORT_HOLD else 0.0)
            if wait > 0:
                return wait
            self._busy.add(name)
            return 0.0

    def give_back(self, name: str) -> None:
        """Lets the next one have the host."""
        with self._lock:
            self._busy.discard(name)

    def asked(self, name: str, origin: str) -> None:
        """That the host was asked just now: it is left alone for its delay, and a little more."""
        rules = self._rules.get(origin)
        wanted = rules.robots.crawl_delay(PRODUCT) if rules and rules.robots else None
        delay = max(self._delay, min(wanted or 0.0, LONGEST_DELAY))
        with self._lock:
            self._due[name] = self._world.clock() + delay * (1 + JITTER * self._world.jitter())

    # --- holds --------------------------------------------------------------------------------

    def hold(self, origin: str, seconds: float) -> None:
        """That the host asked to be left alone: the longest wish counts."""
        name, until = _name(origin), self._world.now() + timedelta(seconds=seconds)
        with self._lock:
            self._holds[name] = max(until, self._holds.get(name, until))
            self._states.setdefault(origin, HostState(host=origin))

    def answered(self, origin: str, seconds: float, *, well: bool) -> None:
        """How long a request took, and whether anything came of it.

        A host that keeps us waiting for nothing, time after time, is left alone for a while: all else that
        is wanted of it would wait as long, and those who want it with it.
        """
        name = _name(origin)
        with self._lock:
            waited = self._waited.get(name, 0) + 1 if not well and seconds >= LONG_WAIT else 0
            self._waited[name] = waited % WAITS
        if waited == WAITS:
            self.hold(origin, CLOSED.total_seconds())

    def check(self, name: str) -> None:
        """Raises ``FetchError`` for a host that wants to be left alone for longer than we would wait."""
        with self._lock:
            held = self._held(name)
        if held > SHORT_HOLD:
            reason = f"{name} is to be left alone for {held:.0f} s more"
            raise FetchError("", reason, "it is asked again afterwards", hold=held)

    def held(self, name: str) -> float:
        """For how many seconds more the host wants to be left alone."""
        with self._lock:
            return self._held(name)

    def _held(self, name: str) -> float:
        until = self._holds.get(name)
        seconds = (until - self._world.now()).total_seconds() if until else 0.0
        return min(max(0.0, seconds), LONGEST_HOLD)  # a clock that was wrong holds nobody up for ever

    def _hold_of(self, origin: str, now: datetime) -> datetime | None:
        until = self._holds.get(_name(origin))
        return until if until and until > now else None

    # --- robots.txt and tdmrep.json -------------------------------------------------------------

    def rules(self, origin: str) -> Rules | None:
        """The host's rules; None where they must be read (again)."""
        state = self._states.get(origin)
        return self._rules.get(origin) if state and _good(state, self._world.now()) else None

    def keep(self, origin: str, text: str | None, *, status: int | None = None, rules: Rules) -> Rules:
        """Writes down what was read just now: the text, or that there was none to read."""
        state = HostState(host=origin, robots=text, robots_status=status, read=self._world.now())
        with self._lock:
            self._states[origin], self._rules[origin] = state, rules
        return rules

    def tdmrep(self, origin: str) -> str:
        """The host's tdmrep.json; empty where it was not asked for yet."""
        state = self._states.get(origin)
        return state.tdmrep if state else ""

    def keep_tdmrep(self, origin: str, text: str) -> None:
        """Writes the host's tdmrep.json down, beside its robots.txt."""
        with self._lock:
            self._states[origin] = replace(self._states[origin], tdmrep=text)

    def _remember(self, state: HostState) -> None:
        """Takes over what an earlier run knew."""
        now = self._world.now()
        if state.hold and state.hold > now:
            name = _name(state.host)
            self._holds[name] = max(state.hold, self._holds.get(name, state.hold))
        if state.read and state.read <= now:
            closed = f"{state.host}/robots.txt could not be read"
            robots = None if state.robots is None else parse(state.robots)
            self._rules[state.host] = Rules(robots=robots, reason="" if robots else closed)
        self._states[state.host] = state


def _good(state: HostState, now: datetime) -> bool:
    """Whether what was read of a robots.txt still counts."""
    if state.read is None or state.read > now:
        return False
    return now - state.read < (CLOSED if state.robots is None else ROBOTS_DAYS)


def _name(origin: str) -> str:
    return urlsplit(origin).hostname or origin
