"""What times of the clock mean, and of which day they are.

Decides hour and minute; GMT and UTC are kept in the value ("Z"), any other zone leaves the time floating. The
day is the one that stands beside it, else the one of its sentence, else the one that the sentence before
names, else that of the report.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from dateline.stages.interpret.moments.story import Expression, Story, Told, Value
from dateline.stages.interpret.moments.words import count_of

_UNIVERSAL = frozenset({"gmt", "utc", "z"})
#: Tokens between a time and the day that stands beside it, and expressions that are looked at before it.
_BESIDE, _BACK = 6, 4
#: What stands between GMT and the hours by which a local time differs from it.
_OFFSET = frozenset({"+", "-", "−", "±"})
_HALVES = {"morning": "am", "afternoon": "pm", "evening": "pm", "night": "pm"}


def clock(said: Expression) -> Value | None:
    """10:35 a.m., 0735 GMT, noon, six o'clock. The value has no day yet."""
    time = _time(said)
    if time is None:
        return None
    universal = said.word("ZONE") in _UNIVERSAL and said.after() not in _OFFSET
    return "TIME", f"T{time}{'Z' if universal else ''}"


def _time(said: Expression) -> str | None:
    if said.has("NOON"):
        return "24:00" if said.word("NOON") == "midnight" else "12:00"
    word = said.word("CLOCK", "DOTTED", "DAY", "NUMBER", "YEAR", "OLDYEAR", "INTEGER")
    if said.has("YEAR", "OLDYEAR", "INTEGER"):
        if len(word) != 4 or (said.has("UNITS") and said.word("UNITS") != "hours"):
            return None
        hour, minute = int(word[:2]), int(word[2:])
    elif re.fullmatch(r"\d+[:.]\d\d(?::\d\d)?", word):
        hour, minute = (int(part) for part in re.split(r"[:.]", word)[:2])
    else:
        hour, minute = count_of(word) or 0, 0
    half = said.word("MERIDIEM").replace(".", "") or _HALVES.get(said.word("PART"), "")
    if half:
        if not 1 <= hour <= 12 and said.has("MERIDIEM"):
            return None
        hour = hour % 12 + (12 if half == "pm" else 0) if hour <= 12 else hour
    elif said.has("OCLOCK") and not 1 <= hour <= 12:
        return None
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


READERS: Mapping[str, Callable[[Expression], Value | None]] = {"clock": clock}


def dated(story: Story) -> list[Told]:
    """What a story told, its times of the clock with their days; those without one are left out."""
    told: list[Told] = []
    for number, each in enumerate(story.told):
        if not each.value.startswith("T"):
            if not (told and each.first < told[-1].last):
                told.append(each)
            continue
        behind = story.told[number + 1] if number + 1 < len(story.told) else None
        day = _day_of(story, number)
        if day is None:
            continue
        beside = behind is not None and behind.first == each.last and behind.day is not None
        joined = beside and behind is not None and not _on_next_line(story, number, behind)
        last = behind.last if behind is not None and joined else each.last
        told.append(replace(each, last=last, value=f"{day.isoformat()}{each.value}"))
    return told


def _day_of(story: Story, number: int) -> date | None:
    """The day of a time: beside it, in its sentence, in the one before, of the report."""
    clock, sentence_of = story.told[number], story.view.sentence_of
    sentence = sentence_of[clock.first]
    behind = [
        each
        for each in story.told[number + 1 : number + 1 + _BACK]
        if each.day and sentence_of[each.first] == sentence
    ][:1]
    if behind and behind[0].first - clock.last <= _BESIDE and not _on_next_line(story, number, behind[0]):
        return behind[0].day
    for each in reversed(story.told[max(number - _BACK, 0) : number]):
        if sentence - sentence_of[each.first] > 1:
            break
        if each.day is not None and each.kind != "SET":
            return each.day
    return behind[0].day if behind else story.today


def _on_next_line(story: Story, number: int, behind: Told) -> bool:
    """Whether a day begins the next line, and the time has one before it on its own: stamps in a list."""
    view, clock = story.view, story.told[number]
    before = story.told[number - 1] if number else None
    listed = before is not None and before.day is not None and clock.first - before.last <= 1
    return listed and "\n" in view.report.text[view.ends[clock.last - 1] : view.starts[behind.first]]
