"""News by mail: whoever asks for it, confirms it and leaves; and the round that sends what is due.

Wires the decisions of ``stages.publish.digest`` to the store and the operator's mail server.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.app.digest.asking import Digests, Status
from dateline.app.digest.office import Office
from dateline.app.digest.post import Post, post_of
from dateline.app.digest.sending import Round, Sending
from dateline.app.stores import existing_store
from dateline.pipeline import printing

if TYPE_CHECKING:
    from dateline.app import App
    from dateline.app.stores import StoreName
    from dateline.core.ports import Store
    from dateline.core.site import Edition

__all__ = [
    "Digests",
    "Office",
    "Post",
    "Round",
    "Sending",
    "Status",
    "open_digests",
    "open_sending",
    "post_of",
]


def open_digests(app: App, store: Store, edition: Edition) -> Digests:
    """The forms of a site that is served. Raises ``UsageError`` for settings that do not fit together."""
    post = post_of(app.settings)
    return Digests(Office(store=store, edition=edition, clock=app.clock, post=post))


@contextlib.contextmanager
def open_sending(app: App, out: Path, store: StoreName | None) -> Iterator[tuple[Digests, Sending]]:
    """Both for the commands, over the store of a site. Raises ``UsageError``."""
    manifest = out / printing.MANIFEST
    shown = manifest.read_bytes() if manifest.is_file() else b""
    edition, post = app.edition(printing.edition_of(shown)), post_of(app.settings)
    with contextlib.closing(existing_store(out, store)) as held:
        office = Office(store=held, edition=edition, clock=app.clock, post=post)
        yield Digests(office), Sending(office)
