"""Each reader of phrases, by what it makes of its phrase and what it leaves alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.stages.interpret.clauses.building import clause_of
from dateline.stages.interpret.clauses.chunks import chunks
from dateline.stages.interpret.clauses.codes import codes
from dateline.stages.interpret.clauses.joining import joined
from dateline.stages.interpret.clauses.ranges import BEYOND
from dateline.stages.interpret.clauses.state import DEEPEST, MAIN, RELATIVE, Open, State
from dateline.stages.interpret.reading.annotate import annotate
from tests.stages.clauses import read, told
from tests.stages.reading import report


def state(text: str) -> State:
    """A sentence before any of its phrases is read."""
    view = annotate(report(text))
    signs = codes(view)
    return State(view, signs, chunks(signs, view.lower, 0, len(signs)))


PREPOSITIONS = [
    ("The guard was shot by a rebel in Vesk.", ["shoot: The guard > - by a rebel / in Vesk passive"]),
    ("The guard was shot by 6 p.m.", ["shoot: The guard > - / by 6 p.m. passive"]),
    ("The men were charged with murder.", ["charge: The men > - passive"]),
    ("The flood led to shortages.", ["lead to: The flood > shortages"]),
    ("Roe went to Hull.", ["go: Roe > - / to Hull"]),
    ("Roe accused Lund of fraud.", ["accuse: Roe > Lund"]),
    ("Roe described Lund as a thief.", ["describe: Roe > Lund"]),
    ("The mayor is in Hull.", ["be: The mayor > - = in Hull"]),
    ("The crash in Vesk killed two.", ["kill: The crash in Vesk > two"]),
    (
        "According to a report by the council, the dam leaked.",
        ["leak: the dam > - / According to a report by the council"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), PREPOSITIONS)
def test_a_prepositional_phrase_is_an_agent_an_object_a_complement_or_an_adjunct(
    text: str, expected: list[str]
) -> None:
    assert told(text) == expected


PARTICLES = [
    ("Rebels called off the raid.", ["call off: Rebels > the raid"]),
    ("Rebels called the raid off.", ["call off: Rebels > the raid"]),
]


@pytest.mark.parametrize(("text", "expected"), PARTICLES)
def test_a_particle_belongs_to_its_verb(text: str, expected: list[str]) -> None:
    assert told(text) == expected


COMPLEMENTS = [
    ("The mayor is a baker.", ["be: The mayor > - = a baker"]),
    ("The mayor became ill.", ["become: The mayor > - = ill"]),
    ("Lund was elected president.", ["elect: Lund > - = president passive"]),
    ("They elected him president.", ["elect: They > him"]),
    ("Roe gave the boy a book.", ["give: Roe > a book"]),
    ("The boy was given a book.", ["give: The boy > a book passive"]),
    ("Today is the day.", ["be: Today > - = the day"]),
    ("There are two mines in Vesk.", ["be: - > - = two mines / in Vesk"]),
]


@pytest.mark.parametrize(("text", "expected"), COMPLEMENTS)
def test_a_noun_behind_a_verb_is_its_object_or_what_the_subject_is(text: str, expected: list[str]) -> None:
    assert told(text) == expected


GROUPS = [
    ("Roe has yet to reply.", ["reply: Roe > - have to not"]),
    ("Roe has to leave.", ["leave: Roe > - have to"]),
    ("Roe is going to leave.", ["leave: Roe > - going to"]),
    ("Roe used to drive trams.", ["drive: Roe > trams used to"]),
    ("Roe may not have left.", ["leave: Roe > - may not"]),
    ("Roe won't leave.", ["leave: Roe > - will not"]),
    ("Roe cannot leave.", ["leave: Roe > - can not"]),
    ("Nobody was hurt.", ["hurt: Nobody > - not passive"]),
    ("Police found nothing.", ["find: Police > nothing not"]),
    ("Roe never met Lund.", ["meet: Roe > Lund not"]),
    ("Police found a knife.", ["find: Police > a knife"]),
    ("They've left Vesk.", ["leave: They > Vesk"]),
]


@pytest.mark.parametrize(("text", "expected"), GROUPS)
def test_a_verb_group_tells_of_negation_and_mode(text: str, expected: list[str]) -> None:
    assert told(text) == expected


INFINITIVES = [
    ("Roe told police to leave.", ["tell: Roe > police", "leave: police > -"]),
    ("Roe promised to leave.", ["promise: Roe > -", "leave: Roe > -"]),
    ("Roe is likely to resign.", ["be: Roe > - = likely", "resign: Roe > -"]),
    ("Roe failed to stop.", ["fail: Roe > -", "stop: Roe > -"]),
    (
        "Roe was due to speak on Friday.",
        ["be: Roe > - = due", "speak: Roe > - / on Friday"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), INFINITIVES)
def test_an_infinitive_has_the_subject_or_the_object_of_the_verb_before_it(
    text: str, expected: list[str]
) -> None:
    assert told(text) == expected


ING_FORMS = [
    ("Roe denied stealing the car.", ["deny: Roe > -", "steal: Roe > the car"]),
    ("Roe left after paying the bill.", ["leave: Roe > -", "pay: Roe > the bill (after)"]),
    ("Rebels hit the town, killing two guards.", ["hit: Rebels > the town", "kill: Rebels > two guards"]),
    ("Roe spent hours waiting.", ["spend: Roe > hours", "wait: Roe > -"]),
    ("Hit by a tram, Roe died.", ["die: Roe > -"]),
]


@pytest.mark.parametrize(("text", "expected"), ING_FORMS)
def test_an_ing_form_is_told_where_its_subject_is_certain(text: str, expected: list[str]) -> None:
    assert told(text) == expected


PARTICIPLES = [
    (
        "The man arrested in Hull was jailed.",
        ["arrest: The man > - / in Hull passive", "jail: The man > - passive"],
    ),
    ("A man wanted in Hull fled.", ["want: A man > - / in Hull passive", "flee: A man > -"]),
    (
        "Roe was shot and killed by the guard.",
        ["shoot: Roe > - passive", "kill: Roe > - by the guard passive"],
    ),
    ("Roe cut 300 jobs.", ["cut: Roe > 300 jobs"]),
]


@pytest.mark.parametrize(("text", "expected"), PARTICIPLES)
def test_a_participle_is_passive_or_a_past(text: str, expected: list[str]) -> None:
    assert told(text) == expected


JOINTS = [
    ("Roe, who is 52, left.", ["be: Roe > - = 52 (who)"]),
    ("The girl whom police sought was found.", ["seek: police > - (whom)", "find: The girl > - passive"]),
    ("Roe said that Lund had resigned.", ["say: Roe > -", "resign: Lund > - (that)"]),
    ("Roe said Lund had resigned.", ["say: Roe > -", "resign: Lund > -"]),
    ("When it rained, the dam broke.", ["rain: it > - (when)", "break: the dam > -"]),
    ("If it rains, the dam will break.", ["rain: it > - (if)", "break: the dam > - will"]),
    ("Roe fell and died.", ["fall: Roe > -", "die: Roe > -"]),
    ("The town council met; the mayor was away.", ["meet: The town council > -", "be: the mayor > -"]),
    ("The mayor (Lund) left.", ["leave: The mayor > -"]),
    ("The mayor – a baker – left.", ["leave: The mayor > -"]),
    ("The mayor, though, left.", ["leave: The mayor > -"]),
    ("“It is late,” said Ada Lund.", ["be: It > -", "say: Ada Lund > -"]),
    (
        "The leaders of the group that were killed lived in Vesk.",
        ["kill: The leaders of the group > - (that) passive", "live: The leaders of the group > - / in Vesk"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), JOINTS)
def test_marks_and_small_words_open_and_close_clauses(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize("text", ["Did Roe leave?", "Leave now.", "A long road home", "Roe, Lund and Berg."])
def test_questions_orders_and_headings_without_a_verb_have_no_clause(text: str) -> None:
    assert told(text) == []


def test_an_article_alone_is_no_object() -> None:
    assert all(clause.object is None or clause.object.text != "the" for clause in read("Roe owns the mine."))


def test_the_words_of_a_sentence_are_blank_beyond_it() -> None:
    s = state("Roe fell.")
    assert s.words == ["roe", "fell", "."] + [""] * len(BEYOND)
    assert s.words[-1] == ""
    assert s.kinds[-1] == " "
    assert s.top is s.stack[0] is s.found[0]


def test_clauses_open_and_close_around_the_innermost() -> None:
    s = state("Roe fell.")
    outer = s.top
    inner = s.push(Open(kind=RELATIVE, start=0, end=1))
    assert s.top is inner
    s.close()
    assert s.top is outer
    s.push(inner)
    s.push(Open(kind=RELATIVE, start=1, end=2))
    s.back_to(inner)
    assert s.top is inner
    s.keep(1)
    assert s.stack == [outer]
    assert s.top is outer


def test_a_clause_beside_another_has_its_subject_and_its_place() -> None:
    s = state("Roe fell.")
    s.top.subject, s.top.apart = (0, 1), True
    other = s.beside(s.top, 1)
    assert (other.kind, other.subject, other.apart, other.start) == (MAIN, (0, 1), True, 1)
    assert s.stack == [other]


def test_a_clause_takes_tokens_at_either_end() -> None:
    s = state("Roe fell.")
    s.take(s.top, (1, 2))
    assert (s.top.start, s.top.end) == (1, 2)
    s.take(s.top, (0, 1))
    assert (s.top.start, s.top.end) == (0, 2)


def test_too_many_clauses_within_clauses_begin_anew() -> None:
    s = state("Roe fell.")
    for _ in range(DEEPEST + 1):
        s.push(Open(kind=RELATIVE, start=0, end=1))
    assert len(s.stack) == 1
    assert s.top is s.stack[0]


def test_noun_phrases_are_joined_by_commas_and_and() -> None:
    assert joined(state("Tom Roe, Ada Lund and Kim Berg left."), 0, before_verb=True) == 4
    assert joined(state("The mayor left."), 0, before_verb=True) == 0


def test_a_clause_is_built_with_its_offsets() -> None:
    s = state("The dam has not burst.")
    clause = clause_of(
        s.view, s.signs, Open(kind=MAIN, start=0, end=5, subject=(0, 2), verb=(2, 5), lemma="burst")
    )
    assert clause.subject is not None
    assert clause.subject.text == "The dam"
    assert (clause.verb.text, clause.negated, clause.main) == ("has not burst", True, True)
    assert (clause.span.start, clause.span.end) == (0, 21)


#: Words and marks that open and close clauses, in any order.
WORDS = ("Roe", "the", "mayor", "said", "that", ",", "and", "was", "shot", "by", "who", "to", "leave")
MARKS = ("(", ")", "“", "”", ".", "-", "—", ";", ":")


@given(st.lists(st.sampled_from(WORDS + MARKS)))
def test_any_words_are_read_and_every_phrase_is_where_it_says(words: list[str]) -> None:
    text = " ".join(words)
    for clause in read(text):
        for phrase in (clause.verb, clause.subject, clause.object, clause.agent, clause.complement):
            assert phrase is None or text[phrase.span.start : phrase.span.end] == phrase.text
        assert clause.span.start <= clause.verb.span.start < clause.verb.span.end <= clause.span.end
