"""What every answer says beside its body: how long it may be kept, who may show it, what a browser may load.

A table by kind of file; nothing here depends on who asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.app.serving import Serving

#: Of every answer. No page of ours is shown in a frame, opens another's window, or wants a sensor.
SECURITY: tuple[tuple[str, str], ...] = (
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "strict-origin-when-cross-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("x-frame-options", "DENY"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
#: What is no page loads nothing at all, should a browser take it for one.
BARE = "default-src 'none'; frame-ancestors 'none'; sandbox"

#: Media types by the end of a path, in the order in which they are tried: type, kind of request, seconds.
_KINDS: tuple[tuple[str, str, str, int], ...] = (
    ("feed.xml", "application/rss+xml; charset=utf-8", "feed", 300),
    ("atom.xml", "application/atom+xml; charset=utf-8", "feed", 300),
    ("feed.json", "application/feed+json", "feed", 300),
    (".opml", "text/x-opml; charset=utf-8", "feed", 300),
    (".html", "text/html; charset=utf-8", "page", 30),
    (".xml", "application/xml; charset=utf-8", "data", 300),
    ("annotations.json", "application/ld+json", "data", 30),
    (".geojson", "application/geo+json", "data", 30),
    (".json", "application/json", "data", 30),
    (".jsonl", "application/jsonl", "data", 30),
    (".csv", "text/csv; charset=utf-8", "data", 30),
    (".css", "text/css; charset=utf-8", "asset", 300),
    (".js", "text/javascript; charset=utf-8", "asset", 300),
    (".svg", "image/svg+xml", "asset", 300),
    (".png", "image/png", "asset", 300),
    (".ico", "image/x-icon", "asset", 300),
    (".woff2", "font/woff2", "asset", 300),
    (".webmanifest", "application/manifest+json", "asset", 300),
    (".txt", "text/plain; charset=utf-8", "data", 300),
    (".link", "application/link-format", "data", 30),
    ("_redirects", "text/plain; charset=utf-8", "data", 300),
)
_UNKNOWN = ("", "application/octet-stream", "data", 300)


def kind_of(path: str) -> tuple[str, str, int]:
    """The media type of a file, the kind of request that asks for it, and for how many seconds it is good."""
    found = next((kind for kind in _KINDS if path.endswith(kind[0])), _UNKNOWN)
    return found[1:]


def headers_of(path: str, serving: Serving) -> list[tuple[str, str]]:
    """The headers of a file of the site."""
    _, kind, age = kind_of(path)
    told = [*SECURITY, ("cache-control", f"public, max-age={age}")]
    told.append(("content-security-policy", serving.policy if kind == "page" else BARE))
    if kind == "page":
        # By these the script of a page knows what its host can do: the page itself is the static site's.
        told.append(("server-timing", ", ".join(f"{sign};desc=served" for sign in serving.signs)))
    elif serving.options.origins:
        told.append(("access-control-allow-origin", serving.options.origins))
    if kind == "feed":
        told += [
            ("link", f'<{target}>; rel="{relation}"') for relation, target in serving.links(path).items()
        ]
    return told
