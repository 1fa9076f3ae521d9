"""How many dead and injured a report means in the end, out of all that it tells.

Decides by two small forests over numbers (``casualties.json``; ``scripts/train_casualties.py`` makes it,
its card stands in the file): the dead first, then the injured with the dead known. Asked only of whole
reports of shootings, of which alone the forests learnt: of a line or two, of a quake, a flood or a crash
the first stated number is the one (``headline``). Never decides for a value that no mention of the text
bears.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from dateline.stages.interpret.figures.groups import PEOPLE, Told
from dateline.stages.interpret.figures.scope import Scopes
from dateline.stages.interpret.figures.trees import Forest, read
from dateline.stages.interpret.figures.weighing import (
    CLASSES,
    FEATURES,
    MEASURES,
    Candidate,
    Mention,
    Telling,
    candidates,
    rows,
)

if TYPE_CHECKING:
    from dateline.core.types import Scope
    from dateline.stages.interpret.figures.tally import Count
    from dateline.stages.interpret.reading.annotate import Annotation

#: A report of fewer sentences is no whole one: the forests learnt on none.
WHOLE = 4
_CLASSES_OF = {
    word: tuple(name for name, other in CLASSES.items() if word in other)
    for several in CLASSES.values()
    for word in several
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The number of a measure, with the mentions of the text that bear it."""

    measure: str
    value: int
    borne: tuple[Mention, ...]


def told(view: Annotation, people: Sequence[Count], scopes: Scopes) -> tuple[Mention, ...]:
    """The counts of a text where they stand, those of people whom it has told of before marked."""
    found: list[Mention] = []
    for count in people:
        mention = _mention(view, count, scopes.of(count.first, count.last))
        found.append(replace(mention, again=_again(view, mention, found)))
    return tuple(found)


def may_choose(view: Annotation, mentions: Sequence[Mention]) -> bool:
    """Whether a report is a whole one, of a shooting, that tells of dead or injured."""
    if len(view.sentences) < WHOLE or not any(m.count.measure in MEASURES[:3] for m in mentions):
        return False
    return not view.index.keys().isdisjoint(CLASSES["gunfire"])


def choices(telling: Telling) -> tuple[Choice, ...]:
    """The number of the dead and of the injured that a whole report means."""
    killed = _best(telling, "killed", 0)
    return killed, _best(telling, "injured", killed.value)


def telling_of(
    view: Annotation, mentions: Sequence[Mention], title: Annotation, heading: Sequence[Mention]
) -> Telling:
    """All that a report and its title tell of its dead and injured."""
    heard = (replace(mention, titular=True) for mention in heading)
    return Telling(
        mentions=tuple(mention for mention in (*mentions, *heard) if mention.count.measure in MEASURES),
        words=_words(view),
        heading=_words(title),
        sentences=len(view.sentences),
    )


def _mention(view: Annotation, count: Count, scope: Scope) -> Mention:
    name = _surname(view, count) if count.told is Told.NAME and count.low == 1 else ""
    return Mention(count=count, sentence=view.sentence_of[count.first], scope=scope, name=name)


def _again(view: Annotation, mention: Mention, before: Iterable[Mention]) -> bool:
    """Whether one person is "the girl" of whom a sentence before told that a girl took her own life."""
    count = mention.count
    if count.told is not Told.ONE or "the" not in view.lower[count.who : count.last]:
        return False
    nouns = PEOPLE.intersection(view.lower[count.who : count.last])
    return any(
        other.single
        and other.count.measure == count.measure
        and other.sentence < mention.sentence
        and not nouns.isdisjoint(_up_to(view, other))
        for other in before
    )


def _up_to(view: Annotation, mention: Mention) -> Sequence[str]:
    """The words of a sentence up to the end of what it tells: "when a girl took her own life"."""
    return view.lower[view.tokens_around(mention.count.first).start : mention.count.last]


def _surname(view: Annotation, count: Count) -> str:
    """The last word of a name, by which it is told from others."""
    last = count.who
    while last + 1 < count.last and view.words[last + 1][0].isupper():
        last += 1
    return view.lower[last]


def _words(view: Annotation) -> dict[str, int]:
    """How often a text uses the words of each class."""
    found = dict.fromkeys(CLASSES, 0)
    for word in view.index.keys() & _CLASSES_OF.keys():
        for name in _CLASSES_OF[word]:
            found[name] += len(view.index[word])
    return found


def _best(telling: Telling, measure: str, killed: int) -> Choice:
    asked: Sequence[Candidate] = candidates(telling, measure, killed)
    best = asked[0]
    if len(asked) > 1:
        likely = _forest(measure).likelihoods(rows(telling, measure, asked, killed))
        best = asked[likely.index(max(likely))]
    return Choice(measure=measure, value=best.value, borne=best.borne)


@cache
def _forest(measure: str) -> Forest:
    text = files("dateline.stages.interpret").joinpath("figures", "casualties.json").read_text("utf-8")
    forest = read(json.loads(text)[measure])
    if forest.features != FEATURES:
        raise ValueError("casualties.json is of other columns: run scripts/train_casualties.py")
    return forest
