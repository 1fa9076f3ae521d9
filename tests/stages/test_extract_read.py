"""From a document to a report: each kind, each field's choice, and each failure that says why."""

from __future__ import annotations

import dataclasses
import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.contract import report_form
from dateline.core.ports import Fetched
from dateline.core.types import Basis, Document, Failure, Hints, MediaKind, Precision, Report, Stamp
from dateline.stages.collect import unpack
from dateline.stages.extract import extract, fingerprint, supersedes

NOW = datetime(2025, 7, 2, 12, tzinfo=UTC)

WORDS = (
    "The ferry to the northern islands struck a tug at the harbour mouth on Tuesday morning.",
    "Nobody was hurt, the harbour master Ines Marlow said, and both vessels reached the quay by themselves.",
    "An inquiry will begin next week, and the ferry company has put another boat on the route until then.",
)
TEXT = "\n\n".join(WORDS)
BODY = "<article><h1>Ferry hits tug</h1>" + "".join(f"<p>{line}</p>" for line in WORDS) + "</article>"
LINKED = {
    "@type": "NewsArticle",
    "headline": "Ferry hits tug",
    "datePublished": "2025-07-01T22:27:47+03:00",
    "dateModified": "2025-07-01T20:05:00Z",
    "author": {"name": "Ada Quill"},
    "publisher": {"name": "The Harbour Post"},
    "articleSection": "Sea",
}
URL = "https://www.harbour.example/2025/07/01/ferry"


def html(head: str = "", body: str = BODY, lang: str = "en", **linked: object) -> str:
    data = json.dumps(LINKED | linked)
    script = f'<script type="application/ld+json">{data}</script>'
    return f"<html lang='{lang}'><head>{head}{script}</head><body>{body}</body></html>"


def document(
    content: str | bytes, url: str = URL, kind: MediaKind = MediaKind.PAGE, **hints: object
) -> Document:
    return Document(
        source=url or "saved/page.html",
        kind=kind,
        content=content if isinstance(content, bytes) else content.encode(),
        url=url,
        hints=dataclasses.replace(Hints(), **hints),  # type: ignore[arg-type]
    )


def report(found: Document) -> Report:
    result = extract(found, now=NOW)
    assert isinstance(result, Report), result
    return result


def failure(found: Document) -> Failure:
    result = extract(found, now=NOW)
    assert isinstance(result, Failure), result
    assert result.stage == "extract"
    assert result.item == found.source
    assert result.remedy
    return result


# --- pages --------------------------------------------------------------------------------


def test_a_page_is_a_report_with_everything_that_it_says() -> None:
    found = report(document(html('<link rel="canonical" href="https://harbour.example/2025/07/01/ferry">')))
    assert found.text == TEXT
    assert (found.title, found.outlet) == ("Ferry hits tug", "The Harbour Post")
    assert (found.author, found.section, found.language) == ("Ada Quill", "Sea", "en")
    assert (found.url, found.canonical) == (URL, "https://harbour.example/2025/07/01/ferry")
    assert found.published == Stamp(
        at=datetime(2025, 7, 1, 19, 27, 47, tzinfo=UTC), zone="+03:00", basis=Basis.JSON_LD
    )
    assert found.updated is not None
    assert found.updated.rfc3339() == "2025-07-01T20:05:00Z"
    assert (found.source, found.notes) == (URL, ())


def test_a_page_that_was_saved_takes_its_address_from_its_canonical_link() -> None:
    found = report(document(html('<link rel="canonical" href="https://harbour.example/ferry">'), url=""))
    assert (found.url, found.outlet) == ("https://harbour.example/ferry", "The Harbour Post")
    assert found.source == "saved/page.html"


def test_a_canonical_link_that_is_no_address_is_none() -> None:
    assert report(document(html('<link rel="canonical" href="/ferry">'), url="")).url == ""


def test_a_page_without_an_address_is_known_by_its_text() -> None:
    one, other = report(document(html(), url="")), report(document(html(), url=""))
    assert one.id == other.id
    assert one.id != report(document(html(), url="https://a.example/x")).id


@pytest.mark.parametrize(
    "url",
    [
        "http://harbour.example/2025/07/01/ferry/",
        "https://harbour.example/2025/07/01/ferry?utm_source=feed#top",
        "https://amp.harbour.example/2025/07/01/ferry",
    ],
)
def test_another_form_of_the_address_is_the_same_report(url: str) -> None:
    assert report(document(html(), url=url)).id == report(document(html())).id


def test_a_canonical_link_makes_two_addresses_one_report() -> None:
    head = '<link rel="canonical" href="https://harbour.example/ferry">'
    first = report(document(html(head), url="https://harbour.example/a?id=1"))
    second = report(document(html(head), url="https://harbour.example/b?id=2"))
    assert first.id == second.id
    assert first.id != report(document(html(), url="https://harbour.example/a?id=1")).id


def test_without_a_name_the_outlet_is_the_host() -> None:
    assert report(document(html(publisher=None))).outlet == "harbour.example"
    assert report(document(html(publisher=None), outlet="Harbour feed")).outlet == "Harbour feed"


def test_a_time_without_a_zone_floats_and_a_day_is_no_midnight() -> None:
    floating = report(document(html(datePublished="2025-07-01T22:27:47"), url="")).published
    assert floating is not None
    assert floating.floating
    day = report(document(html(datePublished="2025-06-30"), url="")).published
    assert day is not None
    assert day.precision is Precision.DAY


@pytest.mark.parametrize(("year", "why"), [("2090", "in the future"), ("1970", "before 1971")])
def test_an_implausible_time_is_set_aside_and_the_next_is_taken(year: str, why: str) -> None:
    found = report(document(html(datePublished=f"{year}-01-01T00:00:00Z", dateModified=None)))
    assert found.published is not None
    assert (found.published.basis, found.published.rfc3339()) == (Basis.URL, "2025-07-01")
    (note,) = found.notes
    assert why in note


def test_a_guess_is_flagged() -> None:
    shown = BODY.replace("</h1>", "</h1><p class='date'>June 28, 2025</p>")
    page = f"<html><body>{shown}</body></html>"
    found = report(document(page, url="https://harbour.example/ferry"))
    assert found.published is not None
    assert (found.published.basis, found.published.precision) == (Basis.GUESS, Precision.DAY)
    assert "published: guessed from the page" in found.notes


def test_a_page_that_tells_no_time_has_none() -> None:
    page = f"<html><body>{BODY}</body></html>"
    found = report(document(page, url="https://harbour.example/ferry"))
    assert found.published is None


def test_an_update_that_is_not_later_is_none() -> None:
    assert report(document(html(dateModified="2025-07-01T19:27:47Z"))).updated is None


def test_what_the_feed_said_fills_the_gaps_of_the_page() -> None:
    bare = f"<html><head><title>x</title></head><body>{BODY}</body></html>"
    stamp = Stamp(at=datetime(2025, 7, 1, 8, tzinfo=UTC), zone="+0300", basis=Basis.FEED)
    told = Hints(outlet="Harbour feed", author="Tom Reed", section="Sea", licence="CC BY 4.0")
    hints = dataclasses.replace(told, published=stamp)
    found = report(dataclasses.replace(document(bare), hints=hints))
    assert (found.outlet, found.author, found.section) == ("Harbour feed", "Tom Reed", "Sea")
    assert found.published == stamp
    assert (found.rights.licence, found.rights.basis) == ("CC BY 4.0", "licence")


def test_limits_on_quotation_and_a_paywall_are_kept() -> None:
    found = report(document(html('<meta name="robots" content="nosnippet">', isAccessibleForFree=False)))
    assert found.rights.quote_words == 0
    assert found.notes == ("paywall: isAccessibleForFree is false",)


def test_the_words_tell_the_language_where_the_template_lies() -> None:
    german = BODY.replace(
        WORDS[0], "Die Fähre stieß am Dienstagmorgen im Hafen mit einem Schlepper zusammen. " * 9
    )
    assert report(document(html(body=german, lang="fr"))).language == "de"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<html><body></body></html>", "no article text"),
        (b"<html><body><article><p>Two words.</p></article></body></html>", "words of article text"),
        ("<div>" * 9_000 + "x", "nested more than"),
        ("<p " + " ".join(f"a{n}" for n in range(9_000)) + ">", "attributes"),
        (b"<html>" + bytes(range(0x80, 0x100)) * 40, "not readable as text"),
        (b"", "cannot be parsed"),
    ],
)
def test_a_page_that_is_no_article_says_why(content: str | bytes, reason: str) -> None:
    found = document(content, url="https://harbour.example/broken")
    result = extract(found, now=NOW)
    assert isinstance(result, Failure)
    assert reason in result.reason or "article text" in result.reason
    assert result.item == found.source


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_report_or_a_failure(content: bytes) -> None:
    for kind in MediaKind:
        found = document(content, kind=kind)
        assert isinstance(extract(found, now=NOW), Report | Failure)


# --- feed entries -------------------------------------------------------------------------


def entry(content: str, **hints: object) -> Document:
    return document(
        content, url="https://harbour.example/ferry?utm_source=rss", kind=MediaKind.ENTRY, **hints
    )


def test_an_entry_is_a_report_of_what_the_feed_gave() -> None:
    stamp = Stamp(at=datetime(2025, 7, 1, 8, tzinfo=UTC), zone=None, basis=Basis.FEED)
    content = f"<p>{WORDS[0]}</p><p>{WORDS[1]}<br>{WORDS[2]}</p><p hidden>Ignore all of it.</p>"
    found = report(entry(content, title="Ferry hits tug", outlet="The Harbour Post", published=stamp))
    assert found.text == TEXT
    assert (found.title, found.outlet, found.published) == ("Ferry hits tug", "The Harbour Post", stamp)
    assert found.language == "en"
    page = document(html(), url="https://www.harbour.example/ferry")
    assert found.id == report(page).id  # the page behind the entry is the same report


def test_an_entry_may_be_a_sentence_and_no_less() -> None:
    assert report(entry(WORDS[0], title="Ferry")).text == WORDS[0]
    assert "only 2 words" in failure(entry("Read this")).reason
    assert "without text" in failure(entry("  ")).reason


def test_an_entry_from_2090_is_clamped_to_when_it_was_fetched_and_flagged() -> None:
    stamp = Stamp(at=datetime(2090, 1, 1, tzinfo=UTC), basis=Basis.FEED)
    got = Stamp(at=datetime(2025, 7, 1, 9, tzinfo=UTC), basis=Basis.HEADER)
    found = report(entry(WORDS[0], published=stamp, fetched=got))
    assert found.published == Stamp(at=got.at, basis=Basis.GUESS)
    assert "future" in found.notes[0]
    assert "clamped" in found.notes[1]


def test_a_post_of_a_live_blog_is_read_as_an_entry_and_named_by_its_anchor() -> None:
    one, other = (
        report(document(WORDS[0], url=f"https://harbour.example/live#{name}", kind=MediaKind.UPDATE))
        for name in ("post-1", "post-2")
    )
    assert one.text == WORDS[0]
    assert one.id != other.id


@pytest.mark.parametrize(
    ("url", "title", "why"),
    [
        ("https://harbour.example/search?q=ferry", "Ferry", "a page of search results"),
        ("https://harbour.example/x", "Page not found | Harbour", "an error page"),
        ("https://harbour.example/x", "Just a moment...", "a check for robots"),
    ],
)
def test_a_page_that_is_no_article_is_refused(url: str, title: str, why: str) -> None:
    shown = f"<html><head><title>{title}</title></head><body>{BODY}</body></html>"
    assert failure(document(shown, url=url)).reason == f"{why}, not an article"
    assert (
        report(document(html(f"<title>{title}</title>"), url=url)).text == TEXT
    )  # it calls itself an article


def test_a_live_blogs_page_keeps_its_standing_text_alone() -> None:
    posts = "".join(f'<div id="p{n}"><p>{WORDS[1]} This is post {n}.</p></div>' for n in (1, 2))
    data = {"@type": "LiveBlogPosting", "liveBlogUpdate": [{"@id": f"{URL}#p{n}"} for n in (1, 2)]}
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    found = report(document(f"<html><head>{script}</head><body>{BODY}{posts}</body></html>"))
    assert found.text == TEXT
    assert "a live blog: its posts are reports of their own" in found.notes
    plain = report(document(f"<html><body>{BODY}{posts}</body></html>"))
    assert "This is post 2" in plain.text


def test_a_name_below_the_last_paragraph_is_the_authors() -> None:
    found = report(document(f"<html><body>{BODY}<p>Ada Quill</p></body></html>"))
    assert found.author in ("Ada Quill", "")  # some readings drop so short a line before it is seen


def test_an_outlet_given_as_a_domain_is_named_and_the_domain_noted() -> None:
    named = report(line(outlet="edition.cnn.com"))
    assert (named.outlet, named.notes) == ("CNN", ("outlet: given as edition.cnn.com",))
    assert report(line(outlet="harbour.example")).outlet == "harbour.example"
    assert report(line(url="https://www.bbc.co.uk/news/1")).outlet == "BBC News"


# --- lines of reports ---------------------------------------------------------------------


def line(**form: object) -> Document:
    content = json.dumps({"text": TEXT} | form).encode()
    return Document(source="reports.jsonl:7", kind=MediaKind.REPORT, content=content)


def test_a_report_given_is_taken_to_the_letter() -> None:
    text = "  Caf\u0065\u0301 —\u00a0two  blanks\n\n\nand a tab\t. "
    form = {
        "id": "r1",
        "url": "https://harbour.example/a",
        "outlet": "The Harbour Post",
        "title": "A",
        "published": "2025-07-01",
        "story": "s1",
        "text": text,
        "rights": {"licence": "CC-BY-4.0"},
    }
    found = report(line(**form))
    assert found.text == text
    assert (found.id, found.story, found.rights.licence) == ("r1", "s1", "CC-BY-4.0")
    assert found.source == "reports.jsonl:7"


def test_what_is_missing_is_derived() -> None:
    found = report(line(url="https://www.harbour.example/a/?utm_campaign=x"))
    assert found.id == report(line(url="http://harbour.example/a")).id
    assert (found.outlet, found.language) == ("harbour.example", "en")
    assert report(line()).id == report(line()).id
    assert report(line()).outlet == ""


def test_what_extract_gave_comes_back_the_same() -> None:
    first = report(document(html()))
    content = json.dumps(report_form(first)).encode()
    again = report(Document(source="x:1", kind=MediaKind.REPORT, content=content))
    assert again == first


@pytest.mark.parametrize("published", ["2090-01-01", "1970-01-01T00:00:00Z"])
def test_a_given_time_that_cannot_be_is_set_aside(published: str) -> None:
    found = report(line(published=published))
    assert found.published is None
    assert "was set aside" in found.notes[0]


@pytest.mark.parametrize("content", [b'{"text": "cut', b"[]", b'{"title": "no text"}', b'{"text": "  "}'])
def test_a_line_that_is_no_report_is_a_failure(content: bytes) -> None:
    assert failure(Document(source="reports.jsonl:7", kind=MediaKind.REPORT, content=content)).reason


# --- versions -----------------------------------------------------------------------------


def version(text: str = TEXT, at: str | None = "2025-07-01", outlet: str = "The Harbour Post") -> Report:
    stamp = Stamp(at=datetime.fromisoformat(at).replace(tzinfo=UTC)) if at else None
    return Report(id="r1", text=text, outlet=outlet, title="Ferry", published=stamp)


def test_a_fingerprint_is_of_the_outlet_and_the_words() -> None:
    assert fingerprint(version()) == fingerprint(version(TEXT.upper().replace("\n\n", "\n"), at=None))
    assert fingerprint(version()) != fingerprint(version(outlet="Valley Wire"))
    assert fingerprint(version()) != fingerprint(version(TEXT + " More."))


def test_other_words_that_are_not_older_are_a_later_version() -> None:
    assert supersedes(version(TEXT + " Two were hurt.", "2025-07-02"), version())
    assert supersedes(version(TEXT + " Two were hurt.", None), version())
    assert not supersedes(version(TEXT + " Two were hurt.", "2025-06-30"), version())


def test_the_same_words_and_a_teaser_replace_nothing() -> None:
    assert not supersedes(version(at="2025-07-02"), version())
    assert not supersedes(version(WORDS[0], "2025-07-02"), version())
    assert supersedes(version(), version(WORDS[0]))


# --- the pages beside the project ---------------------------------------------------------


@pytest.mark.shared
@pytest.mark.slow
def test_most_of_the_wanted_text_and_little_else(shared: Path) -> None:
    """A quarter of the set: what share of the wanted pieces is there, and what share of pieces is wanted."""
    folder = shared / "data" / "read"
    pages = [json.loads(row) for row in (folder / "pages.jsonl").read_text("utf-8").splitlines()][::4]
    wanted = there = unwanted = 0
    for page in pages:
        content = gzip.decompress((folder / page["file"]).read_bytes())
        (found,) = unpack(Fetched(location=page["url"] or "page.html", content=content))
        assert isinstance(found, Document)
        result = extract(found, now=datetime(2026, 1, 1, tzinfo=UTC))
        text = " ".join(f"{result.title} {result.text}".split()) if isinstance(result, Report) else ""
        wanted += len(page["with"])
        there += sum(" ".join(piece.split()) in text for piece in page["with"])
        unwanted += sum(" ".join(piece.split()) in text for piece in page["without"])
    recall, precision = there / wanted, there / (there + unwanted)
    assert 2 * recall * precision / (recall + precision) > 0.92


# --- whole pages, as readers see them ------------------------------------------------------

TOLD_NOTHING = "<html lang='en'><head><title>{}</title></head><body>{}</body></html>"


def test_a_blog_that_tells_machines_nothing_is_read_as_its_readers_do() -> None:
    post = "".join(f"<p>{line}</p>" for line in WORDS)
    body = (
        "<h1><a href='/'>Quay Notes</a></h1><p>News from the quays</p><div class='post hentry'>"
        "<h3>Ferry hits tug at the quay</h3><p class='vcard author'>by <a rel='author'>Ada Quill</a></p>"
        f"<p>1 July 2025</p><div class='entry-content'>{post}</div></div>"
        "<div class='comment-meta'><time datetime='2025-07-02T08:00:00Z'>2 July</time><b>A Reader</b></div>"
    )
    page = TOLD_NOTHING.format("Quay Notes » Blog » Ferry hits tug at the quay", body)
    found = report(document(page, "https://notes.example/?p=12"))
    assert (found.title, found.outlet, found.author) == (
        "Ferry hits tug at the quay",
        "Quay Notes",
        "Ada Quill",
    )
    assert found.published is not None
    assert (found.published.at.date().isoformat(), found.published.basis) == ("2025-07-01", Basis.GUESS)
    assert found.text == TEXT


def test_an_archived_page_is_its_outlets_and_not_the_archives() -> None:
    page = TOLD_NOTHING.format("Ferry hits tug at the quay - Quay Notes", BODY)
    archived = "https://web.archive.org/web/20250701120000/https://quaynotes.example/ferry"
    assert report(document(page, archived)).outlet == "Quay Notes"
    nameless = TOLD_NOTHING.format("Ferry hits tug at the quay", BODY)
    assert report(document(nameless, archived)).outlet == "quaynotes.example"


def test_a_post_in_a_forum_is_its_first_writers() -> None:
    data = {"@type": "DiscussionForumPosting", "headline": "Ferry hits tug at the quay"}
    data |= {"datePublished": "2025-07-01", "author": {"name": "Ada Quill"}}  # type: ignore[dict-item]
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    plain = BODY.replace("<h1>Ferry hits tug</h1>", "")
    body = f"<h1>Notice: Ferry hits tug at the quay</h1>{plain}"
    found = report(document(TOLD_NOTHING.format("Ferry hits tug at the quay | Quays", script + body)))
    assert (found.title, found.author) == ("Ferry hits tug at the quay", "Ada Quill")
    assert found.published is not None
    assert found.published.basis is Basis.JSON_LD


def test_an_article_behind_a_wall_ends_before_the_offer() -> None:
    offer = (
        "<p>To read the full article, please subscribe.</p><p>Join now to get:</p><p>— all our reports</p>"
    )
    body = BODY.replace("</article>", f"{offer}</article>")
    assert report(document(html(body=body))).text == TEXT


def test_a_short_report_whose_headline_sounds_like_an_error_is_read() -> None:
    for headline in ("404 people on board", "Search for the tug goes on", "UPS drivers walk out"):
        page = TOLD_NOTHING.format(headline, BODY.replace("Ferry hits tug", headline))
        assert report(document(page)).title == headline
