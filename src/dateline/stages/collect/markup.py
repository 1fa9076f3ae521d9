"""Reads XML that anybody may have written: lists of feeds, sitemaps. No DTD, no entity, ever.

Decides in which encoding the bytes are, what is refused, and how the ill-formed is mended: strictly first,
then with bare ampersands and HTML's entities put right, then as lxml recovers it. What the elements mean
is for the handler to say, which is told of them one after the other; nothing is kept here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html.entities import html5
from typing import Generic, Protocol, TypeVar
from xml.parsers import expat
from xml.sax.saxutils import escape

from dateline.core.errors import InputError

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,500}\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]{0,2000}>", re.IGNORECASE)
_DECLARES = re.compile(r"<!(?:ENTITY|ATTLIST|ELEMENT|NOTATION)|<!DOCTYPE[^>\[]{0,2000}\[", re.IGNORECASE)
#: The only entities that XML itself knows (XML 1.0 §4.6).
_XML_ENTITY = re.compile(r"(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_ENTITY = re.compile(r"&(#?\w{1,31};)?")
#: What no XML 1.0 text may hold (§2.2).
_UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


MOST_ATTRIBUTES = 100  # of one element, for a look whether one is said twice


class Handler(Protocol):
    """Told of a document's elements in their order; attributes keep theirs, names their prefix."""

    def start(self, name: str, attributes: tuple[tuple[str, str], ...]) -> None: ...
    def end(self, name: str) -> None: ...
    def data(self, text: str) -> None: ...


Told = TypeVar("Told", bound=Handler)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Generic[Told]):
    """The handler that was told of the whole document, and what was odd about it ("" where nothing)."""

    handler: Told
    note: str = ""


def read_xml(content: bytes, name: str, make: Callable[[], Told]) -> Reading[Told]:
    """Tell a handler of all elements; each attempt gets a new one from ``make``.

    Raises ``InputError`` for declarations of entities and for what is no XML at all; the handler's own
    errors pass through.
    """
    text = decoded(content)
    if _DECLARES.search(text):
        raise InputError(name, "declares XML entities or a DTD of its own", "refused: no honest one does")
    text = _DOCTYPE.sub("", _DECLARATION.sub("", text, count=1), count=1).lstrip()
    try:
        return Reading(handler=_told(text, make()))
    except expat.ExpatError as error:
        note = f"not well-formed ({error}): read as far as it can be understood"
    mended = _UNSPEAKABLE.sub("", _ENTITY.sub(_spelt, text))
    try:
        return Reading(handler=_told(mended, make()), note=note)
    except expat.ExpatError:
        pass
    try:
        return Reading(handler=_told(_recovered(mended, name), make()), note=note)
    except expat.ExpatError as error:
        raise InputError(name, f"not XML: {error}", "fetch or export it again") from error


def decoded(content: bytes) -> str:
    """The bytes as text, by byte order mark, NULs (XML 1.0, appendix F) and declaration.

    Where these are silent or lie: UTF-8, else Windows-1252.
    """
    for bom, codec in _BOMS:
        if content.startswith(bom):
            return content.decode(codec, "replace").lstrip("\ufeff")
    declared = match[1].decode("ascii") if (match := _DECLARED.search(content[:400])) else "utf-8"
    if b"\x00" in content[:4]:
        wide = "utf-32" if content[:4].count(0) > 2 else "utf-16"
        return content.decode(wide + ("-be" if content[:1] == b"\x00" else "-le"), "replace")
    for codec in (declared, "utf-8", "windows-1252"):
        try:
            return content.decode(codec)
        except (LookupError, ValueError):
            continue
    return content.decode("latin-1")


def _told(text: str, handler: Told) -> Told:
    parser = expat.ParserCreate()
    parser.ordered_attributes = True
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, held: handler.start(
        name, tuple(zip(held[::2], held[1::2], strict=True))
    )
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.data
    try:
        parser.Parse(text, True)
    except UnicodeEncodeError as error:  # half a surrogate pair: mended away in the next attempt
        raise expat.ExpatError("a character that no text may hold") from error
    return handler


def _spelt(found: re.Match[str]) -> str:
    """An ampersand as XML wants it: one of its five entities stays, HTML's become their character."""
    entity = found[1] or ""
    if _XML_ENTITY.fullmatch(entity):
        return found[0]
    return escape(html5.get(entity, "")) or "&amp;" + entity


def _recovered(text: str, name: str) -> str:
    """What lxml makes of text that is not well-formed. Raises ``InputError`` where it makes nothing."""
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise InputError(name, f"not XML: {error}", "fetch or export it again") from error
    if root is None:
        raise InputError(name, "not XML: no element in it", "fetch or export it again")
    for element in root.iter(etree.Element):
        held = element.keys()
        for attribute in (
            {name for name in held if held.count(name) > 1} if len(held) < MOST_ATTRIBUTES else ()
        ):
            del element.attrib[attribute]  # said twice: the second stays
    return etree.tostring(root, encoding="unicode")
