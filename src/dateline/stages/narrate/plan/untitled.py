"""A headline where no report has a title: the lead in its barest form that still says what it says.

Decides which sentence heads such a story and how much of it a headline needs: an early one, rather told by
its report than said by somebody, without its day. Every word stands in the sentence, in its order. Does
NOT put it into the present or write anything of its own; where reports have titles ``headline`` chooses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING

from dateline.core.ids import line_id
from dateline.core.pages import Line, LineKind
from dateline.stages.narrate.facts.status import origins_of, status_of
from dateline.stages.narrate.plan.pool import latest, overtaken
from dateline.stages.narrate.plan.traits import ahead, background, caption, passing, run_in
from dateline.stages.narrate.wording.compression import opens_subordinate, sound
from dateline.stages.narrate.wording.forms import Forms
from dateline.stages.narrate.wording.letters import quoted, tokens
from dateline.stages.narrate.wording.rewriting.styling import in_house_style
from dateline.stages.narrate.wording.standing import standalone

if TYPE_CHECKING:
    from dateline.stages.narrate.facts.material import Material, Passage
    from dateline.stages.narrate.plan.selection import Ranking

#: A headline of more words is a sentence; one of fewer says too little.
_MOST_WORDS, _LEAST_WORDS = 14, 4
#: The lead stands among the first sentences of its report; so many of them, the best first, are tried.
_LEAD, _TRIED = 4, 12
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_PART = r"(?: (?:morning|afternoon|evening|night))?"
#: A day that a headline does without: the page says when it happened. "Tuesday's quake" keeps its own.
_WHEN = re.compile(rf" (?:on |late |early |late on |early on ){{0,2}}{_DAY}{_PART}(?=$| (?!and\b|or\b)[a-z])")
_WHEN_FIRST = re.compile(rf"^(?:On |Late on |Early on ){_DAY}{_PART}, ")


def heading(
    material: Material, ranking: Ranking, outdated: Collection[str], free: Callable[[str], bool]
) -> Line | None:
    """The headline made of the best lead that has a form short enough, ``free`` of a long run; else None.

    Of reports that are ``outdated`` (a toll of theirs was replaced) none is made.
    """
    now = latest(material)
    leads = [passage for passage in material.passages if passage.order < _LEAD and _tells(passage)]
    leads = [
        p
        for p in leads
        if p.span.report not in outdated and not (overtaken(p, now) and (ahead(p) or passing(p)))
    ]
    leads.sort(key=lambda passage: (bool(passage.statements), -ranking.score(passage), passage.key))
    for passage in leads[:_TRIED]:
        text = next(filter(free, _forms(passage)), None)
        if text:
            return _line(text, passage, material)
    return None


def _tells(passage: Passage) -> bool:
    """Whether a sentence tells of this happening, and is no caption nor a heading that ran into the text."""
    return not (background(passage) or caption(passage) or run_in(passage))


def _forms(passage: Passage) -> Iterator[str]:
    """The forms that are short enough, the fullest first, each without its day where it can do without."""
    for body in Forms(passage).bodies():
        text = in_house_style(body)
        bare = undated(text)
        short = _LEAST_WORDS <= len(tokens(bare)) <= _MOST_WORDS
        if short and not quoted(bare) and not opens_subordinate(bare):
            yield bare


def undated(text: str) -> str:
    """The text without the weekday that it opens or ends with, or that stands behind its verb."""
    bare = _WHEN_FIRST.sub("", _WHEN.sub("", text))
    bare = bare[:1].upper() + bare[1:]
    return bare if bare != text and sound(bare) and standalone(bare) else text


def _line(text: str, passage: Passage, material: Material) -> Line:
    return Line(
        id=line_id(material.dossier.story, "headline"),
        text=text,
        kind=LineKind.EXTRACT,
        evidence=(passage.span,),
        status=status_of((passage,)),
        origins=origins_of((passage.span,), material.clippings),
    )
