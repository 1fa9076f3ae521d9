"""The site as files: what is there, how it looks as bytes, and that nothing of a source can break out.

Of what one kind of page shows, the tests of its room tell; of links, weight and validity ``tests/markup``.
``test_golden`` compares one small story page with ``tests/golden/story.html``. After a wanted change renew it
with ``DATELINE_RENEW_GOLDEN=1 pytest tests/stages/test_publish_site.py -k golden`` and read the difference.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import feedparser
import pytest

from dateline.core.pages import Page
from dateline.core.site import Edition
from dateline.core.types import Report, Rights
from dateline.stages.publish import addresses, missing
from tests.edition import Issue, publish
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
PUBLIC = replace(ISSUE, edition=replace(EDITION, base_url="https://news.example/site/"))
VOID = {"meta", "link", "br", "input", "rect", "circle", "path"}
ALLOWED_TAGS = {
    *("html", "head", "meta", "title", "link", "script", "body", "header", "main", "footer", "nav", "aside"),
    *("article", "section", "div", "p", "a", "b", "s", "q", "bdi", "span", "time", "del", "ins"),
    *("h1", "h2", "h3", "ol", "ul", "li", "dl", "dt", "dd", "figure", "figcaption", "details", "summary"),
    *("blockquote", "table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("svg", "g", "rect", "path", "circle", "text"),
    *("form", "fieldset", "legend", "label", "input", "select", "option", "button", "code"),
}  # fmt: skip
FEEDS = ("feed.xml", "atom.xml", "feed.json")
ONCE = (
    *("archive", "corrections", "follow", "methods", "people", "places", "search", "sources", "statistics"),
    "themes",
)


def built(issue: Issue) -> dict[str, str]:
    return {file.path: file.content.decode(errors="replace") for file in publish(issue)}


@cache
def site() -> Mapping[str, str]:
    """The invented edition."""
    return built(ISSUE)


@cache
def public() -> Mapping[str, str]:
    """The same with an address."""
    return built(PUBLIC)


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


def pages(files: Mapping[str, str]) -> Iterator[tuple[str, Reader]]:
    for path, content in files.items():
        if path.endswith(".html"):
            yield path, Reader(content)


def ferry() -> Reader:
    return Reader(site()["story/sferry/index.html"])


def linked_data(page: str) -> Any:
    return json.loads(page.split('<script type="application/ld+json">')[1].split("</script>", maxsplit=1)[0])


# --- the files ----------------------------------------------------------------------------


def of_stories_and_themes(files: Mapping[str, str]) -> list[str]:
    return sorted(path for path in files if path.startswith(("story/", "theme/")))


def test_the_site_has_its_files() -> None:
    keyed = re.compile(r"(source|place|person)/[a-z0-9-]+/index\.html|archive/[0-9]{8}\.html")
    assert sorted(path for path in site() if not keyed.fullmatch(path)) == sorted(
        [
            *(".htaccess", ".well-known/tdmrep.json", "_redirects", "redirects.map", "robots.txt"),
            *("404.html", "assets/dateline.css", "assets/dateline.js", "sources.opml"),
            *("index.html", *FEEDS),
            *(f"{room}/index.html" for room in ONCE),
            *(f"corrections/{name}" for name in FEEDS),
            *(
                f"story/{story}/{name}"
                for story in ("sferry", "slibrary", "stide")
                for name in ("index.html", "page.json", "annotations.json", *FEEDS)
            ),
            *(f"theme/{theme}/{name}" for theme in ("tsea", "ttown") for name in ("index.html", *FEEDS)),
        ]
    )


def test_every_outlet_has_a_page_and_what_one_story_mentions_has_none() -> None:
    assert len([path for path in site() if path.startswith("source/")]) == 4
    assert not [path for path in site() if path.startswith(("place/", "person/"))]


def test_an_address_adds_what_is_found_by_it_alone() -> None:
    cards = {f"story/{story}/card.png" for story in ("sferry", "slibrary", "stide")}
    assert public().keys() - site().keys() >= cards
    assert {path for path in public().keys() - site().keys() - cards if "sitemap" not in path} == set()
    assert "sitemap/2025-07-01.xml" in public()


def test_the_same_issue_gives_the_same_bytes_whatever_its_order() -> None:
    turned = replace(
        ISSUE, pages=ISSUE.pages[::-1], themes=THEMES[::-1], reports=dict(reversed(REPORTS.items()))
    )
    assert built(turned) == site()


def test_every_file_lies_at_its_address_once() -> None:
    paths = [file.path for file in publish(PUBLIC)]
    assert len(paths) == len(set(paths))
    assert {path for path in paths if addresses.parse(path) is None} == {
        "assets/dateline.css",
        "assets/dateline.js",
    }


def test_paths_are_made_of_ids_alone() -> None:
    odd = replace(FERRY_PAGE, story="../../etc/passwd", theme="CON <b>")
    issue = replace(ISSUE, pages=(odd,), themes=(replace(THEMES[0], id="CON <b>"),))
    for path in built(issue):
        assert re.fullmatch(r"[a-z0-9./_-]+", path)
        assert ".." not in PurePosixPath(path).parts


@pytest.mark.parametrize("language", ["en", "uk", "de"])
def test_an_empty_edition_is_a_site_too(language: str) -> None:
    files = built(Issue(edition=Edition(language=language), pages=()))
    assert of_stories_and_themes(files) == []
    assert {f"{room}/index.html" for room in ONCE} < files.keys()
    assert f'<html lang="{language}">' in files["index.html"]
    assert ("No story yet" in files["index.html"]) is (language == "en")


def test_a_theme_without_a_story_has_no_link() -> None:
    files = built(replace(ISSUE, themes=(*THEMES, replace(THEMES[0], id="tempty", stories=()))))
    assert not [path for path, page in pages(files) if any("tempty" in href for href in page.values("href"))]


# --- every page ---------------------------------------------------------------------------


def test_every_page_is_well_formed_and_has_what_every_page_has() -> None:
    for path, page in pages(site()):
        assert page.open == [], path
        assert {tag for tag, _ in page.tags} <= ALLOWED_TAGS, path
        assert NOTICE in page.said, path
        assert "Quotations belong to the outlets" in page.said, path
        assert [tag for tag, _ in page.tags].count("h1") == 1, path
        assert ("a", {"class": "skip", "href": "#main"}) in page.tags, path
        assert not [
            name for _, attrs in page.tags for name in attrs if name.startswith("on") or name == "style"
        ]


def test_no_page_runs_a_script_of_its_own_or_asks_another_host() -> None:
    for path, page in pages(public()):
        policies = [a["content"] for t, a in page.tags if t == "meta" and "http-equiv" in a]
        assert len(policies) == 1
        searching = " 'wasm-unsafe-eval'" if path == "search/index.html" else ""
        opening = f"default-src 'none'; script-src 'self'{searching}; style-src 'self'; img-src 'self' data:;"
        assert str(policies[0]).startswith(opening), path
        for tag, attrs in page.tags:
            if tag == "script":
                inert = attrs.get("type") == "application/ld+json"
                assert inert or str(attrs["src"]).endswith("assets/dateline.js"), path
            if tag == "link" and attrs["rel"] in ("stylesheet", "icon"):
                assert not urlsplit(attrs["href"] or "").netloc, path
        assert not page.values("srcset")


def test_a_page_leads_to_every_part_of_the_site() -> None:
    wanted = {f"{room}/index.html" for room in ONCE if room != "sources"}
    for path, page in pages(site()):
        root = "/" if path == "404.html" else "../" * path.count("/")
        assert {root + part for part in wanted} <= set(page.values("href")), path


# --- the story page -----------------------------------------------------------------------


def test_the_three_times_are_told_apart_and_readable_without_script() -> None:
    said = ferry().said
    assert "Happened 1 July 2025" in said
    assert "First reported 1 July 2025, 19:27 UTC" in said
    assert "Revised 2 July 2025, 06:10 UTC Revision 2" in said
    assert ("time", {"datetime": "2025-07-01T19:27:47Z"}) in ferry().tags


def test_a_time_without_a_zone_says_so() -> None:
    assert "1 July 2025, 21:10 (local time, zone not given)" in ferry().said
    assert [
        attrs for tag, attrs in ferry().tags if tag == "time" and attrs.get("datetime") == "2025-07-01T21:10"
    ]


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
    assert "three people were hurt, said Onno Behrends Watt-Anzeiger , Imke Tjarks" in page.said
    href = "https://watt-anzeiger.example/news/ferry-1#:~:text=three%20people%20were%20hurt%2C%20said%20Onno%20Behrends"
    assert href in page.values("href")


def test_foreign_words_say_their_language() -> None:
    tagged = [attrs for tag, attrs in ferry().tags if tag in ("blockquote", "q") and attrs.get("lang")]
    assert {attrs["lang"] for attrs in tagged} == {"de"}


def test_a_reserved_report_is_named_and_never_quoted() -> None:
    page = site()["story/sferry/index.html"]
    assert "Küstenblatt" in page
    assert "rights reserved: headline, link, outlet and time only" in page
    told = [path for path, content in site().items() if "shipping line denies that the ferry" in content]
    assert told == []


def test_figures_claims_places_course_changes_and_sources_are_there() -> None:
    said = ferry().said
    assert "injured 3–5 disputed 5 Radio Siel 1 July 2025, 21:10 (local time, zone not given) 3" in said
    assert "replaced 1 July 2025, 21:10" in said
    assert "three hurt Onno Behrends since 1 July 2025, 19:27 UTC disputed Evidence: says" in said
    assert "Evidence: differs fünf" in said
    assert "Baltrum, Germany: 19 km north-east of Norden." in said
    assert "1 July 2025, 21:05 (local time, zone not given) The ferry runs aground." in said
    assert "same text as Watt-Anzeiger" in said
    page = site()["story/sferry/index.html"]
    assert re.search(r"<del>.*Sturmschwalbe.*</del> <ins>.*Seeschwalbe.*</ins> ran aground", page)


def test_what_was_withheld_is_counted_and_not_printed() -> None:
    assert "1 line withheld No source gives 90. (unsupported number)" in ferry().said
    assert "unsupported number" in Reader(site()["statistics/index.html"]).said
    assert [path for path, content in site().items() if "ninety" in content] == ["story/sferry/page.json"]


def test_other_stories_of_the_theme_stand_below_with_their_times() -> None:
    said = ferry().said
    assert "More on Shipping off the islands Spring tide closes the Nessmersiel car park 28 June 2025" in said
    assert "Esens library" not in said


def test_a_part_without_content_is_left_out() -> None:
    said = Reader(site()["story/slibrary/index.html"]).said
    for heading in ("Figures, one by one", "Where", "Timeline", "Who reports what", "More on "):
        assert heading not in said
    assert "No line was withheld." in said
    assert "CC BY 4.0" in said


def test_a_page_whose_reports_are_gone_is_printed_without_quotations() -> None:
    page = Reader(built(replace(ISSUE, reports={}))["story/sferry/index.html"])
    assert "Watt-Anzeiger" in page.said
    assert not [tag for tag, _ in page.tags if tag == "blockquote"]


def test_a_correction_stands_at_the_top_of_its_story() -> None:
    said = ferry().said
    assert said.index("This page said: The Sturmschwalbe") < said.index("In short")


@pytest.mark.parametrize("language", ["uk", "de"])
def test_another_language_of_the_house_changes_its_words_and_no_report_s(language: str) -> None:
    files = built(replace(ISSUE, edition=replace(EDITION, language=language)))
    assert files.keys() == site().keys()
    page = files["story/sferry/index.html"]
    assert f'<html lang="{language}">' in page
    assert "In short" not in page
    assert FERRY.title in page
    assert "three people were hurt, said Onno Behrends" in page


def test_golden() -> None:
    page = site()["story/slibrary/index.html"]
    if os.environ.get("DATELINE_RENEW_GOLDEN"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(page, "utf-8")
    assert page == GOLDEN.read_text("utf-8")


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
    page = missing(replace(EDITION, contact=contact)).content.decode()
    found = re.findall(r'<a href="([^"]*)">Report an error', page)
    assert found == ([href] if href else [])


# --- for machines -------------------------------------------------------------------------


def test_linked_data_stands_in_the_page_and_says_what_it_is_based_on() -> None:
    form = linked_data(public()["story/sferry/index.html"])
    assert form["@type"] == "NewsArticle"
    assert form["@id"] == "https://news.example/site/story/sferry/"
    assert len(form["isBasedOn"]) == 4
    assert form["correction"][0]["text"].startswith("Correction:")
    assert "ClaimReview" not in json.dumps(form)


def test_pages_name_their_address_and_their_card() -> None:
    page = Reader(public()["story/sferry/index.html"])
    assert ("link", {"rel": "canonical", "href": "https://news.example/site/story/sferry/"}) in page.tags
    graph = {
        attrs["property"]: attrs["content"]
        for tag, attrs in page.tags
        if tag == "meta" and "property" in attrs
    }
    assert graph["og:title"] == FERRY.title
    assert graph["og:type"] == "article"
    assert graph["og:image"] == "https://news.example/site/story/sferry/card.png"
    assert graph["article:modified_time"] == "2025-07-02T06:10:00Z"
    assert not [attrs for tag, attrs in ferry().tags if tag == "link" and attrs["rel"] == "canonical"]


def test_feeds_lead_to_pages_that_are_there() -> None:
    files, home = public(), "https://news.example/site/"
    for path in (path for path in files if path.endswith(("feed.xml", "atom.xml"))):
        feed = feedparser.parse(files[path])
        assert not feed.bozo, path
        for entry in feed.entries:
            target = entry.link.removeprefix(home).partition("#")[0]
            assert f"{target}index.html" in files, f"{path}: {entry.link}"
    titles = [entry.title for entry in feedparser.parse(files["feed.xml"]).entries]
    assert {FERRY.title, LIBRARY_PAGE.headline.text, f"Correction: {FERRY.title}"} <= set(titles)


def test_sitemaps_list_pages_that_are_there_and_every_story() -> None:
    files, home = public(), "https://news.example/site/"
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    parts = [one.text or "" for one in ET.fromstring(files["sitemap.xml"]).iterfind(".//s:loc", space)]
    listed = {
        (loc.text or "").removeprefix(home)
        for part in parts
        for loc in ET.fromstring(files[part.removeprefix(home)]).iterfind("s:url/s:loc", space)
    }
    assert {f"story/{name}/" for name in ("sferry", "slibrary", "stide")} < listed
    assert {path for path in listed if f"{path}index.html" not in files} == set()
    assert f"Sitemap: {home}sitemap.xml" in files["robots.txt"]
    assert "Sitemap" not in site()["robots.txt"]


def test_the_json_of_a_page_keeps_the_contract() -> None:
    form = json.loads(site()["story/sferry/page.json"])
    told = {"story", "theme", "headline", "standfirst", "summary", "body", "figures", "related", "revision"}
    assert told <= form.keys()
    assert form["headline"]["evidence"][0]["report"] == "rferry"


# --- hostile text -------------------------------------------------------------------------


def filled(number: int, payload: str) -> tuple[Page, Report]:
    """A page of which a source wrote the payload into every field that it can fill."""
    report = replace(
        FERRY, id=f"r{number}", text=payload + " x", url=payload, outlet=payload, title=payload,
        author=payload, language=payload, rights=Rights(licence=payload),
    )  # fmt: skip
    evidence = replace(span(FERRY, "The"), report=report.id, start=0, end=len(report.text))
    told = line("l", payload, evidence)
    page = replace(
        FERRY_PAGE,
        story=f"s{number}",
        theme=f"t{number}",
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
    return page, report


def poisoned(payloads: list[str]) -> Issue:
    """An edition with a page for each payload: what is harmless alone must be so beside others too."""
    made = [filled(number, payload) for number, payload in enumerate(payloads)]
    themes = [replace(THEMES[0], id=page.theme, name=page.headline.text) for page, _ in made]
    return Issue(
        edition=PUBLIC.edition,
        pages=tuple(page for page, _ in made),
        themes=tuple(themes),
        reports={report.id: report for _, report in made},
    )


def check_harmless(payloads: list[str]) -> None:
    """Every page has our tags alone, links of the web alone, and reads as whole."""
    seen = 0
    for file in publish(poisoned(payloads)):
        path, content = file.path, file.content.decode(errors="replace")
        if path.endswith((".xml", ".opml")):
            ET.fromstring(content)
        if path.endswith(".html"):
            check_page(path, Reader(content))
        seen += path.startswith("story/") and path.endswith(".html")
    assert seen == len(payloads)


#: The operator's address, with the page that an error is reported of.
MAIL = re.compile(r"mailto:desk@dateline\.example(\?subject=[\w%/:.-]*)?")


def check_page(path: str, page: Reader) -> None:
    assert page.open == [], path
    assert {tag for tag, _ in page.tags} <= ALLOWED_TAGS, path
    for tag, attrs in page.tags:
        assert not [
            name for name in attrs if name.startswith("on") or name in ("style", "srcdoc", "formaction")
        ], path
        href = attrs.get("href") or ""
        local = not urlsplit(href).scheme or href == "data:,"
        assert local or href.startswith(("http://", "https://")) or MAIL.fullmatch(href), f"{path}: {href}"
        assert tag != "script" or attrs.get("type") == "application/ld+json" or ours(attrs), path


def ours(script: Mapping[str, str | None]) -> bool:
    return script.keys() <= {"src", "defer"} and str(script.get("src")).endswith("assets/dateline.js")


FEW = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "</title></script><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    'https://a.example/"onclick="alert(1)',
    "<!--",
    "]]>",
    "\u202e\u2028<b>",
    "\x01\x0b",
]


def test_hostile_text_stays_text() -> None:
    check_harmless(FEW)


@pytest.mark.parametrize(
    "outbreak",
    [
        "<script>alert(1)</script>",
        '<script src="https://other.example/x.js"></script>',
        "<img src=x onerror=alert(1)>",
        '<a href="javascript:alert(1)">x</a>',
        '<a href="mailto:desk@dateline.example?bcc=x&subject=y">x</a>',
        '<p style="color: red">x</p>',
        "<p title='' onmouseover='alert(1)'>x</p>",
        "</div></main>",
        "<b>",
    ],
)
def test_what_breaks_out_would_be_seen(outbreak: str) -> None:
    head, tail = public()["story/sferry/index.html"].split("</main>")
    check_page("whole", Reader(f"{head}</main>{tail}"))
    with pytest.raises(AssertionError):
        check_page("broken", Reader(f"{head}{outbreak}</main>{tail}"))


@pytest.mark.shared
def test_no_known_payload_breaks_out(shared: Path) -> None:
    """A sample, so that the suite stays quick."""
    check_harmless(payloads(shared)[::120])


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize("part", range(5))
def test_none_of_all_known_payloads_breaks_out(shared: Path, part: int) -> None:
    check_harmless(payloads(shared)[part::5])


def payloads(shared: Path) -> list[str]:
    lines = (shared / "data" / "hostile" / "xss.jsonl").read_text("utf-8").split("\n")
    assert len(lines) > 1000
    return [json.loads(held)["payload"] for held in lines if held]
