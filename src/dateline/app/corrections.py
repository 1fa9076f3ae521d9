"""What an editor does with a line that is wrong: take it back, or put another in its place.

Decides which line an editor means, which words of the reports it rested on, and that the desk's own line
is held to what every line is: words of reports that bear it out, the judge's errors, the limits on others'
words. What becomes of the page ``narrate`` says, and when it is printed the next run or build.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.app.editing import EditorDesk
from dateline.core.corrections import Amendment
from dateline.core.errors import UsageError
from dateline.core.ids import address
from dateline.core.pages import Correction, Dossier, Fault, LedgerEntry, Page, Severity
from dateline.core.text import fold
from dateline.core.types import Phrase, Report, Span, Stamp
from dateline.stages import narrate, proof
from dateline.stages.narrate.revisions import amending
from dateline.stages.narrate.revisions.since import HEADLINE
from dateline.stages.narrate.wording.limits import Allowance
from dateline.stages.proof.drafts.draft import ledger_words

__all__ = ["Corrected", "CorrectionDesk", "Listed", "Wrong"]

_OFFERED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Something that is printed and can be taken back: ``part`` of the page, its id, its words.

    ``by`` tells of a figure whose it is, and whether it was replaced.
    """

    part: str
    id: str
    text: str
    evidence: tuple[Span, ...]
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A story's page as an editor sees it: what is printed, and what was put right."""

    story: str
    headline: str
    printed: tuple[Listed, ...]
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """What is wrong with a line, as an editor tells it.

    ``right`` stands in its place ("" takes it back), borne out by ``grounds``: each a report and words of it.
    ``sources`` are the reports whose own words are wrong; without them the mistake was ours.
    """

    line: str
    right: str = ""
    grounds: tuple[tuple[str, str], ...] = ()
    sources: tuple[str, ...] = ()
    note: str = ""


class CorrectionDesk(EditorDesk):
    """The printed lines of one store."""

    def show(self, name: str) -> Corrected:
        """What a page prints that can be taken back. Raises ``UsageError`` where there is no such page."""
        page = self._page(name)
        return Corrected(
            story=page.story,
            headline=page.headline.text,
            printed=tuple(_listed(page)),
            corrections=page.corrections,
        )

    def correct(self, name: str, wrong: Wrong) -> Amendment:
        """Take a line back, or put another in its place; kept at once, for ever.

        Raises ``UsageError`` where it is not clear what is meant, and where nothing bears the new line out.
        """
        page = self._page(name)
        meant = _meant(wrong.line, tuple(_listed(page)))
        dossier = self._dossier(page.story)
        struck = tuple(self._rested_on(meant, page, self._named(wrong.sources)))
        amendment = Amendment(
            story=page.story,
            line=meant.id,
            wrong=meant.text,
            right=" ".join(wrong.right.split()),
            part=meant.part,
            fault=Fault.SOURCE if wrong.sources else Fault.OURS,
            at=Stamp(at=self._app.clock.now().replace(microsecond=0)),
            note=" ".join(wrong.note.split()),
            struck=struck,
            grounds=self._grounds(wrong, struck, dossier),
        )
        if amendment.right:
            self._check(amendment, page, dossier)
            if not wrong.grounds:
                _check_unaided(amendment, dossier)
        with self._store.transaction():
            self._store.register.add_amendment(amendment)
        return amendment

    def review(self, name: str, by: str) -> Page:
        """A person answers for a page as it stands, by name. It holds until a line of the page changes."""
        signed = replace(self._page(name), reviewed_by=" ".join(by.split()))
        with self._store.transaction():
            self._store.save_page(signed, self._store.page_keys()[signed.story])
        return signed

    # --- what is meant --------------------------------------------------------------------

    def _page(self, name: str) -> Page:
        story = self._finder.story(name)
        page = self._store.pages([story]).get(story)
        if page is None:
            raise UsageError(name, "is not printed as yet", "it is by the next `dateline run` or `build`")
        return page

    def _named(self, names: Iterable[str]) -> frozenset[str]:
        return frozenset(self._finder.report(name) for name in names)

    def _dossier(self, story: str) -> Dossier:
        members = self._store.register.members(stories=[story])
        reports, facts = self._store.reports(members), self._store.facts(members)
        from dateline.pipeline import writing

        return writing.dossier_of(story, tuple(members.values()), reports, facts)

    def _rested_on(self, meant: Listed, page: Page, only: frozenset[str]) -> Iterator[Phrase]:
        """The words that a line rests on, as they stood in the reports that the page was made from."""
        wordings = {credit.report: credit.wording for credit in page.sources}
        cited = {span.report for span in meant.evidence}
        for report in sorted(only - cited):
            raise UsageError(report, "is no report that this line rests on", f"it rests on {_names(cited)}")
        for report in sorted(cited & only if only else cited):
            own = self._as_printed(report, wordings.get(report, ""))
            for span in meant.evidence if own else ():
                if span.report == report and (text := own.quote(span)):
                    yield Phrase(text=text, span=span)

    def _as_printed(self, report: str, wording: str) -> Report:
        versions = self._store.versions(report)
        return next((one for one in versions if narrate.wording(one) == wording), versions[-1])

    # --- the desk's own line --------------------------------------------------------------

    def _grounds(self, wrong: Wrong, struck: Sequence[Phrase], dossier: Dossier) -> tuple[Phrase, ...]:
        """The words that bear the new line out: those that were given, else those of the wrong line."""
        if not wrong.right:
            return ()
        if not wrong.grounds:
            return tuple(struck)
        reports = {clipping.report.id: clipping.report for clipping in dossier.clippings}
        return tuple(self._ground(name, words, reports) for name, words in wrong.grounds)

    def _ground(self, name: str, words: str, reports: dict[str, Report]) -> Phrase:
        report = reports.get(self._finder.report(name))
        if report is None:
            raise UsageError(name, "is in another story", f"see: dateline why {name}")
        start = report.text.find(words)
        if not words.strip() or start < 0:
            remedy = "give them as they stand there, letter by letter"
            raise UsageError(f"“{words}”", f"is not in report {report.id}", remedy)
        return Phrase(text=words, span=Span(report=report.id, start=start, end=start + len(words)))

    def _check(self, amendment: Amendment, page: Page, dossier: Dossier) -> None:
        """Raises ``UsageError`` for a line of the desk that would not be printed."""
        if amendment.part in amending.BESIDE:
            remedy = "take it back (without --by), or correct the report's words"
            raise UsageError(amendment.wrong, "is made of the reports and cannot be worded", remedy)
        line = amending.desk_line(amendment, page.story, dossier.clippings)
        if line is None:
            raise UsageError(
                amendment.right, "no words of a report bear it out", "give some: --from REPORT=WORDS"
            )
        alone = replace(page, headline=line, standfirst=None, summary=(), body=(), figures=(), claims=())
        alone = replace(alone, timeline=())
        for finding in proof.proof(proof.draft_of(alone), dossier.clippings):
            if finding.severity is Severity.ERROR:
                raise UsageError(
                    f"“{finding.text}”", finding.why, "give words that bear it out: --from REPORT=WORDS"
                )
        allowance = Allowance(dossier.clippings, narrate.Limits())
        cited = [
            c.report for c in dossier.clippings if c.report.id in {span.report for span in line.evidence}
        ]
        if not (allowance.free(line.text) and all(allowance.quotable(line.text, report) for report in cited)):
            remedy = "word it in your own words, or quote less"
            raise UsageError(amendment.right, "takes more words of a report than may be printed", remedy)


def _check_unaided(amendment: Amendment, dossier: Dossier) -> None:
    """Raises ``UsageError`` for a new line that tells more than the words of the wrong one.

    Whoever says where the words are that bear a line out may choose others; a line that is left with the old
    words has nothing else to rest on, and the page would have their outlet say what it never did.
    """
    cited = {phrase.span.report for phrase in amendment.grounds}
    reports = (clipping.report for clipping in dossier.clippings if clipping.report.id in cited)
    credited = (word for report in reports for word in (report.outlet, report.author))
    new = proof.unsaid(amendment.right, (*(phrase.text for phrase in amendment.grounds), *credited))
    if new:
        told = ", ".join(f"“{word}”" for word in dict.fromkeys(new))
        why = f"{told}: not in the words that the line rests on"
        raise UsageError(amendment.right, why, "give words that bear it out: --from REPORT=WORDS")


def _listed(page: Page) -> Iterator[Listed]:
    """All that a page prints and that can be taken back, in the order of reading."""
    yield Listed(part=HEADLINE, id=page.headline.id, text=page.headline.text, evidence=page.headline.evidence)
    if own := page.standfirst:
        yield Listed(part=amending.STANDFIRST, id=own.id, text=own.text, evidence=own.evidence)
    parts = [(amending.SUMMARY, page.summary), *((part.heading, part.lines) for part in page.body)]
    for part, lines in parts:
        yield from (Listed(part=part, id=own.id, text=own.text, evidence=own.evidence) for own in lines)
    for place, entry in enumerate(page.figures):
        words, by = ledger_words(entry), _given_by(entry)
        yield Listed(part=amending.FIGURES, id=f"figures/{place}", text=words, evidence=entry.evidence, by=by)
    for place, claim in enumerate(page.claims):
        yield Listed(part=amending.CLAIMS, id=f"claims/{place}", text=claim.label, evidence=claim.evidence)
    for place, day in enumerate(page.timeline):
        yield Listed(part=amending.COURSE, id=f"course/{place}", text=day.text, evidence=day.evidence)


def _given_by(entry: LedgerEntry) -> str:
    told = (entry.detail, entry.speaker or ", ".join(entry.outlets) or entry.outlet)
    return "; ".join(filter(None, (*told, "replaced" if entry.replaced else "")))


def _meant(name: str, printed: Sequence[Listed]) -> Listed:
    """What an editor names by its number, its id, its anchor, or words that only it has."""
    if name.isdecimal() and 1 <= int(name) <= len(printed):
        return printed[int(name) - 1]
    anchor = name.rpartition("#")[2].removeprefix("line-")
    exact = [one for one in printed if one.id == name or address(one.id) == anchor or one.text == name]
    found = exact or [one for one in printed if name.strip() and fold(name) in fold(one.text)]
    texts = dict.fromkeys(one.text for one in found)
    if len(texts) == 1:
        return found[0]
    if not found:
        raise UsageError(name, "nothing on the page is called so", "give a number: dateline correct STORY")
    told = "; ".join(f"“{text}”" for text in list(texts)[:_OFFERED])
    raise UsageError(name, f"{len(texts)} lines have these words", f"give more of them, or a number: {told}")


def _names(reports: Iterable[str]) -> str:
    return ", ".join(sorted(reports))
