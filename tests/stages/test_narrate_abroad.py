"""Reports in languages that are not taken apart: quoted whole, named, within the limits, or left alone."""

from __future__ import annotations

import pytest

from dateline.core.pages import Clipping, LineKind, Page
from dateline.core.types import Rights
from dateline.stages.narrate import Limits, narrate
from tests.stages.desk import clip, dossier, report

ROOMY = Limits(quoted_share=1.0)
LEAD = "У Вескові вночі затонув старий пором гільдії."
REST = " Причина поки невідома. Рятувальники підняли дзвін."
ENGLISH = "The old ferry of the guild sank at Vesk. Divers raised the bell of the ferry."


def foreign(name: str, text: str, language: str = "uk", origin: str = "", **more: object) -> Clipping:
    own = report(name, text, outlet=name, language=language, title=text.split(".", maxsplit=1)[0], **more)  # type: ignore[arg-type]
    return clip(own, origin=origin or name)


def page_of(*clippings: Clipping, limits: Limits = ROOMY) -> Page:
    return narrate(dossier(clippings), limits)


def test_a_story_in_another_language_has_its_leads_in_quotation() -> None:
    page = page_of(
        foreign("Гавань", LEAD + REST), foreign("Маяк", "Пором затонув біля причалу, екіпаж врятовано.")
    )
    assert page.language == "uk"
    assert page.standfirst is not None
    assert page.standfirst.text == f"“{LEAD}” (Гавань)"
    assert [line.text for line in page.summary] == ["“Пором затонув біля причалу, екіпаж врятовано.” (Маяк)"]
    assert page.body == ()


def test_quotations_are_verbatim_and_have_their_evidence() -> None:
    own = foreign("Гавань", LEAD + REST)
    line = page_of(own).standfirst
    assert line is not None
    assert line.kind is LineKind.QUOTATION
    assert [own.report.quote(span) for span in line.evidence] == [LEAD]


def test_one_origin_is_quoted_once() -> None:
    page = page_of(foreign("a", LEAD, origin="wire"), foreign("b", LEAD, origin="wire"))
    assert page.summary == ()


@pytest.mark.parametrize(("language", "named"), [("uk", "Ukrainian"), ("de", "German"), ("de-AT", "German")])
def test_beside_english_the_language_is_named(language: str, named: str) -> None:
    page = page_of(foreign("Hafen", LEAD, language), clip(report("post", ENGLISH)))
    assert page.language == "en"
    (section,) = [section for section in page.body if section.heading == "In other languages"]
    assert [line.text for line in section.lines] == [f"Hafen, in {named}: “{LEAD}”"]


def test_a_language_that_has_no_name_here_is_quoted_without_it() -> None:
    page = page_of(foreign("Hafen", LEAD, "tlh"), clip(report("post", ENGLISH)))
    assert [line.text for line in page.body[-1].lines] == [f"“{LEAD}” (Hafen)"]


def test_the_limits_hold_and_a_page_without_words_still_has_its_headline() -> None:
    page = page_of(foreign("Гавань", LEAD + REST), limits=Limits())
    assert page.standfirst is None
    assert page.headline.text
    closed = page_of(foreign("Гавань", LEAD + REST, rights=Rights(may_summarise=False)))
    assert closed.standfirst is None


@pytest.mark.parametrize(
    "lead", ["Він сказав: «Пором затонув біля старого причалу».", "Пором.", "Що сталося вночі у Вескові?"]
)
def test_what_cannot_stand_in_marks_or_says_too_little_is_left(lead: str) -> None:
    page = page_of(foreign("Гавань", f"{lead} {LEAD}"))
    assert page.standfirst is None or lead not in page.standfirst.text


def test_an_outlet_without_a_name_is_quoted_without_one() -> None:
    own = report("r1", LEAD, outlet=" ", language="uk", title="Пором")
    line = page_of(clip(own)).standfirst
    assert line is not None
    assert line.text.startswith(f"“{LEAD}”")
