"""The folder of a site, written from what was printed; then its search, and the hub that is told of news.

Decides nothing about what is in it: a failure is told, not written. The search of a static site is made by
Pagefind, where that is installed, out of the finished pages.
"""

from __future__ import annotations

import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.app.indexing import settle
from dateline.core.errors import FetchError
from dateline.core.types import Failure
from dateline.stages.publish.links import absolute

if TYPE_CHECKING:
    from dateline.app.settings import Settings
    from dateline.core.site import Edition, File
    from dateline.storage import SiteFolder

#: The folder of the site that holds what Pagefind made.
SEARCHED = "pagefind"
#: What the names of feeds end in.
_FEEDS = ("feed.xml", "atom.xml", "feed.json")
_SECONDS = 600
#: What a story's page says of itself and of others, and no report said of the story.
_FURNITURE = ("error", "log", "made", "related", "terms", "why")
_INDEXED = (
    *("--glob", "story/*/index.html", "--root-selector", "article.story"),
    *(
        part
        for name in (*("cards", "chip", "hidden", "notes", "status"), *_FURNITURE)
        for part in ("--exclude-selectors", f".{name}")
    ),
)
#: Pagefind's own looks, which our page does without.
_UNUSED = ("*-ui.*", "*-highlight.*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What came of printing: how many files are new, which of them are feeds, what could not be made."""

    files: int = 0
    feeds: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()


def write_site(site: SiteFolder, made: Iterable[File | Failure]) -> Written:
    """Write what was made into the folder."""
    failures: list[Failure] = []
    feeds: list[str] = []

    def good() -> Iterator[File]:
        for one in made:
            if isinstance(one, Failure):
                failures.append(one)
                continue
            if one.path.endswith(_FEEDS) and site.read(one.path) != one.content:
                feeds.append(one.path)
            yield one

    count = site.write(good())
    return Written(files=count, feeds=tuple(feeds), failures=tuple(failures))


def put_out(
    site: SiteFolder,
    made: Iterable[File | Failure],
    edition: Edition,
    settings: Settings,
    searched_after: float = 0.0,
) -> Written:
    """Write what was printed, let readers search it, and tell the hub which feeds have news.

    The index of the search is left as it is where it is younger than ``searched_after`` seconds: it is made
    of all pages, and a round that changed one should not wait for it. It is made later then, or after it
    failed, by a run that changes nothing.
    """
    written = write_site(site, made)
    failures = list(written.failures)
    if _behind(site.root, searched_after):
        failures += index_site(site.root, edition)
    failures += _told(written.feeds, edition, settings)
    return replace(written, failures=tuple(failures))


def _behind(root: Path, patience: float) -> bool:
    """Whether the site was written after the index of its search, and that was so many seconds ago."""
    from dateline.pipeline.printing import MANIFEST

    indexed, printed = _written_at(root / SEARCHED / "pagefind-entry.json"), _written_at(root / MANIFEST)
    return printed > indexed and time.time() - indexed >= patience


def _written_at(path: Path) -> float:
    """When a file was written, in seconds of the epoch; at the beginning of all time, where there is none."""
    return path.stat().st_mtime if path.is_file() else -math.inf


def _told(feeds: Iterable[str], edition: Edition, settings: Settings) -> Iterator[Failure]:
    """Tell the operator's hub, if there is one and the site has an address."""
    if not (edition.hub and edition.base_url and feeds):
        return
    from dateline.clients.hubs import Hub

    try:
        hub = Hub(
            edition.hub,
            contact=settings.contact,
            allow_private=settings.allow_private,
            allow=settings.allow_hosts,
        )
        hub.tell(absolute(edition, path) for path in feeds)
    except FetchError as error:
        yield Failure(item=edition.hub, stage="publish", reason=error.reason, remedy=error.remedy)


def index_site(folder: Path, edition: Edition) -> tuple[Failure, ...]:
    """Let readers search the static site: a new index in place of the last; none without Pagefind or stories.

    Stories alone are indexed, and of them what was reported. There is one index, whatever the languages of
    the stories: Pagefind would else search those of the reader's page alone.
    """
    if find_spec("pagefind") is None or not any(folder.glob("story/*/index.html")):
        return ()
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".searching-") as made:
        index, there = Path(made) / "index", folder / SEARCHED
        command = [sys.executable, "-m", "pagefind", "--site", str(folder), "--output-path", str(index)]
        command += ["--force-language", edition.language, *_INDEXED]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)  # noqa: S603
        except (OSError, subprocess.TimeoutExpired) as error:
            return (_unsearched(str(error)),)
        if done.returncode:
            return (_unsearched((done.stderr or done.stdout).strip().rpartition("\n")[2]),)
        with suppress(ValueError, LookupError, ImportError):  # another Pagefind's index is searched as it is
            settle(index)
        for unused in (one for pattern in _UNUSED for one in index.glob(pattern)):
            unused.unlink()
        if there.exists():
            there.rename(Path(made) / "old")
        index.rename(there)
    return ()


def _unsearched(reason: str) -> Failure:
    return Failure(
        item="search of the site",
        stage="publish",
        reason=reason or "Pagefind ended without a word",
        remedy="the pages are in place; build again, or search by: dateline serve",
    )
