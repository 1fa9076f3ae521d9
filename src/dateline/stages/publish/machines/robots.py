"""What the site tells robots: everything may be read and found, and whether it may train a model.

That is reserved where the operator does not say otherwise, because the pages quote reports whose rights are
their outlets' own: the site cannot give away what it was only let to quote. Told in robots.txt by RFC 9309
and AIPREF's ``Content-Usage``, and by the TDM Reservation Protocol (W3C community report, 2024) at
``/.well-known/tdmrep.json``. Pages that a report asks not to be indexed say so themselves.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dateline.stages.publish.links import absolute
from dateline.stages.publish.machines.sitemaps import INDEX, NEWEST

if TYPE_CHECKING:
    from dateline.core.site import Edition

NAME, RESERVATION = "robots.txt", ".well-known/tdmrep.json"


def robots(edition: Edition) -> bytes:
    """robots.txt: endless answers (searches, the API) are not for crawling; the sitemaps are named."""
    base = urlsplit(edition.base_url).path.rstrip("/")
    lines = [
        "User-agent: *",
        *(["Content-Usage: train-ai=n"] if edition.reserve_mining else []),
        f"Disallow: {base}/search/?",
        f"Disallow: {base}/api/",
        f"Allow: {base}/",
    ]
    if edition.base_url:
        lines += ["", *(f"Sitemap: {absolute(edition, name)}" for name in (INDEX, NEWEST))]
    return "".join(f"{line}\n" for line in lines).encode()


def reservation(edition: Edition) -> bytes:
    """tdmrep.json: whether rights to text and data mining are reserved, for all of the site."""
    form: dict[str, str | int] = {"location": "/*", "tdm-reservation": int(edition.reserve_mining)}
    if edition.base_url and edition.reserve_mining:
        form["tdm-policy"] = absolute(edition, "methods/index.html")
    return (json.dumps([form], indent=1) + "\n").encode()
