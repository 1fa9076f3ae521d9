"""Who is who on a page: a role and a full name at the first mention that is read, then the surname."""

from __future__ import annotations

import pytest

from dateline.core.pages import Clipping, Line, LineKind, Section
from dateline.core.types import Report, Span
from dateline.stages.narrate.facts.material import gather
from dateline.stages.narrate.plan.layout import Plan
from dateline.stages.narrate.wording.introducing import introduced
from dateline.stages.narrate.wording.voices import Voices
from tests.stages.desk import clip, dossier, report, said

TEXT = (
    "The ferry of Vesk sank on Friday. Otto Brandt, the harbour master, said the pier was closed. "
    "Brandt said the bell was lost. Lene Aas towed the wreck. Aas lifted the bell on Sunday. "
    "The Vesk Press reported it. The tug left Costa Nova at noon."
)


def told(*texts: str, text: str = TEXT, most: int = 40, outlet: str = "Fjordpost") -> list[str]:
    """The lines of a page as they are printed, of a report in which Brandt speaks."""
    return [line.text for line in lines_of(*texts, text=text, most=most, outlet=outlet)]


def lines_of(*texts: str, text: str = TEXT, most: int = 40, outlet: str = "Fjordpost") -> list[Line]:
    own = report("havn", text, outlet=outlet)
    clipping = clip(
        own, said(own, "the pier was closed", "Otto Brandt, the harbour master,", name="Otto Brandt")
    )
    return _printed(own, [clipping], texts, most)


def _printed(own: Report, clippings: list[Clipping], texts: tuple[str, ...], most: int) -> list[Line]:
    material = gather(dossier(clippings))
    lines = tuple(
        Line(
            id=f"l{place}", text=text, kind=LineKind.EXTRACT, evidence=(Span(report=own.id, start=0, end=33),)
        )
        for place, text in enumerate(texts)
    )
    plan = Plan(standfirst=None, summary=lines[:1], body=(Section(heading="What happened", lines=lines[1:]),))
    page = introduced(plan, material, Voices(material), lambda text: len(text.split()) <= most)
    return [*page.summary, *page.body[0].lines]


def test_a_bare_name_in_the_first_line_gets_its_role_and_goes_by_the_surname_after() -> None:
    assert told(
        "Six people were hurt, according to Otto Brandt.", "Otto Brandt said the pier was closed."
    ) == [
        "Six people were hurt, according to Otto Brandt, the harbour master.",
        "Brandt said the pier was closed.",
    ]


def test_a_role_before_a_verb_is_closed_by_a_comma() -> None:
    assert told("Otto Brandt said the pier was closed.", "The bell was lost.")[0] == (
        "Otto Brandt, the harbour master, said the pier was closed."
    )


def test_a_surname_alone_is_written_in_full_where_it_is_read_first() -> None:
    assert told("Aas lifted the bell on Sunday.", "Aas towed the wreck.") == [
        "Lene Aas lifted the bell on Sunday.",
        "Aas towed the wreck.",
    ]


def test_what_says_who_somebody_is_is_cited() -> None:
    first = lines_of("Aas lifted the bell on Sunday.", "The bell was lost.")[0]
    assert any(TEXT[span.start : span.end].startswith("Lene Aas towed") for span in first.evidence)


@pytest.mark.parametrize(
    "line",
    [
        "The harbour master, Otto Brandt, said the pier was closed.",
        "Otto Brandt, the harbour master, said the pier was closed.",
        "Harbour master Otto Brandt said the pier was closed.",
        "Mr. Otto Brandt said the pier was closed.",
        "A clerk said “Otto Brandt is the best of us” on Friday.",
        "Otto Brandt’s boat was lost.",
    ],
)
def test_a_role_stands_there_once(line: str) -> None:
    assert told(line, "The bell was lost.")[0] == line


@pytest.mark.parametrize(
    "line",
    [
        "The tug left Costa Nova for Vesk.",
        "Lene Aas and Otto Brandt left Vesk.",
        "The Vesk Press reported it.",
        "A clerk said “Lene Aas towed it” on Friday.",
        "Skipper Lene Aas left Vesk.",
    ],
)
def test_a_second_mention_that_is_no_person_s_alone_stays(line: str) -> None:
    first = "Lene Aas came to Costa Nova with the Vesk Press."
    assert told(first, line)[1] == line


def test_a_shared_surname_is_never_left_alone() -> None:
    text = TEXT + " Jens Aas watched from the quay."
    lines = ("Lene Aas towed the wreck.", "Lene Aas lifted the bell.")
    assert told(*lines, text=text) == list(lines)


def test_a_firm_does_not_get_the_name_of_its_founder() -> None:
    text = "Aas fired ten clerks on Friday. The firm was founded by Lene Aas in 1970."
    own = report("havn", text, outlet="Fjordpost")
    lines = _printed(own, [clip(own)], ("Aas fired ten clerks.", "The bell was lost."), 40)
    assert lines[0].text == "Aas fired ten clerks."


def test_a_line_that_would_be_too_long_keeps_its_words() -> None:
    line = "Six people were hurt, according to Otto Brandt."
    assert told(line, "The bell was lost.", most=9)[0] == line


def test_a_role_comes_from_the_outlet_of_the_line() -> None:
    own = report("havn", "The ferry of Vesk sank on Friday. Otto Brandt saw it.", outlet="Fjordpost")
    other = report("fyr", TEXT, outlet="Fyrtaarn")
    speaks = said(other, "the pier was closed", "Otto Brandt, the harbour master,", name="Otto Brandt")
    lines = _printed(own, [clip(own), clip(other, speaks)], ("Otto Brandt saw it.", "The bell was lost."), 40)
    assert lines[0].text == "Otto Brandt saw it."


def test_a_generation_behind_a_name_is_no_surname() -> None:
    text = "Otto Brandt Jr. sold the ferry. Lene Aas III bought the bell. Aas said it rang."
    own = report("havn", text, outlet="Fjordpost")
    lines = _printed(
        own, [clip(own)], ("Lene Aas III bought the bell.", "Otto Brandt Jr. sold the ferry."), 40
    )
    assert [line.text for line in lines] == [
        "Lene Aas III bought the bell.",
        "Otto Brandt Jr. sold the ferry.",
    ]


@pytest.mark.parametrize("role", ["Norland. Otto Brandt", "the Otto Brandt"])
def test_a_naming_that_says_nothing_more_is_not_used(role: str) -> None:
    text = f"Six people were hurt. Then {role}, said the pier was closed. Otto Brandt left. Brandt said so."
    own = report("havn", text, outlet="Fjordpost")
    clipping = clip(own, said(own, "the pier was closed", role, name="Otto Brandt"))
    lines = _printed(own, [clipping], ("Six were hurt, according to Otto Brandt.", "The bell was lost."), 40)
    assert lines[0].text == "Six were hurt, according to Otto Brandt."
