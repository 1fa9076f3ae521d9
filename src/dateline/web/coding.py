"""In which coding a body is sent: gzip where the client takes it and it is worth it, else as it is.

Bodies are compressed once, when they are made; never for each request.
"""

from __future__ import annotations

import gzip
import re

#: Below this a packet is a packet.
_LEAST = 512
#: What is worth compressing: text. Pictures and archives are compressed already.
_TEXT = re.compile(
    r"text/|application/(?:.*\+)?(?:json|xml|javascript)|application/(?:jsonl|x-ndjson)|image/svg"
)
_QUALITY = re.compile(r";\s*q\s*=\s*([01](?:\.\d{0,3})?)", re.IGNORECASE)


def squeeze(body: bytes, media_type: str) -> bytes | None:
    """The body in gzip, the same bytes for the same body; None where it would not be smaller by a tenth."""
    if len(body) < _LEAST or not _TEXT.match(media_type):
        return None
    packed = gzip.compress(body, 6, mtime=0)
    return packed if len(packed) < 0.9 * len(body) else None


def unpack(packed: bytes) -> bytes:
    """What was squeezed."""
    return gzip.decompress(packed)


def takes_gzip(accepted: str) -> bool:
    """Whether ``Accept-Encoding`` takes gzip (RFC 9110, 12.5.3): named with a weight, or meant by ``*``."""
    if accepted in ("gzip, deflate", "gzip, deflate, br", "gzip, deflate, br, zstd", "gzip"):
        return True
    said: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, _, _ = part.partition(";")
        weight = _QUALITY.search(part)
        said[name.strip()] = float(weight[1]) if weight else 1.0
    return said.get("gzip", said.get("x-gzip", said.get("*", 0.0))) > 0
