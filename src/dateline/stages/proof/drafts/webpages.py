"""The text of a web page or a Markdown file, as a reader sees it.

Decides what is shown and what begins a paragraph. Markup that a reader would see is left in the text:
finding it is a rule's matter (``rules.markup``).
"""

from __future__ import annotations

import re
from typing import Any

from dateline.core.errors import InputError

_HIDDEN = frozenset({"script", "style", "template", "noscript", "head", "svg", "iframe", "object", "select"})
#: What stands on a page beside its text: ways to elsewhere, things to press, what opens on demand.
_BESIDE = frozenset({"nav", "aside", "footer", "details", "dialog", "button", "menu"})
#: Text for screen readers alone, by the names that it goes by everywhere.
_UNSEEN_CLASSES = frozenset({"hidden", "sr-only", "visually-hidden", "screen-reader-text"})
_BLOCK_TAGS = """
    address article aside blockquote br dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6
    header hr li main nav ol p pre section table td th tr ul title
"""
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FRONT = re.compile(r"\A---\n(?:.*\n){0,200}?---\n")
_PARAGRAPH = "\n\n"


def text_of_markdown(text: str) -> str:
    """The text of a Markdown file (CommonMark with tables) without front matter and syntax.

    Tags that stand in it are taken for HTML, as every renderer does.
    """
    from markdown_it import MarkdownIt

    rendered = MarkdownIt("commonmark").enable("table").render(_FRONT.sub("", text, count=1))
    return text_of_html(rendered.encode(), "the draft") if rendered.strip() else ""


def text_of_html(content: bytes, name: str) -> str:
    """What a reader sees of a page's text, a paragraph for each block. Raises ``InputError`` for no HTML."""
    from lxml import etree, html

    try:
        root = html.document_fromstring(content, parser=html.HTMLParser(encoding=_charset(content)))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise InputError(name, f"not HTML that can be read: {error}", "") from error
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in _shown(_story(root)).split(_PARAGRAPH))
    return _PARAGRAPH.join(line for line in lines if line)


def _story(root: Any) -> Any:
    """The part of a page that is its text, where the page says which: its one main, its one article."""
    for name in ("main", "article"):
        found = list(root.iter(name))
        if len(found) == 1:
            root = found[0]
    return root


def _shown(root: Any) -> str:
    """All text outside hidden elements, blocks parted by blank lines."""
    from lxml import etree

    pieces: list[str] = []
    skipped: list[Any] = []
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            if skipped or _hidden(element):
                skipped.append(element)
            else:
                pieces.append(_break(element) + _flat(element.text))
            continue
        if event == "end":
            if skipped:
                skipped.pop()
            else:
                pieces.append(_break(element))
        if not skipped:
            pieces.append(_flat(element.tail))
    return "".join(pieces)


def _break(element: Any) -> str:
    return _PARAGRAPH if element.tag in _BLOCKS else ""


def _flat(text: str | None) -> str:
    return (text or "").replace("\n", " ")


def _hidden(element: Any) -> bool:
    """Whether it is not text: unseen, beside the text, or marked as no part of it (``data-nosnippet``)."""
    if element.tag in _HIDDEN | _BESIDE:
        return True
    if element.get("hidden") is not None or element.get("data-nosnippet") is not None:
        return True
    if _UNSEEN_CLASSES.intersection((element.get("class") or "").split()):
        return True
    return bool(_UNSEEN.search(element.get("style") or ""))


def _charset(content: bytes) -> str:
    declared = re.search(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{3,20})", content[:4096], re.IGNORECASE)
    return declared[1].decode("ascii") if declared else "utf-8"
