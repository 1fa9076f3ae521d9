"""How sure a draft is: what its sources call planned, possible, urged or alleged is no fact, nor the reverse.

Decides by the verb that a draft tells as done and the source sentence behind it only as something
less, wherever it has it (HOUSE_STYLE rule 4; PLOVER's modes: a threatened strike is not a strike).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.stages.proof.alignment.roots import root
from dateline.stages.proof.case import Case, Objection, Passage
from dateline.stages.proof.claims.counterparts import Counterpart, counterparts, having
from dateline.stages.proof.claims.modes import Mode, hedged_roots, hedges
from dateline.stages.proof.claims.polarity import denied_roots
from dateline.stages.proof.ground.spelling import WORD
from dateline.stages.proof.ground.stretches import span_of

if TYPE_CHECKING:
    from dateline.stages.proof.ground.ground import Ground

#: Share of a passage that a source sentence holds, from which it is the one retold.
_RETOLD = 0.45
#: Forms that tell of something done, by their endings.
_DONE = re.compile(r"\w+(?:ed|wn|ew|ught|ung|oke|ent|old|ost|eft|uilt|ound|ken|ven|ten|sen|ung|ot|on)$")
#: Before a participle these leave open when: "are allowed", "to be closed", "being built".
_OPEN = re.compile(r"\b(?:is|are|be|being|to|a|an|the|of|'s|’s)\s+(?:\w+ly\s+|still\s+)?$", re.IGNORECASE)
_NOT_DONE = frozenset(
    ("need", "feed", "speed", "hundred", "old", "government", "present", "recent", "different", "student",
     "president", "incident", "parliament", "statement", "event", "cent", "on", "not", "person", "season",
     "reason", "ten", "often", "seven", "new", "few", "most", "cost", "host", "post", "gold", "region",
     "million", "billion", "action", "nation", "son", "london", "children", "women", "men", "agent",
     "moment", "department", "ground", "around", "pound", "bound", "red", "bed", "robot",
     "appeared", "seemed", "expected", "intended", "tried", "wanted", "hoped", "planned", "scheduled",
     "proposed", "believed", "supposed", "alleged", "accused", "suspected", "charged")
)  # fmt: skip
_WHY = {
    Mode.POSSIBLE: "a possibility",
    Mode.PLANNED: "a plan",
    Mode.URGED: "a demand",
    Mode.ALLEGED: "an allegation",
}


def raised_mode(case: Case) -> Iterator[Objection]:
    """Something told as done that the sources only call planned, possible, urged or alleged."""
    for passage, part in _retold(case):
        weaker = hedged_roots(part.sentence.text)
        own = hedged_roots(passage.text).keys() | denied_roots(passage.text)
        for match in WORD.finditer(passage.text):
            key = root(match.group())
            hedge = weaker.get(key)
            if hedge is None or key in own or not _is_done(passage.text, match):
                continue
            if not _told(passage.ground, key) and not _speaks_of(passage, hedge.mode):
                source = part.sentence.text[hedge.start : hedge.end]
                why = f"“{match.group()}” is told as fact; the source has {_WHY[hedge.mode]}: “{source} …”."
                yield _objection(passage, match, why, part)


def lowered_mode(case: Case) -> Iterator[Objection]:
    """Something told as planned or possible that every source sentence on it tells as done."""
    for passage, part in _retold(case):
        for hedge in hedges(passage.text):
            if hedge.mode not in {Mode.PLANNED, Mode.POSSIBLE} or not hedge.reach:
                continue
            key = hedge.reach[0]
            match = next((m for m in WORD.finditer(part.sentence.text) if root(m.group()) == key), None)
            if match is None or not _is_done(part.sentence.text, match):
                continue
            if all(key not in hedged_roots(sentence.text) for sentence in having(passage.ground, key)):
                said = passage.text[hedge.start : hedge.end]
                why = f"“{said} …”: the source tells it as done: “{match.group()}”."
                start, end = passage.start + hedge.start, passage.start + hedge.end
                yield Objection(start=start, end=end, why=why, evidence=(span_of(part.sentence),))


def _retold(case: Case) -> Iterator[tuple[Passage, Counterpart]]:
    """Each passage with the source sentence that it retells, if there is one."""
    for passage in case.passages:
        if passage.ground.stretches:
            near = counterparts(passage.ground, passage.text)
            if near and near[0].share >= _RETOLD:
                yield passage, near[0]


def _is_done(text: str, match: re.Match[str]) -> bool:
    word = match.group().lower()
    past = bool(_DONE.match(word)) and word not in _NOT_DONE
    return past and not _OPEN.search(text[: match.start()])


def _told(ground: Ground, key: str) -> bool:
    """Whether a source sentence has the word as fact."""
    return any(
        key not in hedged_roots(sentence.text) and key not in denied_roots(sentence.text)
        for sentence in having(ground, key)
    )


def _speaks_of(passage: Passage, mode: Mode) -> bool:
    """Whether the passage has a word of the same doubt anywhere: it may bear on the verb from afar."""
    return any(hedge.mode is mode for hedge in hedges(passage.text))


def _objection(passage: Passage, match: re.Match[str], why: str, part: Counterpart) -> Objection:
    return Objection(
        start=passage.start + match.start(),
        end=passage.start + match.end(),
        why=why,
        evidence=(span_of(part.sentence),),
    )
