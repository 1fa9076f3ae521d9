"""The operator's list: what an outline means, and changes that lose nothing of the rest."""

from __future__ import annotations

import pytest

from dateline.core.sources import Contract, Outline, Source, SourceKind, SourceList
from dateline.stages.collect import merged, read_opml, same, sources_of, with_source, without, write_opml


def listed(inner: str, root: str = 'version="2.0"', head: str = "") -> SourceList:
    return read_opml(f"<opml {root}><head>{head}</head><body>{inner}</body></opml>".encode())


def feed(name: str, more: str = "") -> str:
    return f'<outline type="rss" text="{name}" xmlUrl="https://{name}.example/feed" {more}/>'


def addresses(held: SourceList) -> list[str]:
    return [source.address for source in sources_of(held)]


HARBOUR = Source(
    address="https://harbour.example/feed.xml",
    title="The Harbour Post",
    site="https://harbour.example/",
    language="en",
    folders=("World", "Coast"),
    every=1200,
    contract=Contract(name="Harbour Press Ltd", date="2024-05-01", quote_words=80, models=True),
)


# --- what an outline means ----------------------------------------------------------------


def test_a_feed_with_our_settings_is_read() -> None:
    held = listed(
        '<outline text="World"><outline text="Coast">'
        '<outline type="rss" text="Post" title="The Harbour Post" '
        'xmlUrl=" https://harbour.example/feed.xml " htmlUrl="https://harbour.example/" language="en" '
        'dateline:every="20" dateline:contract="Harbour Press Ltd" dateline:contract-date="2024-05-01" '
        'dateline:quote-words="80" dateline:models="true"/></outline></outline>'
    )
    assert sources_of(held) == (HARBOUR,)


def test_without_settings_all_is_left_open() -> None:
    (source,) = sources_of(listed('<outline XMLURL="https://a.example/rss"/>'))
    assert source == Source(address="https://a.example/rss")


@pytest.mark.parametrize(
    ("inner", "kind"),
    [
        ('<outline type="link" text="a" url="https://a.example/"/>', SourceKind.PAGE),
        ('<outline url="https://a.example/sitemap.xml" dateline:kind="sitemap"/>', SourceKind.SITEMAP),
        ('<outline type="link" url="/srv/pages" dateline:kind="path"/>', SourceKind.PATH),
        ('<outline xmlUrl="https://a.example/sitemap.xml" dateline:kind="Sitemap"/>', SourceKind.SITEMAP),
        ('<outline xmlUrl="https://a.example/feed" dateline:kind="riddle"/>', SourceKind.FEED),
    ],
)
def test_the_kind_is_told_by_the_outline(inner: str, kind: SourceKind) -> None:
    (source,) = sources_of(listed(inner))
    assert source.kind is kind


@pytest.mark.parametrize(
    "inner",
    [
        '<outline text="a folder"/>',
        '<outline text="a" xmlUrl=""/>',
        '<outline text="a" xmlUrl="javascript:alert(1)"/>',
        '<outline text="a" xmlUrl="file:///etc/passwd"/>',
        '<outline text="a" xmlUrl="feeds/local.xml"/>',
        '<outline type="include" text="a" url="https://a.example/more.opml"/>',
        '<outline isComment="true" text="a" xmlUrl="https://a.example/feed"/>',
        f'<outline isComment="true" text="off">{feed("a")}</outline>',
    ],
)
def test_what_is_no_source_is_none(inner: str) -> None:
    assert sources_of(listed(inner)) == ()


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("feed://a.example/rss", "http://a.example/rss"),
        ("feed:https://a.example/rss", "https://a.example/rss"),
        ("HTTPS://a.example/rss", "HTTPS://a.example/rss"),
    ],
)
def test_addresses_in_readers_own_schemes(said: str, meant: str) -> None:
    assert addresses(listed(f'<outline xmlUrl="{said}"/>')) == [meant]


def test_a_feed_that_is_listed_twice_is_one_source() -> None:
    held = listed(feed("a") + '<outline text="f">' + feed("a") + feed("b") + "</outline>")
    assert addresses(held) == ["https://a.example/feed", "https://b.example/feed"]
    assert len(held.outlines[1].children) == 2


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("http://a.example/feed", "https://A.example/feed", True),
        ("https://a.example", "https://a.example/", True),
        ("https://a.example/Feed", "https://a.example/feed", False),
        ("https://a.example/feed", "https://a.example/feed/", False),
        ("https://a.example/feed", "https://b.example/feed", False),
        ("/srv/pages", "/srv/pages", True),
    ],
)
def test_when_two_addresses_are_one(one: str, other: str, is_same: bool) -> None:
    assert (same(one) == same(other)) is is_same


@pytest.mark.parametrize("said", ["", "0", "-3", "soon", "1.5", "99999999999", "²"])
def test_an_interval_that_is_no_number_of_minutes_is_none(said: str) -> None:
    (source,) = sources_of(listed(f'<outline xmlUrl="https://a.example/f" dateline:every="{said}"/>'))
    assert source.every is None


# --- adding and taking out ----------------------------------------------------------------


def test_a_source_that_is_added_is_read_back_as_it_was() -> None:
    held = with_source(listed(feed("a")), HARBOUR)
    assert sources_of(held)[1] == HARBOUR
    assert sources_of(read_opml(write_opml(held)))[1] == HARBOUR


@pytest.mark.parametrize("kind", list(SourceKind))
def test_every_kind_is_read_back(kind: SourceKind) -> None:
    address = "/srv/pages" if kind is SourceKind.PATH else "https://a.example/x"
    source = Source(address=address, kind=kind, title="A")
    assert sources_of(read_opml(write_opml(with_source(SourceList(), source)))) == (source,)


def test_it_goes_into_the_folders_that_are_there() -> None:
    held = with_source(listed(f'<outline text="World" x="1">{feed("a")}</outline>{feed("b")}'), HARBOUR)
    world, last = held.outlines
    assert dict(world.attributes) == {"text": "World", "x": "1"}
    assert dict(world.children[1].attributes) == {"text": "Coast"}
    assert dict(last.attributes)["text"] == "b"


def test_one_that_is_held_is_told_anew_in_its_place() -> None:
    before = listed(feed("a", 'note="mine" dateline:every="5" htmlUrl="https://a.example/"') + feed("b"))
    after = with_source(before, Source(address="http://a.example/feed", title="A Post", every=600))
    assert [source.title for source in sources_of(after)] == ["A Post", "b"]
    told = dict(after.outlines[0].attributes)
    assert (told["note"], told["htmlUrl"], told["dateline:every"]) == ("mine", "https://a.example/", "10")


def test_telling_it_anew_takes_back_our_settings_alone() -> None:
    before = listed(feed("a", 'note="mine" dateline:every="5" dateline:contract="C"'))
    told = dict(with_source(before, Source(address="https://a.example/feed")).outlines[0].attributes)
    assert told == {"type": "rss", "text": "a", "note": "mine", "xmlUrl": "https://a.example/feed"}


def test_a_feed_that_turns_out_to_be_a_sitemap_keeps_one_address() -> None:
    source = Source(address="https://a.example/feed", kind=SourceKind.SITEMAP, title="a")
    after = with_source(listed(feed("a")), source)
    assert sources_of(after) == (source,)
    assert "url" not in dict(after.outlines[0].attributes)


def test_taking_one_out_leaves_the_rest_as_it_was() -> None:
    inner = f'<outline text="f">{feed("a")}</outline>{feed("b", "x=" + chr(34) + "1" + chr(34))}'
    held = without(listed(inner), "http://a.example/feed")
    assert addresses(held) == ["https://b.example/feed"]
    assert held.outlines[0] == Outline(attributes=(("text", "f"),))
    assert held.outlines[1] == listed(inner).outlines[1]
    assert without(held, "https://c.example/feed") == held


def test_what_hangs_below_a_source_stays_when_it_goes() -> None:
    held = listed(f'<outline text="a" xmlUrl="https://a.example/feed">{feed("b")}</outline>')
    assert addresses(without(held, "https://a.example/feed")) == ["https://b.example/feed"]


# --- two lists in one ---------------------------------------------------------------------

OURS = listed(
    f'<outline text="World">{feed("a")}<outline text="Empty"/></outline>{feed("b")}',
    head="<title>Ours</title>",
)
THEIRS = listed(
    f'<outline text="World" mark="x">{feed("c")}<outline text="Asia">{feed("d")}</outline></outline>'
    f'<outline text="Best">{feed("a", "rank=" + chr(34) + "1" + chr(34))}</outline>',
    root='version="1.1" xmlns:x="urn:x"',
    head="<title>Theirs</title><ownerName>Quill</ownerName>",
)


def test_folders_are_united_and_no_address_is_doubled() -> None:
    both = merged(OURS, THEIRS)
    found = {source.address[8]: source.folders for source in sources_of(both)}
    assert found == {"a": ("World",), "c": ("World",), "d": ("World", "Asia"), "b": ()}
    names = [dict(outline.attributes)["text"] for outline in both.outlines]
    assert names == ["World", "b", "Best"]


def test_nothing_of_either_is_lost() -> None:
    both = merged(OURS, THEIRS)
    assert both.root == (("version", "2.0"), ("xmlns:x", "urn:x"))
    assert both.head == (("title", "Ours"), ("ownerName", "Quill"))
    assert dict(both.outlines[0].attributes) == {"text": "World", "mark": "x"}
    assert Outline(attributes=(("text", "Empty"),)) in both.outlines[0].children
    told = dict(both.outlines[0].children[0].attributes)
    assert (told["text"], told["rank"], told["category"]) == ("a", "1", "/Best")


def test_merging_twice_is_merging_once() -> None:
    once = merged(OURS, THEIRS)
    assert merged(once, THEIRS) == once
    assert merged(OURS, OURS) == OURS


def test_into_an_empty_list_all_comes_as_it_is() -> None:
    assert merged(SourceList(), THEIRS) == THEIRS
    assert merged(THEIRS, SourceList()) == THEIRS


def test_a_category_joins_those_that_are_there() -> None:
    ours = listed(
        f'<outline text="F">{feed("a", "category=" + chr(34) + "/Press,/Best" + chr(34))}</outline>'
    )
    again = merged(ours, listed(f'<outline text="Sea">{feed("a")}</outline>'))
    assert dict(again.outlines[0].children[0].attributes)["category"] == "/Press,/Best,/Sea"


def test_five_thousand_and_five_thousand_are_merged_soon() -> None:
    many = listed("".join(feed(f"a{n}") for n in range(5000)))
    other = listed("".join(feed(f"a{n}", "x=" + chr(34) + "1" + chr(34)) for n in range(2500, 7500)))
    assert len(sources_of(merged(many, other))) == 7500
