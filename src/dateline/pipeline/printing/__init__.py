"""From pages to the files of the site: those that tell of what changed since, the manifest last.

Decides in which order things are written, and when everything is to be written anew. Which addresses are
stale :mod:`plan` says, what each needs :mod:`gathering` looks up, what it shows ``publish`` decides; how the
work is shared out, :mod:`press`.
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
from dateline.pipeline.printing import plan
from dateline.pipeline.printing.gathering import answered, gather
from dateline.stages import publish
from dateline.stages.publish.addresses import Address, parse

if TYPE_CHECKING:
    from dateline.core.listings import Changes
    from dateline.pipeline.desk import Desk
    from dateline.pipeline.printing.press import Task

__all__ = [
    "MANIFEST",
    "answered",
    "catalogue",
    "edition_of",
    "gather",
    "newest",
    "print_site",
    "printed",
    "with_related",
]

#: The file of the site that tells which state of which store it shows.
MANIFEST = "dateline.json"
#: Its keys: the mark of the store's catalogue, what makes pages, what the site says of itself, and the pages
#: that could not be made; before the path of a page that the site has once, what that was made from.
_MARK, _MADE, _EDITION, _AGAIN, _FROM = "mark", "made", "edition", "again", "from "


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
    from dateline.pipeline.printing.press import Made, printed

    yield from catalogue(desk)
    made = digest("site", publish.VERSION, publish.LISTING_VERSION, codec.dumps(edition), size=15)
    shown = {_MARK: desk.store.catalogue.mark(), _MADE: made, _EDITION: codec.dumps(edition)}
    before = _read_manifest(manifest)
    if shown.items() <= before.items() and _AGAIN not in before:
        return
    anew, mark = before.get(_MADE) != made, before.get(_MARK, "")
    if anew:
        yield from publish.assets(edition)
    changes = desk.store.catalogue.since(mark) if mark and not anew else None
    known, failed = _digests(before) if changes is not None else {}, []
    again = [] if anew else [one for one in map(parse, before.get(_AGAIN, "").split()) if one]
    tasks = list(_tasks(desk.store, changes, known, again, there))
    for one in desk.progress.track(printed(tasks, desk, edition), "publish", len(tasks)):
        if isinstance(one, Made):
            yield from one.files
            known[one.address.page] = one.digest
        else:
            failed.append(one.item)
            known[one.item] = ""
            yield one
    shown |= {_FROM + page: found for page, found in known.items() if found}
    shown |= {_AGAIN: " ".join(failed)} if failed else {}
    yield File(path=MANIFEST, content=json.dumps(shown, indent=0, sort_keys=True).encode() + b"\n")


def _tasks(
    store: Store,
    changes: Changes | None,
    known: Mapping[str, str],
    again: Iterable[Address],
    there: Container[str],
) -> Iterator[Task]:
    """What is to be made, each address once: whole, but where another headline beside it is all that changed.

    Of the pages that the site has once it is remembered what they were made from: ``known``, by path.
    """
    from dateline.pipeline.printing.press import Task

    whole = plan.every(store) if changes is None else plan.whole(changes, store, there)
    addresses = dict.fromkeys((*whole, *again))
    once = frozenset(plan.ALWAYS)
    for one in addresses:
        yield Task(one, known=known.get(one.page, "") if one in once else None)
    for one in plan.beside(changes, store) if changes else ():
        if one not in addresses:
            yield Task(one, page_only=True)


def _digests(before: Mapping[str, str]) -> dict[str, str]:
    """What each of the pages that the site has once was made from, by path."""
    return {key.removeprefix(_FROM): told for key, told in before.items() if key.startswith(_FROM)}


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
