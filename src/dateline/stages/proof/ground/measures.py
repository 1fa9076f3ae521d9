"""What the number of a casualty figure counts: killed, injured, missing, arrested, displaced.

Decides by the words of the number's own clause. It does not decide whether a source counts the same.
"""

from __future__ import annotations

import re

from dateline.stages.proof.ground.spelling import WORD
from dateline.stages.proof.ground.words import MEASURES

_MEASURE_OF = {word: measure for measure, words in MEASURES.items() for word in words}
#: A figure under its heading, as a ledger has it ("injured: 3").
_LABEL = re.compile(r"^(\w+): $")
_CLAUSE = re.compile(r"[.,;:()!?\n]|\band\b|\bbut\b|\bwhile\b", re.IGNORECASE)


def measure_of(text: str, start: int, end: int) -> str:
    """What the number at ``text[start:end]`` counts ("killed"), looked for in its own clause, or ""."""
    after = text[end : end + 60]
    if cut := _CLAUSE.search(after):
        after = after[: cut.start()]
    for match in WORD.finditer(after):
        if measure := _MEASURE_OF.get(match.group().lower()):
            return measure
        if match.group()[0].isdigit():
            break
    before = text[max(0, start - 40) : start]
    cuts = list(_CLAUSE.finditer(before))
    words = WORD.findall(before[cuts[-1].end() :] if cuts else before)
    if label := _LABEL.search(before):
        words = [label[1]]
    return next((m for word in reversed(words[-5:]) if (m := _MEASURE_OF.get(word.lower()))), "")
