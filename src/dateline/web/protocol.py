"""Connections with limits: a head that is too long, or that does not come to its end, is not waited for.

uvicorn bounds neither: a client could make the server hold any number of header bytes, or any number of
connections that never ask anything. Bodies are bounded by whoever reads them.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

#: Bytes of a request's head, and seconds that it may take to come.
LONGEST_HEAD, PATIENCE = 32_768, 15.0
_TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


class Careful(HttpToolsProtocol):
    """uvicorn's protocol, with an end to patience."""

    _head = 0
    _watch: asyncio.TimerHandle | None = None
    _asked = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._rest()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if not self._asked:
            self._head += len(data)
            if self._head > LONGEST_HEAD and not self._has_end(data):
                self._rest()
                self.transport.write(_TOO_LARGE)
                self.transport.close()
                return
        super().data_received(data)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._asked = False
        if self._watch is None:
            self._wait()

    def on_headers_complete(self) -> None:
        self._asked = True
        self._head = 0
        self._rest()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._asked = False

    def _has_end(self, data: bytes) -> bool:
        """Whether the head may end in this piece; one piece alone is bounded by the socket's buffer."""
        return self._head - len(data) < LONGEST_HEAD and b"\r\n\r\n" in data

    def _wait(self) -> None:
        self._watch = self.loop.call_later(PATIENCE, self._give_up)

    def _rest(self) -> None:
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None

    def _give_up(self) -> None:
        self._watch = None
        if not self.transport.is_closing():
            self.transport.close()


def options() -> dict[str, Any]:
    """How uvicorn is to be run, whatever is served."""
    return {
        "http": Careful,
        "ws": "none",
        "log_level": "warning",
        "access_log": False,
        "server_header": False,
        "proxy_headers": False,  # whose word counts, ``clients`` decides
        "timeout_keep_alive": 20,
        "timeout_graceful_shutdown": 5,
        "limit_concurrency": 4000,
        "backlog": 2048,
    }
