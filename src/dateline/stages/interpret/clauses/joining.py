"""Noun phrases that commas and "and" join: "Roe, Lund and Berg".

Decides which belong together. Does not decide what part they have.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.stages.interpret.clauses.state import State

#: Pronouns that are nothing but subjects.
NOMINATIVE = frozenset({"he", "she", "they", "i", "we"})
#: Noun phrases that commas and "and" join.
_LIST = re.compile(r"N(?:,N)+,?cN|NcN(?:cN)*")


def joined(s: State, k: int, *, before_verb: bool) -> int:
    """The last chunk of the noun phrases that are joined to the one at ``k``."""
    match = _LIST.match(s.kinds, k)
    if match is None:
        return k
    last = match.end() - 1
    if s.words[last] in NOMINATIVE:  # "Roe and he left"; or a clause begins with "he"
        return last if before_verb and s.leads[last] else k
    leads = s.leads[last]
    if "," in match.group():
        apposed = s.kinds[last + 1] == "," and before_verb
        return k if apposed or (leads and not before_verb) else last
    return k if leads and not before_verb else last
