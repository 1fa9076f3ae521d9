"""A page with lines by a language model: asked once, each line judged, refused lines once sent back.

Decides the order of the steps, and that whatever fails leaves the page that the rules wrote. What is sent and
what may be taken of an answer is decided in ``narrate/model``, whether a line holds in ``proof``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.core.errors import ModelError
from dateline.core.pages import Dossier, Line, Page
from dateline.core.ports import Model, Question
from dateline.core.types import Failure, Report
from dateline.pipeline.judging import judged
from dateline.stages import interpret, narrate, proof
from dateline.stages.narrate import model as room
from dateline.stages.narrate.model.answer import Answer, Place, Refusal, read_again, read_page
from dateline.stages.narrate.model.fitting import Written, fitted
from dateline.stages.narrate.model.lines import Printer, printer
from dateline.stages.narrate.model.question import again, question
from dateline.stages.narrate.model.shape import Shape
from dateline.stages.narrate.model.sheet import MOST_SENTENCES, Sheet, sent_of, sheet_of
from dateline.stages.proof.drafts.draft import Block, lay_out

_LANGUAGE = "en"
#: With fewer sentences than these a model has less to go on than the rules.
_LEAST_SENTENCES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is told to a model of one story: the dossier that may be sent, the sheet, and the question."""

    dossier: Dossier
    sheet: Sheet
    question: Question


@dataclass(slots=True)
class Tally:
    """What became of the stories and lines of a run.

    ``silent`` are stories of which nothing may be sent. ``failures`` counts pages that rules had to write, by
    item, reason and remedy; ``unmended`` lines that could not be sent back, by reason.
    """

    stories: int = 0
    silent: int = 0
    printed: int = 0
    refused: int = 0
    mended: int = 0
    unmended: Counter[str] = field(default_factory=Counter)
    failures: Counter[tuple[str, str, str]] = field(default_factory=Counter)


class ModelDesk:
    """The writer that a desk may have beside its rules. Holds what the run came to so far."""

    def __init__(
        self, model: Model, shape: Shape | None = None, stopped: Callable[[], bool] = lambda: False
    ) -> None:
        """``stopped`` says that the run is to end: no further question is asked, and it is made up for."""
        self.model = model
        self.stopped = stopped
        self.shape = shape or Shape()
        self.tally = Tally()

    @property
    def key(self) -> str:
        """What pages by this writer depend on beside their reports."""
        return f"{self.model.name} {room.VERSION} {self.shape!r}"

    def told(self, page: Page, dossier: Dossier, limits: narrate.Limits) -> Told | None:
        """What would be sent for a page by rules; None where nothing may be sent, or nothing is English."""
        sent, unsent = sent_of(dossier, self.model.remote)
        if page.language != _LANGUAGE or not sent.clippings:
            return None
        own = judged(narrate.narrate(sent, limits), sent) if unsent else page
        headings = tuple(section.heading for section in page.body)
        most = MOST_SENTENCES
        while most >= _LEAST_SENTENCES:
            sheet = sheet_of(sent, own, headings, unsent, most)
            asked = question(sheet, self.shape)
            if not sheet.sentences:
                return None
            if self.model.forecast(asked).total <= self.shape.context_tokens:
                return Told(dossier=sent, sheet=sheet, question=asked)
            most = 3 * min(most, len(sheet.sentences)) // 4
        return None

    def rewritten(
        self, page: Page, dossier: Dossier, limits: narrate.Limits, kept: Collection[str] = ()
    ) -> tuple[Page, bool]:
        """The page with the model's lines where they hold, and whether the model has had its say.

        ``kept`` are the ids of lines that stay as they are: an editor wrote them. Where it was not asked,
        since nothing may be sent, it has; where it failed, the page is that of the rules, the reason is in
        the tally, and it has not.
        """
        if self.stopped():
            return page, False
        told = self.told(page, dossier, limits)
        if told is None:
            self.tally.silent += 1
            return page, True
        try:
            lines, failed = self._lines(told, page)
        except ModelError as error:
            self.tally.failures[error.item, error.reason, error.remedy] += 1
            return page, False
        written = Written(lines=lines, failed=frozenset(failed), kept=frozenset(kept))
        made = judged(fitted(page, dossier, written, limits), dossier)
        if not proof.printable(made):
            return page, True
        self.tally.stories += 1
        self.tally.printed += sum(bool(line.model) for line in made.lines)
        return made, True

    def failures(self) -> Iterator[Failure]:
        """What kept the model from writing since this was last asked, each reason once, with what it cost."""
        failed, self.tally.failures = self.tally.failures, Counter()
        for (item, reason, remedy), count in sorted(failed.items()):
            pages = "1 page is" if count == 1 else f"{count} pages are"
            why = f"{reason}; {pages} written by rules"
            yield Failure(item=item, stage="narrate", reason=why, remedy=remedy)

    # --- one story --------------------------------------------------------------------------

    def _lines(self, told: Told, page: Page) -> tuple[dict[Place, Line], set[Place]]:
        """The lines that hold, by place, and the places whose lines did not. Raises ``ModelError``."""
        maker = printer(told.dossier, page, self.model.name)
        good, bad = _judged_lines(self._ask(told), maker, told.dossier)
        self.tally.refused += len(bad)
        failed = {refusal.place for refusal in bad}
        if bad:
            mended = self._mended(told, bad, maker)
            self.tally.mended += len(mended)
            good |= mended
        return good, failed - good.keys()

    def _mended(self, told: Told, bad: Sequence[Refusal], maker: Printer) -> dict[Place, Line]:
        """What holds of the lines that were sent back; without an answer none does."""
        asked = again(told.sheet, self.shape, bad)
        try:
            reply = self.model.ask(asked)
        except ModelError as error:
            self.tally.unmended[error.reason] += len(bad)
            return {}
        answer = read_again(reply.text, told.sheet, self.shape, (refusal.place for refusal in bad))
        if not answer.unreadable:
            self.model.keep(asked, reply)
        return _judged_lines(answer, maker, told.dossier)[0]

    def _ask(self, told: Told) -> Answer:
        asked = told.question
        reply = self.model.ask(asked)
        answer = read_page(reply.text, told.sheet, self.shape)
        if answer.unreadable:
            raise ModelError(f"model {self.model.name}", answer.unreadable, "try another model")
        self.model.keep(asked, reply)
        return answer


def _judged_lines(
    answer: Answer, maker: Printer, dossier: Dossier
) -> tuple[dict[Place, Line], list[Refusal]]:
    """The proposals that hold as lines, and all others with the reason.

    Of a machine's line nothing that the judge objects to is let through, a warning neither: there is a line
    by rules to take its place.
    """
    made = [(proposal, maker.line(proposal)) for proposal in answer.proposals]
    refused = [*answer.refusals, *(line for _, line in made if isinstance(line, Refusal))]
    lines = {proposal.place: line for proposal, line in made if isinstance(line, Line)}
    texts = {proposal.place: proposal.text for proposal in answer.proposals}
    faults = _faults(lines, dossier)
    refused += [Refusal(place=place, text=texts[place], why=why) for place, why in faults.items()]
    return {place: line for place, line in lines.items() if place not in faults}, refused


def _faults(lines: Mapping[Place, Line], dossier: Dossier) -> dict[Place, str]:
    """What the judge objects to in each line, held against its own evidence alone."""
    if not lines:
        return {}
    named = {str(place): place for place in lines}
    draft = lay_out(
        Block(text=line.text, id=str(place), evidence=line.evidence) for place, line in lines.items()
    )
    facts = interpret.interpret(Report(id="draft", text=draft.text, language=_LANGUAGE))
    findings = proof.proof(draft, dossier.clippings, facts)
    return {named[found.line]: f"“{found.text}”: {found.why}" for found in reversed(findings) if found.line}
