"""Feeds in three formats: valid by the rules of each, read by a feed reader, with ids that never change."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dateline.core.ids import address
from dateline.core.listings import Facet, Listing, Mention
from dateline.core.pages import Occasion, Page, Revision, Status
from dateline.core.site import Edition
from dateline.core.types import Precision, Stamp
from dateline.stages.publish import addresses
from dateline.stages.publish.machines import feeds
from dateline.stages.publish.machines.times import rfc822, rfc3339
from tests.newsroom import FERRY_PAGE, LIBRARY_PAGE, stamp, toll
from tests.stages.shelves import LOCAL, NAMED, PUBLIC, listed, shelf

FEW = settings(max_examples=25, deadline=None)
SCHEMAS = Path(__file__).parent.parent / "schemas"
RSS = etree.RelaxNG(etree.parse(SCHEMAS / "rss.rng"))
ATOM = etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))
JSON = jsonschema_rs.validator_for(
    json.loads((SCHEMAS / "jsonfeed.json").read_text("utf-8")), validate_formats=True
)
ITEM, ENTRY = "channel/item", "{http://www.w3.org/2005/Atom}entry"
HUB = "https://hub.example/"
FERRY, LIBRARY = listed(FERRY_PAGE), listed(LIBRARY_PAGE)
FRONT = addresses.Address(addresses.Room.MACHINES)
SEA = addresses.theme("tsea")


def forms(*listings: Listing, edition: Edition = PUBLIC, at: addresses.Address = FRONT) -> dict[str, bytes]:
    """The feed of some stories by its file names, without their folder."""
    files = feeds.all_forms(edition.title, at, listings, shelf(edition=edition))
    return {file.path.removeprefix(at.folder): file.content for file in files}


def told(page: Page, edition: Edition = PUBLIC) -> dict[str, bytes]:
    """The feed of a story."""
    at = addresses.story(page.story)
    return {file.path.removeprefix(at.folder): file.content for file in feeds.of_story(page, at, edition)}


def rss(*listings: Listing, edition: Edition = PUBLIC) -> ET.Element:
    return ET.fromstring(forms(*listings, edition=edition)["feed.xml"])


def items(*listings: Listing, edition: Edition = PUBLIC) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(forms(*listings, edition=edition)["feed.json"])["items"]
    return found


def described(listing: Listing) -> str:
    return rss(listing).findtext(f"{ITEM}/description", "")


def faults(written: dict[str, bytes]) -> list[str]:
    """What is wrong with a feed by the rules of its formats."""
    for grammar, name in ((RSS, "feed.xml"), (ATOM, "atom.xml")):
        grammar.validate(etree.fromstring(written[name]))
    found = [str(error) for grammar in (RSS, ATOM) for error in grammar.error_log]
    return found + [error.message for error in JSON.iter_errors(json.loads(written["feed.json"]))]


# --- valid --------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", [PUBLIC, replace(PUBLIC, hub=HUB), LOCAL, replace(PUBLIC, language="de")])
@pytest.mark.parametrize("listings", [(), (FERRY,), (FERRY, LIBRARY)])
def test_every_format_is_valid(edition: Edition, listings: tuple[Listing, ...]) -> None:
    assert faults(forms(*listings, edition=edition)) == []
    assert faults(forms(*listings, edition=edition, at=SEA)) == []


@pytest.mark.parametrize(
    "page", [FERRY_PAGE, LIBRARY_PAGE, replace(FERRY_PAGE, revisions=FERRY_PAGE.revisions[:1])]
)
@pytest.mark.parametrize("edition", [PUBLIC, LOCAL])
def test_the_feed_of_a_story_is_valid(page: Page, edition: Edition) -> None:
    assert faults(told(page, edition)) == []


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (b"<updated>", b"<updated>2025 "),
        (b'rel="alternate"', b'rel="other"'),
        (b"<pubDate>", b"<pubDate>on "),
        (b'isPermaLink="false"', b'isPermaLink="true"'),
        (b'"date_published": "', b'"date_published": "x'),
        (b'"content_html"', b'"content"'),
    ],
)
def test_the_rules_find_faults(was: bytes, now: bytes) -> None:
    written = forms(FERRY)
    assert any(was in content for content in written.values())
    assert faults({name: content.replace(was, now) for name, content in written.items()})


TEXT = st.text(max_size=20)


@FEW
@given(TEXT, TEXT, TEXT, TEXT, TEXT)
def test_no_text_of_a_source_makes_a_feed_invalid(
    headline: str, standfirst: str, outlet: str, place: str, title: str
) -> None:
    mention = Mention(facet=Facet.PLACE, key="p", name=place or "x")
    listing = replace(FERRY, headline=headline, standfirst=standfirst, outlets=(outlet,), mentions=(mention,))
    written = forms(listing, edition=replace(PUBLIC, title=title or "x"))
    assert faults(written) == []
    assert not feedparser.parse(written["atom.xml"]).bozo


# --- ids, links and times -----------------------------------------------------------------


@FEW
@given(st.lists(st.text(max_size=12), min_size=1, max_size=6, unique=True))
def test_a_reader_finds_each_story_by_its_id(keys: list[str]) -> None:
    written = forms(*(replace(LIBRARY, story=key) for key in keys))
    wanted = {f"urn:dateline:story:{address(key)}" for key in keys}
    for name in ("feed.xml", "atom.xml"):
        parsed = feedparser.parse(written[name])
        assert not parsed.bozo
        assert {entry.id for entry in parsed.entries} == wanted
        assert all(entry.link.startswith("https://kueste.example/story/") for entry in parsed.entries)
    assert {item["id"] for item in json.loads(written["feed.json"])["items"]} == wanted


@pytest.mark.parametrize("name", ["feed.xml", "atom.xml"])
def test_a_reader_of_feeds_gets_back_what_was_told(name: str) -> None:
    parsed = feedparser.parse(forms(FERRY, at=SEA)[name])
    entry = parsed.entries[-1]
    assert (parsed.feed.title, parsed.feed.link) == ("Küste", "https://kueste.example/theme/tsea/")
    assert (entry.title, entry.link) == (FERRY.headline, "https://kueste.example/story/sferry/")
    assert entry.published_parsed[:6] == (2025, 7, 1, 19, 27, 47)
    assert entry.tags[0].term == "Shipping off the islands"
    assert "A ferry ran aground off Baltrum" in (
        entry.content[0].value if name == "atom.xml" else entry.summary
    )


def test_new_words_do_not_change_the_id_and_a_revision_moves_the_time() -> None:
    later = replace(FERRY, headline="Tide rises", revised=stamp("2025-07-05T01:02:03"), revision=3)
    one, other = (feedparser.parse(forms(each)["atom.xml"]).entries[-1] for each in (FERRY, later))
    assert one.id == other.id
    assert (one.published, other.published) == ("2025-07-01T19:27:47Z", "2025-07-01T19:27:47Z")
    assert (one.updated, other.updated) == ("2025-07-02T06:10:00Z", "2025-07-05T01:02:03Z")


@pytest.mark.parametrize(
    ("edition", "at", "link", "home"),
    [
        (PUBLIC, FRONT, "https://kueste.example/story/slibrary/", "https://kueste.example/"),
        (PUBLIC, SEA, "https://kueste.example/story/slibrary/", "https://kueste.example/theme/tsea/"),
        (LOCAL, FRONT, "story/slibrary/index.html", "index.html"),
        (LOCAL, SEA, "../../story/slibrary/index.html", "../../theme/tsea/index.html"),
    ],
)
def test_links_lead_from_where_the_feed_lies(
    edition: Edition, at: addresses.Address, link: str, home: str
) -> None:
    written = forms(LIBRARY, edition=edition, at=at)
    channel = ET.fromstring(written["feed.xml"])
    assert (channel.findtext(f"{ITEM}/link"), channel.findtext("channel/link")) == (link, home)
    assert json.loads(written["feed.json"])["items"][0]["url"] == link


def test_a_feed_names_itself_and_its_hub_where_it_can() -> None:
    written = forms(LIBRARY, edition=replace(PUBLIC, hub=HUB), at=SEA)
    for name in ("feed.xml", "atom.xml"):
        links = {link.rel: link.href for link in feedparser.parse(written[name]).feed.links}
        assert links["self"] == f"https://kueste.example/theme/tsea/{name}"
        assert links["hub"] == HUB
    form = json.loads(written["feed.json"])
    assert form["feed_url"] == "https://kueste.example/theme/tsea/feed.json"
    assert form["hubs"] == [{"type": "WebSub", "url": HUB}]
    local = forms(LIBRARY, edition=LOCAL)
    assert b'rel="self"' not in local["feed.xml"] + local["atom.xml"]
    assert not {"feed_url", "hubs", "home_page_url"} & set(json.loads(local["feed.json"]))


def test_feeds_of_one_site_have_ids_of_their_own() -> None:
    places = [FRONT, SEA, addresses.theme("ttown")]
    for edition in (PUBLIC, LOCAL):
        ids = [feedparser.parse(forms(edition=edition, at=at)["atom.xml"]).feed.id for at in places]
        assert len(set(ids)) == 3


@pytest.mark.parametrize(
    ("notice", "told"),
    [("", "One page"), ("Invented.", "Invented. One page"), ("Invented events", "Invented events. One page")],
)
def test_the_notice_of_the_site_stands_before_what_a_feed_is(notice: str, told: str) -> None:
    channel = rss(edition=replace(PUBLIC, notice=notice))
    assert channel.findtext("channel/description", "").startswith(f"{told} for each happening")


def test_an_empty_feed_is_a_feed_without_a_time_of_its_own() -> None:
    written = forms()
    parsed = feedparser.parse(written["feed.xml"])
    assert not parsed.bozo
    assert parsed.entries == []
    assert parsed.feed.title == "Küste"
    assert "One page for each happening" in parsed.feed.subtitle
    assert b"lastBuildDate" not in written["feed.xml"]
    assert feedparser.parse(written["atom.xml"]).feed.updated == rfc3339(None) == "1970-01-01T00:00:00Z"


def test_a_story_without_a_time_or_a_theme_says_neither() -> None:
    bare = replace(LIBRARY, first_reported=None, revised=None, theme="", mentions=())
    item = rss(bare).find(ITEM)
    assert item is not None
    assert not {"pubDate", "category"} & {child.tag for child in item}
    assert not {"date_published", "date_modified", "tags"} & set(items(bare)[0])


def test_the_newest_stands_first_and_fifty_are_enough() -> None:
    first = stamp("2025-01-01T00:00:00")
    many = [
        replace(LIBRARY, story=f"s{n}", first_reported=replace(first, at=first.at + timedelta(hours=n)))
        for n in range(60)
    ]
    found = [entry.id for entry in feedparser.parse(forms(*many)["feed.xml"]).entries]
    assert found == [f"urn:dateline:story:s{n}" for n in range(59, 9, -1)]


@FEW
@given(st.datetimes(datetime(1900, 1, 2), datetime(9999, 12, 30)), st.integers(-14, 14))
def test_a_time_can_be_read_back(at: datetime, hours: int) -> None:
    zoned = at.replace(tzinfo=timezone(timedelta(hours=hours)))
    text = rfc822(Stamp(at=zoned))
    assert text.endswith(" GMT")
    assert parsedate_to_datetime(text) == zoned.replace(microsecond=0)
    assert datetime.fromisoformat(rfc3339(Stamp(at=zoned))) == zoned.replace(microsecond=0)


@pytest.mark.parametrize("precision", [Precision.DAY, Precision.MONTH, Precision.YEAR, Precision.SECOND])
def test_a_floating_time_keeps_its_clock(precision: Precision) -> None:
    at = Stamp(at=datetime(2025, 3, 1, 4, 5, tzinfo=UTC), precision=precision, zone=None)
    assert rfc822(at) == "Sat, 01 Mar 2025 04:05:00 GMT"


@pytest.mark.parametrize("at", [datetime.min, datetime.max])
@pytest.mark.parametrize("hours", [-14, 14])
def test_times_at_the_ends_of_the_calendar_do_not_break_a_feed(at: datetime, hours: int) -> None:
    known = Stamp(at=at.replace(tzinfo=timezone(timedelta(hours=hours))))
    assert rfc3339(known)
    assert rfc822(known)


# --- what an entry tells ------------------------------------------------------------------


@pytest.mark.parametrize("text", ["<b>bold</b>", "a & b", "]]>", "&lt;", "“so”", "\U0001f30a tide", "'\""])
def test_marks_of_xml_stay_text(text: str) -> None:
    listing = replace(LIBRARY, headline=text)
    title = rss(listing).findtext(f"{ITEM}/title", "")
    assert ET.fromstring(f"<p>{title.replace(' & ', ' &amp; ')}</p>").text == text
    assert feedparser.parse(forms(listing)["atom.xml"]).entries[0].title_detail.value == text
    assert items(listing)[0]["title"] == text


@pytest.mark.parametrize("payload", ["<script>alert(1)</script>", "&lt;script&gt;", "<img src=x onerror=y>"])
def test_a_reader_of_rss_that_takes_plain_text_for_html_finds_no_markup(payload: str) -> None:
    page = replace(
        FERRY_PAGE,
        standfirst=replace(FERRY_PAGE.headline, text=payload),
        headline=replace(FERRY_PAGE.headline, text=payload),
    )
    listing = replace(FERRY, headline=payload)
    sea = replace(NAMED["tsea"], name=payload)
    files = feeds.all_forms(payload, FRONT, [listing], replace(shelf(), themes={"tsea": sea}))
    for content in (told(page)["feed.xml"], next(files).content):
        for element in ET.fromstring(content).iter():
            assert "<script" not in (element.text or "")
            assert "<img" not in (element.text or "")
            assert element.text != payload


@pytest.mark.parametrize(
    ("bad", "left"),
    [
        *((bad, "\ufffd") for bad in ("\x00", "\x08", "\x1f", "\ufffe", "\ud83d")),
        *((bad, "") for bad in ("\u202e", "\u2066", "\u2069")),
    ],
)
def test_what_xml_cannot_hold_is_replaced_and_what_turns_a_text_round_is_dropped(bad: str, left: str) -> None:
    listing = replace(LIBRARY, headline=f"a{bad}b", standfirst=f"c{bad}d")
    assert rss(listing).findtext(f"{ITEM}/title") == f"a{left}b"
    assert f"c{left}d" in described(listing)
    assert items(listing)[0]["title"] == f"a{left}b"


@pytest.mark.parametrize(
    "payload", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '" onload="x']
)
@pytest.mark.parametrize("field", ["headline", "standfirst", "outlets", "language"])
def test_what_a_source_wrote_is_no_markup_in_any_field(field: str, payload: str) -> None:
    value: Any = (payload,) if field == "outlets" else payload
    html = items(replace(FERRY, **{field: value}))[0]["content_html"]
    assert payload not in html
    assert {element.tag for element in ET.fromstring(f"<div>{html}</div>").iter()} <= {"div", "p"}


def test_a_correction_comes_first_in_its_story_and_is_an_entry_of_its_own() -> None:
    correction, story = items(FERRY)
    assert story["content_html"].startswith("<p>Correction: this page said: “The Sturmschwalbe ran aground")
    assert correction["id"].startswith("urn:dateline:correction:sferry:")
    assert correction["title"] == f"Correction: {FERRY.headline}"
    assert correction["url"] == "https://kueste.example/story/sferry/#corrections"
    assert correction["date_published"] == "2025-07-02T06:10:00Z"
    assert correction["_dateline"] == {"story": "sferry", "fault": "the source corrected its report"}


def test_corrections_of_older_stories_stand_beside_the_newest_stories() -> None:
    files = feeds.all_forms("Küste", FRONT, [LIBRARY], shelf(), [FERRY])
    (found,) = [file.content for file in files if file.path == "feed.json"]
    ids = [item["id"] for item in json.loads(found)["items"]]
    assert ids[1] == "urn:dateline:story:slibrary"
    assert [part.split(":")[2] for part in ids] == ["correction", "story"]


def test_what_was_put_right_later_stands_above_what_was_reported_earlier() -> None:
    for at, expected in (
        ("2025-06-01T08:00:00", ["correction", "story", "story"]),
        ("2025-08-01T08:00:00", ["story", "correction", "story"]),
    ):
        found = items(FERRY, replace(LIBRARY, first_reported=stamp(at)))
        assert [item["id"].split(":")[2] for item in found] == expected


def test_the_feed_of_the_log_of_corrections_holds_nothing_else() -> None:
    at = addresses.Address(addresses.Room.CORRECTIONS)
    files = feeds.all_forms("Corrections", at, [FERRY, LIBRARY], shelf())
    (found,) = [file.content for file in files if file.path.endswith("feed.json")]
    kinds = [item["id"].split(":")[2] for item in json.loads(found)["items"]]
    assert kinds == ["correction"] * len(FERRY.corrections)


def test_a_story_has_one_entry_though_it_is_given_twice() -> None:
    assert len(items(LIBRARY, LIBRARY)) == 1


def test_an_entry_tells_how_many_where_it_stands_and_whose_reports_they_are() -> None:
    html = items(FERRY)[-1]["content_html"]
    assert "<p>3–5 injured</p>" in html
    assert "<p>Status: disputed</p>" in html
    assert "Reports: 4. Independent origins: 3." in html
    assert "Outlets: Watt-Anzeiger, Norden heute, Radio Siel and Küstenblatt." in html
    assert '<p lang="en">A ferry ran aground off Baltrum' in html


def test_counts_and_codes_stand_for_programs_under_a_name_of_our_own() -> None:
    own = items(FERRY)[-1]["_dateline"]
    assert items(replace(FERRY, models=("m1", "m2")))[-1]["_dateline"]["models"] == "m1, m2"
    assert own == {"revision": 2, "reports": 4, "origins": 3, "status": "disputed"}


@pytest.mark.parametrize(
    ("low", "best", "high", "said"),
    [(3, 3, 3, "3 injured"), (3, 4, 5, "3–5 injured"), (1400, None, None, "at least 1,400 injured")],
)
def test_a_toll_is_a_range_and_never_one_number_out_of_two(
    low: float, best: float | None, high: float | None, said: str
) -> None:
    assert f"<p>{said}</p>" in items(replace(FERRY, tolls=(toll(low, best, high),)))[-1]["content_html"]


def test_that_reports_say_so_is_no_news_and_a_model_is_named_as_one() -> None:
    plain = replace(FERRY, status=Status.REPORTED, disputed=False, corrections=())
    assert "Status" not in described(plain)
    assert "language model" not in described(plain)
    assert "worded by a language model" in described(replace(plain, modelled=True))
    assert "Status: denied" in described(replace(plain, status=Status.DENIED))


def test_of_many_outlets_eight_are_named() -> None:
    many = replace(LIBRARY, outlets=tuple(f"Outlet {n}" for n in range(11)))
    assert "Outlets: Outlet 0, Outlet 1" in described(many)
    assert "Outlet 7 and 3 more." in described(many)
    assert "Outlet 8" not in described(many)
    assert "Outlets: Radio Siel." in described(replace(LIBRARY, outlets=("Radio Siel",)))
    assert "Outlets" not in described(replace(LIBRARY, outlets=()))


def test_the_site_is_the_author_and_no_outlet_is() -> None:
    written = forms(FERRY)
    assert feedparser.parse(written["atom.xml"]).feed.author == "Küste"
    assert feedparser.parse(written["feed.xml"]).entries[0].author == "Küste"
    assert json.loads(written["feed.json"])["authors"] == [{"name": "Küste", "url": "https://kueste.example"}]


def test_a_story_of_another_language_says_so() -> None:
    german = replace(LIBRARY, language="de")
    assert items(german)[0]["language"] == "de"
    entry = ET.fromstring(forms(german)["atom.xml"]).find(ENTRY)
    assert entry is not None
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"
    assert '<p lang="de">' in items(german)[0]["content_html"]


# --- a story's own feed -------------------------------------------------------------------


def test_the_feed_of_a_story_has_its_revisions_newest_first_and_its_corrections() -> None:
    found = json.loads(told(FERRY_PAGE)["feed.json"])
    assert found["title"] == f"{FERRY_PAGE.headline.text} · Küste"
    assert [item["id"].split(":")[2] for item in found["items"]] == ["revision", "correction", "revision"]
    newest, _, first = found["items"]
    assert newest["title"] == f"{FERRY_PAGE.headline.text} (source edited)"
    assert first["title"] == FERRY_PAGE.headline.text
    assert (first["date_published"], newest["date_modified"]) == (
        "2025-07-01T19:30:00Z",
        "2025-07-02T06:10:00Z",
    )
    assert (newest["url"], first["url"]) == (
        "https://kueste.example/story/sferry/#changed",
        "https://kueste.example/story/sferry/",
    )


def test_a_revision_shows_what_went_and_what_came() -> None:
    html = json.loads(told(FERRY_PAGE)["feed.json"])["items"][0]["content_html"]
    assert "<p>Source corrected itself: Watt-Anzeiger.</p>" in html
    assert "<p>injured: 3 to 5, before 2</p>" in html
    assert '<p lang="en">Reports differ on the injured: three or five.</p>' in html
    assert "<del>Sturmschwalbe</del> <ins>Seeschwalbe</ins>" in html


def test_the_newest_revision_names_the_reports_and_older_ones_do_not() -> None:
    newest, _, first = json.loads(told(FERRY_PAGE)["feed.json"])["items"]
    assert len(newest["_dateline"]["sources"]) == 4
    assert newest["_dateline"]["sources"][0]["url"] == FERRY_PAGE.sources[0].url
    assert "sources" not in first["_dateline"]
    assert first["content_html"] == "<p>First publication.</p>"
    entry = feedparser.parse(told(FERRY_PAGE)["atom.xml"]).entries[0]
    assert [link.href for link in entry.links if link.rel == "via"] == [c.url for c in FERRY_PAGE.sources]


def test_a_report_without_a_safe_address_is_no_link() -> None:
    bad = tuple(replace(credit, url="javascript:alert(1)") for credit in FERRY_PAGE.sources)
    written = told(replace(FERRY_PAGE, sources=bad))
    assert not any(b"javascript" in content for content in written.values())


@pytest.mark.parametrize("hostile", ["</p><script>x</script>", "]]>", "\x00", "a\u202eb"])
def test_what_changed_is_escaped(hostile: str) -> None:
    first, last = FERRY_PAGE.revisions
    changed = replace(
        last, changes=tuple(replace(change, after=hostile) for change in last.changes), reason=hostile
    )
    written = told(replace(FERRY_PAGE, revisions=(first, changed)))
    assert faults(written) == []
    html = json.loads(written["feed.json"])["items"][0]["content_html"]
    assert {each.tag for each in ET.fromstring(f"<div>{html}</div>").iter()} <= {"div", "p", "del", "ins"}


def test_a_long_log_is_cut_and_says_what_it_leaves_out_of_a_revision() -> None:
    changes = tuple(replace(FERRY_PAGE.revision.changes[1], line=f"l{n}") for n in range(15))
    log = tuple(
        Revision(
            number=n,
            at=stamp("2025-07-02T06:10:00"),
            reason="x",
            occasion=Occasion.NEW_REPORT,
            changes=changes,
        )
        for n in range(1, 61)
    )
    found = json.loads(told(replace(FERRY_PAGE, revisions=log, corrections=()))["feed.json"])["items"]
    assert [item["_dateline"]["revision"] for item in found] == list(range(60, 10, -1))
    assert "<p>3 more lines changed.</p>" in found[0]["content_html"]


# --- searches, heads and hubs -------------------------------------------------------------


@pytest.mark.parametrize("name", ["feed.xml", "atom.xml", "feed.json"])
def test_the_feed_of_a_search_names_what_was_asked(name: str) -> None:
    raw = feeds.of_search(name, "“Fähre”", "q=F%C3%A4hre&x=%2F", [LIBRARY], NAMED, PUBLIC).decode()
    own = f"https://kueste.example/search/{name}?q=F%C3%A4hre&x=%2F"
    assert own in raw or own.replace("&", "&amp;") in raw
    assert "https://kueste.example/search/?q=F" in raw
    assert "https://kueste.example/story/slibrary/" in raw


def test_the_feed_of_a_search_is_valid_and_has_an_id_of_its_own() -> None:
    def found(query: str) -> dict[str, bytes]:
        return {name: feeds.of_search(name, "x", query, [FERRY], NAMED, PUBLIC) for name, _, _ in feeds.FORMS}

    assert faults(found("q=a")) == []
    one, other = (feedparser.parse(found(query)["atom.xml"]).feed.id for query in ("q=a", "q=b"))
    assert one != other


def test_no_other_format_is_known() -> None:
    with pytest.raises(KeyError):
        feeds.of_search("feed.rdf", "x", "q=a", [], NAMED, PUBLIC)


def test_the_head_of_a_page_leads_to_its_feeds() -> None:
    assert feeds.alternates(SEA) == (
        ("application/rss+xml", "theme/tsea/feed.xml"),
        ("application/atom+xml", "theme/tsea/atom.xml"),
        ("application/feed+json", "theme/tsea/feed.json"),
    )


@pytest.mark.parametrize("make", [lambda: forms(FERRY, LIBRARY), lambda: told(FERRY_PAGE)])
def test_the_same_stories_give_the_same_bytes(make: Callable[[], dict[str, bytes]]) -> None:
    assert make() == make()
    assert forms(FERRY, LIBRARY) == forms(LIBRARY, FERRY)
