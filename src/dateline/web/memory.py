"""What was made once and is asked for again: answers by the room that they lie in, up to a weight.

Decides what is forgotten: first what was not asked for longest. Errors are not kept, for the next may fare
better; nor is what was made while the store changed, so that nothing old outlives the change that it missed.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.web.answer import Answer, Room
    from dateline.web.depot import Branch


class Memory:
    """Rooms of answers by name. ``most`` is how many bytes they may weigh together.

    ``others`` is where other workers leave what they made, None where there is but one.
    """

    def __init__(self, most: int, others: Branch | None = None) -> None:
        self._most = most
        self._others = others
        self._rooms: OrderedDict[str, tuple[Room, int]] = OrderedDict()
        self._making: dict[str, asyncio.Task[Room]] = {}
        self._turn = 0
        self.weight = 0
        self.hits = 0
        self.misses = 0

    def find(self, name: str) -> Room | None:
        """A room that is held."""
        held = self._rooms.get(name)
        if held is None:
            return None
        self._rooms.move_to_end(name)
        self.hits += 1
        return held[0]

    async def fetch(self, name: str, make: Callable[[], Awaitable[Room]]) -> Room:
        """A room, made if it is not held; however many ask for it meanwhile, it is made once."""
        held = self.find(name) or self._found(name)
        if held is not None:
            return held
        self.misses += 1
        task = self._making.get(name)
        if task is None:
            task = asyncio.ensure_future(self._make(name, make, self._turn))
            self._making[name] = task
        # A client that goes away does not take the room from the others who wait for it.
        return await asyncio.shield(task)

    async def _make(self, name: str, make: Callable[[], Awaitable[Room]], turn: int) -> Room:
        try:
            room = await make()
        finally:
            if self._making.get(name) is asyncio.current_task():
                del self._making[name]
        if room and turn == self._turn and not any(map(_passing, room.values())):
            self._keep(name, room)
            if self._others:
                self._others.keep(name, room)
        return room

    def _found(self, name: str) -> Room | None:
        """A room that another worker made; what one makes here is waited for, as it is as new."""
        room = self._others.find(name) if self._others and name not in self._making else None
        if room is not None:
            self.hits += 1
            self._keep(name, room)
        return room

    def _keep(self, name: str, room: Room) -> None:
        weight = sum(answer.weight for answer in room.values())
        if weight > self._most:
            return
        self._drop(name)
        self._rooms[name] = (room, weight)
        self.weight += weight
        while self.weight > self._most:
            self._drop(next(iter(self._rooms)))

    def _drop(self, name: str) -> None:
        held = self._rooms.pop(name, None)
        if held:
            self.weight -= held[1]

    def forget(self, names: Collection[str] | None) -> None:
        """Forget rooms; all of them for None. What is being made is given out and not kept."""
        self._turn += 1
        self._making.clear()
        if self._others:
            self._others.forget(names)
        for name in list(self._rooms) if names is None else names:
            self._drop(name)

    @property
    def making(self) -> int:
        """How many rooms are being made."""
        return len(self._making)

    def __len__(self) -> int:
        return len(self._rooms)

    def __contains__(self, name: str) -> bool:
        return name in self._rooms


def _passing(answer: Answer) -> bool:
    """Whether an answer is an error that may pass; that something is gone for good does not."""
    return answer.status >= 400 and answer.status != 410
