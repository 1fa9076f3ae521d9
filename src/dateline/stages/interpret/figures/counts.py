"""Counts of people: killed, injured, missing, detained, displaced, rescued, evacuated.

Decides which number (or which single person) goes with which word of harm, in the sentence alone.
Does not decide which of several counts a page prints (``headline``). "A man was shot dead" is 1,
"no casualties" is 0, "dozens" keeps its floor. Never adds counts of two kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from dateline.stages.interpret.figures.tally import Count
from dateline.stages.interpret.reading.annotate import Annotation
from dateline.stages.interpret.reading.lexicon import classes, rows, words
from dateline.stages.interpret.reading.numerals import Number

_PEOPLE = words("reading/people")
_GRAMMAR = classes("figures/grammar")
_BE = _GRAMMAR["be"]
_HAVE = _GRAMMAR["have"]
_MANNER = _GRAMMAR["manner"]
_NONE = frozenset({"no", "zero"})
_NOBODY = frozenset({"nobody", "none"})
_SINGLE = _GRAMMAR["single"]
_INTRODUCING = _GRAMMAR["introducing"]
_STOPS = frozenset({";", ":", "—", "–", '"', "“", "”", "!", "?"})
_WILLED = _GRAMMAR["willed"]
_REFLEXIVE = _GRAMMAR["reflexive"]
_TOLL = _GRAMMAR["toll"]
_ON_ONESELF = {
    "killed": "killed",
    "killing": "killed",
    "shot": "shot",
    "shooting": "shot",
    "injured": "injured",
}
_BROUGHT = _GRAMMAR["brought"]
_SUFFERED = _GRAMMAR["suffered"]
_PERSON = _GRAMMAR["person"]
_GRAVELY = frozenset({"seriously", "critically", "badly", "severely", "gravely"})
_ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_REACH = 14
_OLDEST = 120
_OLD = ("year-old", "month-old", "year", "month")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    """What one search looks at: the tokens of a sentence and the numbers in it by where they lie."""

    view: Annotation
    first: int
    last: int
    numbers: Mapping[int, Number]

    def is_age(self, number: Number) -> bool:
        """Whether a number is somebody's age: "a 31-year-old", "Cole, 31,", "a woman of 38", "aged 7"."""
        lower, at = self.view.lower, number.last
        before = lower[max(number.first - 3, 0) : number.first]
        if before[-1:] in (("aged",), ("age",)) or (before[-1:] == ("and",) and before[:1] == ("aged",)):
            return True
        if before[-1:] == ("of",) and before[-2] in _PERSON and number.high == number.low <= _OLDEST:
            return True
        if any(word.startswith(_OLD) for word in lower[at : at + 2]):
            return True
        return lower[number.first - 1 : number.first] == (",",) and lower[at : at + 1] in ((",",), (".",))

    def counted(self, number: Number) -> bool:
        """Whether a number counts people: what follows is a word for them, or the number stands alone."""
        lower = self.view.lower
        at = number.last
        if self.is_age(number):
            return False
        if at < self.last and lower[at] == "of":
            at += 2 if lower[at + 1 : at + 2] in (("the",), ("them",), ("whom",)) else 1
        for i in range(at, min(at + 5, self.last)):
            word = lower[i]
            if word in _PEOPLE or word in _BE or word in _HAVE or word in _HARM:
                return True
            if not (word[0].isalpha() and (self.view.words[i].islower() or i <= at + 1)) or word in (
                "of",
                "in",
                "and",
                "years",
            ):
                return (
                    word == "and"
                    or (i == at and not word[0].isalnum())
                    or (i == at and word in ("in", "at", "when"))
                )
        return True


_HARM: dict[str, dict[str, str]] = {}
for _measure, _use, _words in rows("figures/casualties.tsv"):
    for _word in _words.split():
        _HARM.setdefault(_word, {}).setdefault(_use, _measure)
_TRIGGERS = frozenset(_HARM) | _REFLEXIVE
_PARTICIPLES = frozenset(word for word, uses in _HARM.items() if {"noun", "done"} <= uses.keys())


#: A unit right behind a number, with a hyphen or a blank between.
_UNIT_BEHIND = re.compile(
    r"[-‑ ]?(?:kg|kilos?|kilograms?|lbs?|pounds?|tons?|tonnes?|km|kilomet(?:re|er)s?|met(?:re|er)s?|feet|foot"
    r"|inch(?:es)?|yards?|miles?|mph|seconds?|minutes?|hours?|days?|weeks?|months?|years?|percent|per cent"
    r"|dollars?|euros?)\b|%",
    re.IGNORECASE,
)


def counts(view: Annotation, numbers: tuple[Number, ...]) -> tuple[Count, ...]:
    """The counts of people in a report, in the order of the words that tell them."""
    people = [number for number in numbers if not _measures(view, number)]
    by_token = {i: number for number in people for i in range(number.first, number.last)}
    found: list[Count] = []
    for at in view.positions(_TRIGGERS):
        sentence = view.sentences[view.sentence_at(view.starts[at])]
        tokens = view.tokens_of(sentence)
        here = _Sentence(view=view, first=tokens.start, last=tokens.stop, numbers=by_token)
        found += (_as_told(here, count) for count in _at(here, at))
    return _distinct(found)


def _measures(view: Annotation, number: Number) -> bool:
    """Whether a number has a unit behind it: 181 kg and ten minutes are nobody."""
    end = view.ends[number.last - 1]
    return bool(_UNIT_BEHIND.match(view.report.text, end))


def _at(here: _Sentence, at: int) -> Iterator[Count]:
    """The counts that the word at a token tells."""
    word = here.view.lower[at]
    uses = _HARM.get(word)
    if uses is None:
        if at > here.first and here.view.lower[at - 1] in _ON_ONESELF and word != "themselves":
            measure = _ON_ONESELF[here.view.lower[at - 1]]
            yield Count(measure=measure, first=at - 1, last=at + 1, low=1, high=1, stated=False)
        return
    noun = _noun_count(here, at, uses["noun"]) if "noun" in uses else None
    if noun is not None:
        yield noun
        return
    special = _SPECIAL.get(next(iter(uses))) or _SPECIAL.get(list(uses)[-1])
    if special:
        found = special(here, at)
        if found is not None:
            yield found
        if found is not None or "doing" not in uses:
            return
    if _supposed(here, at):
        return
    measure = _measure_of(here, at, uses)
    after = (
        _count_after(here, at, measure) if {"done", "doing"} & uses.keys() and not _has_be(here, at) else None
    )
    if after is not None:
        yield after
        return
    passive = "done" not in uses or _passive(here, at)
    if "doing" not in uses and passive:
        before = _count_before(here, at, measure)
        if before is not None:
            yield before


def _wound(here: _Sentence, at: int) -> Count | None:
    """“suffered a gunshot wound”: one person hurt, unless the report tells a death."""
    lower = here.view.lower
    for i in range(at - 1, max(here.first, at - 8) - 1, -1):
        if lower[i] in _SUFFERED:
            people = _count_before(here, i, "shot") if lower[i] != "for" else None
            if people is not None and people.low > 0:
                return replace(people, last=at + 1)
            return Count(measure="shot", first=i, last=at + 1, low=1, high=1, stated=False)
        if lower[i] in _STOPS or lower[i] in _NONE or lower[i] == ",":
            return None
    return None


def _in_hospital(here: _Sentence, at: int) -> Count | None:
    """“Four teenagers were taken to a hospital”, “sent four people to hospital”."""
    lower = here.view.lower
    for i in range(at - 1, max(here.first, at - 10) - 1, -1):
        if lower[i] in _BROUGHT:
            return _count_after(here, i, "shot") or (
                _count_before(here, i, "shot") if _has_be(here, i) else None
            )
    return None


def _act(here: _Sentence, at: int) -> Count | None:
    """“The killing of Cole”, “the fatal shooting of a student”: one person, by the noun."""
    lower = here.view.lower
    if lower[at] == "shooting" and lower[at - 1 : at] != ("fatal",):
        return None
    if lower[at + 1 : at + 2] != ("of",) or "attempted" in lower[max(at - 3, 0) : at]:
        return None
    single = _count_after(here, at + 1, "killed")
    if single is not None and single.low == 1:
        return replace(single, first=at)
    name = at + 2 < here.last and here.view.words[at + 2][0].isupper()
    return Count(measure="killed", first=at, last=at + 3, low=1, high=1, stated=False) if name else None


def _in_condition(here: _Sentence, at: int) -> Count | None:
    """“Ten of them are in serious condition”."""
    lower = here.view.lower
    if not {"serious", "critical", "grave"} & set(lower[max(at - 3, 0) : at]):
        return None
    start = next((i for i in range(at - 1, max(here.first, at - 6), -1) if lower[i] == "in"), None)
    found = _count_before(here, start, "seriously injured") if start is not None else None
    return replace(found, last=at + 1) if found is not None and found.stated else None


_SPECIAL = {"wound": _wound, "hospital": _in_hospital, "act": _act, "condition": _in_condition}


def _measure_of(here: _Sentence, at: int, uses: Mapping[str, str]) -> str:
    measure = (
        next(uses[use] for use in ("done", "doing", "state", "happen") if use in uses)
        if set(uses) != {"noun"}
        else uses["noun"]
    )
    if measure == "shot":
        lower = here.view.lower
        fatal = (
            lower[at - 1] == "fatally"
            or lower[at + 1 : at + 2] == ("dead",)
            or lower[at + 1 : at + 3] == ("to", "death")
        )
        fatal = fatal or (
            lower[at + 1 : at + 2] == ("and",) and lower[at + 2 : at + 3] in (("killed",), ("fatally",))
        )
        return "killed" if fatal else "shot"
    return measure


def _supposed(here: _Sentence, at: int) -> bool:
    """Whether the harm is only feared, meant or denied ("could be killed", "tried to kill")."""
    near = range(max(at - 4, here.first), at)
    before = [here.view.lower[i] for i in near if i not in here.numbers]
    return bool(_WILLED & set(before)) or "not" in before or "n't" in "".join(before)


def _has_be(here: _Sentence, at: int) -> bool:
    return any(word in _BE for word in here.view.lower[max(at - 4, here.first) : at])


def _passive(here: _Sentence, at: int) -> bool:
    """Whether a participle is said of what stands before it: "was killed", "three killed"."""
    if _has_be(here, at):
        return True
    before = at - 1
    while before >= max(here.first, at - _REACH) and here.view.lower[before] in _MANNER:
        before -= 1
    return before >= here.first and (before in here.numbers or here.view.lower[before] in _PEOPLE)


def _count_before(here: _Sentence, at: int, measure: str) -> Count | None:
    """The number or the one person that stands before a passive: "three people were killed"."""
    lower = here.view.lower
    i = at - 1
    noun = False
    floor = max(here.first, at - _REACH)
    while i >= floor:
        word = lower[i]
        number = here.numbers.get(i)
        if number is not None:
            if lower[number.first - 1 : number.first] == ("no",):
                return Count(measure=measure, first=number.first - 1, last=at + 1, low=0, high=0)
            if here.counted(number):
                return _with_list(here, _counted(here, measure, number, at))
            if here.is_age(number) and any(
                word.startswith(_OLD) for word in lower[number.last : number.last + 2]
            ):
                return Count(measure=measure, first=number.first, last=at + 1, low=1, high=1, stated=False)
            i = number.first - 1
            continue
        if word in _STOPS or (word in _HARM and i < at - 3 and not noun):
            return None
        if word in _NONE or word in _NOBODY:
            return Count(measure=measure, first=i, last=at + 1, low=0, high=0)
        if word in _PEOPLE and not noun:
            noun = True
            single = _single(here, i, floor)
            if single is not None:
                if lower[single] not in _INTRODUCING and measure != "killed":
                    return None
                one = Count(measure=measure, first=single, last=at + 1, low=1, high=1, stated=False)
                return _victim(here, one, i) or _with_list(here, one)
        i -= 1
    return _named(here, at, measure) if not noun else None


def _victim(here: _Sentence, one: Count, noun: int) -> Count | None:
    """“A fifth victim died”: the dead are five by now."""
    ordinal = here.view.lower[noun - 1]
    if one.measure != "killed" or here.view.lower[noun] != "victim" or ordinal not in _ORDINALS:
        return None
    rank = _ORDINALS.index(ordinal) + 2
    return replace(one, low=rank, high=rank, stated=True)


def _with_list(here: _Sentence, count: Count) -> Count:
    """A count with those that "and" and commas put before it: "three men and a woman" are four."""
    lower = here.view.lower
    for _ in range(4):
        i = count.first - 1
        while i > here.first and lower[i] in (",", "and"):
            i -= 1
        if i == count.first - 1 or i < here.first or lower[i] not in _PEOPLE:
            return count
        number = next(
            (n for j in range(i, max(here.first, i - 4) - 1, -1) if (n := here.numbers.get(j))), None
        )
        if number is not None and number.high is not None and here.counted(number) and count.high is not None:
            count = replace(
                count, first=number.first, low=count.low + number.low, high=count.high + number.high
            )
        elif (single := _single(here, i, max(here.first, i - 8))) is not None and count.high is not None:
            count = replace(count, first=single, low=count.low + 1, high=count.high + 1)
        else:
            return count
        count = replace(count, stated=True)
    return count


def _single(here: _Sentence, noun: int, floor: int) -> int | None:
    """Where the phrase of one person begins, if its noun is singular and introduced as one."""
    lower = here.view.lower
    if lower[noun].endswith(("s", "men", "people", "children", "troops")) or lower[noun] in (
        "more",
        "them",
        "crew",
    ):
        return None
    for i in range(noun - 1, max(floor, noun - 8) - 1, -1):
        if lower[i] in _SINGLE:
            return i
        if i in here.numbers and lower[i + 1 : i + 2] != ("-",):
            return None
        if lower[i] in _STOPS or lower[i] == ",":
            return None
    return None


def _named(here: _Sentence, at: int, measure: str) -> Count | None:
    """“Cole, 31, was killed”: one person, by name."""
    lower = here.view.lower
    i = at - 1
    verbal = _BE | _HAVE | _MANNER | {"among", "the"}
    while i >= max(here.first, at - _REACH) and lower[i] in verbal:
        i -= 1
    if (
        measure not in ("killed", "shot", "injured")
        or i < here.first
        or (i == at - 1 and measure != "killed")
    ):
        return None
    if lower[i] in ("he", "she"):
        return Count(measure=measure, first=i, last=at + 1, low=1, high=1, stated=False)
    if lower[i] == "," and i - 2 > here.first and lower[i - 1].isdigit() and lower[i - 2] == ",":
        i -= 3
    first = i
    while first > here.first and here.view.words[first - 1][0].isupper():
        first -= 1
    if here.view.words[i][0].isupper() and lower[i] not in ("i", "they") and not lower[i].endswith("s"):
        return Count(measure=measure, first=first, last=at + 1, low=1, high=1, stated=False)
    return None


def _count_after(here: _Sentence, at: int, measure: str) -> Count | None:
    """The number or the one person that stands after: "killing at least five", "injured a woman"."""
    lower = here.view.lower
    i = at + 1
    while i < here.last and i < at + 4:
        number = here.numbers.get(i)
        if number is not None:
            if not here.counted(number):
                return None
            return _counted(here, measure, number, at)
        word = lower[i]
        if word in _INTRODUCING or (word in ("his", "her", "their", "the") and measure == "killed"):
            noun = next((j for j in range(i + 1, min(i + 6, here.last)) if lower[j] in _PEOPLE), None)
            between = lower[i + 1 : noun] if noun is not None else ()
            if noun is None or _STOPS & set(between) or "," in between:
                return None
            if lower[noun].endswith(("s", "men", "children")):
                return None
            return Count(measure=measure, first=at, last=noun + 1, low=1, high=1, stated=False)
        if not (word in _MANNER or word in ("dead", "all")):
            return None
        i += 1
    return None


def _noun_count(here: _Sentence, at: int, measure: str) -> Count | None:
    """“Three deaths”, “no injuries”, “a death toll of 34”, “the number of dead rose to 34”."""
    lower = here.view.lower
    for i in range(at - 1, max(here.first, at - 5) - 1, -1):
        if lower[i] in _NONE or (lower[i] == "without" and lower[at] not in ("dead", "killed")):
            return Count(measure=measure, first=i, last=at + 1, low=0, high=0)
        number = here.numbers.get(i)
        if number is not None and lower[at] not in _PARTICIPLES:
            return _counted(here, measure, number, at)
        plain = (
            lower[i].isalpha()
            and here.view.words[i].islower()
            and lower[i] not in ("in", "and", "were", "the")
        )
        if not plain or (lower[i] == "of" and i < at - 1):
            break
    toll = lower[at + 1 : at + 2] and lower[at + 1] in _TOLL
    people_of = at > 1 and lower[at - 1] in _PEOPLE and lower[at - 2] == "of"
    counted_before = bool(_TOLL & set(lower[max(at - 4, here.first) : at]))
    number_of = counted_before and (people_of or lower[at - 1] in ("of", "the"))
    if not toll and not number_of:
        return None
    for i in range(at + 1, min(at + 14, here.last)):
        number = here.numbers.get(i)
        if number is not None and number.high is not None and lower[number.first - 1] == "from":
            number = replace(number, low=number.high) if number.high > number.low else None
        if number is not None:
            counted = _counted(here, measure, number, at)
            begins = next(
                (j for j in range(at - 1, max(at - 4, here.first) - 1, -1) if lower[j] in _TOLL), at
            )
            return replace(counted, first=begins)
    return None


def _counted(here: _Sentence, measure: str, number: Number, at: int) -> Count:
    """A count with its number, as far as the words that say who is counted."""
    last = max(number.last, at + 1)
    if number.last > at:
        ends = (i + 1 for i in range(last, min(last + 3, here.last)) if here.view.lower[i] in _PEOPLE)
        last = next(ends, last)
    return Count(
        measure=measure,
        first=min(number.first, at),
        last=last,
        low=number.low,
        high=number.high,
        qualifier=number.qualifier,
    )


def _distinct(found: list[Count]) -> tuple[Count, ...]:
    """Each number once for each measure: "two people were shot and killed" tells one count."""
    kept: dict[tuple[str, int], Count] = {}
    for count in found:
        kept.setdefault((count.measure, count.first), count)
    return tuple(sorted(kept.values(), key=lambda count: (count.first, count.last)))


def _as_told(here: _Sentence, count: Count) -> Count:
    """A count with "dead" or "to death" behind its verb; nobody "seriously" hurt is not nobody hurt."""
    told = set(here.view.lower[count.first : count.last])
    if count.measure == "injured" and count.high == 0 and told & _GRAVELY:
        return replace(count, measure="seriously injured")
    behind = here.view.lower[count.last : count.last + 2]
    if behind[:1] == ("dead",):
        return replace(count, last=count.last + 1)
    return replace(count, last=count.last + 2) if behind == ("to", "death") else count
