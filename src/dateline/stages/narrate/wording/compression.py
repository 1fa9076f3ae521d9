"""Shorter forms of one sentence, each still true: asides, datelines and tails left out.

Decides what may be cut without loss of truth. No negation, hedge, condition or attribution is ever
cut; where the grammar is in doubt the sentence is left as it is. Every word of a result stands in
the sentence, in its order. Does NOT attribute, and does not know the limits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from dateline.core.text import words
from dateline.stages.narrate.phrasebook.vocabulary import (
    AUXILIARIES,
    BEFORE_NOUNS,
    CLAUSE_MARKERS,
    CLAUSE_OPENERS,
    CONNECTIVE,
    DATELINE,
    GUARDED,
    IRREGULAR,
    OPENS_SUBORDINATE,
    SOURCE_MARK,
    SUMMING,
    TIMES,
)

#: An aside longer than this is rather a clause of its own that was misread.
_ASIDE_WORDS = 16
#: A form of fewer words has lost too much.
_LEAST_WORDS = 5

_PARENTHESIS = re.compile(r"\s*\([^()]{1,120}\)")
_DASHES = re.compile(r"\s+(?:—|–|--)\s+([^—–]{3,120}?)\s+(?:—|–|--)\s+|(?<=\w)—([^—–]{3,120}?)—(?=\w)")
_DASH_TAIL = re.compile(r"\s+(?:—|–|--)\s+|(?<=\w)—(?=\w)")
_ASIDE_OPENING = re.compile(r"(?:who|whose|which|where|an?|the|now|then|formerly|including|aged)\b|\d{1,3}$")
_TAIL = re.compile(
    r",\s+(?=(?:who|whose|which|where|including|with|while|as|when|after|before|making|[a-z]{3,}ing|an?|the"
    r"|one|part|both|just|along|even|especially|particularly|such|from|but not)\s)"
)
_CLAUSE = re.compile(
    r"(?:,\s+and|;)\s+(?=[A-Z]|(?:the|an?|he|she|it|they|its|his|their|there|that|some|many|two|three)\s)"
)
_SUBORDINATE = re.compile(r"\s+(?=(?:after|when|while|before|where|following)\s)")
_AGE = re.compile(r", \d{1,3}$")
_PHRASE = re.compile(r"\s+(?=(?:in|at|near|from|during|with|by|on)\s(?:the|an?|[A-Z]))")
#: A full stop that belongs to our sentence, not to the words quoted at its end.
_STOP_INSIDE = re.compile(r"[.,]”$")
#: The rest of a list of names, of which no part may go.
_LIST = re.compile(r";|\band [A-Z]")
_PRESENT_PARTICIPLE = re.compile(r"\w{2,}ing")
_PAST = re.compile(r"[a-z]{3,}ed")
_BAD_END = re.compile(
    r"(?:[,;:—–-]|\b(?:and|or|the|an?|of|to|by|with|for|in|on|at|from|that|who|which|as|than)"
    r"|[;:]\s+\S+(?:\s\S+)?)$"
)


#: No news sentence that can be printed is longer before it is cut.
_MOST_WORDS = 120


def openings(sentence: str) -> str:
    """The sentence without dateline, agency mark and connective, its first letter a capital."""
    text = sentence.strip()
    for pattern in (DATELINE, SOURCE_MARK, CONNECTIVE):
        cut = pattern.sub("", text, count=1)
        if len(words(cut)) >= _LEAST_WORDS:
            text = cut
    return text[:1].upper() + text[1:]


def shorter(sentence: str) -> Iterator[str]:
    """Forms of the sentence, without its full stop, from the fullest to the barest.

    One of more than ``_MOST_WORDS`` is not cut: nothing of it would be printed, and each cut costs
    as much again as the sentence is long.
    """
    text = _STOP_INSIDE.sub("”", openings(" ".join(sentence.split())).rstrip(".! "))
    yield text
    if len(words(text)) > _MOST_WORDS:
        return
    for cut in _CUTS:
        for shortened in cut(text):
            text = shortened
            yield text


def sound(text: str) -> bool:
    """Whether a form can stand as a sentence: long enough, with a main verb, marks in pairs."""
    return (
        len(words(text)) >= _LEAST_WORDS
        and has_main_verb(text)
        and text.count("(") == text.count(")")
        and not _inside_quotation(text, len(text))
        and not _BAD_END.search(text)
        and not guarded(words(text)[-1])
    )


@lru_cache(maxsize=16384)
def finite(word: str) -> bool:
    """Whether a word may be a finite verb: an auxiliary, a known irregular form, or "-ed"."""
    lowered = word.lower().replace("’", "'")
    return lowered in AUXILIARIES or lowered in IRREGULAR or bool(_PAST.fullmatch(word))


@lru_cache(maxsize=4096)
def guarded(stretch: str) -> bool:
    """Whether a stretch carries what must not be lost (a negation, a hedge, a condition, a source)."""
    lowered = [word.lower().replace("’", "'") for word in words(stretch)]
    return any(word in GUARDED or word == "if" or word.endswith("n't") for word in lowered)


def has_main_verb(text: str) -> bool:
    """Whether there are more groups of verbs than clauses that hang on another.

    What comes before the first comma does not count where it only leads up to the main clause.
    """
    parts = words(text)
    if parts[0].lower() in CLAUSE_OPENERS or _opens_with_participle(parts):
        parts = words(text.partition(", ")[2])
    groups = sum(_begins_verb(word, parts[number]) for number, word in enumerate(parts[1:]))
    return groups > sum(1 for word in parts[1:] if word.lower() in CLAUSE_MARKERS)


def opens_subordinate(text: str) -> bool:
    """Whether a text opens with an adverbial, a clause or a participle before its main clause."""
    parts = words(text)
    return parts[0].lower() in OPENS_SUBORDINATE or _opens_with_participle(parts)


def _opens_with_participle(parts: Sequence[str]) -> bool:
    """As in "Using a new method, ..."; but "Beijing said ..." begins with its subject."""
    return bool(_PRESENT_PARTICIPLE.fullmatch(parts[0])) and not any(map(finite, parts[1:3]))


def _begins_verb(word: str, before: str) -> bool:
    """Whether a group of finite verbs begins with this word."""
    return finite(word) and not finite(before) and not _participle(word, before)


def _participle(word: str, before: str) -> bool:
    """Whether an "-ed" form is rather an adjective, by the word before it."""
    return bool(_PAST.fullmatch(word)) and (before.lower() in BEFORE_NOUNS or before.isdigit())


def _inside_quotation(text: str, at: int) -> bool:
    before = text[:at]
    return before.count("“") != before.count("”") or before.count('"') % 2 == 1


def _without_parentheses(text: str) -> Iterator[str]:
    def cut(found: re.Match[str]) -> str:
        keep = guarded(found.group()) or _inside_quotation(text, found.start())
        return found.group() if keep else ""

    yield from _changed(text, _PARENTHESIS.sub(cut, text))


def _without_dashes(text: str) -> Iterator[str]:
    def cut(found: re.Match[str]) -> str:
        aside = found.group(1) or found.group(2)
        keep = guarded(aside) or len(words(aside)) > _ASIDE_WORDS or _inside_quotation(text, found.start())
        return found.group() if keep else " "

    yield from _changed(text, _DASHES.sub(cut, text))


def _without_asides(text: str) -> Iterator[str]:
    """Drops ", a judge in Riesa," and ", who had slept," where a verb follows the second comma."""
    pieces = text.split(", ")
    kept, dropped, at = pieces[0], False, len(pieces[0])
    for number, piece in enumerate(pieces[1:], 1):
        after = pieces[number + 1] if number + 1 < len(pieces) else ""
        if not _inside_quotation(text, at) and _is_aside(kept, piece, after):
            dropped = True
        else:
            kept += (" " if dropped and not _AGE.search(kept) else ", ") + piece
            dropped = False
        at += len(piece) + 2
    yield from _changed(text, kept)


def _is_aside(before: str, piece: str, after: str) -> bool:
    next_words, last_words = words(after)[:1], words(before)[-1:]
    return (
        bool(_ASIDE_OPENING.match(piece))
        and len(words(piece)) <= _ASIDE_WORDS
        and not guarded(piece)
        and bool(next_words and finite(next_words[0]))
        and bool(last_words and not finite(last_words[0]))
        and not opens_subordinate(before)
    )


def _without_tails(text: str) -> Iterator[str]:
    """Drops ", leaving two roads closed" and the like from the end, the last first."""
    yield from _cut_back(text, _TAIL, _tail_may_go)


def _without_dash_tail(text: str) -> Iterator[str]:
    yield from _cut_back(text, _DASH_TAIL, lambda head, tail: not guarded(tail))


def _without_second_clause(text: str) -> Iterator[str]:
    """Keeps the first of two clauses that "and" or a semicolon joins."""
    yield from _cut_back(text, _CLAUSE, _clause_may_go)


def _without_subordinate(text: str) -> Iterator[str]:
    yield from _cut_back(text, _SUBORDINATE, _tail_may_go)


def _without_phrases(text: str) -> Iterator[str]:
    """Drops "in a city in the north" from the end: where nothing is denied, less is still true."""
    yield from _cut_back(text, _PHRASE, _phrase_may_go)


def _phrase_may_go(head: str, tail: str) -> bool:
    lowered = {word.lower() for word in words(tail)}
    sums = any(word.lower() in SUMMING for word in words(head))
    times = any(character.isdigit() for character in tail) or lowered & TIMES
    return not (guarded(head) or sums or times) and not finite(words(head)[-1]) and _tail_may_go(head, tail)


def _tail_may_go(head: str, tail: str) -> bool:
    rest = tail.split(", ")
    resumes = any(words(piece)[:1] and finite(words(piece)[0]) for piece in rest[1:])
    opened = opens_subordinate(head) and "," not in head
    torn = words(head)[-1][:1].isupper() and bool(_LIST.search(tail))
    return not (guarded(tail) or resumes or opened or torn)


def _clause_may_go(head: str, tail: str) -> bool:
    begins = words(tail)[:8]
    return _tail_may_go(head, tail) and any(finite(word) for word in begins[1:])


def _cut_back(text: str, joint: re.Pattern[str], may_go: Callable[[str, str], bool]) -> Iterator[str]:
    """Forms of the text that end before a joint, the longest first."""
    for found in reversed(list(joint.finditer(text))):
        head, tail = text[: found.start()], text[found.end() :]
        if len(words(head)) < _LEAST_WORDS or _inside_quotation(text, found.start()) or _measured(head, tail):
            continue
        if not may_go(head, tail):
            return
        if sound(head):
            text = head
            yield head


def _measured(head: str, tail: str) -> bool:
    """Whether a joint parts a measure of time from what it is counted: "ten hours | after the fire"."""
    last, first = words(head)[-1:], words(tail)[:1]
    return bool(first) and last[0].lower() in TIMES and first[0].lower() in ("after", "before")


def _changed(before: str, after: str) -> Iterator[str]:
    after = " ".join(after.split())
    if after != before and sound(after):
        yield after


_CUTS: tuple[Callable[[str], Iterator[str]], ...] = (
    _without_parentheses,
    _without_dashes,
    _without_asides,
    _without_tails,
    _without_dash_tail,
    _without_second_clause,
    _without_subordinate,
    _without_phrases,
)
