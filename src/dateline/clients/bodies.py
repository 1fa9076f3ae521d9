"""Bodies, unpacked within limits: decides which encodings are read, and when an answer is too much.

Everything is counted after decoding and while it streams, so that a bomb is refused before it is large.
Knows nothing of the network, and nothing of what the bytes say.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from dateline.core.errors import FetchError

MIB = 1 << 20
LAYERS = 2
RATIO = 100  # bytes out for one in, after the first MiB
CRUMBS, CRUMB = 20_000, 16  # so many pieces may be smaller than so many bytes on average; each costs time
ACCEPTED = "gzip, deflate"

_STEP = 1 << 16  # the most that is unpacked at a time
_MEMBERS = 1_000  # gzip may be many files one after the other; each costs time and gives nothing if empty
_GZIP_MARK = b"\x1f\x8b"
_GZIP_BITS, _ZLIB_BITS, _DEFLATE_BITS = 31, 15, -15
_CODINGS = {"gzip": _GZIP_BITS, "x-gzip": _GZIP_BITS, "deflate": _ZLIB_BITS}


def codings(values: Iterable[str]) -> tuple[str, ...]:
    """The layers of ``Content-Encoding`` headers in the order they were laid on (RFC 9110 §8.4).

    Raises ``FetchError`` for more than two and for one that we do not read and never asked for.
    """
    named = (name.strip().lower() for value in values for name in value.split(","))
    layers = tuple(name for name in named if name not in ("", "identity"))
    unknown = [name for name in layers if name not in _CODINGS]
    if unknown:
        raise FetchError(
            "", f"packed as {unknown[0][:40]!r}, which we did not ask for", "tell the site's owner"
        )
    if len(layers) > LAYERS:
        raise FetchError("", f"packed {len(layers)} times over", "left out")
    return layers


def read(pieces: Iterable[bytes], layers: tuple[str, ...] = (), *, largest: int, cut: bool = False) -> bytes:
    """A body of at most ``largest`` bytes, unpacked; ``cut`` keeps the beginning of a larger one.

    Raises ``FetchError`` (about no item: the caller knows it) where it is larger, unpacks to more than a
    hundred times what was sent (after the first MiB), comes in crumbs, is damaged or ends too soon.
    """
    scales = _Scales(largest)
    flow = scales.sent(pieces)
    for name in reversed(layers):
        flow = scales.unpacked(_unpack(flow, name))
    body = bytearray()
    for piece in flow:
        body += piece
        if len(body) > largest and not cut:
            raise _too_much(largest)
        if len(body) >= largest and cut:
            break
    return bytes(body[:largest])


class _Scales:
    """Weighs what was sent against what came out of it, at every layer."""

    def __init__(self, largest: int) -> None:
        self.largest = largest
        self.weight = 0

    def sent(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        for count, piece in enumerate(pieces):
            self.weight += len(piece)
            if count > CRUMBS and self.weight < CRUMB * count:
                raise FetchError("", f"sent in more than {CRUMBS} crumbs", "tell the site's owner")
            yield piece

    def unpacked(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        out = 0
        for piece in pieces:
            out += len(piece)
            if out > MIB and out > RATIO * self.weight:
                raise FetchError("", f"unpacks to more than {RATIO} times what was sent: a bomb", "left out")
            if out > self.largest + _STEP:
                raise _too_much(self.largest)
            yield piece


def _unpack(pieces: Iterator[bytes], name: str) -> Iterator[bytes]:
    """One layer off. What follows a gzip file and is none is padding, and left out."""
    engine = None
    members = 0
    try:
        for piece in _begun(pieces):
            left = piece
            while left:
                if engine is None:
                    members += 1
                    engine = _engine(name, left, members)
                if engine is None:
                    return
                yield from (found := _Drain(engine, left))
                left = found.left
                engine = None if engine.eof else engine
    except zlib.error as error:
        raise FetchError("", f"sent a body that does not unpack: {error}", "tell the site's owner") from error
    if engine is not None:
        raise FetchError("", "broke off in the middle of a packed body", "try again later")


class _Drain:
    """All that an engine gives for a piece, a step at a time; ``left`` is what it did not take."""

    def __init__(self, engine: zlib._Decompress, piece: bytes) -> None:
        self.engine = engine
        self.left = piece

    def __iter__(self) -> Iterator[bytes]:
        while True:
            out = self.engine.decompress(self.left, _STEP)
            self.left = self.engine.unconsumed_tail
            if out:
                yield out
            if self.engine.eof:
                self.left = self.engine.unused_data
                return
            if not self.left and len(out) < _STEP:  # an engine may hold back what did not fit the step
                return


def _begun(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes, the first piece at least two bytes long: they tell the form of ``deflate``."""
    start = b""
    for piece in pieces:
        start += piece
        if len(start) >= len(_GZIP_MARK):
            break
    if start:
        yield start
    yield from pieces


def _engine(name: str, start: bytes, members: int) -> zlib._Decompress | None:
    """What unpacks what begins with ``start``; None where nothing packed follows any more."""
    bits = _CODINGS[name]
    if members > 1 and (bits != _GZIP_BITS or not start.startswith(_GZIP_MARK[: len(start)])):
        return None
    if members > _MEMBERS:
        raise FetchError("", f"packed in more than {_MEMBERS} pieces", "left out")
    if bits == _ZLIB_BITS and not _is_zlib(start):
        bits = _DEFLATE_BITS  # RFC 9110 §8.4.1.2: some send it without zlib's frame
    return zlib.decompressobj(bits)


def _is_zlib(start: bytes) -> bool:
    """Whether bytes begin with a zlib header (RFC 1950 §2.2)."""
    return start[0] & 0x0F == 8 and int.from_bytes(start[:2], "big") % 31 == 0


def _too_much(largest: int) -> FetchError:
    return FetchError("", f"more than {largest / MIB:g} MiB", "left out")
