"""Text to an element tree, once for each page, and only where that is safe.

Decides which pages are too broken or too hostile to parse. Reads no meaning out of the tree.
"""

from __future__ import annotations

import re

import lxml.html
from lxml import etree

from dateline.core.errors import InputError

MOST_MARKS = 80_000  # start and end tags: ten times those of a long page
MOST_ATTRIBUTES = 2_000  # libxml2 takes quadratic time in them: 300,000 take minutes
DEEPEST = 250  # libxml2 drops what is nested deeper than 256

#: A start tag with its attributes; possessive, so linear: an attribute's value may hold ``>``.
_TAG = re.compile(r"<[a-zA-Z](?:[^=>]++|=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|=)*+")
_QUOTED = re.compile(r"=\s*+(?:\"[^\"]*+\"|'[^']*+')")
_ATTRIBUTE = re.compile(r"[^\s/=]+")
_LONG_TAG = 2 * MOST_ATTRIBUTES
#: Bytes of UTF-8 in which the controls that XML forbids are blanks.
_NO_CONTROLS = bytes(32 if byte < 32 and byte not in b"\t\n\r" else byte for byte in range(256))


def parse(text: str) -> lxml.html.HtmlElement:
    """The page as a tree without comments. Raises ``InputError`` (without item) where it is unsafe."""
    if text.count("<") > MOST_MARKS:
        raise InputError("", f"a page of more than {MOST_MARKS} tags", "refused as hostile")
    for match in _TAG.finditer(text):
        if match.end() - match.start() > _LONG_TAG:
            _check_attributes(match[0])
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    # One class for all elements: lxml.html's own lookup is a call into Python for each.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=lxml.html.HtmlElement))
    clean = text.encode("utf-8", "replace").translate(_NO_CONTROLS)
    for no_character in (b"\xef\xbf\xbe", b"\xef\xbf\xbf"):  # U+FFFE, U+FFFF
        clean = clean.replace(no_character, b" ")
    try:
        tree = lxml.html.document_fromstring(clean, parser=parser, ensure_head_body=True)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise InputError("", "HTML that cannot be parsed", "look at the page in a browser") from error
    if tree.xpath(f"boolean({'/*' * DEEPEST})"):
        raise InputError("", f"elements nested more than {DEEPEST} deep", "refused as hostile")
    return tree


def _check_attributes(tag: str) -> None:
    if len(_ATTRIBUTE.findall(_QUOTED.sub(" ", tag))) > MOST_ATTRIBUTES:
        raise InputError("", f"an element with more than {MOST_ATTRIBUTES} attributes", "refused as hostile")
