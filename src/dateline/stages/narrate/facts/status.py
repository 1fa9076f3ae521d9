"""How well a line is borne out: by rule, from stances and figures (HOUSE_STYLE, Status).

Decides one word for each line. A report's "confirmed" counts for what it confirms, not for all else in its
sentence; a denial is of something said: a court that denies a motion denies nothing. Does NOT weigh outlets
against one another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dateline.core.pages import Clipping, Status
from dateline.core.types import Span, Stance, Statement
from dateline.stages.narrate.facts.material import Passage, terms_of
from dateline.stages.narrate.phrasebook.vocabulary import AUTHORITY, ORGANISATION, UNVERIFIED

#: What somebody is told to have verified is of that much of a line, at least.
_OF_THE_LINE = 0.5
#: What is denied: a sentence, a deed, or a word for something said. Entry, bail and motions are refused.
_SAID = re.compile(
    r"^(?:that|any|all|the|those|these|such|his|her|its|their)?\s*(?:\w+\s+){0,2}"
    r"(?:\w+ing\b|it\b|this\b|allegations?|accusations?|claims?|charges?|reports?|rumou?rs?|wrongdoing|involvement"
    r"|responsibility|suggestions?|knowledge|guilt|collusion|having|being)\b|^that\b",
    re.IGNORECASE,
)
#: What is asked for or offered: who denies or rejects it refuses, and says of nothing that it is not so.
_ASKED_FOR = re.compile(
    r"^(?:an?|the|any|all|his|her|its|their|our)?\s*(?:[\w’'-]+\s+){0,2}(?:offers?|requests?|bail|parole|appeals?|motions?"
    r"|applications?|petitions?|proposals?|entry|access|visas?|permits?|bids?|pleas?|calls?|demands?)\b"
    r"(?! (?:was|were|is|are|had|has|have|would|could)\b)",
    re.IGNORECASE,
)
_TAKEN_BACK = re.compile(r"\b(?:retract|recant|rescind|withdr[ae]w|disavow)", re.IGNORECASE)
#: "Please verify that …" asks somebody to check; nobody has.
_ASKED = re.compile(r"(?:verify|authenticate|confirm)", re.IGNORECASE)


def origins_of(evidence: Iterable[Span], clippings: Sequence[Clipping]) -> int:
    """How many independent origins stand among the evidence; at least one."""
    cited = {span.report for span in evidence}
    return len({clipping.origin for clipping in clippings if clipping.report.id in cited}) or 1


def status_of(passages: Sequence[Passage], *, denied: bool = False, disputed: bool = False) -> Status:
    """The status of a line that ``passages`` bear out, the first of them most.

    *Confirmed* takes the competent authority, somebody who checked it, or two independent origins that each
    say so (rule 4); two that merely tell the same are two that report it.
    """
    own = passages[0].statements if passages else ()
    if any(withdraws(statement) for statement in own):
        return Status.WITHDRAWN
    if denied or any(denies(statement) for statement in own[:1]):
        return Status.DENIED
    if disputed:
        return Status.DISPUTED
    if _unverified(passages):
        return Status.UNVERIFIED
    sure = [(p, s) for p in passages for s in p.statements if _vouches(s) and _of_most(s, p)]
    if any(_competent(statement) for _, statement in sure) or len({p.origin for p, _ in sure}) > 1:
        return Status.CONFIRMED
    return Status.REPORTED


def denies(statement: Statement) -> bool:
    """Whether a statement tells that something said is not so."""
    if statement.stance is not Stance.DENIED or not statement.content:
        return False
    denied = statement.content[0].text.strip("“” ")
    return bool(_SAID.match(denied)) or (statement.spoken and not _ASKED_FOR.match(denied))


def withdraws(statement: Statement) -> bool:
    """Whether a statement tells that its source took back what it had said."""
    return statement.stance is Stance.DENIED and bool(
        statement.cue and _TAKEN_BACK.search(statement.cue.text)
    )


def _unverified(passages: Sequence[Passage]) -> bool:
    if any(UNVERIFIED.search(passage.text) for passage in passages[:1]):
        return True
    return any(s.stance is Stance.UNVERIFIED and _of_most(s, p) for p in passages for s in p.statements)


def _vouches(statement: Statement) -> bool:
    """Whether somebody is told to have confirmed or checked something, and not to be asked or to plan to."""
    if statement.stance is Stance.VERIFIED:
        return not (statement.cue and _ASKED.fullmatch(statement.cue.text))
    return statement.stance is Stance.CONFIRMED


def _of_most(statement: Statement, passage: Passage) -> bool:
    """Whether a statement's content is most of what its sentence says."""
    content = terms_of(" ".join(phrase.text for phrase in statement.content))
    others = len(passage.terms - terms_of(statement.speaker.phrase.text if statement.speaker else ""))
    return len(content) >= _OF_THE_LINE * others


def _competent(statement: Statement) -> bool:
    """Whether it comes from an authority, or from an organisation that checked it."""
    speaker = statement.speaker
    if speaker is None:
        return False
    checked = statement.stance is Stance.VERIFIED and _newsroom(speaker.name)
    return checked or bool(AUTHORITY.search(f"{speaker.phrase.text} {speaker.name}"))


def _newsroom(name: str) -> bool:
    """Whether a checker is an organisation and not somebody who was there."""
    return any((word.isupper() and len(word) > 1) or word.lower() in ORGANISATION for word in name.split())
