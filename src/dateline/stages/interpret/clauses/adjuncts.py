"""What stands around a verb beside its subject and object: adjuncts, complements, particles.

Decides of prepositional phrases, times, adverbs and adjectives what they are to the clause that is open, and
which of them may be left out. Does not decide which clause that is.
"""

from __future__ import annotations

from dateline.stages.interpret.clauses.joining import NOMINATIVE, joined
from dateline.stages.interpret.clauses.ranges import Range
from dateline.stages.interpret.clauses.state import State
from dateline.stages.interpret.reading.lexicon import classes

_VERBS = classes("clauses/verbs")
_GOVERNED = classes("clauses/governed")
_PHRASAL = classes("clauses/phrasal")
#: What may not follow a phrase that is left out: it would hang in the air.
_HANGING = frozenset("wGEIq(k")
_VERBAL = frozenset("FIGEV")
#: What a preposition may stand before, and what shows that an adverb stands alone.
_OBJECTS = frozenset("NTGqw")
_ENDINGS = frozenset(",.:c iT")


def time(s: State, k: int) -> int:
    """Read words of time: an adjunct of the clause that is open."""
    tokens = s.ranges[k]
    if _may_go(s, k + 1) and not (s.top.verb is None and s.kinds[k - 1] == ","):
        _adjunct(s, tokens)
    elif s.top.verb is not None:
        s.take(s.top, tokens)
    return k + 1


def _adjunct(s: State, tokens: Range) -> None:
    s.top.adjuncts += (tokens,)
    s.take(s.top, tokens)


def _may_go(s: State, k: int) -> bool:
    """Whether what stands at ``k`` makes sense without the phrase before it."""
    kind, following = s.kinds[k], s.kinds[k + 1]
    if kind == "s" and s.words[k] == "that":
        return s.top.lemma in _VERBS["clausal"]
    if kind in _HANGING or (kind == "i" and (s.words[k] == "of" or following in "wqG")):
        return False
    if kind == '"':
        return following not in _HANGING
    return kind != "," or following not in ("w", "q")


def _stands_apart(s: State, k: int, after: int) -> bool:
    """Whether nothing around the prepositional phrase at ``k`` goes with it: "days after it"."""
    if s.kinds[k - 1] == "i" or s.kinds[after] == "N":
        return False
    if s.kinds[after] == "," and s.kinds[after + 1] == "N" and not s.leads[after + 1]:
        return False
    if s.words[k] == "than" or (s.words[k] == "of" and s.top.lemma != "die"):
        return False
    return s.kinds[k] != "a" or s.signs[s.ranges[k][0] - 1] != "t"


def preposition(s: State, k: int) -> int:
    """Read a preposition with its noun phrase or time."""
    following = s.kinds[k + 1]
    if _is_particle(s, k):
        _particle(s, k)
        return k + 1
    if following not in ("N", "T") or s.words[k + 1] in NOMINATIVE:
        return k + 1
    last = _last_of(s, k)
    tokens = s.ranges[k][0], s.ranges[last][1]
    _prepositional(s, k, tokens, last + 1)
    s.governor = s.antecedent if s.antecedent and s.antecedent[1] == tokens[0] else None
    s.antecedent = s.ranges[k + 1][0], tokens[1]
    return last + 1


def _last_of(s: State, k: int) -> int:
    """The last chunk of a prepositional phrase, with what "and" joins to it: "to Hull and to Leith"."""
    last = joined(s, k + 1, before_verb=False) if s.kinds[k + 1] == "N" else k + 1
    if s.words[k + 1] in _VERBS["complex"] and s.kinds[last + 1] == "i" and s.kinds[last + 2] == "N":
        last = joined(s, last + 2, before_verb=False)
    while s.words[k] == "according" and s.kinds[last + 1] == "i" and s.kinds[last + 2] in ("N", "T"):
        last += 2
    while s.kinds[last + 1] == "c" and s.kinds[last + 2] == "i" and s.kinds[last + 3] in ("N", "T"):
        last += 3
    return last


def _prepositional(s: State, k: int, tokens: Range, after: int) -> None:
    """Give a prepositional phrase to the clause that is open."""
    clause, timed = s.top, s.kinds[k + 1] == "T"
    if clause.verb is None:
        _in_front(s, k, tokens, after, timed)
        return
    s.take(clause, tokens)
    word = s.words[k]
    inner = s.ranges[k + 1][0], tokens[1]
    counted = s.signs[inner[0]] == "0" and s.signs[inner[1] - 1] != "M"  # "by 6 a.m."
    if word == "by" and clause.passive and clause.agent is None and not timed and not counted:
        clause.agent = inner
    elif _wants_complement(s, k):
        clause.complement = tokens
    elif clause.lemma in _GOVERNED.get(word, ()) or s.kinds[k - 1] == "J":
        if s.kinds[k - 1] in _VERBAL and not clause.passive and clause.object is None:
            clause.object, clause.particle = inner, word
    elif _may_go(s, after) and (timed or _stands_apart(s, k, after)):
        clause.adjuncts += (tokens,)


def _wants_complement(s: State, k: int) -> bool:
    """Whether what stands at ``k`` is what the subject is said to be."""
    clause = s.top
    return (
        clause.lemma in _VERBS["copular"] and clause.complement is None and s.kinds[k - 1] in ("F", "R", "I")
    )


def _in_front(s: State, k: int, tokens: Range, after: int, timed: bool) -> None:
    """A prepositional phrase before the verb: part of the subject, or an adjunct before or behind it."""
    clause = s.top
    if s.kinds[k - 1] == "," and clause.subject is not None:
        return
    if clause.subject is None or timed:
        if _may_go(s, after):
            clause.adjuncts += (tokens,)
            s.take(clause, tokens)
    elif clause.subject[1] == tokens[0]:
        clause.subject = clause.subject[0], tokens[1]
        s.take(clause, tokens)


def _is_particle(s: State, k: int) -> bool:
    """Whether an adverb or preposition at ``k`` makes the verb before it another verb: "called off"."""
    lemmas = _PHRASAL.get(s.words[k], frozenset())
    clause = s.top
    if clause.verb is None or clause.lemma not in lemmas or clause.particle:
        return False
    if s.kinds[k - 1] in _VERBAL:
        return s.words[k] not in _VERBS["loose"] or s.kinds[k + 1] not in _OBJECTS
    return s.kinds[k - 1] == "N" and s.words[k] not in _VERBS["loose"] and s.kinds[k + 1] in _ENDINGS


def _particle(s: State, k: int) -> None:
    clause, tokens = s.top, s.ranges[k]
    clause.particle = s.words[k]
    if clause.verb is not None and clause.verb[1] == tokens[0]:
        clause.verb = clause.verb[0], tokens[0] + 1
    s.take(clause, tokens)


def adverb(s: State, k: int) -> int:
    """Read adverbs: a particle, or words of the clause that is open."""
    if _is_particle(s, k):
        _particle(s, k)
    elif s.top.verb is not None and s.kinds[k + 1] not in ("F", "c", ","):
        s.take(s.top, s.ranges[k])
    return k + 1


def adjective(s: State, k: int) -> int:
    """Read adjectives without a noun: what the subject is said to be."""
    clause = s.top
    if clause.verb is not None:
        s.take(clause, s.ranges[k])
        if (
            clause.lemma in _VERBS["copular"]
            and clause.complement is None
            and s.kinds[k - 1] in ("F", "R", "I")
        ):
            clause.complement = s.ranges[k]
    return k + 1
