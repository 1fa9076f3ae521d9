"""What all workers of a server have in common; made before they are. Decides nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.web.metrics import Board
from dateline.web.pairs import Pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Where they count, and what they know of clients."""

    board: Board = field(default_factory=Board)
    clients: Pairs = field(default_factory=Pairs)
