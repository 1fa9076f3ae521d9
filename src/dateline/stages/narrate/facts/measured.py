"""What a figure that counts no people measures, in the few words around it: "altitude", "east of the island".

Decides the ``detail`` of such figures, and that two reports measure the same thing: right beside the number
their sentences have a telling word in common. A number without such words is no row of a table: "Distance
2 km" tells nobody anything. Does NOT read numbers (``interpret``).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files
from typing import TYPE_CHECKING

from dateline.core.text import words
from dateline.stages.narrate.facts.material import sentence_of, terms_of

if TYPE_CHECKING:
    from dateline.stages.narrate.facts.counting import Given

_TABLE = tomllib.loads(files("dateline.stages.narrate.facts").joinpath("measured.toml").read_text("utf-8"))
_STOPS, _LOOSE = (frozenset(_TABLE[name].split()) for name in ("stops", "loose"))
_ARTICLES = frozenset(["a", "an", "the", "its", "their"])
#: So many words on either side are looked at for what two reports have in common.
_BESIDE = 6
_DETAIL_WORDS = 6
_WORD = re.compile(r"[^\W_](?:[\w’'.-]*\w)?")
_END = re.compile(r"[,;:()!?“”\"–—\n]|\.(?:\s|$)|\s-\s")
_BEFORE = re.compile(
    rf"\b((?:[a-z-]+ )?(?:{'|'.join(_TABLE['things'].split())}))(?: (?:of|at|is|was|by))?"
    r"(?: (?:about|around|nearly|some|over|an?|estimated))*\s*$",
    re.IGNORECASE,
)


def detail_of(given: Sequence[Given]) -> str:
    """What the figure measures, by the first report that says so in a few words; "" where none does."""
    return next((told for told in map(_told, given) if told), "")


def alike(given: Sequence[Given]) -> tuple[Given, ...]:
    """Those of equal figures that measure the same thing as one of another origin."""
    beside = [(one, _beside(one)) for one in given]
    held: dict[str, set[str]] = {}
    for one, terms in beside:
        for term in terms:
            held.setdefault(term, set()).add(one.clipping.origin)
    return tuple(one for one, terms in beside if any(len(held[term]) > 1 for term in terms))


def _around(given: Given) -> tuple[str, str]:
    """The sentence before and after a figure's own words."""
    text, phrase = given.clipping.report.text, given.figure.phrase.span
    sentence = sentence_of(given.clipping, phrase)
    return text[sentence.start : phrase.start], text[phrase.end : sentence.end]


def _beside(given: Given) -> frozenset[str]:
    before, after = _around(given)
    return terms_of(" ".join((*words(before)[-_BESIDE:], *words(after)[:_BESIDE])))


def _told(given: Given) -> str:
    before, after = _around(given)
    found = _BEFORE.search(before)
    return _trimmed(found[1].lower().split()) if found else _behind(after)


def _behind(after: str) -> str:
    """The thing in "$47 million purchase of a harbour", "30 km east of the island"."""
    cut = _END.split(after.lstrip("-"), maxsplit=1)[0]
    taken: list[str] = []
    for word in _WORD.findall(cut)[:_DETAIL_WORDS]:
        led = bool(taken) and taken[-1].lower() in _LOOSE and word.lower() in _ARTICLES
        if word.lower() in _STOPS and not led:
            break
        taken.append(word)
    return _trimmed(taken)


def _trimmed(taken: list[str]) -> str:
    """The words without those at either end that lead nowhere, "" where nothing telling is left."""
    while taken and taken[-1].lower() in _LOOSE | _STOPS:
        taken.pop()
    while taken and taken[0].lower() in _STOPS:
        taken.pop(0)
    telling = any(word.lower() not in _LOOSE and len(word) > 2 for word in taken)
    return " ".join(taken) if telling else ""
