"""Interpret: what one report says, as facts that point to where it says so.

Decides who says what, how many, where and when, and how sure the report is. Does not decide what a
page prints, nor compare reports. English first: in a report of another language sentences are
found, and the places that more than one thing speaks for, and nothing else.

Read as a compiler: one pass of shared annotation (``annotate``), then one grammar for each kind of
fact, each in a room of its own with its tables of words beside it.
"""

from __future__ import annotations

from dateline.core.types import Facts, Report
from dateline.stages.interpret.clauses.grammar import clauses
from dateline.stages.interpret.events.grammar import events
from dateline.stages.interpret.figures.grammar import figures
from dateline.stages.interpret.moments.grammar import moments
from dateline.stages.interpret.places.grammar import places
from dateline.stages.interpret.reading.annotate import annotate, in_english
from dateline.stages.interpret.reading.names import names
from dateline.stages.interpret.statements.grammar import statements
from dateline.stages.interpret.statements.speakers import Speakers

__all__ = ["VERSION", "interpret"]

VERSION = "5"


def interpret(report: Report) -> Facts:
    """What a report says: sentences, statements, figures, places, moments, events, clauses, in its order."""
    view = annotate(report)
    english = in_english(view)
    named = names(view)
    where = places(view, named.persons, english)
    sentences = tuple(view.span(sentence.start, sentence.end) for sentence in view.sentences)
    if not english:
        return Facts(report=report.id, sentences=sentences, places=where)
    said = statements(view, Speakers(view, named))
    counted = figures(view, said)
    when = moments(view)
    return Facts(
        report=report.id,
        sentences=sentences,
        statements=said,
        figures=counted,
        places=where,
        moments=when,
        events=events(view, where, when, counted),
        clauses=clauses(view),
    )
