"""A request as the handlers see it: the parts of an ASGI scope that matter, each read once.

Decides which paths can be ours at all. Does not decide what lies at them.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any
from urllib.parse import parse_qsl

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

#: Longer paths and queries than any of ours.
LONGEST_PATH, LONGEST_QUERY = 1024, 2048
#: No path of ours has control characters, a backslash, an empty or a dotted step, or half a character.
_ODD = re.compile(r"[\x00-\x1f\x7f\\\ufffd]|//|(?:^|/)\.{1,2}(?:/|$)")
_MOST_FIELDS = 40


class Request:
    """One request. ``path`` is percent-decoded; ``client`` is whoever holds the other end, or whom a trusted
    proxy says that it asks for.
    """

    __slots__ = ("_headers", "client", "method", "path", "query_string", "receive", "scope")

    def __init__(self, scope: Scope, receive: Receive) -> None:
        self.scope = scope
        self.receive = receive
        self.method: str = scope["method"]
        self.path: str = scope["path"]
        self.query_string: bytes = scope.get("query_string", b"")
        client = scope.get("client")
        self.client: str = client[0] if client else ""
        self._headers: Mapping[bytes, bytes] | None = None

    def header(self, name: bytes) -> str:
        """The value of a header (its name in lower case), "" where there is none; several are one list."""
        if self._headers is None:
            found: dict[bytes, bytes] = {}
            for key, value in self.scope["headers"]:
                found[key] = found[key] + b", " + value if key in found else value
            self._headers = found
        return self._headers.get(name, b"").decode("latin-1")

    @property
    def odd(self) -> bool:
        """Whether the path can be none of ours: climbing, doubled, with controls, or a slash in disguise."""
        raw = self.scope.get("raw_path") or b""
        return len(raw) > LONGEST_PATH or b"%2f" in raw.lower() or bool(_ODD.search(self.path))

    @property
    def query(self) -> dict[str, str]:
        """The fields of the query, the last of each name; none where there are too many to be honest."""
        return fields(self.query_string)


def fields(encoded: bytes) -> dict[str, str]:
    """Form fields (``application/x-www-form-urlencoded``), the last of each name; {} where it is no form."""
    try:
        pairs = parse_qsl(
            encoded.decode("latin-1"), keep_blank_values=True, errors="replace", max_num_fields=_MOST_FIELDS
        )
    except ValueError:
        return {}
    return dict(pairs)
