"""The headline: that of the report which the others bear out best, word for word.

Decides which outlet's headline stands over the story (HOUSE_STYLE rule 13): one that tells what
many independent origins tell, that its own lead bears out, that asks nothing and promises nothing.
Does NOT write headlines; only the outlet's name and labels such as "Update:" are taken off.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from dateline.core.ids import line_id
from dateline.core.pages import Clipping, Line, LineKind
from dateline.core.text import fold, words
from dateline.core.types import Span
from dateline.stages.narrate.facts.material import (
    Material,
    Passage,
    names_of,
    numbers_of,
    outlet_name,
    terms_of,
)
from dateline.stages.narrate.facts.status import origins_of, status_of
from dateline.stages.narrate.phrasebook.vocabulary import CLICKBAIT, TITLE_HEAD, TITLE_TAIL
from dateline.stages.narrate.plan.selection import Ranking

_LEAD = 4
#: A title has other words than a sentence: half its weight in one sentence of another origin is enough.
_BORNE_OUT = 0.5
_MOST_SPANS = 5
_QUOTING = re.compile(r"[\"“‘:]|(?<!\w)'")
_MASTHEAD = re.compile(r"\b(?:News|Weather|Times|Post|TV|Radio|Sports?|Daily)\b")
_MARKUP = re.compile(r"<[^>]{1,40}>|\*\*|__|&[a-z]{2,6};")


def clean(title: str, outlet: str = "") -> str:
    """A title in one line without the outlet's name at its end, labels, and markup."""
    text = " ".join(_MARKUP.sub("", title).split())
    text = TITLE_HEAD.sub("", text)
    tail = TITLE_TAIL.search(text)
    if tail and len(words(text[: tail.start()])) >= 3 and _names_outlet(tail.group(), outlet):
        text = text[: tail.start()]
    return text[:1].upper() + text[1:] if text else ""


def _names_outlet(tail: str, outlet: str) -> bool:
    """Whether what follows the last bar of a title looks like a masthead and not like news."""
    known = {fold(word) for word in words(outlet.replace(".", " "))} - {"com", "www", "org", "net", "news"}
    parts = words(tail)
    own = any(fold(part.split(".")[0]) in known or "".join(map(fold, parts)) in known for part in parts)
    own = own or bool(_MASTHEAD.search(tail))
    return own or "." in tail.strip(".") or (len(parts) <= 3 and all(part[:1].isupper() for part in parts))


def choose(material: Material, ranking: Ranking, outdated: Collection[str] = ()) -> Line | None:
    """The headline line with what bears it out, or None where no report has a title.

    Reports that are ``outdated`` (a toll of theirs was replaced) head the page only where no other can.
    """
    titled = [
        (clean(c.report.title, c.report.outlet), c) for c in material.clippings if c.report.title.strip()
    ]
    titled = [(title, c) for title, c in titled if c.report.id not in outdated] or titled
    if not titled:
        return None
    places = range(len(titled))
    best = max(places, key=lambda place: (_merit(*titled[place], material, ranking), -place))
    title, clipping = titled[best]
    return _line(title, clipping, material, ranking)


def _merit(title: str, clipping: Clipping, material: Material, ranking: Ranking) -> float:
    terms = terms_of(title)
    passages = material.report_passages(clipping.report.id)
    if not passages or len(words(title)) < 3:
        return -1.0
    lead = frozenset().union(*(passage.terms for passage in passages[:_LEAD]))
    text = clipping.report.text
    borne = len(terms & lead) / len(terms) if terms else 0.0
    numbers = numbers_of(title) <= frozenset().union(*(passage.numbers for passage in passages))
    unknown = sum(name.lower() not in text.lower() for name in names_of(title))
    merit = ranking.centrality(sorted(terms), len(terms)) * (0.25 + borne)
    merit *= 1.0 if numbers else 0.2
    merit *= 0.75**unknown
    merit *= 0.3 if CLICKBAIT.search(title) else 1.0
    merit *= 1.0 + len(ranking.supporters(title, passages[0], _BORNE_OUT)) / len(material.origins)
    merit *= 0.6 if title.isupper() or len(words(title)) > 18 else 1.0
    return merit * (0.7 if _QUOTING.search(title) else 1.0)


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
