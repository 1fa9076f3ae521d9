"""From pages to the files of the site: those that differ from what the site shows, its manifest last."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from dateline.core import codec
from dateline.core.ids import digest
from dateline.core.pages import Page
from dateline.core.ports import Store
from dateline.core.site import Edition, File
from dateline.core.stories import Story, heirs
from dateline.core.types import Membership
from dateline.pipeline.desk import Desk
from dateline.stages import publish
from dateline.stages.group.themes import subjects

#: The file of the site that tells which state of which story it shows.
MANIFEST = "dateline.json"
#: The key in it under which the edition stands: what the site says of itself.
_EDITION = "edition"

# --- publish ------------------------------------------------------------------------------


def print_site(desk: Desk, edition: Edition, manifest: bytes) -> Iterator[File]:
    """The files of the site that differ from what ``manifest`` says it shows; the manifest last.

    The manifest is written after all else, so that a run killed while printing prints again.
    """
    found = _found(desk.store)
    shown = _states(found, edition)
    before = _read_manifest(manifest)
    if before == shown:
        return
    only = {key for key in shown if key not in ("", _EDITION) and before.get(key) != shown[key]}
    issue = _issue(found, only, desk.store, edition)
    yield from desk.progress.track(publish.publish(issue, only=only), "publish", len(only))
    yield File(path=MANIFEST, content=json.dumps(shown, indent=0, sort_keys=True).encode() + b"\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a store has to print: the pages of stories that have reports, and what became of the others."""

    pages: Mapping[str, Page]
    keys: Mapping[str, str]
    stories: Mapping[str, Story]
    members: Mapping[str, Membership]

    @property
    def ended(self) -> list[str]:
        """The stories that were printed once and have no report any more."""
        live = {member.story for member in self.members.values()}
        return sorted(self.keys.keys() - live)


def _found(store: Store) -> Found:
    return Found(
        pages=printed(store),
        keys=store.page_keys(),
        stories={story.id: story for story in store.register.stories()},
        members=store.register.members(),
    )


def _issue(found: Found, only: Iterable[str], store: Store, edition: Edition) -> publish.Issue:
    wanted = set(only)
    shown = [found.pages[story] for story in wanted if story in found.pages]
    return publish.Issue(
        edition=edition,
        pages=tuple(found.pages.values()),
        themes=tuple(store.register.themes()),
        reports=store.reports({credit.report for page in shown for credit in page.sources}),
        stories=found.stories,
        members=found.members,
        ended=tuple(store.pages(wanted.intersection(found.ended)).values()),
        labels={topic.code: topic.label for topic in subjects.topics().values()},
    )


def printed(store: Store) -> dict[str, Page]:
    """The pages of the stories that have reports, each with the other stories of its theme."""
    return with_related(store.pages(store.register.live()))


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


# --- what the site shows ------------------------------------------------------------------


def _states(found: Found, edition: Edition) -> dict[str, str]:
    """What each story's files depend on: its page, the headlines beneath it, its reasons, the edition."""
    site = digest("site", publish.VERSION, codec.dumps(edition), size=15)
    grounds = _grounds(found)
    states = {
        story: digest(
            "state",
            site,
            *(f"{name}:{found.keys.get(name, '')}" for name in (story, *page.related)),
            *grounds[story],
        )
        for story, page in found.pages.items()
    }
    for story in found.ended:
        led = heirs(story, found.stories, found.pages)
        states[story] = digest("ended", site, *_told(story, found), *(f"{to}:{found.keys[to]}" for to in led))
    return {"": digest("all", site, *states.values()), _EDITION: codec.dumps(edition), **states}


def _grounds(found: Found) -> dict[str, list[str]]:
    """What each story's page tells of its reports and of its forerunner."""
    grounds: dict[str, list[str]] = {story: list(_told(story, found)) for story in found.pages}
    for member in found.members.values():
        if member.story in grounds:
            grounds[member.story].append(f"{member.report}:{member.why}:{member.reason!r}")
    return grounds


def _told(story: str, found: Found) -> Iterator[str]:
    if known := found.stories.get(story):
        yield codec.dumps(known)
        for other in (known.forerunner, *known.parted):
            yield from (f"{to}:{found.keys[to]}" for to in heirs(other, found.stories, found.pages))


def edition_of(manifest: bytes) -> Edition:
    """What a site says of itself; nothing where it is not there or does not tell."""
    try:
        return codec.loads(Edition, _read_manifest(manifest).get(_EDITION, ""))
    except (ValueError, TypeError, KeyError, AttributeError):
        return Edition()


def _read_manifest(manifest: bytes) -> dict[str, str]:
    try:
        held = json.loads(manifest or b"{}")
    except (ValueError, RecursionError):
        return {}
    return held if isinstance(held, dict) else {}
