"""Signs that numbers stand with: of currencies and ranges, and whether two tokens stand together.

Decides nothing of what a number is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.annotate import Annotation

DASHES = frozenset("-–—‑−")
CURRENCY = frozenset("$£€¥₴₽₹₩₪₺₫₱₦฿₡₭")


def touches(view: Annotation, at: int) -> bool:
    """Whether a token stands right behind the one before it, no blank between."""
    return 0 < at < len(view.starts) and view.starts[at] == view.ends[at - 1]
