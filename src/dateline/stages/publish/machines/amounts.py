"""How many, in as few words as a list takes: "3", "3–5", "at least 24". Never one number out of two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.core.text import number
from dateline.stages.publish.wording import phrase

if TYPE_CHECKING:
    from dateline.core.pages import Toll
    from dateline.stages.publish.wording.tongues import Tongue


def amount(toll: Toll, spoken: Tongue) -> str:
    """The range of a toll as it stands; "at least" where no upper figure is given."""
    low = spoken.number(number(toll.low) or 0)
    if toll.high is None:
        return spoken.say(phrase("at least %(amount)s", amount=low))
    high = spoken.number(number(toll.high) or 0)
    return low if low == high else f"{low}–{high}"
