"""Which of several figures a page would print for the happening that a report is about.

Decides the scope of a figure (this happening, all so far, an earlier one) by the words of its
sentence, and marks one figure of each measure as ``headline``: a stated number before a single
person, the earliest before a later one. Never adds figures up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from dateline.core.types import Figure, Qualifier, Scope
from dateline.stages.interpret.annotate import Annotation
from dateline.stages.interpret.lexicon import rows

_YEAR = re.compile(r"\b(?:in|of|since|during|from)\s+(?:\w+\.?\s+)?((?:19|20)\d\d)\b")
#: Characters on either side of a figure that may tell its scope.
_NEAR = 400
_PHRASES = tuple((kind, phrase) for kind, phrase in rows("scopes.tsv"))


def scope_of(view: Annotation, start: int) -> Scope:
    """The scope of a figure at an offset, by its sentence."""
    sentence = view.sentences[view.sentence_at(start)]
    text = view.report.text[max(sentence.start, start - _NEAR) : min(sentence.end, start + _NEAR)].lower()
    for kind, phrase in _PHRASES:
        if phrase in text:
            return Scope(kind)
    published = view.report.published
    for match in _YEAR.finditer(text):
        if published is not None and int(match.group(1)) < published.at.year:
            return Scope.CUMULATIVE if match.group().startswith("since") else Scope.HISTORICAL
    return Scope.HAPPENING


def is_historical(view: Annotation, start: int) -> bool:
    """Whether the sentence at an offset tells of an earlier happening."""
    return scope_of(view, start) is Scope.HISTORICAL


def with_headlines(figures: Iterable[tuple[Figure, bool]]) -> tuple[Figure, ...]:
    """The figures with one of each measure marked. Each comes with whether it is a stated number."""
    pairs = list(figures)
    chosen: dict[str, tuple[tuple[bool, bool, bool, int], int]] = {}
    for position, (figure, stated) in enumerate(pairs):
        if figure.scope is not Scope.HAPPENING or figure.measure == "age":
            continue
        rank = (figure.high == 0, figure.qualifier is Qualifier.VAGUE, not stated, position)
        if figure.measure not in chosen or rank < chosen[figure.measure][0]:
            chosen[figure.measure] = (rank, position)
    marked = {position for _, position in chosen.values()}
    return tuple(replace(figure, headline=i in marked) for i, (figure, _) in enumerate(pairs))
