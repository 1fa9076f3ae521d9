"""A page as blocks of text in its order, each with where it stands: one pass over the tree.

Decides where a block begins and ends. Judges none: ``scoring`` weighs them, ``choice`` takes some.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lxml import etree

from dateline.stages.extract.cues import Cue, cue_of

#: Elements that run on in the line that they stand in.
_INLINE = frozenset(
    (
        *("a", "abbr", "acronym", "amp-fit-text", "b", "bdi", "bdo", "big", "blink", "cite", "code", "data"),
        *("del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "nobr", "output", "q", "rp", "rt"),
        *("ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var"),
        "wbr",
    )
)
#: Elements that hold no words for a reader.
_UNSEEN = frozenset(
    (
        *("amp-ad", "amp-analytics", "amp-embed", "amp-iframe", "amp-social-share", "applet", "button"),
        *("canvas", "dialog", "embed", "head", "iframe", "input", "map", "math", "object", "script"),
        *("select", "style", "svg", "template", "textarea", "title"),
    )
)
_LONGEST = 400  # characters of the names that are kept
_DROP_CAPS = frozenset("BCDFGHJKLMNPQRSTVWXZ")
_DROPPED = frozenset(("p", "div", "section", "article", "main"))
#: What makes a figure more than a picture with its caption.
_IN_FIGURES = ("table", "blockquote", "pre")


# Blocks and nodes are made for each element of a page and shared by none: freezing them would double
# what they cost, and they are half of what reading a page costs.


@dataclass(slots=True)
class Block:
    """A run of text without a break, blanks levelled. ``linked`` counts its characters in links."""

    text: str
    linked: int
    tag: str  # of the element that it stands in
    node: int  # that element's place in the page's list
    row: int = -1  # of a table's cell, its row's place in the list

    @property
    def own(self) -> int:
        """Characters outside links."""
        return len(self.text) - self.linked


@dataclass(slots=True)
class Node:
    """An element that breaks lines and holds text. ``parent`` is a place in the list, -1 for the root."""

    tag: str
    names: str  # class and id
    cue: Cue
    parent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Blocks and nodes in the order of the page; a node comes before what it holds."""

    blocks: tuple[Block, ...]
    nodes: tuple[Node, ...]


def read_blocks(root: etree._Element) -> Page:
    """The blocks under ``root``: of what a line-breaking element or ``br`` parts. Linear; no recursion.

    An element without text makes no node.
    """
    walk = _Walk()
    walker: Any = etree.iterwalk(root, events=("start", "end"))  # tells of no comments: all tags are words
    for event, element in walker:
        tag = element.tag
        if event == "start":
            if tag in _UNSEEN:
                walker.skip_subtree()  # its end is still told
                continue
            walk.enter(element, tag)
            text = element.text
        else:
            if tag not in _UNSEEN:
                walk.leave(tag)
            text = element.tail
        if text:
            walk.add(text)
    walk.flush()
    return Page(blocks=tuple(walk.blocks), nodes=tuple(walk.nodes))


class _Walk:
    """What is open while the tree is walked."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.nodes: list[Node] = []
        self.words: list[str] = []
        self.linked = 0  # characters of the words that stand in links
        self.links = 0
        self.open: list[etree._Element] = []
        self.places: list[int] = []  # of the nodes of the first of those that are open
        self.rows: list[int] = []  # how many were open before each row

    def enter(self, element: etree._Element, tag: str) -> None:
        """Open an element that may hold text."""
        if tag in _INLINE:
            self.links += tag == "a"
            return
        if self.words:
            self.flush()
        if tag == "br":
            return
        if tag == "tr":
            self.rows.append(len(self.open))
        self.open.append(element)

    def leave(self, tag: str) -> None:
        """Close the element that was opened last."""
        if tag in _INLINE:
            self.links -= tag == "a"
        elif tag != "br":
            if self.words:
                self.flush()
            if tag == "tr":
                self.rows.pop()
            self.open.pop()
            del self.places[len(self.open) :]

    def _node(self) -> int:
        """The place of the innermost open element's node; its own and those around it are made now."""
        for element in self.open[len(self.places) :]:
            get, tag = element.get, str(element.tag)
            names = f"{get('class', '')} {get('id', '')}"[:_LONGEST]
            cue = cue_of(tag, names, get("role") or get("itemprop") or "")
            if tag == "figure" and next(element.iter(*_IN_FIGURES), None) is None:
                cue = Cue.ASIDE
            self.nodes.append(Node(tag, names, cue, self.places[-1] if self.places else -1))
            self.places.append(len(self.nodes) - 1)
        return self.places[-1]

    def add(self, text: str) -> None:
        """Take text into the line; blanks alone begin none."""
        if text.isspace():
            if self.words:
                self.words.append(" ")
            return
        self.words.append(text)
        if self.links:
            self.linked += len(text.strip())

    def flush(self) -> None:
        """End the line that is open."""
        text = " ".join("".join(self.words).split())
        if text and self.open:
            node = self._node()
            tag = self.nodes[node].tag
            row = self.places[self.rows[-1]] if self.rows and tag in ("td", "th") else -1
            linked = min(self.linked, len(text))
            if self.blocks and len(self.blocks[-1].text) == 1 and _begins_under(self.blocks[-1], text, tag):
                initial = self.blocks.pop()
                text, linked = initial.text + text, linked + initial.linked
            self.blocks.append(Block(text, linked, tag, node, row))
        self.words.clear()
        self.linked = 0


def _begins_under(initial: Block, text: str, tag: str) -> bool:
    """Whether a line goes on where a drop cap began its first word.

    A vowel is not taken for one: it may be a word ("A man", "O Globo").
    """
    return initial.text in _DROP_CAPS and text[0].islower() and {initial.tag, tag} <= _DROPPED
