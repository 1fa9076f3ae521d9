"""What all workers of a server have in common; made before they are. Decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from dateline.web.depot import Branch, Depot
from dateline.web.metrics import Board
from dateline.web.pairs import Pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Where they count, what they know of clients, and what they made; one alone leaves nothing to others."""

    board: Board = field(default_factory=Board)
    clients: Pairs = field(default_factory=Pairs)
    depot: Depot | None = None

    def branch(self, kind: str, mark: Callable[[], str]) -> Branch | None:
        """The way of one memory of a worker to what others made."""
        return Branch(self.depot, kind, mark) if self.depot else None
