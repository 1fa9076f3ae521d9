"""Lines of a page out of a model's proposals: on whose word they stand, how well borne out, by which id.

Decides what the model must not: the evidence that counts, the number of origins, the status, the attribution
that a line of one origin lacks. What a line must have from its evidence letter by letter is in ``fidelity``;
whether it holds is decided by ``proof``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.core.ids import line_id
from dateline.core.pages import Line, LineKind, Status
from dateline.core.text import fold, words
from dateline.core.types import Span
from dateline.stages.narrate.facts.material import gather, outlet_name
from dateline.stages.narrate.facts.status import status_of
from dateline.stages.narrate.facts.support import agrees
from dateline.stages.narrate.model.answer import Proposal, Refusal
from dateline.stages.narrate.model.fidelity import content, says, share, unfaithful
from dateline.stages.narrate.phrasebook.phrases import ENGLISH

if TYPE_CHECKING:
    from dateline.core.pages import Clipping, Dossier, Page
    from dateline.stages.narrate.facts.material import Passage

#: Share of a line's words that a cited sentence must have to stay among the evidence.
_TOUCHES = 0.15
#: The status of a line is the most careful of those that its evidence has anywhere on the page.
_CAREFUL = (Status.WITHDRAWN, Status.DENIED, Status.DISPUTED, Status.UNVERIFIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printer:
    """Makes lines of one story. ``model`` is the name under which they are labelled."""

    story: str
    model: str
    clippings: Mapping[str, Clipping]
    passages: Mapping[Span, Passage]
    known: tuple[tuple[Status, tuple[Span, ...]], ...]

    def line(self, proposal: Proposal) -> Line | Refusal:
        """The line that a proposal amounts to, or why it is none."""
        names = tuple(self._names(proposal.evidence))
        terms = content(proposal.text, names)
        spans = tuple(span for span in proposal.evidence if share(terms, [self._quote(span)]) >= _TOUCHES)
        if why := unfaithful(proposal.text, [self._quote(span) for span in spans], names):
            return Refusal(place=proposal.place, text=proposal.text, why=why)
        origins = self._origins(proposal.text, terms, spans)
        text = proposal.text
        if origins < 2 and not self._attributed(text, spans):
            source = self._outlet(text, terms, spans)
            if not source:
                why = "it does not say who says so, and its outlet has no name: name the speaker"
                return Refusal(place=proposal.place, text=text, why=why)
            text = f"{text.rstrip('.')}, {ENGLISH.by_outlet[0].format(who=source)}."
        return Line(
            id=self._id(spans),
            text=text,
            kind=LineKind.COMPOSED,
            evidence=spans,
            status=self._status(spans),
            origins=origins,
            model=self.model,
        )

    def _quote(self, span: Span) -> str:
        return self.clippings[span.report].report.quote(span)

    def _names(self, spans: Iterable[Span]) -> Iterator[str]:
        """The outlets that are cited, and the speakers of what is cited under their whole names."""
        for span in spans:
            yield outlet_name(self.clippings[span.report].report)
            yield from self._speakers(span)

    def _origins(self, text: str, terms: frozenset[str], spans: Sequence[Span]) -> int:
        """How many origins bear the line out, each by itself: the one that does best, and who agrees."""
        held = [self.passages[span] for span in spans if span in self.passages]
        if not held:
            return 1
        own = max(held, key=lambda passage: share(terms, [passage.text]))
        agreed = {other.origin for other in held if agrees(text, own, other)}
        return len({own.origin, *agreed})

    def _attributed(self, text: str, spans: Iterable[Span]) -> bool:
        """Whether the line names an outlet that it cites, or a speaker of a sentence that it cites."""
        if not says(text):
            return False
        folded = fold(text)
        outlets = (outlet_name(self.clippings[span.report].report) for span in spans)
        if any(name and fold(name) in folded for name in outlets):
            return True
        held = set(words(folded))
        return any(
            name and fold(words(name)[-1]) in held
            for span in spans
            for name in self._speakers(span)
            if words(name)
        )

    def _speakers(self, span: Span) -> Iterable[str]:
        for statement in self.clippings[span.report].facts.statements:
            inside = any(span.start <= phrase.span.start < span.end for phrase in statement.content)
            if inside and statement.speaker and statement.spoken:
                yield statement.speaker.name
                yield statement.speaker.phrase.text

    def _outlet(self, text: str, terms: frozenset[str], spans: Sequence[Span]) -> str:
        """The outlet that bears out most of the line; of equals the first that reported it (rule 6)."""
        order = list(self.clippings)
        reports = sorted({span.report for span in spans}, key=order.index)
        best = max(
            reports, key=lambda name: share(terms, [self._quote(s) for s in spans if s.report == name])
        )
        return outlet_name(self.clippings[best].report)

    def _status(self, spans: Sequence[Span]) -> Status:
        """The most careful status that any line or claim of the rules has on the same words."""
        held = {status for status, evidence in self.known if _meet(spans, evidence)}
        own = status_of([self.passages[span] for span in spans if span in self.passages])
        return next((status for status in _CAREFUL if status in held or status is own), own)

    def _id(self, spans: Sequence[Span]) -> str:
        """After the sentences that the line tells of: new words for them are a revision."""
        matter = tuple(f"{span.report}:{span.start}" for span in spans)
        return line_id(self.story, "model", *matter)


def printer(dossier: Dossier, page: Page, model: str) -> Printer:
    """What makes the lines of a story; ``page`` is the one by rules, ``dossier`` what was sent."""
    known = [(line.status, line.evidence) for line in page.lines]
    known += [(claim.status, claim.evidence) for claim in page.claims]
    return Printer(
        story=dossier.story,
        model=model,
        clippings={clipping.report.id: clipping for clipping in dossier.clippings},
        passages={passage.span: passage for passage in gather(dossier).passages},
        known=tuple(known),
    )


def _meet(spans: Iterable[Span], evidence: Iterable[Span]) -> bool:
    held = tuple(evidence)
    return any(
        one.report == other.report and one.start < other.end and other.start < one.end
        for one in spans
        for other in held
    )
