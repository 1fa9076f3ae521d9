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
from dateline.stages.narrate.phrasebook.verbs import VERBS
from dateline.stages.narrate.phrasebook.vocabulary import (
    AHEAD,
    DENIAL,
    EARLIER,
    STOPWORDS,
    UNKNOWN,
    UNVERIFIED,
)

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
    r"(?:(?:talks|speaks|chats) (?:to|with|about)|discusses|explains|reports (?:on|from)"
    r"|looks (?:at|back)|examines|has (?:followed|more on|the story))\b"
    r"|^[^,.:;“]{3,60} (?:wears?|walks?|stands?|sits?|holds?|poses?|waits?|"
    r"queues?|carr(?:y|ies)|watch(?:es)?) "
    r"[^.:;“]{3,80} \(?(?:in|on) (?:\w+day,? )?(?:\d{1,2} )?[A-Z][a-z]{2,8}\.?(?: \d{1,2},)? (?:19|20)\d\d\b"
    r"|^[A-Z][\w’'-]+ [A-Z][\w’'-]+, \d{1,2}, (?:describes|explains|recalls|tells)\b"
    r"|\((?:pictured|(?:far )?(?:right|left)|centre|center)\)"
    r"|\(\d{1,2}\) (?!was\b|is\b|has\b|says\b)[a-z]+s\b|\bUpdated:|\d\d:\d\d By [A-Z]"
)
#: A heading that runs into the sentence behind it: "Rescuers reach Vesk In the capital, ...", told by the
#: small word that opens that sentence,
_RUN_IN = re.compile(
    r"(?<=[\w’'-]) (?:In|At|On|But|And|He|She|They|It|There|While|When) (?=[a-z])"
    r"|(?<=[a-z\d]) (?:The|An?|This|These|His|Her|Their|Its) (?=[a-z])"
    r"|(?<=\w) (?:In|At|On) (?=(?:[A-Z][\w-]+ ){0,2}[A-Z][\w-]+, [a-z])"
)
#: by a common noun that has a capital there alone: "at the hearing Prosecutors had ...",
_NOUN_OPENS = re.compile(
    r"\b(?P<before>[a-z]+) (?P<noun>[A-Z][a-z]{3,}s) (?:had|have|has|were|was|are|is|say|said)\b"
)
#: or, in the first sentence, by the name that the heading has, too.
_DOES = r"(?:[a-z]+ed|has|have|is|are|was|were|will|says?|said)\b"
_NAME_AGAIN = re.compile(
    rf"^(?P<name>[A-Z]\w{{3,}})\b[^,.;:“”]* [A-Z]\w+ (?P=name) {_DOES}"
    rf"|\b(?P<whole>[A-Z]\w+ [A-Z]\w+) [^,.;:“”]*\b[A-Z]\w+ (?P=whole) {_DOES}"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
#: How things stand while a report is written: "is being searched for", "has not crested yet", "are asked to".
_STATE = re.compile(
    r"\b(?:is|are|remains?) (?:(?:still|now|currently|also|being|already) )*(?:search(?:ing|ed)|looking"
    r"|fighting|burning|battling|hunting|combing|digging|waiting|hoping|trying|racing|heading|holding|working|underway"
    r"|under way|missing|trapped|stranded|feared|cut off|asked|urged|advised|warned|called on|forecast"
    r"|predicted|expecting|on (?:the run|standby|alert)|at large|unaccounted)\b"
    r"|\b(?:has|have) (?:not|yet)\b(?: \w+){1,5}? yet\b|\b(?:has|have) yet to\b|\bnot yet\b|\bso far\b"
)
#: Verbs that tell of the past as if it were now: "a man shoots six people in 1991".
_PRESENT_TOLD = frozenset(verb.third for verb in VERBS)


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


def passing(passage: Passage) -> bool:
    """Whether a sentence tells how things stand, which a later report may have ended."""
    return _STATE.search(passage.text) is not None


def historic_present(passage: Passage) -> bool:
    """Whether an earlier happening is told as if it were now, as lists of such happenings do."""
    return any(clause.main and clause.verb.text in _PRESENT_TOLD for clause in passage.clauses)


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


def run_in(passage: Passage) -> bool:
    """Whether a heading without a stop stands before a sentence, as flattened pages have it."""
    if _RUN_IN.search(passage.text) or (passage.order == 0 and _NAME_AGAIN.search(passage.text)):
        return True
    if _after_title(passage.text, passage.clipping.report.title):
        return True
    found = _NOUN_OPENS.search(passage.text)
    if found is None or found["before"] in STOPWORDS:
        return False
    return re.search(rf"\b{found['noun'].lower()}\b", passage.clipping.report.text) is not None


def _after_title(text: str, title: str) -> bool:
    """Whether a sentence begins with the title of its report, and then begins again."""
    whole = " ".join(title.split()).rstrip(".")
    behind = text[len(whole) : len(whole) + 2] if len(whole.split()) > 2 and text.startswith(whole) else ""
    return behind[:1] == " " and behind[1:].isupper()


def _found(pattern: re.Pattern[str], cues: frozenset[str], passage: Passage) -> re.Match[str] | None:
    return None if cues.isdisjoint(passage.words) else pattern.search(passage.text)
