"""Links: every address and fragment of the site's own leads somewhere, and to no other host unasked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree

from tests.browser.editions import SITES, Built
from tests.browser.kinds import files

#: What a browser fetches without being asked.
FETCHED = {
    *(("script", "src"), ("img", "src"), ("img", "srcset"), ("source", "src"), ("source", "srcset")),
    *(("iframe", "src"), ("video", "src"), ("video", "poster"), ("audio", "src"), ("embed", "src")),
    *(("object", "data"), ("track", "src"), ("input", "src"), ("body", "background"), ("image", "href")),
    *(("use", "href"), ("image", "xlink:href"), ("use", "xlink:href"), ("feimage", "href")),
}
#: Of these relations of a link the browser fetches the target.
LOADED = {"stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "modulepreload",
          "manifest", "apple-touch-icon", "prerender", "mask-icon"}  # fmt: skip
#: Addresses that the server alone answers: a static site has no file there.
SERVED = re.compile(r"/?(api/|healthz|metrics|follow/|search/feed)")
_CSS = re.compile(r"url\(\s*['\"]?([^'\")]*)|@import\s+['\"]([^'\"]+)")


@dataclass
class Read(HTMLParser):
    """What a page points to, fetches, and can be pointed at."""

    ids: set[str] = field(default_factory=set)
    twice: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    names: list[tuple[str, str]] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        if name := held.get("id"):
            (self.twice.append if name in self.ids else self.ids.add)(name)
        relations = set(held.get("rel", "").lower().split())
        for name, value in held.items():
            if name in ("href", "action", "cite", "formaction") and not (
                tag == "link" and relations & LOADED
            ):
                self.links.append(value)
            if (tag, name) in FETCHED or (tag == "link" and name == "href" and relations & LOADED):
                self.fetched.append(value)
            if name in (
                "aria-labelledby",
                "aria-describedby",
                "aria-controls",
                "for",
                "popovertarget",
                "headers",
            ):
                self.names += ((name, part) for part in value.split())
            if name == "style":
                self.styles.append(value)


@cache
def read(path: Path) -> Read:
    found = Read()
    found.feed(path.read_text("utf-8"))
    found.close()
    return found


def target(path: str, href: str) -> tuple[str, str] | None:
    """The file of the site that a link names, and the place in it; None where it leads out of the site."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return None
    way = unquote(parts.path)
    found = normpath(join("/", dirname(path), way)).lstrip("/") if way else path
    found = join(found, "index.html") if way.endswith(("/", "..", ".")) or not found else found
    return normpath(found), unquote(parts.fragment.partition(":~:")[0])


def broken(site: Path) -> Iterator[tuple[str, str]]:
    """Links within the site that lead nowhere, with the page that they stand on."""
    for path in files(site, ".html"):
        for href in (*read(site / path).links, *read(site / path).fetched):
            found = target(path, href)
            if found is None or SERVED.match(found[0]):
                continue
            there = (site / found[0]).is_file()
            page = there and found[1] and found[0].endswith(".html")
            if not there or (page and found[1] not in read(site / found[0]).ids):
                yield path, href


@pytest.mark.parametrize("site", SITES)
def test_every_link_within_the_site_leads_somewhere(sites: Built, site: str) -> None:
    assert sorted(set(broken(sites.root / site)))[:20] == []


@pytest.mark.parametrize("site", SITES)
def test_every_page_can_be_reached_from_the_front_page(sites: Built, site: str) -> None:
    folder = sites.root / site
    seen, waiting = {"index.html"}, ["index.html"]
    while waiting:
        path = waiting.pop()
        for href in read(folder / path).links:
            found = target(path, href)
            if found and found[0] not in seen and (folder / found[0]).is_file():
                seen.add(found[0])
                waiting += [found[0]] if found[0].endswith(".html") else []
    assert {path for path in files(folder, ".html") if path != "404.html"} - seen == set()


@pytest.mark.parametrize("site", SITES)
def test_ids_are_single_and_what_is_named_is_there(sites: Built, site: str) -> None:
    troubles: dict[str, list[str]] = defaultdict(list)
    for path in files(sites.root / site, ".html"):
        found = read(sites.root / site / path)
        troubles[path] += [f"twice: {name}" for name in found.twice]
        troubles[path] += [f"{name}={part}" for name, part in found.names if part not in found.ids]
    assert {path: told for path, told in troubles.items() if told} == {}


@pytest.mark.parametrize("site", SITES)
def test_no_page_fetches_from_another_host(sites: Built, site: str) -> None:
    outward = [
        (path, address)
        for path in files(sites.root / site, ".html")
        for address in read(sites.root / site / path).fetched
        if urlsplit(address).netloc or urlsplit(address).scheme not in ("", "data")
    ]
    assert outward == []


@pytest.mark.parametrize("site", SITES)
def test_no_style_or_drawing_fetches_from_another_host(sites: Built, site: str) -> None:
    folder = sites.root / site
    for path in files(folder, ".css"):
        for found in _CSS.findall((folder / path).read_text("utf-8")):
            assert not any(address and not address.startswith(("#", "data:")) for address in found), (
                path,
                found,
            )
    for path in files(folder, ".svg"):
        for node in etree.parse(folder / path).iter():
            for name, value in node.attrib.items():
                assert not (name.endswith("href") and urlsplit(value).netloc), (path, name, value)


@pytest.mark.parametrize("site", SITES)
def test_nothing_is_styled_or_run_from_within_a_page(sites: Built, site: str) -> None:
    for path in files(sites.root / site, ".html"):
        text = (sites.root / site / path).read_text("utf-8")
        assert read(sites.root / site / path).styles == [], path
        assert not re.search(r"<style|<script(?![^>]*(?: src=|application/(?:ld\+)?json))", text), path
        assert not re.search(r"<[a-z][^>]* on[a-z]+=", text), path


def test_scripts_name_no_other_host(sites: Built) -> None:
    for path in files(sites.root / "invented" / "assets", ".js"):
        text = (sites.root / "invented" / "assets" / path).read_text("utf-8")
        assert set(re.findall(r"https?://[^\s\"'`)]+", text)) <= {"http://www.w3.org/2000/svg"}, path


def test_a_broken_link_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "index.html").write_text('<p id="here"><a href="a/#b">x</a><a href="#there">x</a>')
    (tmp_path / "a" / "index.html").write_text(
        '<p id="b"><a href="../">x</a><img src="no.png"><a href="../#here">'
    )
    assert list(broken(tmp_path)) == [("a/index.html", "no.png"), ("index.html", "#there")]
