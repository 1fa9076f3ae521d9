"""Whether a sentence can stand alone in print, without the ones around it.

Decides what a reader of this one sentence would miss: whom "he" means, which company "the company"
is, or that a line is the furniture of a page. Does NOT decide whether it is worth printing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from dateline.stages.narrate.phrasebook.verbs import FORMS
from dateline.stages.narrate.phrasebook.vocabulary import (
    ANAPHORS,
    AUXILIARIES,
    BESIDE_TIMES,
    COLLECTIVES,
    DANGLING,
    FIRST_PERSON,
    JUNK,
    LOWERED,
    ORGANISATION,
    PERSONS,
    PLURAL_PRONOUNS,
    STOPWORDS,
    THIRD_PERSON,
    TIMES,
    UNFINISHED,
)
from dateline.stages.narrate.wording.compression import finite, has_main_verb, verb_groups
from dateline.stages.narrate.wording.letters import tokens

_LEAST_WORDS = 5
#: A speaker and a verb of saying, and nothing that is said.
_BARE_CUE = re.compile(
    r"^[^,:“]{3,60}\b(?:said|says|told|reported|added|announced|confirmed|warned|explained|noted|argued|insisted)"
    r"(?: (?:this|last|on|in|at|during)(?: \w+){1,3})?\.?$"
)
#: "The office said Nina Ott, 34.": what is said has to have a verb.
_SAID_WHAT = re.compile(r"^[^,:“”]{3,80}?\b(?:said|says)(?: that)? (?P<what>[^“”:]+)$")
#: "Ava Ott, 4, killed by a robber": a heading or the words under a picture.
_DONE_BY = re.compile(
    r"^[^.:;]{3,60}? (?:killed|shot|stabbed|injured|wounded|arrested|struck|hit|found|attacked) by\b"
)
#: What points from the place and day of the report, not of the page.
_DEICTIC = re.compile(
    r"\b(?:here|(?<!USA )today|yesterday|tomorrow|tonight|last night|this (?:morning|afternoon|evening))\b",
    re.IGNORECASE,
)
#: What points to a sentence that is not printed: "Once that passed, ...", "the same jury", "the above".
_POINTING = re.compile(
    r"^(?:Once|After|When|As|While|If|Because|Since|Until|Before) (?:that|this|these|those|it|they)\b"
    r"|^The same\b|\bthe (?:above|following)(?! \w+ing)\b"
)
#: "The river crested there": where that was, the sentence before told; "there were" says that there were.
_THERE = re.compile(
    r"\bthere\b(?! (?:is|are|was|were|will|would|has|have|had|may|might|can|could|should|must|to be|be|being"
    r"|seems?|appears?|remains?|isn|wasn|aren|weren))"
)
_SOMEWHERE = re.compile(
    r"\b(?:in|at|to|from|near|on|outside|inside|reached?|left|for|of|into|visit(?:ed|ing)?) (?:the |an? )?\w+"
)
#: "The said that": a name that a taker of pages apart has lost.
_NAMELESS = re.compile(r"\b[Tt]he (?:said|says|has|had|is|was|were|will)\b")
#: "This patch", "these devices" of an earlier sentence; "this week" is a time, "this kind of" is none.
_THIS = re.compile(
    r"\b(?:[Tt]his|[Tt]hese) (?!year|month|week|season|summer|winter|spring|autumn|fall|decade|century"
    r"|weekend|term|time|past|coming|kind|sort|type|point|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    r"|January|February|March|April|May|June|July|August|September|October|November|December|country|late)[a-z]"
)
#: Behind one of these a name is rather a place than a person.
_PLACING = frozenset(["in", "at", "from", "near", "on"])
#: A plural in form that is none.
_NO_PLURAL = frozenset(
    [
        "was",
        "has",
        "is",
        "as",
        "this",
        "his",
        "its",
        "does",
        "less",
        "across",
        "various",
        "always",
        "perhaps",
        "news",
        "us",
    ]
)
#: Behind "the bill" what says which one.
_TELLS_WHICH = frozenset(["of", "that", "who", "whose", "which", "on", "for", "against", "between", "from"])
#: A last word of a verb of two words: "drag on".
_ADVERBS = frozenset(["in", "on", "by", "about", "around", "over"])
_SEVERAL_ONLY = frozenset(["they", "them", "their", "theirs", "themselves"])
_UNMARKED_PLURALS = frozenset(
    [
        "people",
        "men",
        "women",
        "children",
        "crew",
        "staff",
        "team",
        "family",
        "group",
        "public",
        "everyone",
        "nobody",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "dozens",
        "hundreds",
        "many",
        "some",
        "both",
        "several",
        "others",
        "company",
        "party",
        "government",
    ]
)
#: "Similar to what the rival offers ...": no sentence without a comma and a subject behind it.
_COMPARED = re.compile(r"^(?:Similar to|Just like|Much like|Not unlike|Unlike|Such as|Including|Like) [^,]*$")
_STRAIGHT = re.compile(r'"([^"]*)"')
#: The mark of several owners that a taker of words apart has left alone: "the owners ' boats".
_OWNERS = re.compile(r"(?<=[a-z]s) (['’]) (?=[a-z])")


def typographic(text: str) -> str:
    """The text in one line, straight double quotation marks in pairs turned into “ ”, "owners '" joined."""
    line = _STRAIGHT.sub(r"“\1”", " ".join(text.split())).replace(" ”", "”")
    return _OWNERS.sub(r"\1 ", line)


@lru_cache(maxsize=8192)
def standalone(text: str) -> bool:
    """Whether a sentence can be read without the ones around it, and belongs to the news."""
    bare = re.sub(r"“[^”]*”", "“”", text)
    parts = tokens(bare)
    said = _SAID_WHAT.match(bare)
    if said and not verb_groups(f"x {said['what']}"):
        return False
    if _DONE_BY.match(bare) and not any(low in AUXILIARIES for low in map(str.lower, parts)):
        return False
    if not len(parts) >= _LEAST_WORDS or JUNK.search(bare) or "?" in bare or not text[0].isupper():
        return False
    lowered_parts = [part.lower().replace("’", "'") for part in parts]
    if lowered_parts[0].split("'")[0] in DANGLING or _points_back(parts) or _elsewhere(bare):
        return False
    ours = any(low in FIRST_PERSON for low, part in zip(lowered_parts, parts, strict=True) if part != "US")
    if ours or not has_main_verb(bare):
        return False
    if _unfinished(parts) and not text.endswith(("”", ")")):
        return False
    if (
        _BARE_CUE.search(bare)
        or _DEICTIC.search(bare)
        or _POINTING.search(bare)
        or _THIS.search(bare)
        or _COMPARED.match(bare)
        or _NAMELESS.search(bare)
        or ":" in " ".join(text.split()[:3])
    ):
        return False
    shouted = sum(part.isupper() and len(part) > 4 for part in parts)
    return shouted < 3 and balanced(text) and not hangs(parts)


def _elsewhere(bare: str) -> bool:
    """Whether a "there" is a place that another sentence names."""
    place = _THERE.search(bare)
    return place is not None and not _SOMEWHERE.search(bare, 0, place.start())


def _points_back(parts: Sequence[str]) -> bool:
    """Whether the subject is "the bill" of an earlier sentence; "the bill on ports" says which."""
    if parts[0] != "The" or parts[1] not in ANAPHORS:
        return False
    return len(parts) < 3 or parts[2] not in _TELLS_WHICH


def _unfinished(parts: Sequence[str]) -> bool:
    """Whether the last word calls for more: "in the", but not "called in"."""
    if parts[-1].lower() not in UNFINISHED:
        return False
    return parts[-1].lower() not in _ADVERBS or parts[-2] not in FORMS


def balanced(text: str) -> bool:
    """Whether quotation marks and brackets stand in pairs, and no straight quotation mark is left."""
    return text.count("“") == text.count("”") and '"' not in text and text.count("(") == text.count(")")


def hangs(parts: Sequence[str]) -> bool:
    """Whether a "he", "she" or "they" comes before anybody whom it could stand for."""
    for number, part in enumerate(parts):
        word = part.lower().replace("’", "'").split("'")[0]
        if word in THIRD_PERSON:
            return _of_another(parts, number) or not any(_somebody(parts, place) for place in range(number))
        if word in PLURAL_PRONOUNS and (number < 2 or all(map(_only_when, parts[:number]))):
            return True
        if word in _SEVERAL_ONLY:
            return not any(_several(parts, place) for place in range(number))
    return False


def _of_another(parts: Sequence[str], number: int) -> bool:
    """Whether "him" is the object of a verb whose subject is the only person before it: somebody else."""
    after = parts[number + 1].lower() if number + 1 < len(parts) else "to"
    object_ = parts[number].lower() in ("him", "her") and after in STOPWORDS and not finite(after)
    if not object_ or not finite(parts[number - 1]):
        return False
    before = [place for place in range(number) if _somebody(parts, place)]
    return bool(before) and all(later - place == 1 for place, later in pairwise(before))


def _several(parts: Sequence[str], place: int) -> bool:
    """Whether a word can be several people or things, or a body of people."""
    word = parts[place]
    lowered = word.lower()
    after = parts[place + 1].lower() if place + 1 < len(parts) else ""
    if lowered in COLLECTIVES:
        # "The police chief" is one, "police said" are several.
        return not after or finite(after) or after in STOPWORDS
    if lowered == "and" and place > 0:
        return after not in PERSONS
    plural = len(word) > 3 and lowered.endswith("s") and not lowered.endswith(("ss", "'s", "’s"))
    named = word[:1].isupper() and place > 0 and parts[place - 1].lower() not in _PLACING | {"of"}
    return (plural and lowered not in _NO_PLURAL) or named or lowered in _UNMARKED_PLURALS


def _only_when(word: str) -> bool:
    """Whether a word says no more than when: "On Monday evening it had counted 600"."""
    return word.lower() in TIMES | BESIDE_TIMES or word.isdigit()


def _somebody(parts: Sequence[str], place: int) -> bool:
    """Whether a word can be a person: "woman", or a name; a first word's capital says little."""
    word = parts[place]
    named = word[:1].isupper() and (
        place > 0 or not (word.endswith("s") or word.lower() in COLLECTIVES | LOWERED | TIMES)
    )
    first = place
    while first > 0 and parts[first - 1][:1].isupper():
        first -= 1
    placed = first > 0 and parts[first - 1].lower() in _PLACING
    named = named and word.lower() not in ORGANISATION
    return (named and not placed) or word.lower() in PERSONS
