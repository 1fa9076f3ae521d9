"""Payloads in what machines read: feeds, lists of sources, sitemaps, drawings, data, cards, names of files.

What a feed carries as HTML is held to what a browser would make of it: another reader shows it without any
policy of ours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from tests.browser import poison
from tests.browser.editions import Built, write
from tests.browser.kinds import files
from tests.edition import Issue

QUICK = 40
#: Where a feed or a list may lead its reader.
SAFE = re.compile(r"(https?://[^\s]+|mailto:[^\s]+|urn:[^\s]+|tag:[^\s]+|data:,|[^\s:]*([/?#][^\s]*)?)")
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
#: Hidden files that servers and crawlers know by these names.
_KNOWN = {".htaccess", ".well-known"}
#: Names that Windows keeps for its devices, whatever their ending.
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_XML = (".xml", ".svg", ".opml")


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    given = poison.payloads()
    root = tmp_path_factory.mktemp("poisoned")
    write(poison.issue([*poison.spread(QUICK, given)], given), root)
    return root


def made(path: Path) -> set[tuple[str, str]]:
    """The elements of an XML file, each with each of its attributes. Raises where it is not well-formed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    tree = etree.parse(path, parser)
    assert tree.docinfo.internalDTD is None, path
    found = set()
    for node in tree.iter():
        assert isinstance(node.tag, str), f"{path}: a comment or an instruction: {node}"
        found |= {(node.tag, ""), *((node.tag, str(name)) for name in node.attrib)}
    return found


def instructions(path: Path) -> list[str]:
    """What stands beside the root of an XML file: instructions to whoever shows it."""
    tree = etree.parse(path)
    return [str(one) for one in tree.xpath("/processing-instruction()")]


def carried(path: Path) -> Iterator[str]:
    """The HTML that a feed carries for its reader to show."""
    if path.suffix == ".json":
        held = json.loads(path.read_text("utf-8"))
        items = held.get("items", ()) if isinstance(held, dict) else ()
        yield from (item["content_html"] for item in items if "content_html" in item)
        return
    for node in etree.parse(path).iter():
        name = etree.QName(node).localname if isinstance(node.tag, str) else ""
        if name in ("description", "encoded") or node.get("type") == "html":
            yield node.text or ""


def dangers(text: str) -> list[str]:
    """What of a piece of HTML would do something."""
    if not text.strip():
        return []
    found = []
    for node in html.fragment_fromstring(text, create_parent="div").iter():
        tag = node.tag if isinstance(node.tag, str) else "comment"
        if tag in ("script", "style", "iframe", "object", "embed", "form", "svg", "math", "link", "meta",
                   "base",
                   "comment", "img", "video", "audio", "input", "template"):  # fmt: skip
            found.append(tag)
        found += [name for name in node.attrib if name.startswith("on") or name in ("style", "srcdoc")]
        links = [value for name, value in node.attrib.items() if name in ("href", "src", "cite")]
        found += [value for value in links if not SAFE.fullmatch(value)]
    return found


def test_xml_is_made_of_what_we_write(poisoned: Path, sites: Built) -> None:
    for ending in _XML:
        known = {
            pair
            for site in ("invented", "sample", "scripts")
            for path in files(sites.root / site, ending)
            for pair in made(sites.root / site / path)
        }
        for path in files(poisoned, ending):
            assert made(poisoned / path) <= known, path
            assert not [one for one in instructions(poisoned / path) if "xml-stylesheet" in one], path


def test_no_address_in_xml_does_anything(poisoned: Path) -> None:
    for path in files(poisoned, *_XML):
        for node in etree.parse(poisoned / path).iter():
            for name, value in node.attrib.items():
                if str(name).endswith(("href", "src", "url", "Url", "uri")):
                    assert SAFE.fullmatch(value), (path, name, value)
            if (
                isinstance(node.tag, str)
                and not len(node)
                and etree.QName(node).localname
                in (
                    "link",
                    "loc",
                    "guid",
                    "id",
                    "url",
                )
            ):
                assert SAFE.fullmatch(node.text or ""), (path, node.tag, node.text)


def test_what_a_feed_carries_does_nothing(poisoned: Path) -> None:
    told = 0
    for path in files(poisoned, *_XML, ".json"):
        for text in carried(poisoned / path):
            told += 1
            assert dangers(text) == [], (path, text)
    assert told


def test_data_stays_data(poisoned: Path) -> None:
    """JSON is read back whole; in a page it ends where its element ends."""
    for path in files(poisoned, ".json", ".geojson"):
        json.loads((poisoned / path).read_text("utf-8"))
    blocks = 0
    for path in files(poisoned, ".html"):
        text = (poisoned / path).read_text("utf-8")
        for block in re.findall(
            r'<script type="application/(?:ld\+)?json"[^>]*>(.*?)</script', text, re.DOTALL
        ):
            blocks += 1
            json.loads(block)
            assert not set("<>&\u2028\u2029") & set(block), path
    assert blocks


def addresses(held: Any) -> Iterator[str]:
    """Every address in structured data."""
    if isinstance(held, dict):
        for name, value in held.items():
            if name in ("url", "@id", "sameAs", "license", "item", "image", "logo") and isinstance(
                value, str
            ):
                yield value
            yield from addresses(value)
    elif isinstance(held, list):
        for value in held:
            yield from addresses(value)


def test_structured_data_leads_to_pages_alone(poisoned: Path) -> None:
    for path in files(poisoned, ".html"):
        text = (poisoned / path).read_text("utf-8")
        for block in re.findall(r'<script type="application/ld\+json"[^>]*>(.*?)</script', text, re.DOTALL):
            for address in addresses(json.loads(block)):
                assert not re.match(r"\s*(javascript|data|vbscript|file|blob):", address, re.IGNORECASE), (
                    address
                )


def test_cards_carry_their_picture_alone(poisoned: Path) -> None:
    for path in files(poisoned, ".png"):
        content = (poisoned / path).read_bytes()
        assert content.startswith(b"\x89PNG\r\n\x1a\n")
        at, chunks = 8, []
        while at < len(content):
            size = int.from_bytes(content[at : at + 4])
            chunks.append(content[at + 4 : at + 8])
            at += size + 12
        assert at == len(content), path
        assert set(chunks) <= {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"pHYs", b"gAMA", b"sRGB"}, path


# --- names of files -----------------------------------------------------------------------


def bad_names(folder: Path) -> list[str]:
    """Names that some file system, server or shell would take for another, or refuse."""
    found = []
    seen: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        parts = name.split("/")
        fine = all(
            part in _KNOWN or (_NAME.fullmatch(part) and not _DEVICES.fullmatch(part) and len(part) <= 100)
            for part in parts
        )
        if not fine or len(name) > 200 or any(part.endswith(".") for part in parts):
            found.append(name)
        if seen.setdefault(name.lower(), name) != name:
            found.append(f"{name} and {seen[name.lower()]}")
    return found


#: Ids as reports bring them: `story` and `theme` are taken as they are given.
IDS = ("../../etc/passwd", "a/b", "a\\b", "a\0b", "x" * 5000, "Ж", "história", "CON", "nul", "con.txt",
       "A", "a", "ａ", ".", "..", "", " ", "-rf", "a b", "a%2fb", "a?b#c", "index.html", "é", "e\u0301",
       "\u202e", "\ud800", "İ", "i", "COM1", "lpt9.html", "~", "$(id)", "`id`", "a:b", "a*", "a.", "a ",
       "\n", "..%2f")  # fmt: skip


def with_ids(ids: tuple[str, ...]) -> Issue:
    """The library's story once for each id, in a theme of that id too, with a report of that id."""
    from dataclasses import replace

    from tests import newsroom

    first, report = newsroom.LIBRARY_PAGE, newsroom.LIBRARY
    names = [name for name in dict.fromkeys(ids) if name]
    spans = {name: newsroom.span(replace(report, id=name), report.text) for name in names}
    pages = tuple(
        replace(
            first,
            story=name,
            theme=name,
            headline=replace(first.headline, evidence=(spans[name],)),
            summary=tuple(replace(line, evidence=(spans[name],)) for line in first.summary),
            sources=(replace(first.sources[0], report=name, origin=name, outlet=name),),
        )
        for name in names
    )
    themes = tuple(replace(newsroom.THEMES[1], id=name, name=name, stories=(name,)) for name in names)
    reports = {name: replace(report, id=name, outlet=name) for name in names}
    return replace(newsroom.ISSUE, pages=pages, themes=themes, reports=reports, facts={})


def test_files_are_named_by_ids_alone_whatever_ids_reports_bring(tmp_path: Path) -> None:
    storable = tuple(name for name in IDS if "\0" not in name and "\ud800" not in name)
    write(with_ids(storable), tmp_path / "site")
    assert bad_names(tmp_path / "site") == []
    wanted = {name for name in storable if name}
    assert len(list((tmp_path / "site" / "story").iterdir())) == len(wanted)
    assert len(list((tmp_path / "site" / "theme").iterdir())) == len(wanted)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_poisoned_ids_name_no_file(poisoned: Path) -> None:
    assert bad_names(poisoned) == []


def test_sites_have_no_bad_names(sites: Built) -> None:
    assert bad_names(sites.root) == []


def test_a_bad_name_would_be_found(tmp_path: Path) -> None:
    for name in ("nul.html", "A.html", "a.html", "b c.html", "ok-1.html", "ж.html"):
        (tmp_path / name).touch()
    assert bad_names(tmp_path) == ["a.html and A.html", "b c.html", "nul.html", "ж.html"]


def test_what_does_something_would_be_found() -> None:
    assert dangers("<p>fine <a href='https://a.example/'>a</a></p>") == []
    assert dangers("<p onclick=x>x<script>x</script>") == ["onclick", "script"]
    assert dangers("<a href='javascript:x'>x</a>") == ["javascript:x"]
