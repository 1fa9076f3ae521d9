"""``dateline source``: the real commands, on a web of our own over real sockets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dateline.app import App
from dateline.app.sources import given, open_sources
from dateline.cli import app
from dateline.clients.http import PoliteClient
from dateline.core.errors import UsageError
from dateline.core.sources import Source, SourceKind, SourceState
from dateline.stages.collect import read_opml, sources_of
from dateline.storage import open_store
from tests.commands import FIRE, FLOOD, started
from tests.loopback import Answer, Web

LINK = '<link rel="alternate" type="application/rss+xml" title="{title}" href="{href}">'


def item(number: int, text: str = "A line about the harbour.", day: int = 4) -> str:
    return (
        f"<item><title>News {number}</title><link>http://harbour.example/news/{number}</link>"
        f"<guid>h{number}</guid><pubDate>{day:02} Jun 2024 08:00:00 GMT</pubDate>"
        f"<description>{text}</description></item>"
    )


def feed(*items: str, title: str = "The Harbour Post") -> str:
    inner = "".join(items)
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>'
        f"<link>http://harbour.example/</link><language>en-GB</language>{inner}</channel></rss>"
    )


def article(text: str = FLOOD, head: str = "") -> str:
    return (
        f'<html lang="en"><head><title>Flood</title><meta property="og:type" content="article">{head}</head>'
        f"<body><article><h1>The Elbe crests</h1><p>{text}</p><p>{FIRE}</p></article></body></html>"
    )


def front(*links: str) -> str:
    return (
        f'<html lang="en"><head><title>Harbour</title>{"".join(links)}</head><body><p>Today</p></body></html>'
    )


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Web]:
    """A web of our own, which the commands fetch from, in a folder of our own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATELINE_WORKERS", "1")
    with Web() as played:
        world = played.world()
        monkeypatch.setattr(
            App,
            "gateway",
            lambda self, remembered=(): PoliteClient(world=world, delay=0, remembered=remembered),
        )
        harbour = played.host("harbour.example")
        media = "application/rss+xml"
        harbour.page("/feed.xml", feed(item(1, day=4), item(2, day=5), item(3, day=6)), media=media)
        harbour.page("/full.xml", feed(item(1, text=FLOOD * 4)), media=media)
        harbour.page("/coast.xml", feed(item(9), title="Coast"), media=media)
        harbour.page(
            "/",
            front(
                LINK.format(title="Coast", href="/sections/coast.xml"),
                LINK.format(title="All comments", href="/comments.xml"),
                LINK.format(title="All", href="/feed.xml"),
            ),
        )
        harbour.page("/sections/coast.xml", feed(item(9), title="Coast"), media=media)
        for number in (1, 2, 3, 9):
            url = f"http://harbour.example/news/{number}"
            harbour.page(f"/news/{number}", article(head=f'<link rel="canonical" href="{url}">'))
        yield played


def source(*arguments: object, stdin: str = "") -> Result:
    return CliRunner().invoke(app, ["source", *map(str, arguments)], input=stdin)


def held() -> tuple[Source, ...]:
    return sources_of(read_opml(source("export").stdout.encode()))


# --- add ----------------------------------------------------------------------------------


def test_a_feed_is_added_with_what_it_says_of_itself(web: Web) -> None:
    told = source("add", "http://harbour.example/feed.xml", "--folder", "World/Coast", "--every", "20")
    assert told.exit_code == 0, told.output
    assert "added: The Harbour Post, a feed in World / Coast" in told.stderr
    (one,) = held()
    assert one == Source(
        address="http://harbour.example/feed.xml",
        title="The Harbour Post",
        site="http://harbour.example/",
        language=one.language,
        folders=("World", "Coast"),
        every=1200,
    )
    assert one.language.lower().startswith("en")


def test_of_a_site_its_best_feed_is_added_and_it_is_said(web: Web) -> None:
    told = source("add", "http://harbour.example/")
    assert [one.address for one in held()] == ["http://harbour.example/feed.xml"]
    assert "a feed of the page http://harbour.example/; it names 1 more (--all adds them)" in told.stderr


def test_all_feeds_of_a_site_if_wished_but_none_of_comments(web: Web) -> None:
    source("add", "http://harbour.example/", "--all")
    assert [one.address for one in held()] == [
        "http://harbour.example/feed.xml",
        "http://harbour.example/sections/coast.xml",
    ]


def test_an_article_is_not_added_and_the_way_out_is_named(web: Web) -> None:
    web.host("harbour.example").page("/story", article(head=LINK.format(title="All", href="/feed.xml")))
    told = source("add", "http://harbour.example/story")
    assert told.exit_code == 1
    assert "is an article, which is read once, not polled" in told.stderr
    assert "dateline build http://harbour.example/story reads it once" in told.stderr
    assert "dateline source add http://harbour.example/feed.xml" in told.stderr
    assert held() == ()


def test_a_page_without_feeds_is_added_if_it_is_wished(web: Web) -> None:
    web.host("plain.example").page("/", front())
    told = source("add", "http://plain.example/")
    assert told.exit_code == 1
    assert "--kind page polls the page itself" in told.stderr
    assert source("add", "http://plain.example/", "--kind", "page").exit_code == 0
    assert held()[0].kind is SourceKind.PAGE


def test_a_sitemap_is_added_as_one(web: Web) -> None:
    sitemap = "<urlset><url><loc>http://harbour.example/news/1</loc></url></urlset>"
    web.host("harbour.example").page("/sitemap.xml", sitemap, media="application/xml")
    source("add", "http://harbour.example/sitemap.xml", "--title", "Harbour map")
    assert held()[0].kind is SourceKind.SITEMAP
    assert held()[0].title == "Harbour map"


def test_a_feed_that_moved_for_good_is_added_where_it_is(web: Web) -> None:
    web.host("harbour.example").redirect("/old.xml", "http://harbour.example/feed.xml", 301)
    told = source("add", "http://harbour.example/old.xml")
    assert [one.address for one in held()] == ["http://harbour.example/feed.xml"]
    assert "it moved here from http://harbour.example/old.xml" in told.stderr


def test_what_may_not_be_asked_is_told_with_the_way_out(web: Web) -> None:
    web.host("shy.example").robots("User-agent: *\nDisallow: /").page("/feed.xml", feed(item(1)))
    for address, words in (
        ("http://shy.example/feed.xml", "robots.txt"),
        ("http://127.0.0.1/feed.xml", "127.0.0.1"),
        ("http://harbour.example/none.xml", "404"),
    ):
        told = source("add", address)
        assert told.exit_code == 1
        assert words in told.stderr
        assert "--no-check adds it as it is" in told.stderr
    assert held() == ()


def test_unseen_addresses_and_folders_are_added(web: Web, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    told = source("add", "--no-check", "http://later.example/rss", "pages")
    assert told.exit_code == 0
    assert [(one.address, one.kind) for one in held()] == [
        ("http://later.example/rss", SourceKind.FEED),
        (str(tmp_path / "pages"), SourceKind.PATH),
    ]
    assert not web.asked("later.example")


def test_what_is_neither_path_nor_address_says_so(web: Web) -> None:
    told = source("add", "harbour.example/feed.xml")
    assert told.exit_code == 1
    assert "https://harbour.example/feed.xml" in told.stderr


def test_one_that_is_there_is_told_anew_and_one_that_was_gone_is_asked_again(web: Web) -> None:
    source("add", "http://harbour.example/feed.xml", "--every", "20")
    store = open_store(Path("site.db"))
    gone = SourceState(address="http://harbour.example/feed.xml", gone=True, errors=3, reason="gone")
    with store.transaction():
        store.roster.save_states([gone])
    store.close()
    told = source("add", "http://harbour.example/feed.xml", "--title", "Post")
    assert "already there, told anew: Post" in told.stderr
    assert [(one.title, one.every) for one in held()] == [("Post", 1200)]
    store = open_store(Path("site.db"))
    assert not store.roster.states()[gone.address].gone
    store.close()


def test_of_many_the_good_are_added_and_the_others_named(web: Web) -> None:
    told = source("add", "http://harbour.example/none.xml", "http://harbour.example/feed.xml")
    assert told.exit_code == 1
    assert len(held()) == 1


def test_a_list_is_no_source_and_binary_is_none(web: Web) -> None:
    web.host("lists.example").page("/news.opml", LIST, media="text/x-opml")
    told = source("add", "http://lists.example/news.opml")
    assert "is a list of feeds" in told.stderr
    assert "→ dateline source import http://lists.example/news.opml" in told.stderr
    web.host("harbour.example").page(
        "/photo.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), media="image/png"
    )
    told = source("add", "http://harbour.example/photo.png")
    assert told.exit_code == 1
    assert "not text" in told.stderr


# --- list, remove -------------------------------------------------------------------------


def test_an_empty_list_says_how_to_begin(web: Web) -> None:
    told = source("list")
    assert (told.exit_code, told.stdout) == (0, "")
    assert "dateline source starter" in told.stderr


def test_the_list_is_shown_for_people_and_for_programs(web: Web) -> None:
    source("add", "http://harbour.example/feed.xml", "--folder", "World/Coast", "--every", "90")
    shown = source("list").stdout
    assert "World / Coast" in shown
    assert "http://harbour.example/feed.xml" in shown
    (line,) = map(json.loads, source("list", "--format", "jsonl").stdout.splitlines())
    assert (line["source"], line["kind"], line["folders"], line["every"]) == (
        "http://harbour.example/feed.xml",
        "feed",
        ["World", "Coast"],
        90,
    )
    assert source("list", "--format", "xml").exit_code != 0


def test_removing_takes_out_what_is_named_and_names_what_is_not(web: Web) -> None:
    source("add", "--no-check", "http://a.example/rss", "http://b.example/rss")
    told = source("remove", "https://a.example/rss", "http://c.example/rss")
    assert told.exit_code == 1
    assert "taken out: http://a.example/rss" in told.stderr
    assert "http://c.example/rss: is not in the list" in told.stderr
    assert [one.address for one in held()] == ["http://b.example/rss"]


# --- import, export -----------------------------------------------------------------------

LIST = (
    '<opml version="2.0"><head><title>Mine</title></head><body><outline text="World" mark="x">'
    '<outline type="rss" text="A" xmlUrl="http://a.example/rss"/></outline></body></opml>'
)


def test_a_list_goes_in_and_comes_out_without_loss(web: Web, tmp_path: Path) -> None:
    (tmp_path / "mine.opml").write_text(LIST)
    told = source("import", "mine.opml")
    assert "1 source added from mine.opml." in told.stderr
    assert source("export", "out.opml").exit_code == 0
    assert read_opml((tmp_path / "out.opml").read_bytes()) == read_opml(LIST.encode())
    again = source("import", "mine.opml")
    assert "0 sources added from mine.opml, 1 already there." in again.stderr


def test_a_list_comes_from_standard_input_and_from_the_web(web: Web) -> None:
    web.host("lists.example").page("/news.opml", LIST.replace("a.example", "w.example"), media="text/x-opml")
    assert source("import", "-", stdin=LIST).exit_code == 0
    assert source("import", "http://lists.example/news.opml").exit_code == 0
    assert {one.address for one in held()} == {"http://a.example/rss", "http://w.example/rss"}


def test_an_ill_formed_list_is_taken_with_a_note(web: Web, tmp_path: Path) -> None:
    (tmp_path / "bad.opml").write_text(LIST.replace("World", "World & more"))
    told = source("import", "bad.opml")
    assert "note: bad.opml: not well-formed" in told.stderr
    assert held()[0].folders == ("World & more",)


@pytest.mark.parametrize("arguments", [[], ["mine.opml", "--starter"], ["missing.opml"], ["page.html"]])
def test_what_is_no_list_is_refused(web: Web, tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "page.html").write_text("<html><p>no list</p></html>")
    assert isinstance(source("import", *arguments).exception, UsageError)


def test_the_starter_list_is_imported_once(web: Web) -> None:
    assert "sources added from the starter list." in source("starter").stderr
    count = len(held())
    assert count >= 35
    assert (
        f"0 sources added from the starter list, {count} already there."
        in source("import", "--starter").stderr
    )


# --- check --------------------------------------------------------------------------------


def test_a_check_says_what_each_gives_and_why_one_fails(web: Web) -> None:
    shy = web.host("shy.example").robots("User-agent: *\nDisallow: /news")
    shy.page("/feed.xml", feed(item(1)).replace("//harbour.example/news", "//shy.example/news"))
    listed = (
        "http://harbour.example/feed.xml",
        "http://harbour.example/none.xml",
        "http://harbour.example/",
        "http://shy.example/feed.xml",
    )
    source("add", "--no-check", *listed)
    told = source("check")
    assert told.exit_code == 1
    assert "3 entries, teasers, in en" in told.stdout
    assert "one every" in told.stdout
    assert "its newest page gives a report of" in told.stdout
    assert "404" in told.stdout
    assert "a page where a feed should be" in told.stdout
    assert "→ its feed may be http://harbour.example/feed.xml" in told.stdout
    assert "4 sources: 2 failing." in told.stdout


def test_a_check_reads_the_terms_of_the_newest_page(web: Web) -> None:
    harbour = web.host("harbour.example")
    harbour.page("/r.xml", feed(item(7)), media="application/rss+xml")
    harbour.page("/news/7", article(head='<meta name="tdm-reservation" content="1">'))
    told = source("check", "http://harbour.example/r.xml")
    assert told.exit_code == 0, told.output
    assert "reserved: headline, link, outlet and time alone" in told.stdout


def test_a_check_tells_full_text_from_teasers_and_for_programs(web: Web) -> None:
    told = source(
        "check", "http://harbour.example/full.xml", "http://harbour.example/none.xml", "--format", "jsonl"
    )
    good, bad = map(json.loads, told.stdout.splitlines())
    assert (good["good"], good["body"], good["kind"], good["entries"]) == (True, "full text", "feed", 1)
    assert good["newest"] == "2024-06-04T08:00:00Z"
    assert any("quiet" in note for note in good["notes"])
    assert (bad["good"], bool(bad["reason"]), bool(bad["remedy"])) == (False, True, True)


def test_a_folder_that_is_not_there_fails(web: Web, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    source("add", "pages")
    assert source("check").exit_code == 0
    (tmp_path / "pages").rmdir()
    assert source("check").exit_code == 1


def test_a_host_that_wants_to_be_left_alone_is_left_alone_from_one_command_to_the_next(web: Web) -> None:
    busy = Answer(status=503, headers={"Retry-After": "3600"})
    web.host("harbour.example").answer("/busy.xml", busy)
    assert source("check", "http://harbour.example/busy.xml").exit_code == 1
    asked = len(web.log)
    for _ in range(2):
        told = source("check", "http://harbour.example/feed.xml")
        assert "is to be left alone" in told.output
    assert len(web.log) == asked


def test_a_check_of_a_feed_whose_pages_are_forbidden_says_so(web: Web) -> None:
    shy = web.host("shy.example").robots("User-agent: *\nDisallow: /news")
    shy.page("/feed.xml", feed(item(1)).replace("//harbour.example/news", "//shy.example/news"))
    told = source("check", "http://shy.example/feed.xml")
    assert told.exit_code == 0
    assert "terms: its pages may not be fetched (robots.txt)" in told.stdout


# --- for `dateline run` and the command itself --------------------------------------------


def test_what_a_run_is_given_joins_the_list_once(tmp_path: Path) -> None:
    store = open_store(None)
    (tmp_path / "pages").mkdir()
    for _ in range(2):
        with store.transaction():
            given(store.roster, ["https://a.example/rss", str(tmp_path / "pages")])
    assert [one.kind for one in sources_of(store.roster.sources())] == [SourceKind.FEED, SourceKind.PATH]
    with pytest.raises(UsageError, match="no address"), store.transaction():
        given(store.roster, ["nowhere"])
    store.close()


def test_the_store_is_beside_the_site_or_where_it_is_said(web: Web, desk: App, tmp_path: Path) -> None:
    with open_sources(desk) as sources:
        assert sources.listing() == []
    assert (tmp_path / "site.db").is_file()
    source("add", "--no-check", "http://a.example/rss", "--store", "else/where.db")
    assert (tmp_path / "else" / "where.db").is_file()
    assert held() == ()


@pytest.mark.slow
def test_the_command_as_a_user_calls_it(tmp_path: Path) -> None:
    store = tmp_path / "s.db"
    added = started("source", "add", "--no-check", "https://a.example/rss", "--store", store)
    assert (added.returncode, added.stdout) == (0, "")
    assert started("source", "import", tmp_path / "missing.opml", "--store", store).returncode == 2
    assert b"https://a.example/rss" in started("source", "export", "--store", store).stdout.encode()


# --- what is printed ----------------------------------------------------------------------


def test_a_check_reads_as_it_is_documented(web: Web) -> None:
    told = source("check", "http://harbour.example/feed.xml", "http://harbour.example/none.xml").stdout
    lines = told.splitlines()
    assert lines[0] == "good     The Harbour Post"
    assert lines[1:3] == [
        "         http://harbour.example/feed.xml",
        "         RSS 2.0, 3 entries, teasers, in en",
    ]
    assert lines[3].startswith("         newest ")
    assert lines[4] == "         terms: nothing is reserved: short quotations, with credit"
    assert any(line.startswith("failing  http://harbour.example/none.xml") for line in lines)
    assert any(line.startswith("         → ") for line in lines)
    assert lines[-1] == "2 sources: 1 failing."


def test_the_list_is_one_line_a_source_where_it_is_piped(web: Web) -> None:
    long = "http://harbour.example/" + "a" * 200
    source("add", "--no-check", long)
    assert long in source("list").stdout


def test_a_gone_source_is_asked_again_where_a_run_is_given_it(tmp_path: Path) -> None:
    store = open_store(None)
    address = "https://a.example/rss"
    with store.transaction():
        given(store.roster, [address])
        store.roster.save_states([SourceState(address=address, gone=True, errors=2)])
    with store.transaction():
        given(store.roster, ["http://a.example/rss"])
    assert not store.roster.states()[address].gone
    assert len(sources_of(store.roster.sources())) == 1
    store.close()


@pytest.mark.parametrize("command", ["add", "remove", "list", "import", "starter", "export", "check"])
def test_every_command_explains_itself(command: str) -> None:
    told = CliRunner().invoke(app, ["source", command, "--help"])
    assert told.exit_code == 0
    assert "--store" in told.stdout
