"""What happened to stories since they were printed: what the log of their pages is made of.

Gathers from the store what became of stories (``regrouping``), which of their reports read otherwise than
when the page was made, what the desk decided on lines that rest on them, and which corrections stood on pages
whose reports are here now. What is told of it ``narrate`` says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from dateline.core.corrections import Amendment
from dateline.core.pages import Correction, Page
from dateline.core.ports import Store
from dateline.core.stories import Story, heirs
from dateline.core.types import Membership, Report
from dateline.pipeline.regrouping import regrouped_since
from dateline.stages.narrate.revisions.since import Edited, Regrouped, Since, wording


def since_printed(
    pages: Mapping[str, Page],
    members: Iterable[Membership],
    reports: Mapping[str, Report],
    amendments: Mapping[str, tuple[Amendment, ...]],
    store: Store,
) -> dict[str, Since]:
    """What happened to each of the stories of ``members``. ``pages`` are their last ones."""
    members = tuple(members)
    held: dict[str, set[str]] = defaultdict(set)
    for member in members:
        held[member.story].add(member.report)
    regrouped = regrouped_since(pages, members, store)
    inherited = _inherited(held, store)
    return {
        story: Since(
            regrouped=regrouped.get(story, Regrouped()),
            edited=tuple(_edited(pages[story], reports, store)) if story in pages else (),
            amendments=amendments.get(story, ()),
            inherited=inherited.get(story, ()),
        )
        for story in held
    }


def amendments_of(stories: Mapping[str, Collection[str]], store: Store) -> dict[str, tuple[Amendment, ...]]:
    """What the desk decided on lines, by each story that it concerns, in the order in which it did.

    ``stories`` gives the reports of each. A decision stays with its story, with those that took that over,
    and with every story that one of the reports went to.
    """
    amendments = store.register.amendments()
    if not amendments:
        return {}
    known = {story.id: story for story in store.register.stories()}
    led = {one.story: heirs(one.story, known, stories) for one in amendments}
    found = {
        story: tuple(
            one for one in amendments if story in led[one.story] or not one.reports.isdisjoint(reports)
        )
        for story, reports in stories.items()
    }
    return {story: concerning for story, concerning in found.items() if concerning}


def _edited(page: Page, reports: Mapping[str, Report], store: Store) -> Iterator[Edited]:
    """The reports of a page that read otherwise now, each with the version that the page was made from."""
    for credit in page.sources:
        now = reports.get(credit.report)
        if now is None or not credit.wording or credit.reserved or now.rights.reserved:
            continue
        if wording(now) == credit.wording:
            continue
        former = (one for one in store.versions(now.id) if wording(one) == credit.wording)
        if before := next(former, None):
            yield Edited(before=before, after=now)


def _inherited(held: Mapping[str, Collection[str]], store: Store) -> dict[str, tuple[Correction, ...]]:
    """The corrections of other pages that go with the reports that each story has from them."""
    found: dict[str, tuple[Correction, ...]] = defaultdict(tuple)
    sources = [story for story in store.register.stories() if not _went(story).isdisjoint(held)]
    pages = store.pages([story.id for story in sources])
    for story in sources:
        for heir in sorted(_went(story).intersection(held)):
            page = pages.get(story.id)
            found[heir] += tuple(_going(page, story, held[heir])) if page and story.id != heir else ()
    return found


def _went(story: Story) -> frozenset[str]:
    return frozenset((*story.into, *story.parted))


def _going(page: Page, story: Story, reports: Collection[str]) -> Iterator[Correction]:
    """All corrections of a page whose story ended in one other, else those that cite a report that went."""
    whole = len(story.into) == 1
    for correction in page.corrections:
        if whole or any(span.report in reports for span in correction.evidence):
            yield correction
