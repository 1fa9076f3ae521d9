"""OPML: a list of sources as a file, read and written without loss (OPML 2.0, and 1.0 and 1.1 as found).

Decides what of a file is the list: the attributes of its root, the elements of its head, its outlines with
every attribute in its order. Does not decide what an outline means: ``lists`` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from dateline.core.errors import InputError
from dateline.core.sources import Attributes, Outline, SourceList
from dateline.stages.collect.inflate import MIB
from dateline.stages.collect.markup import read_xml

LARGEST = 10 * MIB
DEEPEST = 50
MOST_OUTLINES = 20_000

#: The namespace of our own settings in a list.
NAMESPACE = "urn:dateline:opml"
PREFIX = "dateline"

#: Blanks that a parser would fold or drop are written as references (XML 1.0 §3.3.3, §2.11).
_QUOTED = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
_SPOKEN = {"\r": "&#13;"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRead:
    """A list as it was read, and in words what was odd about the file ("" where nothing was)."""

    listed: SourceList
    note: str = ""


def read_opml(content: bytes, name: str = "OPML") -> SourceList:
    """The list in an OPML file. Raises ``InputError`` where it is none, or is refused."""
    return read_list(content, name).listed


def read_list(content: bytes, name: str = "OPML") -> ListRead:
    """The list in an OPML file, with a note where it was not well-formed.

    Raises ``InputError`` for more than 10 MiB, 20,000 outlines or 50 levels, for DTDs and entities, and
    for what is no OPML.
    """
    if len(content) > LARGEST:
        raise InputError(name, f"a list of more than {LARGEST // MIB} MiB", "split it")
    if not content.strip():
        raise InputError(name, "the file is empty", "export it again")
    reading = read_xml(content, name, lambda: _Reader(name))
    if not reading.handler.found:
        raise InputError(name, "not OPML: it has no <opml> element", "give a list of feeds as OPML")
    return ListRead(listed=reading.handler.listed(), note=reading.note)


class _Reader:
    """Told of the elements of a file, it keeps those that OPML has. Names count whatever their case."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._depth = 0
        self._count = 0
        self._root: Attributes = ()
        self._head: list[tuple[str, str]] = []
        self._words: list[str] | None = None
        self._place = ""
        self._open: list[tuple[Attributes, list[Outline]]] = [((), [])]
        self.found = False

    def listed(self) -> SourceList:
        """All that was told."""
        while len(self._open) > 1:  # the file was cut within an outline
            self._close()
        return SourceList(root=self._root, head=tuple(self._head), outlines=tuple(self._open[0][1]))

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        self._depth += 1
        kind = name.lower()
        if kind == "opml":
            self._root, self.found = attributes, True
        elif kind in ("head", "body") and self._depth == 2:
            self._place = kind
        elif kind == "outline" and self.found:
            self._count_in()
            self._open.append((attributes, []))
        elif self._place == "head" and self._depth == 3:
            self._head.append((name, ""))
            self._words = []

    def end(self, name: str) -> None:
        """An element ends."""
        kind = name.lower()
        if kind == "outline" and len(self._open) > 1:
            self._close()
        elif self._words is not None and self._depth == 3:
            self._head[-1] = (self._head[-1][0], "".join(self._words))
            self._words = None
        self._depth -= 1

    def data(self, text: str) -> None:
        """Words between elements: they matter in the head alone."""
        if self._words is not None:
            self._words.append(text)

    def _close(self) -> None:
        attributes, children = self._open.pop()
        self._open[-1][1].append(Outline(attributes=attributes, children=tuple(children)))

    def _count_in(self) -> None:
        self._count += 1
        if self._count > MOST_OUTLINES:
            raise InputError(self._name, f"a list of more than {MOST_OUTLINES} outlines", "split it")
        if len(self._open) > DEEPEST:
            raise InputError(
                self._name, f"folders more than {DEEPEST} deep", "no reader can follow it: flatten it"
            )


# --- writing ------------------------------------------------------------------------------


def write_opml(listed: SourceList) -> bytes:
    """The list as OPML 2.0: the same bytes for the same list, and the same list when it is read again."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<opml{_attributes(_root(listed))}>", "  <head>"]
    lines += [f"    <{name}>{escape(words, _SPOKEN)}</{name}>" for name, words in listed.head]
    lines += ["  </head>", "  <body>", *_outlines(listed.outlines, "    "), "  </body>", "</opml>", ""]
    return "\n".join(lines).encode()


def _root(listed: SourceList) -> Attributes:
    """The root's attributes, with the version that OPML wants and the namespace that our settings need."""
    held = {name.lower() for name, _ in listed.root}
    version = () if "version" in held else (("version", "2.0"),)
    declared = f"xmlns:{PREFIX}"
    ours = ((declared, NAMESPACE),) if declared not in held and _has_ours(listed.outlines) else ()
    return (*version, *listed.root, *ours)


def _has_ours(outlines: Iterable[Outline]) -> bool:
    return any(
        any(name.startswith(f"{PREFIX}:") for name, _ in outline.attributes) or _has_ours(outline.children)
        for outline in outlines
    )


def _outlines(outlines: Iterable[Outline], margin: str) -> Iterator[str]:
    for outline in outlines:
        tag = f"{margin}<outline{_attributes(outline.attributes)}"
        if outline.children:
            yield f"{tag}>"
            yield from _outlines(outline.children, margin + "  ")
            yield f"{margin}</outline>"
        else:
            yield f"{tag}/>"


def _attributes(attributes: Attributes) -> str:
    return "".join(f' {name}="{escape(value, _QUOTED)}"' for name, value in attributes)
