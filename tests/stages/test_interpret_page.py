"""A story page read as a report: all that its README lists is read out of it.

Once on a page of our own (an invented plant, movement and count, in the shape of the reference page), and
once on the reference page itself where it lies beside the project: there by numbers and names alone.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from dateline.core.types import Event, Facts, Mode, Qualifier, Scope, Stance
from tests.stages.reading import read

REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "page.txt"
needs_reference = pytest.mark.skipif(not REFERENCE.exists(), reason="the reference page is not here")

OWN = """\
Rebel Drone Strike Targets Turbine Works in Finland, Leaving Four Dead

A drone attack attributed to the Free Coast movement on a turbine works in Finland has left four dead \
and many injured, the heaviest loss of the campaign so far.

An attack by Free Coast drones on the Vesna Turbine Works in Tampere, Finland, led to four fatalities \
and dozens of injuries. Free Coast officials claim the strike shows how far they can reach.

Four people have died and 28 others were injured after a drone attack by the Free Coast movement on \
the Vesna Turbine Works located in Tampere, over 700 kilometers (435 miles) from the border, as reported \
by Finnish officials. Six of the injured are reported to be in serious condition, according \
to Pirkanmaa's Governor Aino Harju, who has told President Eero Lind about the incident.

The rebel strike is said to have targeted the works, which produce Sula pumps, according to reports \
from local media. Officials from the movement confirmed that long-range drones operated by its air \
section were used in the assault, which was launched from approximately 900 kilometers (559 miles) away.

A video verified by TV Nord showed the explosion on the roof of the factory. In response, the aviation \
authority, Ilmailu, closed Tampere airport to all flights until midnight. It was the second drone \
attack on the Vesna plant by the movement since October; the prior assault resulting in no \
casualties, it was barely noticed.

The stalled advance in the Lapland region contrasts with gains near Oulu, leading to unverified claims \
of capturing ground there. Efforts for a ceasefire, led by Sweden since March, have failed to achieve \
progress. Lind remains wary of the movement, suggesting that it is preparing further strikes.
"""


@cache
def own() -> Facts:
    return read(OWN, "2025-03-18T19:27:47Z")


@cache
def reference() -> Facts:
    text = REFERENCE.read_text("utf-8").split("MORE ON THEME")[0]
    return read(text, "2025-07-01T19:27:47Z")


def printed(facts: Facts, measure: str) -> float | None:
    """The figure of a measure that a page would print."""
    return next((fact.low for fact in facts.figures if fact.measure == measure and fact.headline), None)


def attacks(facts: Facts) -> list[Event]:
    return [event for event in facts.events if event.type == "ASSAULT" and event.mode is Mode.ACTUAL]


def tied(facts: Facts) -> list[Event]:
    return [event for event in facts.events if event.link]


def names(facts: Facts) -> set[str]:
    return {place.phrase.text for place in facts.places}


def test_the_happening_of_our_page() -> None:
    told = attacks(own())
    assert any("Vesna Turbine Works" in event.targets and event.place == "Tampere" for event in told)
    assert {"drone", "long-range drones", "Free Coast drones"} <= {event.means for event in told}
    assert any(event.actors == ("Free Coast movement",) for event in told)
    assert not any(event.type == "ACCIDENT" for event in own().events)


def test_the_counts_of_our_page() -> None:
    facts = own()
    assert (printed(facts, "killed"), printed(facts, "injured")) == (4, 28)
    (serious,) = [fact for fact in facts.figures if fact.part]
    assert (serious.measure, serious.low) == ("injured", 6)


def test_two_distances_are_two_figures_of_one_unit() -> None:
    far = [(fact.low, fact.unit, fact.qualifier) for fact in own().figures if fact.measure == "distance"]
    assert far == [(700, "km", Qualifier.AT_LEAST), (900, "km", Qualifier.ABOUT)]


def test_the_earlier_happening_of_our_page() -> None:
    (before,) = tied(own())
    assert (before.mode, before.time, before.targets) == (Mode.HISTORICAL, "2024-10", ("Vesna plant",))
    (none,) = before.figures
    assert (none.low, none.scope) == (0, Scope.HISTORICAL)
    assert before.link.startswith("second drone attack")
    assert before.link.endswith("since October")


def test_who_verified_and_what_is_not_verified_on_our_page() -> None:
    stances = {(said.speaker.name if said.speaker else "", said.stance) for said in own().statements}
    assert ("TV Nord", Stance.VERIFIED) in stances
    assert ("", Stance.UNVERIFIED) in stances


def test_the_places_of_our_page() -> None:
    assert {"Tampere", "Finland", "Pirkanmaa", "Oulu", "Sweden"} <= names(own())
    assert not {"Vesna", "Sula", "Ilmailu", "Lind"} & names(own())


def test_what_has_not_happened_is_no_happening_of_our_page() -> None:
    assert [event.mode for event in own().events if event.type == "AGREE"] == [Mode.HYPOTHETICAL]


def test_the_governor_is_a_speaker_of_our_page() -> None:
    assert "Aino Harju" in {said.speaker.name for said in own().statements if said.speaker}


@needs_reference
def test_the_happening_of_the_reference_page() -> None:
    told = attacks(reference())
    assert sum(event.place == "Izhevsk" for event in told) >= 2
    assert sum("Ukraine" in event.actors for event in told) >= 4
    assert any(event.means == "long-range drones" for event in told)
    assert sum(any("Kupol" in target for target in event.targets) for event in told) >= 3
    assert not any(event.type == "ACCIDENT" for event in reference().events)


@needs_reference
def test_the_counts_of_the_reference_page() -> None:
    facts = reference()
    assert (printed(facts, "killed"), printed(facts, "injured")) == (3, 35)
    assert [fact.low for fact in facts.figures if fact.part] == [10]
    assert [fact.low for fact in facts.figures if fact.measure == "distance"] == [1000, 1300]


@needs_reference
def test_the_earlier_happening_of_the_reference_page() -> None:
    (before,) = tied(reference())
    assert (before.mode, before.time) == (Mode.HISTORICAL, "2024-11")
    assert [figure.low for figure in before.figures] == [0]


@needs_reference
def test_the_speakers_of_the_reference_page() -> None:
    facts = reference()
    named = {said.speaker.name for said in facts.statements if said.speaker}
    assert sum("fficials" in name for name in named) >= 3
    assert {"BBC", "Volodymyr Zelensky"} <= named
    assert any(name.startswith("Aleksandr") for name in named)
    assert Stance.UNVERIFIED in {said.stance for said in facts.statements}


@needs_reference
def test_the_places_of_the_reference_page() -> None:
    found = names(reference())
    assert {"Izhevsk", "Russia", "Udmurtia", "Ukraine", "Kyiv", "Lviv", "Sumy region"} <= found
    assert not {"Kupol", "Tor"} & found
    (izhevsk, *_) = [place for place in reference().places if place.phrase.text == "Izhevsk"]
    assert izhevsk.lat == pytest.approx(56.85, abs=0.1)
    assert izhevsk.lon == pytest.approx(53.20, abs=0.1)
