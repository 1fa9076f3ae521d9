"""Who wrote it, out of all that a page says: JSON-LD, meta elements, marked bylines, the byline that is
shown.

Decides which of several answers is the author of this article and not of the site, of a comment or of the
next article. What a name looks like is ``bylines``'s to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, zip_longest

import lxml.html

from dateline.core.text import fold, tidy
from dateline.stages.extract.bylines import is_house, is_lead, led_people, looks_like_a_person, people
from dateline.stages.extract.shown import lines_of
from dateline.stages.extract.tree import Index, in_order

#: Meta elements that name the author, in the order in which they are believed: the site's own machinery
#: first, the general ``author`` late, since themes put the site's maker or an address there.
AUTHOR_METAS = (
    *("parsely-author", "citation_author", "dc.creator", "dcterms.creator", "byl", "sailthru.author"),
    *("author", "article:author", "article:authors", "article.author", "cxenseparse:author"),
)
_EXACT = re.compile(
    r"(?:^|[\s_-])(?:by-?line|author|writer)s?(?:[_-]{0,2}(?:names?|links?|by|author|text))?(?:[_-]te?xt)?(?:$|\s)",
    re.IGNORECASE,
)
#: Parts of a page where other people's names stand: readers, other articles, what is told of the author.
_ELSEWHERE = re.compile(
    r"comment|related|recommend|teaser|sidebar|widget|popular|trending|most-?read|promo|(?<!v)card|tweet"
    r"|avatar|caption|testimonial"
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
    index: Index, told: Iterable[Sequence[str]], lines: Sequence[str], outlet: str
) -> tuple[str, ...]:
    """The names of those who wrote the article, in order; empty where nothing names them.

    ``told`` are the bylines that machines are told, by place: JSON-LD, then ``AUTHOR_METAS`` in their order.
    ``lines`` are those that the page shows beside its headline.
    """
    answers = [people(bylines, outlet) for bylines in told]
    seen = (_marked(index, outlet), _led(lines, outlet), _linked_people(index, lines))
    return _judged(list(filter(None, answers)), list(filter(None, seen)), outlet)


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


def _marked(index: Index, outlet: str) -> tuple[str, ...]:
    """The names of the likeliest marked byline, with those beside it that are marked alike."""
    found = list(_bylines(index, outlet))
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


def _may_name(index: Index) -> list[lxml.html.HtmlElement]:
    """The elements that are marked as bylines may be, in the order of the page."""
    classes = index.having("class")  # Author or author, Byline or byline
    named = [found for found in classes if "uthor" in found[2] or "yline" in found[2]]
    meant = [found for found in index.having("rel", "itemprop") if found[2] == "author"]
    ordered = in_order((*named, *meant, *index.tagged("address")))
    return list(dict.fromkeys(element for _, element, _ in ordered))


def _bylines(index: Index, outlet: str) -> Iterator[_Byline]:
    for element in _may_name(index)[:_MOST_LOOKED_AT]:
        marks = element.get("class") or ""
        sure = "author" in (element.get("rel"), element.get("itemprop"))
        meant = sure or element.tag == "address" or (_EXACT.search(marks) and element.tag != "h1")
        if not meant or _is_elsewhere(element):
            continue
        text = _byline_text(element)
        if len(text) > _LONGEST:
            continue
        led = led_people(text, outlet=outlet)
        if element.tag == "address" and not led:
            continue
        if names := led or people([text], outlet):
            weight = 2 * bool(led) + sure - 2 * _is_house(names, outlet)
            yield _Byline(names=names, weight=weight, element=element)


def _byline_text(element: lxml.html.HtmlElement) -> str:
    """What a marked element says: the name that is marked in it, else its words.

    Of several lines the first, where they make no name together: under the name stands what its bearer does.
    """
    name = element.find(".//*[@itemprop='name']")
    if name is not None:
        return tidy(name.text_content())
    lines = list(islice(lines_of(element), 2))
    text = tidy(element.text_content())
    if len(lines) < 2 or is_lead(lines[0]) or all(looks_like_a_person(one) for one in people([text])):
        return text
    return lines[0]


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


def _linked_people(index: Index, shown: Sequence[str]) -> tuple[str, ...]:
    """The people beside the headline whose name links to their own page ("/author/ada-quill").

    After a "By" alone any name will do: a handle is one.
    """
    lines = {line for line in shown[:_NEAR] if _names_writers(line)}
    handles = {line for before, line in pairwise(shown) if is_lead(before)}
    names: list[str] = []
    for _, link, target in index.having("href") if shown else ():
        if _PATHS.search(target) and link.tag == "a":
            text = tidy(link.text_content())
            if text in handles:
                names.extend(people([text]))
            elif text and any(line.startswith(text) or f" {text}" in line for line in lines):
                names.extend(name for name in people([text]) if looks_like_a_person(name))
            if len(names) >= 3:
                break
    return people(names)


def _names_writers(line: str) -> bool:
    """Whether a line may be a byline: "Ada Quill, CEO" is not, it says who was quoted above it."""
    name, comma, role = line.partition(", ")
    plain = comma and looks_like_a_person(name) and not any(sign.isdigit() for sign in role)
    return not plain or all(looks_like_a_person(one) for one in people([role]))
