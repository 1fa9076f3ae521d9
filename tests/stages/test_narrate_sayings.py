"""Who said what, put together over names and reports; and what is no row of a table."""

from __future__ import annotations

import pytest

from dateline.core.pages import Clipping
from dateline.core.types import Form, Stance
from dateline.stages.narrate.facts.material import gather
from dateline.stages.narrate.facts.people import people
from dateline.stages.narrate.facts.sayings import Saying, sayings
from tests.stages.desk import clip, dossier, report, said


def saying(*clippings: Clipping) -> list[Saying]:
    material = gather(dossier(clippings))
    return list(sayings(material, people(material.clippings)))


def indirect(name: str, content: str, voice: str = "Lene Aas", cue: str = "said", **more: object) -> Clipping:
    own = report(name, f"{voice} {cue} {content} on Friday.")
    return clip(own, said(own, content, voice, cue, **more))  # type: ignore[arg-type]


def direct(name: str, content: str, voice: str = "Lene Aas") -> Clipping:
    own = report(name, f"“{content},” {voice} said.")
    return clip(own, said(own, f"“{content},”", voice, form=Form.DIRECT))


def test_one_person_under_two_names_says_one_thing() -> None:
    one = indirect("a", "that the guild sold the old ferry", "Mayor Lene Aas")
    two = indirect("b", "that the old ferry was sold by the guild", "Mayor Aas")
    (row,) = saying(one, two)
    assert row.label.endswith("Lene Aas: The guild sold the old ferry")
    assert {passage.origin for passage in row.passages} == {"o-a", "o-b"}


@pytest.mark.parametrize(
    "other",
    [
        indirect("b", "that the guild sold the old ferry", "Jon Berg"),
        indirect("b", "that the guild never sold the old ferry"),
        indirect("b", "that the guild sold 3 old ferry boats"),
        indirect("b", "that the baker wants more lamps and sails"),
        indirect("b", "that the guild sold the old ferry", stance=Stance.DENIED),
        indirect("b", "that the guild sold the old ferry", spoken=False),
    ],
)
def test_another_voice_number_or_polarity_is_another_saying(other: Clipping) -> None:
    assert saying(indirect("a", "that the guild sold the old ferry"), other) == []


def test_what_one_origin_alone_reports_is_no_row() -> None:
    assert saying(indirect("a", "that the guild sold the old ferry")) == []


@pytest.mark.parametrize("voice", ["she", "He"])
def test_nobody_is_named_by_a_pronoun(voice: str) -> None:
    content = "that the guild sold the old ferry"
    assert saying(indirect("a", content, voice), indirect("b", content, voice)) == []


def test_a_short_quotation_stands_whole_and_in_marks() -> None:
    words = "The guild sold ferry tickets twice"
    (row,) = saying(direct("a", words), direct("b", words))
    assert row.label == f"Lene Aas: “{words}”"


@pytest.mark.parametrize(
    "words",
    [
        "We are very happy about our ferry",
        "Who sold the guild ferry tickets twice?",
        "The guild sold ferry tickets twice on each of the last seven Fridays",
    ],
)
def test_a_feeling_a_question_and_a_long_quotation_are_no_claims(words: str) -> None:
    assert saying(direct("a", words), direct("b", words)) == []


def test_what_most_origins_report_comes_first() -> None:
    ferry, lamp = "that the guild sold the old ferry", "that the baker bought seven brass lamps"
    clippings = [indirect("a", lamp), indirect("b", lamp), *(indirect(n, ferry) for n in "cde")]
    assert [len(row.passages) for row in saying(*clippings)] == [3, 2]
