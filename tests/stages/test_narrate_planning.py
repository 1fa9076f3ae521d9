"""What time has overtaken is not printed: a forecast that has come true or not, a toll since replaced."""

from __future__ import annotations

import pytest

from dateline.core.types import Rights
from dateline.stages.narrate import narrate
from tests.stages.desk import clip, dossier, figure, report

FORECAST = "The crest is expected to reach the lock at Vesk in the early hours."
CREST = "The crest passed the lock at Vesk at dawn, and the water has fallen since."


@pytest.mark.parametrize(("hours", "printed"), [(2, True), (20, False)])
def test_a_forecast_holds_for_half_a_day(hours: int, printed: bool) -> None:
    text = FORECAST + " The lock at Vesk has been shut for the crest."
    early = report("bladet", text, day=4, hour=1, rights=Rights(licence="CC BY 4.0"))
    late = report("posten", CREST, day=4, hour=1 + hours)
    page = narrate(dossier([clip(early), clip(late)]))
    assert any("expected to reach" in line.text for line in page.lines) is printed


def test_a_toll_that_was_replaced_is_left_to_the_ledger() -> None:
    first = report("bladet", "Three people were hurt when the ferry struck the pier at Vesk.", hour=6)
    later = report("posten", "Nine people were hurt when the ferry struck the pier at Vesk.", hour=18)
    clippings = [
        clip(first, figure(first, "Three people", 3)),
        clip(later, figure(later, "Nine people", 9)),
    ]
    page = narrate(dossier(clippings))
    top = [line.text for line in (page.headline, page.standfirst, *page.summary) if line]
    assert not any("Three people" in text for text in top)
    assert any(entry.replaced for entry in page.figures)
