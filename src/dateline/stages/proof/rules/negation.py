"""Denials: a draft may deny only what its sources deny, and may not tell as fact what they deny.

Decides by the words that a denial bears upon, looked up in the source sentences on the same matter.
An error where a source tells the same thing in the same word without denying it; where the sources
have other words it is a warning, for a denial can hide in a meaning ("skipped" is "did not attend").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.stages.proof.alignment.roots import root
from dateline.stages.proof.case import Case, Objection, Passage
from dateline.stages.proof.claims.counterparts import counterparts, having
from dateline.stages.proof.claims.polarity import Denial, denials, denied_roots, denies
from dateline.stages.proof.ground.spelling import WORD
from dateline.stages.proof.ground.stretches import Stretch, span_of

if TYPE_CHECKING:
    from dateline.stages.proof.ground.ground import Ground

#: Share of a passage's rare words that a source sentence holds, from which it is on the same matter.
_ON_IT = 0.2
#: The same, from which it is the sentence that the passage retells.
_RETOLD = 0.5


def added_denial(case: Case) -> Iterator[Objection]:
    """Something denied that a source tells as fact in the same word."""
    for passage, denial in _denials(case):
        telling = _telling(passage, denial)
        if telling and not any(denials(sentence.text) for sentence in telling):
            why = f"The source has “{denial.word}” without a denial."
            yield _objection(passage, denial, why, telling[0])


def strange_denial(case: Case) -> Iterator[Objection]:
    """Something denied in other words than the sources', which deny nothing on the matter."""
    yield from _strange(case, sources_deny=False)


def doubtful_denial(case: Case) -> Iterator[Objection]:
    """The same where the sources deny something else on the matter: it may be meant."""
    yield from _strange(case, sources_deny=True)


def _strange(case: Case, *, sources_deny: bool) -> Iterator[Objection]:
    for passage, denial in _denials(case):
        near = counterparts(passage.ground, passage.text, 3)
        if not near or not denial.plain or _telling(passage, denial):
            continue
        if any(denies(part.sentence.text) for part in near) is sources_deny:
            why = f"No source denies this: “{passage.text[denial.start : denial.end]}” is the draft's own."
            yield _objection(passage, denial, why, near[0].sentence)


def dropped_denial(case: Case) -> Iterator[Objection]:
    """Something told as fact that the source sentence behind it denies, and none tells as fact."""
    for passage in case.passages:
        if not passage.ground.stretches or denies(passage.text):
            continue
        near = counterparts(passage.ground, passage.text, 2)
        if not near or near[0].share < _RETOLD:
            continue
        denied = {d.root: d for d in denials(near[0].sentence.text) if d.plain}
        for match in WORD.finditer(passage.text):
            found = denied.get(root(match.group()))
            if found and _never_told(passage.ground, found.root):
                at = passage.start + match.start()
                source = near[0].sentence.text[found.start : found.end]
                why = f"The source denies this: “{source}”."
                span = span_of(near[0].sentence)
                yield Objection(start=at, end=at + len(match.group()), why=why, evidence=(span,))


def _denials(case: Case) -> Iterator[tuple[Passage, Denial]]:
    """The denials that no source has of the same word."""
    for passage in case.passages:
        if passage.ground.stretches and not passage.ground.says(passage.text):
            for denial in denials(passage.text):
                if not any(denial.root in denied_roots(s.text) for s in having(passage.ground, denial.root)):
                    yield passage, denial


def _telling(passage: Passage, denial: Denial) -> list[Stretch]:
    """The source sentences on the same matter that have the denied word."""
    near = counterparts(passage.ground, passage.text, 5)
    return [part.sentence for part in near if denial.root in part.roots and part.share >= _ON_IT]


def _never_told(ground: Ground, wanted: str) -> bool:
    return all(wanted in denied_roots(sentence.text) for sentence in having(ground, wanted))


def _objection(passage: Passage, denial: Denial, why: str, sentence: Stretch) -> Objection:
    return Objection(
        start=passage.start + denial.start,
        end=passage.start + denial.end,
        why=why,
        evidence=(span_of(sentence),),
    )
