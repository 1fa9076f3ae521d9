"""Whose word it is: a statement keeps the speaker that its source gives it, and a claim keeps one at all.

Decides for indirect speech and for claims told as the desk's own fact, by the statements that the
interpreter read out of draft and sources. Quotations are judged by ``quotations``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from dateline.core.text import fold, paragraphs
from dateline.core.types import Form, Span, Stance, Statement
from dateline.stages.proof.alignment.words import keys_of
from dateline.stages.proof.case import Case, Objection, Passage
from dateline.stages.proof.claims.counterparts import counterparts
from dateline.stages.proof.claims.modes import Mode, hedges
from dateline.stages.proof.ground.forms import same_root
from dateline.stages.proof.ground.quotemarks import quoted
from dateline.stages.proof.ground.spelling import WORD, bare
from dateline.stages.proof.ground.words import ATTRIBUTION, OPENERS, SPEAKING, STOP, TITLES

if TYPE_CHECKING:
    from dateline.stages.proof.ground.ground import Ground

#: Share of a statement's words that another has, from which both are the same statement.
_SAME = 0.7
#: The same for a statement of the speaker whom the draft names: then it may be theirs too.
_ALSO = 0.4
_LEAST = 5
#: A word in more statements than this tells nothing of which is the same; it also bounds the work.
_COMMON = 200
#: A longer name of a speaker was read wrongly.
_NAME = 7
_SPEAKING = frozenset(SPEAKING) | {"added", "adds", "insisted", "denied", "confirmed", "according to"}
_NO_NAMES = TITLES | STOP | OPENERS
#: Share of a passage that a source sentence holds, from which it is the one retold.
_RETOLD = 0.6
_CLAIMS = {
    Stance.CLAIMED: "a claim",
    Stance.ALLEGED: "an allegation",
    Stance.UNVERIFIED: "an unverified claim",
    Stance.DENIED: "a denial",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A statement of a source with the roots of what is said and of the speaker's name."""

    statement: Statement
    roots: frozenset[str]


def other_speaker(case: Case) -> Iterator[Objection]:
    """A statement given to one named speaker that the sources give to another (rule 7)."""
    for passage, statement in _indirect(case):
        speaker = statement.speaker
        if (
            speaker is None
            or len(speaker.phrase.text.split()) > _NAME
            or not (mine := _names(speaker.name, passage.ground))
        ):
            continue
        words = _roots(statement)
        if not mine or len(words) < _LEAST:
            continue
        said = _statements(passage.ground, words)
        best = max(said, key=lambda s: len(words & s.roots), default=None)
        if best is None or len(words & best.roots) < _SAME * len(words) or best.statement.speaker is None:
            continue
        theirs = _names(best.statement.speaker.name, passage.ground)
        if not theirs or theirs.intersection(_folded(passage.text)) or _alike(mine, theirs):
            continue
        if not _may_be_theirs(words, mine, said, passage.ground):
            phrase = speaker.phrase.span
            yield Objection(
                start=phrase.start,
                end=phrase.end,
                why=f"“{best.statement.speaker.name}” says this in the source, not “{speaker.name}”.",
                evidence=best.statement.evidence[:1],
            )


def claim_as_fact(case: Case) -> Iterator[Objection]:
    """What a source only reports as somebody's claim, told without a speaker (rule 4)."""
    for passage in case.passages:
        if passage.cites or not passage.ground.stretches or _attributed(passage.text):
            continue
        near = counterparts(passage.ground, passage.text)
        if not near or near[0].share < _RETOLD:
            continue
        sentence = near[0].sentence
        span = Span(report=sentence.report, start=sentence.start, end=sentence.start + len(sentence.text))
        words = frozenset(keys_of(passage.text))
        for said in _statements(passage.ground, words):
            claim = _CLAIMS.get(said.statement.stance)
            cue = keys_of(said.statement.cue.text) if said.statement.cue else ()
            if not claim or words.intersection(cue) or not _overlap(said.statement, span):
                continue
            if (
                claim
                and _overlap(said.statement, span)
                and len(words & said.roots) >= _SAME * len(said.roots)
            ):
                name = said.statement.speaker.phrase.text if said.statement.speaker else "somebody"
                why = f"The source has this as {claim} of {name}: say whose word it is."
                yield Objection(
                    start=passage.start, end=passage.end, why=why, evidence=said.statement.evidence[:1]
                )
                break


def shared_paragraph(case: Case) -> Iterator[Objection]:
    """A paragraph that quotes two named speakers (rule 7): the reader loses who says what."""
    statements = case.facts.statements if case.facts else ()
    direct = [s for s in statements if s.form is Form.DIRECT and s.content and s.speaker and s.speaker.name]
    for start, end in paragraphs(case.draft.text):
        first = None
        for statement in direct:
            span = statement.content[0].span
            if not (start <= span.start and span.end <= end) or statement.speaker is None:
                continue
            name = frozenset(word for word in _folded(statement.speaker.name) if word not in _NO_NAMES)
            if first is not None and name and not _alike(first, name):
                why = f"“{statement.speaker.name}” is quoted in the paragraph of another: begin a new one."
                yield Objection(start=span.start, end=span.end, why=why)
                break
            first = name if first is None and name else first


def _indirect(case: Case) -> Iterator[tuple[Passage, Statement]]:
    """The indirect statements of the draft, each with the passage that it stands in."""
    statements = case.facts.statements if case.facts else ()
    for passage in case.passages:
        if not passage.ground.stretches:
            continue
        for statement in statements:
            content = statement.content[0].span if statement.content else None
            if content and _is_speech(statement) and _inside(content, passage):
                yield passage, statement


def _is_speech(statement: Statement) -> bool:
    """Whether it is indirect speech by a verb of speaking: posts and signatures are no words."""
    cue = fold(statement.cue.text) if statement.cue else ""
    return statement.form is Form.INDIRECT and cue in _SPEAKING


def _inside(span: Span, passage: Passage) -> bool:
    return passage.start <= span.start and span.end <= passage.end


@lru_cache(maxsize=64)  # the lines of one page stand on few grounds
def _index(ground: Ground) -> dict[str, list[_Said]]:
    """The statements of the sources by the roots of what is said."""
    found: dict[str, list[_Said]] = {}
    for clipping in ground.clippings:
        for statement in clipping.facts.statements:
            if statement.content:
                said = _Said(statement=statement, roots=_roots(statement))
                for key in sorted(said.roots):
                    found.setdefault(key, []).append(said)
    return found


def _statements(ground: Ground, words: frozenset[str]) -> list[_Said]:
    """The statements that share a rare word with these, each once, in the order of the sources."""
    index = _index(ground)
    shared = (index.get(key, ()) for key in sorted(words))
    found = {id(said): said for places in shared if len(places) <= _COMMON for said in places}
    return sorted(found.values(), key=lambda said: said.statement.content[0].span.start)


def _roots(statement: Statement) -> frozenset[str]:
    text = " ".join(phrase.text for phrase in statement.content)
    return frozenset(keys_of(" ".join(word for word in WORD.findall(text) if fold(word) not in STOP)))


def _names(name: str, ground: Ground) -> frozenset[str]:
    """The folded words that a source has as names alone, without titles."""
    return frozenset(word for word in _folded(name) if word in ground.naming.names and word not in _NO_NAMES)


def _folded(text: str) -> list[str]:
    return [bare(fold(word)) for word in WORD.findall(text)]


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return any(same_root(a, b) for a in sorted(one) for b in sorted(other))


def _may_be_theirs(
    words: frozenset[str], mine: frozenset[str], said: Sequence[_Said], ground: Ground
) -> bool:
    """Whether a source gives a statement like it to the speaker whom the draft names, or is by them."""
    if _alike(mine, frozenset(_folded(" ".join(ground.credits)))):
        return True
    return any(
        s.statement.speaker is not None
        and _alike(mine, _names(s.statement.speaker.name, ground))
        and len(words & s.roots) >= _ALSO * len(words)
        for s in said
    )


def _attributed(text: str) -> bool:
    """Whether a passage says whose word it is, or that it is an allegation."""
    if any(hedge.mode is Mode.ALLEGED for hedge in hedges(text)) or any(quoted(text)):
        return True
    return bool(ATTRIBUTION.intersection(map(fold, WORD.findall(text))))


def _overlap(statement: Statement, span: Span) -> bool:
    return any(
        phrase.span.report == span.report and phrase.span.start < span.end and span.start < phrase.span.end
        for phrase in statement.content
    )
