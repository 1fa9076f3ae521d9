"""Quotations: verbatim, up to the style of quotation marks, ellipses and bracketed insertions.

Decides what is quoted in a draft and whether a source has those words (HOUSE_STYLE rule 7). Words
that are quoted without anything around them have no speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.core.text import fold
from dateline.stages.proof.case import Case, Objection, Passage
from dateline.stages.proof.ground.forms import same_root
from dateline.stages.proof.ground.quotemarks import quoted
from dateline.stages.proof.ground.spelling import WORD, bare, squeeze, without_possessive
from dateline.stages.proof.ground.words import OPENERS, SPEAKING, TITLES

if TYPE_CHECKING:
    from dateline.stages.proof.ground.ground import Ground

_CUT = re.compile(r"\[[^\[\]]{0,200}\]|\(sic\)|\.\.\.+|…|\. \. \.")
_NAME = r"(?P<name>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4})"
_VERB = rf"(?:{'|'.join(sorted(SPEAKING))})"
_SAID_AFTER = tuple(
    re.compile(rf"[,.!?]?[\"”’'»]*,? {order}\b") for order in (f"{_VERB} {_NAME}", f"{_NAME} {_VERB}")
)
_SAID_BEFORE = re.compile(rf"\b{_NAME} {_VERB}(?: that)?[,:]? [\"“‘'«`]*$")
_OF = frozenset({"of", "the", "with", "from", "in", "at", "for", "to", "by", "and"})
#: Words quoted one by one are titles, nicknames and doubts as often as speech.
_SPEECH = 3


def misquote(case: Case) -> Iterator[Objection]:
    """Quoted speech that no source has in those words."""
    for passage, start, end in _quotations(case):
        words = len(WORD.findall(passage.text[start:end]))
        if words >= _SPEECH and not has_words(passage.ground, passage.text[start:end]):
            yield _objection(passage, start, end, "No source has these words in this order")


def misquoted_word(case: Case) -> Iterator[Objection]:
    """One or two words between quotation marks that no source has."""
    for passage, start, end in _quotations(case):
        words = len(WORD.findall(passage.text[start:end]))
        if 0 < words < _SPEECH and not has_words(passage.ground, passage.text[start:end]):
            yield _objection(passage, start, end, "No source uses this word or phrase")


def misattributed_quotation(case: Case) -> Iterator[Objection]:
    """Words in the mouth of somebody else than the one who says them in the source (rule 7)."""
    for passage, start, end in _quotations(case):
        speaker = _speaker(passage.text, start, end)
        letters = squeeze(fold(passage.text[start:end]))
        if not speaker or len(WORD.findall(passage.text[start:end])) < _SPEECH:
            continue
        first, last, name = speaker
        said = [(who, span) for spoken, who, span in passage.ground.spoken if letters in spoken]
        if said and all(_named(who) and not _one_person(name, who, passage.ground) for who, _ in said):
            who, span = said[0]
            why = f"In the source it is {who} who says this, not {name}."
            yield Objection(start=passage.start + first, end=passage.start + last, why=why, evidence=(span,))


def unattributed_quotation(case: Case) -> Iterator[Objection]:
    """A line that is a quotation and nothing else: it has no speaker (rule 7)."""
    for passage in case.passages:
        marked = list(quoted(passage.text))
        if not marked:
            continue
        around = "".join(
            passage.text[first:last]
            for first, last in zip([0, *(e for _, e in marked)], [*(s for s, _ in marked), None], strict=True)
        )
        words = sum(len(WORD.findall(passage.text[s:e])) for s, e in marked)
        if words > _SPEECH and not WORD.search(around):
            why = "A quotation with nobody named as its speaker."
            yield Objection(start=passage.start, end=passage.end, why=why, evidence=passage.nearest())


def has_words(ground: Ground, quotation: str) -> bool:
    """Whether the words stand in the ground in this order, each unbroken piece verbatim."""
    at = 0
    whole = ground.letters
    for piece in _CUT.split(quotation):
        letters = squeeze(fold(piece))
        if not letters:
            continue
        found = whole.find(letters, at)
        if found < 0:
            return False
        at = found + len(letters)
    return True


def _speaker(text: str, start: int, end: int) -> tuple[int, int, str] | None:
    """Who a draft says a quotation is by, where a name with a verb of speech stands at its marks."""
    after = (pattern.match(text, end) for pattern in _SAID_AFTER)
    before = (_SAID_BEFORE.search(text, max(0, start - 80), start),)
    found = next((match for match in (*after, *before) if match and _speaks(match)), None)
    return (found.start("name"), found.end("name"), found["name"]) if found else None


def _speaks(match: re.Match[str]) -> bool:
    """Whether a match is somebody's name, not the end of a longer one nor whose kin or staff speaks.

    "A captain of the Board", "said Brekke's neighbour": neither the Board nor Brekke says it.
    """
    start = match.start("name")
    before = WORD.findall(match.string[max(0, start - 12) : start])
    possessed = without_possessive(match["name"]) != match["name"]
    return _named(match["name"]) and not possessed and not (before and before[-1] in _OF)


def _named(name: str) -> bool:
    return any(word[0].isupper() and fold(word) not in TITLES | OPENERS for word in WORD.findall(name))


def _one_person(one: str, other: str, ground: Ground) -> bool:
    """Whether two names share a word, or stand together in one name of the sources."""
    mine = {bare(fold(word)) for word in WORD.findall(one)} - TITLES
    its = {bare(fold(word)) for word in WORD.findall(other)} - TITLES
    beside = {word for part in mine for word in ground.naming.company.get(part, ())}
    return any(same_root(a, b) for a in mine for b in its) or not beside.isdisjoint(its)


def _quotations(case: Case) -> Iterator[tuple[Passage, int, int]]:
    for passage in case.passages:
        if passage.ground.stretches:
            yield from ((passage, start, end) for start, end in quoted(passage.text))


def _objection(passage: Passage, start: int, end: int, why: str) -> Objection:
    nearest = passage.ground.nearest_sentence(passage.text[start:end])
    offer = f"; nearest is “{_short(nearest[0].text)}”" if nearest and nearest[1] >= 0.4 else ""
    spans = passage.ground.nearest(passage.text[start:end]) or passage.evidence
    return Objection(
        start=passage.start + start, end=passage.start + end, why=f"{why}{offer}.", evidence=spans
    )


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:25]) + ("…" if len(words) > 25 else "")
