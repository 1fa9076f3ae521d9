"""The gateway: the one place that fetches. Politely, within limits, and never from a private network.

Decides whether to ask at all (:mod:`.addresses`, robots.txt by RFC 9309), in which order (:mod:`.turns`,
:mod:`.hosts`), and what an answer is worth (:mod:`.answers`). The asking is :mod:`.transport`'s, unpacking
:mod:`.bodies`'s. Does not decide what a page is or when to come back, and stores nothing: what is to outlive
the run is given by :meth:`PoliteClient.hosts` and taken again as ``remembered``.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Generator, Iterable, Iterator
from importlib import metadata

from dateline.clients import addresses, answers, bodies, turns
from dateline.clients.addresses import Gate, Target, is_public
from dateline.clients.hosts import Hosts, Rules
from dateline.clients.robots import Robots
from dateline.clients.robots import parse as parse_robots
from dateline.clients.signals import TDMREP, header_signals, tdmrep_signals
from dateline.clients.transport import Answer, Limits, Patience, Stopped, Transport
from dateline.clients.world import World
from dateline.core.errors import FetchError
from dateline.core.ports import Fetched, Purpose, Wanted
from dateline.core.sources import HostState
from dateline.core.terms import PRODUCT
from dateline.core.types import Signal

__all__ = ["REDIRECTS", "Limits", "PoliteClient", "World", "is_public", "user_agent"]

REDIRECTS = 5
ROBOTS = "/robots.txt"
ROBOTS_BYTES = 512 * 1024  # RFC 9309 §2.5 wants at least 500 KiB read
TDMREP_BYTES = 256 * 1024
NO_TDMREP = "[]"  # the file of a host that has none

_ACCEPT = {
    Purpose.FEED: "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, "
    "text/xml;q=0.9, */*;q=0.5",
    Purpose.PAGE: "text/html, application/xhtml+xml;q=0.9, */*;q=0.5",
}

#: The addresses on the way, each with the status that led to it.
Trail = list[tuple[Target, int]]

_LIMITS, _WORLD = Limits(), World()
_SENDABLE = re.compile(r"[!-~\x80-\xff](?:[ -~\t\x80-\xff]*[!-~\x80-\xff])?")  # RFC 9110 §5.5


def user_agent(contact: str = "") -> str:
    """``Dateline/1.2 (+https://example.org/contact)``: who fetches, and whom to write to."""
    agent = f"Dateline/{metadata.version('dateline')}"
    named = contact.encode("ascii", "replace").decode("ascii")  # all that a header carries safely
    return f"{agent} (+{named})" if contact else agent


class PoliteClient:
    """A ``ports.Fetcher``. Thread-safe. Close it, or use it as a context.

    ``contact`` is a URL or address that every host is told, ``delay`` the seconds between two
    requests to one host. ``allow_private`` lets it fetch from any network and port, ``allow`` from these
    hosts (``intranet.example``, ``127.0.0.1:8080``). ``remembered`` is what :meth:`hosts` gave before.
    """

    def __init__(
        self,
        *,
        contact: str = "",
        delay: float = 1.0,
        allow_private: bool = False,
        allow: Collection[str] = (),
        remembered: Iterable[HostState] = (),
        limits: Limits = _LIMITS,
        world: World = _WORLD,
    ) -> None:
        self._gate = Gate(hosts=frozenset(host.lower() for host in allow), private=allow_private)
        self._limits = limits
        self._world = world
        self._hosts = Hosts(world, delay, remembered)
        self._transport = Transport(world, limits)
        self._largest = {Purpose.FEED: limits.feed, Purpose.PAGE: limits.page}
        self._headers = {"User-Agent": user_agent(contact), "Accept-Encoding": bodies.ACCEPTED}

    def __enter__(self) -> PoliteClient:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends what is under way."""
        self._transport.cut()

    def fetch(self, wanted: Wanted) -> Fetched:
        """What an address gives, after at most five redirects. Raises ``FetchError`` for anything else.

        Waits for the host's delay; where the host wants to be left alone for longer than a few seconds
        it raises with ``hold`` instead.
        """
        return turns.alone(self._turns(wanted), self._hosts, self._world)

    def fetch_all(self, wanted: Iterable[Wanted]) -> Iterator[tuple[Wanted, Fetched | FetchError]]:
        """The answers as they come, many hosts side by side, each one request at a time."""
        yield from turns.SideBySide(
            wanted,
            self._turns,
            self._hosts,
            self._world,
            threads=self._limits.threads,
            cut=self._transport.cut,
        )

    def hosts(self) -> tuple[HostState, ...]:
        """What is to be remembered of hosts over a restart."""
        return self._hosts.states()

    # --- one fetch, turn by turn ------------------------------------------------------------

    def _turns(self, wanted: Wanted) -> turns.Turns:
        """The hosts that a fetch asks, one after the other, and what came of it. Errors tell its URL."""
        try:
            return (yield from self._walk(wanted))
        except FetchError as error:
            raise FetchError(
                wanted.url,
                error.reason,
                error.remedy,
                status=error.status,
                hold=error.hold,
                refused=error.refused,
            ) from error

    def _walk(self, wanted: Wanted) -> turns.Turns:
        """Address after address, each judged like the first, until one answers for itself."""
        target = first = addresses.parse(wanted.url, gate=self._gate)
        trail: Trail = [(target, 0)]
        left = self._limits.deadline
        while len(trail) <= REDIRECTS + 1:
            yield from self._permission(target, wanted.purpose)
            yield target.host
            shown = _validators(wanted) if target.url == (wanted.given_by or first.url) else {}
            patience = self._transport.patience(left)
            headers = {"Accept": _ACCEPT[wanted.purpose], **shown}
            answer, content = self._get(target, headers, self._largest[wanted.purpose], patience=patience)
            if not answer.redirects:
                return self._fetched(wanted, answer, content, trail, conditional=bool(shown))
            left -= patience.spent
            target = addresses.redirected(target, _location(answer), gate=self._gate)
            trail.append((target, answer.status))
        raise FetchError(wanted.url, f"redirects more than {REDIRECTS} times", "give the last address")

    def _get(
        self,
        target: Target,
        headers: dict[str, str],
        largest: int,
        *,
        patience: Patience | None = None,
        cut: bool = False,
    ) -> tuple[Answer, bytes]:
        """One answer; the body only where it is a good one, the beginning of it if ``cut``."""
        self._hosts.check(target.host)
        started, well = self._world.clock(), False
        try:
            with self._transport.ask(
                target, {**self._headers, **headers}, patience or self._transport.patience()
            ) as answer:
                hold = answers.hold(answer.status, answer.headers.get("retry-after"), self._world.now())
                if hold:
                    self._hosts.hold(target.origin, hold)
                content = b""
                if answer.status in answers.GOOD:
                    layers = bodies.codings(answer.headers.get_list("content-encoding"))
                    content = bodies.read(answer.pieces, layers, largest=largest, cut=cut)
                well = True
                return answer, content
        finally:
            self._hosts.asked(target.host, target.origin)
            self._hosts.answered(target.origin, self._world.clock() - started, well=well)

    def _fetched(
        self, wanted: Wanted, answer: Answer, content: bytes, trail: Trail, *, conditional: bool
    ) -> Fetched:
        """What is given for an answer that leads no further. Raises ``FetchError`` for a bad one."""
        unchanged = answer.status == 304 and conditional
        target = trail[-1][0]
        if answer.status not in answers.GOOD and not unchanged:
            raise answers.complaint(wanted.url, answer.status, self._hosts.held(target.host) or None)
        now = self._world.now()
        media_type, charset = answers.media(answer.first("content-type"))
        kept = wanted if unchanged else Wanted(url=wanted.url)
        permanent = len(trail) > 1 and all(status in answers.PERMANENT for _, status in trail[1:])
        return Fetched(
            location=target.url,
            content=content,
            media_type=media_type,
            charset=charset,
            status=answer.status,
            etag=answer.first("etag") or kept.etag,
            last_modified=answer.first("last-modified") or kept.last_modified,
            fresh=answers.fresh(answer.headers, now),
            moved=target.url if permanent else "",
            at=now,
            signals=self._signals(target, answer),
            notes=_downgrades(trail),
        )

    # --- what the host says of itself -----------------------------------------------------------

    def _permission(self, target: Target, purpose: Purpose) -> Generator[str, None, None]:
        """Reads what the host says of robots, if that is not known, and of mining, if a page is wanted.

        Raises ``FetchError`` where the host, or what we know of it, says no.
        """
        self._hosts.check(target.host)
        rules = self._hosts.rules(target.origin)
        if rules is None:
            yield target.host
            rules = self._hosts.rules(target.origin)  # read by another meanwhile?
        if rules is None:
            rules = yield from self._read_robots(target)
        if rules.robots is None:
            hold = self._hosts.held(target.host) or None
            raise FetchError(target.url, rules.reason, "try again later", hold=hold, refused=rules.refused)
        if not rules.robots.allows(target.path, PRODUCT):
            reason = f"{target.beside(ROBOTS).url} does not allow it"
            raise FetchError(target.url, reason, "ask the site's owner", refused=True)
        if purpose is Purpose.PAGE and not self._hosts.tdmrep(target.origin):
            yield from self._read_tdmrep(target, rules.robots)

    def _read_robots(self, target: Target) -> Generator[str, None, Rules]:
        """The host's robots.txt (RFC 9309 §2.3.1): none means all, one that cannot be read means nothing."""
        place = target.beside(ROBOTS)
        try:
            status, content = yield from self._follow(place, ROBOTS_BYTES, cut=True)
        except Stopped:
            raise
        except FetchError as error:
            if error.hold:
                raise
            reason = error.reason if error.refused else f"{error.reason} (asked for {place.url})"
            closed = Rules(robots=None, reason=reason, refused=error.refused)
            return self._hosts.keep(target.origin, None, rules=closed)
        if status >= 500 or status in answers.BUSY:
            closed = Rules(robots=None, reason=f"{place.url} answered {status}, and so forbids all")
            return self._hosts.keep(target.origin, None, status=status, rules=closed)
        text = content.decode("utf-8", "replace")
        return self._hosts.keep(target.origin, text, status=status, rules=Rules(robots=parse_robots(text)))

    def _read_tdmrep(self, target: Target, robots: Robots) -> Generator[str, None, None]:
        """The host's tdmrep.json, where it has one and lets us read it."""
        text = NO_TDMREP
        if robots.allows(TDMREP, PRODUCT):
            yield target.host
            if self._hosts.tdmrep(target.origin):
                return  # somebody else has read it while we waited for the host
            try:
                _, content = yield from self._follow(target.beside(TDMREP), TDMREP_BYTES)
                text = content.decode("utf-8", "replace") or NO_TDMREP
            except Stopped:
                raise
            except FetchError:
                pass  # what cannot be read reserves nothing
        self._hosts.keep_tdmrep(target.origin, text)

    def _follow(
        self, target: Target, largest: int, *, cut: bool = False
    ) -> Generator[str, None, tuple[int, bytes]]:
        """Status and body of a file at a well-known place, after at most five redirects (§2.3.1.2).

        The turn of the first host is had already.
        """
        for hop in range(REDIRECTS + 1):
            if hop:
                yield target.host
            answer, content = self._get(target, {"Accept": "*/*"}, largest, cut=cut)
            if not answer.redirects:
                break
            target = addresses.redirected(target, _location(answer), gate=self._gate)
        return answer.status, content

    def _signals(self, target: Target, answer: Answer) -> tuple[Signal, ...]:
        """What robots.txt, the host and the answer's head say of the terms of an address."""
        rules = self._hosts.rules(target.origin)
        robots = rules.robots if rules else None
        return (
            *(robots.usage(target.path, PRODUCT) if robots else ()),
            *(robots.blocked_ai() if robots else ()),
            *tdmrep_signals(self._hosts.tdmrep(target.origin) or NO_TDMREP, target.url),
            *header_signals(answer.headers.multi_items(), target.url),
        )


def _location(answer: Answer) -> str:
    """Where a redirect leads; bytes beyond ASCII are UTF-8, as browsers take them, or else Latin-1."""
    raw = answer.first("location").encode("latin-1")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _validators(wanted: Wanted) -> dict[str, str]:
    """The validators of the last answer, byte for byte; one that is none of HTTP's is left out whole."""
    shown = {"If-None-Match": wanted.etag, "If-Modified-Since": wanted.last_modified}
    return {name: value for name, value in shown.items() if _SENDABLE.fullmatch(value)}


def _downgrades(trail: Trail) -> tuple[str, ...]:
    """A note for each step from https to http."""
    pairs = itertools.pairwise(trail)
    return tuple(
        f"redirected from {one.url} to {other.url}, which is not encrypted"
        for (one, _), (other, _) in pairs
        if (one.scheme, other.scheme) == ("https", "http")
    )
