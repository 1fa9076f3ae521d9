"""The headline of an article, out of its page's heading and the titles that it tells.

Decides where a title ends and the outlet's name begins, and which of several titles to take. Rewrites no
title, and does not choose the outlet's name: ``outlets`` does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.core.text import fold, tidy

_JOINT = re.compile(r"\s+[|•·»«:–—-]{1,2}\s+|\s*[|•»]\s*")
_LETTERS = re.compile(r"[^\w]+")
_WORDS = re.compile(r"\w+")
_LEAST_HEADING = 15  # characters below which a heading may be a section's name


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an article stands: the outlet's name, its host, other names that its page gives it."""

    outlet: str
    host: str
    also: tuple[str, ...] = ()


def choose_heading(first: Sequence[str], lesser: Sequence[str], titles: Sequence[str]) -> str:
    """The heading of the article out of the h1s and the lesser headings of its page.

    It is the longest h1 that one of ``titles`` repeats, else one that shares its words with them; a lesser
    heading where it is repeated and no h1 is; else the only h1.
    """
    known = [fold(title) for title in titles if title]
    repeated = [text for text in first if any(fold(text) in title for title in known)]
    alike = [text for text in first if len(first) == 1 and any(_is_of(text, title) for title in titles)]
    under = [
        text for text in lesser if any(fold(text) in title for title in known) and len(text) > _LEAST_HEADING
    ]
    best = max(repeated or alike[:1], key=len, default="")
    other = max(under, key=len, default="")
    if len(other) > 2 * len(best):
        return other
    return best or (first[0] if len(first) == 1 else "")


def choose_title(told: Sequence[str], heading: str, page_title: str, place: Place) -> str:
    """The headline that the reader sees, where it is that of the titles told; else the first of these.

    ``told`` are the titles in the order of trust, ``heading`` is the page's own. What is told is often
    written
    for search engines and shares only some words with the headline. Where cleaning leaves nothing (a page
    that
    is called like its outlet) the first title stays as it is.
    """
    heading = without_outlet(heading, place)
    known = [title for title in (*told, heading, page_title) if title]
    cleaned = [short for title in known if (short := without_outlet(title, place))]
    best = next(iter(cleaned or known), "")
    if not heading or not told:
        return best
    if not heading.isupper() and any(fold(heading) == fold(title) for title in told):
        return heading
    whole = next((title for title in cleaned if _is_end(title, heading)), "")
    if whole or (heading.isupper() and fold(heading) == fold(best)):
        return whole or best
    others = (*told, *(title for title in cleaned if title != heading))
    return heading if any(_is_of(heading, title) for title in others) else best


def _is_end(title: str, heading: str) -> bool:
    """Whether a title is one end of a heading that holds a kicker or a standfirst too."""
    short, long = fold(title), fold(heading)
    return short != long and len(title) > _LEAST_HEADING and (long.endswith(short) or long.startswith(short))


def _is_of(heading: str, title: str) -> bool:
    """Whether a heading tells what the title tells: a third of the shorter one's words are in both."""
    one, other = _content(heading), _content(title)
    return fold(heading) == fold(title) or 3 * len(one & other) >= max(2, min(len(one), len(other)))


def _content(words: str) -> frozenset[str]:
    return frozenset(word for word in _WORDS.findall(fold(words)) if len(word) > 2 or not word.isascii())


def without_outlet(title: str, place: Place) -> str:
    """The title without the outlet's name where that stands at its end or beginning."""
    title = tidy(title)
    joints = list(_JOINT.finditer(title))  # a name may hold one too
    for joint in joints:
        if _is_outlet(title[joint.end() :], place):
            return title[: joint.start()].rstrip()
    for joint in reversed(joints):
        if _is_outlet(title[: joint.start()], place):
            return title[joint.end() :].lstrip()
    return "" if _is_outlet(title, place) else title


def _is_outlet(words: str, place: Place) -> bool:
    """Whether the words are the outlet's name or that of its site."""
    plain = _plain(words)
    if not plain:
        return False
    names = (place.outlet, place.host, place.host.rpartition(".")[0], *place.also)
    return plain in {_plain(name) for name in names}


def _plain(words: str) -> str:
    return _LETTERS.sub("", fold(words))
