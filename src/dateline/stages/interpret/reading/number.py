"""What a number of a report is to the grammars: where it stands, its two ends, and how exact it claims to be.

Decides nothing: ``numerals`` finds numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.core.types import Qualifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number at tokens ``first`` to ``last`` (exclusive), its qualifier's words included.

    ``core`` is the first token of the number itself; ``high`` is None where there is no top.
    """

    first: int
    core: int
    last: int
    low: float
    high: float | None
    qualifier: Qualifier = Qualifier.EXACT
