"""The words that tell of an event: a table of triggers, by every form that a text may show.

Decides which forms belong to which trigger, and whether the words of a trigger of several words stand here.
Does not decide whether an event happened, nor who took part.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from dateline.stages.interpret.reading.lexicon import classes, rows

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.view import Annotation

#: One syllable that ends in one vowel and one consonant: the consonant is doubled ("stab", "stabbed").
_DOUBLES = re.compile(r"[^aeiou]*[aeiou][bdgklmnprtz]")
_VERBAL = frozenset({"V", "VZ", "VD", "VN", "VG"})
_NOUNS = frozenset({"N", "NS"})
#: A word that stands right behind these is a verb, whatever its tag: "she also talks".
_BEFORE_VERB = frozenset({"R", "PP", "TO", "MD"})
#: What makes a verb of an -ing form before it.
_BEHIND_VERB = frozenset({"D", "CD", "PP", "PS"})
#: What may stand between the words of a trigger: "launched an independent inquiry".
_BETWEEN = frozenset({"D", "J", "JR", "PS", "CD"})
_SKIPPED = 3
#: Marks of classes that a trigger forbids.
_NOT = "-/!"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A row of the table for one word. ``then`` are the words that must follow it.

    ``object_acted_on``: the grammatical object is the target; ``subject_suffers``: the subject is it.
    ``before_target`` and ``before_actor`` are prepositions; ``needs`` is a class of words that its clause
    must show; behind "-" it must not stand before it, behind "/" not right behind, behind "!" not near.
    """

    kind: str
    verb: bool
    then: tuple[frozenset[str], ...]
    object_acted_on: bool
    subject_suffers: bool
    before_target: frozenset[str]
    before_actor: frozenset[str]
    needs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A trigger where it stands: its tokens, and the tokens of its sentence."""

    trigger: Trigger
    at: int
    end: int
    first: int
    last: int


@cache
def grammar() -> Mapping[str, frozenset[str]]:
    """The classes of words of this room."""
    return classes("events/grammar")


@cache
def triggers() -> Mapping[str, tuple[Trigger, ...]]:
    """The triggers by their first word in each of its forms: those of more words first."""
    found: dict[str, list[Trigger]] = {}
    for kind, use, roles, needs, entries in rows("events/triggers.tsv"):
        for entry in entries.split():
            first, *then = entry.split("_")
            trigger = _trigger(kind, use, roles, tuple(then), needs)
            for form in (
                _verb_forms(first) if use == "v" else _noun_forms(first) if not then else (first.rstrip("="),)
            ):
                found.setdefault(form, []).append(trigger)
    return {form: tuple(sorted(of, key=lambda trigger: -len(trigger.then))) for form, of in found.items()}


@cache
def _seconds() -> Mapping[str, frozenset[str]]:
    """The second words of the forms that open triggers of several words and are none by themselves."""
    return {
        form: frozenset().union(*(trigger.then[0] for trigger in of))
        for form, of in triggers().items()
        if all(trigger.then for trigger in of)
    }


def candidates(view: Annotation) -> Iterator[int]:
    """The tokens that may open a trigger, in order: most words that do need another one near."""
    lower, seconds = view.lower, _seconds()
    found = view.index.keys() & triggers().keys()
    for at in sorted(chain.from_iterable(map(view.index.__getitem__, found))):
        wanted = seconds.get(lower[at])
        if wanted is None or not wanted.isdisjoint(lower[at + 1 : at + 2 + _SKIPPED]):
            yield at


def trigger_at(view: Annotation, at: int, *, titled: bool = False) -> tuple[Trigger, int] | None:
    """The trigger that a token opens and where its words end, by word class and by what follows.

    In a headline (``titled``) every word has a capital, and a name may be any word.
    """
    known = triggers()[view.lower[at]]
    verb, noun = _uses(view, at, known, titled=titled)
    if not (verb or noun):
        return None
    for trigger in known:
        if verb if trigger.verb else noun:
            end = _followed(view, at + 1, trigger.then) if trigger.then else at + 1
            if end and (not trigger.needs or _allowed(view, at, end, trigger.needs)):
                return trigger, end
    return None


def _uses(view: Annotation, at: int, known: tuple[Trigger, ...], *, titled: bool) -> tuple[bool, bool]:
    """Whether a token may be a trigger's verb here, and whether it may be its noun."""
    tag = _tag(view, at)
    if titled and tag == "NP":
        tag = "VN" if all(trigger.verb for trigger in known) else "N"
    if tag == "VZ" and not any(trigger.verb for trigger in known):
        tag = "NS"
    verb = tag in _VERBAL and not _adjectival(view, at, tag)
    return verb, is_noun(view, at, tag) and not _figurative(view, at)


def _tag(view: Annotation, at: int) -> str:
    """The class of a token; an -ing form before an article or a number is a verb, whatever its tag."""
    ing = view.lower[at].endswith("ing") and at + 1 < len(view.tags)
    return "VG" if ing and view.tags[at + 1] in _BEHIND_VERB else view.tags[at]


def _adjectival(view: Annotation, at: int, tag: str) -> bool:
    """Whether a participle only describes a noun: "the wounded soldier", "a devastating flood"."""
    if tag not in ("VN", "VD", "VG") or at == 0 or view.tags[at - 1] not in ("D", "PS", "CD", "J"):
        return False
    return view.tags[at + 1 : at + 2] in (("N",), ("NS",), ("J",))


def is_noun(view: Annotation, at: int, tag: str) -> bool:
    """Whether a token stands as a noun; an -ing form does before "of" or "by" and after an article."""
    before_tag = view.tags[at - 1] if at and view.sentence_of[at - 1] == view.sentence_of[at] else "."
    if tag in _NOUNS:
        if at and view.lower[at - 1].endswith("n't"):
            return False
        return before_tag not in _BEFORE_VERB and not (before_tag in ("NS", "W") and tag == "N")
    if tag == "J" and before_tag == "D":  # "an offensive by the army"
        return view.tags[at + 1 : at + 2] in (("I",), (",",), (".",))
    if tag == "VG":
        before, after = view.tags[at - 1 : at], view.lower[at + 1 : at + 2]
        return after in (("of",), ("by",)) or before in (("D",), ("PS",))
    return False


def _figurative(view: Annotation, at: int) -> bool:
    """Whether a word of disaster only paints a crowd or a mood: "a flood of letters"."""
    words = grammar()
    if view.lower[at].removesuffix("s") not in words["figurative"]:
        return False
    if at and view.lower[at - 1] in words["figurative_before"]:
        return True
    return view.lower[at + 1 : at + 2] == ("of",) and view.tags[at + 2 : at + 3] in (
        ("N",),
        ("NS",),
        ("J",),
        ("PS",),
    )


def _followed(view: Annotation, at: int, then: tuple[frozenset[str], ...]) -> int:
    """Where the following words of a trigger end, 0 where they do not stand here."""
    lower, count = view.lower, len(view.lower)
    for wanted in then:
        last = min(at + _SKIPPED, count - 1)
        while at < last and lower[at] not in wanted and view.tags[at] in _BETWEEN:
            at += 1
        if at >= count or lower[at] not in wanted:
            return 0
        at += 1
    return at


def _allowed(view: Annotation, at: int, end: int, needs: str) -> bool:
    """Whether the clause shows the class that a trigger needs; a mark before it says where none may stand."""
    mark, words = needs[0], grammar()[needs.lstrip(_NOT)]
    if mark == "-":
        return not (at and view.lower[at - 1] in words)
    if mark == "/":
        return words.isdisjoint(view.lower[end : end + 1])
    return _shown(view, at, end, words) != (mark == "!")


def _shown(view: Annotation, at: int, end: int, wanted: frozenset[str]) -> bool:
    """Whether the clause of a trigger has a word of a class, in the singular or the plural."""
    number, near = view.sentence_of[at], 9
    low = bisect_left(view.sentence_of, number, max(at - near + 1, 0), at)
    high = bisect_right(view.sentence_of, number, at, min(end + near, len(view.lower)))
    words = (*view.lower[low:at], *view.lower[end:high])
    return not wanted.isdisjoint(words) or any(word[:-1] in wanted for word in words if word[-1] == "s")


def _trigger(kind: str, use: str, roles: str, then: tuple[str, ...], needs: str) -> Trigger:
    parts = dict(part.partition(":")[::2] for part in roles.split())
    names = set(parts)
    return Trigger(
        kind=kind,
        verb=use == "v",
        then=tuple(
            frozenset({word.rstrip("="), word.rstrip("=") + "s" * (word[-1] != "=")}) for word in then
        ),
        object_acted_on="so" in names,
        subject_suffers="o" in names,
        before_target=frozenset(
            word for name in ("s", "so", "o") for word in parts.get(name, "").split(",") if word
        ),
        before_actor=frozenset(word for word in parts.get("a", "").split(",") if word),
        needs=needs,
    )


def _verb_forms(entry: str) -> Iterator[str]:
    if entry.endswith("="):
        yield entry[:-1]
        return
    base, _, irregular = entry.partition("/")
    past, _, participle = irregular.partition("/")
    stem = base[:-1] if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) else base
    if _DOUBLES.fullmatch(base):
        stem = base + base[-1]
    regular = base[:-1] + "ied" if re.search("[^aeiou]y$", base) else stem + "ed"
    if base.endswith(("ee", "oe", "ye")):
        regular = base + "d"
    doubled = past.endswith("ed") and past[:-2] != base.rstrip("e")
    yield base
    yield base[:-1] + "ies" if regular.endswith("ied") else base + ("es" if _hisses(base) else "s")
    yield past or regular
    if participle and participle != past:
        yield participle
    yield (past[:-2] if doubled and not past.endswith("ied") else stem) + "ing"


def _noun_forms(entry: str) -> tuple[str, ...]:
    if entry.endswith("="):
        return (entry[:-1],)
    if re.search("[^aeiou]y$", entry):
        return entry, entry[:-1] + "ies"
    return entry, entry + ("es" if _hisses(entry) else "s")


def _hisses(word: str) -> bool:
    return word.endswith(("s", "x", "z", "ch", "sh"))
