"""The headline: that of the report which the others bear out best, word for word.

Decides which outlet's headline stands over the story (HOUSE_STYLE rule 13): one that tells what
many independent origins tell, that its own lead bears out, that asks nothing and promises nothing.
Does NOT write headlines; only the outlet's name and labels such as "Update:" are taken off.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from datetime import timedelta

from dateline.core.ids import line_id
from dateline.core.pages import Clipping, Line, LineKind
from dateline.core.text import words
from dateline.core.types import Span
from dateline.stages.narrate.facts.material import (
    Material,
    Passage,
    names_of,
    numbers_of,
    outlet_name,
    plainly,
    terms_of,
)
from dateline.stages.narrate.facts.status import origins_of, status_of
from dateline.stages.narrate.phrasebook.vocabulary import CLICKBAIT
from dateline.stages.narrate.plan.selection import Ranking
from dateline.stages.narrate.plan.titles import clean, tells

_LEAD = 4
#: So much of a title's weight in one sentence of another origin bears it out.
_BORNE_OUT = 0.6
_MOST_SPANS = 5
#: A title with a smaller share of its terms in its report is a section's, or another article's.
_OF_ITS_REPORT = 0.15
#: What a title gains at most by what other origins tell: each of them once.
_MOST_BORNE = 2.0
#: Of a story that goes on for longer than this the newest headline weighs so much more than the first.
_GOES_ON, _NEWER = timedelta(hours=12), 0.6
#: A title that ends so was cut off.
_OPEN = frozenset(
    ["a", "an", "the", "of", "to", "and", "or", "with", "for", "from", "as", "at", "by", "his", "her"]
)
_QUOTING = re.compile(r"[\"“‘:]|(?<!\w)'")


def choose(
    material: Material,
    ranking: Ranking,
    outdated: Collection[str] = (),
    free: Callable[[str], bool] = lambda _: True,
) -> Line | None:
    """The headline line with what bears it out, or None where no report has a title that tells a happening.

    Reports that are ``outdated`` (a toll of theirs was replaced) head the page only where no other can; so do
    titles that are not ``free`` of a long run of some report's text.
    """
    titled = [
        (clean(c.report.title, c.report.outlet), c) for c in material.clippings if c.report.title.strip()
    ]
    titled = [(title, c) for title, c in titled if _tells(title, material.report_passages(c.report.id))]
    titled = [(title, c) for title, c in titled if c.report.id not in outdated] or titled
    titled = [(title, c) for title, c in titled if free(title)] or titled
    if not titled:
        return None
    news = _newness([clipping for _, clipping in titled])
    alone = [news[place] * _merit(*one, material, ranking) for place, one in enumerate(titled)]
    best, chosen = float("-inf"), 0
    for place in sorted(range(len(titled)), key=lambda place: (-alone[place], place)):
        # What no bearing out can lift over the best need not be looked for in other reports.
        if best >= 0 and alone[place] * _MOST_BORNE <= best:
            break
        merit = alone[place] * _borne_out(*titled[place], material, ranking)
        if merit > best:
            best, chosen = merit, place
    return _line(*titled[chosen], material, ranking)


def _tells(title: str, passages: Sequence[Passage]) -> bool:
    """Whether a title tells what its report does: of one that we cannot read, any title."""
    if not passages:
        return bool(title)
    terms = terms_of(title)
    held = frozenset().union(*(passage.terms for passage in passages))
    return tells(title) and len(terms & held) >= _OF_ITS_REPORT * len(terms)


def _newness(clippings: Sequence[Clipping]) -> list[float]:
    """A weight for each report: a story that goes on for a while is headed by how it stands now."""
    stamps = [c.report.published.at for c in clippings if c.report.published]
    if not stamps or max(stamps) - min(stamps) < _GOES_ON:
        return [1.0] * len(clippings)
    first, whole = min(stamps), (max(stamps) - min(stamps)).total_seconds()
    ages = [
        (c.report.published.at - first).total_seconds() / whole if c.report.published else 0.0
        for c in clippings
    ]
    return [1.0 + _NEWER * age for age in ages]


def _merit(title: str, clipping: Clipping, material: Material, ranking: Ranking) -> float:
    """What a title is worth by itself, its report and the terms of the story; -1 where it is none."""
    terms = terms_of(title)
    passages = material.report_passages(clipping.report.id)
    if not passages:
        return -1.0
    known = frozenset().union(*(passage.words for passage in passages))
    numbers = numbers_of(title) <= frozenset().union(*(passage.numbers for passage in passages))
    unknown = sum(not known.issuperset(words(plainly(name))) for name in names_of(title))
    merit = ranking.centrality(terms, len(terms)) * (0.25 + _borne(terms, passages[:_LEAD]))
    merit *= 1.0 if numbers else 0.2
    merit *= 0.75**unknown
    merit *= 0.3 if CLICKBAIT.search(title) or _cut_short(title, known) else 1.0
    merit *= 0.6 if title.isupper() or len(words(title)) > 18 else 1.0
    return merit * (0.7 if _QUOTING.search(title) else 1.0)


def _borne_out(title: str, clipping: Clipping, material: Material, ranking: Ranking) -> float:
    """How much other origins lift a title that tell the same: at most ``_MOST_BORNE`` times."""
    passages = material.report_passages(clipping.report.id)
    if not passages:
        return 1.0
    return 1.0 + len(ranking.supporters(title, passages[0], _BORNE_OUT)) / len(material.origins)


def _borne(terms: frozenset[str], leads: Sequence[Passage]) -> float:
    """How much of a title its leads bear out: together, and, what counts as much, the best of them alone."""
    if not terms:
        return 0.0
    together = len(terms & frozenset().union(*(passage.terms for passage in leads)))
    alone = max(len(terms & passage.terms) for passage in leads)
    return (together + alone) / (2 * len(terms))


def _cut_short(title: str, known: Collection[str]) -> bool:
    """Whether a title breaks off: with dots, or with a part of a word that its report has whole."""
    if "..." in title or "…" in title:
        return True
    last = words(plainly(title))[-1]
    if last.lower() in _OPEN:
        return True
    return last not in known and any(word.startswith(last) and word[len(last) :].isalpha() for word in known)


def _line(title: str, clipping: Clipping, material: Material, ranking: Ranking) -> Line:
    own = material.report_passages(clipping.report.id)
    chosen = _bearing(terms_of(title), own)
    support = ranking.supporters(title, chosen[0], _BORNE_OUT) if chosen else ()
    evidence = tuple(passage.span for passage in (*chosen, *support)) or (_opening(clipping),)
    return Line(
        id=line_id(material.dossier.story, "headline"),
        text=title,
        kind=LineKind.HEADLINE,
        evidence=tuple(dict.fromkeys(evidence)),
        status=status_of(chosen[:1]) if chosen else status_of(()),
        origins=origins_of(evidence, material.clippings),
    )


def _bearing(terms: frozenset[str], passages: Sequence[Passage]) -> list[Passage]:
    """The sentences that together bear out most of a title, early ones first; at least the first."""
    left, chosen = set(terms), list(passages[:1])
    for passage in passages[:1]:
        left -= passage.terms
    while left and len(chosen) < _MOST_SPANS:
        best = max(passages, key=lambda p: (len(left & p.terms), -p.order), default=None)
        if best is None or not left & best.terms:
            break
        chosen.append(best)
        left -= best.terms
    return chosen


def _opening(clipping: Clipping) -> Span:
    """The first sentence or paragraph: what bears out a headline that we cannot read."""
    if clipping.facts.sentences:
        return clipping.facts.sentences[0]
    end = clipping.report.text.find("\n\n")
    return Span(report=clipping.report.id, start=0, end=end if end > 0 else len(clipping.report.text))


def credited(clipping: Clipping) -> str:
    """The outlet that a headline is credited to."""
    return outlet_name(clipping.report)
