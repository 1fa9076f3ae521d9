"""Hostile text in every field that a source can fill: each format stays what it is, and nothing runs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from dateline.core.pages import Page
from dateline.core.sources import Outline, SourceList
from dateline.core.types import Facts
from dateline.stages.publish import addresses
from dateline.stages.publish.exports import KINDS, export
from dateline.stages.publish.exports.annotations import of_story
from dateline.stages.publish.machines import feeds
from dateline.stages.publish.machines.jsonld import article, embedded
from dateline.stages.publish.machines.opml import opml
from dateline.stages.publish.story.evidence import EvidenceFile
from tests.newsroom import FACTS, FERRY_PAGE, REPORTS, place
from tests.stages.shelves import NAMED, PUBLIC, account, listed, shelf

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "hostile" / "xss.jsonl"
#: One of each kind, for where the shared set is missing.
OWN = (
    "<script>alert(1)</script>",
    "</script><svg onload=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "]]><!--",
    "javascript:alert(1)",
    "\x00\x08\x1f\ufffe",
    "\ud800 lone",
    "\u202egnp.exe\u2066",
    "=cmd|' /C calc'!A0",
    "＝1+1",
    "\r\nWARC-Type: evil\r\n",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u2028\u2029",
)
_TEXT_TAGS = {"p", "del", "ins"}
_HOT = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def payloads() -> tuple[str, ...]:
    """Our own, and of the shared set as many as a test has time for, spread over it."""
    if not SHARED.is_file():
        return OWN
    lines = SHARED.read_text("utf-8").splitlines()
    return (*OWN, *(json.loads(line)["payload"] for line in lines[:: max(1, len(lines) // 25)]))


def filled(text: str) -> Page:
    """A page with a text in every field that a source can fill."""

    page = FERRY_PAGE
    credits = tuple(
        replace(credit, title=text, outlet=text, author=text, url=text, language=text, licence=text)
        for credit in page.sources
    )
    first, last = page.revisions
    changes = tuple(replace(change, before=text, after=text) for change in last.changes)
    return replace(
        page,
        headline=replace(page.headline, text=text),
        standfirst=replace(page.headline, text=text),
        summary=tuple(replace(line, text=text) for line in page.summary),
        places=(replace(place(text, 1.0, 2.0), country=text),),
        claims=(replace(page.claims[0], speaker=text, label=text),),
        figures=tuple(replace(entry, speaker=text, outlet=text) for entry in page.figures),
        sources=credits,
        revisions=(first, replace(last, changes=changes, reason=text)),
        corrections=(replace(page.corrections[0], wrong=text, right=text, note=text),),
        language=text,
    )


def told(text: str) -> dict[str, Facts]:
    event = replace(FACTS["rferry"].events[1], actors=(text,), targets=(text,), place=text)
    return {"rferry": Facts(report="rferry", events=(event,))}


class _Tags(HTMLParser):
    """Which elements and attributes a piece of HTML has."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {tag, *(f"{tag}@{name}" for name, _ in attrs)}


def tags(html: str) -> set[str]:
    parser = _Tags()
    parser.feed(html)
    parser.close()
    return parser.found


def written(page: Page) -> dict[str, bytes]:
    sea = replace(NAMED["tsea"], name=page.headline.text)
    known = replace(shelf(), themes={"tsea": sea})
    at = addresses.story(page.story)
    listing = replace(listed(FERRY_PAGE), headline=page.headline.text, standfirst=page.headline.text,
                      outlets=(page.headline.text,), language=page.headline.text)  # fmt: skip
    files = [
        *feeds.of_story(page, at, PUBLIC),
        *feeds.all_forms(page.headline.text, addresses.theme("tsea"), [listing], known),
    ]
    return {file.path: file.content for file in files}


@pytest.mark.parametrize("text", payloads())
def test_feeds_stay_feeds_and_their_html_is_ours(text: str) -> None:
    for path, content in written(filled(text)).items():
        if path.endswith(".json"):
            html = [item["content_html"] for item in json.loads(content)["items"]]
        else:
            names = ("description", "{http://www.w3.org/2005/Atom}content")
            html = [each.text or "" for each in ET.fromstring(content).iter() if each.tag in names]
        assert {name for each in html for name in tags(each)} <= _TEXT_TAGS | {"p@lang"}
        assert b"javascript:alert(1)&lt;/link" not in content


@pytest.mark.parametrize("text", payloads())
def test_no_link_of_a_feed_leads_anywhere_but_to_the_web(text: str) -> None:
    for path, content in written(filled(text)).items():
        if path.endswith(".xml"):
            for element in ET.fromstring(content).iter():
                hrefs = [element.get("href"), element.text if element.tag == "link" else None]
                assert all(href.startswith("https://") for href in hrefs if href)


@pytest.mark.parametrize("text", payloads())
def test_structured_data_ends_no_element(text: str) -> None:
    page = filled(text)
    evidence = EvidenceFile(page, REPORTS)
    for line in page.lines:
        evidence.line(line)
    script = str(embedded(article(page, shelf(page), evidence.cards)))
    assert not set(script) & set("<>\u2028\u2029")
    json.loads(script)
    json.loads(of_story(page, evidence.cards, REPORTS, PUBLIC).content)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "parquet"])
@pytest.mark.parametrize("text", payloads())
def test_exports_stay_what_they_are(kind: str, text: str) -> None:
    content = b"".join(export(kind, PUBLIC, [account(filled(text), told(text))])).decode()
    check: Callable[[str], None] = {"csv": _table, "acled": _table, "ged": _table}.get(kind, _forms)
    check(content)
    assert (
        "javascript:" not in content or kind in ("csv", "acled", "ged") or '"uri": "javascript' not in content
    )


def _table(content: str) -> None:
    for row in csv.DictReader(io.StringIO(content, newline="")):
        assert not any(str(cell).startswith(_HOT) for cell in row.values())
        assert None not in row


def _forms(content: str) -> None:
    try:
        json.loads(content)
    except ValueError:
        for line in content.split("\n"):
            json.loads(line or "{}")


@pytest.mark.parametrize("text", payloads())
def test_parquet_holds_any_text(text: str) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", exc_type=ImportError)
    content = b"".join(export("parquet", PUBLIC, [account(filled(text), told(text))]))
    (row,) = parquet.read_table(io.BytesIO(content)).to_pylist()
    assert row["headline"] == text.encode("utf-8", "replace").decode()


@pytest.mark.parametrize("text", payloads())
def test_the_list_of_sources_stays_one(text: str) -> None:
    outlines = (
        Outline(attributes=(("text", text), ("xmlUrl", text), ("htmlUrl", text))),
        Outline(attributes=(("text", text), ("xmlUrl", "https://a.example/f"), ("htmlUrl", text))),
    )
    found = list(ET.fromstring(opml(SourceList(outlines=outlines), PUBLIC)).iter("outline"))
    addresses_ = [each.get("xmlUrl", "") for each in found] + [each.get("htmlUrl", "") for each in found]
    assert all(each.startswith(("http://", "https://")) for each in addresses_ if each)
