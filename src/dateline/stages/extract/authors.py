"""Who wrote it, out of all that a page says: JSON-LD, meta elements, marked bylines, the byline that is
shown.

Decides which of several answers is the author of this article and not of the site, of a comment or of the
next article. What a name looks like is ``bylines``'s to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import lxml.html

from dateline.core.text import fold, tidy
from dateline.stages.extract.bylines import is_house, led_people, looks_like_a_person, people

#: Meta elements that name the author, in the order in which they are believed: the site's own machinery
#: first, the general ``author`` late, since themes put the site's maker or an address there.
_AUTHOR_METAS = (
    *("parsely-author", "citation_author", "dc.creator", "dcterms.creator", "byl", "sailthru.author"),
    *("author", "article:author", "article:authors", "article.author", "cxenseparse:author"),
)
_MARKED = (
    "//body//*[@rel='author' or @itemprop='author' or contains(@class, 'author')"
    " or contains(@class, 'byline')"
    " or contains(@class, 'Author') or contains(@class, 'Byline') or self::address]"
)
_EXACT = re.compile(
    r"(?:^|[\s_-])(?:by-?line|author|writer)s?(?:[_-]{1,2}(?:names?|links?|by|author|text))?(?:$|\s)",
    re.IGNORECASE,
)
#: Parts of a page where other people's names stand: readers, other articles, what is told of the author.
_ELSEWHERE = re.compile(
    r"comment|related|recommend|teaser|sidebar|widget|popular|trending|most-?read|promo|card|tweet|avatar|caption"
    r"|(?:author|by-?line)[_-]{1,2}(?:bio|desc\w*|social|info|box|image|img|photo|title|note|role|job)|follow|disqus|img__",
    re.IGNORECASE,
)
_OF_ARTICLE = re.compile(r"entry|post|article", re.IGNORECASE)
_PATHS = re.compile(
    r"/(?:authors?|autor(?:en|es|in)?|auteurs?|autori|writers?|profiles?|people|staff|by|team|newsteam|journalists?"
    r"|redakteure?|contributors?|columnists?|reporters?|person)/[^/?#]{3,}",
    re.IGNORECASE,
)
_LONGEST = 120
_MOST_LOOKED_AT = 60
_NEAR = 12  # lines under the headline among which a linked name is the author's
_DEEP = 5  # ancestors that tell in which part of the page a name stands


@dataclass(frozen=True, slots=True, kw_only=True)
class _Byline:
    """A marked byline: the names in it and how likely it is the article's own."""

    names: tuple[str, ...]
    weight: int
    element: lxml.html.HtmlElement


def choose_authors(
    tree: lxml.html.HtmlElement,
    metas: Mapping[str, Sequence[str]],
    linked: Sequence[str],
    lines: Sequence[str],
    outlet: str,
) -> tuple[str, ...]:
    """The names of those who wrote the article, in order; empty where nothing names them.

    ``metas`` are the page's meta elements by name, ``linked`` the authors by JSON-LD, ``lines`` those that
    the page shows beside its headline.
    """
    told = [
        names
        for source in (linked, *(metas.get(name, ()) for name in _AUTHOR_METAS))
        if (names := people(source, outlet))
    ]
    seen = [
        names for names in (_marked(tree, outlet), _led(lines, outlet), _linked_people(tree, lines)) if names
    ]
    return _judged(told, seen, outlet)


def _judged(told: list[tuple[str, ...]], seen: list[tuple[str, ...]], outlet: str) -> tuple[str, ...]:
    """The answer that is believed: what machines are told, unless what readers see speaks against it."""
    persons = [[names for names in answers if not _is_house(names, outlet)] for answers in (told, seen)]
    if not persons[0]:
        return next(iter((*persons[1], *told, *seen)), ())
    first, *others = persons[0]
    fuller = next((names for names in others if _keys(first) < _keys(names)), None)
    if fuller:
        return fuller
    against = next(iter(persons[1]), ())
    apart = against and not any(_keys(first) & _keys(names) for names in (*others, *persons[1]))
    if apart and (any(_keys(against) & _keys(names) for names in others) or _is_short_for(first, against)):
        return against
    return first


def _keys(names: Sequence[str]) -> frozenset[str]:
    return frozenset(fold(name) for name in names)


def _is_house(names: Sequence[str], outlet: str) -> bool:
    return all(is_house(name, outlet) for name in names)


def _is_short_for(names: Sequence[str], others: Sequence[str]) -> bool:
    """Whether a single name is the beginning of a fuller one: "Ada" of "Ada Quill"."""
    return len(names) == len(others) == 1 and fold(others[0]).startswith(f"{fold(names[0])} ")


# --- marked on the page -------------------------------------------------------------------


def _marked(tree: lxml.html.HtmlElement, outlet: str) -> tuple[str, ...]:
    """The names of the likeliest marked byline, with those beside it that are marked alike."""
    found = list(_bylines(tree, outlet))
    if not found:
        return ()
    best = max(found, key=lambda byline: byline.weight)  # the first of equals
    inner = [
        one for one in found if best.element in one.element.iterancestors() and one.weight == best.weight
    ]
    best = inner[-1] if len(inner) == 1 else best
    near = best.element.getparent()
    alike = [
        byline.names
        for byline in found
        if byline.element.getparent() is near
        and (byline.element.tag, byline.element.get("class")) == (best.element.tag, best.element.get("class"))
    ]
    return people((name for names in (alike or [best.names]) for name in names), outlet)


def _bylines(tree: lxml.html.HtmlElement, outlet: str) -> Iterator[_Byline]:
    for element in tree.xpath(_MARKED)[:_MOST_LOOKED_AT]:
        marks = element.get("class") or ""
        sure = "author" in (element.get("rel"), element.get("itemprop"))
        if not (sure or element.tag == "address" or _EXACT.search(marks)) or _is_elsewhere(element):
            continue
        name = element.find(".//*[@itemprop='name']")
        text = tidy((element if name is None else name).text_content())
        if len(text) > _LONGEST:
            continue
        led = led_people(text, outlet=outlet)
        if element.tag == "address" and not led:
            continue
        if names := led or people([text], outlet):
            weight = 2 * bool(led) + sure - 2 * _is_house(names, outlet)
            yield _Byline(names=names, weight=weight, element=element)


def _is_elsewhere(element: lxml.html.HtmlElement) -> bool:
    """Whether an element stands in a part of the page where other people are named."""
    place: lxml.html.HtmlElement | None = element
    for _ in range(_DEEP):
        if place is None or place.tag in ("body", "main"):
            return False
        marks = f"{place.get('class')} {place.get('id')}"
        if place.tag in ("aside", "nav") or _ELSEWHERE.search(marks):
            return True
        if place.tag == "footer" and not _OF_ARTICLE.search(marks):
            return True
        place = place.getparent()
    return False


def _led(lines: Sequence[str], outlet: str) -> tuple[str, ...]:
    """Who the byline beside the headline names: the first line that begins as bylines do, else none."""
    found = (
        led_people(line, following, outlet) for line, following in zip_longest(lines, lines[1:], fillvalue="")
    )
    return next(filter(None, found), ())


def _linked_people(tree: lxml.html.HtmlElement, shown: Sequence[str]) -> tuple[str, ...]:
    """The people beside the headline whose name links to their own page ("/author/ada-quill")."""
    lines = set(shown[:_NEAR])
    names: list[str] = []
    for link in tree.body.iter("a") if lines and tree.body is not None else ():
        if _PATHS.search(link.get("href") or ""):
            text = tidy(link.text_content())
            if text and any(line.startswith(text) or f" {text}" in line for line in lines):
                names.extend(name for name in people([text]) if looks_like_a_person(name))
                if len(names) >= 3:
                    break
    return people(names)
