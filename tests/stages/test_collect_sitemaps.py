"""Sitemaps: which addresses of a site are worth fetching now, and which sitemaps are worth following."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.errors import InputError
from dateline.core.ports import Fetched
from dateline.core.sources import Channel, Referral, SourceKind
from dateline.core.types import Basis, Document, Failure, MediaKind, Stamp
from dateline.stages.collect import streams, unpack
from dateline.stages.collect.sitemaps import (
    MOST_URLS,
    Listed,
    Window,
    read_sitemap,
    worth_fetching,
    worth_following,
)
from tests.effort import effort

HOST = "https://harbour.example"
HERE = f"{HOST}/sitemap.xml"
NOW = datetime(2024, 6, 10, 12, tzinfo=UTC)
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def url(path: str, lastmod: str = "", more: str = "") -> str:
    said = f"<lastmod>{lastmod}</lastmod>" if lastmod else ""
    return f"<url><loc>{HOST}{path}</loc>{said}<changefreq>daily</changefreq>{more}</url>"


def news(title: str, at: str, more: str = "") -> str:
    return (
        "<news:news><news:publication><news:name>The Harbour Post</news:name>"
        f"<news:language>en</news:language></news:publication><news:publication_date>{at}</news:publication_date>"
        f"<news:title>{title}</news:title>{more}</news:news>"
    )


def urlset(*urls: str) -> bytes:
    return f'<?xml version="1.0"?><urlset {SPACE} {NEWS}>{"".join(urls)}</urlset>'.encode()


def index(*children: tuple[str, str]) -> bytes:
    inner = "".join(
        f"<sitemap><loc>{loc}</loc>{f'<lastmod>{at}</lastmod>' if at else ''}</sitemap>"
        for loc, at in children
    )
    return f"<sitemapindex {SPACE}>{inner}</sitemapindex>".encode()


def found(content: bytes, name: str = HERE) -> list[Document | Referral | Channel | Failure]:
    return list(unpack(Fetched(location=name, content=content, at=NOW)))


def addresses(content: bytes, name: str = HERE) -> list[str]:
    return [one.url.removeprefix(HOST) for one in found(content, name) if isinstance(one, Document)]


def followed(content: bytes, name: str = HERE) -> list[str]:
    return [one.url.removeprefix(HOST) for one in found(content, name) if isinstance(one, Referral)]


def failures(content: bytes, name: str = HERE) -> list[str]:
    return [one.reason for one in found(content, name) if isinstance(one, Failure)]


# --- a sitemap ----------------------------------------------------------------------------


def test_a_news_sitemap_gives_entries_with_what_it_says_of_them() -> None:
    content = urlset(url("/a", more=news("Flood &amp; fire", "2024-06-10T08:00:00+02:00")))
    channel, entry = found(content)
    assert channel == Channel(
        kind=SourceKind.SITEMAP,
        format="news sitemap",
        title="The Harbour Post",
        site=f"{HOST}/",
        language="en",
        entries=1,
    )
    assert isinstance(entry, Document)
    assert (entry.kind, entry.url, entry.content) == (MediaKind.ENTRY, f"{HOST}/a", b"")
    hints = entry.hints
    assert (hints.title, hints.outlet, hints.language) == ("Flood & fire", "The Harbour Post", "en")
    assert hints.published is not None
    assert (hints.published.at, hints.published.zone, hints.published.basis) == (
        datetime(2024, 6, 10, 6, tzinfo=UTC),
        "+02:00",
        Basis.FEED,
    )
    assert (hints.guid, hints.feed) == (f"{HOST}/a", HERE)
    assert hints.fetched is not None
    assert hints.fetched.at == NOW


def test_a_subscription_is_a_signal() -> None:
    content = urlset(url("/a", more=news("Flood", "2024-06-10", "<news:access>Subscription</news:access>")))
    (entry,) = [one for one in found(content) if isinstance(one, Document)]
    assert [(signal.name, signal.value) for signal in entry.hints.signals] == [("paywall", "Subscription")]


def test_the_newest_come_first_and_the_old_not_at_all() -> None:
    content = urlset(
        url("/old", "2024-05-01"),
        url("/yesterday", "2024-06-09"),
        url("/now", "2024-06-10T11:00:00Z"),
        url("/undated"),
        url("/edge", "2024-06-06"),
    )
    assert addresses(content) == ["/now", "/yesterday"]
    assert failures(content) == []


def test_an_old_article_that_changed_is_worth_fetching() -> None:
    content = urlset(url("/a", "2024-06-10", news("Old", "2024-01-01")), url("/b", "2024-01-01"))
    assert addresses(content) == ["/a"]


def test_without_times_the_first_are_taken_and_it_is_said() -> None:
    many = [url(f"/{n}") for n in range(250)]
    assert addresses(urlset(*many)) == [f"/{n}" for n in range(200)]
    (words,) = failures(urlset(*many))
    assert "no times: the first 200 of 250" in words
    few = urlset(*many[:3])
    assert (addresses(few), failures(few)) == (["/0", "/1", "/2"], [])


def test_one_time_for_all_is_no_time() -> None:
    many = [url(f"/{n}", "2024-06-10T00:00:00Z") for n in range(250)]
    (words,) = failures(urlset(*many))
    assert "one time for all" in words
    old = urlset(*(url(f"/{n}", "2024-01-01") for n in range(5)))
    assert addresses(old) == []


def test_more_than_a_thousand_fresh_ones_are_cut_and_it_is_said() -> None:
    stamps = [(NOW - timedelta(seconds=n)).strftime("%Y-%m-%dT%H:%M:%SZ") for n in range(1100)]
    content = urlset(*(url(f"/{n}", at) for n, at in enumerate(stamps)))
    assert addresses(content) == [f"/{n}" for n in range(1000)]
    assert "the newest 1000 were taken" in failures(content)[0]


def test_addresses_of_other_hosts_are_dropped_and_counted() -> None:
    content = urlset(
        url("/a"),
        "<url><loc>https://other.example/x</loc></url>",
        "<url><loc>https://notharbour.example/x</loc></url>",
        "<url><loc>https://www.harbour.example/b</loc></url>",
        "<url><loc>http://news.harbour.example/c</loc></url>",
        "<url><loc>https://harbour.example.evil.example/x</loc></url>",
    )
    kept = ["/a", "https://www.harbour.example/b", "http://news.harbour.example/c"]
    assert addresses(content) == kept
    assert failures(content) == ["3 of 6 addresses are on another host"]
    assert len(addresses(content, "/srv/sitemap.xml")) == 6


@pytest.mark.parametrize(
    "loc",
    [
        "javascript:alert(1)",
        "ftp://harbour.example/a",
        "",
        "https://",
        "https://[::1",
        "https://harbour.example/" + "a" * 3000,
        "https://harbour.example/a b",
        "mailto:a@harbour.example",
    ],
)
def test_what_is_no_address_of_the_web_is_dropped(loc: str) -> None:
    content = urlset(f"<url><loc>{loc}</loc></url>", url("/good"))
    assert addresses(content) == ["/good"]


# --- as found in the wild -----------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        f"<urlset><url><loc>{HOST}/a</loc></url></urlset>",
        f'<urlset xmlns="http://wrong.example/ns"><url><loc>{HOST}/a</loc></url></urlset>',
        f'<s:urlset xmlns:s="x"><s:url><s:loc>{HOST}/a</s:loc></s:url></s:urlset>',
        f"<urlset><url><loc>\n  {HOST}/a\n  </loc></url></urlset>",
        f"<urlset><url><loc><![CDATA[{HOST}/a]]></loc></url></urlset>",
        "<urlset><url><loc>/a</loc></url></urlset>",
        f"<urlset><url><loc>{HOST}/a</loc></url>",
        f"\ufeff  <urlset><url><loc>{HOST}/a</loc></url></urlset>",
        f"<!-- made by hand --><URLSET><URL><LOC>{HOST}/a</LOC></URL></URLSET>",
        f"<urlset><url><loc>{HOST}/a</loc><image:image><image:loc>x</image:loc></image:image></url></urlset>",
        f"<urlset><url><loc>{HOST}/a</loc><video:video><video:title>A & B</video:title></video:video></url>",
        f'<!DOCTYPE urlset SYSTEM "x.dtd"><urlset><url><loc>{HOST}/a</loc></url></urlset>',
        f"{HOST}/a",
        f"{HOST}/a\r\n\r\n",
        f"\ufeff{HOST}/a\n",
    ],
)
def test_what_is_found_in_the_wild_is_read(content: str) -> None:
    assert addresses(content.encode()) == ["/a"]


def test_bare_ampersands_keep_the_address_whole() -> None:
    assert addresses(urlset(url("/a?x=1&y=2&amp;z=3"))) == ["/a?x=1&y=2&z=3"]


def test_news_without_its_namespace_is_read() -> None:
    content = urlset(url("/a", more=news("Flood", "2024-06-10"))).replace(NEWS.encode(), b"")
    (entry,) = [one for one in found(content) if isinstance(one, Document)]
    assert entry.hints.title == "Flood"


def test_a_packed_sitemap_and_a_feed_in_its_place_are_read() -> None:
    assert addresses(gzip.compress(urlset(url("/a"))), f"{HERE}.gz") == ["/a"]
    feed = f"<rss><channel><title>P</title><item><title>t</title><link>{HOST}/a</link></item></channel></rss>"
    assert addresses(feed.encode()) == ["/a"]


def test_plain_text_is_a_sitemap_only_where_it_is_addresses_alone() -> None:
    listed = "\n".join(f"{HOST}/{n}" for n in range(3)).encode()
    channel = found(listed)[0]
    assert isinstance(channel, Channel)
    assert (channel.format, channel.entries) == ("text sitemap", 3)
    assert failures(listed + b"\nand a word") == ["text, but no page, feed or reports"]


# --- an index -----------------------------------------------------------------------------


def test_an_index_refers_to_its_children_newest_first() -> None:
    content = index(
        (f"{HOST}/old.xml", "2023-01-01"),
        (f"{HOST}/undated.xml", ""),
        (f"{HOST}/may.xml", "2024-06-08"),
        (f"{HOST}/june.xml", "2024-06-10T10:00:00Z"),
        ("https://cdn.example/harbour.xml", "2024-06-09"),
    )
    assert followed(content) == ["/june.xml", "https://cdn.example/harbour.xml", "/may.xml", "/undated.xml"]
    first = next(one for one in found(content) if isinstance(one, Referral))
    assert (first.kind, first.source) == (SourceKind.SITEMAP, HERE)
    assert isinstance(found(content)[0], Channel)


def test_an_index_that_points_to_itself_or_twice_is_followed_once() -> None:
    content = index((HERE, ""), (f"{HOST}/a.xml", ""), (f"{HOST}/a.xml", ""))
    assert followed(content) == ["/a.xml"]


def test_undated_children_count_by_the_month_in_their_name() -> None:
    content = index(
        (f"{HOST}/sitemap-2019-05.xml", ""),
        (f"{HOST}/posts-7.xml", ""),
        (f"{HOST}/sitemap-2024-06.xml", ""),
        (f"{HOST}/2024/06/09.xml", ""),
        (f"{HOST}/google-news.xml", ""),
    )
    expected = ["/google-news.xml", "/sitemap-2024-06.xml", "/2024/06/09.xml", "/posts-7.xml"]
    assert followed(content) == expected


def test_of_very_many_children_fifty_are_followed_and_it_is_said() -> None:
    content = index(*((f"{HOST}/{n}.xml", "") for n in range(300)))
    assert len(followed(content)) == 50
    assert failures(content) == ["an index of 300 sitemaps: the newest 50 were followed"]


# --- refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<urlset/>", "without addresses"),
        (b'<!DOCTYPE urlset [<!ENTITY a "b">]><urlset><url><loc>&a;</loc></url></urlset>', "entities"),
        (urlset(*["<url><loc>https://harbour.example/</loc></url>"] * (MOST_URLS + 1)), "50,000"),
        (b"\n".join([b"https://harbour.example/"] * (MOST_URLS + 1)), "50,000"),
        (b"<urlset>" + b" " * (51 << 20), "MiB"),
        (gzip.compress(b"<urlset>" + b" " * (60 << 20)), "100 times"),
    ],
    ids=["empty", "entities", "urls", "lines", "size", "bomb"],
)
def test_the_hostile_is_refused_soon(content: bytes, words: str) -> None:
    with effort() as spent:
        (reason,) = failures(content)
    assert words in reason
    assert spent.seconds < 2


def test_fifty_thousand_addresses_are_taken() -> None:
    assert len(read_sitemap(urlset(*(url(f"/{n}") for n in range(MOST_URLS))), HERE).urls) == MOST_URLS


@given(st.text("<>/&;urlsetocnwx:=' \"0-T", max_size=200))
def test_any_markup_is_a_sitemap_or_refused(inner: str) -> None:
    content = f"<urlset><url>{inner}</url></urlset>".encode()
    assert settles(content)


def settles(content: bytes) -> bool:
    """Whether the bytes are a sitemap with an address, or are refused with a reason."""
    try:
        sitemap = read_sitemap(content, HERE)
    except InputError as error:
        return bool(error.reason)
    return bool(sitemap.urls or sitemap.children)


# --- the decisions alone ------------------------------------------------------------------

STAMPS = st.datetimes(datetime(2024, 5, 1), datetime(2024, 7, 1)).map(
    lambda at: Stamp(at=at.replace(tzinfo=UTC, microsecond=0))
)
LISTS = st.lists(
    st.builds(
        Listed, url=st.integers(0, 99).map(str), changed=st.none() | STAMPS, published=st.none() | STAMPS
    )
)


@given(LISTS, st.integers(1, 30), st.integers(0, 5), st.integers(0, 5))
def test_the_choice_is_newest_first_within_bounds(
    listed: list[Listed], days: int, undated: int, most: int
) -> None:
    window = Window(days=days, undated=undated, most=most)
    choice = worth_fetching(listed, NOW, window)
    assert len(choice.kept) <= max(undated, most)
    dated = [one.newest.at for one in choice.kept if one.newest]
    if len({one.newest.at for one in listed if one.newest}) > 1:
        assert dated == sorted(dated, reverse=True)
        assert all(at >= NOW - timedelta(days=days) for at in dated)


@given(LISTS)
def test_an_index_is_never_among_its_own_children(children: list[Listed]) -> None:
    kept = worth_following(children, "7", NOW).kept
    assert "7" not in [child.url for child in kept]
    assert len({child.url for child in kept}) == len(kept)


def test_without_a_clock_nothing_is_too_old() -> None:
    old = [Listed(url=str(n), changed=Stamp(at=datetime(2001, 1, n + 1, tzinfo=UTC))) for n in range(3)]
    assert [one.url for one in worth_fetching(old, None).kept] == ["2", "1", "0"]


def test_a_sitemap_is_not_streamed_and_reports_are() -> None:
    assert not streams(Fetched(location=HERE, content=urlset(url("/a"))))
    assert streams(Fetched(location="r.jsonl", content=b'{"text": "The river rose."}\n'))
    assert streams(Fetched(location="r.jsonl.gz", content=gzip.compress(b'{"text": "The river rose."}\n')))
    assert not streams(Fetched(location="x.gz", content=gzip.compress(b"<html>")[:-12]))
