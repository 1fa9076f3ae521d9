"""An outlet's page: its reports by the stories that rest on them, and how often it was first or alone.

Decides what is counted of an outlet, over the newest of its stories. An outlet is known by its name as the
reports give it. Judges no outlet: first to report is a time, not a merit.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dateline.core.listings import Facet
from dateline.stages.publish.listing.outlets import ALONE, FIRST
from dateline.stages.publish.lists import facets
from dateline.stages.publish.lists.reports import by_story
from dateline.stages.publish.wording import Phrase, phrase, tongue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.core.listings import Listing, Mention
    from dateline.core.site import File
    from dateline.stages.publish.addresses import Address
    from dateline.stages.publish.issue import Shelf, Subject, Wants


def wants(address: Address, _: Subject) -> Wants:
    """The newest stories that rest on it."""
    return facets.wants(Facet.OUTLET, address)


def files(address: Address, shelf: Shelf) -> Iterator[File]:
    """Its page, or that of a month; nothing where no story rests on it."""
    if address.part:
        yield from facets.month_files(Facet.OUTLET, address, shelf)
        return
    held = facets.found(Facet.OUTLET, address, shelf)
    if held is None:
        return
    facts = tuple(_facts(held, shelf.edition.language))
    reports = by_story(shelf.dispatches[facets.newest_of(Facet.OUTLET, address)], shelf.edition.language)
    words = facets.Told(
        kind=phrase("Source"), query="source", facts=facts, share=_shares(held), reports=reports
    )
    yield from facets.files(address, held, shelf, words)


def _shares(held: facets.Found) -> dict[str, Phrase]:
    """The stories that it was the first to report. Its reports stand beneath, that it is alone lists say."""
    first = phrase("this outlet was the first")
    return {
        story.story: first for story in held.stories if any(one.kind == FIRST for one in _own(story, held))
    }


def _own(story: Listing, held: facets.Found) -> tuple[Mention, ...]:
    return tuple(one for one in story.of(Facet.OUTLET) if one.key == held.mention.key)


def _facts(held: facets.Found, language: str) -> Iterator[Phrase]:
    """Counts over the stories listed: reports, how often first or alone, and the languages of those alone.

    Reports are counted where all of its stories are listed: of some, beside the count of all, it misleads.
    """
    own = [one for story in held.stories for one in _own(story, held)]
    if held.count == len(held.stories):
        yield phrase("%(count)s report", "%(count)s reports", sum(one.count for one in own))
    kinds = Counter(one.kind for one in own)
    if kinds[FIRST]:
        yield phrase(
            "first to report %(count)s of these stories",
            "first to report %(count)s of these stories",
            kinds[FIRST],
        )
    if kinds[ALONE]:
        yield phrase("alone with %(count)s of them", "alone with %(count)s of them", kinds[ALONE])
    spoken = Counter(
        story.of(Facet.LANGUAGE)[0].name
        for story in held.stories
        if len(story.outlets) == 1 and story.of(Facet.LANGUAGE)
    )
    if spoken:
        names = [tongue(language).language_name(code) for code, _ in spoken.most_common(3)]
        yield phrase("writes in %(languages)s", languages=names)
