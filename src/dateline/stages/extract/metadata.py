"""What a page says about its article outside the article: one look at the tree, all sources side by side.

Decides the order in which sources are believed. Reads no body text and judges no date: ``times``
does. What no source gives stays empty; nothing is made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import lxml.html

from dateline.core.text import fold, tidy
from dateline.core.types import Basis, Rights
from dateline.stages.extract.bylines import people
from dateline.stages.extract.jsonld import Linked, read_linked

#: Names of meta elements, in the order in which they are believed, for each thing that we ask.
_TITLE = ("og:title", "twitter:title", "parsely-title", "dc.title", "dcterms.title", "hdl", "title")
_OUTLET = (
    "og:site_name",
    "application-name",
    "parsely-site",
    "dc.publisher",
    "dcterms.publisher",
    "cre",
    "source",
)
_AUTHOR = (
    "author",
    "article:author",
    "parsely-author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "sailthru.author",
)
_SECTION = ("article:section", "parsely-section", "section", "dc.subject", "news_keywords")
_LANGUAGE = ("og:locale", "content-language", "dc.language", "dcterms.language", "language")
_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "og:published_time", "parsely-pub-date"),
    *("datepublished", "dc.date.issued", "dcterms.created", "dcterms.issued", "dc.date.created", "dc.date"),
    *("dcterms.date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publication_date", "ptime"),
    *("displaydate", "cxenseparse:recs:publishtime", "article.published", "date", "date.created", "pdate"),
)
_UPDATED = (
    *("article:modified_time", "og:updated_time", "dcterms.modified", "dc.date.modified", "datemodified"),
    *("lastmod", "last-modified", "utime", "article.updated"),
)
_LICENCE = ("dcterms.license", "dc.rights.license", "license")
_ROBOTS = ("robots", "googlebot", "googlebot-news", "dateline")

_SNIPPET = re.compile(r"max-snippet\s*:\s*(-?\d+)")
_LONGEST_BYLINE = 120
_LETTERS_A_WORD = 6  # max-snippet counts characters; quotation counts words

Times = tuple[tuple[str, Basis], ...]
DEFAULT = Rights()


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a page says of its article. Times are as written, in the order in which to believe them."""

    titles: tuple[str, ...] = ()
    heading: str = ""
    page_title: str = ""
    outlets: tuple[str, ...] = ()
    author: str = ""
    section: str = ""
    language: str = ""
    canonical: str = ""
    published: Times = ()
    updated: Times = ()
    rights: Rights = DEFAULT
    notes: tuple[str, ...] = ()


def read_metadata(tree: lxml.html.HtmlElement) -> Metadata:
    """All that the page says about its article."""
    metas = _metas(tree)
    linked = read_linked(tree)
    page_title = tidy(tree.findtext(".//title") or "")
    rights, notes = _rights(tree, metas, linked)
    return Metadata(
        titles=_told((linked.headline, *_all(metas, _TITLE))),
        heading=_heading(tree, page_title),
        page_title=page_title,
        outlets=_told((linked.publisher, *_all(metas, _OUTLET))),
        author=_authors(tree, metas, linked),
        section=_first((linked.section, *_all(metas, _SECTION))),
        language=_first((tree.get("lang"), tree.get("{http://www.w3.org/XML/1998/namespace}lang")))
        or _first((linked.language, *_all(metas, _LANGUAGE))),
        canonical=_first((_link(tree, "canonical"), *_all(metas, ("og:url",)), linked.url)),
        published=tuple(_published(tree, metas, linked)),
        updated=tuple(_updated(metas, linked)),
        rights=rights,
        notes=notes,
    )


# --- reading the tree ---------------------------------------------------------------------


def _metas(tree: lxml.html.HtmlElement) -> dict[str, list[str]]:
    """The contents of all meta elements under each name that they carry, lower case."""
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = meta.get("content")
        if content and content.strip():
            for name in {
                meta.get("property"),
                meta.get("name"),
                meta.get("itemprop"),
                meta.get("http-equiv"),
            }:
                if name:
                    found.setdefault(name.strip().lower(), []).append(content.strip())
    return found


def _all(metas: dict[str, list[str]], names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from metas.get(name, ())


def _told(values: Iterable[str | None]) -> tuple[str, ...]:
    """The values that say something, tidied, each once."""
    return tuple(dict.fromkeys(text for value in values if value and (text := tidy(value))))


def _first(values: Iterable[str | None]) -> str:
    return next((text for value in values if value and (text := tidy(value))), "")


def _link(tree: lxml.html.HtmlElement, rel: str) -> str:
    for name in ("link", "a"):
        for element in tree.iter(name):
            if rel in (element.get("rel") or "").lower().split() and element.get("href"):
                return str(element.get("href"))
    return ""


def _heading(tree: lxml.html.HtmlElement, page_title: str) -> str:
    """The h1 that the page's title repeats, else the only one."""
    headings = list(dict.fromkeys(text for h1 in tree.iter("h1") if (text := tidy(h1.text_content()))))
    repeated = [text for text in headings if fold(text) in fold(page_title)]
    return max(repeated, key=len) if repeated else headings[0] if len(headings) == 1 else ""


# --- times --------------------------------------------------------------------------------


def _published(
    tree: lxml.html.HtmlElement, metas: dict[str, list[str]], linked: Linked
) -> Iterator[tuple[str, Basis]]:
    if linked.published:
        yield linked.published, Basis.JSON_LD
    yield from ((value, Basis.META) for value in _all(metas, _PUBLISHED))
    yield from ((value, Basis.TIME) for value in _marked_times(tree))


def _updated(metas: dict[str, list[str]], linked: Linked) -> Iterator[tuple[str, Basis]]:
    if linked.modified:
        yield linked.modified, Basis.JSON_LD
    yield from ((value, Basis.META) for value in _all(metas, _UPDATED))


def _marked_times(tree: lxml.html.HtmlElement) -> Iterator[str]:
    """Times that the page shows, those that say that they are the article's own first."""
    shown = [*tree.iter("time"), *tree.xpath("//*[@itemprop='datePublished'][not(self::time or self::meta)]")]
    named = [element for element in shown if _says_published(element)]
    articles = tree.findall(".//article")
    inside = list(articles[0].iter("time"))[:1] if len(articles) == 1 else []
    for element in dict.fromkeys((*named, *inside, *(shown if len(shown) == 1 else ()))):
        yield (
            element.get("datetime")
            or element.get("content")
            or element.get("title")
            or element.text_content()
        )


def _says_published(element: lxml.html.HtmlElement) -> bool:
    if element.get("pubdate") is not None or element.get("itemprop") == "datePublished":
        return True
    names = (element.get("class") or "").lower().split()
    return bool({"published", "entry-date", "dt-published", "post-date", "pubdate"}.intersection(names))


# --- people and rights --------------------------------------------------------------------


def _authors(tree: lxml.html.HtmlElement, metas: dict[str, list[str]], linked: Linked) -> str:
    """Who wrote it: JSON-LD, then meta, then what is marked on the page as the byline."""
    told = (linked.authors, *(metas.get(name, ()) for name in _AUTHOR))
    names = next((names for source in told if (names := people(source))), None)
    return ", ".join(names or people(_marked_authors(tree)))


_AUTHOR_MARK = re.compile(
    r"(?:^|[\s_-])(?:by-?line|author)s?(?:[_-]{1,2}names?|[_-]{1,2}link)?(?:$|\s)", re.IGNORECASE
)
_MARKED_AUTHORS = (
    "//*[@rel='author' or @itemprop='author' or contains(@class, 'author') or contains(@class, 'byline')]"
    "[not(ancestor-or-self::*[contains(@class, 'comment')])]"
)


def _marked_authors(tree: lxml.html.HtmlElement) -> Iterator[str]:
    """The bylines that the page's markup names, those that are machine-readable first."""
    marked = tree.xpath(_MARKED_AUTHORS)
    sure = [element for element in marked if "author" in (element.get("rel"), element.get("itemprop"))]
    likely = [element for element in marked if _AUTHOR_MARK.search(element.get("class") or "")]
    for element in (sure or likely)[:3]:
        name = element.find(".//*[@itemprop='name']")
        text = tidy((element if name is None else name).text_content())
        if len(text) <= _LONGEST_BYLINE:
            yield text


def _rights(
    tree: lxml.html.HtmlElement, metas: dict[str, list[str]], linked: Linked
) -> tuple[Rights, tuple[str, ...]]:
    """The terms that the page states: licence, robots' limits on quotation, a paywall."""
    directives = ",".join(_all(metas, _ROBOTS)).lower()
    licence = _first((_link(tree, "license"), linked.licence, *_all(metas, _LICENCE)))
    words = _quote_words(directives)
    basis = [name for name, said in (("licence link", licence), ("meta robots", words is not None)) if said]
    notes = ("paywall: isAccessibleForFree is false",) if linked.free is False else ()
    if _reserved(metas):
        basis.append("tdm-reservation")
    rights = Rights(
        licence=licence,
        quote_words=words,
        reserved=_reserved(metas),
        basis=", ".join(basis) or "default",
    )
    return rights, notes


def _reserved(metas: dict[str, list[str]]) -> bool:
    """TDMRep's meta element: 1 reserves the rights of DSM Article 4."""
    return metas.get("tdm-reservation", ["0"])[-1].strip() == "1"


def _quote_words(directives: str) -> int | None:
    """How many words robots directives let us quote; None where they set no limit."""
    if re.search(r"\b(?:nosnippet|noarchive|none)\b", directives):
        return 0
    limits = [int(found) for found in _SNIPPET.findall(directives)]
    held = [limit // _LETTERS_A_WORD for limit in limits if limit >= 0]  # -1 is "no limit"
    return min(held) if held else None
