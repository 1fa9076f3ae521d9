"""What time has overtaken is not printed: a forecast that has come true or not, a toll since replaced."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.core.types import Rights
from dateline.stages.narrate import narrate
from dateline.stages.narrate.facts.material import gather
from dateline.stages.narrate.plan.planning import raised
from tests.stages.desk import BOTE, clip, dossier, figure, report

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


# --- lines that lost what they stood in their section for ------------------------------------


def sections(text: str) -> dict[str, list[str]]:
    own = report("bladet", text, title="Ferry strikes the pier at Vesk", rights=Rights(licence="CC BY 4.0"))
    page = narrate(dossier([clip(own)]))
    return {section.heading: [line.text for line in section.lines] for section in page.body}


LONG = (
    "The ferry struck the pier at Vesk. The pier at Vesk was closed to every ferry. "
    "A tug towed the ferry to Ollerau. Divers looked at the pier at Vesk. The ferry carried salt to Vesk. "
    "The master of the ferry left Vesk by train. The pier at Vesk was built of oak. "
    "The guild owns a second ferry. The second ferry sailed to Vesk. The harbour of Vesk was calm. "
    "The salt of the ferry fell into the harbour. The ferry sails for the guild. "
)


def test_an_open_question_stands_under_what_we_do_not_know() -> None:
    told = sections(LONG + "The cause of the ferry’s course at Vesk is not known.")
    assert any("not known" in line for line in told["What we do not know"])


def test_what_went_before_shows_that_it_did() -> None:
    told = sections(LONG + "Last year another ferry struck the pier at Vesk.")
    assert all("ast year" in line for line in told.get("Background", []))
    assert not any("another ferry" in line for line in told.get("What happened", []))


def test_a_page_has_its_sections_in_the_order_of_a_desk() -> None:
    told = sections(
        LONG + "The cause of the ferry’s course at Vesk is not known. "
        "Last year another ferry struck the pier at Vesk."
    )
    order = ["What happened", "Who says what", "The figures", "Disputed or unverified"]
    order += ["What we do not know", "Background"]
    assert list(told) == [heading for heading in order if heading in told]


def test_a_page_without_a_top_opens_with_the_best_of_its_lines() -> None:
    first, second = (replace(narrate(dossier([clip(BOTE)])).lines[1], id=name) for name in ("a", "b"))
    passage, other = gather(dossier([clip(BOTE)])).passages[:2]
    top, happened, said = raised([(passage, first), (other, second)], ())
    assert (top.summary, happened, said) == ((first,), [(other, second)], ())
    top, happened, said = raised([], (first, second))
    assert (top.summary, happened, said) == ((first,), [], (second,))
    assert raised([], ())[0].summary == ()


# --- tolls told in passing ---------------------------------------------------------------------

CALM = "The guild painted the ferry. The warden praised the paint. The crew slept in the hold. "


@pytest.mark.parametrize(("names", "told"), [(("bladet",), False), (("bladet", "posten"), True)])
def test_dead_counted_far_down_one_report_alone_are_of_another_happening(
    names: tuple[str, ...], told: bool
) -> None:
    clippings = []
    for name in names:
        own = report(
            name, CALM + "A raid on Ollerau two days before left 24 people dead.", title="Ferry painted"
        )
        clippings.append(clip(own, figure(own, "24 people", 24, measure="killed")))
    lines = [line.text for line in narrate(dossier(clippings)).lines]
    assert any("24 people" in text and "raid" not in text for text in lines) is told
