"""What a sentence is for: the happening itself, what went before, a dispute, an open question, what is next.

Decides by words, figures and stances alone. Does NOT weigh sentences nor choose among them.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from dateline.core.text import words
from dateline.core.types import Scope, Stance
from dateline.stages.narrate.phrasebook.vocabulary import AHEAD, DENIAL, EARLIER, UNKNOWN, UNVERIFIED

if TYPE_CHECKING:
    from dateline.stages.narrate.facts.material import Passage

_TABLE = tomllib.loads(files("dateline.stages.narrate.plan").joinpath("traits.toml").read_text("utf-8"))
_AHEAD, _EARLIER, _UNKNOWN, _UNVERIFIED = (
    frozenset(_TABLE[name].split()) for name in ("ahead", "earlier", "unknown", "unverified")
)
_CAPTION = re.compile(
    r"\((?:[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*/)+ ?[A-Z][\w ]*\)"
    r"|^(?:An? )?[Pp](?:hoto|icture) (?:issued|taken)"
    r"|\b(?:is|are) (?:seen|shown|pictured) (?:in|at|on|during|near|outside|with|before|after)\b"
    r"|^(?:[\w.]+['’]s [A-Z]|(?!The\b)[A-Z][\w.’'-]* [A-Z])[\w.’'-]* (?:[A-Z][\w.’'-]* ){0,2}"
    r"(?:talks|speaks|chats) (?:to|with|about)\b"
    r"|\(\d{1,2}\) (?!was\b|is\b|has\b|says\b)[a-z]+s\b|\bUpdated:|\d\d:\d\d By [A-Z]"
)
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What a sentence is for: an earlier happening, a denial, an open question, what is to come."""

    background: bool
    disputed: bool
    unknown: bool
    ahead: bool

    @property
    def fresh(self) -> bool:
        """Whether it tells what happened now, and is not another section's."""
        return not (self.background or self.disputed or self.unknown)


def traits(passage: Passage) -> Traits:
    """What a sentence is for, by its words, its figures and its stances."""
    stances = {statement.stance for statement in passage.statements}
    denied = bool(stances & {Stance.DENIED, Stance.UNVERIFIED})
    return Traits(
        background=background(passage),
        disputed=denied or _found(UNVERIFIED, _UNVERIFIED, passage) is not None,
        unknown=_found(UNKNOWN, _UNKNOWN, passage) is not None,
        ahead=ahead(passage),
    )


def ahead(passage: Passage) -> bool:
    """Whether a sentence tells what is to come."""
    return _found(AHEAD, _AHEAD, passage) is not None


def background(passage: Passage) -> bool:
    """Whether a sentence tells of an earlier happening: by a figure's scope, or by "last year"."""
    if any(figure.scope is Scope.HISTORICAL for figure in passage.figures):
        return True
    dated = any(map(_YEAR.fullmatch, passage.numbers))
    found = EARLIER.search(passage.text) if dated else _found(EARLIER, _EARLIER, passage)
    published = passage.clipping.report.published
    this_year = found and found["year"] and published and int(found["year"]) >= published.at.year
    return bool(found and not this_year)


def disputes(text: str) -> bool:
    """Whether a printed line itself says that something is denied or could not be verified."""
    return bool(UNVERIFIED.search(text)) or not DENIAL.isdisjoint(word.lower() for word in words(text))


def leaves_open(text: str) -> bool:
    """Whether a printed line itself says what is not known."""
    return bool(UNKNOWN.search(text))


def looks_back(text: str) -> bool:
    """Whether a printed line itself says that it tells of an earlier happening, or names its year."""
    return bool(EARLIER.search(text) or _YEAR.search(text))


def caption(passage: Passage) -> bool:
    """Whether a sentence describes a picture, or heads an article or a broadcast.

    By a credit, a shirt number, a stamp, or by who "talks to" whom.
    """
    return _CAPTION.search(passage.text) is not None


def _found(pattern: re.Pattern[str], cues: frozenset[str], passage: Passage) -> re.Match[str] | None:
    return None if cues.isdisjoint(passage.words) else pattern.search(passage.text)
