"""A live blog's posts, each as a document of its own: what was written at nine is not what was written at
noon.

Decides which pages are live blogs, by schema.org's ``LiveBlogPosting`` (JSON-LD or microdata) or by marked-up
posts with an anchor and a time in a live container, and where each post stands on the page. Reads no words
of a
post: ``extract`` does, as it reads a feed's entry.
"""

from __future__ import annotations

import dataclasses
import hashlib
import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urldefrag, urljoin

import lxml.html
from lxml import etree

from dateline.core.charset import known
from dateline.core.types import Basis, Document, Hints, MediaKind, Stamp
from dateline.stages.collect.times import iso_stamp

MOST_POSTS = 500
_LARGEST_SCRIPT = 4 << 20  # characters
_HINTS = (b"LiveBlogPosting", b"liveBlogUpdate", b"live-blog", b"liveblog", b"live_blog")
_SCRIPT = re.compile(rb"<script\b[^>]*ld\+json[^>]*>(.*?)</script", re.IGNORECASE | re.DOTALL)
_CONTAINER = re.compile(
    r"live-?_?(?:blog|ticker|feed|update|stream|text|coverage|posts?)|minute-?by-?minute", re.IGNORECASE
)
_POST = re.compile(
    r"(?:^|[\s_-])(?:post|block|update|entry|item|event|message|moment)(?:$|[\s_-])", re.IGNORECASE
)
_MARKUP = re.compile(r"<[a-z/!]", re.IGNORECASE)
_LEAST_POSTS = 2
_MOST_NODES = 20_000
_DEEPEST = 200  # elements nested deeper than this are no page that anybody wrote

Node = dict[str, Any]


def updates(document: Document) -> tuple[Document, ...]:
    """The posts of a live blog, as they stand on the page; none where the page is no live blog.

    Each is a document of kind UPDATE with the page's address and its own anchor (``#post-17``; by its time or
    place where it has none) and what the page says of it as hints.
    """
    if document.kind is not MediaKind.PAGE or not any(hint in document.content for hint in _HINTS):
        return ()
    linked = tuple(_linked(document))
    found = linked or tuple(_marked(document))
    distinct = {post.url: post for post in found}
    return tuple(distinct.values())[:MOST_POSTS]


# --- JSON-LD ------------------------------------------------------------------------------


def _linked(document: Document) -> Iterator[Document]:
    for blog in _blogs(document.content):
        posts = blog.get("liveBlogUpdate")
        page = _page_hints(blog, document.hints)
        for place, post in enumerate(posts if isinstance(posts, list) else [posts], 1):
            if isinstance(post, dict) and (body := _body(post)):
                anchor = _anchor(post, document.url, place)
                yield _post(document, anchor, body, _hints(post, page))


def _blogs(content: bytes) -> Iterator[Node]:
    """The LiveBlogPosting objects of a page; posts that it names by reference are put in place."""
    for script in _SCRIPT.finditer(content):
        if b"iveBlog" not in script[1] or len(script[1]) > _LARGEST_SCRIPT:
            continue
        try:
            data = json.loads(script[1].decode("utf-8", "replace").strip(), strict=False)
        except (ValueError, RecursionError):
            continue
        nodes = list(_nodes(data))
        named = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 2}
        for node in nodes:
            if _is_a(node, "LiveBlogPosting") and node.get("liveBlogUpdate"):
                yield node | {"liveBlogUpdate": _resolved(node["liveBlogUpdate"], named)}


def _resolved(posts: Any, named: Mapping[str, Node]) -> list[Any]:
    listed = posts if isinstance(posts, list) else [posts]
    return [
        named.get(str(post.get("@id")), post) if isinstance(post, dict) and len(post) <= 2 else post
        for post in listed
    ]


def _nodes(value: Any) -> Iterator[Node]:
    waiting = [value]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        found = waiting.pop()
        if isinstance(found, dict):
            yield found
            waiting.extend(held for held in reversed(list(found.values())) if isinstance(held, dict | list))
        elif isinstance(found, list):
            waiting.extend(reversed(found))


def _is_a(node: Node, name: str) -> bool:
    kinds = node.get("@type")
    return any(
        str(kind).rpartition("/")[2] == name for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _body(post: Node) -> str:
    """The post as HTML: its heading is a hint, its body may be text, HTML or an object that holds it."""
    text = _text(post.get("articleBody")) or _text(post.get("text")) or _text(post.get("description"))
    if not text:
        return ""
    if not _MARKUP.search(text):
        unescaped = html.unescape(text)
        if _MARKUP.search(unescaped):
            return unescaped
        return "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
    return text


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(text for item in value if (text := _text(item)))
    if isinstance(value, dict):
        return _text(
            value.get("@value") or value.get("articleBody") or value.get("text") or value.get("name")
        )
    return value.strip() if isinstance(value, str) else ""


def _anchor(post: Node, address: str, place: int) -> str:
    """The post's own anchor: out of its address or name, else its time, else its words."""
    for given in (post.get("url"), post.get("@id"), post.get("mainEntityOfPage")):
        link = _text(given.get("@id") if isinstance(given, dict) else given)
        if link:
            fragment = urldefrag(urljoin(address, link))[1]
            if fragment:
                return fragment
            if (
                (own := post.get("url"))
                and isinstance(own, str)
                and urldefrag(own)[0] != urldefrag(address)[0]
            ):
                return urljoin(address, own)
    if identifier := _text(post.get("identifier")):
        return identifier
    told = _text(post.get("datePublished"))
    digits = re.sub(r"\D", "", told)
    digest = hashlib.sha256(_text(post.get("headline") or post.get("articleBody")).encode()).hexdigest()[:8]
    return f"t{digits}-{digest}" if digits else f"p{digest}" if digest else f"p{place}"


def _page_hints(blog: Node, hints: Hints) -> Hints:
    return dataclasses.replace(
        hints,
        title="",
        outlet=_text(blog.get("publisher")) or hints.outlet,
        author="",
        section=_text(blog.get("articleSection")).partition("\n")[0] or hints.section,
        language=_text(blog.get("inLanguage")) or hints.language,
        published=None,
        updated=None,
        guid="",
    )


def _hints(post: Node, page: Hints) -> Hints:
    authors = post.get("author")
    names = [_text(author) for author in (authors if isinstance(authors, list) else [authors])]
    return dataclasses.replace(
        page,
        title=html.unescape(_text(post.get("headline") or post.get("name"))),
        author=", ".join(name for name in names if name),
        published=_time(_text(post.get("datePublished"))),
        updated=_time(_text(post.get("dateModified"))),
        charset="utf-8",
    )


def _time(text: str) -> Stamp | None:
    stamp = iso_stamp(text) if text else None
    return dataclasses.replace(stamp, basis=Basis.JSON_LD) if stamp else None


def _post(document: Document, anchor: str, body: str, hints: Hints) -> Document:
    """One post. ``anchor`` is a fragment of the page, or the address of a post that has a page of its own."""
    own = anchor.startswith(("http://", "https://"))
    name = re.sub(r"\s", "-", anchor)
    url = anchor if own else f"{urldefrag(document.url)[0]}#{name}" if document.url else ""
    return Document(
        source=f"{document.source}#{name}",
        kind=MediaKind.UPDATE,
        content=body.encode("utf-8", "replace"),
        url=url,
        hints=hints,
    )


# --- markup -------------------------------------------------------------------------------


def _marked(document: Document) -> Iterator[Document]:
    """Posts by microdata, else articles and boxes with an anchor and a time in a live container."""
    encoding = known(document.hints.charset) or "utf-8"
    text = document.content.decode(encoding, "replace").replace("\0", " ")
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True)
    try:
        tree = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return
    if tree.xpath(f"boolean({'/*' * _DEEPEST})"):
        return
    posts = tree.xpath("//*[contains(concat(' ', @itemprop, ' '), ' liveBlogUpdate ')]") or _boxes(tree)
    outlet = next(iter(tree.xpath("//meta[@property='og:site_name']/@content")), "")
    hints = _page_hints({}, dataclasses.replace(document.hints, outlet=document.hints.outlet or outlet))
    if len(posts) < _LEAST_POSTS:
        return
    for place, post in enumerate(posts, 1):
        heading = next((found for found in post.iter("h2", "h3", "h4") if found.text_content().strip()), None)
        title = " ".join(heading.text_content().split()) if heading is not None else ""
        time = next((shown.get("datetime") or shown.text_content() for shown in post.iter("time")), "")
        stamp = iso_stamp(time) if time else None
        told = dataclasses.replace(
            hints,
            title=title,
            published=dataclasses.replace(stamp, basis=Basis.TIME) if stamp else None,
            charset="utf-8",
        )
        body = lxml.html.tostring(post, encoding="unicode", with_tail=False)
        yield _post(document, post.get("id") or f"p{len(posts) - place + 1}", body, told)


def _boxes(tree: lxml.html.HtmlElement) -> list[lxml.html.HtmlElement]:
    """The elements in a live container that each have an anchor and a time, the outermost of each post."""
    for container in tree.xpath("//body//*[@class or @id]"):
        if not _CONTAINER.search(f"{container.get('class') or ''} {container.get('id') or ''}"):
            continue
        posts = [
            element
            for element in container.iter("article", "div", "li", "section")
            if element is not container and element.get("id") and _is_post(element)
        ]
        outer = [post for post in posts if not any(above in posts for above in post.iterancestors())]
        if len(outer) >= _LEAST_POSTS:
            return outer
    return []


def _is_post(element: lxml.html.HtmlElement) -> bool:
    if element.tag != "article" and not _POST.search(
        f"{element.get('class') or ''} {element.get('id') or ''}"
    ):
        return False
    return element.find(".//time") is not None
