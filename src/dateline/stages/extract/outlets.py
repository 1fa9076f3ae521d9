"""The name of the outlet: the one that readers know it by, not its domain and not its slogan.

Decides between a small table of well-known outlets (``data/outlets.toml``, dated where one was renamed),
what the page says, and its host. One host has one name on one day, so that an outlet is counted once
whatever its templates call it. Does not decide what an agency's report is: ``pickups`` does.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from dateline.core.text import fold, tidy

_JOINT = re.compile(r"\s*[|•·»«]\s*|\s+[–—-]{1,2}\s+|(?<=[^\W\d])[:：]\s+")
_TITLE_JOINT = re.compile(r"\s+[|•·»«:–—-]{1,2}\s+|\s*[|•»]\s*")
_ADDRESS = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+/?")
_NAMED_BY_DOMAIN = re.compile(
    r"(?:www\.)?([\w-]*[A-ZÀ-ÞА-Я][\w-]*)\.(?:com?|org|net|info|eu|[a-z]{2})(?:\.[a-z]{2})?"
)
#: What stands before the name in a joined claim, and is none.
_GENERIC = frozenset(
    [
        "home",
        "homepage",
        "start",
        "startseite",
        "accueil",
        "inicio",
        "página",
        "principal",
        "news",
        "nachrichten",
        "actualités",
        "noticias",
        "notizie",
        "latest",
        "aktuelles",
        "blog",
        "index",
        "welcome",
        "главная",
        "головна",
        "новости",
        "новини",
        "article",
        "artikel",
    ]
)
_PLAIN = re.compile(r"[^\w]+")
_LONGEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A well-known outlet. ``former`` are its earlier names, oldest first, with the day each ended."""

    name: str
    hosts: tuple[str, ...]
    country: str
    language: str
    agency: bool = False
    former: tuple[tuple[str, date], ...] = ()

    def name_on(self, day: date | None) -> str:
        """What it was called on a day; its name of today where the day is not known."""
        return next((name for name, until in self.former if day and day < until), self.name)


@cache
def outlets() -> Mapping[str, Outlet]:
    """The table, by host."""
    rows = tomllib.loads((files(__package__) / "data" / "outlets.toml").read_text("utf-8"))["outlet"]
    found: dict[str, Outlet] = {}
    for row in rows:
        former = tuple((earlier["name"], earlier["until"]) for earlier in row.pop("former", ()))
        outlet = Outlet(**{**row, "hosts": tuple(row["hosts"])}, former=former)
        found |= dict.fromkeys(outlet.hosts, outlet)
    return found


def known_outlet(host: str) -> Outlet | None:
    """The outlet at a host or at the nearest host above it (``edition.cnn.com`` is at ``cnn.com``)."""
    labels = host.lower().rstrip(".").split(".")
    above = (".".join(labels[start:]) for start in range(len(labels) - 1))
    return next((found for name in above if (found := outlets().get(name))), None)


def choose_outlet(
    told: Sequence[str], titles: Sequence[str], page_title: str, host: str, day: date | None = None
) -> str:
    """The outlet's name: the table's, the first told that is one, the end of the page's title, the host.

    Templates put the article's title or an address where the name belongs; both are passed over. ``day`` is
    that of publication, for outlets that were renamed.
    """
    if known := known_outlet(host):
        return known.name_on(day)
    headlines = {fold(title) for title in titles}
    for name in told:
        short = without_claim(name, host)
        if (
            short
            and fold(short) not in headlines
            and len(short) <= _LONGEST
            and not _ADDRESS.fullmatch(short)
        ):
            return short
    parts = _TITLE_JOINT.split(tidy(page_title))
    named = [part for part in parts if _names_host(part, host)]
    return named[-1].strip() if len(parts) > 1 and named else host


def without_claim(name: str, host: str) -> str:
    """An outlet's name without what it claims to be: "Name | All the news", "News - Name", "Name.com"."""
    parts = [part for part in _JOINT.split(tidy(name)) if part]
    proper = [part for part in parts if fold(part) not in _GENERIC]
    best = next((part for part in proper if _names_host(part, host)), next(iter(proper), ""))
    found = _NAMED_BY_DOMAIN.fullmatch(best)
    return found[1] if found else best


def name_of_domain(outlet: str) -> str:
    """The name for an outlet that was given as a bare domain; empty where it was not or is not known."""
    if not _ADDRESS.fullmatch(outlet.strip()):
        return ""
    host = (
        outlet.strip()
        .lower()
        .removeprefix("https://")
        .removeprefix("http://")
        .rstrip("/")
        .removeprefix("www.")
    )
    known = known_outlet(host)
    return known.name if known else ""


def _names_host(words: str, host: str) -> bool:
    plain = _plain(words)
    labels = (host, *host.split(".")[:-1])
    return bool(plain) and plain in {_plain(label) for label in labels if len(label) > 2}


def _plain(words: str) -> str:
    return _PLAIN.sub("", fold(words))
