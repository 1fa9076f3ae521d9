"""What was checked, by whom, and with what result; what was denied or taken back; how sure a cue is.

Decides the statements that words of checking make ("a video verified by the BBC", "Reuters could not confirm
the account", "the claim was withdrawn"), who checked which thing, and what the words around a verb of saying
do to its stance ("neither confirmed nor denied", "falsely claimed"). Does not decide what other verbs report,
nor whom a speaker's words mean. A thing that is only pointed to ("could not verify this", "the claim") is the
sentence before.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dateline.core.types import Stance
from dateline.stages.interpret.reading.lexicon import classes
from dateline.stages.interpret.reading.noun_phrases import (
    phrase_after,
    phrase_start,
    starts_clause,
    subject_before,
    trimmed,
)
from dateline.stages.interpret.statements.drafts import Draft

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.annotate import Annotation
    from dateline.stages.interpret.reading.noun_phrases import Range

_TABLE = classes("statements/stances")
_TOLD, _AGAIN, _UNABLE = _TABLE["told"], _TABLE["again"], _TABLE["unable"]
_HELPERS, _PERSONS = _TABLE["helper"], frozenset({"he", "she", "they", "i", "we", "you", "who"})
_REFUSE, _HEDGE, _FALSE, _UNCHECKED = (_TABLE[name] for name in ("refuse", "hedge", "false", "unchecked"))
_DENYING = _UNABLE | _REFUSE
_PASSIVE = {
    "check": Stance.VERIFIED,
    "confirm": Stance.CONFIRMED,
    "deny": Stance.DENIED,
    "retract": Stance.DENIED,
}
_CLAUSE_OPENERS = frozenset({"that", "whether", "if", "how", "where", "when", "who"})
_VERB = frozenset({"VD", "VZ", "VN", "MD"})
_PAUSES = frozenset({";", "—", "–"})
_ENDS = _PAUSES | {","}
_BE = frozenset({"be", "been", "was", "were", "is", "are", "being"})
#: Tokens of a verb group before its verb: "could not immediately be independently".
_GROUP = 7
#: Tokens of a clause at most: so the cost does not grow with the sentence.
_CLAUSE = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """A form of a word of checking: its class, and whether it may be a past form or a participle."""

    kind: str
    past: bool
    ing: bool


@cache
def _forms() -> dict[str, _Form]:
    found: dict[str, _Form] = {}
    for kind in _PASSIVE:
        for entry in _TABLE[kind]:
            base, third, *pasts, ing = entry.split("/")
            found |= {form: _Form(kind=kind, past=False, ing=False) for form in (base, third)}
            found |= {form: _Form(kind=kind, past=True, ing=False) for form in pasts}
            found[ing] = _Form(kind=kind, past=False, ing=True)
    return found


def verifications(view: Annotation) -> list[Draft]:
    """The statements that words of checking, denying by others and taking back make, by their cues."""
    found: list[Draft] = []
    for at in view.positions(frozenset(_forms()) | _UNCHECKED):
        quotation = view.quotation_at(view.starts[at])
        if quotation is not None and not quotation.single:
            continue
        draft = _unchecked(view, at) if view.lower[at] in _UNCHECKED else _checked(view, at)
        if draft is not None:
            found.append(draft)
    return found


def stance_at(view: Annotation, cue: Range, stance: Stance) -> Stance:
    """The stance of a cue with what stands in it and before it taken in.

    Who did not confirm, would not confirm or "neither confirmed nor denied" leaves the thing unverified; who
    did not deny it has said no more than that; what was said "falsely" was claimed, "reportedly" alleged.
    """
    inside = view.lower[cue[0] : cue[1]]
    here = view.sentence_of[cue[0]]
    same = cue[0] > 0 and view.sentence_of[cue[0] - 1] == here
    negated = not _DENYING.isdisjoint(inside) or (same and view.lower[cue[0] - 1] in _UNABLE)
    if negated and stance in (Stance.CONFIRMED, Stance.VERIFIED):
        return Stance.UNVERIFIED
    if negated and stance is Stance.DENIED:
        before = (at for at in range(max(cue[0] - 4, 0), cue[1]) if view.sentence_of[at] == here)
        return Stance.UNVERIFIED if any(view.lower[at] == "neither" for at in before) else Stance.SAID
    if not _HEDGE.isdisjoint(inside):
        return Stance.ALLEGED
    return Stance.CLAIMED if stance is Stance.SAID and not _FALSE.isdisjoint(inside) else stance


def _unchecked(view: Annotation, at: int) -> Draft | None:
    """“Unverified claims of …”, “unconfirmed reports that …”."""
    last = view.tokens_around(at).stop
    end = phrase_after(view, at + 1, last)
    if end == at + 1:
        return None
    content = _clause(view, end, last, at) if end < last and view.lower[end] == "that" else None
    return Draft(
        speaker=None,
        cue=(at, at + 1),
        content=(content or trimmed(view, at + 1, end),),
        stance=Stance.UNVERIFIED,
    )


def _checked(view: Annotation, at: int) -> Draft | None:
    """The statement of a verb of checking: what could not be, what was by somebody, what somebody did."""
    form = _forms()[view.lower[at]]
    sentence = view.tokens_around(at)
    group = _group(view, at, sentence.start)
    helpers = frozenset(view.lower[group:at])
    if helpers & (_UNABLE | _REFUSE):
        return _not_checked(view, at, group, helpers) if form.kind in ("check", "confirm") else None
    by = at + 1 < sentence.stop and view.lower[at + 1] == "by"
    if form.past and (by or (helpers & _BE and form.kind == "retract")):
        return _by_somebody(view, at, group, form)
    if form.kind not in ("check", "retract") or helpers & _BE or view.tags[at] == "J":
        return None
    return _by_subject(view, at, group, form)


def _not_checked(view: Annotation, at: int, group: int, helpers: frozenset[str]) -> Draft | None:
    """“… could not be verified”, “Reuters could not verify …”."""
    sentence = view.tokens_around(at)
    subject = subject_before(view, group, sentence.start)
    speaker, content = subject, None
    if not (helpers & _BE and view.lower[at].endswith("ed")):
        content = _object(view, _behind_or(view, at + 1))
    elif subject is not None:
        speaker, content = _agent(view, at + 1, sentence.stop), _thing(view, subject)
    if content is None or (speaker is None and not helpers & _BE):
        return None
    if speaker is not None and view.lower[speaker[0]] == "it":
        speaker = None  # "it was not possible to verify"
    end = _behind_or(view, at + 1) + (speaker is not None and speaker[0] == at + 2)
    return Draft(speaker=speaker, cue=(group, end), content=(content,), stance=Stance.UNVERIFIED)


def _by_somebody(view: Annotation, at: int, group: int, form: _Form) -> Draft | None:
    """“A video verified by the BBC”, “the claim was denied by the ministry”, “the report was withdrawn”."""
    sentence = view.tokens_around(at)
    speaker = _agent(view, at + 1, sentence.stop)
    passive = bool(frozenset(view.lower[group:at]) & _BE)
    if passive:
        thing = subject_before(view, group, sentence.start)
    else:
        start = phrase_start(view, group - 1, sentence.start) if group > sentence.start else None
        thing = (start, group) if start is not None else None
    if thing is None or (speaker is None and form.kind != "retract") or view.lower[thing[0]] in _PERSONS:
        return None
    if form.kind in ("deny", "retract") and not _is_told(view, thing):
        return None
    cue = (group if passive else at, at + 1 + (speaker is not None))
    return Draft(speaker=speaker, cue=cue, content=(_thing(view, thing),), stance=_PASSIVE[form.kind])


def _by_subject(view: Annotation, at: int, group: int, form: _Form) -> Draft | None:
    """“The BBC has verified the footage”, “the agency withdrew its report”."""
    sentence = view.tokens_around(at)
    speaker = subject_before(view, group, sentence.start)
    if speaker is None or (form.ing and "been" not in view.lower[group:at]):
        return None
    if form.kind == "retract":
        end = phrase_after(view, at + 1, sentence.stop)
        if end == at + 1 or not _is_told(view, (at + 1, end)):
            return None
    content = _object(view, at + 1)
    if content is None:
        return None
    return Draft(speaker=speaker, cue=(group, at + 1), content=(content,), stance=_PASSIVE[form.kind])


def _agent(view: Annotation, at: int, last: int) -> Range | None:
    """Who did it, behind "by"."""
    if at >= last or view.lower[at] != "by":
        return None
    end = phrase_after(view, at + 1, last)
    return (at + 1, end) if end > at + 1 else None


def _object(view: Annotation, at: int) -> Range | None:
    """What a verb of checking goes on with: a clause, a thing, or what the sentence before said."""
    last = view.tokens_around(at - 1).stop
    if at >= last:
        return None
    word = view.lower[at]
    if word in _CLAUSE_OPENERS and not (word == "that" and not starts_clause(view, at + 1, last)):
        return _clause(view, at, last)
    if word in _AGAIN:
        return _said_before(view, at)
    end = phrase_after(view, at, last)
    if at < end < last and view.lower[end] == "that" and view.lower[end - 1] in _TOLD:
        return _clause(view, end, last)
    return _thing(view, (at, end)) if end > at else None


def _behind_or(view: Annotation, at: int) -> int:
    """Behind a second verb: "confirmed nor denied", "confirm or deny"."""
    joined = view.lower[at : at + 1] in (("nor",), ("or",)) and view.lower[at + 1 : at + 2]
    return at + 2 if joined and joined[0] in _forms() else at


def _thing(view: Annotation, tokens: Range) -> Range:
    """The thing itself, or, where it is only pointed to, the sentence before: "the claims", "this"."""
    first, last = tokens
    noun = view.lower[last - 1]
    pointed = noun in _AGAIN or (noun in _TOLD and last - first <= 2)
    before = _said_before(view, first) if pointed else None
    return before or trimmed(view, first, last)


def _is_told(view: Annotation, tokens: Range) -> bool:
    """Whether a phrase names something told: a claim, a report, an account."""
    return any(word in _TOLD or word in _AGAIN for word in view.lower[tokens[0] : tokens[1]])


def _said_before(view: Annotation, at: int) -> Range | None:
    """What "it" may mean: what stands before the last semicolon or dash, else the sentence before."""
    own = view.tokens_around(at)
    pauses = (
        place for place in range(at - 1, max(own.start, at - _CLAUSE), -1) if view.lower[place] in _PAUSES
    )
    if (pause := next(pauses, None)) is not None:
        return trimmed(view, own.start, pause)
    number = view.sentence_of[at] - 1
    if number < 0:
        return None
    tokens = view.tokens_of(view.sentences[number])
    return trimmed(view, tokens.start, tokens.stop) if tokens else None


def _clause(view: Annotation, at: int, last: int, subject: int | None = None) -> Range | None:
    """A clause from its opener on, without "that", to the next comma.

    Where it hangs on the subject that begins the sentence, it ends before the sentence's own verb.
    """
    start = at + (view.lower[at] == "that")
    last = min(last, start + _CLAUSE)
    stop = next((i for i in range(start + 1, last) if view.lower[i] in _ENDS), last)
    if subject is not None and subject == view.tokens_around(at).start:
        verb = next((i for i in range(stop - 1, start, -1) if view.tags[i] in _VERB), stop)
        stop = _group(view, verb, start + 1)
    return trimmed(view, start, stop) if stop > start else None


def _group(view: Annotation, at: int, first: int) -> int:
    """The first token of the verb group that ends with a verb."""
    group = at
    while group > first and at - group < _GROUP and _helps(view, group - 1):
        group -= 1
    return group


def _helps(view: Annotation, at: int) -> bool:
    word = view.lower[at]
    if word in _UNABLE or word in _REFUSE or word in _BE:
        return True
    return word in _HELPERS or (view.tags[at] == "R" and word.endswith("ly"))
