"""Of which happening a figure tells: of this one, of all so far, or of an earlier one.

Decides by the words of the clause that the figure stands in: a scope word in another clause says
nothing of it. "The highest since 2013" ranks this happening and sums nothing up; "…, in which nobody
was hurt" tells of the happening that stands before it. Does not decide which figure a page prints.
"""

from __future__ import annotations

import re

from dateline.core.types import Scope
from dateline.stages.interpret.reading.annotate import Annotation
from dateline.stages.interpret.reading.lexicon import classes, rows

_YEAR = re.compile(r"\b(?:in|of|since|during|from)\s+(?:\w+\.?\s+)?((?:19|20)\d\d)\b")
#: The longest first: "a year ago" is no "a year".
_PHRASES = tuple(
    (Scope(kind), re.compile(rf"\b{re.escape(phrase)}\b"))
    for kind, phrase in sorted(rows("figures/scopes.tsv"), key=lambda row: -len(row[1]))
)
_GRAMMAR = classes("reading/grammar")
_PREPOSITIONS, _VERBS = _GRAMMAR["preposition"], _GRAMMAR["verb"] | _GRAMMAR["auxiliary"]
_RANKING = classes("figures/grammar")["ranking"]
_BREAKS = frozenset({",", ";", "—", "–", "(", ")"})
_RELATIVE = frozenset({"which", "when", "where"})
#: Tokens on either side of a figure that may tell its scope.
_NEAR = 60
#: Words between "first" and its "since".
_RANKED = 8


def scope_of(view: Annotation, start: int, end: int | None = None) -> Scope:
    """The scope of what stands between two offsets, by its clause."""
    first = view.token_from(start)
    last = max(view.token_from(end if end is not None else start + 1), first + 1)
    low, high = _clause(view, first, last)
    if _relative(view, low):
        low = _break_before(view, low - 1, view.tokens_of(view.sentences[view.sentence_at(start)]).start)
        return Scope.HISTORICAL if _dated(view, low, first) else Scope.HAPPENING
    text = " ".join(view.lower[low:high])
    for scope, phrase in _PHRASES:
        for match in phrase.finditer(text):
            if not (phrase.pattern.startswith(r"\bsince") and _ranked(text[: match.start()])):
                return scope
    for match in _YEAR.finditer(text):
        since = match.group().startswith("since")
        if _past(view, match.group(1)) and not (since and _ranked(text[: match.start()])):
            return Scope.CUMULATIVE if since else Scope.HISTORICAL
    return Scope.HAPPENING


def is_historical(view: Annotation, start: int) -> bool:
    """Whether the clause at an offset tells of an earlier happening."""
    return scope_of(view, start) is Scope.HISTORICAL


def _clause(view: Annotation, first: int, last: int) -> tuple[int, int]:
    """The clause of some tokens: back over what has no verb of its own, on over what begins with "in"."""
    tokens = view.tokens_of(view.sentences[view.sentence_at(view.starts[first])])
    low, high = _break_before(view, first, tokens.start), _break_after(view, last, tokens.stop)
    while low > tokens.start and not _relative(view, low):
        before = _break_before(view, low - 1, tokens.start)
        own, other = _has_verb(view, low, high), _has_verb(view, before, low)
        if first - before > _NEAR or (own and other):
            break
        low = before
    while high < tokens.stop and high - last < _NEAR:
        behind = _break_after(view, high + 1, tokens.stop)
        opens = view.lower[high + 1 : high + 2]
        if not opens or opens[0] not in _PREPOSITIONS or _has_verb(view, high + 1, behind):
            break
        high = behind
    return low, high


def _break_before(view: Annotation, at: int, first: int) -> int:
    """Where the stretch between marks begins that ends before a token."""
    floor = max(first, at - _NEAR)
    while at > floor and view.lower[at - 1] not in _BREAKS:
        at -= 1
    return at


def _break_after(view: Annotation, at: int, last: int) -> int:
    ceiling = min(last, at + _NEAR)
    while at < ceiling and view.lower[at] not in _BREAKS:
        at += 1
    return min(at, last)


def _has_verb(view: Annotation, first: int, last: int) -> bool:
    """Whether a stretch has a finite verb, as far as closed classes tell."""
    return any(
        view.lower[i] in _VERBS or (view.lower[i].endswith("ed") and view.words[i].islower())
        for i in range(first, last)
    )


def _relative(view: Annotation, low: int) -> bool:
    """Whether a stretch opens with "which" or "in which"."""
    return bool(_RELATIVE & set(view.lower[low : low + 2])) and low > 0


def _dated(view: Annotation, low: int, high: int) -> bool:
    """Whether a stretch names a year before the report's."""
    found = _YEAR.findall(" ".join(view.lower[low:high]))
    return any(_past(view, year) for year in found)


def _past(view: Annotation, year: str) -> bool:
    published = view.report.published
    return published is not None and int(year) < published.at.year


def _ranked(before: str) -> bool:
    """Whether a ranking stands shortly before "since": "the highest level there since"."""
    return bool(_RANKING & set(before.split()[-_RANKED:]))
