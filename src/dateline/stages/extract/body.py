"""The words of the article out of the page: our own reading of it, trafilatura's where that is unsure.

Decides which elements a reader never sees, when to ask trafilatura, and which paragraphs are the
page's furniture. Every paragraph of the result stood in the page as it is; nothing is joined or
rewritten.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import lxml.html
from lxml import etree

from dateline.core.text import fold, normalise, tidy
from dateline.stages.extract.blocks import read_blocks
from dateline.stages.extract.bylines import is_byline
from dateline.stages.extract.choice import article_lines
from dateline.stages.extract.furniture import is_furniture, is_wall
from dateline.stages.extract.hidden import unseen
from dateline.stages.extract.tree import Index, is_large

#: Elements that hold no words for a reader.
_UNSEEN = ("script", "template", "iframe", "object", "svg", "dialog", "select", "button")
_SHORT = 250  # characters below which our own reading is not believed alone
_NOTHING = 60  # … and below which it is none: a line of rights
_CLEARLY = 1.5
_LONG_ASIDE = 2_000  # characters from which a ``noscript`` may be the page itself
_FIRST = 3  # paragraphs among which the headline may stand again
_MOTTO = 300  # characters of what stands over it
_OFFER = 1_500  # characters of what a paywall offers
_CUT = ("[…]", "[...]")
_SEVERAL = 2
_BLOCKS = frozenset(("p", "head", "item", "quote", "row", "list", "table", "div", "code", "fw", "lb", "cell"))


def drop_unseen(tree: lxml.html.HtmlElement, index: Index) -> None:
    """Takes out of the tree what a reader does not see: text there may be meant for machines alone.

    ``index`` is the tree's.
    """
    etree.strip_elements(tree, *_UNSEEN, with_tail=False)
    hidden = unseen(tree, index)  # by the page's own sheets too, which go next
    etree.strip_elements(tree, "style", with_tail=False)
    for element in [*hidden, *_repeats(tree)]:
        if element.tag not in ("html", "body") and element.getparent() is not None:
            element.drop_tree()


def _repeats(tree: lxml.html.HtmlElement) -> list[lxml.html.HtmlElement]:
    """The ``noscript`` elements, unless one is the page: some templates put all of it there."""
    found = list(tree.iter("noscript"))
    sizes = [len(element.text_content()) for element in found]
    whole = len(tree.text_content()) if sizes and max(sizes) > _LONG_ASIDE else 0
    return [element for element, size in zip(found, sizes, strict=True) if not whole or size * 2 < whole]


def article_text(tree: etree._Element) -> str:
    """The article's text with its paragraphs, normalised; empty where there is none.

    Where our own reading finds next to nothing, trafilatura's slow mode is asked (5 of the 200 pages of
    ``data/read``), and believed where it finds clearly more. Its last resort, all words of the page in one
    line, is ours too, where we find nothing.
    """
    text = normalise("\n".join(article_lines(read_blocks(tree))))
    if len(text) >= _SHORT or is_large(tree):
        return text
    other = _text_by(tree)
    believed = "\n\n" in other or len(text) < _NOTHING
    return other if believed and len(other) > _CLEARLY * len(text) else text


def _text_by(tree: etree._Element) -> str:
    found = _trafilatura()(tree, include_comments=False, include_tables=True)
    return "" if found is None else normalise("\n".join(_paragraphs(found.body)))


@cache
def _trafilatura() -> Callable[..., Any]:
    """The extractor of trafilatura. What it would log of a page, our Failure of that page says."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return bare_extraction


def fragment_text(tree: lxml.html.HtmlElement) -> str:
    """The text of a feed entry: all of it, for a feed holds no furniture of a page around it."""
    for element in tree.iter(
        "p", "div", "li", "br", "h1", "h2", "h3", "h4", "blockquote", "tr", "ul", "ol", "figure"
    ):
        element.tail = "\n" + (element.tail or "")
        element.text = "\n" + (element.text or "")
    return normalise("\n".join(line for line in tree.text_content().split("\n") if line.strip()))


def _paragraphs(body: Any) -> Iterator[str]:
    """The lines of trafilatura's tree: a block is a line, a table's row is a line."""
    words: list[str] = []
    for text, breaks in _pieces(body):
        if breaks:
            yield tidy("".join(words))
            words = []
        words.append(text)
    yield tidy("".join(words))


def _pieces(element: Any) -> Iterator[tuple[str, bool]]:
    """The texts of a tree in order, each with whether it begins a new line."""
    block = element.tag in _BLOCKS
    cell = element.tag == "cell"
    yield (" " if cell else "") + (element.text or ""), block and not cell
    for child in element:
        yield from _pieces(child)
        if child.tail:
            yield child.tail, child.tag in _BLOCKS and child.tag != "cell"
    if block and not cell:
        yield "", True


def without_furniture(text: str, title: str, author: str = "") -> str:
    """The text without what stands over its headline and behind its wall, and without the page's own lines.

    ``author`` is the first author's name; a line counts as a byline among the first three only.
    """
    paragraphs = _before_teasers(_before_the_wall(_under_the_headline(text.split("\n\n"), title)))
    kept: list[str] = []
    for number, paragraph in enumerate(paragraphs):
        repeated = bool(kept) and paragraph == kept[-1]
        if not (repeated or is_furniture(paragraph) or (number < 3 and is_byline(paragraph, author))):
            kept.append(paragraph)
    return "\n\n".join(kept)


def _under_the_headline(paragraphs: list[str], title: str) -> list[str]:
    """Those under the headline, where it is one of the first: what stands over it is the site's motto."""
    plain = fold(title)
    for number, paragraph in enumerate(paragraphs[:_FIRST] if plain else ()):
        if fold(paragraph) == plain and sum(map(len, paragraphs[:number])) <= _MOTTO:
            return paragraphs[number + 1 :]
    return paragraphs


def _before_the_wall(paragraphs: list[str]) -> list[str]:
    """Those before the line that keeps the rest for subscribers: if it is short, an offer stands behind."""
    for number, paragraph in enumerate(paragraphs[1:], start=1):
        if is_wall(paragraph) and sum(map(len, paragraphs[number:])) <= _OFFER:
            return paragraphs[:number]
    return paragraphs


def _before_teasers(paragraphs: list[str]) -> list[str]:
    """Those before the last two or more that break off in "[…]": other articles as templates cut them."""
    end = len(paragraphs)
    while end and paragraphs[end - 1].endswith(_CUT):
        end -= 1
    return paragraphs[:end] if end and len(paragraphs) - end >= _SEVERAL else paragraphs
