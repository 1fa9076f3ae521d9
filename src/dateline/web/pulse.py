"""Asks the store once a second whether it changed, for all clients together, and tells whoever listens."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from dateline.core.errors import StoreError
from dateline.web.threads import in_thread

if TYPE_CHECKING:
    from dateline.app.serving import Beat, Serving

#: Seconds between two looks at the store.
PERIOD = 1.0


class Pulse:
    """The state of the store as this worker knows it. ``sound`` is whether it could be read last."""

    def __init__(self, serving: Serving, period: float = PERIOD) -> None:
        self._serving = serving
        self._period = period
        self._listeners: list[Callable[[Beat], None]] = []
        self.mark = ""
        self.sound = False

    def listen(self, listener: Callable[[Beat], None]) -> None:
        """Tell ``listener`` of each change."""
        self._listeners.append(listener)

    async def begin(self) -> None:
        """Read the first mark, before anything is made of the store. Raises ``StoreError``."""
        self.mark = await in_thread(self._serving.mark)
        self.sound = True

    async def beat(self) -> None:
        """Look once."""
        try:
            found = await in_thread(self._serving.since, self.mark)
            self.sound = True
        except StoreError:
            self.sound = False
            return
        if found is not None:
            self.mark = found.mark
            for listener in self._listeners:
                listener(found)

    async def run(self) -> None:
        """Look again and again, until cancelled."""
        while True:
            await asyncio.sleep(self._period)
            await self.beat()
