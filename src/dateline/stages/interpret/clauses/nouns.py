"""Noun phrases: whether each is a subject, an object or a complement.

Decides the part of each noun phrase in the clause that is open, or that it opens. Does not decide which
clause a verb belongs to, nor what goes with a preposition.
"""

from __future__ import annotations

from dateline.stages.interpret.clauses.joining import joined
from dateline.stages.interpret.clauses.ranges import Range
from dateline.stages.interpret.clauses.state import CONTENT, MAIN, RELATIVE, Open, State
from dateline.stages.interpret.reading.lexicon import classes
from dateline.stages.interpret.reading.words import lexicon

_VERBS = classes("clauses/verbs")
_GOVERNED = classes("clauses/governed")
_VERBAL = frozenset("FIGEV")
_BEFORE_OBJECT = frozenset("FIGEVN")
_ARTICLES = frozenset({"the", "a", "an"})
#: Where a clause may end, and how many phrases are looked through for it.
_BOUNDARIES = frozenset(",.:cswqa ")
_FAR = 12
#: Between a verb and its object.
_BETWEEN = frozenset("RT")


def noun(s: State, k: int) -> int:
    """Read the noun phrase at chunk ``k``."""
    if s.kinds[k - 1] == "N" and s.words[k] in _VERBS["stressing"]:  # "the mayor himself", "they all"
        return k + 1
    if s.words[k] in _ARTICLES and s.ranges[k][1] - s.ranges[k][0] == 1:  # its noun was misread
        return k + 1
    clause = s.top
    last = joined(s, k, before_verb=clause.verb is None or clause.lemma in _VERBS["clausal"])
    phrase = s.ranges[k][0], s.ranges[last][1]
    leads = s.leads[last]
    if clause.verb is None:
        _before_verb(s, k, phrase, leads)
    elif leads and not (s.kinds[k - 1] in _VERBAL and participle_next(s, last + 1)):
        _of_a_verb_to_come(s, k, phrase)
    elif s.kinds[k - 1] == "," and _empty(s) is not None:
        _after_comma(s, phrase)
    else:
        _behind_verb(s, k, phrase)
    s.antecedent, s.governor = phrase, None
    return last + 1


def participle_next(s: State, k: int) -> bool:
    """Whether the verb at ``k`` may be a participle of the noun before it: "a man wanted in Hull"."""
    first, end = s.ranges[k]
    if end - first != 1 or s.signs[first] != "P" or s.top.lemma in _VERBS["clausal"]:
        return False
    if s.kinds[k - 1] != "N" or "VN" not in lexicon().get(s.view.lower[first], ()):
        return False
    return waiting(s) is None or not ends_without_verb(s, k + 1)


def waiting(s: State) -> Open | None:
    """The innermost clause whose subject waits for its verb: "the man who killed Berg" before "was"."""
    return next((one for one in reversed(s.stack) if one.verb is None and one.subject is not None), None)


def ends_without_verb(s: State, k: int) -> bool:
    """Whether from ``k`` no finite verb stands before a place where a clause may end."""
    for kind in s.kinds[k : k + _FAR]:
        if kind in _BOUNDARIES:
            return True
        if kind == "F":
            return False
    return True


def _before_verb(s: State, k: int, phrase: Range, leads: bool) -> None:
    """A noun phrase in a clause that has no verb yet: its subject, an apposition, or a clause inside."""
    clause = s.top
    behind_comma = s.kinds[k - 1] == ","
    if clause.subject is None:
        _subject(s, clause, phrase)
    elif leads and s.kinds[k - 1] == "c":  # "the mayor, who is 52, and his wife were": in two pieces
        whole = clause.subject[1] == s.ranges[k - 1][0]
        clause.subject = (clause.subject[0], phrase[1]) if whole else None
    elif leads and behind_comma and _aside(s, k):
        s.push(Open(kind=MAIN, start=phrase[0], end=phrase[1], subject=phrase, own=True, apart=True))
    elif leads and behind_comma:
        _subject(s, clause, phrase)
    elif leads and s.kinds[k - 1] in ("N", "T"):
        s.push(Open(kind=RELATIVE, start=phrase[0], end=phrase[1], subject=phrase, own=True))
    elif leads:
        _subject(s, clause, phrase)


def _subject(s: State, clause: Open, phrase: Range) -> None:
    clause.subject, clause.own = phrase, True
    s.take(clause, phrase)


def _aside(s: State, k: int) -> bool:
    """Whether "police said," stands at ``k``: a noun phrase, a verb, a comma."""
    at = k + 1
    while s.kinds[at] in ("R", "T"):
        at += 1
    return s.kinds[at] == "F" and s.kinds[at + 1] == ","


def _of_a_verb_to_come(s: State, k: int, phrase: Range) -> None:
    """A noun phrase that a finite verb follows, in a clause that has its verb: it begins another one."""
    clause = s.top
    if s.kinds[k - 1] in (",", '"', ":"):
        _after_comma(s, phrase)
    elif waiting(s) is not None and clause.lemma not in _VERBS["speech"]:
        _behind_verb(s, k, phrase)
    elif s.kinds[k - 1] == "N" and clause.lemma not in _VERBS["clausal"]:
        s.push(Open(kind=RELATIVE, start=phrase[0], end=phrase[1], subject=phrase, own=True))
    else:
        s.push(Open(kind=CONTENT, start=phrase[0], end=phrase[1], subject=phrase, own=True))


def _after_comma(s: State, phrase: Range) -> None:
    """Behind a comma a subject belongs to the clause that waits for one, or begins a sentence of its own."""
    empty = _empty(s)
    if empty is not None:
        s.back_to(empty)
        _subject(s, empty, phrase)
        return
    said = next((one for one in s.stack if one.kind == CONTENT and one.opener is not None), None)
    kind = CONTENT if said is not None and s.stack[-1].kind != MAIN else MAIN
    s.instead(Open(kind=kind, start=phrase[0], end=phrase[1], subject=phrase, own=True), said or s.stack[0])


def _empty(s: State) -> Open | None:
    """The innermost clause that has neither subject nor verb yet: that of "When it rained, the dam broke"."""
    return next((one for one in reversed(s.stack) if one.verb is None and one.subject is None), None)


def _behind_verb(s: State, k: int, phrase: Range) -> None:
    """A noun phrase behind a verb: its object, what the subject is said to be, or nothing that is certain."""
    clause = s.top
    at = k - 1
    while s.kinds[at] in _BETWEEN:
        at -= 1
    before = s.kinds[at]
    if clause.closed or before not in _BEFORE_OBJECT:
        return
    if clause.lemma in _VERBS["clausal"] and s.kinds[k + 1] in ("E", "J", "V"):  # its subject, perhaps
        return
    if s.signs[phrase[1] - 1] == "t" and s.kinds[k + 1] == "a":  # "burned 14 days after the flood"
        return
    if before == "N":
        if clause.object is not None and clause.lemma in _VERBS["ditransitive"] and k - 1 == at:
            clause.object = phrase
            s.take(clause, phrase)
        return
    named = clause.passive and clause.lemma in _VERBS["naming"] and s.signs[phrase[0]] not in "0zr"
    if clause.lemma in _GOVERNED["of"]:  # "convicted Roe of murder"
        of = s.signs.find("f", *phrase)
        phrase = phrase if of <= phrase[0] else (phrase[0], of)
    if clause.lemma in _VERBS["copular"] or named:
        clause.complement = phrase
    elif not clause.passive or clause.lemma in _VERBS["ditransitive"]:
        clause.object = phrase
    s.take(clause, phrase)
