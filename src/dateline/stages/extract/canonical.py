"""One address for one article, whatever its link looked like.

Decides which parts of a URL say what the page is, and which only how the reader came to it. The
identity is for comparing and naming; it is never fetched or printed.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

#: Query parameters that tell where a reader came from (campaigns, clicks, shares, AMP).
_TRACKING = re.compile(
    r"utm_\w+|(?:fb|g|dc|ms|tw|y|wbra|gbra)clid|gclid|gclsrc|mc_[ce]id|_ga|_gl|igshid|igsh|at_\w+|ns_\w+"
    r"|cmpid?|icid|ito|ocid|ref|ref_?src|ref_?url|referr?er|rss|partner|smid|smtyp|spm|sr_share|share|shared"
    r"|amp|outputtype|xtor|wt_\w+|wtmc|ftag|guccounter|guce_\w+|taid|traffic_source|__twitter_impression",
    re.IGNORECASE,
)
_MOBILE = re.compile(r"^(?:(?:www\d?|m|mobile|amp)\.)+(?=[^.]+\.[^.]+)")
_AMP_PATH = re.compile(r"/amp(?=/|$)|\.amp(?=\.html?$|$)", re.IGNORECASE)
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
#: The Internet Archive's address of a copy: a stamp, then the address of the original.
_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/(?=https?://)")


def original(url: str) -> str:
    """The address of the page that an archived copy is of; any other address as it is."""
    return _ARCHIVED.sub("", url.strip())


def identity(url: str) -> str:
    """The address without scheme, ``www.``, mobile and AMP forms, tracking, fragment, last slash.

    An address that cannot be taken apart is its own identity. Idempotent.
    """
    try:
        parts = urlsplit(original(url))
        host = (parts.hostname or "").rstrip(".")
        port = parts.port
    except ValueError:
        return url.strip()
    if parts.scheme not in ("http", "https") or not host:
        return url.strip()
    host = _MOBILE.sub("", host.lower())
    if port not in (None, 80, 443):
        host = f"{host}:{port}"
    path = parts.path
    while (shorter := _shortened(path)) != path:
        path = shorter
    kept = [
        pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0])
    ]
    return urlunsplit(("https", host, path, urlencode(sorted(kept)), ""))


def _shortened(path: str) -> str:
    """A path without one more of the forms that say nothing: AMP, index pages, needless slashes."""
    path = re.sub(r"/{2,}", "/", path).rstrip("/")
    return _INDEX.sub("", _AMP_PATH.sub("", path))


def host_of(url: str) -> str:
    """The host without ``www.``; empty where there is none."""
    try:
        host = urlsplit(original(url)).hostname or ""
    except ValueError:
        return ""
    return re.sub(r"^www\d?\.", "", host.lower())


def canonical_of(given: str, url: str) -> str:
    """The page's own canonical address, absolute, where it can be believed; else empty.

    It is not believed where it leads to another site, or from an article to a front page: both are
    slips of a template that would make many articles one.
    """
    if not given.strip():
        return ""
    try:
        absolute = urljoin(url, given.strip())
        parts = urlsplit(absolute)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    if not url:
        return absolute
    front = not parts.path.strip("/") and not parts.query
    return absolute if _same_site(absolute, url) and not (front and urlsplit(url).path.strip("/")) else ""


def _same_site(one: str, other: str) -> bool:
    """Whether two addresses share the end of their host: ``amp.news.example`` and ``news.example``."""
    first, second = host_of(one).split("."), host_of(other).split(".")
    return first[-2:] == second[-2:]
