"""Where a table's names are spelled: found whole, once, and only where the evidence lacks them."""

from __future__ import annotations

from dateline.core.pages import Clipping
from dateline.core.types import Facts, Report, Span
from dateline.stages.narrate.facts.spelled import spelled

FIRST = "He promised three new pumps. The mayor, Ubbo  Harms, left."
SECOND = "Ubbo Harms spoke. Ubbo Harmsen did not."


def clipping(name: str, text: str) -> Clipping:
    report = Report(id=name, outlet=name, title="", language="en", text=text)
    return Clipping(report=report, facts=Facts(report=name), origin=name)


CLIPPINGS = (clipping("a", FIRST), clipping("b", SECOND))


def words(spans: tuple[Span, ...]) -> list[str]:
    texts = {"a": FIRST, "b": SECOND}
    return [texts[span.report][span.start : span.end] for span in spans]


def test_a_name_that_the_sentence_lacks_is_pointed_to_where_the_report_has_it() -> None:
    told = (Span(report="a", start=0, end=28),)
    assert words(spelled("Ubbo Harms", told, CLIPPINGS)) == ["Ubbo  Harms"]
    assert spelled("Ubbo Harms", told, CLIPPINGS[::-1])[0].report == "b"


def test_a_name_that_the_sentence_has_needs_no_other_place() -> None:
    told = (Span(report="b", start=0, end=17),)
    assert spelled("Ubbo Harms", told, CLIPPINGS) == ()
    assert spelled("ubbo harms", told, CLIPPINGS) == ()


def test_a_name_is_found_whole_or_not_at_all() -> None:
    assert words(spelled("Ubbo Harmsen", (), CLIPPINGS)) == ["Ubbo Harmsen"]
    assert spelled("Ubbo Harm", (), CLIPPINGS) == ()
    assert spelled("Aafke Harms", (), CLIPPINGS) == ()
    assert spelled("", (), CLIPPINGS) == ()
