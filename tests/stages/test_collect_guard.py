"""What of a feed is refused before it is parsed, and what is not: by counting, in time linear in its size."""

from __future__ import annotations

import contextlib

import pytest

from dateline.core.errors import InputError
from dateline.stages.collect.guard import (
    LARGEST,
    LONGEST_TAG,
    MOST_ENTRIES,
    MOST_MARKS,
    MOST_REFERENCES,
    guard,
    guard_size,
)
from tests.effort import effort

HEAD = "<rss version='2.0'><channel><title>T</title>"


def refused(text: str) -> str:
    with pytest.raises(InputError) as error:
        guard(text, "feed.xml")
    assert error.value.item == "feed.xml"
    assert error.value.remedy
    return error.value.reason


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('<!DOCTYPE rss [<!ENTITY a "ha">]>' + HEAD, "declares XML entities"),
        ("<!doctype rss\n[ ]>" + HEAD, "declares XML entities"),
        (HEAD + "<!ENTITY a 'ha'>", "declares XML entities"),
        (HEAD + f"<item x='{'a' * LONGEST_TAG}'/>", "tag of more than 64 KiB"),
        (HEAD + "<item " + "a='1' " * 300 + "/>", "tag of more than 200 attributes"),
        (HEAD + "<b/>" * (MOST_MARKS + 1), "more markup than its size can need"),
        (HEAD + "&amp;" * (MOST_REFERENCES + 1), "more markup than its size can need"),
        (HEAD + "<![CDATA[x]]>" * (MOST_MARKS + 1), "more markup than its size can need"),
        (HEAD + "".join(f"<a xmlns:a{n}='u'/>" for n in range(300)), "more markup than its size can need"),
        (HEAD + "<item/>" * (MOST_ENTRIES + 1), "more than 5000 entries"),
        (HEAD + "<atom:entry>" * (MOST_ENTRIES + 1), "more than 5000 entries"),
    ],
)
def test_what_costs_more_than_it_can_be_worth_is_refused(text: str, words: str) -> None:
    assert words in refused(text)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "<item/>" * MOST_ENTRIES,
        HEAD + "<div xmlns='http://www.w3.org/1999/xhtml' xmlns:x='u'/>" * 5_000,
        HEAD + f"<item><description><![CDATA[{'<p>word</p>' * MOST_MARKS}]]></description></item>",
        HEAD + f"<item><description><![CDATA[{'&amp;' * MOST_REFERENCES * 2}]]></description></item>",
        HEAD + f"<item><description>{'word ' * 1_000_000}</description></item>",
        '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/rss.dtd">' + HEAD,
        HEAD + f"<item x='{'a=' * 30_000}'/>",
        "",
    ],
)
def test_what_is_only_large_is_not(text: str) -> None:
    guard(text, "feed.xml")


@pytest.mark.parametrize("flood", ["<!DOCTYPE ", "<![CDATA[", "<!ENTIT", "<item", "<a:", "<", "]]>", "&"])
def test_a_flood_is_counted_in_time(flood: str) -> None:
    text = flood * (LARGEST // len(flood))
    with effort() as spent, contextlib.suppress(InputError):
        guard(text, "feed.xml")
    assert spent.seconds < 2


def test_ten_mebibytes_are_the_most() -> None:
    guard_size(b" " * LARGEST, "feed.xml")
    with pytest.raises(InputError, match="more than 10 MiB"):
        guard_size(b" " * (LARGEST + 1), "feed.xml")
