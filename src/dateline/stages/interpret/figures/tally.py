"""What the grammars of people give: a count at its tokens.

Decides nothing: ``counts`` and ``departures`` make these, ``figures`` puts them into facts.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.core.types import Qualifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A count of people at tokens ``first`` to ``last``. ``stated`` where the report gives a number."""

    measure: str
    first: int
    last: int
    low: float
    high: float | None
    qualifier: Qualifier = Qualifier.EXACT
    stated: bool = True
