"""What the server reads of a store: pages as they are printed, records for programs, how things stand.

Writes nothing. One value of it belongs to one worker; its methods may be called from several threads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.app.serving import pages, standing
from dateline.app.serving.options import Options, options_of
from dateline.app.serving.pages import Laid, Pages
from dateline.app.serving.records import Records
from dateline.app.serving.searching import Searching
from dateline.app.stores import existing_store
from dateline.core.listings import Lookup
from dateline.stages.publish.layout import POLICY

if TYPE_CHECKING:
    from datetime import datetime

    from dateline.app import App
    from dateline.app.digest import Digests
    from dateline.app.stores import StoreName
    from dateline.core.jsonl import Json
    from dateline.core.listings import Changes
    from dateline.core.ports import Store
    from dateline.core.site import Edition

__all__ = ["Beat", "Laid", "Options", "Pages", "Records", "Serving", "open_serving", "options_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """A change of the store: its new mark, what changed, and the rooms whose files tell of it.

    Both are None where the old mark is not known any more: then anything may have changed.
    """

    mark: str
    changes: Changes | None = None
    rooms: frozenset[str] | None = None


class Serving:
    """A store with the edition that is made of it."""

    def __init__(
        self, store: Store, edition: Edition, options: Options | None = None, digests: Digests | None = None
    ) -> None:
        self._store = store
        self.edition = edition
        self.options = options or Options()
        self.digests = digests
        self.pages = Pages(store, edition)
        self.records = Records(store, edition)
        self.search = Searching(store, edition)

    @cached_property
    def policy(self) -> str:
        """What a browser may load for a page (CSP): as the page itself says, and no frame around it."""
        return f"{POLICY}; frame-ancestors 'none'"

    @cached_property
    def signs(self) -> tuple[str, ...]:
        """What this server can do that a static site cannot, as the scripts of its pages ask."""
        return ("dateline", *(("mail",) if self.digests and self.digests.enabled else ()))

    def rehearse(self) -> None:
        """Make the pages that readers come to first: what that takes is loaded then.

        Raises what making them raises.
        """
        self.missing()
        for listing in self._store.catalogue.find(Lookup(limit=1)):
            self.pages.lay(self.pages.room(f"story/{listing.story}/"))
        self.pages.lay(self.pages.room("index.html"))

    def missing(self) -> bytes:
        """The page that is shown where there is none."""
        from dateline.stages.publish.layout import missing

        return missing(self.edition).content

    def links(self, path: str) -> Mapping[str, str]:
        """The relations of a feed (WebSub): its hub and its own address, where the edition has both."""
        if not (self.edition.hub and self.edition.base_url):
            return {}
        return {"hub": self.edition.hub, "self": f"{self.edition.base_url.rstrip('/')}/{path}"}

    def health(self, now: datetime) -> Json:
        """That the store can be read, and how it stands. Raises ``StoreError``."""
        return standing.health(self._store, now)

    def gauges(self, now: datetime) -> tuple[standing.Gauge, ...]:
        """What the store holds and how its sources do. Raises ``StoreError``."""
        return tuple(standing.gauges(self._store, now))

    def mark(self) -> str:
        """The present state of the store. Raises ``StoreError``."""
        return self._store.catalogue.mark()

    def since(self, mark: str) -> Beat | None:
        """What changed since a mark; None for nothing. Raises ``StoreError``."""
        from dateline.pipeline.printing import plan  # here and below: the stages are loaded when asked

        now = self._store.catalogue.mark()
        if now == mark:
            return None
        changes = self._store.catalogue.since(mark) if mark else None
        if changes is None:
            return Beat(mark=now)
        stale = plan.stale(changes, self._store, plan.EVERYWHERE)
        rooms = frozenset(pages.name_of(address) for address in stale)
        return Beat(mark=now, changes=changes, rooms=rooms)

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()


def open_serving(app: App, site: Path, store: StoreName | None = None) -> Serving:
    """A site with its store. Raises ``UsageError`` where there is no store, ``StoreError``."""
    from dateline.app.digest import open_digests
    from dateline.pipeline import printing

    manifest = site / printing.MANIFEST
    shown = manifest.read_bytes() if manifest.is_file() else b""
    edition = app.edition(printing.edition_of(shown))
    # Readers by mail are written: through a store of their own, so that no reading waits for it.
    digests = open_digests(app, existing_store(site, store), edition)
    return Serving(existing_store(site, store), edition, options_of(app.settings), digests)
