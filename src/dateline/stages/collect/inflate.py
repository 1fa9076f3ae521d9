"""Unpacks gzip with a count, so that a small file cannot become a huge one in memory.

Decides when to stop; does not know what the bytes are. The limits are those of the fetch gateway:
ratio 100:1 after the first MiB, and 64 MiB for a file that is read whole.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterable, Iterator

from dateline.core.errors import InputError

MIB = 1 << 20
WHOLE = 64 * MIB
RATIO = 100
LONGEST_LINE = 16 * MIB

_CHUNK = 1 << 18


def is_gzip(content: bytes) -> bool:
    """Whether the bytes begin as gzip does (RFC 1952 §2.3.1)."""
    return content[:3] == b"\x1f\x8b\x08"


def inflate(content: bytes, name: str, limit: int | None = WHOLE) -> Iterator[bytes]:
    """The unpacked bytes, piece by piece; members that follow one another count as one file.

    Raises ``InputError`` for a bomb, for more than ``limit`` bytes, and for a file that is cut or
    damaged; what could be read before that has been given.
    """
    packed = io.BytesIO(content)
    given = 0
    with gzip.GzipFile(fileobj=packed) as unpacked:
        while True:
            try:
                piece = unpacked.read1(_CHUNK)
            except EOFError as error:
                raise InputError(name, "gzip that is cut off", "pack or fetch it again") from error
            except (zlib.error, OSError) as error:
                raise InputError(name, f"damaged gzip: {error}", "pack or fetch it again") from error
            if not piece:
                return
            given += len(piece)
            if limit is not None and given > limit:
                raise InputError(name, f"unpacks to more than {limit // MIB} MiB", "split it")
            if given > MIB and given > RATIO * packed.tell():
                raise InputError(name, f"unpacks to more than {RATIO} times its size", "refused as a bomb")
            yield piece


def whole(content: bytes, name: str, limit: int = WHOLE) -> bytes:
    """All the unpacked bytes at once. Raises as :func:`inflate` does."""
    return b"".join(inflate(content, name, limit))


def lines(pieces: Iterable[bytes], name: str) -> Iterator[bytes]:
    """The lines of a stream, without their ends. Raises ``InputError`` for one beyond 16 MiB."""
    kept: list[bytes] = []
    size = 0
    for piece in pieces:
        head, *others = piece.split(b"\n")
        kept.append(head)
        size += len(head)
        for other in others:
            yield b"".join(kept)
            kept, size = [other], len(other)
        if size > LONGEST_LINE:
            raise InputError(name, f"has a line of more than {LONGEST_LINE // MIB} MiB", "split it")
    if size:
        yield b"".join(kept)
