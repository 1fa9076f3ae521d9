"""Serve a site and its API at one address: listens, starts the workers, ends with them.

Decides what must be there before anything is served. What is answered :mod:`application` decides.
"""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from dateline.core.errors import MissingExtra, UsageError

if TYPE_CHECKING:
    from dateline.app import App
    from dateline.app.stores import StoreName
    from dateline.web.shared import Shared

Item = TypeVar("Item")
#: Connections that may wait to be accepted.
BACKLOG = 2048


def serve(site: Path, store: StoreName | None, host: str, port: int, workers: int = 1) -> None:
    """Serve until stopped. Raises ``UsageError`` where there is no site or store, or the port is taken."""
    from dateline.app import open_app
    from dateline.app.serving import open_serving

    if not (site / "index.html").is_file():
        raise UsageError(str(site), "is no site", f"build one: dateline build SOURCE --out {site}")
    try:
        import uvicorn  # noqa: F401

        from dateline.web import clients
        from dateline.web import workers as crew
        from dateline.web.depot import Depot
        from dateline.web.metrics import Board
        from dateline.web.shared import Shared
    except ImportError as error:
        raise MissingExtra("dateline serve", "serve") from error
    app = open_app(_Silent())
    try:
        clients.networks(app.settings.serve_proxies)
    except ValueError as error:
        raise UsageError(
            "setting serve_proxies", str(error), "give addresses or networks: 10.0.0.0/8"
        ) from error
    # Opened once before anybody is told that it is served; each worker opens its own.
    open_serving(app, site, store).close()
    listener = _listen(host, port)
    name = f"[{host}]" if ":" in host else host
    sys.stderr.write(f"http://{name}:{listener.getsockname()[1]}/ shows {site}; Ctrl-C stops it\n")
    depot = Depot(app.settings.serve_cache * 1_000_000) if workers > 1 else None
    shared = Shared(board=Board(workers), depot=depot)
    crew.run(workers, lambda number: _work(app, site, store, listener, shared, number))


class _Silent:
    """``core.ports.Progress`` of a server: nobody looks."""

    def track(self, items: Iterable[Item], label: str, total: int) -> Iterable[Item]:
        return items


def _work(
    app: App, site: Path, store: StoreName | None, listener: socket.socket, shared: Shared, number: int
) -> None:
    """One worker, until it is stopped."""
    import uvicorn

    from dateline.app.serving import open_serving
    from dateline.web import protocol
    from dateline.web.application import Application

    serving = open_serving(app, site, store)
    application = Application(serving, site, shared, number)

    class Server(uvicorn.Server):
        """uvicorn's, whose streams end when it does: it would wait for them."""

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            application.live.close()
            await super().shutdown(sockets)

    with suppress(KeyboardInterrupt):
        Server(uvicorn.Config(application, **protocol.options())).run(sockets=[listener])
    serving.close()


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        # From now on nobody is refused: who comes before the workers are ready waits for them.
        listener.listen(BACKLOG)
    except (OSError, OverflowError) as error:
        listener.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{host}:{port}", reason, "give another --port, or 0 for any") from error
    return listener
