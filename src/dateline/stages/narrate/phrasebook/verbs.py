"""The forms of English verbs: what a word may be, and how another form of the same verb is written.

Decides by ``verbs.toml`` and the rules of spelling ("stop", "stopped", "stops"). A verb that the table
does not have has no other form here: nothing is guessed. Does NOT know what a word is in its sentence.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

_TABLE: Mapping[str, str] = tomllib.loads(
    files("dateline.stages.narrate.phrasebook").joinpath("verbs.toml").read_text("utf-8")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """A verb in the forms that reports use: "take", "takes", "took", "taken", "taking"."""

    base: str
    third: str
    past: str
    participle: str
    present: str


def _regular(base: str, *, doubled: bool = False) -> Verb:
    stem = base + base[-1] if doubled else base
    past = stem + ("d" if stem.endswith("e") else "ed")
    if _consonant_y(base):
        past = base[:-1] + "ied"
    return Verb(base=base, third=_third(base), past=past, participle=past, present=_present(stem))


def _irregular(base: str, past: str, participle: str) -> Verb:
    doubled = base in _DOUBLED_PRESENT
    present = _present(base + base[-1] if doubled else base)
    return Verb(base=base, third=_third(base), past=past, participle=participle, present=present)


def _third(base: str) -> str:
    if base == "have":
        return "has"
    if _consonant_y(base):
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def _present(stem: str) -> str:
    if stem.endswith("ie"):
        return stem[:-2] + "ying"
    silent = stem.endswith("e") and not stem.endswith(("ee", "oe", "ye"))
    return (stem[:-1] if silent else stem) + "ing"


def _consonant_y(base: str) -> bool:
    return base.endswith("y") and base[-2] not in "aeiou"


_DOUBLED_PRESENT = frozenset(
    [
        "begin",
        "cut",
        "dig",
        "forbid",
        "forget",
        "get",
        "hit",
        "let",
        "put",
        "quit",
        "run",
        "set",
        "shut",
        "sit",
        "spin",
        "split",
        "swim",
        "win",
    ]
)
VERBS: tuple[Verb, ...] = (
    *(_regular(base) for base in _TABLE["regular"].split()),
    *(_regular(base, doubled=True) for base in _TABLE["doubling"].split()),
    *(_irregular(*line.split()) for line in _TABLE["irregular"].strip().split("\n")),
)

#: Forms that are finite verbs wherever they stand: simple pasts, and third persons that are no nouns.
FINITE: frozenset[str] = frozenset(verb.past for verb in VERBS) | frozenset(
    verb.third for verb in VERBS
) - frozenset(_TABLE["nouns"].split())
#: Third persons that may be plural nouns as well.
AMBIGUOUS: frozenset[str] = frozenset(_TABLE["nouns"].split())
#: All forms of all verbs.
FORMS: frozenset[str] = frozenset(
    form for verb in VERBS for form in (verb.base, verb.third, verb.past, verb.participle, verb.present)
)
BASES: frozenset[str] = frozenset(verb.base for verb in VERBS)
_PAST_OF_PRESENT = {verb.present: verb.past for verb in VERBS}
_PAST_OF_PARTICIPLE = {verb.participle: verb.past for verb in VERBS}
_CONSEQUENCES = frozenset(_TABLE["consequences"].split())
_TURNED = frozenset(verb.participle for verb in VERBS if verb.base in frozenset(_TABLE["turned"].split()))


def consequence(participle: str) -> str:
    """The past of a present participle that tells what came of it: "leaving" is "left"; else ""."""
    return _PAST_OF_PRESENT.get(participle, "") if participle in _CONSEQUENCES else ""


def active(participle: str) -> str:
    """The past of a participle whose passive may be turned round: "shot" is "shot", "taken" is ""."""
    return _PAST_OF_PARTICIPLE[participle] if participle in _TURNED else ""
