"""XML as this room writes it: elements out of elements, so that nothing a source wrote can break out of its
own.

Decides what becomes of characters that XML 1.0 cannot hold, and of those that make a text read as another.
Only ``leaf`` and ``node`` make an ``Xml``, and both escape whatever text they are given; tags and names of
attributes are ours. A tree of objects for each of a thousand addresses would cost ten times as much.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import NewType

Xml = NewType("Xml", str)

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
LANGUAGE = "xml:lang"
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
#: Characters that XML 1.0 cannot hold (§2.2), lone surrogates among them.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: Marks that turn the direction of what stands behind them, beyond the text that they stand in.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
#: Blanks that a reader of XML would make into others (§2.11, §3.3.3).
_BLANKS = str.maketrans({"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"})
_NONE: Mapping[str, str] = {}


def leaf(tag: str, text: str = "", attributes: Mapping[str, str] = _NONE) -> Xml:
    """An element that holds text, or nothing; attributes without a value are left out."""
    held = escape(text) if text.isprintable() else escape(clean(text)).replace("\r", "&#13;")
    return Xml(f"<{tag}{_told(attributes)}>{held}</{tag}>" if held else f"<{tag}{_told(attributes)} />")


def node(tag: str, children: Iterable[Xml], attributes: Mapping[str, str] = _NONE) -> Xml:
    """An element that holds elements, each on a line of its own."""
    return Xml(f"<{tag}{_told(attributes)}>\n{chr(10).join(children)}\n</{tag}>")


def document(top: Xml) -> bytes:
    """A whole document."""
    return f"{_HEAD}{top}\n".encode()


def clean(text: str) -> str:
    """The text as XML may hold it; what it cannot hold becomes U+FFFD."""
    if text.isprintable():  # neither controls nor surrogates nor marks of direction are
        return text
    return _FORBIDDEN.sub("\ufffd", _TURNING.sub("", text))


def _told(attributes: Mapping[str, str]) -> str:
    return "".join(f' {name}="{_value(value)}"' for name, value in attributes.items() if value)


def _value(value: str) -> str:
    return escape(value) if value.isprintable() else escape(clean(value)).translate(_BLANKS)
