"""Where addresses of stories lead that ended: for hosts of static files, each in its own language.

Decides that a story whose reports are all in one other leads there for good (301), that one of which nothing
is left is gone (410), its earlier revisions with it, and that one whose reports went to several keeps its
page, which shows the way to each.

``_redirects`` is read by Netlify, Cloudflare Pages and GitLab Pages, which know no 410; ``.htaccess`` by
Apache and LiteSpeed; ``redirects.map`` is for nginx: ``map $uri $dateline { include redirects.map; }``, then
``if ($dateline = gone) { return 410; }`` and ``if ($dateline) { return 301 $dateline; }``. On other hosts the
page at the old address leads on. All names are made of ids: no file can be written into.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dateline.core.site import File
from dateline.stages.publish import addresses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.core.site import Edition

GONE = "gone"


@dataclass(frozen=True, slots=True)
class Moved:
    """An address of a story that ended, and where it leads: "" for nowhere any more."""

    was: str
    to: str


def moved(led: Mapping[str, tuple[str, ...]], edition: Edition) -> tuple[Moved, ...]:
    """The redirections of ended stories. ``led`` are the stories that each address leads to."""
    base = urlsplit(edition.base_url).path.rstrip("/")
    found = []
    for story, heirs in sorted(led.items()):
        if story not in heirs and len(heirs) <= 1:
            to = f"{base}/{addresses.story(heirs[0]).folder}" if heirs else ""
            found.append(Moved(f"{base}/{addresses.story(story).folder}", to))
            if not heirs:
                found.append(Moved(f"{base}/{addresses.revisions(story).folder}", ""))
    return tuple(found)


def files(led: Mapping[str, tuple[str, ...]], edition: Edition) -> Iterator[File]:
    """The redirections for each kind of host; the same files where there are none."""
    known = moved(led, edition)
    base = urlsplit(edition.base_url).path.rstrip("/")
    yield _file("_redirects", [f"{one.was}* {one.to} 301" for one in known if one.to])
    settled = (f"ErrorDocument 404 {base}/404.html", "AddType application/link-format .link")
    yield _file(".htaccess", [*settled, *(_apache(one) for one in known)])
    yield _file("redirects.map", [f"{one.was} {one.to or GONE};" for one in known])


def _apache(one: Moved) -> str:
    pattern = f'"^{one.was.replace(".", chr(92) + ".")}"'
    return f'RedirectMatch 301 {pattern} "{one.to}"' if one.to else f"RedirectMatch 410 {pattern}"


def _file(path: str, lines: list[str]) -> File:
    return File(path=path, content="".join(f"{line}\n" for line in lines).encode())
