"""Who did what to whom: a deed keeps its doer and the one it was done to (passives folded).

Decides by the clauses that the interpreter read out of draft and sources. A role that a source leaves
open, or fills with a pronoun, is no contradiction; neither is a description for a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from dateline.core.text import fold
from dateline.stages.proof.alignment.roots import root
from dateline.stages.proof.case import Case, Objection, Passage
from dateline.stages.proof.claims.counterparts import counterparts
from dateline.stages.proof.claims.tables import roots, words
from dateline.stages.proof.ground.forms import same_root
from dateline.stages.proof.ground.spelling import WORD, bare, content_words

if TYPE_CHECKING:
    from dateline.core.types import Clause, Phrase, Span
    from dateline.stages.proof.ground.ground import Ground
    from dateline.stages.proof.ground.stretches import Stretch

_LIGHT = roots("relations", "light")
_OPEN = words("relations", "open")
#: Share of a passage that a source sentence holds, from which its clauses may be the ones retold.
_RETOLD = 0.3
#: A name of more words than this was read together with something else.
_LONGEST = 4
#: Letters of text that deeds are looked up by.
_BLOCK = 500


class Role(StrEnum):
    """What somebody is in a deed, as a desk would ask."""

    DOER = "who did it"
    UNDERGOER = "to whom"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A clause with its passive folded. A role is None where the clause leaves it open."""

    clause: Clause
    verb: str
    roles: dict[Role, Phrase | None]


def swapped_roles(case: Case) -> Iterator[Objection]:
    """Doer and undergoer have changed places."""
    for passage, deed, sources in _retold(case):
        doer, other = deed.roles[Role.DOER], deed.roles[Role.UNDERGOER]
        if doer is None or other is None:
            continue
        turned = [
            source
            for source in sources
            if _same(doer, source.roles[Role.UNDERGOER], passage.ground)
            and _same(other, source.roles[Role.DOER], passage.ground)
        ]
        straight = any(
            _same(doer, source.roles[Role.DOER], passage.ground)
            or _same(other, source.roles[Role.UNDERGOER], passage.ground)
            for source in sources
        )
        if turned and not straight:
            why = f"In the source it is the other way round: “{_words(passage.ground, turned[0])}”."
            yield _objection(deed.clause.span, why, turned[0])


def other_role(case: Case) -> Iterator[Objection]:
    """A name in the place of another one: the source has somebody else do it, or have it done to them."""
    for passage, deed, sources in _retold(case):
        for role, phrase in deed.roles.items():
            theirs = [source.roles[role] for source in sources]
            if phrase is None or not _is_name(phrase, passage.ground):
                continue
            if not all(other and _is_name(other, passage.ground) for other in theirs):
                continue
            if any(_one_person(phrase, other, passage.ground) for other in theirs):
                continue
            if not _other_half_differs(deed, role, sources, passage.ground):
                named = next(other.text for other in theirs if other)
                why = f"“{phrase.text}”: the source names “{named}” here."
                yield _objection(phrase.span, why, sources[0])


def _retold(case: Case) -> Iterator[tuple[Passage, Deed, list[Deed]]]:
    """Each deed of the draft with the deeds of the same verb in the source sentences on the matter."""
    clauses = case.facts.clauses if case.facts else ()
    for passage in case.passages if clauses else ():
        if not passage.ground.stretches:
            continue
        mine = [_deed(c) for c in clauses if passage.start <= c.span.start and c.span.end <= passage.end]
        near = [part.sentence for part in counterparts(passage.ground, passage.text) if part.share >= _RETOLD]
        for deed in mine:
            if deed.verb in _LIGHT:
                continue
            sources = [
                source
                for sentence in near
                for source in _within(passage.ground, deed.verb, sentence)
                if source.clause.negated is deed.clause.negated
            ]
            if sources:
                yield passage, deed, sources


def _deed(clause: Clause) -> Deed:
    doer = clause.agent if clause.passive else clause.subject
    undergoer = clause.subject if clause.passive else clause.object
    return Deed(
        clause=clause, verb=root(clause.lemma.split()[0]), roles={Role.DOER: doer, Role.UNDERGOER: undergoer}
    )


@lru_cache(maxsize=64)  # the lines of one page stand on few grounds
def _deeds(ground: Ground) -> dict[tuple[str, str, int], list[Deed]]:
    """The deeds of the sources by verb, report and the block of text that they begin in."""
    found: dict[tuple[str, str, int], list[Deed]] = {}
    for clipping in ground.clippings:
        for clause in clipping.facts.clauses:
            deed = _deed(clause)
            found.setdefault((deed.verb, clause.span.report, clause.span.start // _BLOCK), []).append(deed)
    return found


def _within(ground: Ground, verb: str, sentence: Stretch) -> Iterator[Deed]:
    """The deeds of a verb that begin in a source sentence."""
    end = sentence.start + len(sentence.text)
    for block in range(sentence.start // _BLOCK, end // _BLOCK + 1):
        for deed in _deeds(ground).get((verb, sentence.report, block), ()):
            if sentence.start <= deed.clause.span.start < end:
                yield deed


def _same(one: Phrase | None, other: Phrase | None, ground: Ground) -> bool:
    """Whether two phrases may name the same: by their names where both have one, else by any word."""
    if one is None or other is None:
        return False
    mine, theirs = content_words(one.text), content_words(other.text)
    named = (mine & ground.naming.names, theirs & ground.naming.names)
    if all(named):
        mine, theirs = named
    return any(same_root(a, b) for a in sorted(mine) for b in sorted(theirs))


def _is_name(phrase: Phrase, ground: Ground) -> bool:
    """Whether a phrase is a name and nothing else: a description may be of anybody."""
    found = [bare(fold(word)) for word in WORD.findall(phrase.text)]
    known = [word for word in found if word in ground.naming.names]
    return bool(known) and len(found) <= _LONGEST and known[-1] == found[-1] and not _OPEN.intersection(found)


def _one_person(one: Phrase, other: Phrase | None, ground: Ground) -> bool:
    """Whether two names share a word, or a source has one as the first half of the other."""
    if other is None or _same(one, other, ground):
        return True
    mine, theirs = content_words(one.text), content_words(other.text)
    return any(fold(ground.naming.given.get(first, "")) in theirs for first in sorted(mine)) or any(
        fold(ground.naming.given.get(first, "")) in mine for first in sorted(theirs)
    )


def _other_half_differs(deed: Deed, role: Role, sources: Sequence[Deed], ground: Ground) -> bool:
    """Whether the other role is filled on both sides and not by the same: then it is another deed."""
    half = Role.UNDERGOER if role is Role.DOER else Role.DOER
    mine = deed.roles[half]
    return mine is not None and not any(_same(mine, source.roles[half], ground) for source in sources)


def _words(ground: Ground, deed: Deed) -> str:
    span = deed.clause.span
    text = next(c.report.quote(span) for c in ground.clippings if c.report.id == span.report)
    return " ".join(text.split()[:25])


def _objection(span: Span, why: str, source: Deed) -> Objection:
    return Objection(start=span.start, end=span.end, why=why, evidence=(source.clause.span,))
