"""Verb groups: which clause each is the verb of, and what it is.

Decides whose verb a finite group, an infinitive, an -ing form or a participle is, and from whom it has its
subject. Does not decide what stands around it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from dateline.stages.interpret.clauses.adjuncts import adjective
from dateline.stages.interpret.clauses.nouns import ends_without_verb, participle_next, waiting
from dateline.stages.interpret.clauses.ranges import Range
from dateline.stages.interpret.clauses.state import INFINITIVE, MAIN, PARTICIPLE, Open, State
from dateline.stages.interpret.reading.lexicon import classes
from dateline.stages.interpret.reading.words import BASE, lemma_of, lexicon

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.view import Annotation

_VERBS = classes("clauses/verbs")
_TAG = {"A": "VN"}
_FIRST_OF_PASSIVE = frozenset("bB")
_FORMS = {"b": "be", "B": "be", "h": "have", "H": "have", "d": "do", "y": "be"}


def finite(s: State, k: int) -> int:
    """Read the finite verb group at chunk ``k``."""
    stop, tokens = _extended(s, k)
    clause = s.top
    if clause.object is not None and clause.object == s.antecedent and participle_next(s, k):
        return participle(s, k)
    if _inverted(s, k):
        return _turned(s, k, tokens)
    clause = _host(s, k)
    if clause.subject is None and s.kinds[k - 1] == "T" and clause.adjuncts[-1:] == (s.ranges[k - 1],):
        clause.subject, clause.own = clause.adjuncts[-1], True  # "today is the day"
        clause.adjuncts = clause.adjuncts[:-1]
    _set(s, clause, tokens)
    clause.finite = True
    clause.told = clause.told and _is_verb(s, clause, tokens)
    return stop + 1


def _is_verb(s: State, clause: Open, tokens: Range) -> bool:
    """Whether a group may be told of: not half of one ("will" and no verb), nor perhaps a noun."""
    signs = s.signs[slice(*tokens)]
    if signs.rstrip("nRrLT") in ("m", "d", "y"):
        return False
    return clause.subject is not None or clause.opener is not None or signs not in ("Z", "P")


def _extended(s: State, k: int) -> tuple[int, Range]:
    """A finite group with the infinitive that it only tells the mode of: "had to leave"."""
    first, end = s.ranges[k]
    after = k + 1
    if s.kinds[after] == "R" and s.words[after] == "yet":
        after += 1
    if s.kinds[after] != "I":
        return k, (first, end)
    last, sign = s.view.lower[end - 1], s.signs[end - 1]
    modal = (sign in "hb" and end - first < 3) or last in ("going", "used") or sign == "n"
    return (after, (first, s.ranges[after][1])) if modal else (k, (first, end))


def _inverted(s: State, k: int) -> bool:
    """Whether a verb of saying stands before its subject: “It is late,” said Ada Lund."""
    if s.kinds[k + 1] != "N" or s.leads[k + 1] or s.kinds[k - 1] not in (",", '"'):
        return False
    if s.top.verb is None and s.top.subject is not None:
        return False
    first, end = s.ranges[k]
    return end - first == 1 and _lemma(s.view, s.signs, end - 1) in _VERBS["speech"] and s.kinds[k + 2] != '"'


def _turned(s: State, k: int, tokens: Range) -> int:
    subject = s.ranges[k + 1]
    clause = Open(kind=MAIN, start=tokens[0], end=subject[1], subject=subject, own=True)
    s.instead(clause, s.stack[0])
    _set(s, clause, tokens)
    clause.closed = True
    s.antecedent = subject
    return k + 2


def _host(s: State, k: int) -> Open:
    """The clause that a finite verb belongs to."""
    clause = s.top
    if clause.verb is None:
        return clause
    if s.kinds[k - 1] == "," and clause.apart:
        s.close()
    held = waiting(s)
    if held is not None:
        s.back_to(held)
        return held
    clause = s.top
    fronted = next((one for one in s.stack if one.verb is None), None)
    if s.kinds[k - 1] == "," and fronted is not None:  # its subject was missed
        s.back_to(fronted)
        return fronted
    if s.kinds[k - 1] == ",":
        return s.beside(clause, s.ranges[k][0])
    if _reducible(s, clause):
        return _reduced(s, clause)
    return s.push(Open(kind=clause.kind, start=s.ranges[k][0], end=-1))


def _reducible(s: State, clause: Open) -> bool:
    """Whether the verb that a clause has may be a participle: "the man arrested there was jailed"."""
    if clause.verb is None or clause.verb[1] - clause.verb[0] != 1 or not clause.own or clause.object:
        return False
    at = clause.verb[0]
    return s.signs[at] == "P" and "VN" in lexicon().get(s.view.lower[at], ("VN",))


def _reduced(s: State, clause: Open) -> Open:
    """The clause without the participle that was taken for its verb, which becomes one of its own."""
    if clause.verb is None:
        return clause
    part = Open(kind=PARTICIPLE, start=clause.verb[0], end=clause.end, subject=clause.subject)
    part.verb, part.lemma, part.passive, part.finite = clause.verb, clause.lemma, True, False
    part.adjuncts = tuple([one for one in clause.adjuncts if one[0] >= clause.verb[1]])
    part.agent = clause.agent
    s.found.append(part)
    clause.adjuncts = tuple([one for one in clause.adjuncts if one[0] < clause.verb[0]])
    clause.agent, clause.verb, clause.passive, clause.closed = None, None, False, False
    return clause


def _set(s: State, clause: Open, tokens: Range) -> None:
    """Make tokens the verb of a clause."""
    first, end = tokens
    at = end - 1
    while at > first and s.signs[at] in "nRT":
        at -= 1
    clause.verb = tokens
    clause.lemma = _lemma(s.view, s.signs, at)
    signs = s.signs[first:at]
    begun = s.signs[at] in "EPA" and not _FIRST_OF_PASSIVE.isdisjoint(signs)
    told = signs[:1] == "y" and s.view.lower[first].endswith(("'re", "'m", "'s"))
    clause.passive = begun or (s.signs[at] == "E" and told)
    s.take(clause, tokens)


def _lemma(view: Annotation, signs: str, at: int) -> str:
    """The base form of the verb at a token."""
    sign = signs[at]
    if sign in _FORMS:
        return _FORMS[sign]
    tag = view.tags[at]
    return _base(view.lower[at], tag if tag in BASE else _TAG.get(sign, "V"))


@lru_cache(maxsize=4096)
def _base(word: str, tag: str) -> str:
    """The base form; where it is no word, the form without its ending, if that is one ("freed")."""
    found = lemma_of(word, tag)
    if found in lexicon():
        return found
    return next((stem for end in ("d", "ed") if (stem := word.removesuffix(end)) in lexicon()), found)


def infinitive(s: State, k: int) -> int:
    """Read an infinitive: its subject is that of the verb before it, or that verb's object."""
    outer, tokens = s.top, s.ranges[k]
    subject = None
    before = s.kinds[k - 1] if s.kinds[k - 1] != "R" else s.kinds[k - 2]
    if outer.verb is not None:
        if before in ("F", "I", "G") or (before == "J" and _able(s, k - 1)):
            subject = outer.subject
        elif before == "N" and outer.object and outer.lemma in _VERBS["control"]:
            subject = outer.object
    _inside(s, INFINITIVE, tokens, subject)
    return k + 1


def _able(s: State, k: int) -> bool:
    """Whether adjectives tell what their subject will or can do: "likely to"."""
    return s.view.lower[s.ranges[k][1] - 1] in _VERBS["able"]


def _inside(s: State, kind: int, tokens: Range, subject: Range | None) -> Open:
    """Open a clause without a finite verb; one whose subject is not certain is followed and not told."""
    clause = s.push(Open(kind=kind, start=tokens[0], end=tokens[1], subject=subject))
    _set(s, clause, tokens)
    clause.told, clause.finite = subject is not None, False
    return clause


def gerund(s: State, k: int) -> int:
    """Read an -ing group: what a noun does, what a subject does besides, or a thing that is told of."""
    outer, tokens = s.top, s.ranges[k]
    before = s.kinds[k - 1]
    subject = None
    if before == "N" and (outer.verb is None or s.antecedent == outer.object):
        own = outer.verb is None or outer.lemma in _VERBS["spending"]
        subject = outer.subject if own else outer.object
    elif outer.verb is not None and (
        before == "F"
        or (before == "a" and s.words[k - 1] in _VERBS["while"])
        or (before == "," and outer.finite and not outer.passive)
    ):
        subject = outer.subject
    clause = _inside(s, PARTICIPLE, tokens, subject)
    clause.apart = before == ","
    if before == "a" and k:
        clause.opener, clause.start = s.ranges[k - 1], s.ranges[k - 1][0]
    return k + 1


def participle(s: State, k: int) -> int:
    """Read a past participle: what was done to the noun before it."""
    if _is_past(s, k) or _goes_on(s, k):
        return finite(s, k)
    outer, tokens = s.top, s.ranges[k]
    subject = None
    if s.kinds[k - 1] == "N":
        if outer.verb is None:
            subject = outer.subject
        elif s.antecedent in (outer.object, outer.complement, outer.agent):
            subject = s.antecedent
    clause = _inside(s, PARTICIPLE, tokens, subject)
    clause.passive, clause.apart = True, s.kinds[k - 1] == ","
    return k + 1


def adjectives(s: State, k: int) -> int:
    """Read adjectives, one of which may be a past in truth: "the vote failed and the minister resigned"."""
    first, end = s.ranges[k]
    if end - first == 1 and s.signs[first] == "A" and s.kinds[k - 1] == "N" and _is_past(s, k):
        return finite(s, k)
    return adjective(s, k)


def _goes_on(s: State, k: int) -> bool:
    """Whether a participle behind a comma, an object behind it, is one more past: "hit it, felled trees"."""
    if s.kinds[k - 1] != "," or s.kinds[k + 1] != "N" or "VD" not in lexicon().get(s.words[k], ()):
        return False
    return s.top.verb is not None and s.top.finite and not s.top.passive and s.top.own


def _only_past(s: State, k: int) -> bool:
    """Whether a verb can be no participle here: it has no passive, or the sentence has no other verb."""
    if _base(s.words[k], "VD") in _VERBS["intransitive"]:
        return ends_without_verb(s, k + 1)
    return "F" not in s.kinds and s.kinds[len(s.ranges) - 1] == "." and s.words[k + 1] != "by"


def _is_past(s: State, k: int) -> bool:
    """Whether what was tagged a participle is the past: a subject waits for a verb, and no other comes."""
    clause = waiting(s)
    if clause is None or "VD" not in lexicon().get(s.words[k], ()):
        return False
    if clause is s.top and clause.opener is None and not clause.own:
        return True  # "and" has opened it for this verb
    if clause is s.top and clause.opener is None and s.kinds[k + 1] not in ("N", "I"):
        return _only_past(s, k)
    return ends_without_verb(s, k + 1)


def bare(s: State, k: int) -> int:
    """Read a bare verb: an order, or an infinitive without "to"; nobody is told to do it."""
    own = waiting(s) is s.top and "VD" in lexicon().get(s.words[k], ()) and ends_without_verb(s, k + 1)
    if own or _is_past(s, k):  # "the firm, which owns two mines, cut 300 jobs"
        return finite(s, k)
    if s.top.verb is not None or s.top.subject is None:
        _inside(s, INFINITIVE, s.ranges[k], None)
    return k + 1
