"""From reports to pages: file, read, write. Each step asks the store what is stale, and does only that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from dateline.core import codec
from dateline.core.corrections import Amendment
from dateline.core.errors import InputError
from dateline.core.ids import digest
from dateline.core.pages import Clipping, Dossier, Page
from dateline.core.ports import Filing, Store
from dateline.core.types import Facts, Failure, Membership, Report, Stamp
from dateline.pipeline.desk import Desk, batches
from dateline.pipeline.judging import judged
from dateline.pipeline.since import amendments_of, since_printed
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
    since: narrate.Since = field(default_factory=narrate.Since)


def write(desk: Desk) -> list[Failure]:
    """Write and proof each story whose dossier is newer than its page."""
    stories: dict[str, list[Filing]] = defaultdict(list)
    for filing in desk.store.filings():
        if filing.member:
            stories[filing.member.story].append(filing)
    unread = frozenset(desk.store.stale_facts(interpret.VERSION))
    held = {story: {filing.report for filing in filings} for story, filings in stories.items()}
    amendments = amendments_of(held, desk.store)
    keys = {
        story: _page_key(filings, unread, desk, amendments.get(story, ()))
        for story, filings in stories.items()
    }
    printed = desk.store.page_keys()
    stale = sorted(story for story, key in keys.items() if printed.get(story) != key)
    failures: list[Failure] = []
    for batch in batches(stale):
        assignments = _assignments({story: stories[story] for story in batch}, amendments, desk.store)
        made = list(_pages(assignments, desk))  # before the store is locked: a model takes its time
        with desk.store.transaction():
            for page, whole in made:
                if isinstance(page, Failure):
                    failures.append(page)
                else:
                    key = keys[page.story]
                    desk.store.save_page(page, key if whole else digest("unfinished", key, size=15))
    return [*failures, *(desk.model.failures() if desk.model else ())]


def _pages(assignments: Sequence[Assignment], desk: Desk) -> Iterator[tuple[Page | Failure, bool]]:
    """The page of each story, and whether it is what it should be: a model may have failed to write it.

    Rules write on the engine; a model is asked here, one story at a time.
    """
    if desk.model is None:
        stage = partial(compose, limits=desk.limits, revised=desk.revised)
        yield from ((page, True) for page in desk.each(stage, assignments, _story_name, "narrate"))
        return
    pages = list(desk.each(partial(drafted, limits=desk.limits), assignments, _story_name, "narrate"))
    each = zip(assignments, pages, strict=True)
    for assignment, page in desk.progress.track(each, "model", len(pages)):
        if isinstance(page, Failure):
            yield page, True
            continue
        material = narrate.struck(assignment.dossier, assignment.since)
        kept = assignment.since.desk_lines(assignment.dossier.story)
        made, asked = desk.model.rewritten(page, material, desk.limits, kept)
        yield continued(put_right(made, assignment), assignment, desk.revised), asked


def compose(assignment: Assignment, limits: narrate.Limits, revised: Stamp | None = None) -> Page:
    """One page: written, judged, stripped of what the judge objects to, compared with the last.

    Raises ``InputError`` where nothing of it may be printed.
    """
    return continued(drafted(assignment, limits), assignment, revised)


def drafted(assignment: Assignment, limits: narrate.Limits) -> Page:
    """The page by rules, judged, without the log of its story. Raises as :func:`compose`."""
    material = narrate.struck(assignment.dossier, assignment.since)
    page = put_right(narrate.narrate(material, limits), assignment)
    if not proof.printable(page):
        page = _unprintable(page, assignment)
    return page


def put_right(page: Page, assignment: Assignment) -> Page:
    """The page with the desk's own lines in place of those that it took back, judged as a whole."""
    return judged(narrate.amended(page, assignment.dossier, assignment.since), assignment.dossier)


def _unprintable(page: Page, assignment: Assignment) -> Page:
    """The page that says so where a correction left nothing of a printed one. Others are not printed."""
    since, previous = assignment.since, assignment.previous
    if not (since.amendments or since.edited or (previous and previous.corrections)):
        remedy = "its reports are kept; it is tried again at each run"
        raise InputError(_story_name(assignment), "no line of its page is borne out", remedy)
    return narrate.emptied(page, assignment.dossier.clippings)


def continued(page: Page, assignment: Assignment, at: Stamp | None) -> Page:
    """The page with the log of its story: compared with what was printed last."""
    return narrate.revise(page, assignment.previous, at, since=assignment.since)


def _assignments(
    stories: Mapping[str, Sequence[Filing]], amendments: Mapping[str, tuple[Amendment, ...]], store: Store
) -> list[Assignment]:
    members = [filing.member for filings in stories.values() for filing in filings if filing.member]
    names = [member.report for member in members]
    pages, reports = store.pages(stories), store.reports(names)
    since = since_printed(pages, members, reports, amendments, store)
    return [
        Assignment(dossier=dossier, previous=pages.get(dossier.story), since=since[dossier.story])
        for dossier in dossiers(members, reports, store.facts(names))
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
    text here, whatever the store holds. What a report says of itself (that it was corrected) is no fact.
    """
    clippings = [
        Clipping(
            report=_usable(reports[member.report]),
            facts=facts.get(member.report, Facts(report=member.report)),
            origin=member.origin,
        )
        for member in members
    ]
    ordered = tuple(sorted(clippings, key=_by_time))
    return narrate.struck(Dossier(story=story, theme=members[0].theme, clippings=ordered))


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


def _page_key(
    filings: Sequence[Filing], unread: Collection[str], desk: Desk, amendments: Sequence[Amendment]
) -> str:
    """What a page is made of: versions, reports, which of them could not be read as yet, and by whom."""
    writers = (desk.model.key,) if desk.model else ()
    versions = (interpret.VERSION, narrate.VERSION, proof.VERSION, repr(desk.limits), *writers)
    rows = sorted(
        f"{f.report}:{f.version}:{f.member.theme}:{f.member.origin}:{f.report in unread}"
        for f in filings
        if f.member
    )
    return digest("page", *versions, *rows, *map(codec.dumps, amendments), size=15)


def _story_name(assignment: Assignment) -> str:
    return f"story {assignment.dossier.story}"
