"""Whether a report puts speech in ‘…’, as British papers do.

Decides nothing else: where quotations begin and end is found once for all (``reading/quotations``). What a
report that quotes with “…” puts in ‘…’ is a title or a nickname.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.view import Annotation


def single_marks_speak(view: Annotation) -> bool:
    """Whether most quotations of the report stand in single marks."""
    return 2 * sum(quotation.single for quotation in view.quotations) > len(view.quotations)
