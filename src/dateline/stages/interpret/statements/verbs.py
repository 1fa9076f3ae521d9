"""The verbs by which somebody says or holds something, in all their forms.

Decides what a form is (tense and what it may take), from ``data/saying.tsv``. Does not decide
whether a word of that form is a verb where it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from dateline.core.types import Stance
from dateline.stages.interpret.reading.lexicon import rows


class Shape(StrEnum):
    """The shape of a verb's form. A past form may also be a participle."""

    BASE = "base"
    THIRD = "third"
    PAST = "past"
    ING = "ing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """One form of a verb of saying: its lemma, its shape, what it may take, and the stance."""

    lemma: str
    shape: Shape
    takes: frozenset[str]
    stance: Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A verb of saying with what stands before it.

    ``cue`` is the verb's token, ``group`` the first token of its verb group ("has also said").
    ``participle`` is true of "adding that …", whose subject is that of the clause before.
    """

    cue: int
    group: int
    verb: Verb
    subject: tuple[int, int] | None
    participle: bool = False


@cache
def verbs() -> dict[str, Verb]:
    """Every form of every verb of the table. A verb that stands in several lines may take all they say."""
    found: dict[str, Verb] = {}
    for takes, stance, lemmas in rows("statements/saying.tsv"):
        for entry in lemmas.split():
            for form, shape in _forms(entry):
                known = found.get(form)
                found[form] = Verb(
                    lemma=entry.split("/")[0],
                    shape=known.shape if known else shape,
                    takes=frozenset(takes) | (known.takes if known else frozenset()),
                    stance=known.stance if known else Stance(stance),
                )
    return found


def _forms(entry: str) -> list[tuple[str, Shape]]:
    if "/" in entry:
        base, third, *pasts, ing = entry.split("/")
        return [(base, Shape.BASE), (third, Shape.THIRD), *((p, Shape.PAST) for p in pasts), (ing, Shape.ING)]
    stem = entry[:-1] if entry.endswith("e") else entry
    if entry.endswith("y") and entry[-2] not in "aeou":
        return _shaped(entry, entry[:-1] + "ies", entry[:-1] + "ied", entry + "ing")
    if entry in _DOUBLED:
        return _shaped(entry, entry + "s", entry + entry[-1] + "ed", entry + entry[-1] + "ing")
    third = entry + ("es" if entry.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return _shaped(entry, third, stem + "ed", stem + "ing")


def _shaped(base: str, third: str, past: str, ing: str) -> list[tuple[str, Shape]]:
    return [(base, Shape.BASE), (third, Shape.THIRD), (past, Shape.PAST), (ing, Shape.ING)]


_DOUBLED = frozenset({"quip", "admit", "commit", "rebut", "brag"})
