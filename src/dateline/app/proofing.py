"""What an editor does with a draft: hold it against its sources, and see what bears out which sentence.

Decides where sources come from: files, folders, pages of the web, or the store of a site. What is wrong with
a draft ``proof`` says.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from dateline.app.finding import Finder
from dateline.app.stores import open_store, store_at
from dateline.clients import files
from dateline.core.contract import report_from
from dateline.core.errors import InputError, UsageError
from dateline.core.jsonl import parse_lines
from dateline.core.pages import Alignment, Clipping, Finding, Severity
from dateline.core.types import Facts, Failure, Report
from dateline.stages import interpret, proof

if TYPE_CHECKING:
    from dateline.app import App
    from dateline.core.ports import Store

#: What a draft may be where its name does not tell, and the ending that stands for it.
FORMS = {"text": ".txt", "markdown": ".md", "html": ".html", "word": ".docx", "json": ".json"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A draft with what is wrong with it. ``sources`` None: none were given, and few rules applied."""

    name: str
    draft: proof.Draft
    facts: Facts
    findings: tuple[Finding, ...]
    sources: tuple[Clipping, ...] | None = None

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(found.severity is Severity.ERROR for found in self.findings)

    @property
    def alignments(self) -> tuple[Alignment, ...]:
        """Each passage of the draft with the source sentences nearest to it; none without sources."""
        return proof.align(self.draft, self.sources, self.facts) if self.sources else ()

    def sheet(self) -> bytes:
        """The draft with its marks beside its sources, as one web page in UTF-8."""
        from dateline.stages.proof.sheet import sheet

        name = PurePath(self.name).name or self.name
        return sheet(name, self.draft, self.findings, self.alignments, self.sources)


class Proofreader:
    """Holds drafts against the same sources: these are read once, however many drafts there are."""

    def __init__(self, app: App, sources: Sequence[str] = (), stories: Sequence[str] = ()) -> None:
        """``sources`` are files, folders, URLs or stores; ``stories`` narrows a store down to some."""
        self._app = app
        self._given = tuple(sources)
        self._stories = tuple(stories)
        self.failures: list[Failure] = []

    @cached_property
    def clippings(self) -> tuple[Clipping, ...] | None:
        """The sources with what is read out of them; None where none were given.

        Raises ``UsageError`` for sources that hold no report: an empty source would bear out nothing.
        """
        if not self._given:
            return None
        stored = [name for name in self._given if store_at(name)]
        if self._stories and not stored:
            raise UsageError(
                "--story", "there is no store among the sources", "give --sources SITE or its .db"
            )
        found = [clipping for name in stored for clipping in self._of_store(name)]
        loose = [name for name in self._given if name not in stored]
        found += self._of_reports(loose) if loose else []
        if not found:
            raise UsageError("sources", "there is no report in them", "give reports, or no sources at all")
        return tuple(found)

    def read(self, name: str, form: str = "") -> proof.Draft:
        """The draft in a file, or on standard input (``-``). Raises ``UsageError`` for what is none."""
        named = f"draft{FORMS[form]}" if form else "draft.txt" if name == "-" else name
        try:
            return proof.read_draft(files.read(name), named)
        except InputError as error:
            item = name if error.item == named else error.item
            raise UsageError(item, error.reason, error.remedy) from error

    def judge(self, draft: proof.Draft, name: str = "draft") -> Verdict:
        """What is wrong with a draft; without sources, by the rules that need none."""
        return _verdict(name, draft, self.clippings)

    def batch(self, name: str) -> Iterator[Verdict | Failure]:
        """Each case of a file of ``{"id", "draft", "sources"}`` with its findings; its id is its name."""
        for form in parse_lines(files.read(name).splitlines(), name):
            try:
                if isinstance(form, InputError):
                    raise form
                yield _case(form)
            except InputError as error:
                remedy = error.remedy or "it was skipped"
                yield Failure(item=error.item, stage="proof", reason=error.reason, remedy=remedy)

    # --- sources --------------------------------------------------------------------------

    def _of_reports(self, names: Sequence[str]) -> Iterator[Clipping]:
        held: dict[str, Report] = {}
        for report in self._app.extract(names):
            if isinstance(report, Failure):
                self.failures.append(report)
            else:
                held.setdefault(report.id, report)
        for facts in self._app.interpret(tuple(held.values())):
            if isinstance(facts, Failure):
                self.failures.append(facts)
            else:
                yield _clipping(held[facts.report], facts)

    def _of_store(self, name: str) -> Iterator[Clipping]:
        """The reports of a store, or of some of its stories, with the facts that it keeps."""
        with contextlib.closing(open_store(store_at(name))) as store:
            wanted = self._members(store)
            facts = store.facts(wanted)
            for key, report in store.reports(wanted).items():
                yield _clipping(report, facts.get(key) or interpret.interpret(report))

    def _members(self, store: Store) -> list[str] | None:
        if not self._stories:
            return None
        finder = Finder(store)
        stories = {finder.story(name) for name in self._stories}
        return [
            filing.report for filing in store.filings() if filing.member and filing.member.story in stories
        ]


def _case(form: dict[str, Any]) -> Verdict:
    """One case of a batch. Raises ``InputError`` that names it."""
    case = str(form.get("id", ""))
    item, text, given = f"case {case}", form.get("draft"), form.get("sources")
    if not isinstance(text, str):
        raise InputError(item, "not a case: its 'draft' is no text")
    try:
        reports = None if not given else [report_from(one, item) for one in given]
    except (AttributeError, TypeError) as error:
        raise InputError(item, "not a case: its 'sources' are no reports") from error
    clippings = [_clipping(report, interpret.interpret(report)) for report in reports or ()]
    return _verdict(case, proof.Draft(text=text), tuple(clippings) if reports is not None else None)


def _verdict(name: str, draft: proof.Draft, sources: tuple[Clipping, ...] | None) -> Verdict:
    facts = interpret.interpret(Report(id="draft", text=draft.text, language="en"))
    findings = proof.proof(draft, sources, facts)
    return Verdict(name=name, draft=draft, facts=facts, findings=findings, sources=sources)


def _clipping(report: Report, facts: Facts) -> Clipping:
    return Clipping(report=report, facts=facts, origin=report.origin or report.id)
