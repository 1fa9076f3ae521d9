"""The title of an article and the name of its outlet, told apart.

Decides where a page's ``<title>`` ends and the outlet's name begins, and which of several titles to
take. Rewrites no title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.core.text import fold, tidy

_JOINT = re.compile(r"\s+[|•·»«:–—-]{1,2}\s+|\s*[|•»]\s*")
_LETTERS = re.compile(r"[^\w]+")
_JOINED_CLAIM = re.compile(r"\s*[|•]\s*")  # "Name | What we claim to be"
_ADDRESS = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+/?")
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an article stands: the outlet's name and its host without ``www.``."""

    outlet: str
    host: str


def choose_title(told: Sequence[str], heading: str, page_title: str, place: Place) -> str:
    """The best title: the page's heading where it is a title told, cut to what is shown; else as told.

    ``told`` are the titles in the order of trust, ``heading`` is the page's h1. Where cleaning leaves
    nothing (a page that is called like its outlet) the first title stays as it is.
    """
    known = [title for title in (*told, heading, page_title) if title]
    cleaned = [short for title in known if (short := without_outlet(title, place))]
    best = next(iter(cleaned or known), "")
    return heading if heading and _is_part(heading, best) else best


def _is_part(heading: str, title: str) -> bool:
    """Whether the heading is one end of a longer title, up to a joint: "Heading - Section"."""
    parts = [fold(part) for part in _JOINT.split(title)]
    return len(parts) > 1 and fold(heading) != fold(title) and fold(heading) in (parts[0], parts[-1])


def without_outlet(title: str, place: Place) -> str:
    """The title without the outlet's name where that stands at its end or beginning."""
    title = tidy(title)
    joints = list(_JOINT.finditer(title))
    if joints and _is_outlet(title[joints[-1].end() :], place):
        return title[: joints[-1].start()].rstrip()
    if joints and _is_outlet(title[: joints[0].start()], place):
        return title[joints[0].end() :].lstrip()
    return "" if _is_outlet(title, place) else title


def _is_outlet(words: str, place: Place) -> bool:
    """Whether the words are the outlet's name or that of its site."""
    plain = _plain(words)
    if not plain:
        return False
    return plain in {_plain(place.outlet), _plain(place.host), _plain(place.host.rpartition(".")[0])} - {""}


def _plain(words: str) -> str:
    return _LETTERS.sub("", fold(words))


def choose_outlet(told: Sequence[str], titles: Sequence[str], page_title: str, host: str) -> str:
    """The outlet's name: the first told that is one, else the part of the page's title that names its host.

    Templates put the article's title or an address where the name belongs; both are passed over, and
    the host stands in where nothing better is known.
    """
    known = {fold(title) for title in titles}
    names = [_JOINED_CLAIM.split(tidy(name))[0] for name in told]
    for name in names:
        if name and fold(name) not in known and len(name) <= _LONGEST_NAME and not _ADDRESS.fullmatch(name):
            return name
    parts = _JOINT.split(tidy(page_title))
    labels = {_plain(label) for label in (host, *host.split(".")[:-1]) if len(label) > 2}
    if len(parts) > 1 and (named := [part for part in parts if _plain(part) in labels]):
        return named[-1].strip()
    return host
