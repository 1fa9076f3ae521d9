"""Of which happening a figure tells: of this one, of all so far, or of an earlier one.

Decides by the words of the clause that the figure stands in: a scope word in another clause says
nothing of it. "The highest since 2013" ranks this happening and sums nothing up; "…, in which nobody
was hurt" tells of the happening that stands before it. Does not decide which figure a page prints.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.core.types import Scope
from dateline.stages.interpret.reading.lexicon import classes, rows

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.view import Annotation

_YEAR = re.compile(r"\b(?:in|of|since|during|from)\s+(?:\w+\.?\s+)?((?:19|20)\d\d)\b")
#: The longest first: "a year ago" is no "a year".
_PHRASES = tuple(
    (Scope(kind), re.compile(rf"\b{re.escape(phrase)}\b"))
    for kind, phrase in sorted(rows("figures/scopes.tsv"), key=lambda row: -len(row[1]))
)
_ANY = re.compile("|".join(phrase.pattern for _, phrase in _PHRASES))
#: The longest word of each phrase: a clause without any of them and without a year is not looked at further.
_TELLING = frozenset(max(phrase.split()[::-1], key=len) for _, phrase in rows("figures/scopes.tsv"))
_GRAMMAR = classes("reading/grammar")
_PREPOSITIONS, _VERBS = _GRAMMAR["preposition"], _GRAMMAR["verb"] | _GRAMMAR["auxiliary"]
_RANKING = classes("figures/grammar")["ranking"]
#: "Revenge for the raid that left nine dead": what an attack answers, or recalls, happened before it.
_ANSWERING = classes("figures/grammar")["answering"]
_ANSWERED_BY = frozenset({"for", "to", "of", "against"})
_TOLD_OF_IT = frozenset(
    {"that", "which", "who", "when", "where", "killing", "leaving", "injuring", "wounding"}
)
_BREAKS = frozenset({",", ";", "—", "–", "(", ")"})
_RELATIVE = frozenset({"which", "when", "where"})
#: Tokens on either side of a figure that may tell its scope.
_NEAR = 60
#: Tokens between a number and its "since".
_SINCE = 10
_DAYS = classes("reading/grammar")["when"]
#: Words between "first" and its "since".
_RANKED = 8


class Scopes:
    """The scopes of a report's figures; a sentence without telling word and year is not looked at further."""

    def __init__(self, view: Annotation) -> None:
        self._view = view
        words = view.index.keys()
        telling = [word for word in words if word < ":" and len(word) == 4 and word.isdigit()]
        telling += words & (_TELLING | _ANSWERING)
        self._sentences = {view.sentence_of[at] for word in telling for at in view.index[word]}

    def of(self, first: int, last: int) -> Scope:
        """The scope of what tokens ``first`` up to ``last`` tell, by their clause."""
        view = self._view
        if view.sentence_of[first] not in self._sentences:
            return Scope.HAPPENING
        if _answered(view, first):
            return Scope.HISTORICAL
        low, high = _clause(view, first, last)
        if _relative(view, low):
            low = _break_before(view, low - 1, view.tokens_around(first).start)
            earlier = (
                _dated(view, low, first) or _told(view, " ".join(view.lower[low:first])) is Scope.HISTORICAL
            )
            return Scope.HISTORICAL if earlier else Scope.HAPPENING
        own = _told(
            view, " ".join(view.lower[_break_before(view, first, low) : _break_after(view, last, high)])
        )
        if own is not Scope.HAPPENING:
            return own  # the words nearest to the figure go before those of the rest of its clause
        clause = view.lower[low:high]
        if _TELLING.isdisjoint(clause) and not any(len(word) == 4 and word.isdigit() for word in clause):
            return Scope.HAPPENING
        return _told(view, " ".join(clause))


def _answered(view: Annotation, first: int) -> bool:
    """Whether a token is told of what the happening answers or recalls, and not of the happening."""
    start = view.tokens_around(first).start
    before = view.lower[max(start, first - _NEAR) : first + 1]
    for at, word in enumerate(before):
        if word in _ANSWERING and not _ANSWERED_BY.isdisjoint(before[at + 1 : at + 4]):
            return not _TOLD_OF_IT.isdisjoint(before[at + 2 :])
    return False


def since_a_day(view: Annotation, at: int) -> bool:
    """Whether a number that ends at a token counts since a day: "33 fires since Friday"."""
    stop = min(view.tokens_around(at - 1).stop, at + _SINCE)
    for i in range(at, stop - 1):
        if view.lower[i] in _BREAKS:
            return False
        if view.lower[i] == "since":
            return view.lower[i + 1 + (view.lower[i + 1] == "last")] in _DAYS
    return False


def _told(view: Annotation, text: str) -> Scope:
    """The scope that the words of a clause tell, phrases before years."""
    for scope, phrase in _PHRASES if _ANY.search(text) else ():
        for match in phrase.finditer(text):
            if not (phrase.pattern.startswith(r"\bsince") and _ranked(text[: match.start()])):
                return scope
    for match in _YEAR.finditer(text):
        since = match.group().startswith("since")
        if _past(view, match.group(1)) and not (since and _ranked(text[: match.start()])):
            return Scope.CUMULATIVE if since else Scope.HISTORICAL
    return Scope.HAPPENING


def _clause(view: Annotation, first: int, last: int) -> tuple[int, int]:
    """The clause of some tokens: back over what has no verb of its own, on over what begins with "in"."""
    tokens = view.tokens_around(first)
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
    for i in range(first, last):
        word = view.lower[i]
        if word in _VERBS or (word.endswith("ed") and view.words[i].islower()):
            return True
    return False


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
