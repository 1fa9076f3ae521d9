"""Identifiers: functions of what they identify, so that a rebuild finds the same ones.

Does not read clocks or random sources.
"""

from __future__ import annotations

import base64
import hashlib
import re

_SAFE = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
#: Names that Windows keeps for devices: no file can be called so.
_DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")


def digest(*parts: str, size: int = 10) -> str:
    """A short lower-case name of ``size`` bytes of SHA-256 over the parts (1.6 letters a byte)."""
    hashed = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(hashed[:size]).decode("ascii").rstrip("=").lower()


def report_id(url: str, text: str) -> str:
    """The id of a report: of its address where it has one, else of its text."""
    return "r" + (digest("url", url) if url else digest("text", text))


def story_id(founder: str) -> str:
    """The id of a story, after the report that founded it. It never changes."""
    return "s" + digest("story", founder)


def theme_id(founder: str) -> str:
    """The id of a theme, after the story that founded it. It never changes."""
    return "t" + digest("theme", founder)


def line_id(story: str, *matter: str) -> str:
    """The id of a line, after the matter it tells, not its words: new words are a revision."""
    return "l" + digest("line", story, *matter)


def address(identifier: str) -> str:
    """A name for a file or a URL: the id itself where it is safe in both, else its digest."""
    safe = _SAFE.fullmatch(identifier) and not _DEVICE.fullmatch(identifier)
    return identifier if safe else "x" + digest("address", identifier)
