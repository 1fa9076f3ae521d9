"""Who says so: outlets as a line names them, and where in a line an attribution stands.

Decides the words of an attribution and its place: at the end, in front, or inside at the joint of
two clauses. Does NOT name speakers (``voices``), nor decide whether a line needs an attribution or whether
the result is within the limits.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import Enum, auto

from dateline.core.text import words
from dateline.core.types import Report
from dateline.stages.narrate.facts.material import outlet_name
from dateline.stages.narrate.phrasebook.phrases import ENGLISH, Phrases
from dateline.stages.narrate.phrasebook.verbs import FINITE, FORMS
from dateline.stages.narrate.phrasebook.vocabulary import (
    AUXILIARIES,
    CAUSING,
    CLAUSE_MARKERS,
    CLAUSE_OPENERS,
    COLLECTIVES,
    CORPORATE,
    GUARDED,
    NAMED_WITH_ARTICLE,
    STOPWORDS,
    TIMES,
)
from dateline.stages.narrate.wording.compression import (
    finite,
    lists_doings,
    measured,
    opens_subordinate,
    verb_groups,
)
from dateline.stages.narrate.wording.letters import capital, lowered

#: Where an attribution may stand inside a sentence: before a clause, as a speaker would pause ...
_JOINT = re.compile(
    r",\s+(?=(?:when|while|after|before|as|but|with|including|[a-z]{3,}ing|because|following)\s)"
    r"|,\s+(?=and\s+(?:the|an?|[A-Z][\w’'-]+|\w+ed|has|have|had|is|was|were|will)\s)"
    r"|\s+(?=(?:after|when|while|because|before|following|since|although|despite|if|unless|until|amid|during)\s)"
    r"|\s+(?=as (?:the|an?|[A-Z][\w’'-]+)\s)"
)
#: ... or between a subject and its verb.
_BEFORE_VERB = re.compile(
    r"\s+(?=(?:has|have|had|is|are|was|were|will)\s)"
    r"|\s+(?=(?P<verb>[a-z]{3,}) (?:(?:the|an?|his|her|its|their|that)\b|[$£€]?\d|[A-Z]))"
)
#: ... or, where nothing else is left, before what tells when, where or what for.
_LOOSE = re.compile(
    r"\s+(?=(?:in|on|at|near|over|outside|inside|across|under|during|since|within)"
    r" (?:(?:the|an?|his|her|its|their)\b|[A-Z]|\d)"
    r"|to [a-z]{3,} \S+ \S+ \S+)"
)
#: "in connection | with": what follows belongs to what stands before.
_BOUND = re.compile(r"\b(?:in|under|of|by|for|with|without) [a-z]+$")
#: "Last year, ..." or "Brandt, however, ...": behind "according to X," a second pause at once.
#: "A bill | on Friday barring cars": what is told of the noun stands behind the day.
_THEN_PARTICIPLE = re.compile(r"^(?:in|on|at) \S+(?: \S+){0,2} [a-z]{3,}ing\b")
_PAUSES_EARLY = re.compile(r"(?:\S+ ){0,3}\S+,")
_DETERMINED = frozenset(["the", "a", "an", "one", "its", "their", "his", "her", "this", "that", "some"])
_GENITIVE = re.compile(r"['’]s?\b|, ")
#: Joints that are words of a clause only where a verb follows: "as the bridge fell", not "as a warning".
_NEEDS_VERB = frozenset(
    ["as", "since", "before", "after", "while", "when", "because", "although", "if", "until"]
)
#: A loose end that is told behind an attribution is worth a pause only if it is so long.
_LOOSE_TAIL = 4


class Place(Enum):
    """Where in a sentence an attribution may stand, best first."""

    END = auto()
    JOINT = auto()
    VERB = auto()
    LOOSE = auto()


#: Where a reader does not stumble over it ...
SMOOTH = (Place.END, Place.JOINT)
#: ... and where it stands only so that the sentence can be printed at all.
FORCED = (Place.VERB, Place.LOOSE)
_JOINTS = (
    (Place.JOINT, _JOINT, 4, 3),
    (Place.VERB, _BEFORE_VERB, 3, 3),
    (Place.LOOSE, _LOOSE, 6, _LOOSE_TAIL),
)


def outlet_list(reports: Iterable[Report], phrases: Phrases = ENGLISH) -> str:
    """Outlets by name where they are two, else the first of them and that there are others."""
    names = list(dict.fromkeys(name for report in reports if (name := outlet_name(report))))
    if len(names) > 2:
        return phrases.others.format(who=names[0])
    return joined(names, phrases)


def joined(names: Sequence[str], phrases: Phrases = ENGLISH) -> str:
    """Names as a list in a sentence: "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + phrases.and_ + names[-1]


def placed(body: str, attribution: str, places: Collection[Place] = SMOOTH + FORCED) -> Iterator[str]:
    """The body with an attribution as a sentence: at its end, before a clause, behind the subject.

    An attribution with commas of its own stands at the end or not at all: inside it would be a tangle.
    """
    if Place.END in places:
        yield f"{body}, {attribution}."
    if "," in attribution:
        return
    for place, joints, least, left in _JOINTS:
        if place not in places:
            continue
        for found in reversed(list(joints.finditer(body))):
            head, tail = body[: found.start()].rstrip(","), body[found.end() :]
            if joints is _BEFORE_VERB and found["verb"] and found["verb"] not in FINITE:
                continue
            inside = head.count("“") != head.count("”") or head.count("(") != head.count(")")
            long = len(words(head)) >= least and len(words(tail)) >= left
            torn = inside or (joints is _LOOSE and _loosely_torn(head, tail))
            verbless = joints is _JOINT and words(tail)[0] in _NEEDS_VERB and not verb_groups(tail)
            if long and not torn and not verbless and _may_part(head, tail, joints):
                yield stopped(f"{head}, {attribution}, {tail}")


def in_front(body: str, who: str, pattern: str, text: str = "") -> Iterator[str]:
    """The body with its outlet before it, where its first word may lose its capital (``text`` shows it)."""
    inside = lowered(body, text)
    if inside and not opens_subordinate(body) and not _PAUSES_EARLY.match(body):
        yield capital(pattern.format(who=who, what=inside)) + "."


def stopped(body: str) -> str:
    """The body with its full stop, unless a quotation ends it with its own."""
    return body if body.endswith((".”", "!”", "?”", ".", ".’", "!’", "?’")) else f"{body}."


def _may_part(head: str, tail: str, joints: re.Pattern[str]) -> bool:
    """Whether an attribution may follow: no list is torn, no verb parted from what it governs."""
    if (joints is not _BEFORE_VERB and measured(head, tail)) or lists_doings(head, tail):
        return False
    last, end = head.rsplit(", ", 1)[-1], words(head)[-1].lower()
    dated = end in TIMES and (joints is _LOOSE or words(head)[-1][:1].isupper())
    if (
        (end in STOPWORDS | TIMES | CLAUSE_OPENERS | CLAUSE_MARKERS and not dated)
        or end in GUARDED
        or end.endswith("ly")
        or head.endswith((";", ":"))
    ):
        return False
    if joints is _JOINT:
        return len(words(last)) > 3 if "," in head else not opens_subordinate(head)
    if joints is _LOOSE:
        return verb_groups(head) > 0 and "," not in head and not opens_subordinate(head) and _complete(head)
    dated = any(word.lower() in TIMES for word in words(head))
    return not ("," in head or dated or opens_subordinate(head) or any(map(finite, words(head))))


def _loosely_torn(head: str, tail: str) -> bool:
    """Whether a loose joint would part what belongs together: a subject, or "caused the plane | to crash"."""
    wanted = tail.startswith("to ") and any(word.lower() in CAUSING for word in words(head))
    within = any(word in ("who", "which", "that", "where") for word in words(head))
    return wanted or within or "," in tail or bool(_THEN_PARTICIPLE.search(tail)) or _holds_main_verb(tail)


def _complete(head: str) -> bool:
    """Whether a head ends with a noun or a passive: what follows only adds to it."""
    before, last = words(head)[-2:]
    if last.endswith("ing") or _BOUND.search(head):
        return False
    verbal = last in FORMS or last.endswith("ed")
    return not verbal or (finite(before) and (last.endswith(("ed", "en")) or last in FINITE))


def _holds_main_verb(tail: str) -> bool:
    """Whether the main verb comes soon behind a joint: the head would be a part of the subject only."""
    for word in words(tail.partition(",")[0])[:7]:
        if word.lower() in CLAUSE_MARKERS | CLAUSE_OPENERS:
            return False
        if word.lower() in AUXILIARIES:
            return True
    return False


def with_article(name: str) -> str:
    """A body as a sentence names it: "the fire brigade", but "police" and "officials" and names bare."""
    if name in NAMED_WITH_ARTICLE:
        return f"the {name}"
    first, *more = name.split()
    body = bool(more) and more[-1].lower() in CORPORATE and not _GENITIVE.search(name)
    if body and first.lower() not in _DETERMINED:
        return f"the {name}"
    bare = first[:1].isupper() or first in _DETERMINED or name in COLLECTIVES or name.endswith("s")
    return name if bare else f"the {name}"
