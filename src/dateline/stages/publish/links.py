"""Which addresses may become links, and how a link points to the very words.

Decides that an address is safe to print in ``href`` (http and https alone, with a host, without
credentials) and writes text fragments (WICG URL Fragment Text Directives). Does NOT fetch anything.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit

from dateline.core.site import Edition
from dateline.core.text import count_words

#: Longer quotations are pointed to by their first and last words.
_WHOLE = 8
_ENDS = 4
#: A browser strips or rewrites these before it looks at the scheme: no honest address has them.
_ODD = re.compile(r"[\x00-\x20\x7f-\xa0\\\u200b-\u200f\u2028-\u202f\u2060\ufeff]")
#: What is encoded in a text fragment.
_MARKS = re.compile(r"[^A-Za-z0-9_.~]")
#: What stays as it is in an address; the rest is percent-encoded.
_KEPT = "!#$%&'()*+,/:;=?@[]~-._"


@lru_cache(maxsize=4096)
def safe_href(url: str) -> str:
    """The address as it may be printed in ``href``, or "" where it must not be a link."""
    url = url.strip()
    if not url or _ODD.search(url):
        return ""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        host = host if "[" in parts.netloc else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return ""
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        return ""
    netloc = f"[{host}]" if ":" in host else host
    parts = parts._replace(netloc=netloc if port is None else f"{netloc}:{port}")
    return quote(parts.geturl(), safe=_KEPT)


def text_fragment(quotation: str) -> str:
    """``:~:text=start,end`` for the words of a quotation, "" where it has none.

    Long ones are given by their first and last words, so that the link carries no article with it.
    """
    spoken = quotation.split()
    if not count_words(quotation, 1):
        return ""
    if len(spoken) <= _WHOLE:
        return ":~:text=" + _encoded(spoken)
    return f":~:text={_encoded(spoken[:_ENDS])},{_encoded(spoken[-_ENDS:])}"


def at_words(url: str, quotation: str) -> str:
    """A link to the sentence on the outlet's own page, "" where the address is not safe."""
    href, fragment = safe_href(url), text_fragment(quotation)
    if not href or not fragment:
        return href
    return href + ("" if "#" in href else "#") + fragment


def absolute(edition: Edition, path: str) -> str:
    """The address at which a page or a file of the site will be found, "" where the edition has none."""
    return f"{edition.base_url.rstrip('/')}/{path.removesuffix('index.html')}" if edition.base_url else ""


def up(path: str) -> str:
    """The way from a file of the site to its root, so that links work from a folder too."""
    return "../" * path.count("/")


def _encoded(spoken: list[str]) -> str:
    """The directive's own marks (- & ,) are encoded beside all that a URL needs encoded."""
    return "%20".join(_MARKS.sub(_percent, word) for word in spoken)


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found.group().encode("utf-8", "replace"))
