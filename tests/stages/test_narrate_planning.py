"""What time has overtaken is not printed: a forecast that has come true or not, a toll since replaced."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.core.pages import Line, LineKind, Section
from dateline.core.types import Rights, Span
from dateline.stages.narrate import narrate
from dateline.stages.narrate.facts.material import gather
from dateline.stages.narrate.plan.opening import Opening
from dateline.stages.narrate.plan.planning import raised, with_antecedents
from dateline.stages.narrate.plan.traits import caption, passing, run_in, traits
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


# --- how things stood while a report was written ----------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "passes"),
    [
        ("At least 60 rescuers are searching both banks of the river at Vesk.", True),
        ("Anyone who saw the canoe at Vesk is asked to call the guild.", True),
        ("The crest of the river at Vesk is forecast for noon.", True),
        ("The flood has not crested at Vesk yet.", True),
        ("The court at Vesk is to decide on the ferry.", True),
        ("The guild of Vesk is made up of bakers.", False),
        ("Rescuers searched both banks of the river at Vesk.", False),
    ],
)
def test_what_a_later_report_may_have_ended_is_told_by_the_newest_alone(sentence: str, passes: bool) -> None:
    own = report("bladet", sentence)
    passage = gather(dossier([clip(own)])).passages[0]
    assert (passing(passage) or traits(passage).ahead) is passes


@pytest.mark.parametrize(("hours", "printed"), [(2, True), (20, False)])
def test_a_state_holds_for_half_a_day(hours: int, printed: bool) -> None:
    text = "Sixty rescuers are searching both banks of the lock at Vesk. The lock at Vesk has been shut."
    early = report(
        "bladet", text, title="Search at the lock", day=4, hour=1, rights=Rights(licence="CC BY 4.0")
    )
    late = report(
        "posten", "The boy was found at the lock of Vesk.", title="Boy found at lock", day=4, hour=1 + hours
    )
    page = narrate(dossier([clip(early), clip(late)]))
    assert any("are searching" in line.text for line in page.lines) is printed


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("Ferry sinks off Vesk Divers were sent to the pier on Friday.", True),
        ("Ferry sinks off Vesk, and divers were sent to the pier.", False),
        ("Divers were sent to the pier at Vesk.", False),
    ],
)
def test_a_sentence_that_the_title_ran_into_is_left_out(text: str, run: bool) -> None:
    own = report("bladet", text, title="Ferry sinks off Vesk")
    assert run_in(gather(dossier([clip(own)])).passages[0]) is run


@pytest.mark.parametrize(
    ("text", "described"),
    [
        ("Posten’s Lene Aas discusses the ferry of Vesk.", True),
        ("Otto Brandt, 15, describes the storm at Vesk.", True),
        ("Otto Brandt, 15, described the storm at Vesk.", False),
    ],
)
def test_what_stands_under_a_film_is_left_out(text: str, described: bool) -> None:
    own = report("bladet", text)
    assert caption(gather(dossier([clip(own)])).passages[0]) is described


def _line(text: str) -> Line:
    return Line(id=text[:9], text=text, kind=LineKind.EXTRACT, evidence=(Span(report="a", start=0, end=9),))


@pytest.mark.parametrize(
    ("known", "kept"), [("A film of the flood was shown.", 1), ("A letter was found.", 2)]
)
def test_a_line_on_the_letter_needs_one_that_tells_of_a_letter(known: str, kept: int) -> None:
    sections = (
        Section(heading="What happened", lines=(_line(known),)),
        Section(heading="Disputed", lines=(_line("The letter could not be independently verified."),)),
    )
    left = with_antecedents(Opening(standfirst=None, summary=()), sections)
    assert sum(len(section.lines) for section in left) == kept
