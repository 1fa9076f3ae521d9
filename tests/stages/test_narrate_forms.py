"""The forms of one sentence: what clauses keep whole, who must still be named, what is never printed."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.core.pages import Clipping
from dateline.core.types import Clause, Facts, Report, Span
from dateline.stages.narrate.facts.material import Passage, gather
from dateline.stages.narrate.wording.forms import Forms
from dateline.stages.narrate.wording.rewriting.clauses import adjunct_first, keeps_clauses, says_something
from tests.stages.desk import clip, dossier, phrase, report, said, sentences


def passage(text: str, *clauses: Clause, own: Report | None = None) -> Passage:
    own = own or report("tidings", text)
    facts = Facts(report=own.id, sentences=sentences(own), clauses=clauses)
    return gather(dossier([Clipping(report=own, facts=facts, origin=own.id)])).passages[0]


def clause(
    own: Report, verb: str, subject: str, thing: str = "", adjuncts: tuple[str, ...] = (), **more: Any
) -> Clause:
    return Clause(
        span=Span(report=own.id, start=0, end=len(own.text) - 1),
        verb=phrase(own, verb),
        lemma=verb,
        subject=phrase(own, subject),
        object=phrase(own, thing) if thing else None,
        adjuncts=tuple(phrase(own, words) for words in adjuncts),
        **more,
    )


def bodies(text: str) -> list[str]:
    return list(Forms(passage(text)).bodies())


def worded(one: Passage) -> list[str]:
    return [form for _, forms in Forms(one).all() for form in forms]


def test_the_fullest_form_comes_first_and_is_made_once() -> None:
    forms = Forms(passage("The guild sold the old ferry in Vesk, where two tugs lay."))
    assert next(forms.bodies()) == "The guild sold the old ferry in Vesk, where two tugs lay"
    assert list(forms.bodies()) == list(forms.bodies())
    assert list(forms.all()) == list(forms.all())


@pytest.mark.parametrize(
    "text",
    [
        "The guild sold the old ferry to a man, who kept a bakery...",
        "Our reporters saw how the old ferry was sold.",
        "Was the old ferry of the guild sold?",
        "We saw the old ferry of the guild.",
    ],
)
def test_teasers_questions_and_the_outlet_itself_have_no_form(text: str) -> None:
    assert bodies(text) == []


def test_the_country_is_no_pronoun() -> None:
    assert bodies("The old ferry was sold to a baker in the US.")


def test_who_speaks_stays_with_what_is_said() -> None:
    text = "The guild, Lene Aas said, sold the old ferry in Vesk after the storm."
    own = report("tidings", text)
    statement = said(own, "sold the old ferry in Vesk", "Lene Aas")
    one = gather(dossier([clip(own, statement)])).passages[0]
    assert all("Lene Aas said" in form for form in Forms(one).bodies())


def test_he_said_needs_his_name_in_the_sentence() -> None:
    for text, forms in (
        ("Otto Brandt sold the old ferry, he said on Friday.", True),
        ("Lene Aas sold the old ferry, he said on Friday.", False),
    ):
        own = report("tidings", text)
        statement = said(own, text.split(",")[0], "he", name="Otto Brandt")
        one = gather(dossier([clip(own, statement)])).passages[0]
        assert bool(list(Forms(one).bodies())) is forms


def test_a_verb_keeps_its_object() -> None:
    own = report("tidings", "The teacher of the town spent Friday morning in the cell.")
    spent = clause(own, "spent", "The teacher", "Friday morning")
    assert keeps_clauses("The teacher of the town spent Friday morning", (spent,))
    assert not keeps_clauses("The teacher of the town spent", (spent,))
    assert not keeps_clauses("The teacher of the town was old", (spent,)), "the main clause is lost"
    assert keeps_clauses("The teacher of the town spent", ())


def test_a_stretch_without_its_own_subject_says_nothing() -> None:
    own = report("tidings", "The guild said the ferry had sunk.")
    sunk = clause(own, "had sunk", "the ferry")
    whole = Span(report=own.id, start=own.text.index("the ferry"), end=len(own.text))
    assert says_something(whole, (sunk,))
    assert not says_something(Span(report=own.id, start=own.text.index("had"), end=len(own.text)), (sunk,))


@pytest.mark.parametrize(
    ("text", "adjunct", "form"),
    [
        ("The guild on Friday sold the old ferry.", "on Friday", "On Friday, the guild sold the old ferry"),
        ("The guild Friday sold the old ferry.", "Friday", "On Friday, the guild sold the old ferry"),
        ("The guild in 2019 sold the old ferry.", "in 2019", "In 2019, the guild sold the old ferry"),
        ("The guild in the bay sold the old ferry.", "in the bay", ""),
        ("The guild, on Friday, sold the old ferry.", "on Friday", ""),
        ("The guild sold the old ferry on Friday.", "on Friday", ""),
    ],
)
def test_a_time_may_open_the_sentence(text: str, adjunct: str, form: str) -> None:
    own = report("tidings", text)
    sold = clause(own, "sold", "The guild", "the old ferry", (adjunct,))
    assert next(adjunct_first(passage(text, sold, own=own)), "") == form


@pytest.mark.parametrize("more", [{"negated": True}, {"main": False}])
def test_a_time_stays_where_something_hangs_on_it(more: dict[str, bool]) -> None:
    own = report("tidings", "The guild on Friday sold the old ferry.")
    sold = clause(own, "sold", "The guild", "the old ferry", ("on Friday",), **more)
    assert not list(adjunct_first(passage(own.text, sold, own=own)))


def test_house_style_and_moved_forms_are_among_the_wordings() -> None:
    own = report("tidings", "The guild on Friday sold the old ferry for 9 percent less.")
    sold = clause(own, "sold", "The guild", "the old ferry", ("on Friday",))
    forms = worded(passage(own.text, sold, own=own))
    assert forms[0] == "The guild on Friday sold the old ferry for 9% less"
    assert "On Friday, the guild sold the old ferry for 9% less" in forms
