"""Noun phrases beside a verb, found without a parser: by closed classes of words and punctuation.

Decides where the phrase that names a speaker begins and ends. Does not decide who that is. It looks
at most ``REACH`` tokens far, so that its cost does not grow with the sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.stages.interpret.reading.lexicon import classes, words
from dateline.stages.interpret.reading.quotations import CLOSING

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.view import Annotation

REACH = 40
_GRAMMAR = classes("reading/grammar")
PRONOUNS = _GRAMMAR["pronoun"]
RELATIVES = _GRAMMAR["relative"]
DETERMINERS = _GRAMMAR["determiner"]
AUXILIARIES = _GRAMMAR["auxiliary"]
ADVERBS = _GRAMMAR["adverb"]
BOUNDARIES = _GRAMMAR["boundary"]
CONJUNCTIONS = _GRAMMAR["conjunction"]
PREPOSITIONS = _GRAMMAR["preposition"]
VERBS = _GRAMMAR["verb"] | AUXILIARIES
WHEN = _GRAMMAR["when"]
PERSONS = _GRAMMAR["person"] | _GRAMMAR["group"]
_TITLES = words("reading/titles")
_INSIDE = frozenset({"'s", "'", "-", "‐", "&", "/", "’"})
_END = frozenset({",", ".", ";", ":", "—", "–", "-", "!", "…"})
_STOPS = frozenset({",", ".", ";", ":", '"', "''", "``", "“", "”", "—", "–", "(", ")", "!", "?", "―"})
_VENUES = frozenset({"a", "an", "his", "her", "their", "its", "response", "front"}) | WHEN

Range = tuple[int, int]


def subject_before(view: Annotation, end: int, first: int) -> Range | None:
    """The noun phrase that ends where a verb group begins, back to ``first`` at most.

    With an apposition between commas ("Karl Renner, a spokesman, said"); None where there is none.
    """
    last = end - 1
    if last < first:
        return None
    word = view.lower[last]
    if word in PRONOUNS or word in RELATIVES:
        return last, end
    if word == ",":
        return _with_apposition(view, last, first)
    if word == ")":
        opened = _back_to(view, "(", last, first)
        if opened is None or opened <= first:
            return None
        start = phrase_start(view, opened - 1, first)
        return (start, end) if start is not None else None
    start = phrase_start(view, last, first)
    if start is None:
        return None
    before = _before_relative(view, start, first)
    return (start if before is None else before), end


def _before_relative(view: Annotation, start: int, first: int) -> int | None:
    """Where the subject begins when a relative clause precedes its verb: "Those who fled the hall said"."""
    for i in range(start - 1, max(first, start - 8), -1):
        if view.lower[i] in ("who", "which") and view.lower[i - 1] != ",":
            return phrase_start(view, i - 1, first)
        if not view.lower[i].isalpha():
            return None
    return None


def phrase_start(view: Annotation, last: int, first: int) -> int | None:
    """Where the noun phrase that ends with token ``last`` begins, or None where it is no noun phrase."""
    if not _noun_like(view, last):
        return None
    start = last
    floor = max(first, last - REACH)
    while start > floor and _belongs(view, start - 1, start, first):
        start -= 1
    return _trimmed(view, start, last)


def phrase_after(view: Annotation, first: int, last: int) -> int:
    """Where the noun phrase that begins with token ``first`` ends, before ``last``; ``first`` if none."""
    end = _simple_end(view, first, min(last, first + REACH))
    if end == first or not any(_noun_like(view, i) for i in range(first, end)):
        return first
    return apposition_after(view, end, last)


def apposition_after(view: Annotation, end: int, last: int) -> int:
    """The end of a noun phrase with what is added to it between commas ("Cole, 45, of Hull,")."""
    lower = view.lower
    if end + 1 >= last or lower[end] != ",":
        return end
    following = end + 1
    opens = lower[following] in ("a", "an", "the", "of") or lower[following] in _TITLES
    if not (opens or view.words[following].isdigit() or view.words[following][:1].isupper()):
        return end
    close = _simple_end(view, following, min(last, following + 18))
    if close == following or (close < last and lower[close] not in (",", ".", ";", "”", '"', "''", "—", "–")):
        return end
    return close


def starts_clause(view: Annotation, first: int, last: int) -> bool:
    """Whether the tokens from ``first`` read as a clause: a subject, then a finite verb."""
    lower = view.lower
    if first >= last or lower[first] in PREPOSITIONS or not lower[first][0].isalnum():
        return False
    if view.words[first].islower() and (lower[first] in VERBS - PERSONS or lower[first].endswith("ed")):
        return False
    if lower[first] in PRONOUNS and lower[first + 1 : first + 2] == (",",):
        return False
    for i in range(first + 1, min(last, first + 25)):
        word = lower[i]
        if word in VERBS or (word.endswith(("n't", "'s", "'re", "'ll", "'ve", "'d")) and len(word) > 2):
            return lower[i - 1] not in CONJUNCTIONS
        if word in BOUNDARIES and word not in ("who", "where"):
            return False
        if word.endswith("ed") and lower[i - 1] not in DETERMINERS and view.words[i].islower():
            return lower[i - 1] not in CONJUNCTIONS
        if word in (";", ":", "—", "–"):
            return False
    return False


def _belongs(view: Annotation, left: int, start: int, first: int) -> bool:
    """Whether the token ``left`` of a phrase that so far begins at ``start`` is part of it."""
    word = view.lower[left]
    if word in _INSIDE:
        return True
    if word in _STOPS or word in BOUNDARIES or word in AUXILIARIES or word in ADVERBS:
        return False
    if word in PRONOUNS or word in WHEN:
        return False
    if word in CONJUNCTIONS:
        return word in ("and", "or") and _joins(view, left, start, first)
    if view.lower[start] in DETERMINERS and word not in PREPOSITIONS and word not in ("all", "both", "half"):
        return False
    if view.words[left].islower() and (word in VERBS or word.endswith(("ed", "ly"))):
        return left > first and view.lower[left - 1] in DETERMINERS
    return True


def _joins(view: Annotation, conjunction: int, start: int, first: int) -> bool:
    """Whether "and" joins two nouns: what stands before it reaches back to a boundary without a verb."""
    for i in range(conjunction - 1, max(first - 1, conjunction - 12), -1):
        word = view.lower[i]
        if word in _STOPS or word in BOUNDARIES:
            return i < conjunction - 1
        if word in VERBS or word in PRONOUNS or (view.words[i].islower() and word.endswith("ed")):
            return False
    return conjunction > first


def _trimmed(view: Annotation, start: int, last: int) -> int | None:
    """The phrase without an opening that is no part of it ("In Hull the mayor")."""
    while start < last and (view.lower[start] in CONJUNCTIONS or view.lower[start] in _INSIDE):
        start += 1
    if view.lower[start] in PREPOSITIONS:
        inner = [
            i
            for i in range(start + 2, last + 1)
            if view.lower[i] in DETERMINERS and view.lower[i - 1] not in PREPOSITIONS
        ]
        if inner:
            return inner[-1]
        return None
    return start


def _noun_like(view: Annotation, position: int) -> bool:
    word = view.lower[position]
    if not word[0].isalpha() and not word.isdigit():
        return False
    closed = word in BOUNDARIES or word in AUXILIARIES or word in PREPOSITIONS or word in CONJUNCTIONS
    if (
        closed
        or word in DETERMINERS - {"one", "some", "many", "others", "both", "all", "this"}
        or word in ADVERBS
    ):
        return False
    return not (view.words[position].islower() and word in VERBS and word not in PERSONS)


def _with_apposition(view: Annotation, comma: int, first: int) -> Range | None:
    """“Karl Renner, a spokesman for the mayor,” before its verb."""
    opened = _back_to(view, ",", comma, first)
    if opened is None or opened <= first or opened == comma - 1:
        return None
    aged = opened - 2 > first and view.lower[opened - 1].isdigit() and view.lower[opened - 2] == ","
    start = phrase_start(view, opened - 3 if aged else opened - 1, first)
    if start is None:
        return None
    inner = view.lower[opened + 1]
    kept = inner not in BOUNDARIES and inner not in ADVERBS and inner not in VERBS
    return (start, comma) if kept else (start, opened)


def _back_to(view: Annotation, mark: str, before: int, first: int) -> int | None:
    for i in range(before - 1, max(first - 1, before - REACH), -1):
        if view.lower[i] == mark:
            return i
        if view.lower[i] in ('"', "”", "''", ";", ":"):
            return None
    return None


def _simple_end(view: Annotation, first: int, last: int) -> int:
    """The end of a noun phrase without appositions."""
    lower = view.lower
    i = first
    while i < last:
        word = lower[i]
        if word == "(":
            close = next((j for j in range(i, min(last, i + 8)) if lower[j] == ")"), None)
            if close is None or i == first:
                break
            i = close + 1
            continue
        if word in _INSIDE and i > first:
            i += 1
            continue
        if word in _STOPS or word in BOUNDARIES or word in WHEN or word in ("but", "to") or word in PRONOUNS:
            break
        if word.endswith("ed") and view.words[i].islower() and i > first and lower[i - 1] not in DETERMINERS:
            break
        if view.words[i].islower() and (word in VERBS and word not in PERSONS):
            break
        if word in ("in", "on", "at", "during", "by", "via", "from") and i > first and _leaves(view, i, last):
            break
        i += 1
    while i > first and (
        lower[i - 1] in CONJUNCTIONS or lower[i - 1] in PREPOSITIONS or lower[i - 1] in ADVERBS
    ):
        i -= 1
    return i


def _leaves(view: Annotation, preposition: int, last: int) -> bool:
    """Whether a preposition leads from the speaker to the occasion ("in a statement", "on Monday")."""
    following = view.lower[preposition + 1] if preposition + 1 < last else ""
    return following in _VENUES or following.isdigit()


def trimmed(view: Annotation, first: int, end: int) -> Range:
    """Tokens as offsets, without punctuation at the end and marks that open or close nothing here."""
    start = view.starts[first]
    while end > first + 1:
        word = view.lower[end - 1]
        quotation = view.quotation_at(view.starts[end - 1])
        if (
            (word in (*CLOSING, "“") and not (quotation is not None and quotation.start >= start))
            or word in _END
            or word in CONJUNCTIONS
        ):
            end -= 1
        else:
            break
    stop = view.ends[end - 1]
    quotation = view.quotation_at(stop - 1)
    if quotation is not None and quotation.start >= start and quotation.end > stop:
        stop = quotation.end
    return start, stop
