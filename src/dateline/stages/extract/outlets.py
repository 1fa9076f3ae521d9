"""The name of the outlet: the one that readers know it by, not its domain and not its slogan.

Decides between a small table of well-known outlets (``data/outlets.toml``, dated where one was renamed),
what the page says, and its host. One host has one name on one day, so that an outlet is counted once
whatever its templates call it. Does not decide what an agency's report is: ``pickups`` does.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
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
_WORDS = re.compile(r"[^\W_]+")
_BYLINE = re.compile(r"(?:by|von|par|por|di|от|від)\s", re.IGNORECASE)
_LONGEST = 60
_SHORT = 4  # words of the end of a page's title that may be a name
_LEAST_BEGINNING = 5  # letters with which the host's name has to begin


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
    """The outlet's name: the table's; of those told the one that fits the host, else the first; what the
    page's title says beside the headline; the host.

    ``titles`` are the headline and whatever else is no outlet. Templates put them or an address where the
    name belongs: passed over, as is the company behind the site where its own name is told too. ``day`` is
    that of publication, for outlets that were renamed.
    """
    if known := known_outlet(host):
        return known.name_on(day)
    headlines = {fold(title) for title in titles if title}
    names = [short for name in told if _may_name(short := without_claim(name, host), headlines)]
    parts = [part.strip() for part in _TITLE_JOINT.split(tidy(page_title))]
    for fits in (_names_host, _suits_host):
        if found := next((name for name in names if fits(name, host)), ""):
            return _best_written(found, (*names, *parts))
    if names:
        return names[0]
    named = [part for part in parts if _names_host(part, host)]
    named += [part for part in parts[1:][-1:] if _is_short(part) and _suits_host(part, host)]
    return next(reversed(named), "") or _beside_headline(tidy(page_title), headlines) or host


def _best_written(name: str, others: Iterable[str]) -> str:
    """The name as the page writes it in words, where it also writes it as an address does."""
    alike = (other for other in others if _plain(other) == _plain(name))
    return max((name, *alike), key=lambda one: (one.count(" "), one != one.lower()))


def _is_short(words: str) -> bool:
    return len(words.split()) <= _SHORT and not _ADDRESS.fullmatch(words)


def _may_name(name: str, headlines: Collection[str]) -> bool:
    plain = fold(name)
    return bool(plain) and plain not in headlines and len(name) <= _LONGEST and not _ADDRESS.fullmatch(name)


def _beside_headline(page_title: str, headlines: Collection[str]) -> str:
    """What the title of a page says beside its headline: the last part after it or the first before it."""
    for joint in _TITLE_JOINT.finditer(page_title):
        before, after = page_title[: joint.start()], page_title[joint.end() :]
        rest = ""
        if fold(before) in headlines:
            rest = _TITLE_JOINT.split(after)[-1]
        elif fold(after) in headlines:
            rest = _TITLE_JOINT.split(before)[0]
        if _may_name(rest, headlines) and fold(rest) not in _GENERIC and not _BYLINE.match(rest):
            return rest.strip()
    return ""


def without_claim(name: str, host: str) -> str:
    """An outlet's name without what it claims to be: "Name | All the news", "News - Name", "Name.com"."""
    parts = [part for part in _JOINT.split(tidy(name)) if part]
    proper = [part for part in parts if fold(part) not in _GENERIC]
    named = (part for fits in (_names_host, _suits_host) for part in proper if fits(part, host))
    best = next(named, next(iter(proper), ""))
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
    """Whether words are the host's name, or their initials are: "Harbour Evening News" at hen.example."""
    plain = _plain(words)
    initials = "".join(word[0] for word in _WORDS.findall(fold(words)))
    return bool(plain) and not {plain, initials}.isdisjoint(_labels(host))


def _suits_host(words: str, host: str) -> bool:
    """Whether the host is named by the first or the last of the words, or has all of them and more."""
    found = [_plain(word) for word in _WORDS.findall(fold(words))]
    runs = {"".join(found[:end]) for end in range(1, len(found))}
    runs |= {"".join(found[start:]) for start in range(1, len(found))}
    plain, labels = "".join(found), _labels(host)
    begins = len(plain) >= _LEAST_BEGINNING and any(label.startswith(plain) for label in labels)
    return begins or not runs.isdisjoint(labels)


def _labels(host: str) -> frozenset[str]:
    labels = (host, *host.split(".")[:-1])
    return frozenset(_plain(label) for label in labels if len(label) > 2)


def _plain(words: str) -> str:
    return _PLAIN.sub("", fold(words))
