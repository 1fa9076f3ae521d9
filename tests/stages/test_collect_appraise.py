"""What a source is worth, in words: each judgement firing and silent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dateline.core.errors import FetchError
from dateline.core.ports import Fetched
from dateline.core.sources import Channel, Referral, Source, SourceKind
from dateline.core.types import Document, Failure, Hints, MediaKind, Report, Rights, Stamp
from dateline.stages.collect import Appraisal, appraise, feeds_of, is_article, kind_of_source
from dateline.stages.collect.appraise import in_words

NOW = datetime(2024, 6, 10, 12, tzinfo=UTC)
SOURCE = Source(address="https://harbour.example/feed", title="Harbour")
ANSWER = Fetched(location=SOURCE.address, content=b"<rss/>")
CHANNEL = Channel(
    kind=SourceKind.FEED, format="RSS 2.0", title="The Harbour Post", language="en-GB", entries=3
)
PAGE = b'<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head><p>Today</p></html>'


def entry(number: int, text: str = "A line.", hours: float | None = 1, language: str = "") -> Document:
    at = Stamp(at=NOW - timedelta(hours=hours)) if hours is not None else None
    return Document(
        source=f"feed#{number}",
        kind=MediaKind.ENTRY,
        content=text.encode(),
        url=f"https://harbour.example/{number}",
        hints=Hints(published=at, language=language),
    )


def judged(*contents: object, **more: object) -> Appraisal:
    return appraise(SOURCE, ANSWER, (CHANNEL, *contents), now=NOW, **more)  # type: ignore[arg-type]


# --- what it gives ------------------------------------------------------------------------


def test_a_good_feed_is_told_with_its_rhythm() -> None:
    found = judged(entry(1, hours=1), entry(2, hours=3), entry(3, hours=7))
    assert found.good
    assert (found.kind, found.format, found.title, found.entries) == (
        SourceKind.FEED,
        "RSS 2.0",
        "The Harbour Post",
        3,
    )
    assert (found.newest, found.every) == (NOW - timedelta(hours=1), 3 * 3600)
    assert (found.body, found.languages, found.notes) == ("teasers", ("en",), ())


@pytest.mark.parametrize(
    ("texts", "body"),
    [
        (["", ""], "headlines alone"),
        (["A line.", "Two lines."], "teasers"),
        (["<p>" + "word " * 200 + "</p>"] * 2, "full text"),
        (["word " * 200, "", ""], "headlines alone"),
        (["<img alt='" + "word " * 200 + "'>short"] * 2, "teasers"),
    ],
)
def test_full_text_is_told_from_teasers(texts: list[str], body: str) -> None:
    assert judged(*(entry(n, text) for n, text in enumerate(texts))).body == body


def test_a_sitemap_gives_addresses_alone() -> None:
    channel = Channel(kind=SourceKind.SITEMAP, format="sitemap", entries=1)
    source = Source(address=SOURCE.address, kind=SourceKind.SITEMAP)
    assert appraise(source, ANSWER, (channel, entry(1, ""))).body == "addresses alone"


def test_entries_without_times_have_no_rhythm() -> None:
    found = judged(entry(1, hours=None), entry(2, hours=None))
    assert (found.newest, found.every) == (None, None)


def test_the_language_is_that_of_what_was_read() -> None:
    report = Report(id="r", text="Der Fluss stieg.", language="de")
    assert judged(entry(1, language="fr"), samples=[report]).languages == ("de",)
    assert judged(entry(1, language="fr-CA")).languages == ("fr", "en")


@pytest.mark.parametrize(("days", "quiet"), [(1, False), (29, False), (31, True)])
def test_a_feed_without_anything_new_is_quiet(days: int, quiet: bool) -> None:
    notes = judged(entry(1, hours=24 * days)).notes
    assert any("quiet" in note for note in notes) is quiet


def test_what_is_odd_is_noted() -> None:
    future = judged(entry(1, hours=-48)).notes
    assert future == ("its newest entry is dated in the future",)
    left_out = Failure(item="x", stage="collect", reason="3 of 4 addresses are on another host")
    unread = Failure(item="y", stage="extract", reason="no article in it")
    notes = judged(entry(1), left_out, samples=[unread, Report(id="r", text="word " * 12)]).notes
    assert notes == (
        "3 of 4 addresses are on another host",
        "its newest page gives no report: no article in it",
        "its newest page gives a report of 12 words",
    )


def test_a_move_is_told_and_staying_is_not() -> None:
    moved = Fetched(location="https://n.example/feed", content=b"", moved="https://n.example/feed")
    assert appraise(SOURCE, moved, (CHANNEL, entry(1))).moved == "https://n.example/feed"
    assert judged(entry(1)).moved == ""


# --- why it fails -------------------------------------------------------------------------


def test_what_did_not_come_says_why_and_the_way_out() -> None:
    found = appraise(SOURCE, FetchError(SOURCE.address, "answered 404", status=404))
    assert (found.good, found.reason, found.remedy) == (False, "answered 404", "take it out of the list")
    assert appraise(SOURCE, FetchError(SOURCE.address, "did not answer")).remedy == "try again later"
    assert appraise(SOURCE, FetchError(SOURCE.address, "no", "ask its owner")).remedy == "ask its owner"


def test_a_feed_without_entries_fails() -> None:
    empty = Failure(item="x", stage="collect", reason="a feed without entries", remedy="look")
    found = appraise(SOURCE, ANSWER, (CHANNEL, empty))
    assert (found.reason, found.remedy) == ("a feed without entries", "look")
    assert appraise(SOURCE, ANSWER, ()).reason == "nothing in it that could be read"


def test_a_page_where_a_feed_should_be_fails_and_names_the_feed() -> None:
    page = Document(source="x", kind=MediaKind.PAGE, content=PAGE)
    answer = Fetched(location="https://harbour.example/about", content=PAGE)
    found = appraise(SOURCE, answer, (page,))
    assert found.reason == "a page where a feed should be"
    assert found.remedy == "its feed may be https://harbour.example/feed"
    wanted = Source(address=SOURCE.address, kind=SourceKind.PAGE)
    assert appraise(wanted, answer, (page,)).good


def test_an_index_of_sitemaps_is_good_without_a_document() -> None:
    channel = Channel(kind=SourceKind.SITEMAP, format="sitemap index", entries=1)
    child = Referral(url="https://harbour.example/a.xml", kind=SourceKind.SITEMAP, source="x")
    source = Source(address=SOURCE.address, kind=SourceKind.SITEMAP)
    assert appraise(source, ANSWER, (channel, child)).good


# --- what an answer is --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("contents", "kind"),
    [
        ((CHANNEL, entry(1)), SourceKind.FEED),
        ((entry(1),), SourceKind.FEED),
        ((Document(source="x", kind=MediaKind.PAGE, content=b""),), SourceKind.PAGE),
        ((Document(source="x", kind=MediaKind.UPDATE, content=b""),), SourceKind.PAGE),
        ((Referral(url="u", kind=SourceKind.FEED, source="x"),), SourceKind.PAGE),
        ((Document(source="x", kind=MediaKind.REPORT, content=b""),), None),
        ((Failure(item="x", stage="collect", reason="r"),), None),
        ((), None),
    ],
)
def test_what_an_answer_is(contents: tuple[Document, ...], kind: SourceKind | None) -> None:
    assert kind_of_source(contents) is kind


def test_feeds_are_named_by_pages_alone() -> None:
    answer = Fetched(location="https://harbour.example/", content=PAGE)
    page = Document(source="x", kind=MediaKind.PAGE, content=PAGE)
    assert [found.url for found in feeds_of(answer, (page,))] == ["https://harbour.example/feed"]
    assert feeds_of(answer, (CHANNEL,)) == ()
    assert not is_article(answer, (page,))
    assert is_article(Fetched(location="https://harbour.example/news/flood-1", content=PAGE), (page,))
    assert not is_article(ANSWER, (CHANNEL, entry(1)))


# --- on what terms ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rights", "words"),
    [
        (Rights(), ("nothing is reserved: short quotations, with credit",)),
        (
            Rights(reserved=True, may_summarise=False, basis="tdmrep"),
            ("reserved: headline, link, outlet and time alone (tdmrep)",),
        ),
        (
            Rights(reserved=True, paywalled=True, basis="paywall"),
            ("behind a paywall (paywall)", "reserved: headline, link, outlet and time alone"),
        ),
        (Rights(may_fetch=False, basis="robots.txt"), ("its pages may not be fetched (robots.txt)",)),
        (
            Rights(may_model_local=False, may_model_remote=False, basis="content-usage"),
            ("nothing of it to a language model (content-usage)",),
        ),
        (Rights(may_model_remote=False), ("nothing of it to a language model that is not ours",)),
        (
            Rights(may_index=False, store_days=7),
            ("not to be listed or searched", "its text may be kept for 7 days"),
        ),
        (
            Rights(may_summarise=False, quote_words=0),
            ("no summary may be made of it", "nothing of it may be quoted"),
        ),
        (Rights(quote_words=12), ("at most 12 words of it in a quotation",)),
        (
            Rights(licence="https://creativecommons.org/licenses/by/4.0/", basis="licence"),
            ("an open licence: it may be quoted at length, with credit (licence)",),
        ),
        (Rights(licence="CC BY 4.0", reserved=True), ("reserved: headline, link, outlet and time alone",)),
    ],
)
def test_terms_in_words(rights: Rights, words: tuple[str, ...]) -> None:
    assert in_words(rights) == words
