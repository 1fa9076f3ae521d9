"""Earlier happenings: what reports tie to the story's own, and what is only somebody's past."""

from __future__ import annotations

import dataclasses

import pytest

from dateline.core.pages import Clipping, Earlier
from dateline.core.types import Event, Mode, Scope
from dateline.stages.narrate.facts.earlier import earlier
from dateline.stages.narrate.facts.material import gather
from dateline.stages.narrate.plan.selection import rank
from dateline.stages.narrate.wording.limits import Allowance, Limits
from tests.stages.desk import clip, dossier, figure, moment, phrase, report


def tied(
    text: str, link: str, *, kind: str = "ACCIDENT", mode: Mode = Mode.HISTORICAL, when: str = ""
) -> Clipping:
    own = report("a", text)
    noun = link.rsplit(maxsplit=1)[-1]
    held = phrase(own, noun)
    event = Event(type=kind, mode=mode, phrase=held, evidence=(held.span,), link=link)
    clipping = clip(own, *((moment(own, when, when),) if when else ()))
    return dataclasses.replace(clipping, facts=dataclasses.replace(clipping.facts, events=(event,)))


def found(*clippings: Clipping) -> tuple[Earlier, ...]:
    own = dossier(clippings)
    material = gather(own)
    return earlier(material, rank(material), Allowance(own.clippings, Limits()), "2024-06-04")


@pytest.mark.parametrize(
    ("text", "link", "told"),
    [
        (
            "It was the second fire at the yard since March.",
            "second fire",
            "The second fire at the yard since March",
        ),
        (
            "Many recall the 2019 fire in Ollerau, which burned a hall.",
            "2019 fire",
            "The 2019 fire in Ollerau",
        ),
    ],
)
def test_an_earlier_happening_is_named_in_the_report_s_words(text: str, link: str, told: str) -> None:
    (one,) = found(tied(text, link))
    assert one.text == told
    assert one.evidence


def test_its_date_is_the_one_in_its_own_words() -> None:
    (one,) = found(
        tied("Many recall the 2019 fire in Ollerau, which burned a hall.", "2019 fire", when="2019")
    )
    assert one.date == "2019"


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("The keeper has two earlier convictions in Vesk.", "earlier convictions"),
        ("It was at least the third fire in Vesk this year.", "third fire"),
        ("It may be the third fire in Vesk this year.", "third fire"),
        ("Ropes were found days after the fire in Vesk.", "days after the fire"),
        ("The earlier fire was small.", "earlier fire"),
        ("It was the first fire between Vesk and Ollerau.", "first fire"),
    ],
)
def test_a_past_of_ones_own_an_open_count_and_a_bare_word_are_none(text: str, link: str) -> None:
    assert found(tied(text, link)) == ()


@pytest.mark.parametrize(("kind", "mode"), [("AGREE", Mode.HISTORICAL), ("ACCIDENT", Mode.ACTUAL)])
def test_a_deal_and_the_happening_itself_are_none(kind: str, mode: Mode) -> None:
    text = "It was the second fire at the yard since March."
    assert found(tied(text, "second fire", kind=kind, mode=mode)) == ()


@pytest.mark.parametrize(("value", "told"), [("2023-10", True), ("2023", False), ("2024-06-04", False)])
def test_the_dead_of_a_dated_month_are_an_earlier_happening(value: str, told: bool) -> None:
    own = report("a", "In October a mast killed three sailors at the yard.")
    dead = figure(own, "three sailors", 3, measure="killed", scope=Scope.HISTORICAL)
    rows = found(clip(own, dead, moment(own, "October", value)))
    assert [one.text for one in rows] == (
        ["In October a mast killed three sailors at the yard."] if told else []
    )


def test_the_oldest_comes_first_and_each_once() -> None:
    texts = [
        ("Many recall the 2021 fire in Ollerau, which burned a hall.", "2021 fire", "2021"),
        ("Some recall the 1999 fire in Vesk, which burned a mill.", "1999 fire", "1999"),
        ("All recall the 1999 fire in Vesk, which burned a mill.", "1999 fire", "1999"),
    ]
    clippings = []
    for number, (text, link, when) in enumerate(texts):
        one = tied(text, link, when=when)
        clippings.append(dataclasses.replace(one, origin=f"o{number}"))
    assert [one.date for one in found(clippings[0])] == ["2021"]
    dates = [one.date for part in clippings for one in found(part)]
    assert sorted(dates) == ["1999", "1999", "2021"]
