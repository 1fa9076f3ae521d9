"""The flow in order: load, run a stage, save. ``stages.FLOW`` lists the stages.

::

    inputs
    | collect.unpack                       -> documents
    | skip documents already extracted
    | xargs -P extract.extract             -> reports, new versions        save
    ---
    reports not yet filed, and what is known
    | group.group                          -> memberships, themes          save
    reports newer than their facts
    | xargs -P interpret.interpret         -> facts                        save
    stories newer than their pages
    | xargs -P narrate.narrate | proof.proof | proof.withhold | narrate.revise
                                           -> pages                        save
    pages newer than the site
    | publish.publish                      -> files

Each ``save`` is one transaction, and each step asks the store what is stale: a run that was killed
anywhere goes on from there, and a run with nothing new does nothing.

Decides nothing about news, and does no I/O but through the ports that it is given.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from itertools import islice
from typing import TypeVar

from dateline.core import codec
from dateline.core.errors import FetchError, InputError
from dateline.core.ids import digest
from dateline.core.ports import Engine, Fetched, Fetcher, Filing, Progress, Store
from dateline.core.types import (
    Clipping,
    Document,
    Dossier,
    Edition,
    Facts,
    Failure,
    File,
    MediaKind,
    Membership,
    Page,
    Report,
    Severity,
    Stamp,
)
from dateline.stages import collect, extract, group, interpret, narrate, proof, publish

Item = TypeVar("Item")
Result = TypeVar("Result")

#: How many documents or stories are worked on, and saved, at a time.
BATCH = 400

#: The file of the site that tells which state of which story it shows.
MANIFEST = "dateline.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the flow works with."""

    store: Store
    engine: Engine
    progress: Progress
    now: datetime
    limits: narrate.Limits = field(default_factory=narrate.Limits)
    fetcher: Fetcher | None = None
    revised: Stamp | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What became of the inputs: reports that are new, changed, or known under another address.

    ``notes`` tells what was odd about a report that was taken, such as a time that cannot be.
    """

    documents: int = 0
    new: int = 0
    changed: int = 0
    twins: int = 0
    notes: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()


def run(inputs: Iterable[Fetched | Failure], desk: Desk) -> Intake:
    """Everything up to the pages: take in, file, read, write."""
    intake = take_in(inputs, desk)
    file(desk)
    failures = (*intake.failures, *read(desk), *write(desk))
    with desk.store.transaction():
        desk.store.save_failures(failures)
    return replace(intake, failures=failures)


# --- collect and extract ------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A document, and the keys by which it is known from now on once it was read."""

    document: Document
    keys: tuple[str, ...]


def take_in(inputs: Iterable[Fetched | Failure], desk: Desk) -> Intake:
    """Turn inputs into stored reports. What cannot be taken is a ``Failure``; the rest goes on."""
    failures: list[Failure] = []
    notes: list[str] = []
    counts: dict[str, int] = defaultdict(int)
    for batch in _batches(_arrivals(inputs, desk, failures), BATCH):
        counts["documents"] += len(batch)
        known = desk.store.documents(key for arrival in batch for key in arrival.keys)
        waiting = [arrival for arrival in batch if not known.keys() & set(arrival.keys)]
        fresh = list({arrival.keys or arrival.document.source: arrival for arrival in waiting}.values())
        documents = [arrival.document for arrival in fresh]
        results = _each(desk, partial(extract.extract, now=desk.now), documents, _source, "extract")
        with desk.store.transaction():
            for arrival, result in zip(fresh, results, strict=True):
                if isinstance(result, Failure):
                    failures.append(result)
                else:
                    counts[_shelve(result, arrival.keys, desk.store)] += 1
                    notes += [f"{_report_name(result)}: {note}" for note in result.notes]
    return Intake(
        documents=counts["documents"],
        new=counts["new"],
        changed=counts["changed"],
        twins=counts["twin"],
        notes=tuple(notes),
        failures=tuple(failures),
    )


def take_reports(reports: Iterable[Report], desk: Desk) -> None:
    """Store reports that are already extracted."""
    with desk.store.transaction():
        for report in reports:
            _shelve(report, (), desk.store)


def _arrivals(inputs: Iterable[Fetched | Failure], desk: Desk, failures: list[Failure]) -> Iterator[Arrival]:
    """The documents in the inputs; a feed that came from the web is followed to its pages."""
    for fetched in inputs:
        if isinstance(fetched, Failure):
            failures.append(fetched)
            continue
        follow = desk.fetcher if fetched.location.startswith(("http://", "https://")) else None
        for item in collect.unpack(fetched):
            if isinstance(item, Failure):
                failures.append(item)
            elif item.kind is MediaKind.ENTRY and item.url and follow:
                yield _followed(item, follow, desk.store, failures)
            else:
                yield Arrival(document=item, keys=(_document_key(item),))


def _followed(entry: Document, fetcher: Fetcher, store: Store, failures: list[Failure]) -> Arrival:
    """The page behind a feed entry, known by both; an entry that was followed is not fetched again.

    Where the page does not answer, the entry itself, not remembered: the page is asked again.
    """
    key = _document_key(entry)
    if store.documents([key]):
        return Arrival(document=entry, keys=(key,))
    try:
        page = collect.follow(entry, fetcher.fetch(entry.url))
    except FetchError as error:
        remedy = "the feed's own text was used"
        failures.append(Failure(item=error.item, stage="collect", reason=error.reason, remedy=remedy))
        return Arrival(document=entry, keys=())
    return Arrival(document=page, keys=(_document_key(page), key))


def _source(document: Document) -> str:
    return document.source


def _document_key(document: Document) -> str:
    told = codec.dumps(document.hints) if document.kind is not MediaKind.REPORT else ""
    content = hashlib.sha256(document.content).hexdigest()
    return digest("document", extract.VERSION, str(document.kind), document.url, told, content, size=15)


def _shelve(report: Report, keys: Iterable[str], store: Store) -> str:
    """Store a report as what it is: new, changed, the same again, or a twin of another."""
    fingerprint = extract.fingerprint(report)
    twin = store.twins([fingerprint]).get(fingerprint, report.id)
    for key in keys:
        store.save_document(key, twin)
    if twin != report.id:
        return "twin"
    held = store.reports([report.id]).get(report.id)
    if held is None:
        store.save_report(report, fingerprint)
        return "new"
    # An earlier version has this text too where an outlet takes a change back: only the last counts.
    if extract.fingerprint(held) == fingerprint or not extract.supersedes(report, held):
        return "same"
    store.save_report(report, fingerprint)
    return "changed"


# --- group --------------------------------------------------------------------------------


def file(desk: Desk) -> None:
    """Give each report that has none its story, theme and origin."""
    filings = desk.store.filings()
    waiting = [filing.report for filing in filings if filing.member is None]
    if not waiting:
        return
    members = {filing.report: filing.member for filing in filings if filing.member}
    reports = desk.store.reports()
    known = [group.Filed(report=reports[name], member=member) for name, member in members.items()]
    grouping = group.group([reports[name] for name in waiting], known, desk.store.themes())
    with desk.store.transaction():
        desk.store.save_groups(grouping.memberships, grouping.themes)


# --- interpret ----------------------------------------------------------------------------


def read(desk: Desk) -> list[Failure]:
    """Read the facts out of each report whose facts are missing or stale."""
    failures: list[Failure] = []
    for names in _batches(iter(desk.store.stale_facts(interpret.VERSION)), BATCH):
        reports = list(desk.store.reports(names).values())
        results = list(_each(desk, interpret.interpret, reports, _report_name, "interpret"))
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
    """A story to be written: its dossier, and the page as it was."""

    dossier: Dossier
    previous: Page | None


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
    for batch in _batches(iter(stale), BATCH):
        assignments = _assignments({story: stories[story] for story in batch}, desk.store)
        stage = partial(compose, limits=desk.limits, revised=desk.revised)
        with desk.store.transaction():
            for page in _each(desk, stage, assignments, _story_name, "narrate"):
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
    return narrate.revise(page, assignment.previous, revised)


def judged(page: Page, dossier: Dossier) -> Page:
    """The page without what fails: warnings are for the desk, errors are not printed."""
    findings = proof.proof(proof.draft_of(page), dossier.clippings)
    return proof.withhold(page, [found for found in findings if found.severity is Severity.ERROR])


def _assignments(stories: Mapping[str, Sequence[Filing]], store: Store) -> list[Assignment]:
    members = [filing.member for filings in stories.values() for filing in filings if filing.member]
    names = [member.report for member in members]
    pages = store.pages(stories)
    return [
        Assignment(dossier=dossier, previous=pages.get(dossier.story))
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

    A report that could not be read is there all the same: it is credited, and silent.
    """
    clippings = [
        Clipping(
            report=reports[member.report],
            facts=facts.get(member.report, Facts(report=member.report)),
            origin=member.origin,
        )
        for member in members
    ]
    return Dossier(story=story, theme=members[0].theme, clippings=tuple(sorted(clippings, key=_by_time)))


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


# --- publish ------------------------------------------------------------------------------


def print_site(desk: Desk, edition: Edition, manifest: bytes) -> Iterator[File]:
    """The files of the site that differ from what ``manifest`` says it shows; the manifest last.

    The manifest is written after all else, so that a run killed while printing prints again.
    """
    pages = with_related(desk.store.pages())
    shown = _states(pages, desk.store.page_keys(), edition)
    before = _read_manifest(manifest)
    if before == shown:
        return
    only = {story for story in pages if before.get(story) != shown[story]}
    cited = {credit.report for story in only for credit in pages[story].sources}
    issue = publish.Issue(
        edition=edition,
        pages=tuple(pages.values()),
        themes=tuple(desk.store.themes()),
        reports=desk.store.reports(cited),
    )
    yield from desk.progress.track(publish.publish(issue, only=only), "publish", len(only))
    yield File(path=MANIFEST, content=json.dumps(shown, indent=0, sort_keys=True).encode() + b"\n")


def with_related(pages: Mapping[str, Page]) -> dict[str, Page]:
    """Each page with the other stories of its theme, newest first."""
    themes: dict[str, list[Page]] = defaultdict(list)
    for page in sorted(pages.values(), key=newest, reverse=True):
        themes[page.theme].append(page)
    return {
        story: replace(
            page, related=tuple(other.story for other in themes[page.theme] if other.story != story)
        )
        for story, page in sorted(pages.items())
    }


def newest(page: Page) -> tuple[str, str]:
    """Sorts pages by when their story was first reported."""
    return (page.first_reported.at.isoformat() if page.first_reported else "", page.story)


def _states(pages: Mapping[str, Page], keys: Mapping[str, str], edition: Edition) -> dict[str, str]:
    """What each story's files depend on: its page, the headlines beneath it, and the edition."""
    site = digest("site", publish.VERSION, codec.dumps(edition), size=15)
    states = {
        story: digest("state", site, keys[story], *(f"{other}:{keys[other]}" for other in page.related))
        for story, page in pages.items()
    }
    return {"": digest("all", site, *states.values()), **states}


def _read_manifest(manifest: bytes) -> dict[str, str]:
    try:
        held = json.loads(manifest or b"{}")
    except (ValueError, RecursionError):
        return {}
    return held if isinstance(held, dict) else {}


# --- small machinery ----------------------------------------------------------------------


def _each(
    desk: Desk,
    stage: Callable[[Item], Result],
    items: Sequence[Item],
    name: Callable[[Item], str],
    label: str,
) -> Iterable[Result | Failure]:
    """Run an *each* stage on the engine, its progress shown."""
    return desk.progress.track(desk.engine.each(stage, items, name, label), label, len(items))


def _batches(items: Iterator[Item], size: int) -> Iterator[list[Item]]:
    while batch := list(islice(items, size)):
        yield batch
