"""What a number without a unit counts: "three new beds", "one of the best speakers", "dozens of people".

Decides the noun phrase behind a number, by word classes, and names it as a unit: its describing words and its
head in the singular ("new hospital bed"; people are ``person``). Does not decide whether the number is one
(``not_numbers``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.stages.interpret.reading.lexicon import classes
from dateline.stages.interpret.reading.numeral_values import STARTING
from dateline.stages.interpret.reading.words import lemma_of

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.annotate import Annotation
    from dateline.stages.interpret.reading.number import Number

_COUNTED = classes("figures/counted")
_PLURAL, _PERSON, _DROPPED = _COUNTED["plural"], _COUNTED["person"], _COUNTED["dropped"]
_DESCRIBING = frozenset({"J", "JR", "N", "NP", "VN", "VG", "VD", "NS", "VZ", "R"})
_VERBS = classes("figures/grammar")["be"] | classes("figures/grammar")["have"]
#: So many words may stand before the head.
_REACH = 6
#: Heads that name no thing, and people, whatever describes them.
_NAMED = {"other": "", "time": "times", "person": "person"}
_OF_THEM = frozenset({("of", "them"), ("of", "us"), ("of", "you"), ("of", "whom"), ("of", "which")})


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What is counted: ``unit`` with its describing words, ``head`` alone, and the token behind it."""

    unit: str
    head: str
    last: int


def counted(view: Annotation, number: Number) -> Counted | None:
    """The noun phrase that a number counts, None where none follows."""
    lower, at = view.lower, number.last
    if lower[at : at + 2] in _OF_THEM:
        return Counted(unit="", head="", last=at + 2)
    partitive = lower[at : at + 1] == ("of",)
    start = _whole(view, number) if partitive else at
    if start is None or start >= len(lower) or view.sentence_of[start] != view.sentence_of[number.core]:
        return None
    head = _head(view, start, singular=number.low == number.high == 1 and not partitive)
    if head < 0:
        return None
    noun = _singular(view, head)
    unit = _NAMED.get(noun)
    if unit is None:
        unit = " ".join([*_describing(view, start, head), noun])
    return Counted(unit=unit, head=noun, last=head + 1)


def _whole(view: Annotation, number: Number) -> int | None:
    """Where the noun of a whole begins: "three of the bridges", "41 of 60 drones", "dozens of people"."""
    at, end = number.last + 1, len(view.lower)
    if at < end and view.lower[at] == "all":
        at += 1
    if at < end and view.lower[at] in _COUNTED["determiner"]:
        at += 1
    elif number.high is not None and not (at < end and view.tags[at] == "CD"):
        return None
    while at < end and view.tags[at] == "CD":
        at += 1
    return at


def _head(view: Annotation, at: int, singular: bool) -> int:
    """The token of the head of a noun phrase, -1 for none: the first plural, or the last noun of one."""
    head = -1
    for i in range(at, min(at + _REACH, len(view.lower))):
        word, tag = view.lower[i], view.tags[i]
        if view.sentence_of[i] != view.sentence_of[at] or word in _VERBS or word in STARTING:
            break
        if tag not in _DESCRIBING and word not in _DROPPED:
            break
        if singular:
            if tag == "N" or (tag == "NP" and (head < 0 or view.tags[head] == "NP")):
                head = i
            elif head >= 0:
                break
        elif _is_plural(view, i):
            head = i
            if not (i + 1 < len(view.tags) and _is_plural(view, i + 1)):
                break
    return head


def _is_plural(view: Annotation, at: int) -> bool:
    """Whether a token is a noun in the plural; of names by the ending and by what follows: "Americans"."""
    if view.tags[at] == "NP":
        last = at + 1 >= len(view.tags) or view.tags[at + 1] not in ("NP", "NS", "N")
        return last and view.words[at].endswith("s") and not view.words[at].endswith("ss")
    word, tag = view.lower[at], view.tags[at]
    if tag == "NS" or word in _PLURAL:
        return True
    # A verb in the singular cannot follow a number: "700 heart transplants" was taken for one.
    return tag in ("N", "VZ") and word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _describing(view: Annotation, at: int, head: int) -> list[str]:
    """The words before the head that belong to the name of what is counted."""
    kept = (i for i in range(at, head) if view.lower[i] not in _DROPPED and view.tags[i] != "R")
    return [view.words[i] if view.tags[i] == "NP" else view.lower[i] for i in kept]


def _singular(view: Annotation, head: int) -> str:
    """The head in the singular; a name keeps its capitals."""
    if view.tags[head] == "NP":
        return view.words[head].removesuffix("s")
    word, tag = view.lower[head], view.tags[head]
    if word in _PERSON:
        return "person"
    return lemma_of(word, "NS") if tag in ("NS", "VZ") or _is_plural(view, head) else word
