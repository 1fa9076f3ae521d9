"""From pages to the files of the site: those that tell of what changed since, the manifest last.

Decides in which order things are written, and when everything is to be written anew. Which addresses are
stale :mod:`plan` says, what each needs :mod:`gathering` looks up, what it shows ``publish`` decides.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.core import codec
from dateline.core.ids import digest
from dateline.core.pages import Page
from dateline.core.ports import Store
from dateline.core.site import Edition, File
from dateline.core.types import Failure
from dateline.pipeline.desk import Desk
from dateline.pipeline.printing import plan
from dateline.pipeline.printing.gathering import Shelves, answered, gather
from dateline.stages import publish
from dateline.stages.publish.addresses import Address, parse

if TYPE_CHECKING:
    from dateline.stages.publish.issue import Shelf

__all__ = [
    "MANIFEST",
    "answered",
    "catalogue",
    "edition_of",
    "gather",
    "newest",
    "print_site",
    "printed",
    "stale",
    "with_related",
]

#: The file of the site that tells which state of which store it shows.
MANIFEST = "dateline.json"
#: Its keys: the mark of the store's catalogue, what makes pages, what the site says of itself, and the pages
#: that could not be made.
_MARK, _MADE, _EDITION, _AGAIN = "mark", "made", "edition", "again"


def catalogue(desk: Desk) -> list[Failure]:
    """Bring the catalogue up to date with the pages; what could not be listed is told."""
    from dateline.pipeline.printing.cataloguing import catalogue as listed

    return listed(desk)


def print_site(
    desk: Desk, edition: Edition, manifest: bytes, there: Container[str] = ()
) -> Iterator[File | Failure]:
    """The files of the site that tell of what changed since ``manifest``; the manifest last.

    It is written after all else, so that a run killed while printing prints again. All files are made anew
    where the edition, the program or the store is another one. ``there`` are the paths that the site has.
    What could not be made is a failure, and is tried again by the next run.
    """
    yield from catalogue(desk)
    made = digest("site", publish.VERSION, publish.LISTING_VERSION, codec.dumps(edition), size=15)
    shown = {_MARK: desk.store.catalogue.mark(), _MADE: made, _EDITION: codec.dumps(edition)}
    before = _read_manifest(manifest)
    if before == shown:
        return
    anew = before.get(_MADE) != made
    addresses = dict.fromkeys(stale(desk.store, "" if anew else before.get(_MARK, ""), there))
    addresses |= dict.fromkeys(filter(None, map(parse, before.get(_AGAIN, "").split())))
    if anew:
        yield from publish.assets(edition)
    failed = []
    for one in _files(list(addresses), desk, edition):
        if isinstance(one, Failure):
            failed.append(one.item)
        yield one
    shown |= {_AGAIN: " ".join(failed)} if failed else {}
    yield File(path=MANIFEST, content=json.dumps(shown, indent=0, sort_keys=True).encode() + b"\n")


def stale(store: Store, mark: str, there: Container[str] = ()) -> Iterable[Address]:
    """The addresses whose files tell of what changed since a mark; all where the mark is not known."""
    changes = store.catalogue.since(mark) if mark else None
    return plan.every(store) if changes is None else plan.stale(changes, store, there)


def _files(addresses: list[Address], desk: Desk, edition: Edition) -> Iterator[File | Failure]:
    """The files at these addresses, made where the engine runs."""
    for made in desk.each(files_at, Shelves(addresses, desk.store, edition), _name, "publish"):
        yield from (made,) if isinstance(made, Failure) else made


def files_at(item: tuple[Address, Shelf | None]) -> tuple[File, ...]:
    """All files at an address; none where nothing is there."""
    address, shelf = item
    return tuple(publish.files(address, shelf)) if shelf else ()


def _name(item: tuple[Address, Shelf | None]) -> str:
    return item[0].page


# --- pages as they are printed ------------------------------------------------------------


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
