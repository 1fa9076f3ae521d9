"""Rewriting by joining: a relative clause or a participle as a second verb, an apposition before its name.

Decides which of what hangs on a subject may stand beside it: "Ott, who keeps bees, was elected" says that Ott
keeps bees and was elected. Every word stays but "who" and the commas; a participle becomes the past of the
same verb. Does NOT drop anything (``compression``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.core.text import words
from dateline.stages.narrate.phrasebook.verbs import consequence
from dateline.stages.narrate.phrasebook.vocabulary import (
    CLAUSE_MARKERS,
    LIMITING,
    PRESENT,
)
from dateline.stages.narrate.wording.compression import finite, guarded, opens_subordinate, verb_groups
from dateline.stages.narrate.wording.letters import capital, quoted

_RELATIVE = re.compile(r"^(?P<who>[^,]+), (?:who|which) (?P<first>[^,]+), (?P<second>[^,].*)$")
_CONSEQUENCE = re.compile(r"^(?P<head>[^,]+), (?P<verb>[a-z]+ing) (?P<rest>[^,]+)$")
_APPOSITION = re.compile(
    r"^(?P<name>[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+){1,3}), (?P<role>(?:the|an?) [^,]+), (?P<rest>[^,].*)$"
)
_LONGEST_ROLE = 9
#: A participle tells what came of what happened, not of what is so or may be.
_NOT_PAST = PRESENT | LIMITING


def both(body: str) -> Iterator[str]:
    """Rewrites "Ott, who keeps bees, was elected" as "Ott keeps bees and was elected"."""
    found = _RELATIVE.match(body)
    if not found or quoted(body):
        return
    who, first, second = found["who"], found["first"], found["second"]
    plain = not verb_groups(who) and not opens_subordinate(who)
    verbs = finite(words(first)[0]) and finite(words(second)[0]) and verb_groups(f"x {first}") == 1
    verbs = verbs and _past(words(first)[0]) == _past(words(second)[0])
    said = guarded(second) or any(word in CLAUSE_MARKERS for word in words(first))
    if plain and verbs and not said and " and " not in first:
        yield f"{who} {first} and {second}"


def _past(verb: str) -> bool:
    return verb.lower() not in PRESENT and not (verb.endswith("s") and verb not in ("was", "has"))


def what_came_of_it(body: str) -> Iterator[str]:
    """Rewrites "The wave hit Tarn, leaving two dead" as "The wave hit Tarn and left two dead"."""
    found = _CONSEQUENCE.match(body)
    if not found or quoted(body):
        return
    head, past = found["head"], consequence(found["verb"])
    parts = {word.lower() for word in words(head)}
    alone = (
        verb_groups(head) == 1 and not parts & (_NOT_PAST | CLAUSE_MARKERS) and not opens_subordinate(head)
    )
    if past and alone and not guarded(head) and not parts & {"after", "as", "before", "and"}:
        yield f"{head} and {past} {found['rest']}"


def role_first(body: str) -> Iterator[str]:
    """Rewrites "Jana Wiesner, the mayor, was re-elected" as "The mayor, Jana Wiesner, was re-elected"."""
    found = _APPOSITION.match(body)
    if not found or quoted(body) or guarded(found["role"]) or verb_groups(found["role"]):
        return
    if len(words(found["role"])) <= _LONGEST_ROLE and finite(words(found["rest"])[0]):
        yield f"{capital(found['role'])}, {found['name']}, {found['rest']}"
