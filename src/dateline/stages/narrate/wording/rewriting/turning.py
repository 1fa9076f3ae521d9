"""Rewriting by turning a passive round: "was shot by police" is "police shot".

Decides by the verbs of ``phrasebook/verbs.toml`` whose passive tells one act, and by an agent that can act: a
person, a body, a name; "by noon" and "by the river" are none. Who did what to whom stays as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.core.text import words
from dateline.stages.narrate.phrasebook.verbs import active
from dateline.stages.narrate.phrasebook.vocabulary import (
    COLLECTIVES,
    CORPORATE,
    PERSONS,
    PLURAL_PRONOUNS,
    THIRD_PERSON,
    TIMES,
)
from dateline.stages.narrate.wording.compression import opens_subordinate, verb_groups
from dateline.stages.narrate.wording.letters import capital, lowered, quoted

_PASSIVE = re.compile(
    r"^(?P<whom>[^,]{3,70}?) (?:was|were) (?P<verb>[a-z]+) by (?P<who>[^,]{3,50}?)"
    r"(?P<rest>(?: (?:in|at|on|near|after|during|for|from|outside|inside|early|late|when|while|as) [^,]+)?)$"
)
_LONGEST_AGENT = 6


def by_whom_first(body: str) -> Iterator[str]:
    """Rewrites "The mill was bought by a baker in May" as "A baker bought the mill in May"."""
    found = _PASSIVE.match(body)
    if not found or quoted(body) or opens_subordinate(body):
        return
    past, whom, who = active(found["verb"]), lowered(found["whom"]), found["who"]
    hanging = {word.lower() for word in words(body)} & (THIRD_PERSON | PLURAL_PRONOUNS)
    if past and whom and not hanging and _acts(who) and verb_groups(found["whom"]) == 0:
        yield f"{capital(who)} {past} {whom}{found['rest']}"


def _acts(who: str) -> bool:
    """Whether it is somebody: a person's word, a body, or a name, without a clause of its own."""
    parts = words(who)
    head, first = parts[-1].lower(), parts[0]
    known = head in PERSONS | COLLECTIVES | CORPORATE or head.removesuffix("s") in PERSONS
    named = first[:1].isupper() and all(part[:1].isupper() for part in parts)
    dated = any(part.lower() in TIMES or part.isdigit() for part in parts)
    return len(parts) <= _LONGEST_AGENT and (known or named) and not dated and verb_groups(who) == 0
