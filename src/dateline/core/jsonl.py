"""JSON Lines: one object a line, UTF-8. Knows no form: those are ``contract``'s."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from dateline.core.errors import InputError

Json = dict[str, Any]

_HALVES = re.compile("[\ud800-\udfff]")


def dumps(form: Json) -> str:
    """One line of JSON, without the line's end."""
    return json.dumps(form, ensure_ascii=False)


def parse_lines(lines: Iterable[bytes | str], name: str) -> Iterator[Json | InputError]:
    """Each line as an object, or the error that names it. Blank lines are passed over."""
    for at, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            reason = getattr(error, "msg", None) or str(error) or type(error).__name__
            yield InputError(f"{name}:{at}", f"not JSON: {reason}", "the line was skipped")
            continue
        if isinstance(value, dict):
            low = line.lower()
            escaped = b"\\ud" in low if isinstance(low, bytes) else "\\ud" in low
            yield _whole(value) if escaped else value
        else:
            yield InputError(f"{name}:{at}", "not a JSON object", "the line was skipped")


def _whole(value: Json) -> Json:
    """The object with U+FFFD for each half of a surrogate pair: no encoding of text has those alone."""
    told = json.dumps(value, ensure_ascii=False)
    if not _HALVES.search(told):
        return value
    mended: Json = json.loads(_HALVES.sub("\N{REPLACEMENT CHARACTER}", told))
    return mended
