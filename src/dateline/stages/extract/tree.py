"""Text to an element tree, once for each page, and only where that is safe; and an index of its elements.

Decides which pages are too broken or too hostile to parse. Reads no meaning out of the tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from operator import itemgetter

import lxml.html
from lxml import etree

from dateline.core.errors import InputError

MOST_MARKS = 80_000  # start and end tags: ten times those of a long page
MOST_ATTRIBUTES = 2_000  # libxml2 takes quadratic time in an element's: 300,000 take minutes
_MOST_IN_LONG = 200_000  # in all tags that are long
MOST_TEXT = 1 << 20  # characters: ten times those of a long page with its readers' comments
#: The attributes that anybody asks for: half of those that pages have.
_INDEXED = frozenset(
    (
        *("class", "id", "rel", "itemprop", "href"),
        *("hidden", "inert", "aria-hidden", "type", "style", "color"),
    )
)
_LARGE = 20_000  # elements
DEEPEST = 250  # libxml2 drops what is nested deeper than 256

#: A start tag with its attributes; possessive, so linear: an attribute's value may hold ``>``.
_TAG = re.compile(r"<[a-zA-Z](?:[^=>]++|=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|=)*+")
_QUOTED = re.compile(r"=\s*+(?:\"[^\"]*+\"|'[^']*+')")
_ATTRIBUTE = re.compile(r"[^\s/=]+")
_LONG_TAG = 2 * MOST_ATTRIBUTES
_NO_CHARACTER = re.compile(b"\xef\xbf[\xbe\xbf]")  # U+FFFE, U+FFFF
_TOO_DEEP = etree.XPath(f"boolean({'/*' * DEEPEST})")
#: Bytes of UTF-8 in which the controls that XML forbids are blanks.
_NO_CONTROLS = bytes(32 if byte < 32 and byte not in b"\t\n\r" else byte for byte in range(256))


def parse(text: str) -> lxml.html.HtmlElement:
    """The page as a tree without comments. Raises ``InputError`` (without item) where it is unsafe."""
    if text.count("<") > MOST_MARKS:
        raise InputError("", f"a page of more than {MOST_MARKS} tags", "refused as hostile")
    _check_attributes(text)
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    # One class for all elements: lxml.html's own lookup is a call into Python for each.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=lxml.html.HtmlElement))
    clean = text.encode("utf-8", "replace").translate(_NO_CONTROLS)
    if b"\xef\xbf" in clean:
        clean = _NO_CHARACTER.sub(b" ", clean)
    try:
        tree = lxml.html.document_fromstring(clean, parser=parser, ensure_head_body=True)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise InputError("", "HTML that cannot be parsed", "look at the page in a browser") from error
    if len(text) > MOST_TEXT and _text_size(tree) > MOST_TEXT:
        raise InputError("", f"a page of more than {MOST_TEXT >> 20} MiB of text", "give its parts as pages")
    if _TOO_DEEP(tree):
        raise InputError("", f"elements nested more than {DEEPEST} deep", "refused as hostile")
    return tree


def is_large(tree: etree._Element) -> bool:
    """Whether a tree has too many elements for libraries that copy it or ask it one thing after another."""
    return next(islice(tree.iter(), _LARGE, None), None) is not None


def _text_size(tree: lxml.html.HtmlElement) -> int:
    """The characters of a page, scripts and styles left out, blanks counted."""
    code = sum(len(element.text or "") for element in tree.iter("script", "style"))
    return len(tree.text_content()) - code


#: An element after its place among those of the page, and what it was found by: an attribute's value.
Found = tuple[int, lxml.html.HtmlElement, str]


class Index:
    """The elements of a page's body by their attributes and tags: one walk over the tree for all who ask.

    The body itself is not among them. It stays as the page was when it was walked.
    """

    def __init__(self, tree: lxml.html.HtmlElement) -> None:
        self._tree = tree
        body = tree.find("body")
        # Held as long as the index is: lxml makes the object of an element once while somebody holds it.
        self._elements = () if body is None else tuple(body.iterdescendants("*"))
        self._by_attribute: dict[str, list[Found]] = {name: [] for name in _INDEXED}
        for place, element in enumerate(self._elements):
            for name in element.keys():  # noqa: SIM118 - an element is no mapping; its items() is quadratic
                if name in _INDEXED:
                    self._by_attribute[name].append((place, element, element.get(name, "")))

    def having(self, *attributes: str) -> Sequence[Found]:
        """The elements that have an attribute, with its value; in the order of the page.

        Raises ``KeyError`` for one that is not indexed.
        """
        if len(attributes) == 1:
            return self._by_attribute[attributes[0]]
        return in_order(found for name in attributes for found in self.having(name))

    def tagged(self, tag: str) -> Sequence[Found]:
        """The elements of a tag, in the order of the page."""
        found = frozenset(self._tree.iter(tag))  # of most tags that are asked for a page has none
        return (
            [(place, element, tag) for place, element in enumerate(self._elements) if element in found]
            if found
            else ()
        )


def in_order(found: Iterable[Found]) -> list[Found]:
    """Elements in the order of the page; one that was found twice stands there twice."""
    return sorted(found, key=itemgetter(0))


def _check_attributes(text: str) -> None:
    """Raises where a tag, or all long ones together, have more attributes than any page needs."""
    long = [tag for tag in _TAG.findall(text) if len(tag) > _LONG_TAG]
    counts = [len(_ATTRIBUTE.findall(_QUOTED.sub(" ", tag))) for tag in long]
    if max(counts, default=0) > MOST_ATTRIBUTES:
        raise InputError("", f"an element with more than {MOST_ATTRIBUTES} attributes", "refused as hostile")
    if sum(counts) > _MOST_IN_LONG:
        raise InputError("", f"elements with more than {_MOST_IN_LONG} attributes", "refused as hostile")
