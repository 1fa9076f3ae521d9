"""Bytes to text: which encoding a page is really in, whatever it says.

Decides in this order: a byte order mark; UTF-8 where the bytes are valid UTF-8, for text of another
encoding is so almost never by chance; the HTTP header; the page's own declaration; detection.
Raises nothing of its own: :func:`decode` gives None for bytes that are no text.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})",
    re.IGNORECASE,
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Labels that browsers read as a larger set (WHATWG Encoding §4.2), by Python's codec name.
_READ_AS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
#: The encodings that a page may name, by Python's codec name (WHATWG Encoding §4.2). Others are not
#: text encodings, or let markup hide (UTF-7). UTF-16 is told by its mark alone: a declaration that
#: could be read is not in it.
_ALLOWED = frozenset(
    (
        *("utf-8", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "cp866", "cp874", "iso8859-1", "ascii"),
        *(f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15, 16)),
        *(f"cp125{page}" for page in range(9)),
        *(
            "gb2312",
            "gbk",
            "gb18030",
            "big5",
            "big5hkscs",
            "euc_jp",
            "iso2022_jp",
            "shift_jis",
            "cp932",
            "euc_kr",
        ),
        *("cp949", "tis-620"),
    )
)
_SPARED = 0.01  # share of characters that may be damaged


def decode(content: bytes, charset: str = "") -> str | None:
    """The page as text, or None where no encoding makes sense of it. ``charset`` is the header's."""
    for bom, codec in _BOMS:
        if content.startswith(bom):
            return content.decode(codec, "replace")
    declared = [*_known(charset), *(name for label in _labels(content) for name in _known(label))]
    if "iso2022_jp" not in declared:  # seven bits with escapes: valid UTF-8, and wrong
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            pass
    for codec in declared:
        if (text := _sound(content, codec)) is not None:
            return text
    return _detected(content)


def _labels(content: bytes) -> Iterator[str]:
    for match in _DECLARED.finditer(content[:4096]):
        yield (match[1] or match[2]).decode("ascii", "replace")


def _known(label: str) -> list[str]:
    """The codec of a label, if a page may be in it."""
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return []
    return [_READ_AS.get(name, name)] if name in _ALLOWED else []


def _sound(content: bytes, codec: str) -> str | None:
    """The text, if at most one character of a hundred is damaged."""
    text = content.decode(codec, "replace")
    return text if text.count("\ufffd") <= len(text) * _SPARED else None


def _detected(content: bytes) -> str | None:
    from trafilatura.utils import detect_encoding

    for codec in detect_encoding(content):
        try:
            return content.decode(codec)
        except (LookupError, UnicodeDecodeError):
            continue
    return _sound(content, "utf-8")
