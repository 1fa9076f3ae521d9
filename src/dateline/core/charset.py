"""Bytes to text: which encoding they are really in, whatever is said of them.

Decides in this order: a byte order mark; the NULs of UTF-16 and UTF-32; UTF-8 where bytes are valid UTF-8,
for text of another encoding is so almost never by chance; what the server said; what the document says; what
they look like. A label is believed only where it gives what looks like text. Which labels a document
carries, and what its bytes look like, is for the caller to say. Knows no library.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

#: What the bytes look like: names of encodings, the likeliest first.
Sniff = Callable[[bytes], Iterable[str]]

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
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
#: The encodings that a page may name, by Python's codec name (WHATWG Encoding §4.2). Others are not
#: text encodings, or let markup hide (UTF-7). UTF-16 is told by its bytes alone: a declaration that
#: could be read is not in it.
_ALLOWED = frozenset(
    (
        *("utf-8", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "cp866", "cp874", "iso8859-1", "ascii"),
        *(f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15, 16)),
        *(f"cp125{page}" for page in range(9)),
        *("gb2312", "gbk", "gb18030", "big5", "big5hkscs", "cp950", "euc_jp", "iso2022_jp", "shift_jis"),
        *("cp932", "euc_kr", "cp949", "tis-620"),
    )
)
#: Python's name -> the name that people know (WHATWG Encoding §4.2).
_KNOWN_AS = {"utf-8-sig": "utf-8", "cp932": "shift_jis", "cp949": "euc-kr", "cp866": "ibm866"}

_SPARED = 0.01  # share of characters that may be damaged
_ACCENTED = 0.4  # no language in Latin letters has so many of its letters beyond ASCII
_FREQUENT = "оеаинті"  # nearly half of the letters of any text in Cyrillic that was read rightly
_LEAST_FREQUENT = 0.36
_ENOUGH = 12  # letters beyond ASCII, before they are judged
_JUDGED = 400_000  # characters that are enough to see that a text is odd
_SNIFFED = 20_000  # bytes that are enough to tell
_MARKUP = 8  # zeros in the first KiB, where ASCII is written wide
_TAG = re.compile(r"<[^<>]*>")
_MIXED = re.compile(r"[A-Za-z][\u0370-\u07ff]|[\u0370-\u07ff][A-Za-z]")
_CONTROLS = re.compile("[\x00\x80-\x9f]")
#: What Windows-1252 has in the place of C1 controls, back to its byte: for text that was encoded twice.
_TO_BYTE = {
    ord(bytes([byte]).decode("cp1252", "replace")): byte
    for byte in range(0x80, 0xA0)
    if bytes([byte]).decode("cp1252", "replace") != "\ufffd"
}
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A text, the encoding that it was read in, and what said so: BOM, header, declaration, or its look."""

    text: str
    charset: str
    by: str

    def __str__(self) -> str:
        return f"{self.charset} ({self.by})"


def decode(content: bytes, header: str, declared: Iterable[str], sniff: Sniff) -> Decoded | None:
    """The bytes as text, or None where no encoding makes sense of them.

    ``header`` is what the server said, ``declared`` what the document says of itself.
    """
    for bom, codec in _BOMS:
        if content.startswith(bom):
            return _decoded(content.decode(codec, "replace"), codec, "BOM")
    said = list(_said(header, declared))
    if (wide := _wide(content)) and (text := _sound(content, wide)) is not None:
        return _decoded(text, wide, "sniffed")
    if "iso2022_jp" not in (codec for codec, _ in said):  # seven bits with escapes: valid UTF-8, and wrong
        try:
            return _utf8(content.decode("utf-8"), said)
        except UnicodeDecodeError:
            pass
    return _believed(content, chain(said, ((codec, "sniffed") for codec in _looks(content, sniff))))


def _decoded(text: str, codec: str, by: str) -> Decoded:
    name = _KNOWN_AS.get(codec, codec)
    name = name.replace("cp125", "windows-125").replace("iso8859", "iso-8859").replace("_", "-")
    return Decoded(text=text, charset=name, by=by)


def _said(header: str, declared: Iterable[str]) -> Iterator[tuple[str, str]]:
    for label, by in chain([(header, "header")], ((label, "declaration") for label in declared)):
        if codec := known(label):
            yield codec, by


def known(label: str) -> str:
    """Python's codec for a label, or "" where no document may be in it."""
    try:
        name = codecs.lookup(label.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return ""
    return _READ_AS.get(name, name) if name in _ALLOWED else ""


def _wide(content: bytes) -> str:
    """UTF-16 or UTF-32 without a mark: the ASCII of its markup has zeros, always on the same side."""
    start = content[:1024]
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if even + odd < _MARKUP or content[:4].count(0) < 2:
        return ""
    if content[:4].count(0) > 2:
        return "utf-32-be" if not content[0] else "utf-32-le"
    return "utf-16-be" if even > odd else "utf-16-le"


def _utf8(text: str, said: Iterable[tuple[str, str]]) -> Decoded:
    by = next((by for codec, by in said if codec == "utf-8"), "sniffed")
    once = _encoded_twice(text)
    if once is not None:
        return Decoded(text=once, charset="utf-8", by="encoded twice")
    return Decoded(text=text, charset="utf-8", by=by)


def _encoded_twice(text: str) -> str | None:
    """What the text was before its UTF-8 was taken for Windows-1252 and encoded again; None if it was not."""
    try:
        text.encode("ascii")
        return None
    except UnicodeEncodeError as first:
        start = first.start
    try:
        for match in _NOT_ASCII.finditer(text, start):  # nearly every page fails at the first
            match[0].translate(_TO_BYTE).encode("latin-1").decode("utf-8")
        return text.translate(_TO_BYTE).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None


def _believed(content: bytes, labels: Iterable[tuple[str, str]]) -> Decoded | None:
    """The first label whose text looks like one; else the first whose text is at least hardly damaged."""
    second: Decoded | None = None
    for codec, by in labels:
        text = _sound(content, codec)
        if text is None:
            continue
        found = _decoded(text, codec, by)
        if not _odd(text):
            return found
        second = second or found
    if second is None and (text := _sound(content, "utf-8")) is not None:
        return _decoded(text, "utf-8", "sniffed")
    return second


def _sound(content: bytes, codec: str) -> str | None:
    """The text, if at most one character of a hundred is damaged.

    What is called UTF-8 and is damaged wherever it leaves ASCII is in an encoding of one byte a letter.
    """
    text = content.decode(codec, "replace")
    damaged = text.count("\ufffd")
    if codec != "utf-8":
        damaged += len(_CONTROLS.findall(text))
    elif damaged > sum(map(len, _NOT_ASCII.findall(text))) / 2:
        return None
    return text if damaged <= len(text) * _SPARED else None


def _odd(text: str) -> bool:
    """Whether the text looks as if it was read in a wrong encoding of one byte a letter."""
    words = _TAG.sub(" ", text[:_JUDGED])
    letters = [letter for letter in words if letter.isalpha()]
    beyond = [letter for letter in letters if letter > "\x7f"]
    if len(beyond) < _ENOUGH:
        return False
    accented = sum(letter < "\u0250" for letter in beyond)
    if accented > _ACCENTED * len(letters):
        return True
    scripts = len(beyond) - accented
    if len(_MIXED.findall(words)) > scripts / 4:
        return True
    cyrillic = [letter for letter in map(str.lower, beyond) if "\u0400" <= letter < "\u0530"]
    frequent = sum(letter in _FREQUENT for letter in cyrillic)
    return 2 * len(cyrillic) > len(beyond) and frequent < _LEAST_FREQUENT * len(cyrillic)


def _looks(content: bytes, sniff: Sniff) -> Iterator[str]:
    """What the words look like, markup set aside; UTF-8 is not among it, for it was tried."""
    for name in sniff(_telling(content)):
        if (codec := known(name)) and codec != "utf-8":
            yield codec


def _telling(content: bytes) -> bytes:
    """The lines with bytes beyond ASCII, cut between letters: they alone tell encodings apart."""
    words = re.sub(rb"<[^<>]*>", b"\n", content)
    lines = b"\n".join(line for line in words.splitlines() if not line.isascii())
    return lines if len(lines) <= _SNIFFED else re.sub(rb"[\x80-\xff][^\x00-\x40]*$", b"", lines[:_SNIFFED])
