"""What a client sends with a request: read up to a bound, and no longer than one waits."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.web.request import Request

#: Bytes and seconds.
MOST, PATIENCE = 4096, 10.0


class TooLarge(Exception):
    """More came than anybody needs to say here."""


async def body(request: Request) -> bytes:
    """The body of a request. Raises ``TooLarge``; ``TimeoutError`` where it does not come to its end."""
    told = request.header(b"content-length")
    if told.isdecimal() and int(told) > MOST:
        raise TooLarge
    return await asyncio.wait_for(_read(request), PATIENCE)


async def _read(request: Request) -> bytes:
    read = bytearray()
    while True:
        message = await request.receive()
        read += message.get("body", b"")
        if len(read) > MOST:
            raise TooLarge
        if message["type"] == "http.disconnect" or not message.get("more_body", False):
            return bytes(read)
