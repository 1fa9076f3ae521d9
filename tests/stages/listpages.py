"""What a page of a list must not show a reader: faults of its markup, told in a line each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import html
from lxml.html import HtmlElement

#: These say something, or should not be there. A cell may be empty: it holds the place of a bar.
_TELLING = (
    "a",
    "aside",
    "caption",
    "dd",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "li",
    "nav",
    "ol",
    "p",
    "section",
    "ul",
)
_HEADINGS = ("h1", "h2", "h3")
_FILLED = ".//*[self::input or self::select or self::svg or self::img]"
_NUMBER = re.compile(r"[\d.,\s\u00a0\u202f]+")
#: What a number may stand alone in: a cell of a table has its noun at the head, a sum at its side.
_COLUMNS = ("td", "dd", "svg", "text")


def faults(page: bytes) -> list[str]:
    """The faults of a page."""
    tree = html.document_fromstring(page)
    main = tree.get_element_by_id("main")
    return [
        *_empty(main),
        *_headless(main),
        *_numbers(main),
        *_twice(tree, main),
        *_levels(main),
    ]


def _name(element: HtmlElement) -> str:
    return str(element.tag)


def _told(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _shown(element: HtmlElement) -> bool:
    return not any("hidden" in one.attrib for one in (element, *element.iterancestors()))


def _empty(main: HtmlElement) -> Iterator[str]:
    for one in main.iter(*_TELLING):
        if _shown(one) and not _told(one) and not one.xpath(_FILLED):
            yield f"an empty {_name(one)}: {html.tostring(one)[:80]!r}"


def _headless(main: HtmlElement) -> Iterator[str]:
    """Headings without anything under them."""
    for one in main.iter("section", "nav", "aside"):
        headings = [_told(each) for each in one.iter(*_HEADINGS)]
        filled = one.xpath(_FILLED) or one.xpath(".//*[self::h2 or self::h3]/a")
        if headings and _told(one) == " ".join(headings) and not filled:
            yield f"a {_name(one)} of headings alone: {headings}"
    for one in main.iter("h2"):
        after = one.getnext()
        if after is not None and after.tag == "h2":
            yield f"nothing stands under {_told(one)}"


def _numbers(main: HtmlElement) -> Iterator[str]:
    for one in main.iter("span", "p", "li", "a"):
        alone = one.text and _NUMBER.fullmatch(one.text) and _told(one) == one.text.strip()
        hidden = one.get("aria-hidden") == "true"
        if alone and not hidden and not any(each.tag in _COLUMNS for each in one.iterancestors()):
            yield f"a number of nothing: {_told(one)}"


def _twice(tree: HtmlElement, main: HtmlElement) -> Iterator[str]:
    ids: Counter[str] = Counter(tree.xpath("//@id"))
    yield from (f"two elements are called {name}" for name, count in ids.items() if count > 1)
    for names in tree.xpath("//@aria-labelledby"):
        yield from (f"no element is called {name}" for name in names.split() if name not in ids)
    for one in main.iter("ul", "ol", "dl"):
        links: Counter[str] = Counter(one.xpath("./li//a/@href | ./li/article//h2/a/@href"))
        yield from (f"listed twice: {href}" for href, count in links.items() if count > 1)
    stories: Counter[str] = Counter(main.xpath(".//article[contains(@class, 'teaser')]/@data-story"))
    yield from (f"told twice: {story}" for story, count in stories.items() if count > 1)


def _levels(main: HtmlElement) -> Iterator[str]:
    last = 0
    for one in main.iter(*_HEADINGS):
        level = _HEADINGS.index(_name(one)) + 1
        if level > last + 1:
            yield f"no heading above {_told(one)}"
        last = level
