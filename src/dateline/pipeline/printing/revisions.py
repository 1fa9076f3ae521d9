"""The earlier states of stories, looked up: their pages, the reports as they read then, and which are stale.

Decides which reports of an earlier page may still be quoted: those whose words of that time are kept, whose
terms allow it now, and which their outlet did not take back since. What of a page stands without the others
``publish`` decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.stages.publish.addresses import Address, Room, revision, revisions

if TYPE_CHECKING:
    from dateline.core.listings import Changes
    from dateline.core.pages import Credit, Page
    from dateline.core.ports import Store
    from dateline.core.types import Report
    from dateline.stages.publish.issue import Subject

# --- what an address is about -------------------------------------------------------------


def subjects(addresses: Iterable[Address], store: Store) -> dict[Address, Subject]:
    """What these addresses of revisions are about, of those at which there is something."""
    from dateline.stages.publish.issue import Subject

    names = {one: store.catalogue.at(one.key) for one in addresses if one.room is Room.REVISION}
    latest = store.pages(filter(None, names.values()))
    if not latest:
        return {}
    held = store.revisions.kept(latest)
    live = {member.story for member in store.register.members(stories=latest).values()}
    fates = {fate.id: fate for fate in store.register.stories(latest.keys() - live)}
    former = store.revisions.pages((name or "", int(one.part)) for one, name in names.items() if one.part)
    found = {}
    for one, name in names.items():
        if name not in latest or name not in held:
            continue
        newest, ended = latest[name], name not in live
        kept = earlier(held[name], newest, ended=ended)
        subject = Subject(latest=newest, story=fates.get(name), ended=ended, kept=kept)
        number = int(one.part or newest.revision.number)
        if number in kept and one.part:
            page = former[name, number]
            found[one] = replace(subject, page=page, reports=as_read(page, store))
        elif number == newest.revision.number:
            found[one] = subject
    return found


def earlier(kept: Iterable[int], latest: Page, *, ended: bool) -> tuple[int, ...]:
    """The revisions that are not shown at the story's own address; the last one too, where it ended."""
    return tuple(number for number in kept if ended or number != latest.revision.number)


def as_read(page: Page, store: Store) -> dict[str, Report]:
    """The reports of a page as they read when it was made, on the terms that hold now.

    Of one that is reserved now its headline alone. One whose words of that time are not kept, or that its
    outlet took back since, is not there.
    """
    now = store.reports([credit.report for credit in page.sources])
    found = ((credit.report, _as_read(credit, now, store)) for credit in page.sources)
    return {name: report for name, report in found if report}


def _as_read(credit: Credit, current: Mapping[str, Report], store: Store) -> Report | None:
    now = current.get(credit.report)
    if now is None or now.rights.reserved or credit.reserved:
        return now
    from dateline.stages.narrate.revisions.since import wording

    if not quotable(now):
        return None
    if wording(now) == credit.wording:
        return now
    # A page made before credits told their wording was made of the first words that there were.
    versions = store.versions(now.id)
    then = next((one for one in versions if credit.wording in ("", wording(one))), None)
    return replace(then, rights=now.rights) if then and then.text else None


def quotable(report: Report) -> bool:
    """Whether a report may be quoted as it stands now: its words are there, and stand."""
    from dateline.stages.narrate.revisions.notes import NoteKind, notes

    taken_back = any(note.kind is NoteKind.RETRACTION for note in notes(report))
    return bool(report.text) and not report.rights.reserved and not taken_back


# --- which are stale ----------------------------------------------------------------------


def every(store: Store) -> Iterator[Address]:
    """Every address of revisions: of the stories of which an earlier page is kept."""
    kept = store.revisions.kept()
    yield from _all(kept, kept, store)


def stale(changes: Changes, stories: Iterable[str], store: Store) -> Iterator[Address]:
    """The addresses of revisions that tell of what changed.

    ``stories`` are others whose pages are made anew: of one that ended all is, for it may lead nowhere by
    now. An earlier state is made once, and again where the store says so or where one of its reports may be
    quoted no more, or otherwise than it was.
    """
    yield from (revision(story, number) for story, number in changes.revisions)
    names = sorted({*stories, *changes.stories})
    reporting = _no_longer_the_same(changes.reports, store)
    concerned = set(store.revisions.citing(reporting))
    kept = store.revisions.kept({*names, *concerned})
    ended = kept.keys() - _live(kept, store)
    yield from _all(ended | (concerned & kept.keys()), kept, store)
    for story, number in _latest((name for name in changes.stories if name in kept), store):
        yield revisions(story)
        yield revision(story, number)


def _all(stories: Iterable[str], kept: Mapping[str, tuple[int, ...]], store: Store) -> Iterator[Address]:
    """All that lies at the addresses of revisions of these stories."""
    for story, number in _latest(stories, store):
        yield revisions(story)
        yield from (revision(story, earlier) for earlier in kept.get(story, ()))
        yield revision(story, number)


def _latest(stories: Iterable[str], store: Store) -> Iterator[tuple[str, int]]:
    """The number of the latest revision of each of these stories, of those that are listed."""
    for story, listing in store.catalogue.listings(stories).items():
        yield story, listing.revision


def _no_longer_the_same(reports: Iterable[str], store: Store) -> list[str]:
    """Of reports that changed those that cannot be quoted as they were, or could not for a time."""
    found = []
    for name in reports:
        versions = store.versions(name)
        terms = {(one.rights.quote_words, one.rights.open_licence, one.rights.licence) for one in versions}
        if len(terms) > 1 or not all(map(quotable, versions)):
            found.append(name)
    return found


def _live(stories: Iterable[str], store: Store) -> set[str]:
    return {member.story for member in store.register.members(stories=stories).values()}
