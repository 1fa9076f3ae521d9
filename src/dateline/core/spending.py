"""What asking a language model costs: tokens estimated before, counted after, and a budget over both.

Decides whether a budget allows one more question. Does not know servers, and asks nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

#: Bytes of UTF-8 for one token, at the least: English has four or more, Chinese about three. An estimate
#: that is too high stops early; one that is too low would spend what was not allowed.
_BYTES_PER_TOKEN = 3
#: What a chat template puts around a question: roles and separators.
_AROUND = 24
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Tokens that go to a model and tokens that come back."""

    sent: int = 0
    received: int = 0

    def __add__(self, other: Tokens) -> Tokens:
        return Tokens(sent=self.sent + other.sent, received=self.received + other.received)

    @property
    def total(self) -> int:
        """Both together: what a budget of tokens is about."""
        return self.sent + self.received


NOTHING = Tokens()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """The price of a million tokens sent and received, in whatever money the operator reckons in."""

    sent: float = 0.0
    received: float = 0.0

    def cost(self, tokens: Tokens) -> float:
        """What these tokens cost."""
        return (tokens.sent * self.sent + tokens.received * self.received) / _MILLION


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """The most that one run may spend; None for no limit."""

    tokens: int | None = None
    money: float | None = None

    def objection(self, spent: Tokens, ahead: Tokens, prices: Prices) -> str:
        """Why ``ahead`` may not be spent on top of ``spent``; empty where it may."""
        after = spent + ahead
        if self.tokens is not None and after.total > self.tokens:
            return (
                f"the budget of {self.tokens:,} tokens would be exceeded: {spent.total:,} are spent, "
                f"and this could take {ahead.total:,}"
            )
        if self.money is not None and prices.cost(after) > self.money:
            return (
                f"the budget of {self.money:.2f} would be exceeded: {prices.cost(spent):.2f} is spent, "
                f"and this could take {prices.cost(ahead):.2f}"
            )
        return ""


def estimate(*texts: str) -> int:
    """At most how many tokens these texts are, the chat's own marks included."""
    size = sum(len(text.encode("utf-8", "replace")) for text in texts)
    return math.ceil(size / _BYTES_PER_TOKEN) + _AROUND
