"""Parts of a sentence that are sentences: which clause can be told alone, and which phrase may go."""

from __future__ import annotations

import re
from typing import Any

import pytest

from dateline.core.pages import Clipping
from dateline.core.types import Clause, Facts, Report, Span, Statement
from dateline.stages.narrate.facts.material import Passage, gather
from dateline.stages.narrate.wording.forms import Forms
from dateline.stages.narrate.wording.rewriting.splitting import single_clauses, without_adjunct
from tests.stages.desk import dossier, phrase, report, said, sentences

TWO = "The guild of Vesk sold the old ferry in June, and Otto Brandt of Riesa bought the mill on the hill."


def passage(own: Report, *clauses: Clause, statements: tuple[Statement, ...] = ()) -> Passage:
    facts = Facts(report=own.id, sentences=sentences(own), clauses=clauses, statements=statements)
    return gather(dossier([Clipping(report=own, facts=facts, origin=own.id)])).passages[0]


def clause(own: Report, stretch: str, verb: str, subject: str, lemma: str, **more: Any) -> Clause:
    start = own.text.index(stretch)
    thing, adjuncts = more.pop("thing", ""), more.pop("adjuncts", ())
    return Clause(
        span=Span(report=own.id, start=start, end=start + len(stretch)),
        verb=phrase(own, verb),
        lemma=lemma,
        subject=phrase(own, subject),
        object=phrase(own, thing) if thing else None,
        adjuncts=tuple(phrase(own, words) for words in adjuncts),
        **more,
    )


def test_two_clauses_are_two_sentences() -> None:
    own = report("tidings", TWO)
    sold = clause(own, "The guild of Vesk sold the old ferry in June", "sold", "The guild of Vesk", "sell")
    bought = clause(
        own, "Otto Brandt of Riesa bought the mill on the hill", "bought", "Otto Brandt of Riesa", "buy"
    )
    assert list(single_clauses(passage(own, sold, bought))) == [
        "The guild of Vesk sold the old ferry in June",
        "Otto Brandt of Riesa bought the mill on the hill",
    ]


def test_a_shared_subject_stands_before_the_second_verb() -> None:
    own = report("tidings", "The guild of Vesk sold the old ferry and bought a mill on the hill.")
    bought = clause(own, "bought a mill on the hill", "bought", "The guild of Vesk", "buy")
    assert list(single_clauses(passage(own, bought))) == ["The guild of Vesk bought a mill on the hill"]


def test_a_verb_that_may_belong_to_a_clause_between_is_not_told_of_the_subject() -> None:
    own = report("tidings", "Crews from Vesk fought fires that killed two and destroyed a mill on the hill.")
    destroyed = clause(own, "destroyed a mill on the hill", "destroyed", "Crews from Vesk", "destroy")
    assert not list(single_clauses(passage(own, destroyed)))


@pytest.mark.parametrize(("comma", "told"), [(",", True), ("", False)])
def test_a_relative_clause_is_told_only_behind_a_comma(comma: str, told: bool) -> None:
    own = report("tidings", f"The mill{comma} which burned down in May of 1950, belongs to Ott.")
    burned = clause(
        own, "which burned down in May of 1950", "burned", "The mill", "burn", opener="which", main=False
    )
    assert (list(single_clauses(passage(own, burned))) == ["The mill burned down in May of 1950"]) is told


@pytest.mark.parametrize(
    ("text", "stretch"),
    [
        # Softened, conditional, or asked.
        ("Allegedly, the guild of Vesk sold the old ferry.", "the guild of Vesk sold the old ferry"),
        ("The guild of Vesk sold the old ferry, if Ott paid.", "The guild of Vesk sold the old ferry"),
        ("The guild of Vesk sold the old ferry, or a part.", "The guild of Vesk sold the old ferry"),
        # What hangs behind it belongs to it.
        ("The guild of Vesk sold the old ferry that sank.", "The guild of Vesk sold the old ferry"),
        # In quotation marks there may be anything.
        ("The guild of Vesk sold the old ferry, a “wreck”.", "The guild of Vesk sold the old ferry"),
    ],
)
def test_what_would_be_turned_is_not_told_alone(text: str, stretch: str) -> None:
    own = report("tidings", text)
    sold = clause(own, stretch, "sold", stretch.partition(" sold")[0], "sell")
    assert list(single_clauses(passage(own, sold))) == []


def test_what_somebody_says_is_not_told_as_the_outlets() -> None:
    own = report("tidings", "The guild of Vesk sold the old ferry, Lene Aas said on Friday.")
    sold = clause(own, "The guild of Vesk sold the old ferry", "sold", "The guild of Vesk", "sell")
    spoken = said(own, "The guild of Vesk sold the old ferry", "Lene Aas")
    assert list(single_clauses(passage(own, sold, statements=(spoken,)))) == []


def test_a_clause_of_saying_and_a_pronoun_are_nothing_alone() -> None:
    own = report("tidings", "The guild of Vesk said so in May, and it sold the old ferry in June.")
    told = clause(own, "The guild of Vesk said so in May", "said", "The guild of Vesk", "say")
    sold = clause(own, "it sold the old ferry in June", "sold", "it", "sell")
    assert list(single_clauses(passage(own, told, sold))) == []


def test_a_denied_clause_stays_where_it_is() -> None:
    own = report("tidings", "The guild of Vesk never sold the old ferry, and Ott left the hall.")
    sold = clause(
        own, "The guild of Vesk never sold the old ferry", "sold", "The guild of Vesk", "sell", negated=True
    )
    assert list(single_clauses(passage(own, sold))) == []


CROWD = "The guild sold the old ferry in a hall near the pier on Friday."


def test_a_phrase_of_place_may_go_from_the_middle() -> None:
    own = report("tidings", CROWD)
    sold = clause(
        own,
        CROWD[:-1],
        "sold",
        "The guild",
        "sell",
        thing="the old ferry",
        adjuncts=("in a hall near the pier",),
    )
    one = passage(own, sold)
    assert list(without_adjunct(CROWD[:-1], one)) == ["The guild sold the old ferry on Friday"]
    assert "The guild sold the old ferry on Friday" in list(Forms(one).bodies())


@pytest.mark.parametrize(
    ("text", "more"),
    [
        # A time dates what is told, and a number counts it.
        ("The guild sold the old ferry on Friday in a hall.", {"adjuncts": ("on Friday",)}),
        ("The guild sold the old ferry in 3 parts in a hall.", {"adjuncts": ("in 3 parts",)}),
        # A denial or an "only" holds with all of it.
        ("The guild sold only the ferry in Vesk on Friday.", {"adjuncts": ("in Vesk",)}),
        # The verb needs it.
        ("The guild put the old ferry in a hall on Friday.", {"adjuncts": ("in a hall",), "lemma": "put"}),
        # Next to the verb it is what the verb needs.
        ("The old ferry was taken to a hall on Friday.", {"adjuncts": ("to a hall",), "thing": ""}),
        # What follows belongs to it.
        ("The guild sold the ferry of the rich town council.", {"adjuncts": ("of the rich",)}),
    ],
)
def test_a_phrase_that_matters_stays(text: str, more: dict[str, Any]) -> None:
    own = report("tidings", text)
    verb = next(word for word in ("sold", "put", "was taken") if f" {word} " in text)
    subject = text.partition(f" {verb}")[0]
    lemma = more.pop("lemma", "sell")
    thing = more.pop("thing", re.split(" (?:in|on|of) ", text.partition(f"{verb} ")[2], maxsplit=1)[0])
    sold = clause(own, text[:-1], verb, subject, lemma, thing=thing, **more)
    assert list(without_adjunct(text[:-1], passage(own, sold))) == []
