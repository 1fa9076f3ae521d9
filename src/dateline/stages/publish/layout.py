"""One HTML file of the site: what every page has, whatever it shows.

Decides what stands in the head and around the text of every page: titles, canonical links, the notice, how to
reach the operator, and what a browser may load for it. What a page shows is in its own view and template.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from dateline.core.site import Edition, File
from dateline.stages.publish.links import absolute, safe_href, up
from dateline.stages.publish.render import render
from dateline.stages.publish.wording import phrase

#: What the sample edition says on every page of it.
SAMPLE = phrase("Sample edition: invented events")
#: What a page may load and whom it may ask: its own host, no inline script, no inline style (CSP Level 3).
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)
#: The same for the page that searches a static site: Pagefind is compiled to WebAssembly.
POLICY_OF_SEARCH = POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")

#: What is told of a page to those who link to it. ``card`` is the address of its picture, ``index`` whether
#: search engines may list it.
_META = {
    "kind": "website",
    "description": "",
    "published": "",
    "modified": "",
    "card": "",
    "index": True,
}


def document(template: str, path: str, title: str, edition: Edition, **values: Any) -> File:
    """One HTML file; ``root`` leads from it to the root of the site, from a folder too.

    ``values`` go into the template; they may replace what every page has (``language``: of its content;
    ``meta``, ``jsonld``, ``canonical``, ``policy``).
    """
    known = {
        "edition": edition,
        "root": up(path),
        "path": path,
        "title": title,
        "canonical": absolute(edition, path),
        "contact": contact(edition),
        "language": edition.language,
        "jsonld": "",
        "policy": POLICY,
    }
    told = values | {"meta": _META | values.get("meta", {})}
    return File(path=path, content=render(template, edition.language, **(known | told)))


def missing(edition: Edition) -> File:
    """The page that a host shows where there is none: its links hold at whatever address it is shown."""
    root = (urlsplit(edition.base_url).path.rstrip("/") if edition.base_url else "") + "/"
    spoken = {"root": root, "canonical": "", "meta": {"index": False}}
    return document("missing.html", "404.html", "404", edition, **spoken)


def contact(edition: Edition) -> str:
    """The operator's address as a link: a mail address or a page, "" for anything else."""
    given = edition.contact
    local, at, host = given.partition("@")
    if at and local and "." in host and not set(given) & set(" <>\"'\\/:?#&"):
        return f"mailto:{given}"
    return safe_href(given)
