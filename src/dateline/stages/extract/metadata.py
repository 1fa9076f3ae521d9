"""What a page says about its article outside the article: one look at the tree, all sources side by side.

Decides the order in which sources are believed. Reads no body text and judges no date: ``times``
does. What no source gives stays empty; nothing is made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

import lxml.html

from dateline.core.text import tidy
from dateline.core.types import Basis, Rights
from dateline.stages.extract.authors import AUTHOR_METAS, choose_authors
from dateline.stages.extract.canonical import original
from dateline.stages.extract.jsonld import Linked, read_linked
from dateline.stages.extract.paywall import paywall_signals
from dateline.stages.extract.rights import page_signals, resolve
from dateline.stages.extract.shown import Shown, beside_headline
from dateline.stages.extract.titles import choose_heading
from dateline.stages.extract.tree import Index

#: Names of meta elements, in the order in which they are believed, for each thing that we ask.
_TITLE = ("og:title", "twitter:title", "parsely-title", "dc.title", "dcterms.title", "hdl", "title")
_JOURNAL = "citation_journal_title"  # a paper's publisher prints many journals
_OUTLET = (
    "og:site_name",
    "application-name",
    "parsely-site",
    "dc.publisher",
    "dcterms.publisher",
    "cre",
    "source",
)
_SECTION = ("article:section", "parsely-section", "section")
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

_SAYS_UPDATED = re.compile(r"^(?!.*(?:publish|entry-date)).*(?:updat|modifi)", re.IGNORECASE)
_COMMENT = re.compile(r"(?:^|[\s_-])(?:comments?|kommentare?|commentaires?|disqus)(?:$|[\s_-])", re.I)
_HEADINGS = 12  # lesser headings that are looked at
_LIST = 3  # names in a row from which what is told is a list of keywords
#: What templates call the section of what was put in none.
_NO_SECTION = re.compile(r"un(?:categori[sz]ed|kategorisiert)|non classé|sin categoría|без рубрики", re.I)

Times = tuple[tuple[str, Basis], ...]
DEFAULT = Rights()
NOTHING = Shown()


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a page says of its article. Times are as written, in the order in which to believe them."""

    titles: tuple[str, ...] = ()
    heading: str = ""
    page_title: str = ""
    outlets: tuple[str, ...] = ()
    author: str = ""
    shown: Shown = NOTHING
    section: str = ""
    language: str = ""
    canonical: str = ""
    published: Times = ()
    updated: Times = ()
    rights: Rights = DEFAULT
    types: tuple[str, ...] = ()
    og_type: str = ""
    article: bool = False
    posts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def read_metadata(tree: lxml.html.HtmlElement, index: Index) -> Metadata:
    """All that the page says about its article; ``index`` is the page's."""
    metas = _metas(tree)
    linked = read_linked(tree)
    page_title = tidy(tree.findtext(".//title") or "")
    titles = _told((linked.headline, *_all(metas, _TITLE)))
    signs = tuple(tidy(h1.text_content()) for h1 in tree.iter("h1") if _leads_home(h1))
    heading = _heading(tree, (page_title, *titles), signs)
    shown = beside_headline(tree, heading)
    outlets = _told(metas.get(_JOURNAL) or (linked.publisher, *_all(metas, _OUTLET), *signs))
    told = (linked.authors, *(metas.get(name, ()) for name in AUTHOR_METAS))
    authors = choose_authors(index, told, (*shown.below, *shown.above), _first(outlets))
    return Metadata(
        titles=titles,
        heading=heading,
        page_title=page_title,
        outlets=outlets,
        author=", ".join(authors),
        shown=shown,
        section=_section(_first((linked.section, *_all(metas, _SECTION)))),
        language=_first((tree.get("lang"), tree.get("{http://www.w3.org/XML/1998/namespace}lang")))
        or _first((linked.language, *_all(metas, _LANGUAGE))),
        canonical=_first((_canonical(tree, index), *_all(metas, ("og:url",)), linked.url)),
        published=tuple(_published(tree, index, metas, linked)),
        updated=tuple(_updated(metas, linked)),
        rights=resolve((*page_signals(metas, linked, tree, index), *paywall_signals(index, metas))),
        types=linked.types,
        og_type=_first(metas.get("og:type", ())).lower(),
        article=linked.article,
        posts=linked.posts,
        notes=("paywall: isAccessibleForFree is false",) if linked.free is False else (),
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


def _canonical(tree: lxml.html.HtmlElement, index: Index) -> str:
    """The address that the page gives as its own, in a ``link`` before an ``a``."""
    links = [(element, element.get("rel", "")) for element in tree.iter("link")]
    links += [(element, rel) for _, element, rel in index.having("rel") if element.tag == "a"]
    addresses = (element.get("href", "") for element, rel in links if "canonical" in rel.lower().split())
    return next(filter(None, addresses), "")


def _section(told: str) -> str:
    """The section by its name; of a list of them the first, as most templates put the main one first."""
    parts = re.split(r"\s*[,;]\s*", told)
    name = parts[0] if len(parts) >= _LIST else told
    return "" if _NO_SECTION.fullmatch(name) else name


def _heading(tree: lxml.html.HtmlElement, titles: tuple[str, ...], signs: tuple[str, ...]) -> str:
    """The heading that the reader sees as the article's: an only h1, else the one that the titles repeat.

    ``signs`` are headings that are the site's name.
    """
    texts = (tidy(h1.text_content()) for h1 in tree.iter("h1"))
    first = list(dict.fromkeys(text for text in texts if text and text not in signs))
    lesser = (tidy(heading.text_content()) for heading in islice(tree.iter("h2", "h3", "h4"), _HEADINGS))
    return choose_heading(first, tuple(text for text in lesser if text), titles)


def _leads_home(heading: lxml.html.HtmlElement) -> bool:
    """Whether a heading is the site's name: all of it is a link to the site's front page."""
    links = [*heading.iter("a"), *islice(heading.iterancestors("a"), 1)]
    words = tidy(heading.text_content())
    if not words or len(links) != 1 or words not in tidy(links[0].text_content()):
        return False
    try:
        target = urlsplit(original(links[0].get("href", "-")))
    except ValueError:
        return False
    return target.path in ("", "/") and not target.query and bool(target.path or target.netloc)


# --- times --------------------------------------------------------------------------------


def _published(
    tree: lxml.html.HtmlElement, index: Index, metas: dict[str, list[str]], linked: Linked
) -> Iterator[tuple[str, Basis]]:
    if linked.published:
        yield linked.published, Basis.JSON_LD
    yield from ((value, Basis.META) for value in _all(metas, _PUBLISHED))
    yield from ((value, Basis.TIME) for value in _marked_times(tree, index))


def _updated(metas: dict[str, list[str]], linked: Linked) -> Iterator[tuple[str, Basis]]:
    if linked.modified:
        yield linked.modified, Basis.JSON_LD
    yield from ((value, Basis.META) for value in _all(metas, _UPDATED))


def _own_time(element: lxml.html.HtmlElement) -> bool:
    """Whether a time may be that of the article's publication: no update's, no comment's."""
    if element.get("itemprop") == "dateModified" or _SAYS_UPDATED.search(element.get("class") or ""):
        return False
    parts = (part for part in element.iterancestors() if part.tag not in ("article", "main", "body", "html"))
    return not any(_COMMENT.search(f"{part.get('class')} {part.get('id')}") for part in parts)


def _marked_times(tree: lxml.html.HtmlElement, index: Index) -> Iterator[str]:
    """Times that the page shows, those that say that they are the article's own first."""
    times = [element for element in tree.iter("time") if _own_time(element)]
    dated = (element for _, element, means in index.having("itemprop") if means == "datePublished")
    shown = [*times, *(element for element in dated if element.tag not in ("time", "meta"))]
    named = [element for element in shown if _says_published(element)][:3]
    articles = tree.findall(".//article")
    inside = [time for time in times if articles[0] in time.iterancestors()][:1] if len(articles) == 1 else []
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
