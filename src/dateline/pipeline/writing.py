"""From reports to pages: file, read, write. Each step asks the store what is stale, and does only that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from dateline.core.errors import InputError
from dateline.core.ids import digest
from dateline.core.pages import Clipping, Dossier, Page, Severity
from dateline.core.ports import Filing, Store
from dateline.core.types import Facts, Failure, Membership, Report, Stamp
from dateline.pipeline.desk import Desk, batches
from dateline.pipeline.regrouping import regrouped_since
from dateline.stages import extract, interpret, narrate, proof


def finish(desk: Desk, failures: Iterable[Failure] = ()) -> tuple[Failure, ...]:
    """Read and write what was taken in and filed; all that was left out is kept for whoever asks."""
    left_out = (*failures, *read(desk), *write(desk))
    with desk.store.transaction():
        desk.store.save_failures(left_out)
    return left_out


# --- interpret ----------------------------------------------------------------------------


def read(desk: Desk) -> list[Failure]:
    """Read the facts out of each report whose facts are missing or stale."""
    failures: list[Failure] = []
    for names in batches(desk.store.stale_facts(interpret.VERSION)):
        reports = list(desk.store.reports(names).values())
        results = list(desk.each(interpret.interpret, reports, _report_name, "interpret"))
        failures += [result for result in results if isinstance(result, Failure)]
        with desk.store.transaction():
            made = [result for result in results if not isinstance(result, Failure)]
            desk.store.save_facts(made, interpret.VERSION)
    return failures


def _report_name(report: Report) -> str:
    return report.source or report.url or report.id


# --- narrate and proof --------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A story to be written: its dossier, the page as it was, and what became of the story since."""

    dossier: Dossier
    previous: Page | None
    regrouped: narrate.Regrouped = narrate.NOT_REGROUPED


def write(desk: Desk) -> list[Failure]:
    """Write and proof each story whose dossier is newer than its page."""
    stories: dict[str, list[Filing]] = defaultdict(list)
    for filing in desk.store.filings():
        if filing.member:
            stories[filing.member.story].append(filing)
    unread = frozenset(desk.store.stale_facts(interpret.VERSION))
    keys = {story: _page_key(filings, unread, desk.limits) for story, filings in stories.items()}
    printed = desk.store.page_keys()
    stale = sorted(story for story, key in keys.items() if printed.get(story) != key)
    failures: list[Failure] = []
    for batch in batches(stale):
        assignments = _assignments({story: stories[story] for story in batch}, desk.store)
        stage = partial(compose, limits=desk.limits, revised=desk.revised)
        with desk.store.transaction():
            for page in desk.each(stage, assignments, _story_name, "narrate"):
                if isinstance(page, Failure):
                    failures.append(page)
                else:
                    desk.store.save_page(page, keys[page.story])
    return failures


def compose(assignment: Assignment, limits: narrate.Limits, revised: Stamp | None = None) -> Page:
    """One page: written, judged, stripped of what the judge objects to, compared with the last.

    Raises ``InputError`` where nothing of it may be printed.
    """
    page = judged(narrate.narrate(assignment.dossier, limits), assignment.dossier)
    if not proof.printable(page):
        remedy = "its reports are kept; it is tried again at each run"
        raise InputError(_story_name(assignment), "no line of its page is borne out", remedy)
    return narrate.revise(page, assignment.previous, revised, regrouped=assignment.regrouped)


def judged(page: Page, dossier: Dossier) -> Page:
    """The page without what fails: warnings are for the desk, errors are not printed."""
    findings = proof.proof(proof.draft_of(page), dossier.clippings)
    return proof.withhold(page, [found for found in findings if found.severity is Severity.ERROR])


def _assignments(stories: Mapping[str, Sequence[Filing]], store: Store) -> list[Assignment]:
    members = [filing.member for filings in stories.values() for filing in filings if filing.member]
    names = [member.report for member in members]
    pages = store.pages(stories)
    regrouped = regrouped_since(pages, members, store)
    return [
        Assignment(
            dossier=dossier,
            previous=pages.get(dossier.story),
            regrouped=regrouped.get(dossier.story, narrate.NOT_REGROUPED),
        )
        for dossier in dossiers(members, store.reports(names), store.facts(names))
    ]


def dossiers(
    members: Iterable[Membership], reports: Mapping[str, Report], facts: Mapping[str, Facts]
) -> list[Dossier]:
    """One dossier for each story, by story."""
    stories: dict[str, list[Membership]] = defaultdict(list)
    for member in members:
        stories[member.story].append(member)
    return [dossier_of(story, held, reports, facts) for story, held in sorted(stories.items())]


def dossier_of(
    story: str, members: Sequence[Membership], reports: Mapping[str, Report], facts: Mapping[str, Facts]
) -> Dossier:
    """All that is known of one story, by time of publication; undated reports last.

    A report that could not be read is there all the same: it is credited, and silent. A reserved one has no
    text here, whatever the store holds.
    """
    clippings = [
        Clipping(
            report=_usable(reports[member.report]),
            facts=facts.get(member.report, Facts(report=member.report)),
            origin=member.origin,
        )
        for member in members
    ]
    return Dossier(story=story, theme=members[0].theme, clippings=tuple(sorted(clippings, key=_by_time)))


def _usable(report: Report) -> Report:
    return extract.bare(report) if report.rights.reserved else report


def by_theme(store: Store) -> Iterator[tuple[str, list[Clipping]]]:
    """Each theme with its reports by time of publication."""
    themes: dict[str, list[Membership]] = defaultdict(list)
    for filing in store.filings():
        if filing.member:
            themes[filing.member.theme].append(filing.member)
    reports, facts = store.reports(), store.facts()
    for theme, members in sorted(themes.items()):
        yield theme, list(dossier_of("", members, reports, facts).clippings)


def _by_time(clipping: Clipping) -> tuple[bool, str, str]:
    stamp = clipping.report.published
    return (stamp is None, stamp.at.isoformat() if stamp else "", clipping.report.id)


def _page_key(filings: Sequence[Filing], unread: Collection[str], limits: narrate.Limits) -> str:
    """What a page is made of: versions, reports, and which of them could not be read as yet."""
    versions = (interpret.VERSION, narrate.VERSION, proof.VERSION, repr(limits))
    rows = sorted(
        f"{f.report}:{f.version}:{f.member.theme}:{f.member.origin}:{f.report in unread}"
        for f in filings
        if f.member
    )
    return digest("page", *versions, *rows, size=15)


def _story_name(assignment: Assignment) -> str:
    return f"story {assignment.dossier.story}"
