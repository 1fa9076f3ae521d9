"""Where clauses meet: commas, conjunctions, words that open a clause, quotation marks.

Decides what each of them closes and opens. Does not decide what stands inside a clause.
"""

from __future__ import annotations

from dateline.stages.interpret.clauses.adjuncts import preposition
from dateline.stages.interpret.clauses.joining import NOMINATIVE, joined
from dateline.stages.interpret.clauses.ranges import Range
from dateline.stages.interpret.clauses.state import (
    ADVERBIAL,
    CONTENT,
    INFINITIVE,
    MAIN,
    PARTICIPLE,
    RELATIVE,
    Open,
    State,
)
from dateline.stages.interpret.reading.lexicon import classes
from dateline.stages.interpret.reading.words import lexicon

_CLAUSAL = classes("clauses/verbs")["clausal"]
_GOVERNED = classes("clauses/governed")
_DASHES = frozenset({"—", "–", "-", "―"})


def comma(s: State, k: int) -> int:
    """Read a comma: no object comes any more, and what another comma opened is closed."""
    if len(s.stack) > 1 and s.top.apart and s.top.verb is not None:
        s.close()
    s.top.closed = s.top.verb is not None
    return k + 1


def relative(s: State, k: int) -> int:
    """Read "who", "which" or "that" behind a noun."""
    if s.words[k] == "that" and s.kinds[k - 1] not in ("N", "T", ","):
        return opener(s, k)
    apart = s.kinds[k - 1] == ","
    tokens = s.ranges[k]
    behind = s.kinds[k - 1] if not apart else s.kinds[k - 2]
    clause = s.push(Open(kind=RELATIVE, start=tokens[0], end=tokens[1], opener=tokens, apart=apart))
    if behind in ("N", "T") and s.kinds[k + 1] in ("F", "R", "T", ","):
        clause.subject = _meant(s, k, apart=apart)
    return k + 1


def _meant(s: State, k: int, *, apart: bool) -> Range | None:
    """What a relative pronoun stands for; None where two noun phrases may be meant.

    A name takes no "that" without a comma ("a song for Ada Lund that …"); else the number of the verb tells.
    """
    near, far = s.antecedent, s.governor
    at = k + 1
    while s.kinds[at] in ("R", "T"):
        at += 1
    verb = _verb_number(s, at)
    if near is not None and "c" in s.signs[slice(*near)]:
        return _of_several(s, near, verb)
    if near is not None and far is None:
        near, far = _parted(s, near)
    if near is None or far is None:
        return near
    if not apart and s.view.tags[far[1] - 1] == "NP":
        return near
    name = s.view.tags[near[1] - 1] == "NP"
    if name and not apart:
        return far[0], near[1]
    if name and s.words[k] == "who":
        return near
    one = _number(s.signs[far[0] : far[1]])
    other = _number(s.signs[near[0] : near[1]])
    if not verb or one == other:
        return None
    return near if other == verb else (far[0], near[1])


def _of_several(s: State, phrase: Range, verb: str) -> Range | None:
    """What is meant of noun phrases that "and" joins: all, or the last, by the number of the verb."""
    if not verb:
        return None
    return phrase if verb == "M" else (s.signs.rfind("c", *phrase) + 1, phrase[1])


def _parted(s: State, phrase: Range) -> tuple[Range, Range | None]:
    """The last noun phrase of one with "of", and what stands before it: "the leader", "the rebels"."""
    of = s.signs.rfind("f", *phrase)
    return (phrase, None) if of <= phrase[0] else ((of + 1, phrase[1]), (phrase[0], of))


def _number(signs: str) -> str:
    """Whether a noun phrase names one or several: "N" or "M"."""
    return "M" if "c" in signs or signs.partition("f")[0][-1:] in ("M", "0", "v") else "N"


def _verb_number(s: State, k: int) -> str:
    """The same of a verb, empty where its form does not tell."""
    if s.kinds[k] != "F":
        return ""
    word, sign = s.words[k], s.signs[s.ranges[k][0]]
    if word in ("is", "was", "has", "does") or sign == "Z":
        return "N"
    return "M" if word in ("are", "were", "have", "do") or sign == "V" else ""


def opener(s: State, k: int) -> int:
    """Read a word that opens a clause: "that", "because", "when"."""
    tokens = s.ranges[k]
    if s.kinds[k + 1] == "F" and s.words[k] == "that":
        return _relative_that(s, k) if s.kinds[k - 1] == "N" else _pointing(s, k)
    if s.kinds[k + 1] == ",":  # "the mayor, though, left"
        return k + 1
    content = s.words[k] in ("that", "whether") and s.top.verb is not None
    if content:
        _leave(s)
    s.push(Open(kind=CONTENT if content else ADVERBIAL, start=tokens[0], end=tokens[1], opener=tokens))
    return k + 1


def _leave(s: State) -> None:
    """Close the clauses inside that a "that" does not hang on."""
    while len(s.stack) > 1 and s.top.verb is not None and s.top.lemma not in _CLAUSAL and s.top.apart:
        s.close()


def _relative_that(s: State, k: int) -> int:
    tokens = s.ranges[k]
    s.push(Open(kind=RELATIVE, start=tokens[0], end=tokens[1], opener=tokens, subject=s.antecedent))
    return k + 1


def _pointing(s: State, k: int) -> int:
    """Read "that" as what a verb is said of: "That was late"."""
    clause, tokens = s.top, s.ranges[k]
    if clause.verb is not None:
        clause = s.push(Open(kind=CONTENT, start=tokens[0], end=tokens[1]))
    if clause.subject is None:
        clause.subject, clause.own = tokens, True
        s.take(clause, tokens)
    return k + 1


def either(s: State, k: int) -> int:
    """Read "after", "before", "as" …: a clause where a subject and its verb follow, else a preposition."""
    if s.top.lemma in _GOVERNED.get(s.words[k], ()):  # "described him as a baker"
        return preposition(s, k)
    if s.kinds[k + 1] == "N" and s.leads[joined(s, k + 1, before_verb=True)]:
        return opener(s, k)
    if s.kinds[k + 1] == "x" or (s.kinds[k + 1] == "N" and s.words[k + 1] in NOMINATIVE):
        return opener(s, k)
    return preposition(s, k)


def conjunction(s: State, k: int) -> int:
    """Read "and", "but", "or": what follows tells what they join."""
    at = k + 1
    while s.kinds[at] in ("R", "T", '"'):
        at += 1
    kind = s.kinds[at]
    if kind == "F" and _shares(s, at):
        return _participles(s, at)
    if kind == "F":
        s.beside(_alike(s, s.signs[s.ranges[at][0]]), s.ranges[at][0])
    elif kind == "E" and s.kinds[at - 1] != "i":
        return _participles(s, at)
    elif kind in ("I", "G"):
        _loose(s, INFINITIVE if kind == "I" else PARTICIPLE)
    elif kind == "x" or (kind == "N" and s.leads[at]):
        _beside(s, k)
    elif kind == "N":
        return at + 1
    return k + 1


def _shares(s: State, k: int) -> bool:
    """Whether what was tagged a past is a participle beside one: "was shot and killed by the guard"."""
    first, end = s.ranges[k]
    if end - first != 1 or s.signs[first] != "P" or s.words[k + 1] != "by" or not s.top.passive:
        return False
    return s.top.finite and "VN" in lexicon().get(s.words[k], ())


def _alike(s: State, sign: str) -> Open:
    """The open clause whose verb group begins with a sign; the innermost where none does."""
    held = [one for one in reversed(s.stack) if one.verb is not None and one.finite]
    for one in held:
        if one.verb is not None and s.signs[one.verb[0]] == sign:
            return one
    return held[0] if held else s.top


def _participles(s: State, k: int) -> int:
    """Read a participle behind "and": it shares the auxiliary of the one before, or is read as a past."""
    tokens = s.ranges[k]
    held = next((one for one in reversed(s.stack) if one.verb is not None), None)
    if held is None or held.verb is None:
        return k + 1
    if s.signs[held.verb[1] - 1] not in "EPA" or (held.finite and s.signs[held.verb[0]] == "P"):
        if "VD" not in lexicon().get(s.words[k], ()):
            return k + 1
        s.beside(_alike(s, "P"), tokens[0])
        return k
    clause = s.beside(held, tokens[0])
    clause.verb, clause.passive, clause.helped = tokens, held.passive, held.helped or held.verb
    clause.lemma = s.view.lemma(tokens[0])
    s.take(clause, tokens)
    return k + 1


def _loose(s: State, kind: int) -> None:
    """Close down to the clause that the last one of a kind hangs on."""
    at = next((number for number in range(len(s.stack) - 1, 0, -1) if s.stack[number].kind == kind), 0)
    if at:
        s.keep(at)


def _beside(s: State, k: int) -> None:
    """Open a clause with a subject of its own beside the one that "and" joins it to."""
    level = next(
        (one for one in reversed(s.stack) if one.kind in (MAIN, CONTENT, ADVERBIAL) and one.verb is not None),
        s.stack[0],
    )
    if s.kinds[k - 1] == "," and level.kind == ADVERBIAL:
        level = s.stack[0]
    if level.verb is not None:
        s.instead(Open(kind=level.kind, start=-1, end=-1), level)


def mark(s: State, k: int) -> int:
    """Read a colon, a semicolon or a full stop: all that was open is closed. A dash is read as a comma."""
    if s.words[k] in _DASHES:
        return comma(s, k)
    if s.kinds[k + 1] != " ":
        s.begin()
    return k + 1


def quote(s: State, k: int) -> int:
    """Read a quotation mark: one behind a comma or colon, or that closes a sentence, parts clauses."""
    before = s.kinds[k - 1]
    if before in (",", ":", ".", " "):
        s.begin()
    return k + 1


def bracket(s: State, k: int) -> int:
    """Read over what stands in brackets."""
    close = s.kinds.find(")", k)
    return close + 1 if close > 0 else k + 1


def there(s: State, k: int) -> int:
    """Read "there is": no subject."""
    clause = s.top
    if clause.verb is not None:
        clause = s.push(Open(kind=CONTENT if clause.lemma in _CLAUSAL else MAIN, start=-1, end=-1))
    s.take(clause, s.ranges[k])
    return k + 1
