"""Serve a built site and its API at one address. Decides nothing; reads, and writes nothing."""

from __future__ import annotations

import socket
import sys
from contextlib import suppress
from pathlib import Path

from dateline.core.errors import MissingExtra, UsageError


def serve(site: Path, store: Path | None, host: str, port: int) -> None:
    """Serve until stopped. Raises ``UsageError`` where there is no site or the port is taken."""
    from dateline.app import default_store
    from dateline.app.shelf import open_shelf

    if not (site / "index.html").is_file():
        raise UsageError(str(site), "is no site", f"build one: dateline build SOURCE --out {site}")
    try:
        import uvicorn

        from dateline.web.api import make_api
    except ImportError as error:
        raise MissingExtra("dateline serve", "serve") from error
    shelf = open_shelf(store or default_store(site))
    listener = _listen(host, port)
    name = f"[{host}]" if ":" in host else host
    sys.stderr.write(f"http://{name}:{listener.getsockname()[1]}/ shows {site}; Ctrl-C stops it\n")
    config = uvicorn.Config(make_api(site, shelf), log_level="warning", server_header=False)
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except (OSError, OverflowError) as error:
        listener.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{host}:{port}", reason, "give another --port, or 0 for any") from error
    return listener
