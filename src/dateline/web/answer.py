"""An answer, made once and sent many times: its body as it is and packed, its validators, its headers.

Decides how one answer is sent to one client: in which coding, or as 304, and without its body for HEAD.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dateline.web import coding, conditions

if TYPE_CHECKING:
    from dateline.web.request import Request, Send

Header = tuple[bytes, bytes]
#: What a 304 repeats of the 200 that it stands for (RFC 9110, 15.4.5); the validators come beside these.
_REPEATED = frozenset(
    {b"cache-control", b"content-location", b"vary", b"expires", b"link", b"memento-datetime"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is sent. ``tag`` is the strong entity tag of the plain body without quotes, "" for none.

    ``packed`` is the body in gzip, None where it is sent as it is only; ``body`` is then empty: nearly all
    clients take gzip, and for the others it is unpacked. ``modified`` is in seconds since 1970. ``headers``
    are all others. ``states`` are what stood at the same address at other times: since when, in seconds
    since 1970, and at which path.
    """

    status: int = 200
    body: bytes = b""
    packed: bytes | None = None
    tag: str = ""
    modified: int | None = None
    headers: tuple[Header, ...] = ()
    states: tuple[tuple[int, str], ...] = ()

    @property
    def plain(self) -> bytes:
        """The body as it is."""
        return self.body if self.packed is None else coding.unpack(self.packed)

    @property
    def weight(self) -> int:
        """How many bytes it takes in memory, nearly."""
        return len(self.body) + len(self.packed or b"") + 1000


#: Answers that are made together, by their paths.
Room = Mapping[str, Answer]


def answer(
    body: bytes,
    media_type: str,
    headers: Sequence[tuple[str, str]] = (),
    *,
    status: int = 200,
    modified: int | None = None,
) -> Answer:
    """An answer with a body, packed where that is worth it; a success has an entity tag of its bytes."""
    packed = coding.squeeze(body, media_type)
    named = [("content-type", media_type), *headers]
    if packed is not None:
        named.append(("vary", "accept-encoding"))
    return Answer(
        status=status,
        body=body if packed is None else b"",
        packed=packed,
        tag=hashlib.sha256(body).hexdigest()[:24] if status == 200 else "",
        modified=modified,
        headers=encoded(named),
    )


def json_answer(form: Any, headers: Sequence[tuple[str, str]] = (), *, status: int = 200) -> Answer:
    """An answer of JSON."""
    body = json.dumps(form, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return answer(body, "application/json", headers, status=status)


def encoded(headers: Sequence[tuple[str, str]]) -> tuple[Header, ...]:
    """Headers as they go over the wire; what would break a line is left out."""
    return tuple((name.encode("latin-1"), _safe(value)) for name, value in headers)


def _safe(value: str) -> bytes:
    return "".join(sign for sign in value if sign.isprintable()).encode("latin-1", "replace")


async def deliver(made: Answer, request: Request, send: Send, more: Sequence[Header] = ()) -> int:
    """Send an answer to whoever asked, with ``more`` headers of this request alone; tells the status sent."""
    packed = made.packed is not None and coding.takes_gzip(request.header(b"accept-encoding"))
    tag = f"{made.tag}-gz" if packed and made.tag else made.tag
    headers = [*_validators(tag, made.modified), *more]
    if made.status == 200 and request.method in ("GET", "HEAD") and _held(request, tag, made.modified):
        headers += [header for header in made.headers if header[0] in _REPEATED]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return 304
    body = made.packed if packed and made.packed is not None else made.plain
    headers += made.headers
    if packed:
        headers.append((b"content-encoding", b"gzip"))
    if made.status != 204:
        headers.append((b"content-length", b"%d" % len(body)))
    await send({"type": "http.response.start", "status": made.status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if request.method == "HEAD" else body})
    return made.status


def _validators(tag: str, modified: int | None) -> list[Header]:
    found: list[Header] = [(b"etag", b'"%s"' % tag.encode("ascii"))] if tag else []
    if modified is not None:
        found.append((b"last-modified", conditions.http_date(modified).encode("ascii")))
    return found


def _held(request: Request, tag: str, modified: int | None) -> bool:
    named, since = request.header(b"if-none-match"), request.header(b"if-modified-since")
    return bool(named or since) and conditions.unchanged(named, since, tag, modified)
