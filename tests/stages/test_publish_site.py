"""The site as files: what is there, how it looks as bytes, and that nothing of a source can break out.

``test_golden`` compares one small story page with ``tests/golden/story.html``. After a wanted change renew it
with ``DATELINE_RENEW_GOLDEN=1 pytest tests/stages/test_publish_site.py -k golden`` and read the difference.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import feedparser
import pytest

from dateline.core.pages import Page
from dateline.core.site import Edition
from dateline.core.types import Rights
from dateline.stages.publish import Issue, publish
from dateline.stages.publish.machines.jsonld import embedded
from dateline.stages.publish.story.corrections import name as correction_name
from tests.newsroom import (
    EDITION,
    FERRY,
    FERRY_PAGE,
    ISSUE,
    LIBRARY_PAGE,
    NOTICE,
    REPORTS,
    THEMES,
    credit,
    line,
    span,
)

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "story.html"
VOID = {"meta", "link", "br", "rect", "circle", "path"}
ALLOWED_TAGS = {
    *("html", "head", "meta", "title", "link", "script", "body", "header", "main", "footer", "nav", "aside"),
    *("article", "section", "div", "p", "a", "b", "s", "span", "button", "time", "del", "ins", "blockquote"),
    *("h1", "h2", "h3", "ol", "ul", "li", "dl", "dt", "dd", "figure", "figcaption"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "svg", "rect", "path", "circle", "text"),
}


def site(issue: Issue = ISSUE) -> dict[str, str]:
    return {file.path: file.content.decode() for file in publish(issue)}


class Reader(HTMLParser):
    """Reads a page as a browser would: its tags, links, ids and text, and whether every tag is closed."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"{tag}: an attribute twice"
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> in the wrong place"

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def values(self, name: str) -> list[str]:
        return [attrs[name] or "" for _, attrs in self.tags if name in attrs]

    @property
    def said(self) -> str:
        return " ".join(" ".join(self.text).split())


def pages(files: dict[str, str]) -> Iterator[tuple[str, Reader]]:
    for path, content in files.items():
        if path.endswith(".html"):
            yield path, Reader(content)


def ferry() -> Reader:
    return Reader(site()["story/sferry/index.html"])


def linked_data(page: str) -> Any:
    return json.loads(page.split('<script type="application/ld+json">')[1].split("</script>", maxsplit=1)[0])


# --- the files ----------------------------------------------------------------------------


def test_the_site_has_its_files() -> None:
    assert sorted(site()) == [
        "assets/dateline.css",
        "assets/dateline.js",
        "corrections/index.html",
        "feed.xml",
        "index.html",
        "methods/index.html",
        "robots.txt",
        "sources/index.html",
        *(
            f"story/{story}/{name}"
            for story in ("sferry", "slibrary", "stide")
            for name in ("index.html", "page.json")
        ),
        *(f"theme/{theme}/{name}" for theme in ("tsea", "ttown") for name in ("feed.xml", "index.html")),
    ]


def test_the_same_issue_gives_the_same_bytes_whatever_its_order() -> None:
    turned = replace(
        ISSUE, pages=ISSUE.pages[::-1], themes=THEMES[::-1], reports=dict(reversed(REPORTS.items()))
    )
    assert list(publish(turned)) == list(publish(ISSUE))


def test_only_narrows_the_files_of_stories_and_nothing_else() -> None:
    whole = {file.path: file.content for file in publish(ISSUE)}
    some = {file.path: file.content for file in publish(ISSUE, only={"sferry"})}
    left_out = whole.keys() - some.keys()
    assert left_out == {f"story/{s}/{n}" for s in ("slibrary", "stide") for n in ("index.html", "page.json")}
    assert all(whole[path] == content for path, content in some.items())


def test_paths_are_made_of_ids_alone() -> None:
    odd = replace(FERRY_PAGE, story="../../etc/passwd", theme="CON <b>")
    issue = replace(ISSUE, pages=(odd,), themes=(replace(THEMES[0], id="CON <b>"),))
    for file in publish(issue):
        assert re.fullmatch(r"[a-z0-9./-]+", file.path)
        assert ".." not in PurePosixPath(file.path).parts


def test_an_empty_edition_is_a_site_too() -> None:
    files = site(Issue(edition=Edition(), pages=()))
    assert "No story yet" in files["index.html"]
    assert not any(path.startswith(("story/", "theme/")) for path in files)


# --- every page ---------------------------------------------------------------------------


def test_every_page_is_well_formed_and_has_what_every_page_has() -> None:
    for path, page in pages(site()):
        assert page.open == [], path
        assert {tag for tag, _ in page.tags} <= ALLOWED_TAGS, path
        assert NOTICE in page.said, path
        assert "Quotations belong to the outlets" in page.said, path
        assert [tag for tag, _ in page.tags].count("h1") == 1, path
        assert len(page.values("id")) == len(set(page.values("id"))), path
        assert ("a", {"class": "skip", "href": "#main"}) in page.tags, path
        assert not [
            name for _, attrs in page.tags for name in attrs if name.startswith("on") or name == "style"
        ]


def test_no_page_runs_a_script_of_its_own_or_asks_another_host() -> None:
    for path, page in pages(site()):
        policies = [a["content"] for t, a in page.tags if t == "meta" and "http-equiv" in a]
        assert len(policies) == 1
        assert str(policies[0]).startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        for tag, attrs in page.tags:
            if tag == "script":
                inert = attrs.get("type") == "application/ld+json"
                assert inert or str(attrs["src"]).endswith("assets/dateline.js"), path
            if tag == "link" and attrs["rel"] in ("stylesheet", "icon"):
                assert not urlsplit(attrs["href"] or "").netloc, path
        assert not page.values("srcset")


def test_links_within_the_site_lead_somewhere() -> None:
    files = site()
    for path, page in pages(files):
        for href in page.values("href"):
            parts = urlsplit(href)
            if parts.scheme:
                continue
            target = normpath(str(PurePosixPath(path).parent / parts.path)) if parts.path else path
            assert target in files, f"{path}: {href}"
            if parts.fragment:
                assert parts.fragment in Reader(files[target]).values("id"), f"{path}: {href}"
        for target in page.values("popovertarget"):
            assert target in page.values("id"), path


def test_pages_are_light() -> None:
    for path, content in site().items():
        assert len(content.encode()) < 60_000, path


# --- the story page -----------------------------------------------------------------------


def test_the_three_times_are_told_apart_and_readable_without_script() -> None:
    said = ferry().said
    assert "Happened 1 July 2025" in said
    assert "First reported 1 July 2025, 19:27 UTC" in said
    assert "Revised 2 July 2025, 06:10 UTC , revision 2" in said
    assert ("time", {"datetime": "2025-07-01T19:27:47Z"}) in ferry().tags


def test_a_time_without_a_zone_says_so() -> None:
    assert "1 July 2025, 21:10 (local time, zone not given)" in ferry().said
    assert ("time", {"datetime": "2025-07-01T21:10"}) in ferry().tags


def test_the_headline_is_credited() -> None:
    assert "Headline Evidence: Watt-Anzeiger" in ferry().said


def test_lines_carry_outlets_status_and_cards() -> None:
    page = ferry()
    assert (
        "Reports differ on the injured: three or five. Evidence: Watt-Anzeiger / Radio Siel disputed"
        in page.said
    )
    assert (
        "A ferry ran aground off Baltrum, the coastguard said. Evidence: Watt-Anzeiger +1 independent"
        in page.said
    )
    assert "“three people were hurt, said Onno Behrends”" in page.said
    href = "https://watt-anzeiger.example/news/ferry-1#:~:text=three%20people%20were%20hurt%2C%20said%20Onno%20Behrends"
    assert href in page.values("href")


def test_foreign_words_say_their_language() -> None:
    quotations = [attrs for tag, attrs in ferry().tags if tag == "blockquote" and attrs]
    assert {"lang": "de"} in quotations


def test_a_reserved_report_is_named_and_never_quoted() -> None:
    page = site()["story/sferry/index.html"]
    assert "Küstenblatt" in page
    assert "shipping line denies that the ferry" not in page
    assert "rights reserved: headline, link, outlet and time only" in page


def test_figures_claims_places_course_changes_and_sources_are_there() -> None:
    said = ferry().said
    assert (
        "Injured 3–5 Radio Siel: 5 1 July 2025, 21:10 (local time, zone not given) Watt-Anzeiger: 3" in said
    )
    assert "2 (replaced)" in said
    assert (
        "three hurt Onno Behrends since 1 July 2025, 19:27 UTC disputed Evidence: says (Watt-Anzeiger)"
        in said
    )
    assert "Evidence: differs (Radio Siel) fünf" in said
    assert "Watt-Anzeiger, 2 outlets" in said
    assert "From there: Norden, 18 km to the south-west" in said
    assert "1 July 2025, 21:05 (local time, zone not given) The ferry runs aground." in said
    assert "same text as Watt-Anzeiger" in said
    page = site()["story/sferry/index.html"]
    assert re.search(r"<del>.*Sturmschwalbe.*</del> <ins>.*Seeschwalbe.*</ins> ran aground", page)


def test_what_was_withheld_is_counted_and_not_printed() -> None:
    files = site()
    assert "1 line withheld: No source gives 90. (unsupported number)" in ferry().said
    assert "unsupported number" in Reader(files["methods/index.html"]).said
    assert not [path for path, content in files.items() if "ninety" in content and path.endswith(".html")]


def test_other_stories_of_the_theme_stand_below_with_their_times() -> None:
    said = ferry().said
    assert "More on theme Spring tide closes the Nessmersiel car park 28 June 2025, 05:00 UTC" in said
    assert "Esens library" not in said


def test_a_part_without_content_is_left_out() -> None:
    said = Reader(site()["story/slibrary/index.html"]).said
    for heading in ("The figures", "Where", "As it went", "Who reports what", "More on theme"):
        assert heading not in said
    assert "No line was withheld." in said
    assert "CC BY 4.0" in said


def test_a_page_whose_reports_are_gone_is_printed_without_quotations() -> None:
    page = Reader(site(replace(ISSUE, reports={}))["story/sferry/index.html"])
    assert "Watt-Anzeiger" in page.said
    assert not [tag for tag, _ in page.tags if tag == "blockquote"]


def test_golden() -> None:
    page = site(replace(ISSUE, pages=(LIBRARY_PAGE,)))["story/slibrary/index.html"]
    if os.environ.get("DATELINE_RENEW_GOLDEN"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(page, "utf-8")
    assert page == GOLDEN.read_text("utf-8")


# --- the other pages ----------------------------------------------------------------------


def test_the_front_page_puts_the_story_of_most_origins_first() -> None:
    page = Reader(site()["index.html"])
    links = [href for href in page.values("href") if href.startswith("story/")]
    assert links[0] == "story/sferry/index.html"
    assert set(links) == {f"story/{story}/index.html" for story in ("sferry", "slibrary", "stide")}
    assert "4 outlets disputed 3–5 injured" in page.said
    assert "3 stories from 5 reports by 4 outlets" in page.said


def test_a_new_story_comes_before_an_old_one_of_as_many_origins() -> None:
    old = replace(LIBRARY_PAGE, story="sold", headline=replace(LIBRARY_PAGE.headline, text="Old"))
    new = replace(LIBRARY_PAGE, story="snew", first_reported=FERRY.published)
    links = Reader(site(replace(ISSUE, pages=(old, new)))["index.html"]).values("href")
    assert links.index("story/snew/index.html") < links.index("story/sold/index.html")


def test_a_large_front_page_stays_light_and_shows_each_story_once() -> None:
    many = tuple(replace(FERRY_PAGE, story=f"s{n}", theme=f"t{n % 40}", related=()) for n in range(300))
    themes = tuple(replace(THEMES[0], id=f"t{n}", name=f"Theme {n}") for n in range(40))
    files = site(replace(ISSUE, pages=many, themes=themes))
    assert len(files["index.html"]) < 150_000
    assert len(files["sources/index.html"]) < 150_000
    main = files["index.html"].split("<aside")[0]
    shown = re.findall(r'href="(story/[^"]+)"', main)
    assert len(shown) == len(set(shown)) > 100


def test_a_theme_has_its_stories_newest_first_and_its_figures() -> None:
    said = Reader(site()["theme/tsea/index.html"]).said
    assert "2 stories, newest first." in said
    assert said.index("Ferry runs aground") < said.index("Spring tide")
    assert "3–5 injured" in said


def test_a_theme_without_a_name_takes_that_of_its_first_story() -> None:
    unnamed = replace(THEMES[0], name="")
    said = Reader(site(replace(ISSUE, themes=(unnamed,)))["theme/tsea/index.html"]).said
    assert "Theme Spring tide closes the Nessmersiel car park" in said


def test_a_theme_without_a_story_has_no_page() -> None:
    files = site(replace(ISSUE, themes=(*THEMES, replace(THEMES[0], id="tempty"))))
    assert not [path for path in files if "tempty" in path]


def test_sources_methods_and_corrections() -> None:
    files = site()
    sources = Reader(files["sources/index.html"])
    assert "4 outlets" in sources.said
    assert FERRY.url in sources.values("href")
    methods = Reader(files["methods/index.html"]).said
    assert "said to be unverified" in methods
    assert "3 stories" in methods
    assert "The Sturmschwalbe ran aground" in Reader(files["corrections/index.html"]).said
    none = Reader(site(replace(ISSUE, pages=(LIBRARY_PAGE,)))["corrections/index.html"])
    assert "None so far" in none.said


def test_a_correction_stands_at_the_top_of_its_story() -> None:
    said = ferry().said
    assert said.index("this page said: “The Sturmschwalbe") < said.index("In short")


@pytest.mark.parametrize(
    ("contact", "href"),
    [
        ("desk@dateline.example", "mailto:desk@dateline.example"),
        ("https://dateline.example/desk", "https://dateline.example/desk"),
        ("javascript:alert(1)", ""),
        ("a@b.example?cc=x", ""),
        ("", ""),
    ],
)
def test_errors_are_reported_to_an_address_that_is_one(contact: str, href: str) -> None:
    page = site(replace(ISSUE, edition=replace(EDITION, contact=contact)))["index.html"]
    found = re.findall(r'<a href="([^"]*)">Report an error', page)
    assert found == ([href] if href else [])


# --- for machines -------------------------------------------------------------------------

PUBLIC = replace(ISSUE, edition=replace(EDITION, base_url="https://news.example/site/"))


def test_linked_data_says_what_the_page_is_based_on() -> None:
    form = linked_data(site(PUBLIC)["story/sferry/index.html"])
    assert form["@type"] == "NewsArticle"
    assert form["@id"] == "https://news.example/site/story/sferry/"
    assert form["datePublished"] == "2025-07-01T19:27:47Z"
    assert form["dateline"] == "Baltrum"
    assert len(form["isBasedOn"]) == 4
    assert form["digitalSourceType"].endswith("/AlgorithmicMediaDigitalSource")
    assert form["correction"][0]["text"].startswith("Correction:")
    assert form["contentLocation"][0]["geo"] == {
        "@type": "GeoCoordinates",
        "latitude": 53.73,
        "longitude": 7.37,
    }
    assert all(len(cited["text"].split()) <= 25 for cited in form["citation"])
    assert "Built from 4 reports by 4 outlets, of 3 independent origins." in form["backstory"]
    assert "ClaimReview" not in json.dumps(form)


def test_linked_data_has_no_empty_value() -> None:
    form = linked_data(site()["story/slibrary/index.html"])
    assert "@id" not in form
    assert "correction" not in form
    assert "" not in form.values()


def test_nothing_in_linked_data_can_end_its_element() -> None:
    text = str(embedded({"headline": "</script><!-- & \u2028"}))
    assert not set(text) & set("<>&\u2028")
    assert json.loads(text) == {"headline": "</script><!-- & \u2028"}


def test_pages_name_their_address_and_their_card() -> None:
    page = Reader(site(PUBLIC)["story/sferry/index.html"])
    assert ("link", {"rel": "canonical", "href": "https://news.example/site/story/sferry/"}) in page.tags
    graph = {
        attrs["property"]: attrs["content"]
        for tag, attrs in page.tags
        if tag == "meta" and "property" in attrs
    }
    assert graph["og:title"] == FERRY.title
    assert graph["og:type"] == "article"
    assert graph["article:modified_time"] == "2025-07-02T06:10:00Z"
    assert not [attrs for tag, attrs in ferry().tags if tag == "link" and attrs["rel"] == "canonical"]


def test_feeds_are_read_by_a_feed_reader() -> None:
    files = site(PUBLIC)
    feed = feedparser.parse(files["feed.xml"])
    assert not feed.bozo
    assert feed.version == "rss20"
    assert [entry.id for entry in feed.entries] == [
        *(f"urn:dateline:story:{s}" for s in ("sferry", "slibrary", "stide")),
        correction_name(FERRY_PAGE, FERRY_PAGE.corrections[0]),
    ]
    assert feed.entries[0].link == "https://news.example/site/story/sferry/"
    assert feed.entries[0].published == "Tue, 01 Jul 2025 19:27:47 GMT"
    assert feed.entries[0].summary.startswith("<p>Correction: This page said: “The Sturm")
    assert {
        "rel": "self",
        "href": "https://news.example/site/feed.xml",
        "type": "application/rss+xml",
    } in feed.feed.links
    assert NOTICE in feed.feed.subtitle
    theme = feedparser.parse(files["theme/tsea/feed.xml"])
    assert [entry.title for entry in theme.entries] == [
        FERRY.title,
        "Spring tide closes the Nessmersiel car park",
        f"Correction: {FERRY.title}",
    ]
    assert "Wed, 02 Jul 2025 06:10:00 GMT" in files["theme/tsea/feed.xml"]


def test_a_feed_holds_fifty_stories_and_any_character() -> None:
    many = tuple(replace(FERRY_PAGE, story=f"s{n}") for n in range(70))
    odd = replace(many[0].headline, text="a\x00b\ud800 ]]> <b>&amp;")
    feed = feedparser.parse(
        site(replace(PUBLIC, pages=(replace(many[0], headline=odd), *many[1:])))["feed.xml"]
    )
    assert not feed.bozo
    assert len([entry for entry in feed.entries if entry.id.startswith("urn:dateline:story:")]) == 50
    alone = ET.fromstring(site(replace(ISSUE, pages=(replace(many[0], headline=odd),)))["feed.xml"])
    assert alone.findtext("channel/item/title") == "a\ufffdb\ufffd ]]> <b>&amp;"


def test_the_sitemap_is_there_where_the_site_has_an_address() -> None:
    files = site(PUBLIC)
    tree = ET.fromstring(files["sitemap.xml"])
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    found = {url.findtext("s:loc", "", space): url.findtext("s:lastmod", "", space) for url in tree}
    assert found["https://news.example/site/story/sferry/"] == "2025-07-02T06:10:00Z"
    assert found["https://news.example/site/"] == ""
    assert "Sitemap: https://news.example/site/sitemap.xml" in files["robots.txt"]
    assert "Sitemap" not in site()["robots.txt"]


def test_the_json_of_a_page_keeps_the_contract() -> None:
    form = json.loads(site()["story/sferry/page.json"])
    assert {
        "story",
        "theme",
        "headline",
        "standfirst",
        "summary",
        "body",
        "figures",
        "related",
        "revision",
    } <= form.keys()
    assert form["headline"]["evidence"][0]["report"] == "rferry"


# --- hostile text -------------------------------------------------------------------------


def poisoned(payload: str) -> Issue:
    """An edition in which a source wrote the payload into every field that it can fill."""
    report = replace(FERRY, text=payload + " x", url=payload, outlet=payload, title=payload, author=payload)
    report = replace(report, language=payload, rights=Rights(licence=payload))
    evidence = replace(span(FERRY, "The"), start=0, end=len(report.text))
    told = line("l", payload, evidence)
    page: Page = replace(
        FERRY_PAGE,
        headline=told,
        standfirst=told,
        summary=(told,),
        body=tuple(replace(section, heading=payload, lines=(told,)) for section in FERRY_PAGE.body),
        figures=tuple(replace(row, measure=payload, speaker=payload, unit=payload, evidence=(evidence,))
                      for row in FERRY_PAGE.figures),
        tolls=tuple(replace(toll, measure=payload, unit=payload) for toll in FERRY_PAGE.tolls),
        earlier=tuple(replace(one, text=payload, date=payload, story=payload) for one in FERRY_PAGE.earlier),
        claims=tuple(replace(claim, label=payload, speaker=payload + "x") for claim in FERRY_PAGE.claims),
        places=tuple(replace(place, name=payload, country=payload) for place in FERRY_PAGE.places),
        timeline=tuple(replace(entry, text=payload, date=payload) for entry in FERRY_PAGE.timeline),
        sources=(credit(report),),
        revisions=tuple(replace(held, reason=payload) for held in FERRY_PAGE.revisions),
        corrections=tuple(
            replace(one, wrong=payload, right=payload, note=payload, evidence=(evidence,))
            for one in FERRY_PAGE.corrections
        ),
        withheld=tuple(replace(finding, rule=payload, why=payload) for finding in FERRY_PAGE.withheld),
        language="en",
        happened=payload,
    )  # fmt: skip
    theme = replace(THEMES[0], name=payload)
    return Issue(edition=PUBLIC.edition, pages=(page,), themes=(theme,), reports={report.id: report})


def check_harmless(payload: str) -> None:
    """The page has our tags alone, links of the web alone, and reads as whole."""
    for path, content in site(poisoned(payload)).items():
        if path.endswith(".xml"):
            ET.fromstring(content)
        if not path.endswith(".html"):
            continue
        page = Reader(content)
        assert page.open == [], path
        assert {tag for tag, _ in page.tags} <= ALLOWED_TAGS, path
        for tag, attrs in page.tags:
            assert not [
                name for name in attrs if name.startswith("on") or name in ("style", "srcdoc", "formaction")
            ]
            href = attrs.get("href") or ""
            local = not urlsplit(href).scheme or href in ("data:,", "mailto:desk@dateline.example")
            assert local or href.startswith(("http://", "https://")), f"{path}: {href}"
            assert tag != "script" or attrs.keys() <= {"src", "defer", "type"}


@pytest.mark.parametrize(
    "payload",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "' onmouseover='alert(1)",
        "javascript:alert(1)",
        "</title></script><svg onload=alert(1)>",
        "{{ 7 * 7 }}{% raw %}",
        'https://a.example/"onclick="alert(1)',
        "<!--",
        "]]>",
        "\u202e\u2028<b>\x00",
    ],
)
def test_hostile_text_stays_text(payload: str) -> None:
    check_harmless(payload)


@pytest.mark.shared
def test_no_known_payload_breaks_out(shared: Path) -> None:
    """A sample, so that the suite stays quick."""
    for payload in payloads(shared)[::48]:
        check_harmless(payload)


@pytest.mark.shared
@pytest.mark.slow
def test_none_of_all_known_payloads_breaks_out(shared: Path) -> None:
    for payload in payloads(shared):
        check_harmless(payload)


def payloads(shared: Path) -> list[str]:
    lines = (shared / "data" / "hostile" / "xss.jsonl").read_text("utf-8").split("\n")
    assert len(lines) > 1000
    return [json.loads(held)["payload"] for held in lines if held]
