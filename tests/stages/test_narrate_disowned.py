"""Figures that a report says were wrong stand in no copy of it; those of other origins stay."""

from __future__ import annotations

from dateline.core.pages import Clipping
from dateline.stages.narrate import narrate, struck
from dateline.stages.narrate.revisions.disowned import disowned
from tests.stages.desk import clip, dossier, figure, report

NEWS = "A tram left the rails in Vesk on Monday. {n} people were hurt, the fire service said."
NOTE = "Correction: An earlier version of this story said that 12 people were hurt."


def wire(name: str, n: str, low: float, *, note: str = "", origin: str = "wire") -> Clipping:
    own = report(name, NEWS.format(n=n) + (f"\n\n{note}" if note else ""))
    noted = (figure(own, "12 people", 12),) if "12 people" in note else ()
    return clip(own, figure(own, f"{n} people", low), *noted, origin=origin)


CORRECTED = wire("agency", "Two", 2, note=NOTE)
COPY = wire("copy", "Some 12", 12)
OTHER = wire("rival", "Some 12", 12, origin="rival")


def lows(clippings: tuple[Clipping, ...]) -> dict[str, list[float]]:
    return {one.report.id: [held.low for held in one.facts.figures] for one in clippings}


def test_a_copy_loses_the_figure_that_its_origin_took_back_and_others_keep_theirs() -> None:
    left = struck(dossier([CORRECTED, COPY, OTHER])).clippings
    assert lows(left) == {"agency": [2], "copy": [], "rival": [12]}


def test_the_words_at_each_place_are_found() -> None:
    found = disowned([CORRECTED, COPY, OTHER])
    assert set(found) == {"agency", "copy"}
    assert [COPY.report.quote(span) for span in found["copy"]] == ["Some 12 people"]


def test_a_figure_that_the_report_itself_still_gives_is_not_taken_back() -> None:
    still = wire("agency", "Two", 2, note="Correction: Two people were hurt, as this story now says.")
    assert disowned([still, COPY]) == {}


def test_an_update_takes_nothing_back() -> None:
    told = wire(
        "agency", "Two", 2, note="This story has been updated. 12 people were said to be hurt before."
    )
    assert disowned([told, COPY]) == {}


def test_without_notes_there_is_nothing_to_find() -> None:
    assert disowned([COPY, OTHER]) == {}
    assert disowned([]) == {}


def test_no_page_prints_the_figure_that_was_taken_back() -> None:
    page = narrate(struck(dossier([CORRECTED, COPY])))
    assert not any("12" in line.text for line in page.lines)
    assert {row.low for row in page.figures} == {2}
