"""A plain server of files on loopback, as an operator would put before a site: with its policy, or without.

Decides the media types of files and that the policy of a page, which stands in its head, is sent as a header
too; ``bare`` sends none and takes it out of the head: what then runs, only escaping could have stopped.
"""

from __future__ import annotations

import html
import re
import threading
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import cast
from urllib.parse import unquote, urlsplit

#: By the last part of a name; what is not named is plain bytes, which no browser shows.
MEDIA = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "mjs": "text/javascript; charset=utf-8",
    "json": "application/json",
    "geojson": "application/geo+json",
    "xml": "application/xml",
    "opml": "text/x-opml+xml",
    "svg": "image/svg+xml",
    "png": "image/png",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "wasm": "application/wasm",
}
POLICY = re.compile(rb'<meta http-equiv="?Content-Security-Policy"? content="([^"]*)">', re.IGNORECASE)


def media(path: str) -> str:
    """The media type of a file."""
    return MEDIA.get(path.rpartition(".")[2].lower(), "application/octet-stream")


class Served:
    """The folders of a root, at a loopback address, until the block ends. ``asked`` are the paths asked for.

    ``home`` is the folder that answers for the root itself: what a page for all that is missing links to.
    ``own`` are pages of a test's own, by their paths, which stand before the files.
    """

    def __init__(self, root: Path, *, bare: bool = False, home: str = "") -> None:
        self.root = root.resolve()
        self.home = home
        self.bare = bare
        self.asked: list[str] = []
        self.own: dict[str, str] = {}
        self._server = _Server(self)

    @cached_property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def at(self, path: str) -> str:
        """The address of a file."""
        return f"{self.origin}/{path}"

    def file(self, path: str) -> Path | None:
        """The file that an address names, None where there is none."""
        named = unquote(urlsplit(path).path).lstrip("/")
        for folder in dict.fromkeys((self.root, self.root / self.home)):
            wanted = (folder / named).resolve()
            wanted = wanted / "index.html" if wanted.is_dir() else wanted
            if wanted.is_file() and wanted.is_relative_to(self.root):
                return wanted
        return None

    def content(self, path: str) -> tuple[str, bytes] | None:
        """The media type and the bytes at an address, None where there is nothing."""
        if path in self.own:
            return MEDIA["html"], self.own[path].encode()
        found = self.file(path)
        return (media(found.name), found.read_bytes()) if found else None

    def __enter__(self) -> Served:
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        ).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, served: Served) -> None:
        self.served = served
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        served = cast(_Server, self.server).served
        served.asked.append(self.path)
        found = served.content(self.path)
        kind, content = found or (MEDIA["txt"], b"not here")
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", kind)
        policy = POLICY.search(content)
        if policy and served.bare:
            content = POLICY.sub(b"", content)
        elif policy:
            self.send_header("Content-Security-Policy", html.unescape(policy[1].decode()))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""
