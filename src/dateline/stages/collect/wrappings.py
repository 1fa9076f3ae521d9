"""The body of an archived answer, out of what it was wrapped in on its way: chunks, gzip, deflate.

Decides what to make of wrappings that are broken, or that the crawler took off and left the header of: what
can be read is given. What a live host sends is the gateway's to unwrap.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable

from dateline.core.errors import InputError

_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
_LAYERS = 2

Headers = Iterable[tuple[str, str]]


def unwrapped(body: bytes, headers: Headers, limit: int) -> bytes:
    """The body as the page's own bytes, no more than ``limit`` of them.

    Raises ``InputError`` (without item) for an encoding that is not known or in more than two layers.
    """
    held = [(name.lower(), value.lower()) for name, value in headers]
    if any(name == "transfer-encoding" and "chunked" in value for name, value in held):
        body = _joined(body)
    said = ",".join(value for name, value in held if name == "content-encoding")
    layers = [layer for part in said.split(",") if (layer := part.strip()) and layer != "identity"]
    if len(layers) > _LAYERS:
        raise InputError("", f"packed in {len(layers)} layers", "left out")
    for layer in reversed(layers):
        unpack = _UNPACKERS.get(layer.removeprefix("x-"))
        if unpack is None:
            raise InputError("", f"packed as {layer[:40]}, which is not read here", "archive it unpacked")
        body = unpack(body, limit)
    return body[:limit]


def _joined(body: bytes) -> bytes:
    """The chunks put together (RFC 9112 §7.1), up to one that is broken; as it is where the first is none."""
    chunks: list[bytes] = []
    at = 0
    while found := _CHUNK.match(body, at):
        size = int(found[1], 16)
        if not size:
            return b"".join(chunks)
        chunks.append(body[found.end() : found.end() + size])
        at = found.end() + size
        at += len(body[at : at + 2]) - len(body[at : at + 2].lstrip(b"\r\n"))
    return b"".join(chunks) if chunks else body


def _gunzipped(body: bytes, limit: int) -> bytes:
    return _inflated(body, limit, 31) if body[:2] == b"\x1f\x8b" else body


def _deflated(body: bytes, limit: int) -> bytes:
    """Deflate as zlib wraps it, or bare, as some servers do (RFC 9110 §8.4.1.2)."""
    return _inflated(body, limit, 15) or _inflated(body, limit, -15) or body


def _inflated(body: bytes, limit: int, window: int) -> bytes:
    """What can be unpacked before the end, the limit, or damage."""
    packed, pieces, given = zlib.decompressobj(window), [], 0
    try:
        while body and given < limit and not packed.eof:
            pieces.append(packed.decompress(body, min(1 << 16, limit - given)))
            given += len(pieces[-1])
            body = packed.unconsumed_tail
    except zlib.error:
        pass
    return b"".join(pieces)


_UNPACKERS: dict[str, Callable[[bytes, int], bytes]] = {"gzip": _gunzipped, "deflate": _deflated}
