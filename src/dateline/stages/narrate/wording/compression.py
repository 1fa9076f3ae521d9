"""Shorter forms of one sentence, each still true: asides, datelines and tails left out.

Decides what may be cut without loss of truth. No negation, hedge, condition or attribution is ever
cut; where the grammar is in doubt the sentence is left as it is. Every word of a result stands in
the sentence, in its order. Does NOT attribute, and does not know the limits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from dateline.core.text import words
from dateline.stages.narrate.phrasebook.verbs import AMBIGUOUS, BASES, FINITE
from dateline.stages.narrate.phrasebook.vocabulary import (
    AUXILIARIES,
    BEFORE_NOUNS,
    CLAUSE_MARKERS,
    CLAUSE_OPENERS,
    CONNECTIVE,
    CROSSHEAD,
    DATELINE,
    GOVERNED,
    GUARDED,
    IRREGULAR,
    LIMITING,
    OPENS_SUBORDINATE,
    PARTICLES,
    SOURCE_MARK,
    STOPWORDS,
    SUMMING,
    TIMES,
)

#: An aside longer than this is rather a clause of its own that was misread.
_ASIDE_WORDS = 16
#: A form of fewer words has lost too much.
_LEAST_WORDS = 5
#: Small words in capitals that are names: "DR Congo".
_INITIALS = frozenset({"IT", "US", "DR"})

#: What stands behind a comma in so few words goes with it or not at all.
_APPENDED = 4
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
_ENUMERATING = re.compile(r", (?:including|such as|among them) ")
#: ", who drove the 25-ton, unmarked truck": an adjective waits for its noun behind the next comma.
_WAITS_FOR_NOUN = re.compile(
    r"\b(?:the|an?|his|her|its|their) (?:\w+-\w+|\w+(?:ful|ous|ive|less|able|ible))$", re.IGNORECASE
)
#: "The head of the guild, Anton Mielke": the name is the apposition.
_NAMED = re.compile(r"^[^,]+, [A-Z][^,]*$")
_AGE = re.compile(r", \d{1,3}$")
#: "Just two weeks before she takes office, ..."
_DATED_CLAUSE = re.compile(
    r"(?:Even (?:though|if|as|when)|(?:Now|Given) that|As soon as|Ever since)\b"
    r"|(?:(?:Just|Only|Even|Shortly|Soon|Right|About|Nearly|More than|Less than) )?"
    r"(?:(?:\w+ ){0,2}(?:minutes?|hours?|days?|weeks?|months?|years?) )?(?:before|after)\b",
    re.IGNORECASE,
)
#: "in connection | with", "off | on": what follows belongs to what stands before.
_BOUND = re.compile(r"\b(?:in|under|of|on|at|by|for|with|without) [a-z]+$")
#: "Is confident | in the plan": an adjective may call for what follows; "was arrested" does not.
_PREDICATE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|feels?|felt|remains?|remained) (?!\w+(?:ed|en)\b)[a-z]+$"
)
_PHRASE = re.compile(r"\s+(?=(?:in|at|near|from|during|with|by|on)\s(?:the|an?|[A-Z]))")
#: A full stop that belongs to our sentence, not to the words quoted at its end.
_STOP_INSIDE = re.compile(r"[.,]”$")
_ABBREVIATED = re.compile(r"\b(?:[ap]\.m|[A-Z](?:\.[A-Z])+|Jr|Sr|Inc|Corp|Ltd|Co|Bros)\.$")
_MEANWHILE = re.compile(r", (?:meanwhile|however|moreover|furthermore),(?= )")
_LAST_CLAUSE = re.compile(r", (?:though|although|while|when|because|as|and|but|where|who) [^,]*$")
#: The rest of a list of names, of which no part may go.
_LIST = re.compile(r";|\band [A-Z]")
_AFTERWARDS = re.compile(
    r"^((?:\S+ ){1,12}?(?:at|in|on|outside|inside|near|with)(?: \S+){1,6}?) (?:after|as|while|when) "
)
_PRESENT_PARTICIPLE = re.compile(r"\w{2,}ing")
_PAST = re.compile(r"[a-z]{3,}ed")
_BAD_END = re.compile(
    r"(?:\b(?:if|unless|when|as|than|because|where|before|until)(?: \S+){0,2} (?:are|is|do|does|did|have|has"
    r"|will|would|can|were|was) not|\bif (?:so|not)|[,;:—–-]"
    r"|\b(?:and|or|but|so|yet)(?:,? according to [^,]+|, (?:if|where|when|as|so) \w+(?: \w+)?)"
    r"|\b(?:and|or|the|an?|of|to|by|with|for|in|on|at|from|that|who|which|as|than)"
    r"|[;:]\s+\S+(?:\s\S+)?)$"
)


_ADVERBIAL = re.compile(r"(?:in|at|on|by|for|with|to|of|as|according)\b")
#: Open a clause that is the object of another: "short of what the rival offers".
_ASKING = frozenset(["what", "how", "why", "whether"])
#: "Pushing, kicking and striking the guards": one of several things, of which no part may go.
_DOING = re.compile(r"^\w+ing\b[^.;:]*\band \w+ing\b")
_DOES = re.compile(r"\b(?!(?:during|including|following|according|evening|morning)\b)[a-z]{2,}ing\b")
#: "Soon | after": how long after, or whether only then.
_MEASURING = frozenset(
    [
        "soon",
        "shortly",
        "just",
        "immediately",
        "right",
        "long",
        "even",
        "only",
        "moments",
        "directly",
        "except",
    ]
)
_COUNTED_FROM = frozenset(["after", "before", "when", "as", "because", "if", "until", "following"])
#: No news sentence that can be printed is longer before it is cut.
_MOST_WORDS = 120


@lru_cache(maxsize=16384)
def tokens(text: str) -> tuple[str, ...]:
    """The words of a text, kept: every cut asks for them again."""
    return tuple(words(text))


@lru_cache(maxsize=8192)
def openings(sentence: str) -> str:
    """The sentence without dateline, agency mark and connective, its first letter a capital."""
    text = sentence.strip()
    # Twice, since a page may print the dateline of its first paragraph over it once more.
    for pattern in (CROSSHEAD, DATELINE, DATELINE, SOURCE_MARK, CONNECTIVE):
        cut = pattern.sub("", text, count=1)
        if len(tokens(cut)) >= _LEAST_WORDS:
            text = cut
    return _unshouted(_MEANWHILE.sub("", text[:1].upper() + text[1:]))


def _unshouted(text: str) -> str:
    """The text without capitals that only open it: "AT least two people" of a newspaper's lead."""
    first, _, rest = text.partition(" ")
    shouted = len(first) > 1 and first.isupper() and first.lower() in STOPWORDS and first not in _INITIALS
    return f"{first.capitalize()} {rest}" if shouted and not rest[:2].isupper() else text


def shorter(sentence: str) -> Iterator[str]:
    """Forms of the sentence, without its full stop, from the fullest to the barest.

    One of more than ``_MOST_WORDS`` is not cut: nothing of it would be printed, and each cut costs
    as much again as the sentence is long.
    """
    text = _STOP_INSIDE.sub("”", unstopped(openings(" ".join(sentence.split()))))
    yield text
    if len(tokens(text)) > _MOST_WORDS:
        return
    for cut in _CUTS:
        for shortened in cut(text):
            text = shortened
            yield text


def unstopped(text: str) -> str:
    """The text without its full stop; that of "7 a.m." and "Ott Inc." stays."""
    return text if _ABBREVIATED.search(text) else text.rstrip(".! ")


@lru_cache(maxsize=8192)
def sound(text: str) -> bool:
    """Whether a form can stand as a sentence: long enough, with a main verb, marks in pairs."""
    return (
        len(tokens(text)) >= _LEAST_WORDS
        and has_main_verb(text)
        and text.count("(") == text.count(")")
        and not _inside_quotation(text, len(text))
        and not _BAD_END.search(text)
        and (tokens(text)[-1] == "May" or not _waits(tokens(text)[-1]))
        and not _trails_off(text)
    )


def _waits(last: str) -> bool:
    """Whether a last word calls for more: a hedge, an auxiliary."""
    return guarded(last) or last.lower() in AUXILIARIES


def _trails_off(text: str) -> bool:
    """Whether the last piece begins a clause and has no verb for it: ", though a handful"."""
    found = _LAST_CLAUSE.search(text)
    return found is not None and _groups(tokens(found.group())) == 0


@lru_cache(maxsize=16384)
def finite(word: str) -> bool:
    """Whether a word may be a finite verb: an auxiliary, a known irregular form, or "-ed"."""
    lowered = word.lower().replace("’", "'")
    known = lowered in AUXILIARIES or lowered in IRREGULAR or word in FINITE
    return known or bool(_PAST.fullmatch(word))


@lru_cache(maxsize=4096)
def guarded(stretch: str) -> bool:
    """Whether a stretch carries what must not be lost (a negation, a hedge, a condition, a source)."""
    lowered = [word.lower().replace("’", "'") for word in tokens(stretch) if word != "May"]
    return any(word in GUARDED or word == "if" or word.endswith("n't") for word in lowered)


@lru_cache(maxsize=8192)
def has_main_verb(text: str) -> bool:
    """Whether there are more groups of verbs than clauses that hang on another.

    What comes before the first comma does not count where it only leads up to the main clause.
    """
    parts = tokens(text)
    if parts[0].lower() in CLAUSE_OPENERS or _opens_with_participle(parts) or _DATED_CLAUSE.match(text):
        parts = tokens(text.partition(", ")[2])
    hanging = sum(_hangs(word, after) for word, after in pairwise((*parts[1:], "")))
    return _groups(parts) > hanging and not _captioned(text)


def _hangs(word: str, after: str) -> bool:
    """Whether a word opens a clause with a verb of its own: "what it sells", not "what to sell"."""
    marker = word.lower() in CLAUSE_MARKERS or word.lower() in _ASKING
    return marker and not word.isupper() and after.lower() != "to"


def _captioned(text: str) -> bool:
    """Whether a picture is described: "Workers at the quay after a barge sank" has no verb of its own."""
    found = _AFTERWARDS.search(text)
    return found is not None and "," not in found[1] and _groups(tokens(found[1])) == 0


def verb_groups(text: str) -> int:
    """How many groups of finite verbs a text has behind its first word; a doubtful one counts."""
    return _groups(tokens(text))


def _groups(parts: Sequence[str]) -> int:
    return sum(
        _begins_verb(word, parts[number])
        or _third_person(parts, number + 1)
        or _third_plural(parts, number + 1)
        for number, word in enumerate(parts[1:])
    )


@lru_cache(maxsize=8192)
def opens_subordinate(text: str) -> bool:
    """Whether a text opens with an adverbial, a clause or a participle before its main clause."""
    parts = tokens(text)
    opened = parts[0].lower() in OPENS_SUBORDINATE or _opens_with_participle(parts)
    return opened or bool(_DATED_CLAUSE.match(text))


def _third_person(parts: Sequence[str], place: int) -> bool:
    """Whether a word such as "plans" is a verb here: behind a name or one thing, before what it governs."""
    if parts[place] not in AMBIGUOUS or place + 1 >= len(parts):
        return False
    before, after = parts[place - 1], parts[place + 1]
    one = not before.endswith("s") and before.lower() not in BEFORE_NOUNS and not before.endswith("ing")
    return one and (after.lower() in GOVERNED or after[:1].isupper())


def _third_plural(parts: Sequence[str], place: int) -> bool:
    """Whether a base form is a verb here: behind a plural, before what it governs ("officials hope that")."""
    if parts[place] not in BASES or place + 1 >= len(parts):
        return False
    before, after = parts[place - 1], parts[place + 1]
    several = before.endswith("s") and not before.endswith(("ss", "'s", "’s")) and not finite(before)
    return several and (before.islower() or place == 1) and (after.lower() in GOVERNED or after[:1].isupper())


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
        keep = guarded(aside) or len(tokens(aside)) > _ASIDE_WORDS or _inside_quotation(text, found.start())
        return found.group() if keep else " "

    yield from _changed(text, _DASHES.sub(cut, text))


def _without_asides(text: str) -> Iterator[str]:
    """Drops ", a judge in Riesa," and ", who had slept," where a verb follows the second comma."""
    pieces = text.split(", ")
    kept, dropped, at = pieces[0], False, len(pieces[0])
    for number, piece in enumerate(pieces[1:], 1):
        after = pieces[number + 1] if number + 1 < len(pieces) else ""
        listed = _ENUMERATING.search(kept)
        if not listed and not _inside_quotation(text, at) and _is_aside(kept, piece, after):
            dropped = True
        else:
            kept += (" " if dropped and _closed(kept) else ", ") + piece
            dropped = False
        at += len(piece) + 2
    yield from _changed(text, kept)


def _closed(text: str) -> bool:
    """Whether a verb may follow without a comma: no apposition of the subject is open before it."""
    return not _AGE.search(text) and (not _NAMED.search(text) or opens_subordinate(text))


def _is_aside(before: str, piece: str, after: str) -> bool:
    next_words, last_words = tokens(after)[:1], tokens(before)[-1:]
    return (
        bool(_ASIDE_OPENING.match(piece))
        and len(tokens(piece)) <= _ASIDE_WORDS
        and not guarded(piece)
        and not _WAITS_FOR_NOUN.search(piece)
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
    yield from _cut_back(text, _SUBORDINATE, _clause_of_time_may_go)


def _clause_of_time_may_go(head: str, tail: str) -> bool:
    """Whether what happened stays as true without its "when": not what will, may or did not happen."""
    *_, before, last = tokens(head)
    doing = last.endswith("ing") and before in ("and", "or", "to")  # "admitted to killing | after"
    return not (_limited(head) or doing) and _tail_may_go(head, tail)


def _limited(head: str) -> bool:
    """Whether a statement holds only with what follows: denied, conditional, ahead, or "only"."""
    return any(w in LIMITING or w.endswith("n't") for w in map(str.lower, tokens(head.replace("’", "'"))))


def _without_phrases(text: str) -> Iterator[str]:
    """Drops "in a city in the north" from the end: where nothing is denied, less is still true."""
    yield from _cut_back(text, _PHRASE, _phrase_may_go)


def _phrase_may_go(head: str, tail: str) -> bool:
    lowered = {word.lower() for word in tokens(tail)}
    sums = any(word.lower() in SUMMING for word in tokens(head))
    times = any(character.isdigit() for character in tail) or lowered & TIMES
    last = head.rsplit(", ", 1)
    begun = len(last) > 1 and len(tokens(last[1])) <= _APPENDED
    return not (guarded(head) or sums or times or begun or _governs(head)) and _tail_may_go(head, tail)


def _governs(head: str) -> bool:
    """Whether a text ends with what calls for more: a verb, a participle, "off", "in connection"."""
    last = tokens(head)[-1]
    open_ended = last.endswith(("ing", "ly")) or last.lower() in PARTICLES or bool(_PREDICATE.search(head))
    return finite(last) or last in BASES or open_ended or bool(_BOUND.search(head))


def _tail_may_go(head: str, tail: str) -> bool:
    rest = tail.split(", ")
    resumes = any(tokens(piece)[:1] and finite(tokens(piece)[0]) for piece in rest[1:])
    opened = opens_subordinate(head) and "," not in head
    torn = (tokens(head)[-1][:1].isupper() and bool(_LIST.search(tail))) or lists_doings(head, tail)
    return not (guarded(tail) or resumes or opened or torn or _interrupted(head))


def _interrupted(head: str) -> bool:
    """Whether a head ends with what stands between a verb and its object: "involves, in many cases |, a"."""
    before, comma, last = head.rpartition(", ")
    return bool(comma and _ADVERBIAL.match(last)) and finite(tokens(before)[-1])


def _clause_may_go(head: str, tail: str) -> bool:
    begins = tokens(tail)[:8]
    return _tail_may_go(head, tail) and any(finite(word) for word in begins[1:])


def _cut_back(text: str, joint: re.Pattern[str], may_go: Callable[[str, str], bool]) -> Iterator[str]:
    """Forms of the text that end before a joint, the longest first."""
    for found in reversed(list(joint.finditer(text))):
        head, tail = text[: found.start()], text[found.end() :]
        if len(tokens(head)) < _LEAST_WORDS or _inside_quotation(text, found.start()) or measured(head, tail):
            continue
        if not may_go(head, tail):
            return
        if sound(head):
            text = head
            yield head


def lists_doings(head: str, tail: str) -> bool:
    """Whether a joint stands within "carrying a knife | , resisting arrest and hiding a gun"."""
    last = head.rsplit(", ", 1)[-1]
    return bool(_DOING.match(tail)) and bool(_DOES.search(last))


def measured(head: str, tail: str) -> bool:
    """Whether a joint parts a time from what it is counted from: "an hour | after it", "soon | after it"."""
    last, first = tokens(head)[-1:], tokens(tail)[:1]
    counted = bool(first) and first[0].lower() in _COUNTED_FROM
    return counted and last[0] in TIMES | _MEASURING


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
