"""The public list of sources: valid OPML that our own reader takes back, with nothing of the operator's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dateline.core.sources import Outline, SourceList
from dateline.stages.collect.lists import sources_of
from dateline.stages.collect.opml import read_opml
from dateline.stages.publish.machines.opml import opml
from tests.stages.shelves import LOCAL, PUBLIC

GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).parent.parent / "schemas" / "opml.rng"))
FEED = "https://watt-anzeiger.example/feed.xml"


def outline(*children: Outline, **attributes: str) -> Outline:
    return Outline(attributes=tuple(attributes.items()), children=children)


def feed(text: str = "Watt-Anzeiger", address: str = FEED, **more: str) -> Outline:
    return outline(text=text, type="rss", xmlUrl=address, **more)


def written(*outlines: Outline) -> bytes:
    content = opml(SourceList(outlines=outlines), PUBLIC)
    GRAMMAR.validate(etree.fromstring(content))
    assert list(GRAMMAR.error_log) == []
    return content


def outlines(content: bytes) -> list[dict[str, str]]:
    return [dict(element.attrib) for element in ET.fromstring(content).iter("outline")]


def test_the_list_can_be_imported_again() -> None:
    content = written(
        outline(feed(htmlUrl="https://watt-anzeiger.example/", language="de"), text="Küste"),
        feed("Radio", "https://radio-siel.example/rss?a=1&b=2"),
    )
    found = sources_of(read_opml(content))
    assert [(one.address, one.title, one.folders, one.language) for one in found] == [
        (FEED, "Watt-Anzeiger", ("Küste",), "de"),
        ("https://radio-siel.example/rss?a=1&b=2", "Radio", (), ""),
    ]


@pytest.mark.parametrize("held", [(), (outline(text="Mine"),), (feed(address="file:///home/anna/feed.xml"),)])
def test_a_list_with_nothing_for_everybody_says_so_and_is_read_as_empty(held: tuple[Outline, ...]) -> None:
    content = written(*held)
    assert outlines(content) == [{"text": "No feed is read as yet.", "isComment": "true"}]
    assert list(sources_of(read_opml(content))) == []


def test_it_says_whose_list_it_is() -> None:
    head = ET.fromstring(written()).find("head")
    assert head is not None
    assert head.findtext("title") == "Sources of Küste"
    assert head.findtext("ownerId") == "https://kueste.example"
    assert ET.fromstring(opml(SourceList(), LOCAL)).find("head/ownerId") is None


def test_what_is_the_operator_s_own_is_not_told() -> None:
    secret = {"dateline:contract": "Deal 7", "note": "ask Antje", "category": "/internal"}
    content = written(Outline(attributes=(*feed().attributes, *secret.items())))
    assert outlines(content) == [{"text": "Watt-Anzeiger", "type": "rss", "xmlUrl": FEED}]
    assert not any(word in content for word in (b"Deal 7", b"Antje", b"internal"))


@pytest.mark.parametrize(
    "address",
    [
        "https://user:secret@news.example/feed",
        "file:///home/desk/reports.jsonl",
        "/home/desk/reports.jsonl",
        "javascript:alert(1)",
        "",
    ],
)
def test_an_address_that_is_not_for_everybody_is_left_out(address: str) -> None:
    content = written(feed(address=address), outline(feed(address=address), text="Folder"), feed("Open"))
    assert [held["text"] for held in outlines(content)] == ["Open"]


@pytest.mark.parametrize(("kind", "named"), [("feed", "xmlUrl"), ("sitemap", "url"), ("page", "url")])
def test_what_is_no_feed_is_linked(kind: str, named: str) -> None:
    one = Outline(attributes=(("text", "x"), ("url", FEED), ("dateline:kind", kind)))
    assert outlines(written(one))[0][named] == FEED


def test_what_is_commented_out_and_what_stands_beneath_is_left_out() -> None:
    (comment,) = outlines(written(outline(feed(), text="Old", isComment="true")))
    assert comment["text"] == "No feed is read as yet."


def test_a_folder_without_a_name_leaves_its_sources_in_place() -> None:
    content = written(outline(feed("One"), feed("Two")), feed("Three"))
    assert [held["text"] for held in outlines(content)] == ["One", "Two", "Three"]


def test_a_source_that_holds_sources_keeps_them() -> None:
    parent = replace(feed("Paper"), children=(feed("Sport", "https://paper.example/sport"),))
    element = ET.fromstring(written(parent)).find("body/outline/outline")
    assert element is not None
    assert element.get("text") == "Sport"


def test_names_of_attributes_are_known_in_any_case() -> None:
    one = Outline(attributes=(("TEXT", "x"), ("xmlurl", FEED)))
    assert outlines(written(one)) == [{"text": "x", "type": "rss", "xmlUrl": FEED}]


def test_a_source_without_a_name_is_called_by_its_address() -> None:
    assert outlines(written(Outline(attributes=(("xmlUrl", FEED),))))[0]["text"] == FEED


WORDS = st.text(max_size=15)
TREES = st.recursive(
    st.builds(feed, WORDS, WORDS | st.just(FEED)),
    lambda inner: st.builds(
        lambda text, children: outline(*children, text=text), WORDS, st.lists(inner, max_size=3)
    ),
    max_leaves=10,
)


@settings(max_examples=40, deadline=None)
@given(st.lists(TREES, max_size=4))
def test_any_list_is_valid_and_can_be_read(trees: list[Outline]) -> None:
    found = sources_of(read_opml(written(*trees)))
    assert {one.address for one in found} <= {FEED}
