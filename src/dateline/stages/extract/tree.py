"""Text to an element tree, once for each page, and only where that is safe.

Decides which pages are too broken or too hostile to parse. Reads no meaning out of the tree.
"""

from __future__ import annotations

import re

import lxml.html
from lxml import etree

from dateline.core.errors import InputError

MOST_ATTRIBUTES = 2_000  # libxml2 takes quadratic time in them: 300,000 take minutes
DEEPEST = 250  # libxml2 drops what is nested deeper than 256

#: A start tag with its attributes; possessive, so linear: an attribute's value may hold ``>``.
_TAG = re.compile(r"<[a-zA-Z](?:[^=>]++|=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|=)*+")
_QUOTED = re.compile(r"=\s*+(?:\"[^\"]*+\"|'[^']*+')")
_ATTRIBUTE = re.compile(r"[^\s/=]+")
_LONG_TAG = 2 * MOST_ATTRIBUTES
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def parse(text: str) -> lxml.html.HtmlElement:
    """The page as a tree without comments. Raises ``InputError`` (without item) where it is unsafe."""
    for match in _TAG.finditer(text):
        if match.end() - match.start() > _LONG_TAG:
            _check_attributes(match[0])
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    clean = _NOT_XML.sub(" ", text).encode("utf-8", "replace")
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
