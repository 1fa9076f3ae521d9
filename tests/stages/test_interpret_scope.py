"""Of which happening a figure tells: a word of scope counts in its own clause only."""

from __future__ import annotations

import pytest

from dateline.core.types import Scope
from dateline.stages.interpret.figures.scope import Scopes
from dateline.stages.interpret.reading.annotate import annotate
from tests.stages.reading import figures, report

KILLED = [
    ("Two people were killed.", Scope.HAPPENING),
    ("Two people were killed last year.", Scope.HISTORICAL),
    ("A year ago two people were killed there.", Scope.HISTORICAL),
    ("In 2015, two brothers attacked the hall, killing 12 people.", Scope.HISTORICAL),
    ("Two people were killed in Hull, in March 2019.", Scope.HISTORICAL),
    ("Some 200 people have been killed since the war began.", Scope.CUMULATIVE),
    ("Some 200 people have been killed since 2019.", Scope.CUMULATIVE),
    ("So far this year, 200 people have been killed.", Scope.CUMULATIVE),
    ("Some 60 people have been killed since March.", Scope.CUMULATIVE),
    ("More than 2,000 people were killed in the war.", Scope.CUMULATIVE),
    ("Ten years after gunmen killed 30 people, families met.", Scope.HISTORICAL),
    ("Two people were killed, the third such crash since 2019.", Scope.HAPPENING),
    ("Two people were killed, and last year the road was closed.", Scope.HAPPENING),
    ("The road was closed last year; two people were killed.", Scope.HAPPENING),
    ("The hall was built in 1998, and two people were killed by its roof.", Scope.HAPPENING),
    ("Two people were killed – the town had been warned in 2021.", Scope.HAPPENING),
]


@pytest.mark.parametrize(("text", "scope"), KILLED)
def test_the_clause_decides(text: str, scope: Scope) -> None:
    assert [figure.scope for figure in figures(text, "killed")] == [scope]


HEIGHTS = [
    ("The gauge read 7.2 metres, the highest level since June 2013.", Scope.HAPPENING),
    ("The gauge read 7.2 metres, the highest since 1990.", Scope.HAPPENING),
    ("It is the highest level since 2013 at 7.2 metres.", Scope.HAPPENING),
    ("It stood at 7.2 metres in 2013.", Scope.HISTORICAL),
    ("It has risen by 7.2 metres since 2013.", Scope.CUMULATIVE),
    ("It rises by 7.2 metres each year.", Scope.CUMULATIVE),
]


@pytest.mark.parametrize(("text", "scope"), HEIGHTS)
def test_a_ranking_sums_nothing_up(text: str, scope: Scope) -> None:
    assert [figure.scope for figure in figures(text, "distance")] == [scope]


RELATIVE = [
    ("It was the first crash there since November 2019, in which nobody was hurt.", Scope.HISTORICAL),
    ("It recalls the fire of 2011, in which nobody was hurt.", Scope.HISTORICAL),
    ("It came after the prior assault, in which nobody was hurt.", Scope.HISTORICAL),
    ("There was a crash near Hull, in which nobody was hurt.", Scope.HAPPENING),
    ("The lorry left the road, which is narrow, and nobody was hurt.", Scope.HAPPENING),
]


@pytest.mark.parametrize(("text", "scope"), RELATIVE)
def test_in_which_tells_of_what_stands_before_it(text: str, scope: Scope) -> None:
    assert [figure.scope for figure in figures(text, "injured")] == [scope]


def test_a_year_to_come_or_of_the_report_is_not_history() -> None:
    assert [f.scope for f in figures("Two people were killed in 2025.", "killed")] == [Scope.HAPPENING]


def test_without_the_reports_day_a_year_tells_nothing() -> None:
    view = annotate(report("Two people were killed in 2019.", published=""))
    assert Scopes(view).of(0, 1) is Scope.HAPPENING


def test_a_phrase_of_scope_is_whole_words() -> None:
    assert [f.scope for f in figures("Two people were killed in a yearbook office.", "killed")] == [
        Scope.HAPPENING
    ]


def test_a_telling_word_of_another_sentence_tells_nothing() -> None:
    view = annotate(report("It was built in 2019. The attack failed. Last year was calm."))
    assert {Scopes(view).of(at, at + 1) for at in range(6, 10)} == {Scope.HAPPENING}


def test_any_token_has_a_scope() -> None:
    view = annotate(report("In 2019, (a, b; c) – which, when. It was."))
    scopes = Scopes(view)
    assert {scopes.of(at, at + 1) for at in range(len(view.words))} <= set(Scope)
