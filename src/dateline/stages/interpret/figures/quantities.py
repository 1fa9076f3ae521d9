"""What the grammars of quantities hand to one another: the unit of a number, and the number with it.

Decides nothing: ``units``, ``ages``, ``shares`` and ``nouns`` find units, ``pairs`` and ``craft`` change
quantities.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.number import Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What a number measures, in what, and the tokens ``first`` to ``last`` of number and unit together.

    ``worded`` where the report gives words in place of the number ("a third" is 33.3 percent).
    """

    measure: str
    name: str
    first: int
    last: int
    worded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit."""

    number: Number
    unit: Unit
