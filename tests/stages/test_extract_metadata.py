"""What a page says of its article: who is believed first, and what is not believed at all."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.types import Basis
from dateline.stages.extract.bylines import people
from dateline.stages.extract.jsonld import read_linked
from dateline.stages.extract.metadata import Metadata, read_metadata
from dateline.stages.extract.outlets import choose_outlet
from dateline.stages.extract.titles import Place, choose_title, without_outlet
from dateline.stages.extract.tree import Index, parse

DAY = "2025-07-01"
HARBOUR = Place(outlet="The Harbour Post", host="harbour.example")


def metadata(head: str = "", body: str = "", html: str = "<html>") -> Metadata:
    tree = parse(f"{html}<head>{head}</head><body>{body}<p>words</p></body></html>")
    return read_metadata(tree, Index(tree))


def linked(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Ferry hits tug &amp; stops",
    "datePublished": "2025-07-01T19:27:47Z",
    "dateModified": "2025-07-01T20:00:00Z",
    "author": [{"@type": "Person", "name": "Ines Marlow"}, {"name": ["Tom Reed"]}],
    "publisher": {"@type": "Organization", "name": "The Harbour Post"},
    "articleSection": ["Sea", "Town"],
    "inLanguage": "en-GB",
    "license": "https://creativecommons.org/licenses/by/4.0/",
    "isAccessibleForFree": "False",
    "mainEntityOfPage": {"@id": "https://harbour.example/ferry"},
}


# --- JSON-LD ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        ARTICLE,
        [{"@type": "WebSite", "name": "x"}, ARTICLE],
        {"@graph": [{"@type": "WebPage", "headline": "No"}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        ARTICLE | {"@type": ["http://schema.org/ReportageNewsArticle", "Thing"]},
    ],
    ids=["plain", "list", "graph", "nested", "types"],
)
def test_the_article_is_found_however_it_is_nested(data: object) -> None:
    found = read_linked(parse(f"<html><head>{linked(data)}</head><body><p>x</p></body></html>"))
    assert found.headline == "Ferry hits tug & stops"
    assert found.authors == ("Ines Marlow", "Tom Reed")
    assert (found.publisher, found.section, found.language) == ("The Harbour Post", "Sea", "en-GB")
    assert (found.published, found.modified) == ("2025-07-01T19:27:47Z", "2025-07-01T20:00:00Z")
    assert found.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert found.url == "https://harbour.example/ferry"
    assert found.free is False


def test_publisher_and_author_by_reference() -> None:
    graph = [
        ARTICLE | {"publisher": {"@id": "#org"}, "author": {"@id": "#ada"}},
        {"@id": "#org", "@type": "Organization", "name": "Valley Wire"},
        {"@id": "#ada", "@type": "Person", "name": "Ada Quill"},
    ]
    found = read_linked(parse(f"<html><head>{linked({'@graph': graph})}</head></html>"))
    assert (found.publisher, found.authors) == ("Valley Wire", ("Ada Quill",))


def test_a_script_that_is_no_json_is_passed_over_and_the_next_is_read() -> None:
    broken = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>'
    wrapped = f'<script type="application/ld+json">//<![CDATA[\n{json.dumps(ARTICLE)};\n//]]></script>'
    raw = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"a\nb"}</script>'
    assert metadata(broken + wrapped).titles == ("Ferry hits tug & stops",)
    assert metadata(broken + raw).titles == ("a b",)
    assert metadata(broken).titles == ()


KEYS = st.sampled_from(["@type", "@id", "@graph", "name", "author", "publisher", "headline", "license"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["NewsArticle", "#org", ""]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner),
    max_leaves=12,
)


@given(JSON)
def test_no_json_breaks_it(data: object) -> None:
    assert isinstance(metadata(linked(data)), Metadata)


# --- meta elements ------------------------------------------------------------------------


def test_open_graph_and_article_properties() -> None:
    found = metadata(
        '<meta property="og:title" content="Dam holds"><meta property="og:site_name" content="Valley Wire">'
        '<meta property="article:published_time" content="2025-07-01T10:00:00+02:00">'
        '<meta property="article:modified_time" content="2025-07-02">'
        '<meta property="article:section" content="Water"><meta name="author" content="By Tom Reed">'
        '<link rel="canonical" href="https://valley.example/dam">'
        '<link rel="license" href="https://creativecommons.org/licenses/by-sa/4.0/">',
        html='<html lang="en-IE">',
    )
    assert (found.titles, found.outlets) == (("Dam holds",), ("Valley Wire",))
    assert found.published == (("2025-07-01T10:00:00+02:00", Basis.META),)
    assert found.updated == (("2025-07-02", Basis.META),)
    assert (found.section, found.author, found.language) == ("Water", "Tom Reed", "en-IE")
    assert found.canonical == "https://valley.example/dam"
    assert found.rights.open_licence
    assert found.rights.basis == "licence"


def test_dublin_core_and_parsely() -> None:
    found = metadata(
        '<meta name="DC.title" content="Dam holds"><meta name="dc.creator" content="Ada Quill">'
        '<meta name="parsely-pub-date" content="2025-07-01T10:00:00Z">'
        '<meta name="DC.publisher" content="Wire">'
    )
    assert (found.titles, found.author, found.outlets) == (("Dam holds",), "Ada Quill", ("Wire",))
    assert found.published == (("2025-07-01T10:00:00Z", Basis.META),)


def test_json_ld_is_believed_before_meta_and_meta_before_marked_times() -> None:
    found = metadata(
        linked(ARTICLE) + '<meta name="date" content="2025-06-30">',
        '<article><time datetime="2025-06-29">x</time></article>',
    )
    assert [basis for _, basis in found.published] == [Basis.JSON_LD, Basis.META, Basis.TIME]


@pytest.mark.parametrize(
    ("body", "times"),
    [
        (
            '<time class="published" datetime="2025-07-01">x</time><time datetime="2001-01-01">',
            ["2025-07-01"],
        ),
        (
            '<article><time datetime="2025-07-01">x</time></article><time datetime="2001-01-01">',
            ["2025-07-01"],
        ),
        ("<time>1 July 2025</time>", ["1 July 2025"]),
        ('<span itemprop="datePublished" content="2025-07-01">x</span>', ["2025-07-01"]),
        ('<time datetime="2025-07-01">x</time><time datetime="2001-01-01">y</time>', []),
    ],
)
def test_a_marked_time_counts_where_it_is_the_articles_own(body: str, times: list[str]) -> None:
    assert list(dict.fromkeys(text for text, _ in metadata(body=body).published)) == times


# --- rights -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("index, nosnippet", 0),
        ("none", 0),
        ("max-snippet:60", 10),
        ("max-snippet: 0, max-image-preview:large", 0),
        ("max-snippet:-1", None),
        ("index, follow", None),
    ],
)
def test_robots_directives_limit_quotation(content: str, words: int | None) -> None:
    rights = metadata(f'<meta name="robots" content="{content}">').rights
    assert rights.quote_words == words
    assert rights.basis == ("default" if words is None else "meta robots")


def test_a_reservation_and_a_paywall_are_kept() -> None:
    found = metadata('<meta name="tdm-reservation" content="1">' + linked(ARTICLE))
    assert found.rights.reserved
    assert found.rights.basis == "meta tdm-reservation, paywall, licence"
    assert found.notes == ("paywall: isAccessibleForFree is false",)
    assert not metadata('<meta name="tdm-reservation" content="0">').rights.reserved


# --- bylines ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ines Marlow", ("Ines Marlow",)),
        ("Written by Ines Marlow and Tom Reed, Valley Wire", ("Ines Marlow", "Tom Reed")),
        ("Von Ada Quill (Text) und Ben Oak", ("Ada Quill", "Ben Oak")),
        ("Ines Marlow, Senior Correspondent", ("Ines Marlow",)),
        ("Anders Byson", ("Anders Byson",)),
        ("Perry Vale Jr.", ("Perry Vale Jr.",)),
        ("https://harbour.example/people/ines", ()),
        ("ines@harbour.example", ()),
        ("friends.com/harbourpost", ()),
        ("admin", ()),
        ("Updated 3 hours ago", ()),
        ("", ()),
    ],
)
def test_names_are_told_from_what_stands_beside_them(byline: str, names: tuple[str, ...]) -> None:
    assert people([byline]) == names


def test_a_byline_in_the_markup_is_read_where_nothing_else_tells() -> None:
    assert metadata(body='<a rel="author" href="/x">Ada Quill</a>').author == "Ada Quill"
    assert metadata(body='<div class="article-byline">By Ben Oak</div>').author == "Ben Oak"
    assert metadata(body='<div class="authority">Ben Oak</div>').author == ""
    assert metadata(body='<div class="comment"><a rel="author">A Reader</a></div>').author == ""
    assert (
        metadata('<meta name="author" content="Tom Reed">', '<a rel="author">Ada Quill</a>').author
        == "Tom Reed"
    )


# --- titles and outlets -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "cleaned"),
    [
        ("Ferry hits tug - The Harbour Post", "Ferry hits tug"),
        ("Ferry hits tug | Sea | The Harbour Post", "Ferry hits tug | Sea"),
        ("The Harbour Post: Ferry hits tug", "The Harbour Post: Ferry hits tug"),
        ("The Harbour Post | Ferry hits tug", "Ferry hits tug"),
        ("Ferry hits tug – harbour.example", "Ferry hits tug"),
        ("Ferry - a history", "Ferry - a history"),
        ("Twenty-one hurt", "Twenty-one hurt"),
        ("The Harbour Post", ""),
    ],
)
def test_the_outlets_name_is_no_part_of_the_title(title: str, cleaned: str) -> None:
    assert without_outlet(title, HARBOUR) == cleaned


@pytest.mark.parametrize(
    ("told", "heading", "page_title", "title"),
    [
        (["Ferry hits tug - Sea"], "Ferry hits tug", "x", "Ferry hits tug"),
        (["Ferry strikes tug at harbour: what we know"], "Ferry hits tug at the harbour", "x",
         "Ferry hits tug at the harbour"),
        (["Ferry hits tug at harbour"], "FERRY HITS TUG AT HARBOUR", "x", "Ferry hits tug at harbour"),
        (["Ferry hits tug at harbour"], "Sea Ferry hits tug at harbour", "x", "Ferry hits tug at harbour"),
        (["Ferry hits tug at harbour"], "Ferry hits tug at harbour Nobody was hurt", "x",
         "Ferry hits tug at harbour"),
        (["For search engines", "Ferry hits tug"], "Ferry hits tug", "x", "Ferry hits tug"),
        (["Ferry hits tug"], "Something else", "x", "Ferry hits tug"),
        (["Ferry hits tug"], "The Harbour Post", "x", "Ferry hits tug"),
        ([], "Ferry hits tug", "x", "Ferry hits tug"),
        ([], "", "Ferry hits tug | The Harbour Post", "Ferry hits tug"),
        (["The Harbour Post"], "", "", "The Harbour Post"),
        ([], "", "", ""),
    ],
)  # fmt: skip
def test_the_title_is_the_headline_that_is_shown_where_it_is_that_of_a_title_told(
    told: list[str], heading: str, page_title: str, title: str
) -> None:
    assert choose_title(told, heading, page_title, HARBOUR) == title


def test_other_names_that_the_page_gives_its_outlet_are_no_part_of_the_title_either() -> None:
    place = Place(outlet="Harbour News", host="h.example", also=("HN Live",))
    assert without_outlet("Ferry hits tug - HN Live", place) == "Ferry hits tug"


def test_of_several_headings_the_one_in_the_pages_title_counts() -> None:
    body = "<h1>The Harbour Post</h1><h1>Ferry hits tug</h1>"
    assert metadata("<title>Ferry hits tug | Sea</title>", body).heading == "Ferry hits tug"
    assert metadata("<title>Sea</title>", body).heading == ""
    body = "<h1>The Harbour Post</h1><h2>Ferry hits tug at the harbour mouth</h2><h2>Another story of the "
    "day</h2>"
    title = "<title>The Harbour Post » Ferry hits tug at the harbour mouth</title>"
    assert metadata(title, body).heading == "Ferry hits tug at the harbour mouth"
    assert metadata("<title>Sea</title>", "<h1>Ferry <em>hits</em> tug</h1>").heading == "Ferry hits tug"


@pytest.mark.parametrize(
    ("told", "page_title", "outlet"),
    [
        (["The Harbour Post"], "", "The Harbour Post"),
        (["The Harbour Post | News you can trust"], "", "The Harbour Post"),
        (["harbour.example"], "Ferry hits tug | Harbour", "Harbour"),
        (["https://harbour.example"], "", "harbour.example"),
        (["Ferry hits tug"], "Ferry hits tug", "harbour.example"),
        ([], "Ferry hits tug", "harbour.example"),
    ],
)
def test_an_outlet_is_a_name_where_one_is_known(told: list[str], page_title: str, outlet: str) -> None:
    assert choose_outlet(told, ["Ferry hits tug"], page_title, "harbour.example") == outlet


# --- as readers see it --------------------------------------------------------------------


def test_a_headline_that_is_told_whole_is_not_cut_to_a_shorter_title() -> None:
    told = ("In the harbour: Ferry hits tug at quay", "Ferry hits tug at quay")
    assert choose_title(told, told[0], "Ferry hits tug at quay", HARBOUR) == told[0]


@pytest.mark.parametrize(
    ("title", "names", "short"),
    [
        ("Ferry - Quay - Harbour in Oslo", ("Quay - Harbour in Oslo",), "Ferry"),
        ("Quay - Harbour in Oslo - Ferry", ("Quay - Harbour in Oslo",), "Ferry"),
        ("Ferry - Quay - Tug", ("Quay",), "Ferry - Quay - Tug"),
    ],
)
def test_an_outlets_name_may_hold_a_joint(title: str, names: tuple[str, ...], short: str) -> None:
    assert without_outlet(title, Place(outlet="", host="x.example", also=names)) == short


@pytest.mark.parametrize(
    "href", ["/", "https://harbour.example", "https://harbour.example/", "//harbour.example/"]
)
def test_a_heading_that_leads_home_is_the_sites_name(href: str) -> None:
    found = metadata(
        "<title>Ferry hits tug at quay</title>",
        f"<h1><a href='{href}'>Quays</a></h1><h3>Ferry hits tug at quay</h3>",
    )
    assert (found.heading, found.outlets) == ("Ferry hits tug at quay", ("Quays",))


@pytest.mark.parametrize(
    "heading",
    [
        "<h1><a href='/2025/ferry'>Ferry hits tug</a></h1>",
        "<h1><a href='#top'>Ferry hits tug</a></h1>",
        "<h1><a href='/'>Home</a> Ferry hits tug</h1>",
        "<h1><a href='/?p=12'>Ferry hits tug</a></h1>",
        "<h1><a>Ferry hits tug</a></h1>",
        "<h1><a href='http://[bad'>Ferry hits tug</a></h1>",
        "<h1>Ferry hits tug</h1>",
    ],
)
def test_any_other_heading_is_the_articles(heading: str) -> None:
    found = metadata("", heading)
    assert found.outlets == ()
    assert found.heading.endswith("Ferry hits tug")


def test_a_small_heading_counts_where_the_titles_repeat_it() -> None:
    assert metadata("<title>Ferry hits tug at quay | Sea</title>", "<h4>Ferry hits tug at quay</h4>").heading
    assert not metadata("<title>Ferry hits tug | Sea</title>", "<h4>Hens on the quay are well</h4>").heading


def test_a_papers_outlet_is_its_journal() -> None:
    head = (
        "<meta name='dc.publisher' content='Quay Press'><meta name='citation_journal_title' content='Tides'>"
    )
    assert metadata(head).outlets == ("Tides",)


@pytest.mark.parametrize(
    ("told", "section"),
    [
        ("Sea", "Sea"),
        ("Sea, Town", "Sea, Town"),
        ("Sea,Town,Hens,Tugs", "Sea"),
        ("Sea; Town; Hens", "Sea"),
        ("Uncategorized", ""),
        ("Non classé", ""),
    ],
)
def test_a_section_is_one_name(told: str, section: str) -> None:
    assert metadata(f"<meta property='article:section' content='{told}'>").section == section


def test_keywords_are_no_section() -> None:
    assert (
        metadata("<meta name='news_keywords' content='sea,town'><meta name='dc.subject' content='x'>").section
        == ""
    )


@pytest.mark.parametrize("kind", ["Review", "DiscussionForumPosting", "UserReview", None])
def test_whatever_has_a_headline_and_a_day_is_an_article(kind: str | None) -> None:
    data = {name: value for name, value in (ARTICLE | {"@type": kind}).items() if value}
    found = read_linked(parse(f"<html><head>{linked(data)}</head><body></body></html>"))
    assert found.article
    assert (found.headline, found.publisher) == ("Ferry hits tug & stops", "The Harbour Post")


@pytest.mark.parametrize("missing", ["headline", "datePublished"])
def test_what_lacks_one_of_them_is_none(missing: str) -> None:
    data = {name: value for name, value in (ARTICLE | {"@type": "Review"}).items() if name != missing}
    assert not read_linked(parse(f"<html><head>{linked(data)}</head><body></body></html>")).article


def test_a_type_without_its_sign_is_read() -> None:
    data = {("type" if name == "@type" else name): value for name, value in ARTICLE.items()}
    found = read_linked(parse(f"<html><head>{linked(data)}</head><body></body></html>"))
    assert found.types[0] == "NewsArticle"
    assert found.article


COMMENTED = "<div class='{}'><time datetime='2025-07-09T10:00:00Z'>9 July</time></div>"


@pytest.mark.parametrize(
    "place", ["comment-metadata", "comments", "c-comment", "disqus thread", "kommentare"]
)
def test_a_readers_time_is_not_the_articles(place: str) -> None:
    assert metadata("", COMMENTED.format(place)).published == ()


@pytest.mark.parametrize("place", ["post-meta", "commentary", "entry"])
def test_an_only_time_elsewhere_is(place: str) -> None:
    assert metadata("", COMMENTED.format(place)).published == (("2025-07-09T10:00:00Z", Basis.TIME),)
