"""Telling a WebSub hub that a feed has news: one POST, within the same limits as everything that is asked.

Decides what a hub's answer is worth. Which feeds have news, ``publish`` says; followers and their callbacks
are the hub's matter alone. Source: W3C WebSub, section 7 (the publisher's side is left to the hub; every
public one takes this form).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from urllib.parse import urlencode

from dateline.clients import addresses, bodies
from dateline.clients.addresses import Gate
from dateline.clients.http import user_agent
from dateline.clients.transport import Limits, Transport
from dateline.clients.world import World
from dateline.core.errors import FetchError

#: So many feeds are named in one request.
_AT_ONCE = 50
_LIMITS, _WORLD = Limits(), World()


class Hub:
    """A hub at an address. ``allow`` are hosts that may be asked though they are private."""

    def __init__(
        self,
        url: str,
        *,
        contact: str = "",
        allow_private: bool = False,
        allow: Collection[str] = (),
        limits: Limits = _LIMITS,
        world: World = _WORLD,
    ) -> None:
        gate = Gate(hosts=frozenset(host.lower() for host in allow), private=allow_private)
        self._target = addresses.parse(url, gate=gate)
        self._transport = Transport(world, limits)
        self._headers = {"User-Agent": user_agent(contact), "Accept-Encoding": bodies.ACCEPTED}

    def tell(self, feeds: Iterable[str]) -> int:
        """Tell that these feeds have news; gives how many. Raises ``FetchError``."""
        topics = list(dict.fromkeys(feeds))
        for start in range(0, len(topics), _AT_ONCE):
            form = [
                ("hub.mode", "publish"),
                *(("hub.url", topic) for topic in topics[start : start + _AT_ONCE]),
            ]
            self._post(urlencode(form).encode("ascii"))
        return len(topics)

    def _post(self, form: bytes) -> None:
        patience = self._transport.patience()
        try:
            with self._transport.ask(self._target, self._headers, patience, form) as answer:
                status = answer.status
        except FetchError as error:
            raise FetchError(self._target.url, error.reason, error.remedy, refused=error.refused) from error
        if not 200 <= status < 300:
            remedy = "check the setting hub; it is told again after the next change"
            raise FetchError(self._target.url, f"the hub answered {status}", remedy, status=status)
