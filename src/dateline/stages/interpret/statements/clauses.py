"""Clauses of saying: a verb from the table with its subject, where it really is a verb.

Decides whether a form of a verb of saying is used as one ("police report" is no verb), and finds
the subject before it. Passives, questions of what was not said, and what somebody would or might
say are left alone: they report no statement.
"""

from __future__ import annotations

from dateline.stages.interpret.reading.annotate import Annotation
from dateline.stages.interpret.reading.lexicon import classes, words
from dateline.stages.interpret.reading.noun_phrases import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    Range,
    subject_before,
)
from dateline.stages.interpret.statements.verbs import Clause, Shape, Verb, verbs

_GRAMMAR = classes("reading/grammar")
_BE, _NEGATION, _MODAL = _GRAMMAR["be"], _GRAMMAR["negation"], _GRAMMAR["modal"]
_HAVE = _GRAMMAR["have"] | frozenset({"he'd", "she'd", "they'd", "i've", "we've", "they've", "'s", "'d"})
_PLURAL_PRONOUNS = frozenset({"they", "we", "i", "you", "who", "that", "which"})
_COLLECTIVE = frozenset({"police", "people", "some", "many", "others", "most", "critics", "media"})
_BEFORE_PARTICIPLE = frozenset({",", "—", "–", "”", '"', "''", "and", "while", "", "by"})
_PARTICIPLES = frozenset({"known", "shown", "written", "sworn", "forgiven"})
_NOUN_FORMS = words("statements/nouns_like_verbs")


def clauses(view: Annotation, first: int, last: int) -> list[Clause]:
    """The clauses of saying among the tokens of a sentence, outside quotations."""
    known = verbs()
    found: list[Clause] = []
    for cue in range(first, last):
        verb = known.get(view.lower[cue])
        if verb is None or (view.words[cue][0].isupper() and cue > first):
            continue
        quotation = view.quotation_at(view.starts[cue])
        if quotation is not None and not quotation.single:
            continue
        clause = _clause(view, cue, verb, first)
        if clause is not None:
            found.append(clause)
    return found


def _clause(view: Annotation, cue: int, verb: Verb, first: int) -> Clause | None:
    group, helpers = _verb_group(view, cue, first)
    if helpers & _NEGATION or helpers & _MODAL:
        went_on = "to" in helpers and view.lower[max(group - 2, 0) : group] in (
            ("went", "on"),
            ("goes", "on"),
        )
        if not went_on:
            return None
        group -= 2
    participle = view.lower[cue] in _PARTICIPLES and not helpers & _HAVE  # "best known as"
    if participle or (verb.shape is Shape.PAST and helpers & _BE):
        return None
    before = view.lower[group - 1] if group > first else ""
    if verb.shape is Shape.ING and not helpers & _BE:
        if before in _BEFORE_PARTICIPLE:
            return Clause(cue=cue, group=group, verb=verb, subject=None, participle=True)
        return None
    if before in DETERMINERS or before in PREPOSITIONS or before == "'s":
        return None
    subject = subject_before(view, group, first)
    if before in CONJUNCTIONS and subject is None and verb.shape in (Shape.PAST, Shape.THIRD):
        return Clause(cue=cue, group=group, verb=verb, subject=None, participle=True)
    if not _agrees(view, verb, subject, helpers) or _a_noun(view, cue, verb, helpers):
        return None
    return Clause(cue=cue, group=group, verb=verb, subject=subject)


def _a_noun(view: Annotation, cue: int, verb: Verb, helpers: set[str]) -> bool:
    """Whether a form that also is a noun ("reports", "plans") is one: no pronoun before, no "that" behind."""
    if verb.shape not in (Shape.BASE, Shape.THIRD) or helpers or view.lower[cue] not in _NOUN_FORMS:
        return False
    following = view.lower[cue + 1] if cue + 1 < len(view.lower) else ""
    before = view.lower[cue - 1] if cue else ""
    return before not in PRONOUNS and before != "who" and following not in ("that", "to", "“", '"', ":")


def _verb_group(view: Annotation, cue: int, first: int) -> tuple[int, set[str]]:
    """The first token of the verb group, and the helping words in it."""
    start, helpers = cue, set()
    while start > first and cue - start < 6:
        word = view.lower[start - 1]
        if word == "'s" and view.lower[start - 2] not in PRONOUNS:
            break  # a possessive, not "he's said"
        if word in AUXILIARIES or word in _NEGATION or word == "to":
            helpers.add(word)
        elif not (
            word in ADVERBS or (word.endswith("ly") and view.words[start - 1].islower() and len(word) > 4)
        ):
            break
        start -= 1
    return start, helpers


def _agrees(view: Annotation, verb: Verb, subject: Range | None, helpers: set[str]) -> bool:
    """Whether the form can be the finite verb of that subject."""
    if verb.shape is Shape.PAST or helpers & AUXILIARIES:
        return True
    if subject is None:
        return verb.lemma == "say"
    head = view.lower[subject[1] - 1]
    plural = (
        head in _PLURAL_PRONOUNS or head in _COLLECTIVE or (head.endswith("s") and not head.endswith("ss"))
    )
    if verb.shape is Shape.BASE:
        return plural and view.lower[subject[0]] not in ("it", "he", "she")
    if head in PRONOUNS:
        return head in ("he", "she", "it", "who", "which", "that")
    return not plural or view.words[subject[1] - 1][0].isupper()
