"""How well a line is borne out: by rule, from stances and figures (HOUSE_STYLE, Status).

Decides one word for each line. Does NOT weigh outlets against one another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.core.pages import Clipping, Status
from dateline.core.types import Span, Stance, Statement
from dateline.stages.narrate.facts.material import Passage
from dateline.stages.narrate.phrasebook.vocabulary import AUTHORITY, UNVERIFIED

_SURE = (Stance.CONFIRMED, Stance.VERIFIED)


def origins_of(evidence: Iterable[Span], clippings: Sequence[Clipping]) -> int:
    """How many independent origins stand among the evidence; at least one."""
    cited = {span.report for span in evidence}
    return len({clipping.origin for clipping in clippings if clipping.report.id in cited}) or 1


def status_of(passages: Sequence[Passage], *, denied: bool = False, disputed: bool = False) -> Status:
    """The status of a line that ``passages`` bear out, the first of them most.

    *Confirmed* takes the competent authority, or two independent origins (rule 4).
    """
    statements = [(passage, statement) for passage in passages for statement in passage.statements]
    if denied or any(statement.stance is Stance.DENIED for _, statement in statements[:1]):
        return Status.DENIED
    if disputed:
        return Status.DISPUTED
    if any(s.stance is Stance.UNVERIFIED for _, s in statements) or any(
        UNVERIFIED.search(p.text) for p in passages[:1]
    ):
        return Status.UNVERIFIED
    sure = [(passage, statement) for passage, statement in statements if statement.stance in _SURE]
    if (
        any(_authority(statement) for _, statement in sure)
        or len({passage.origin for passage, _ in sure}) > 1
    ):
        return Status.CONFIRMED
    return Status.REPORTED


def _authority(statement: Statement) -> bool:
    speaker = statement.speaker
    return bool(speaker and AUTHORITY.search(f"{speaker.phrase.text} {speaker.name}"))
