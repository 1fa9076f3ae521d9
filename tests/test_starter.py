"""The list to start with: what an operator may rely on before the first poll."""

from __future__ import annotations

from collections import Counter
from importlib import resources
from urllib.parse import urlsplit

import pytest

from dateline.core.sources import Outline, Source, SourceKind, SourceList
from dateline.stages.collect import merged, read_list, sources_of, write_opml

CONTENT = (resources.files("dateline") / "starter" / "starter.opml").read_bytes()
LISTED = read_list(CONTENT, "starter.opml").listed
SOURCES = sources_of(LISTED)


def leaves() -> list[dict[str, str]]:
    return [dict(outline.attributes) for folder in LISTED.outlines for outline in folder.children]


def test_it_is_well_formed_and_written_as_we_write() -> None:
    assert read_list(CONTENT, "starter.opml").note == ""
    assert write_opml(LISTED) == CONTENT


def test_about_forty_feeds_each_once_and_by_https() -> None:
    assert 35 <= len(SOURCES) <= 60
    assert len(SOURCES) == len(leaves())
    for source in SOURCES:
        assert source.kind is SourceKind.FEED
        assert urlsplit(source.address).scheme == "https", source
        assert urlsplit(source.site).scheme == "https", source


def test_world_regions_and_languages() -> None:
    regions = Counter(source.folders for source in SOURCES)
    assert all(len(folders) == 1 for folders in regions)
    assert {"World", "Africa", "Americas", "Asia", "Europe", "Middle East", "Oceania"} <= {
        folders[0] for folders in regions
    }
    assert min(regions.values()) >= 2
    assert len({source.language for source in SOURCES}) >= 10
    assert all(len(source.language) == 2 for source in SOURCES)


def test_agencies_and_public_broadcasters_are_among_them() -> None:
    what = Counter(leaf["description"].split(",")[0].lower() for leaf in leaves())
    assert sum(count for words, count in what.items() if "agency" in words) >= 5
    assert sum(count for words, count in what.items() if words.startswith("public")) >= 15


@pytest.mark.parametrize("leaf", leaves(), ids=lambda leaf: leaf["title"])
def test_each_says_what_it_is_on_what_terms_and_how_it_was_verified(leaf: dict[str, str]) -> None:
    named = ("type", "text", "title", "xmlUrl", "htmlUrl", "language", "description", "dateline:terms")
    assert all(leaf.get(name) for name in (*named, "dateline:verified"))
    assert leaf["type"] == "rss"
    assert leaf["text"] == leaf["title"]


def test_no_host_gives_more_than_its_share() -> None:
    hosts = Counter(urlsplit(source.address).hostname for source in SOURCES)
    assert max(hosts.values()) <= 5


def test_it_joins_a_list_without_doubling_or_losing_anything() -> None:
    own = Source(address=SOURCES[0].address.replace("https", "http"), title="Mine")
    mine = SourceList(
        outlines=(Outline(attributes=(("text", own.title), ("xmlUrl", own.address), ("note", "x"))),)
    )
    both = merged(mine, LISTED)
    assert len(sources_of(both)) == len(SOURCES)
    assert dict(both.outlines[0].attributes)["note"] == "x"
    assert merged(both, LISTED) == both
