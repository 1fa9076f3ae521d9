"""Parts of one sentence that are sentences themselves: a single clause, or all but one adjunct.

Decides by ``Facts.clauses`` which clause can be told without the others: one of the outlet's own telling,
with its subject, outside what anybody says, and with nothing around it that would turn or soften it. A
relative clause is told of what it is said of, if a comma parts them: "the mill, which burned in May". An
adjunct in the middle may go where less is still true. Does NOT attribute, nor decide whether the part is
worth telling.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.core.text import words
from dateline.stages.narrate.phrasebook.vocabulary import (
    CUES,
    LIMITING,
    PLACING,
    PLURAL_PRONOUNS,
    PRONOUNS,
    SUMMING,
    THIRD_PERSON,
    TIMES,
)
from dateline.stages.narrate.wording.compression import finite, guarded, openings, sound

if TYPE_CHECKING:
    from dateline.core.types import Clause, Phrase, Span
    from dateline.stages.narrate.facts.material import Passage

#: What a clause may be opened by and be told alone all the same.
_RELATIVE = frozenset(["who", "which"])
#: What may stand behind a clause that is told alone: the end, a pause, or another clause joined to it.
_ENDS = re.compile(
    r"^(?:[.!]|\s*$|[,;] (?!(?:or|nor)\b)|,? (?:after|when|while|before|as)\s"
    r"|,? (?:and|but) (?:(?:the|an?|his|her|its|their|then|also|later)\b|(?P<verb>[a-z]+)))"
)
#: What may stand before a clause with its own subject: nothing, a pause, or what joins two clauses. Behind
#: "of", "as well as" or a bare "and" its subject is rather an item of a list, or what another verb governs.
_BEGINS = re.compile(r"(?:^|[,;:—–]|[,;—–] ?(?:and|but|so|yet|while|whereas|as|though|although))$")
_LEAST_WORDS = 6
_HANGING = frozenset(THIRD_PERSON | PLURAL_PRONOUNS | PRONOUNS)
#: What is looked for in the rest of a sentence before a part of it is told.
#: Words of time and new clauses: "because of smoke | from a mill" hangs on the smoke.
_RESUMES = re.compile(
    r" (?:after|when|while|and|but|during|before|because|since|following|on [A-Z]\w+day|at \d|in \d{4})\b"
)
#: What opens a clause whose verb a second one may be joined to.
_ANOTHER = re.compile(
    r"\b(?:that|who|which|whose|whom|where|when|while|after|before|because|since|as|until|how|what|why)\b",
    re.I,
)
_CONDITION = re.compile(r"\b(?:if|unless|whether|or|nor|either|instead|rather)\b", re.IGNORECASE)


def single_clauses(passage: Passage) -> Iterator[str]:
    """Each clause that can be told alone, without full stop: "Ott sold the mill and left" gives both."""
    text, start = passage.text, passage.span.start
    if set('“”"') & set(text) or "?" in text:
        return
    for clause in passage.clauses:
        if not _tellable(clause, passage):
            continue
        first, last = clause.span.start - start, clause.span.end - start
        if not _joined(clause, text[:first], text[last:], start):
            continue
        told = openings(" ".join(_told(clause, text[first:last], start + first).split()))
        rest = text[:first] + text[last:]
        if not guarded(rest) and not _CONDITION.search(rest) and _whole(told):
            yield told


def _joined(clause: Clause, before: str, after: str, start: int) -> bool:
    """Whether a clause stands in its sentence as a clause: behind a joint where its subject opens it, and
    before one, where a bare "and" is followed by a verb or another subject with its article.
    """
    subject = clause.subject
    opens = subject is not None and subject.span.start == clause.span.start
    if opens and not _BEGINS.search(before.rstrip()):
        return False
    ends = _ENDS.match(after)
    return ends is not None and (not ends["verb"] or after.startswith(",") or finite(ends["verb"]))


def without_adjunct(body: str, passage: Passage) -> Iterator[str]:
    """The body without one phrase of its main clause that tells where or how, not when."""
    clause = next((clause for clause in passage.clauses if clause.main and clause.subject), None)
    held = {word.lower() for word in words(body)}
    if clause is None or clause.negated or clause.modal or held & (LIMITING | SUMMING):
        return
    after_verb = [adjunct for adjunct in clause.adjuncts if adjunct.span.start >= clause.verb.span.end]
    # What stands next to the verb is rather what the verb needs: "was taken | to the clinic".
    loose = after_verb if clause.object else after_verb[1:]
    for adjunct in loose:
        phrase = f" {' '.join(adjunct.text.split())}"
        if body.count(phrase) != 1 or clause.lemma in PLACING or not _may_go(adjunct):
            continue
        before, after = body.split(phrase)
        inside = before.count("“") != before.count("”") or before.count("(") != before.count(")")
        if (
            _RESUMES.match(after)
            and not inside
            and not before.endswith(",")
            and sound(form := before + after)
        ):
            yield form


def _tellable(clause: Clause, passage: Passage) -> bool:
    """Whether a clause has its subject and is the outlet's own: nobody else says it."""
    subject = clause.subject
    if subject is None or clause.lemma in CUES or f"{clause.lemma}s" in CUES or clause.negated:
        return False
    opened = clause.opener in _RELATIVE and _parted(clause, passage)
    finite_verb = finite(words(clause.verb.text)[0])
    verbal = any(map(finite, words(subject.text)[1:][-1:]))  # "Police shot | and killed"
    hanging = {word.lower() for word in words(subject.text)} & _HANGING
    told = any(_overlap(phrase.span, clause.span) for one in passage.statements for phrase in one.content)
    plain = (not clause.opener and clause.main) or opened
    if not opened and _borrowed(clause, passage):
        return False
    return plain and finite_verb and not hanging and not verbal and not told and not guarded(clause.verb.text)


def _borrowed(clause: Clause, passage: Passage) -> bool:
    """Whether the subject stands before another clause that may be the one which goes on here.

    "Crews fought fires that killed two and destroyed a mill": the crews destroyed nothing.
    """
    subject = clause.subject
    if subject is None or subject.span.start >= clause.span.start:
        return False
    return bool(_ANOTHER.search(passage.clipping.report.text[subject.span.end : clause.span.start]))


def _parted(clause: Clause, passage: Passage) -> bool:
    """Whether a comma stands before a relative clause, right behind what it is said of."""
    subject = clause.subject
    between = passage.clipping.report.text[subject.span.end : clause.span.start] if subject else ""
    return between.strip() == ","


def _told(clause: Clause, own: str, start: int) -> str:
    """The clause with its subject before it: its own, or the one that it shares with another."""
    subject = clause.subject
    if subject is None or subject.span.start >= start:
        return own
    behind = own[clause.verb.span.start - start :]
    return f"{subject.text} {behind}"


def _whole(told: str) -> bool:
    return len(words(told)) >= _LEAST_WORDS and sound(told)


def _may_go(adjunct: Phrase) -> bool:
    parts = {word.lower() for word in words(adjunct.text)}
    return not parts & TIMES and not any(map(str.isdigit, adjunct.text)) and not guarded(adjunct.text)


def _overlap(one: Span, other: Span) -> bool:
    return one.report == other.report and one.start < other.end and other.start < one.end
