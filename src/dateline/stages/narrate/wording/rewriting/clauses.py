"""What the clauses of a sentence allow: which shorter forms keep them whole, and which adjunct may open it.

Decides by ``Facts.clauses``, which a report was read into once: a form that has a verb has its
object too, and an adjunct of the main verb may stand before the subject. Where no clauses were read nothing
is refused and nothing moved. Does NOT read a sentence itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.stages.narrate.wording.letters import capital, lowered, tokens

if TYPE_CHECKING:
    from dateline.core.types import Clause, Span
    from dateline.stages.narrate.facts.material import Passage

_MONTH = r"(?:Jan|Feb|March|April|May|June|July|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
#: An adjunct that opens any sentence well tells when: "on Friday", "in May 2019". "In the chest" does not.
_WHEN = re.compile(
    r"^(?:[Oo]n |[Ll]ate (?:on )?|[Ee]arly (?:on )?)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"(?: (?:morning|afternoon|evening|night))?$"
    rf"|^[Oo]n (?:the )?(?:\d{{1,2}} )?{_MONTH}(?: \d{{1,2}})?$|^[Ii]n (?:{_MONTH} ?)?(?:(?:19|20)\d\d)?$"
)
#: "On Saturday | and again on Tuesday": one of two times, which go together.
_ONE_OF_TWO = re.compile(r"\b(?:and|or)(?: again)? \||\| (?:and|or|but) (?:again|on|in|late|early)\b")


def keeps_clauses(body: str, clauses: Sequence[Clause]) -> bool:
    """Whether a form has kept a main clause, and every verb in it its object: "spent" keeps "an hour"."""
    held = frozenset(tokens(body.lower()))
    padded = f" {' '.join(tokens(body.lower()))} "
    kept = [clause for clause in clauses if f" {' '.join(tokens(clause.verb.text.lower()))} " in padded]
    told = [clause for clause in clauses if clause.main and clause.subject]
    if told and not any(clause.main and clause.subject for clause in kept):
        return False
    for clause in kept:
        roles = (clause.object, clause.complement, clause.agent)
        if not all(held.issuperset(tokens(role.text.lower())[-1:]) for role in roles if role):
            return False
    return True


def says_something(span: Span, clauses: Sequence[Clause]) -> bool:
    """Whether a stretch has a clause with its subject in it; a heading or half a clause has none."""
    inside = [clause for clause in clauses if span.start <= clause.verb.span.start < span.end]
    return any(clause.subject and span.start <= clause.subject.span.start for clause in inside)


def adjunct_first(passage: Passage) -> Iterator[str]:
    """Rewrites "Ott on Friday left the hall" as "On Friday, Ott left the hall", where clauses tell so.

    Gives the sentence in one line, without its full stop.
    """
    text, start = passage.text, passage.span.start
    clause = next((clause for clause in passage.clauses if _opens(clause, passage)), None)
    if clause is None or clause.negated or clause.modal or set('“”"') & set(text):
        return
    for adjunct in clause.adjuncts:
        first, last = adjunct.span.start - start, adjunct.span.end - start
        before, after = text[:first].rstrip(), text[last:]
        if (
            not _WHEN.match(adjunct.text)
            or _another_verb(clause, adjunct.span.start, passage)
            or before.endswith(",")
            or after.startswith(",")
            or _ONE_OF_TWO.search(f"{before} | {after.lstrip()}")
            or not after.strip(" .")
        ):
            continue
        rest = lowered(" ".join(f"{before} {after.strip()}".split()).rstrip(". "))
        if rest:
            plain = adjunct.text.lower().startswith(("on ", "in ", "late ", "early "))
            yield f"{capital(adjunct.text) if plain else 'On ' + adjunct.text}, {rest}"


def _another_verb(clause: Clause, at: int, passage: Passage) -> bool:
    """Whether another verb stands between the main one and a place: what is there may belong to that."""
    return any(clause.verb.span.end <= other.verb.span.start < at for other in passage.clauses)


def _opens(clause: Clause, passage: Passage) -> bool:
    return bool(clause.main and clause.subject and clause.subject.span.start == passage.span.start)
