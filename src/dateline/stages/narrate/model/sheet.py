"""The facts of a story as a language model is given them: sentences with ids, and what was read out of them.

Decides which sentences go, how many, and under which ids; every other fact names the sentences that bear it
out and goes only with them. Nothing but this reaches a model: no address, no author, no whole article.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from dateline.core.text import number
from dateline.core.types import Qualifier, Span
from dateline.stages.narrate.facts.material import english, outlet_name
from dateline.stages.narrate.model.screening import barred, markup, plain, sendable, within

if TYPE_CHECKING:
    from dateline.core.pages import Clipping, Dossier, LedgerEntry, Page

#: Most sentences that are sent, and the longest of them in letters: a page needs a fraction of it.
MOST_SENTENCES = 80
LONGEST_SENTENCE = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a model is told of a story.

    ``sentences`` has the span of each id; ``facts`` is the JSON that is sent; ``headings`` are the sections
    that the page may have. ``unsent`` are the reports of which nothing goes, each with the reason.
    """

    facts: str
    sentences: Mapping[str, Span] = field(default_factory=dict)
    headings: tuple[str, ...] = ()
    unsent: tuple[tuple[str, str], ...] = ()


def sent_of(dossier: Dossier, remote: bool) -> tuple[Dossier, tuple[tuple[str, str], ...]]:
    """The dossier without the reports that may not be sent, and why each of them may not."""
    why = {clipping.report.id: sendable(clipping, remote) for clipping in dossier.clippings}
    kept = tuple(clipping for clipping in dossier.clippings if not why[clipping.report.id])
    unsent = tuple((report, reason) for report, reason in why.items() if reason)
    return type(dossier)(story=dossier.story, theme=dossier.theme, clippings=kept), unsent


def sheet_of(
    dossier: Dossier,
    page: Page,
    headings: Iterable[str],
    unsent: Iterable[tuple[str, str]] = (),
    most: int = MOST_SENTENCES,
) -> Sheet:
    """The sheet of a story.

    ``dossier`` holds only reports that may be sent, and ``page`` is what the rules make of these alone: so
    no fact in it comes from anywhere else. ``headings`` are of our own table, ``most`` is how many sentences
    may go. Linear in the sentences.
    """
    chosen = _Chosen(dossier, page, most)
    facts = {
        "sentences": [chosen.form(name) for name in chosen.spans],
        "figures": _kept(chosen, ((entry.evidence, _figure(entry)) for entry in page.figures)),
        "claims": _kept(chosen, _claims(chosen, page)),
        "course": _kept(
            chosen, ((e.evidence, {"date": e.date, "what": plain(e.text)}) for e in page.timeline)
        ),
        "earlier": _kept(
            chosen, ((e.evidence, {"date": e.date, "what": plain(e.text)}) for e in page.earlier)
        ),
        "places": _kept(chosen, ((p.evidence, _pruned(_place(p))) for p in page.places)),
        "happened": page.happened,
    }
    return Sheet(
        facts=json.dumps(_pruned(facts), ensure_ascii=False, separators=(",", ":")),
        sentences=chosen.spans,
        headings=tuple(headings),
        unsent=tuple(unsent),
    )


class _Chosen:
    """The sentences that go, ``s1`` onwards in the order of their reports."""

    def __init__(self, dossier: Dossier, page: Page, most: int) -> None:
        self._clippings = {c.report.id: c for c in dossier.clippings if english(c)}
        self._barred = {name: barred(clipping.report) for name, clipping in self._clippings.items()}
        self._sentences = {
            name: sorted(clipping.facts.sentences, key=lambda span: span.start)
            for name, clipping in self._clippings.items()
        }
        self._speakers = _speakers(self._clippings.values(), self)
        wanted = dict.fromkeys((*self._told(page), *_openings(self._sentences.values())))
        fit = [span for span in wanted if self._fits(span)][:most]
        order = {name: place for place, name in enumerate(self._clippings)}
        fit.sort(key=lambda span: (order[span.report], span.start))
        self.spans = {f"s{count}": span for count, span in enumerate(fit, 1)}
        self._ids = {span: name for name, span in self.spans.items()}

    def sentence(self, span: Span) -> Span | None:
        """The sentence in which a span begins."""
        held = self._sentences.get(span.report, [])
        place = bisect_right(held, span.start, key=lambda one: one.start) - 1
        return held[place] if place >= 0 and span.start < held[place].end else None

    def ids(self, evidence: Iterable[Span]) -> list[str]:
        """The ids of the sentences that hold the evidence, each once; none where some of it is barred."""
        evidence = tuple(evidence)
        if any(within(span, self._barred.get(span.report, ())) for span in evidence):
            return []
        found = (self.sentence(span) for span in evidence)
        return list(dict.fromkeys(self._ids[span] for span in found if span in self._ids))

    def form(self, name: str) -> dict[str, Any]:
        """A sentence as it is sent."""
        span = self.spans[name]
        clipping = self._clippings[span.report]
        at = clipping.report.published
        form = {
            "id": name,
            "outlet": plain(outlet_name(clipping.report)),
            "origin": f"o{self._origins.index(clipping.origin) + 1}",
            "reported": at.rfc3339() if at else "",
            "text": plain(clipping.report.quote(span)),
            "said_by": self._speakers.get(span, []),
        }
        return {key: value for key, value in form.items() if value}

    @property
    def _origins(self) -> list[str]:
        return list(dict.fromkeys(clipping.origin for clipping in self._clippings.values()))

    def _told(self, page: Page) -> Iterator[Span]:
        """The sentences that the page by rules stands on, in order of reading."""
        evidence = [span for line in page.lines for span in line.evidence]
        for part in (page.figures, page.claims, page.timeline, page.earlier):
            evidence += [span for held in part for span in held.evidence]
        evidence += [span for claim in page.claims for stand in claim.stands for span in stand.evidence]
        yield from (found for span in evidence if (found := self.sentence(span)))

    def _fits(self, span: Span) -> bool:
        """Whether a sentence may go: what has links or tags in it would be other words without them."""
        text = self._clippings[span.report].report.quote(span)
        fit = len(text) <= LONGEST_SENTENCE and not markup(text)
        return fit and not within(span, self._barred[span.report])


def _openings(reports: Iterable[Sequence[Span]]) -> Iterator[Span]:
    """The first sentences of all reports, then the second ones, and so on."""
    for row in zip_longest(*reports):
        yield from (span for span in row if span is not None)


def _speakers(clippings: Iterable[Clipping], chosen: _Chosen) -> dict[Span, list[dict[str, str]]]:
    """Who speaks in which sentence, by which word."""
    found: dict[Span, list[dict[str, str]]] = {}
    for clipping in clippings:
        for statement in clipping.facts.statements:
            spans = {chosen.sentence(phrase.span) for phrase in statement.content}
            if statement.speaker is None or not statement.spoken:
                continue
            told = {"who": plain(statement.speaker.name), "stance": str(statement.stance)}
            for span in sorted((s for s in spans if s), key=lambda s: s.start):
                if told not in found.setdefault(span, []):
                    found[span].append(told)
    return found


def _kept(chosen: _Chosen, facts: Iterable[tuple[Sequence[Span], dict[str, Any]]]) -> list[dict[str, Any]]:
    """The facts whose evidence goes, each with the ids of it."""
    named = ((form, chosen.ids(evidence)) for evidence, form in facts)
    return [{**_pruned(form), "evidence": ids} for form, ids in named if ids]


def _figure(entry: LedgerEntry) -> dict[str, Any]:
    vague = entry.qualifier is Qualifier.VAGUE
    return {
        "measure": plain(entry.measure),
        "detail": plain(entry.detail),
        "low": None if vague else number(entry.low),
        "high": None if vague or entry.high == entry.low else number(entry.high),
        "qualifier": str(entry.qualifier),
        "unit": plain(entry.unit),
        "counts": str(entry.scope),
        "speaker": plain(entry.speaker),
        "outlet": plain(entry.outlet),
        "as_of": entry.as_of.rfc3339() if entry.as_of else "",
        "replaced": entry.replaced,
        "disputed": entry.disputed,
    }


def _claims(chosen: _Chosen, page: Page) -> Iterator[tuple[Sequence[Span], dict[str, Any]]]:
    for claim in page.claims:
        stands = [
            {
                "outlets": [plain(outlet) for outlet in stand.outlets],
                "position": str(stand.position),
                "evidence": ids,
            }
            for stand in claim.stands
            if (ids := chosen.ids(stand.evidence))
        ]
        form = {"claim": plain(claim.label), "speaker": plain(claim.speaker), "status": str(claim.status)}
        yield claim.evidence, {**form, "stands": [_pruned(stand) for stand in stands]}


def _place(place: Any) -> dict[str, Any]:
    return {"name": plain(place.name), "kind": place.kind, "country": place.country}


def _pruned(form: dict[str, Any]) -> dict[str, Any]:
    """The form without what is empty or false: each letter of it is paid for."""
    return {key: value for key, value in form.items() if value not in ("", None, [], False, {})}
