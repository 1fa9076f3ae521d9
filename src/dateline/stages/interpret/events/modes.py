"""Whether it happened: the mode of an event, by PLOVER's auxiliary modes.

Decides by the words that govern a trigger: a modal or "to" before its verb, the verb that a noun is the
object or the subject of, a word of fear, plan or denial before it, "if" before its clause. Plain fact is what
none of them marks. Does not decide who says so, nor how far back a time lies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.core.types import Mode
from dateline.stages.interpret.events.verbs import BE
from dateline.stages.interpret.events.words import Site, grammar

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.view import Annotation

_NOUN_INSIDE = frozenset({"N", "NS", "NP", "J", "JR", "CD", "VN", "VG", "PS", "D"})
_AUXILIARY = frozenset({"has", "have", "had", "having", "do", "does", "did"})
#: Kinds that come unasked: with a definite article they are there, whatever governs them.
_SUDDEN = frozenset({"ASSAULT", "ACCIDENT", "DISASTER"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_CLAUSES = frozenset({"but", "then", "as", "when", "after", "while", "because"})
_NEAR, _CLAUSE = 6, 14
#: Words at most between a rumour and what it has.
_RUMOUR = 30
_BREAKS = frozenset({",", ";", ":", "—", "–", "(", ")"})


def mode_of(view: Annotation, site: Site) -> Mode:
    """The mode of a trigger by its words alone; a time in the past is looked at elsewhere."""
    if not _presupposed(view, site) and _conditional(view, site):
        return Mode.HYPOTHETICAL
    if "no" in view.lower[site.at : site.end]:  # "held no talks"
        return Mode.NEGATED
    if _untrue(view, site):
        return Mode.HYPOTHETICAL
    found = _verb_mode(view, site.at, site) if site.trigger.verb else _noun_mode(view, site)
    return found or Mode.ACTUAL


def _presupposed(view: Annotation, site: Site) -> bool:
    """Whether a trigger is taken for granted where it stands: "the attack", "the van seized by police"."""
    if site.trigger.verb:
        before = view.tags[site.at - 1] if site.at > site.first else "."
        return view.tags[site.at] == "VN" and before in ("N", "NS", "NP", "CD")
    start = site.at
    while start > site.first and view.tags[start - 1] in _NOUN_INSIDE and site.at - start < 8:
        start -= 1
        if view.tags[start] in ("D", "PS"):
            return view.lower[start] in _DEFINITE
    return False


def _conditional(view: Annotation, site: Site) -> bool:
    """Whether "if", "unless" or "whether" opens the clause."""
    for i in range(site.at - 1, max(site.first, site.at - _CLAUSE) - 1, -1):
        if view.lower[i] in ("if", "unless", "whether", "lest"):
            return True
        if view.lower[i] in _BREAKS or view.lower[i] in _CLAUSES:
            return False
    return False


def _untrue(view: Annotation, site: Site) -> bool:
    """Whether it is what a rumour has, or a message claims: "a chat message claimed that they shelled it"."""
    words, sentence = grammar(), view.tokens_around(site.at).start
    for at in range(max(sentence, site.at - _RUMOUR), site.at - 1):
        behind = range(at + 1, site.at)
        if view.lower[at] in words["untrue"]:
            return any(view.lower[i] == "that" or view.lemma(i) in words["has_it"] for i in behind)
        if view.lower[at] in words["unsigned"] and any(view.lemma(i) == "claim" for i in behind):
            return True
    return False


def _verb_mode(view: Annotation, at: int, site: Site, hops: int = 3) -> Mode | None:
    """By the auxiliaries and the governing verb of a verb; None for plain fact. ``hops`` bounds the verbs."""
    words = grammar()
    i = at - 1
    infinitive = False
    while i >= site.first and at - i <= _NEAR:
        word, tag = view.lower[i], view.tags[i]
        if word in ("not", "never", "cannot", "neither", "nor", "hardly") or word.endswith("n't"):
            return Mode.NEGATED
        if tag == "MD" or word in words["will"]:
            return Mode.FUTURE if word in words["will"] else Mode.HYPOTHETICAL
        if tag == "TO":
            infinitive = True
        elif infinitive:
            return Mode.FUTURE if word == "going" else _governed(view, i, site, hops)
        elif not (tag == "R" or word in BE or word in _AUXILIARY):
            break
        i -= 1
    if infinitive:
        return Mode.HYPOTHETICAL
    if view.lower[at].endswith("ing"):
        return _gerund_mode(view, at, site)
    if view.tags[at] == "V" and i >= site.first and view.tags[i] in ("C", ","):
        return _coordinated(view, i, site, hops)
    return _denied_subject(view, i, site)


def _governed(view: Annotation, at: int, site: Site, hops: int) -> Mode | None:
    """The mode of an infinitive by the verb before "to", or by the one before its object."""
    words = grammar()
    for i in range(at, max(site.first, at - 8) - 1, -1):
        lemma = view.lemma(i)
        if lemma in words["governs_actual"]:
            return _verb_mode(view, i, site, hops - 1) if hops else None
        if lemma in words["governs_negated"]:
            return Mode.NEGATED
        if lemma in words["governs_future"]:
            return Mode.FUTURE
        if view.lower[i] in _BREAKS or (i < at and view.tags[i] in ("VD", "VZ", "I")):
            break
    return None if site.trigger.kind == "PROTEST" and _gathered(view, at, site) else Mode.HYPOTHETICAL


def _gathered(view: Annotation, at: int, site: Site) -> bool:
    """Whether people came together for it, wherever and whenever: "gathered in the square to protest"."""
    low = max(site.first, at - _CLAUSE)
    return any(view.tags[i] in ("VD", "VN") and view.lemma(i) in grammar()["gathers"] for i in range(low, at))


def _gerund_mode(view: Annotation, at: int, site: Site) -> Mode | None:
    """By what governs an -ing form: "denied attacking", "accused of attacking", "plans on visiting"."""
    words = grammar()
    if at > site.first and view.lemma(at - 1) in words["starts"]:
        return _verb_mode(view, at - 1, site)
    for i in range(at - 1, max(site.first, at - 4) - 1, -1):
        word = view.lower[i]
        if word in words["negation"]:
            return Mode.NEGATED
        if word in words["fear"] or word == "about":
            return Mode.HYPOTHETICAL
        if word == "of" and i == at - 1 and view.lower[i - 1] in words["unrealised"]:
            return Mode.HYPOTHETICAL
        if view.tags[i] in ("VD", "VZ", "MD", ",", "N", "NS", "NP"):
            return None
    return None


def _coordinated(view: Annotation, at: int, site: Site, hops: int) -> Mode | None:
    """A base form after "and" goes with the infinitive, and what governs that, or the modal before it."""
    for i in range(at - 1, max(site.first, at - 12) - 1, -1):
        if view.tags[i] == "TO":
            return _governed(view, i - 1, site, hops) if i > site.first else Mode.HYPOTHETICAL
        if view.tags[i] == "MD":
            return Mode.FUTURE if view.lower[i] in grammar()["will"] else Mode.HYPOTHETICAL
        if view.tags[i] in ("VD", "VZ"):
            return None
    return None


def _denied_subject(view: Annotation, at: int, site: Site) -> Mode | None:
    """By a subject that is nobody: "no one was arrested", "no troops withdrew"."""
    for i in range(at, max(site.first, at - 5) - 1, -1):
        if view.lower[i] == "that" and i > site.first and view.lemma(i - 1) == "deny":
            return Mode.NEGATED
        if view.lower[i] in ("no", "nobody", "none", "neither") or (
            view.lower[i] == "one" and view.lower[i - 1] == "no"
        ):
            return Mode.NEGATED
        of_none = view.lower[i] == "of" and view.lower[i - 1] in ("none", "neither")
        if view.tags[i] in ("VD", "VZ", ",", "I", "C") and not of_none:
            return None
    return None


def _noun_mode(view: Annotation, site: Site) -> Mode | None:
    """By the words before a noun, the verb that it is the object of, and the verb behind it."""
    start = site.at
    words = grammar()
    while start > site.first and view.tags[start - 1] in _NOUN_INSIDE and site.at - start < 8:
        if view.lower[start - 1] in words["taken_for_granted"]:
            break
        start -= 1
        if view.lower[start] in ("no", "neither") or view.lower[start] in words["unhappened"]:
            return Mode.NEGATED
        if view.lower[start] in words["hypothetical"]:
            return Mode.HYPOTHETICAL
        if view.lower[start] in words["future"]:
            return Mode.FUTURE
        if view.tags[start] == "VG" and view.lower[start] in words["fear"]:
            return Mode.HYPOTHETICAL
        if view.tags[start] == "D":
            break
    if start > site.first and view.lower[start - 1] == "not" and view.lower[start] in ("a", "an", "any"):
        return Mode.NEGATED
    if site.trigger.kind in _SUDDEN and view.lower[start] in _DEFINITE:
        return Mode.NEGATED if start > site.first and view.lower[start - 1] in words["unhappened"] else None
    return _before_noun(view, start, site) or _as_subject(view, start, site)


def _before_noun(view: Annotation, start: int, site: Site) -> Mode | None:
    """By what the noun phrase is the object of."""
    words = grammar()
    for i in range(start - 1, max(site.first, start - _NEAR) - 1, -1):
        word, tag = view.lower[i], view.tags[i]
        if word in words["taken_for_granted"] or word in words["part_in"]:
            return None
        if word in ("no", "without") or word.endswith("n't") or word in words["unhappened"]:
            return Mode.NEGATED
        if word in words["future_before"] or (word == "of" and view.lower[i - 1] == "ahead"):
            return Mode.FUTURE
        if word in words["fear"] or (
            word in words["calls"] and view.lower[i + 1] in ("for", "on", "to", "of")
        ):
            return Mode.HYPOTHETICAL
        if tag in ("VD", "VZ", "VN", "VG", "V"):
            return _verb_mode(view, i, site)
        if site.trigger.kind in _SUDDEN and word == "of" and _of_a_thing(view, i):
            return None
        if word in _BREAKS or tag == "W" or (tag == "C" and view.lower[i + 1] != "for"):
            return None
    return None


def _of_a_thing(view: Annotation, at: int) -> bool:
    """Whether "of" joins an event to somebody or something that came out of it: "a survivor of a crash"."""
    words, before = grammar(), view.lower[at - 1]
    unsure = view.lower[at - 2] in ("no", "any") or any(
        before in words[name] for name in ("fear", "calls", "unhappened", "part_in", "hypothetical")
    )
    return view.tags[at - 1] in ("N", "NS") and not unsure and not before.startswith("plan")


def _as_subject(view: Annotation, start: int, site: Site) -> Mode | None:
    """By the verb that follows: "talks will resume", "a storm could hit", "the strike was called off"."""
    if start > site.first and view.tags[start - 1] == "I" and site.last > site.end:
        return Mode.FUTURE if view.lower[site.end] in ("scheduled", "planned") else None
    for i in range(site.end, min(site.last, site.end + 10)):
        word, tag = view.lower[i], view.tags[i]
        if tag == "MD" or word in grammar()["will"]:
            return Mode.FUTURE if word in grammar()["will"] else Mode.HYPOTHETICAL
        if word in ("scheduled", "planned", "expected", "due", "predicted") and view.lower[i - 1] not in (
            "than",
            "as",
        ):
            return Mode.FUTURE
        off = word == "called" and view.lower[i + 1 : i + 2] == ("off",)
        if (off or word in grammar()["unhappened"]) and view.lower[i - 1] in BE:
            return Mode.NEGATED
        if (
            (tag in ("VD", "VZ") and word not in BE and word not in _AUXILIARY)
            or word in _BREAKS
            or tag in ("W", "C")
        ):
            return None
    return None
