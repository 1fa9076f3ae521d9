"""Payloads in every field that a source can fill, in a real browser: none runs, with the policy on and off.

Two nets. What a page is made of: no element, attribute or kind of address that the templates did not write.
What happens: no dialog, no script of theirs, no request for anything but the site's own files. A control page
on which the same payloads stand unescaped shows that the second net catches.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser import poison
from tests.browser.editions import Built, write
from tests.browser.kinds import kinds
from tests.browser.readers import reader
from tests.browser.serving import Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

pytestmark = pytest.mark.browser
#: How many pages are poisoned in the quick test; each holds more than a hundred payloads.
QUICK = 24
#: The kind that shows most of what sources fill: all pages of it are looked at.
STORIES = "story/*/index"
#: How many pages are shown side by side, each in a frame.
FRAMES = 12

#: Told to every frame before anything of it runs: whoever calls these is a payload.
_TRAP = """for (const name of ["alert", "confirm", "prompt", "print"]) {
  window[name] = (...given) => { window.ran_a_payload(name, String(given[0]).slice(0, 80)); };
}
addEventListener("securitypolicyviolation", broken => window.ran_a_payload("policy", broken.blockedURI));
"""

#: What a page is made of: each element with each of its attributes, and where its addresses lead.
_MADE = """() => {
  const pairs = new Set(), bad = [];
  for (const one of document.querySelectorAll("*")) {
    pairs.add(one.localName);
    for (const {name, value} of one.attributes) {
      pairs.add(`${one.localName} ${name}`);
      if (["href", "src", "action", "formaction", "data", "xlink:href", "srcset", "poster"].includes(name)) {
        let scheme = "none";
        try { scheme = new URL(value, document.baseURI).protocol; } catch { /* leads nowhere */ }
        const safe = ["http:", "https:", "mailto:"].includes(scheme) || value === "data:,";
        if (!safe) bad.push(value.slice(0, 80));
      }
      const acts = name.startsWith("on") || name === "style" || name === "srcdoc";
      if (acts) bad.push(`${name}=${value.slice(0, 80)}`);
    }
  }
  return [[...pairs], bad];
}"""


@dataclass
class Caught:
    """What ran, and what was asked for."""

    ran: list[tuple[str, str, str]]
    asked: list[str]


@pytest.fixture(scope="module")
def given() -> tuple[str, ...]:
    return poison.payloads()


def trapped(page: Page) -> Caught:
    """A page on which whatever a payload does is told."""
    caught = Caught(ran=[], asked=[])

    def heard(dialog: Dialog) -> None:
        caught.ran.append((page.url, "dialog", dialog.message))
        dialog.dismiss()

    def opened(other: Page) -> None:
        if other != page:
            caught.ran.append((other.url, "window", ""))

    page.context.expose_binding(
        "ran_a_payload", lambda source, name, words: caught.ran.append((source["frame"].url, name, words))
    )
    page.context.add_init_script(_TRAP)
    page.on("dialog", heard)
    page.on("pageerror", lambda error: caught.ran.append((page.url, "script", str(error))))
    page.context.on("page", opened)
    page.context.on("request", lambda request: caught.asked.append(request.url))
    return caught


def framed(page: Page, served: Served, paths: Sequence[str]) -> Iterator[None]:
    """Goes to pages of our own that show many others in frames, until all were shown."""
    for first in range(0, len(paths), FRAMES):
        frames = "".join(
            f'<iframe src="/{html.escape(path)}"></iframe>' for path in paths[first : first + FRAMES]
        )
        served.own["/frames.html"] = f"<!doctype html><title>frames</title>{frames}"
        page.goto(served.at("frames.html"), wait_until="load")
        yield


@pytest.fixture(scope="module")
def benign(browser: Browser, served: Served, sites: Built) -> frozenset[str]:
    """What pages are made of where nobody means harm."""
    pairs: set[str] = set()
    with reader(browser) as page:
        for _ in framed(page, served, list(sites.paths())):
            pairs.update(pair for frame in page.frames[1:] for pair in frame.evaluate(_MADE)[0])
    return frozenset(pairs)


def strangers(page: Page, benign: frozenset[str]) -> list[Any]:
    """What no template wrote, in any frame of the page that shows HTML."""
    found: list[Any] = []
    for frame in page.frames[1:]:
        if frame.url.endswith(".html"):
            pairs, bad = frame.evaluate(_MADE)
            found += [(frame.url, one) for one in {*pairs} - benign] + [(frame.url, one) for one in bad]
    return found


def judged(browser: Browser, root: Path, benign: frozenset[str], *, bare: bool, most: int) -> None:
    """Look at every story of a poisoned site, and at so many files of each other kind."""
    found = kinds(root, ".html", ".svg", ".xml", ".opml").items()
    chosen = (paths if name.startswith(STORIES) else paths[:most] for name, paths in found)
    paths = [path for some in chosen for path in some]
    with Served(root, bare=bare) as served, reader(browser) as page:
        caught = trapped(page)
        strange: list[Any] = []
        for _ in framed(page, served, paths):
            strange += strangers(page, benign)
        page.wait_for_timeout(300)
        missing = [path for path in served.asked if served.content(path) is None and path != "/favicon.ico"]
        outward = [url for url in caught.asked if not url.startswith((served.origin, "data:,"))]
    assert strange[:5] == []
    assert caught.ran == []
    assert outward == []
    assert missing == []


@pytest.fixture(scope="module")
def quick(tmp_path_factory: pytest.TempPathFactory, given: tuple[str, ...]) -> Path:
    """A poisoned site of a few dozen pages."""
    root = tmp_path_factory.mktemp("poisoned")
    write(poison.issue([*poison.spread(QUICK, given)], given), root)
    return root


@pytest.mark.parametrize("bare", [False, True], ids=["policy", "no-policy"])
def test_nothing_of_a_source_runs(browser: Browser, quick: Path, benign: frozenset[str], bare: bool) -> None:
    judged(browser, quick, benign, bare=bare, most=3)


@pytest.mark.slow
@pytest.mark.parametrize("bare", [False, True], ids=["policy", "no-policy"])
@pytest.mark.parametrize("part", range(8))
def test_no_payload_runs_in_any_field(
    browser: Browser, tmp_path: Path, benign: frozenset[str], given: tuple[str, ...], part: int, bare: bool
) -> None:
    """Page ``n`` has payload ``n`` in its first field, ``n + 1`` in its second …: all of them in each."""
    write(poison.issue(range(part, len(given), 8), given), tmp_path)
    judged(browser, tmp_path, benign, bare=bare, most=len(given))


def test_the_same_payloads_run_where_nothing_escapes_them(
    browser: Browser, tmp_path: Path, given: tuple[str, ...]
) -> None:
    """The control: raw in a page each. Many do nothing in a browser of today; what does, is seen."""
    plain = [one for one in given if "alert(" in one and ("<script>" in one or "onerror=" in one)]
    some = (*poison.FEW, *plain[:: max(1, len(plain) // 60)])
    for number, payload in enumerate(some):
        text = f"<!doctype html><title>raw</title><p>{payload}</p>"
        (tmp_path / f"raw-{number}.html").write_text(text, "utf-8", errors="replace")
    with Served(tmp_path, bare=True) as served, reader(browser) as page:
        caught = trapped(page)
        for _ in framed(page, served, [f"raw-{number}.html" for number in range(len(some))]):
            pass
        page.wait_for_timeout(300)
    running = {url for url, name, _ in caught.ran if name in ("alert", "confirm", "prompt", "print")}
    assert len(running) >= 10, len(running)


def test_a_template_that_forgets_to_escape_would_be_seen(
    browser: Browser, tmp_path: Path, benign: frozenset[str]
) -> None:
    for name, text in {
        "element": "<blink>x</blink>",
        "handler": '<a href="#" onclick="x()">x</a>',
        "address": '<a href="java\nscript:x">x</a>',
    }.items():
        (tmp_path / f"{name}.html").write_text(f'<html lang="en"><title>x</title><p>{text}')
    with Served(tmp_path) as served, reader(browser) as page:
        paths = sorted(path.name for path in tmp_path.iterdir())
        found = [what for _ in framed(page, served, paths) for _, what in strangers(page, benign)]
    assert "blink" in found
    assert "onclick=x()" in found
    assert any("script:" in what for what in found)
