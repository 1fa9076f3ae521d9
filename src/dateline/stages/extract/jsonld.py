"""JSON-LD: what a page tells machines about its article (schema.org NewsArticle and its kin).

Decides which of the objects on a page is the article, and reads it whatever its nesting. Judges no
value: ``metadata`` chooses among sources.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import lxml.html

#: schema.org's Article and its subtypes that carry news; the first that a page has is its article.
_ARTICLES = frozenset(
    (
        *("NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle"),
        *("OpinionNewsArticle", "ReviewNewsArticle", "AskPublicNewsArticle", "LiveBlogPosting"),
        *("Article", "BlogPosting", "SocialMediaPosting", "Report", "TechArticle", "ScholarlyArticle"),
    )
)
_PAGES = frozenset(("WebPage", "ItemPage"))
_MOST_TYPES = 30
#: Properties that hold other pages' objects: an index lists articles and is none.
_OTHERS = frozenset(
    ("itemListElement", "relatedLink", "citation", "comment", "review", "isPartOf", "isBasedOn")
)
_LARGEST = 1 << 20  # characters of one script
_MOST_NODES = 20_000
#: What old templates wrap a script in, so that a browser of last century does not print it.
_OPENINGS = ("<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA[")
_CLOSINGS = ("-->", "//]]>", "/*]]>*/", "]]>", ";")

Node = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """The article as its JSON-LD has it; what is missing is empty or None.

    ``types`` are those of all objects on the page, ``article`` tells whether one of them is an article,
    ``posts`` are the anchors of a live blog's posts.
    """

    headline: str = ""
    publisher: str = ""
    authors: tuple[str, ...] = ()
    section: str = ""
    language: str = ""
    published: str = ""
    modified: str = ""
    licence: str = ""
    url: str = ""
    free: bool | None = None
    types: tuple[str, ...] = ()
    article: bool = False
    posts: tuple[str, ...] = ()


def read_linked(tree: lxml.html.HtmlElement) -> Linked:
    """The page's article by its JSON-LD; an empty one where there is none that can be read."""
    nodes = [node for script in _scripts(tree) for node in _nodes(script)]
    named = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
    page = next((node for node in nodes if _is_a(node, _PAGES)), {})
    article = next((node for node in nodes if _is_a(node, _ARTICLES)), None)
    article = article or next((node for node in nodes if _is_like_an_article(node)), page)
    return Linked(
        headline=_text(article.get("headline"))
        or (_text(article.get("name")) if article is not page else ""),
        publisher=next(iter(_names(article.get("publisher"), named)), ""),
        authors=_names(article.get("author"), named) or _names(article.get("creator"), named),
        section=_text(article.get("articleSection")),
        language=_text(article.get("inLanguage")),
        published=_text(article.get("datePublished")),
        modified=_text(article.get("dateModified")),
        licence=_address(article.get("license")),
        url=_address(article.get("mainEntityOfPage")) or _address(article.get("url")),
        free=_truth(article.get("isAccessibleForFree")),
        types=tuple(dict.fromkeys(kind for node in nodes for kind in _kinds(node)))[:_MOST_TYPES],
        article=bool(article) and article is not page,
        posts=tuple(anchor for node in nodes for anchor in _anchors(node.get("liveBlogUpdate"))),
    )


def _anchors(posts: Any) -> Iterator[str]:
    """The fragments by which a live blog names its posts."""
    for post in posts if isinstance(posts, list) else ():
        for given in (post.get("url"), post.get("@id")) if isinstance(post, dict) else ():
            if isinstance(given, str) and (fragment := given.partition("#")[2]):
                yield fragment


def _scripts(tree: lxml.html.HtmlElement) -> Iterator[Any]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        source = script.text or ""
        if len(source) > _LARGEST:
            continue
        try:
            # Real pages have raw line breaks in their strings: strict=False reads them.
            yield json.loads(_unwrapped(source), strict=False)
        except (ValueError, RecursionError):
            continue


def _unwrapped(source: str) -> str:
    source = source.strip()
    for opening in _OPENINGS:
        source = source.removeprefix(opening)
    for closing in _CLOSINGS:
        source = source.rstrip().removesuffix(closing)
    return source


def _nodes(value: Any) -> Iterator[Node]:
    """Every object, outer before inner, in the order of the page."""
    waiting = [value]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        found = waiting.pop()
        if isinstance(found, dict):
            yield found
            own = (held for key, held in found.items() if key not in _OTHERS)
            waiting.extend(reversed([held for held in own if isinstance(held, dict | list)]))
        elif isinstance(found, list):
            waiting.extend(reversed(found))


def _is_a(node: Node, types: frozenset[str]) -> bool:
    return not types.isdisjoint(_kinds(node))


def _is_like_an_article(node: Node) -> bool:
    """Whether an object of another type is one all the same: a review, a post in a forum."""
    return all(_text(node.get(name)) for name in ("headline", "datePublished")) and not _is_a(node, _PAGES)


def _kinds(node: Node) -> list[str]:
    """The names of an object's types, without the vocabulary's address."""
    kind = node.get("@type", node.get("type"))
    kinds = kind if isinstance(kind, list) else [kind]
    return [name.rpartition("/")[2] for name in kinds if isinstance(name, str)]


def _text(value: Any) -> str:
    """The first plain value of a property, which may be a list or a language map."""
    if isinstance(value, list):
        return next((text for item in value if (text := _text(item))), "")
    if isinstance(value, dict):
        return _text(value.get("@value") or value.get("name") or value.get("alternateName"))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return html.unescape(str(value)).strip()  # many templates escape what JSON needs not


def _names(value: Any, named: dict[str, Node]) -> tuple[str, ...]:
    """The names of people or organisations, given in place or by ``@id``."""
    names: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        if not isinstance(item, dict):
            names.append(_text(item))
            continue
        known = item if "name" in item else named.get(str(item.get("@id")), {})
        held = known.get("name")
        names.extend(_text(name) for name in (held if isinstance(held, list) else [held]))
    return tuple(dict.fromkeys(name for name in names if name))


def _address(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    text = _text(value) if not isinstance(value, dict) else ""
    return text if text.startswith(("http://", "https://")) else ""


def _truth(value: Any) -> bool | None:
    """A boolean, also where it was written as a word."""
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}.get(str(value).rpartition("/")[2].lower())
