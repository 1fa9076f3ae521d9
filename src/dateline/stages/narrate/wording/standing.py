"""Whether a sentence can stand alone in print, without the ones around it.

Decides what a reader of this one sentence would miss: whom "he" means, which company "the company"
is, or that a line is the furniture of a page. Does NOT decide whether it is worth printing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.core.text import words
from dateline.stages.narrate.phrasebook.vocabulary import (
    ANAPHORS,
    BESIDE_TIMES,
    COLLECTIVES,
    DANGLING,
    FIRST_PERSON,
    JUNK,
    LOWERED,
    PERSONS,
    PLURAL_PRONOUNS,
    THIRD_PERSON,
    TIMES,
    UNFINISHED,
)
from dateline.stages.narrate.wording.compression import has_main_verb

_LEAST_WORDS = 5
#: A speaker and a verb of saying, and nothing that is said.
_BARE_CUE = re.compile(
    r"^[^,:“]{3,60}\b(?:said|says|told|reported|added)(?: (?:this|last|on|in|at) \w+)?\.?$"
)
#: What points from the place and day of the report, not of the page.
_DEICTIC = re.compile(
    r"\b(?:here|today|yesterday|tomorrow|tonight|last night|this (?:morning|afternoon|evening))\b",
    re.IGNORECASE,
)
_STRAIGHT = re.compile(r'"([^"]*)"')


def typographic(text: str) -> str:
    """The text in one line, its straight double quotation marks in pairs turned into “ ”."""
    return _STRAIGHT.sub(r"“\1”", " ".join(text.split()))


def standalone(text: str) -> bool:
    """Whether a sentence can be read without the ones around it, and belongs to the news."""
    bare = re.sub(r"“[^”]*”", "“”", text)
    parts = words(bare)
    if not len(parts) >= _LEAST_WORDS or JUNK.search(bare) or "?" in bare or not text[0].isupper():
        return False
    lowered_parts = [part.lower().replace("’", "'") for part in parts]
    if lowered_parts[0].split("'")[0] in DANGLING or (
        lowered_parts[0] == "the" and lowered_parts[1] in ANAPHORS
    ):
        return False
    if any(part in FIRST_PERSON for part in lowered_parts) or not has_main_verb(bare):
        return False
    if lowered_parts[-1] in UNFINISHED and not text.endswith(("”", ")")):
        return False
    if _BARE_CUE.search(bare) or _DEICTIC.search(bare) or ":" in " ".join(text.split()[:3]):
        return False
    shouted = sum(part.isupper() and len(part) > 4 for part in parts)
    return shouted < 3 and balanced(text) and not _pronoun_hangs(parts)


def balanced(text: str) -> bool:
    """Whether quotation marks and brackets stand in pairs, and no straight quotation mark is left."""
    return text.count("“") == text.count("”") and '"' not in text and text.count("(") == text.count(")")


def _pronoun_hangs(parts: Sequence[str]) -> bool:
    """Whether a "he", "she" or "they" comes before anybody whom it could stand for."""
    for number, part in enumerate(parts):
        word = part.lower().replace("’", "'").split("'")[0]
        if word in THIRD_PERSON:
            return not any(_somebody(parts, place) for place in range(number))
        if word in PLURAL_PRONOUNS and (number < 2 or all(map(_only_when, parts[:number]))):
            return True
    return False


def _only_when(word: str) -> bool:
    """Whether a word says no more than when: "On Monday evening it had counted 600"."""
    return word.lower() in TIMES | BESIDE_TIMES or word.isdigit()


def _somebody(parts: Sequence[str], place: int) -> bool:
    """Whether a word can be a person: "woman", or a name; a first word's capital says little."""
    word = parts[place]
    named = word[:1].isupper() and (
        place > 0 or not (word.endswith("s") or word.lower() in COLLECTIVES | LOWERED)
    )
    return named or word.lower() in PERSONS
