"""Which group of people stands before a verb as its subject, and which behind it as its object.

Decides by nearness and by what may stand between: adverbs, auxiliaries, where and when. A group that a
preposition introduces is no subject ("the mother of two children died": the mother). Lists are added up.
Does not decide whether a verb is active or passive, nor what it tells.
"""

from __future__ import annotations

from dataclasses import replace

from dateline.stages.interpret.figures.groups import (
    HARM,
    PEOPLE,
    REACH,
    SAID_OF,
    STOP,
    Ground,
    Group,
    Told,
    age_end,
    group_at,
    is_age,
    is_plural,
)
from dateline.stages.interpret.reading.lexicon import classes

_PERSONS, _GRAMMAR = classes("figures/persons"), classes("figures/grammar")
_AMID, _BREAK = _PERSONS["amid"], _PERSONS["break"]
_OPENERS = _PERSONS["one"] | _PERSONS["none"] | _PERSONS["opening"] | _PERSONS["rest"]
_ENDERS = PEOPLE | {"else"} | _PERSONS["nobody"] | _PERSONS["ordinal"] | {"one", "another"}
_BE = _GRAMMAR["be"]
_VERBAL = _GRAMMAR["be"] | _GRAMMAR["have"] | _GRAMMAR["manner"]
_BETWEEN = _GRAMMAR["before_object"]
_CLAUSE = frozenset(
    {"said", "says", "that", "because", "if", "when", "whether", "but", "told", "before", "while"}
)
#: Nobody says how many they are: no number further off is theirs.
_INDEFINITE = frozenset({"many", "some", "most", "few", "rest"})
_SEPARATORS = frozenset({",", "and"})
_NO_NAME = (
    _PERSONS["break"] | _PERSONS["one"] | _PERSONS["not_people"] | _PERSONS["rest"] | _PERSONS["calendar"]
)
_CALENDAR = _PERSONS["calendar"]
_MEMBERS, _EDGE = 12, 8
#: Words that may stand between a preposition and a name: "in the western Vesk".
_ADJECTIVES = 3
#: Verbs of one alone, after which no list is their subject.
_SINGULAR = frozenset({"was", "is", "has", "dies", "remains"})


def subject(ground: Ground, at: int) -> Group | None:
    """The group that the verb at a token is said of, where it stands before it."""
    i = at - 1
    while i >= ground.first and ground.word(i) in _VERBAL:
        i -= 1
    verb = [ground.word(j) for j in range(i + 1, at)]
    bare, singular = _BE.isdisjoint(verb), not _SINGULAR.isdisjoint(verb)
    start = i + 1
    floor, near = max(ground.first, at - REACH), True
    while i >= floor:
        word = ground.word(i)
        if word in STOP or word in _CLAUSE or word in _INDEFINITE:
            return None
        number = ground.numbers.get(i)
        if number is not None and is_age(ground, number) and not age_end(ground, number.first):
            i = number.first - 1 - (ground.word(number.first - 1) in (",", "aged", "age"))
            continue
        group = ending_at(ground, i, near)
        if group is not None and group.last <= at:
            amid = ground.word(group.first - 1) in _AMID and not _begins(ground, group)
            relative = ground.word(group.last) == "who"
            if relative or not amid or (bare and group.last == start):
                whole = _listed_before(ground, _meant(ground, group, relative))
                return None if singular and _is_list(whole, group) else whole
            i = group.first - 1
        elif word not in ("who", "(", ")", ",") and not (near and word in _AMID):
            near = False
        i -= 1
    return None


def _is_list(whole: Group, last: Group) -> bool:
    """Whether "and" has added one to a group: "who met a man and a woman was shot" is of neither."""
    return whole.told is Told.NUMBER and last.low == 1 and whole.low > last.low


def _meant(ground: Ground, group: Group, relative: bool) -> Group:
    """The whole, where a part tells more of it: "one of six who were hit", "six men, five of them Poles"."""
    if not group.part or group.told is not Told.NUMBER:
        return group
    if relative:
        inner = next((i for i in range(group.first + 1, group.last) if i in ground.numbers), group.first)
        return group_at(ground, inner) or group
    if ground.word(group.last - 1) not in ("them", "whom") or ground.word(group.first - 1) != ",":
        return group
    whole = ending_at(ground, group.first - 2, near=False)
    fits = whole is not None and whole.told is Told.NUMBER and whole.low > group.low
    return replace(whole, last=group.last) if whole is not None and fits else group


def _begins(ground: Ground, group: Group) -> bool:
    """Whether a group opens its sentence behind a lone preposition that is none of its own ("In all, …")."""
    return ground.word(group.first - 1) in ("of", "like") and ground.word(group.first - 2) in (
        "",
        "total",
        "number",
    )


def ending_at(ground: Ground, at: int, near: bool) -> Group | None:
    """The group whose last word stands at a token; a name or a pronoun only where ``near`` the verb."""
    word = ground.word(at)
    number = ground.numbers.get(at)
    if number is not None:
        nobody = ground.word(number.first - 1) in _PERSONS["none"]
        return group_at(ground, number.first - nobody)
    if word in _ENDERS:
        if word == "else":
            return ending_at(ground, at - 1, near)
        group = group_at(ground, _edge(ground, at))
        return group if group is not None and group.last > at else group_at(ground, at)
    if "old" in word and age_end(ground, _age_start(ground, at)) == at + 1:
        return group_at(ground, _edge(ground, _age_start(ground, at)))
    if not near:
        return None
    if word in _PERSONS["pronoun"]:
        return group_at(ground, at)
    return _name_ending(ground, at)


def _age_start(ground: Ground, at: int) -> int:
    """Where an age begins that ends at a token: "17-year-old" may be one token or four."""
    return next((i for i in range(at, at - 5, -1) if i in ground.numbers or age_end(ground, i) == at + 1), at)


def _edge(ground: Ground, at: int) -> int:
    """Where the phrase of a noun begins: at its number, its article, or with the noun itself."""
    edge = at
    for i in range(at - 1, max(ground.first, at - _EDGE) - 1, -1):
        word = ground.word(i)
        number = ground.numbers.get(i)
        if number is not None:
            if not age_end(ground, number.first) or edge <= i + 4:
                edge = number.first
        elif word in _OPENERS and (i == edge - 1 or edge not in ground.numbers):
            edge = i
        elif (word in _BREAK and not (word == "of" and i - 1 in ground.numbers and edge == at)) or not (
            word.isalnum() or "-" in word
        ):
            break
        elif word in PEOPLE and edge == i + 1:
            edge = i
    return edge


def _name_ending(ground: Ground, at: int) -> Group | None:
    first = at
    while ground.is_capital(first - 1) and at - first < 5:
        first -= 1
    plural = first == at and (ground.word(at).endswith("s") or ground.word(at - 1) == "them")
    if plural or not ground.is_capital(at) or ground.word(first - 1) in _AMID - {"of"}:
        return None
    return group_at(ground, first)


def _listed_before(ground: Ground, group: Group) -> Group:
    """A group with those that "and" and commas put before it: "three men and a woman" are four."""
    whole = group
    for _ in range(_MEMBERS):
        begin = _described(ground, whole)
        i = begin - 1
        while ground.word(i) in _SEPARATORS:
            i -= 1
        marks = {ground.word(j) for j in range(i + 1, begin)}
        number = ground.numbers.get(i)
        if number is not None and "," in marks and is_age(ground, number):
            i = number.first - 2
        if not marks or i < ground.first:
            return whole
        more = ending_at(ground, i, near=True)
        if more is None or more.told in (Told.PRONOUN, Told.NOBODY, Told.SOME):
            return whole
        if _governed(ground, more):
            return whole
        if marks == {","} and whole is not group and more.low == whole.low:
            return replace(more, last=whole.last)
        whole = _with(more, whole, apposed="and" not in marks and whole is group)
    return whole


def _governed(ground: Ground, group: Group) -> bool:
    """Whether a preposition stands before a group, adjectives between: a name may be a place."""
    for i in range(group.first - 1, group.first - 1 - _ADJECTIVES, -1):
        word = ground.word(i)
        if word in _AMID - {"of"}:
            return True
        if group.told is not Told.NAME or not word.isalpha() or word in _CALENDAR or word in PEOPLE:
            return False
    return False


def _described(ground: Ground, group: Group) -> int:
    """Where a name begins with what is said of it: "his mother Ada", "19-year-old Rey Dane"."""
    at = group.first - 1
    if group.told is not Told.NAME or at < ground.first:
        return group.first
    if "old" in ground.word(at) and age_end(ground, _age_start(ground, at)) == at + 1:
        return _edge(ground, _age_start(ground, at))
    told = ground.word(at) in PEOPLE and not is_plural(ground.word(at))
    return _edge(ground, at) if told else group.first


def _with(one: Group, other: Group, apposed: bool = False) -> Group:
    """Two groups as one; a name behind a comma is the person before it ("the driver, Tom Berg,")."""
    if apposed or one.high is None or other.high is None:
        return replace(other, first=min(one.first, other.first), last=max(one.last, other.last))
    names = one.told is Told.NAME and other.told is Told.NAME
    return replace(
        other,
        first=min(one.first, other.first),
        last=max(one.last, other.last),
        low=one.low + other.low,
        high=one.high + other.high,
        told=Told.NAME if names else Told.NUMBER,
        members=tuple(m for each in (one, other) for m in each.members or (each,) if m.low > 1),
    )


def object_of(ground: Ground, at: int) -> Group | None:
    """The group that stands behind the verb at a token: "killing at least five", "shot a woman and two
    men".
    """
    for i in range(at + 1, at + 5):
        word = ground.word(i)
        if word == "and" or (word in HARM and ground.word(i - 1) == "and"):
            if word == "and" and ground.word(i + 1) not in HARM and not ground.word(i + 1).endswith("ly"):
                return None
            continue
        group = group_at(ground, i)
        if group is not None:
            said = group.told is Told.NUMBER and ground.word(group.last) in SAID_OF
            return None if said else _listed_after(ground, group)
        if word not in _BETWEEN:
            return None
    return None


def _listed_after(ground: Ground, group: Group) -> Group:
    """A group with those behind "and": "a man and two women", not "a man, and two were hurt"."""
    whole = group
    for _ in range(_MEMBERS):
        i = whole.last
        while ground.word(i) in _SEPARATORS:
            i += 1
        if (
            "and" not in [ground.word(j) for j in range(whole.last, min(i + _EDGE, ground.last))]
            or i == whole.last
        ):
            return whole
        more = group_at(ground, i)
        if more is None or more.told in (Told.PRONOUN, Told.NOBODY, Told.SOME) or whole.told is Told.PRONOUN:
            return whole
        if ground.word(more.last) in _VERBAL or ground.word(more.last).endswith(
            ("ed", "shot", "hurt", "dead")
        ):
            return whole
        whole = _with(whole, more, apposed=_is_named(ground, whole, more, i))
    return whole


def _is_named(ground: Ground, one: Group, other: Group, at: int) -> bool:
    """Whether a name only says who the person before it is: "a student, Tom Berg"."""
    return one.told is Told.ONE and other.told is Told.NAME and ground.word(at - 1) == ","


def unnamed(ground: Ground, at: int) -> Group | None:
    """Somebody behind a word, in a text set in capitals, where no name is told by its letters."""
    word = ground.word(at + 1)
    if (
        not ground.view.capitals
        or not word.isalpha()
        or word in _NO_NAME
        or HARM.get(word)
        or at + 1 in ground.numbers
    ):
        return None
    return Group(first=at + 1, last=at + 2, low=1, high=1, told=Told.ONE)
