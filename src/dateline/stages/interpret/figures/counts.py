"""Counts that a verb tells: killed, injured, missing, detained, displaced, rescued, evacuated, and the like.

Decides what became of how many people by the verb at a token, in its sentence alone: passive or active, fatal
or not, meant or done. Who is counted is for ``groups`` and ``subjects``, the nouns ("three deaths", "the
death toll") are for ``harms``. Does not decide which of several counts a page prints.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from dateline.stages.interpret.figures.groups import HARM, ORDINALS, SAID_OF, Ground, Group, Told, group_at
from dateline.stages.interpret.figures.subjects import object_of, subject, unnamed
from dateline.stages.interpret.figures.tally import Count, count_of, told_nobody
from dateline.stages.interpret.reading.lexicon import classes

_GRAMMAR = classes("figures/grammar")
_BE, _HAVE, _MANNER = _GRAMMAR["be"], _GRAMMAR["have"], _GRAMMAR["manner"]
_WILLED, _REFLEXIVE, _ON_BEHIND = _GRAMMAR["willed"], _GRAMMAR["reflexive"], _GRAMMAR["behind_participle"]
_STRICT = frozenset({"shot", "detained", "infected"})
#: "Hit with": a missile, or a fine that stands so many words further on.
_STRUCK, _LEVELLED_NEAR = frozenset({"hit", "struck", "slammed"}), 4
#: Before "was executed" they tell of a thing.
_THINGS = frozenset({"which", "it", "that", "this"})
_SERIOUS = _GRAMMAR["gravely"] | {"fatally", "mortally"}
#: Words that tell of oneself: "turned the gun on himself".
REFLEXIVE = _REFLEXIVE


def verb_counts(ground: Ground, at: int, uses: Mapping[str, str]) -> Iterator[Count]:
    """The counts that the verb at a token tells; ``uses`` are its measures by how it is used."""
    verbal = next(((use, uses[use]) for use in ("done", "doing", "state", "happen") if use in uses), None)
    if verbal is None or _supposed(ground, at) or (verbal[1] == "shot" and ground.word(at + 1) == "down"):
        return
    use, measure = verbal
    told = _READ[use](ground, at, measure)
    if told is None or not _fits(measure, told) or ground.word(told.first - 1) == "neither":
        return
    measure = _deadly(ground, at, measure) if measure in ("shot", "injured") else measure
    count = _ranked(ground, count_of(measure, told, at))
    if measure == "injured" and ground.word(at - 1) in _GRAMMAR["gravely"]:
        count = replace(count, detail=ground.word(at - 1))
    if len(told.members) > 1:
        yield from (
            replace(count, part=True, first=m.first, last=m.last, low=m.low, high=m.high, who=m.first)
            for m in told.members
        )
    yield from _split(ground, at, told_nobody(ground, count) if told.told is Told.NOBODY else count)


def _done(ground: Ground, at: int, measure: str) -> Group | None:
    """A participle: passive with "be" before it or with its people right before it, else a past tense."""
    if _has_be(ground, at):
        return subject(ground, at) or _implied(ground, at)
    number = ground.numbers.get(at - 1)
    counted = group_at(ground, number.first) if number is not None and number.last == at else None
    if counted is not None and counted.last > at:
        return counted  # "900 evacuated residents"
    if measure == "shot" and ground.word(at - 1) == "another":
        return None  # "took another hit"
    behind = object_of(ground, at)
    named = behind is not None and behind.told is Told.NAME
    if behind is not None and not (named and (ground.is_titled(at) or not _full_name(behind, ground))):
        return behind
    group = subject(ground, at)
    if group is None or not _adjacent(ground, group, at):
        return unnamed(ground, at) if measure == "killed" else None
    named = group.told is Told.NAME and group.last - group.first > 2
    if ground.word(group.first) == "none" and group.last == group.first + 1:
        return None  # "none hit": of what, nobody says
    told = named or group.told not in (Told.NAME, Told.PRONOUN)
    return group if told and _closed(ground, at) else None


def _doing(ground: Ground, at: int, measure: str) -> Group | None:
    group = object_of(ground, at)
    if (
        group is not None
        and group.told is Told.NAME
        and measure != "killed"
        and not _full_name(group, ground)
    ):
        return None
    return group


def _state(ground: Ground, at: int, measure: str) -> Group | None:
    group = subject(ground, at)
    if group is None or (group.told is Told.PRONOUN and not _has_be(ground, at)):
        return None
    return group if _has_be(ground, at) or _adjacent(ground, group, at) else None


def _happened(ground: Ground, at: int, measure: str) -> Group | None:
    return subject(ground, at)


_READ = {"done": _done, "doing": _doing, "state": _state, "happen": _happened}


def _implied(ground: Ground, at: int) -> Group | None:
    """Somebody, where the verb takes people alone and its subject is no word that a table knows.

    In a text set in capitals no name is told by its letters: there whoever "was killed" is somebody.
    """
    word = ground.word(at)
    if {ground.word(at - 2), ground.word(at - 3)} & _THINGS:
        return None
    if word not in _GRAMMAR["of_people_alone"] and not (ground.view.capitals and word == "killed"):
        return None
    many = any(ground.word(i) == "were" for i in range(at - 4, at))
    first = max(at - 2, ground.first)
    return Group(first=first, last=at, low=1, high=None if many else 1, told=Told.SOME if many else Told.ONE)


def on_oneself(ground: Ground, at: int) -> Iterator[Count]:
    """“Turned the gun on himself”: one who died, unless the report goes on otherwise."""
    turned = next(
        (i for i in range(at - 6, at - 1) if ground.word(i) in ("turned", "turning", "turns")), None
    )
    if turned is not None and ground.word(at - 1) == "on":
        yield Count(
            measure="killed",
            first=turned,
            last=at + 1,
            low=1,
            high=1,
            stated=False,
            told=Told.ONESELF,
            who=at,
        )


def _fits(measure: str, group: Group) -> bool:
    """Whether a measure may be told of a group: "hit twelve villages" is of nobody."""
    return group.known or measure not in _STRICT


def _full_name(group: Group, ground: Ground) -> bool:
    """Whether a name has two words, or an age behind it."""
    return group.last - group.first > 1 and ground.is_capital(group.first)


def _adjacent(ground: Ground, group: Group, at: int) -> bool:
    return all(ground.word(i) in _MANNER or ground.word(i) in (",", "who") for i in range(group.last, at))


def _closed(ground: Ground, at: int) -> bool:
    """Whether what stands behind a participle says that it is passive: "found dead in", "shot by"."""
    word = ground.word(at + 1)
    if word == "and":
        more = at + 2 + (ground.word(at + 2) in _MANNER and ground.word(at + 3) in HARM)
        return ground.word(more) in HARM and _closed(ground, more)
    return not word or word in _ON_BEHIND or word in _MANNER


def _has_be(ground: Ground, at: int) -> bool:
    """Whether a form of "be" stands before a participle, with adverbs and other participles between."""
    for i in range(at - 1, max(at - 6, ground.first - 1), -1):
        word = ground.word(i)
        if word in _BE:
            return True
        if not (word in _MANNER or word in HARM or word in _HAVE or word.endswith("ly")):
            return False
    return False


def _supposed(ground: Ground, at: int) -> bool:
    """Whether the harm is only feared, meant or denied ("could be killed", "tried to kill")."""
    for i in range(max(at - 4, ground.first), at):
        word = ground.word(i)
        if i not in ground.numbers and (word in _WILLED or word == "not" or word.endswith("n't")):
            return True
        if word in ("without", "from") and ground.word(i + 1) in _BE:
            return True  # "kept the boy from being hurt"
    return ground.word(at) in _STRUCK and ground.word(at + 1) == "with" and _charged_with(ground, at + 2)


def _charged_with(ground: Ground, at: int) -> bool:
    """Whether somebody is "hit with a lawsuit": what hits nobody's body."""
    return any(ground.word(i) in _GRAMMAR["levelled"] for i in range(at, at + _LEVELLED_NEAR))


def _deadly(ground: Ground, at: int, measure: str) -> str:
    """“Shot dead”, “fatally shot”, “mortally wounded”, “shot and killed”, “shot to death”."""
    behind = (ground.word(at + 1), ground.word(at + 2))
    if {"fatally", "mortally"} & {ground.word(at - 1), behind[0]} or behind[0] == "dead":
        return "killed"
    return "killed" if behind in (("to", "death"), ("and", "killed"), ("and", "fatally")) else measure


def _ranked(ground: Ground, count: Count) -> Count:
    """“A fifth victim died”: the dead are five by now."""
    rank = next((ground.word(i) for i in range(count.who, count.who + 2) if ground.word(i) in ORDINALS), "")
    one = ground.word(count.who) in ("a", "an")
    victim = "victim" in (ground.word(count.who + 1), ground.word(count.who + 2))
    if not rank or not one or not victim or count.measure != "killed":
        return count
    number = ORDINALS.index(rank) + 2
    return replace(count, low=number, high=number, told=Told.NUMBER, stated=True)


def _split(ground: Ground, at: int, count: Count) -> Iterator[Count]:
    """A count with the words that end it; "four people were shot, one fatally" tells of two groups."""
    behind = (ground.word(count.last), ground.word(count.last + 1))
    if behind[0] == "dead":
        count = replace(count, last=count.last + 1)
    elif behind in (("to", "death"), ("and", "killed")):
        count = replace(count, last=count.last + 2)
    yield count
    if count.measure in ("shot", "killed", "injured", "casualties"):
        yield from _parts(ground, at, count)


def _parts(ground: Ground, at: int, count: Count) -> Iterator[Count]:
    """Some of a count: “…, including two children”, “…, one fatally”, “…, of whom ten seriously”."""
    including = next((i for i in range(count.last, count.last + 4) if ground.word(i) == "including"), 0)
    some = group_at(ground, including + 1) if including else None
    if some is not None and some.told is Told.NUMBER and some.low < count.low:
        yield replace(count_of(count.measure, some, some.first), part=True)
        return
    for i in range(at + 1, min(at + 8, ground.last)):
        number = ground.numbers.get(i)
        if number is None or number.first != i or number.low > count.low:
            continue
        last, stop = number.last, number.last + 4
        kind = next(
            (j for j in range(last, stop) if ground.word(j) in _SERIOUS and ground.word(j - 1) != ","), 0
        )
        if kind and not any(ground.word(j) in SAID_OF for j in range(last, kind + 2)):
            fatal = ground.word(kind) in ("fatally", "mortally")
            made = replace(count, first=i, last=kind + 1, low=number.low, high=number.high, part=True, who=i)
            yield replace(
                made,
                measure="killed" if fatal else "injured",
                detail="" if fatal else ground.word(kind),
                stated=True,
                told=Told.NUMBER,
            )
            return
