"""Who is counted: the group of people that a stretch of words names, and how many they are.

Decides whether the words at a token are a number of people ("at least five others", "three of the men"), one
person ("a man", "his 17-year-old son", "Tom Berg, 52"), nobody ("no one", "no other drivers") or a bare
plural ("peasants": some, nobody says how many). Lists are added up: "two men and a woman" are three. Does
not decide what happened to them. An age counts nobody; neither do units and things.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from dateline.core.types import Qualifier
from dateline.stages.interpret.reading.lexicon import classes, rows, words

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.annotate import Annotation
    from dateline.stages.interpret.reading.number import Number


def _harm() -> dict[str, dict[str, str]]:
    held: dict[str, dict[str, str]] = {}
    for measure, use, several in rows("figures/casualties.tsv"):
        for word in several.split():
            held.setdefault(word, {}).setdefault(use, measure)
    return held


#: What each word of harm tells: its measure by how it is used.
HARM = _harm()
#: Words that are said of people right behind them: "three dead", "two were", "one died".
SAID_OF = frozenset(word for word, uses in HARM.items() if uses.keys() & {"done", "state", "happen"})
PEOPLE = words("reading/people")
_CLASSES = classes("figures/persons")
_NONE, _NOBODY, _ONE = _CLASSES["none"], _CLASSES["nobody"], _CLASSES["one"]
_PRONOUN, _RELATIVE, _REST = _CLASSES["pronoun"], _CLASSES["relative"], _CLASSES["rest"]
_OPENING, _PARTITIVE, _TOGETHER = _CLASSES["opening"], _CLASSES["partitive"], _CLASSES["together"]
_BREAK, _AMID, STOP, _CALENDAR = (_CLASSES[name] for name in ("break", "amid", "stop", "calendar"))
_ORDINAL = _CLASSES["ordinal"]
_CALLED = frozenset({"named", "called"})
#: What ends the name of a place or a body, and of nobody: "Hull Zoo".
_BUILDINGS = frozenset({"zoo", "airport", "stadium", "museum", "university"})
_WHOLE, _NEW = _CLASSES["whole"], _CLASSES["new"]
_ONESELF, _NO_NAME = _CLASSES["oneself"], _CLASSES["no_name"]
_NOT_PEOPLE, _TITLES = _CLASSES["not_people"], _CLASSES["titles"]
_ALONE = _BREAK | SAID_OF | frozenset({",", ".", ";", ")"})
_PLURAL = ("s", "men", "people", "children", "troops", "personnel")
_NO_PLURAL = frozenset({"someone", "priestess", "boss", "witness", "suspect's"})
_NEITHER = frozenset(
    {"more", "them", "crew", "personnel", "other", "others", "members", "police", "staff", "twins"}
)
_OLD = ("year", "month", "week", "day")
_OLDEST = 120
#: Marks around the ages of two: "the women, 29 and 37, were".
_ASIDE = frozenset({",", "-", "—", "–"})
#: Tokens between the ages of two who are named one after the other.
_AGES = 9
#: Ranks, from the second on.
ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
#: Classes of a word in capitals that may be a name by itself: "Spanish" is none.
_NAME_TAGS = frozenset({"NP", "N", "NS"})
#: How many tokens a noun may stand behind its number or article, and a verb behind its subject.
_NOUN, REACH = 7, 18
#: A list of more members than this is no longer looked at.
_LIST = 12


class Told(Enum):
    """How the words count."""

    NUMBER = "number"
    ONE = "one"
    ONESELF = "oneself"
    NAME = "name"
    PRONOUN = "pronoun"
    SOME = "some"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """People at tokens ``first`` to ``last`` (exclusive). ``high`` is None where there is no top.

    ``rest`` marks those that are counted beside others ("three others"), ``part`` those counted out of a
    whole ("two of them"). ``known`` is false of a number whose noun no table tells to be one for people,
    ``new`` true of one person who is introduced ("a man", "another"). ``members`` are the numbers of a list
    that was added up, from two on.
    """

    first: int
    last: int
    low: float
    high: float | None
    told: Told
    qualifier: Qualifier = Qualifier.EXACT
    rest: bool = False
    part: bool = False
    known: bool = True
    new: bool = False
    members: tuple[Group, ...] = ()

    @property
    def stated(self) -> bool:
        """Whether words of number tell how many."""
        return self.told in (Told.NUMBER, Told.NOBODY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A sentence under search: its tokens ``first`` to ``last``, and the numbers of the report by token."""

    view: Annotation
    first: int
    last: int
    numbers: Mapping[int, Number]

    def word(self, at: int) -> str:
        """The word at a token in small letters, nothing outside the sentence."""
        return self.view.lower[at] if self.first <= at < self.last else ""

    def is_titled(self, at: int) -> bool:
        """Whether a token begins with a capital, as in a heading or at the start of a sentence."""
        return self.view.words[at][0].isupper()

    def is_capital(self, at: int) -> bool:
        """Whether a token is written like a name: a capital in a text that has small letters."""
        if not self.first <= at < self.last or self.view.capitals:
            return False
        word = self.view.lower[at]
        known = word in _CALENDAR or word in HARM or word in _BREAK or word in _NO_NAME
        return self.view.words[at][0].isupper() and not known


def group_at(ground: Ground, at: int) -> Group | None:
    """The group of people that begins at a token."""
    word = ground.word(at)
    if not word or word in STOP or word == ",":
        return None
    number = ground.numbers.get(at)
    if number is not None:
        age = age_end(ground, at)
        whole = number.first == at
        return (_one(ground, at, age) if age else _numbered(ground, number)) if whole else None
    if word in _OPENING:
        inner = group_at(ground, at + 2 if ground.word(at + 1) in ("of", "the") else at + 1)
        return replace(inner, first=at) if inner is not None and inner.told is Told.NUMBER else None
    if word in _NONE or word in _NOBODY:
        return _nobody(ground, at)
    if word in _ONESELF:
        return Group(first=at, last=at + 1, low=1, high=1, told=Told.ONESELF)
    if word in _PRONOUN and not (word == "her" and _noun(ground, at + 1)):
        return Group(first=at, last=at + 1, low=1, high=1, told=Told.PRONOUN)
    if word in _ONE or age_end(ground, at):
        return _one(ground, at, age_end(ground, at) or at + 1)
    noun = word in PEOPLE and ground.word(at + 1) not in PEOPLE and not ground.is_capital(at + 1)
    return (None if noun else _named(ground, at)) or _plain(ground, at)


def age_end(ground: Ground, at: int) -> int:
    """Where an age that begins at a token ends ("31-year-old", "31-year-old's"), 0 where none does."""
    word = ground.word(at)
    if "-" in word and "-old" in word and any(f"-{unit}" in word for unit in _OLD):
        return at + 1
    number = ground.numbers.get(at)
    if number is None or number.high != number.low or number.low > _OLDEST:
        return 0
    behind = number.last + (ground.word(number.last) in ("-", "‑", "–"))
    if ground.word(behind).startswith(_OLD) and "-old" in ground.word(behind):
        return behind + 1
    if ground.word(behind).startswith((*_OLD, "yr", "yo")):
        more = behind + 1 + (ground.word(behind + 1) == "-")
        if ground.word(more).startswith("old"):
            return more + 1
    return behind + 1 if ground.word(behind) in ("yo", "y.o.") else 0


def is_age(ground: Ground, number: Number) -> bool:
    """Whether a number is somebody's age: "Cole, 31,", "a woman of 38", "aged 7", "ages 18 to 38"."""
    first, last = number.first, number.last
    if ground.word(first - 1) in ("aged", "age", "ages") or age_end(ground, first):
        return True
    if ground.word(first - 1) == "and" and ground.word(first - 3) in ("aged", "ages"):
        return True
    if number.high != number.low or number.low > _OLDEST:
        return False
    if ground.word(first - 1) == "of":
        noun = ground.word(first - 2)
        person = noun in PEOPLE and not is_plural(noun) and noun not in _TOGETHER
        return person and ground.word(last) not in PEOPLE
    return _set_apart(ground, number)


def _set_apart(ground: Ground, number: Number) -> bool:
    """Whether marks set a number apart as an age: "Cole, 31,", "Cole (31)", "the women, 29 and 37, were"."""
    first, last = number.first, number.last
    before, after = ground.word(first - 1), ground.word(last)
    if before == "," and (after in (",", ".", "") or (after in _BREAK and _aged_before(ground, first))):
        return True
    if before == "(" and after == ")":
        return True
    if before == "both" and ground.word(first - 2) == ",":
        return after == ","
    if before in _ASIDE and after == "and":
        return last + 1 in ground.numbers and ground.word(ground.numbers[last + 1].last) in _ASIDE
    if before != "and" or after not in _ASIDE:
        return False
    return first - 2 in ground.numbers and ground.word(first - 3) in _ASIDE


def _aged_before(ground: Ground, first: int) -> bool:
    """Whether a name before a number follows a name with its age: "Ada Lund, 27, and Tom Berg, 31 were"."""
    if not ground.is_capital(first - 2):
        return False
    at = next((i for i in range(first - 3, first - _AGES, -1) if i in ground.numbers), ground.first)
    before = ground.numbers.get(at)
    return (
        before is not None
        and before.low <= _OLDEST
        and {ground.word(at - 1), ground.word(before.last)} == {","}
    )


def is_plural(noun: str) -> bool:
    """Whether a word for people means several."""
    return noun in _NEITHER or (noun.endswith(_PLURAL) and not noun.endswith("ss") and noun not in _NO_PLURAL)


def _noun(ground: Ground, at: int) -> int:
    """The end of the word for people that a noun phrase from a token on has, 0 where it has none."""
    for i in range(at, at + _NOUN):
        word = ground.word(i)
        if word in _REST:
            return _noun(ground, i + 1) or (i + 1 if word in PEOPLE else 0)
        if word in PEOPLE:
            return _chain_end(ground, i)
        age = age_end(ground, i)
        if age:
            return 0 if ground.word(age) in _NOT_PEOPLE else _noun(ground, age) or age
        thing = word in _NOT_PEOPLE and not (word == "gunshot" and ground.word(i + 1) in PEOPLE)
        if not word or word in _BREAK or thing or not (word[0].isalnum() or word in "-‑’'"):
            return 0
    return 0


def _chain_end(ground: Ground, at: int) -> int:
    """The end of a chain of words for people ("police officers", "student nurses")."""
    while ground.word(at + 1) in PEOPLE and ground.word(at + 1) not in _REST:
        at += 1
    return at + 1


def _numbered(ground: Ground, number: Number) -> Group | None:
    """A number with the people behind it: "five others", "two of the men", or standing alone."""
    if is_age(ground, number) or number.low < 0:
        return None
    at, part = number.last, False
    if ground.word(at) == "-" or (ground.word(number.first - 1) and not _free(ground, number.first)):
        return None
    if ground.word(at) == "of":
        part = ground.word(at + 1) in _WHOLE or at + 1 in ground.numbers
        at += 2 if ground.word(at + 1) in _PARTITIVE else 1
        if at in ground.numbers:  # "nine of the 61 on board"
            at, part = ground.numbers[at].last, False
        if part and ground.word(at - 1) in ("them", "us", "whom", "which"):
            return _group_of(number, at, Told.NUMBER, part=True)
    end = _noun(ground, at)
    known = bool(end)
    end = end or _alone(ground, at)
    if not end:
        return None
    rest = any(ground.word(i) in _REST for i in range(number.first - 1, end))
    found = _group_of(number, end, Told.NUMBER, rest=rest, part=part)
    return found if known or end == at else replace(found, known=False)


def _free(ground: Ground, at: int) -> bool:
    """Whether a token does not stick to what stands before it: no "$5", no "A-5"."""
    before = ground.word(at - 1)
    if ground.view.ends[at - 1] != ground.view.starts[at] or before in ("(", '"', "“", "—", "'", "["):
        return True
    return before == "–" and ground.word(at).isalpha()


def _alone(ground: Ground, at: int) -> int:
    """Where a number without a word for people ends: before a verb, or behind a plural that is no thing."""
    word = ground.word(at)
    if word in _ALONE or not word or word.endswith("ly"):
        return at
    for i in range(at, at + 4):
        word = ground.word(i)
        if not word.isalpha() or word in _BREAK or word in _NOT_PEOPLE:
            return 0
        if word.endswith(("s", "men", "people")) and not word.endswith("ss"):
            return i + 1
    return at if ground.word(at).endswith("ed") else 0


def _group_of(number: Number, last: int, told: Told, rest: bool = False, part: bool = False) -> Group:
    return Group(
        first=number.first,
        last=last,
        low=number.low,
        high=number.high,
        told=told,
        qualifier=number.qualifier,
        rest=rest,
        part=part,
    )


def _nobody(ground: Ground, at: int) -> Group | None:
    """“Nobody”, “no one”, “no other people”, “none of them”."""
    if ground.word(at) in _NOBODY:
        return Group(first=at, last=at + 1, low=0, high=0, told=Told.NOBODY)
    end = at + 2 if ground.word(at + 1) in ("one", "-") else _noun(ground, at + 1)
    return Group(first=at, last=end, low=0, high=0, told=Told.NOBODY) if end else None


def _one(ground: Ground, first: int, at: int) -> Group | None:
    """One person behind an article, an ordinal or an age; "a couple" are two, "a family of four" four."""
    bare_age = age_end(ground, first) > 0
    end = _noun(ground, at) or (at if bare_age and ground.word(at) not in _NOT_PEOPLE else 0)
    if not end:
        return _another(ground, first, at)
    noun = ground.word(end - 1)
    rest = ground.word(first) == "another" or any(ground.word(i) in _REST for i in range(first, end))
    if noun in _TOGETHER:
        number = ground.numbers.get(end + 1) if ground.word(end) == "of" else None
        if number is not None and number.high is not None:
            last = _noun(ground, number.last) or number.last
            return replace(_group_of(number, last, Told.NUMBER), first=first)
        if noun == "couple":
            return Group(first=first, last=end, low=2, high=2, told=Told.NUMBER, rest=rest)
        return None
    number = next(
        (n for i in range(at, end) if (n := ground.numbers.get(i)) and not age_end(ground, n.first)), None
    )
    if number is not None:
        if number.low == 1 and number.high == 1:
            return Group(first=first, last=end, low=1, high=1, told=Told.ONE, rest=rest)
        return replace(_group_of(number, end, Told.NUMBER, rest=rest), first=first)
    if is_plural(noun):
        return Group(first=first, last=end, low=1, high=None, told=Told.SOME, rest=rest)
    new = bare_age or ground.word(first) in _NEW
    return Group(first=first, last=end, low=1, high=1, told=Told.ONE, rest=rest, new=new)


def _another(ground: Ground, first: int, at: int) -> Group | None:
    """“Another was wounded”, “a fourth died”: one person beside those that stand before."""
    if ground.word(at) in _ORDINAL and ground.word(first) in ("a", "the"):
        at += 1
    elif ground.word(first) != "another":
        return None
    alone = ground.word(at) in _ALONE or not ground.word(at)
    return Group(first=first, last=at, low=1, high=1, told=Told.ONE, rest=True, new=True) if alone else None


def _named(ground: Ground, at: int) -> Group | None:
    """A person by name, with the age behind it: "Tom Berg, 52,", "Mr Berg (52)"."""
    if ground.word(at) not in _TITLES and not ground.is_capital(at):
        return None
    if ground.word(at - 1) in _CALLED and ground.word(at - 2) in _NOT_PEOPLE:
        return None  # "a gorilla named Osa was killed"
    last = at
    while last - at < 6 and (
        ground.is_capital(last) or ground.word(last) in ("jr.", "jr", "de", "la", "van")
    ):
        last += 1
    if last - at > 1 and ground.word(last - 1) in _BUILDINGS:
        return None
    behind = last
    if ground.word(last) in (",", "("):
        number = ground.numbers.get(last + 1)
        if number is not None and is_age(ground, number):
            behind = number.last + (ground.word(number.last) in (",", ")"))
    named = last - at > 1 or (last > at and ground.view.tags[at] in _NAME_TAGS)
    return Group(first=at, last=behind, low=1, high=1, told=Told.NAME) if named else None


def _plain(ground: Ground, at: int) -> Group | None:
    """A bare plural ("peasants", "several young men"), or one person of a headline ("man", "police
    officer").
    """
    end = _noun(ground, at)
    if not end or end - at > 4 or any(i in ground.numbers for i in range(at, end)):
        return None
    noun = ground.word(end - 1)
    if noun in _TOGETHER or noun in ("them", "more"):
        return None
    if is_plural(noun):
        return Group(first=at, last=end, low=1, high=None, told=Told.SOME)
    return Group(first=at, last=end, low=1, high=1, told=Told.ONE)
