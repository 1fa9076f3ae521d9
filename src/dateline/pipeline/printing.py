"""From pages to the files of the site: those that differ from what the site shows, its manifest last."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from dateline.core import codec
from dateline.core.ids import digest
from dateline.core.types import Edition, File, Page
from dateline.pipeline.desk import Desk
from dateline.stages import publish

#: The file of the site that tells which state of which story it shows.
MANIFEST = "dateline.json"

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
        themes=tuple(desk.store.register.themes()),
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
