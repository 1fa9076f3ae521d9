"""Pages that are no article are refused by name; what may be one never is."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dateline.core.types import Document, Failure, MediaKind, Report
from dateline.stages.extract import extract
from dateline.stages.extract.indexes import Look, is_prose, is_teasers, no_article

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TEASERS = "\n\n".join(f"Ferry number {number} is late again" for number in range(12))
PROSE = "\n\n".join(
    ["The ferry reached the quay by itself and nobody was hurt, the harbour master said. " * 4] * 3
)


def look(**form: object) -> Look:
    whole = {
        "types": (),
        "og_type": "",
        "article": False,
        "url": "https://a.example/x",
        "titles": ("Ferry",),
    } | form
    return Look(**whole)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ({"titles": ("Page not found",)}, "an error page"),
        ({"titles": ("404",)}, "an error page"),
        ({"titles": ("Error 404 - Harbour",)}, "an error page"),
        ({"titles": ("404 Not Found",)}, "an error page"),
        ({"titles": ("Oops! Something went wrong",)}, "an error page"),
        ({"titles": ("Sorry, we can't find that page",)}, "an error page"),
        ({"titles": ("Search: ferry",)}, "a page of search results"),
        ({"titles": ("Suchergebnisse für Fähre",)}, "a page of search results"),
        ({"titles": ("GDPR Consent",)}, "a consent page"),
        ({"titles": ("Seite nicht gefunden",)}, "an error page"),
        ({"titles": ("Сторінку не знайдено",)}, "an error page"),
        ({"titles": ("Just a moment...",)}, "a check for robots"),
        ({"titles": ("Attention Required! ",)}, "a check for robots"),
        ({"titles": ("Access denied",)}, "a check for robots"),
        ({"titles": ("Before you continue to Search",)}, "a consent page"),
        ({"titles": ("Log in to your account",)}, "a login page"),
        ({"titles": ("Anmelden",)}, "a login page"),
        ({"titles": ("Search results for ferry",)}, "a page of search results"),
        ({"types": ("SearchResultsPage",)}, "a page of search results"),
        ({"types": ("CollectionPage", "WebSite")}, "an index page"),
        ({"types": ("ProfilePage",)}, "a profile page"),
        ({"url": "https://a.example/search?q=ferry"}, "a page of search results"),
        ({"url": "https://a.example/?s=ferry"}, "a page of search results"),
        ({"url": "https://a.example/tag/ferries/"}, "a topic's page"),
        ({"url": "https://a.example/de/themen/fähren"}, "a topic's page"),
        ({"url": "https://a.example/category/sea"}, "a section's page"),
        ({"url": "https://a.example/author/ada-quill"}, "an author's page"),
        ({"url": "https://a.example/news/page/3/"}, "an archive page"),
        ({"url": "https://a.example/"}, "a front page"),
    ],
)
def test_what_is_no_article_is_called_by_its_name(form: dict[str, object], why: str) -> None:
    assert no_article(look(**form), TEASERS) == why


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ({}, TEASERS),
        ({"url": "https://a.example/tag/ferries/"}, PROSE),
        ({"types": ("CollectionPage",)}, PROSE),
        ({"url": "https://a.example/tag/ferries/", "article": True}, TEASERS),
        ({"url": "https://a.example/tag/ferries/", "og_type": "article"}, TEASERS),
        ({"url": "https://a.example/search-for-survivors-goes-on"}, TEASERS),
        ({"url": "https://a.example/news/authors-protest"}, TEASERS),
        ({"url": "https://a.example/?p=2895"}, TEASERS),
        ({"url": "https://a.example/"}, PROSE),
        ({"url": ""}, TEASERS),
        ({"titles": ("Page not found",)}, PROSE * 3),
        ({"titles": ("Access denied",), "article": True}, TEASERS),
        (
            {
                "titles": (
                    "Search for survivors goes on after the ferry sank off the northern islands on Tuesday",
                )
            },
            TEASERS,
        ),
        ({"titles": ("Log in with a face: banks try it",), "article": True}, TEASERS),
    ],
)
def test_what_may_be_one_is_not_refused(form: dict[str, object], text: str) -> None:
    assert no_article(look(**form), text) == ""


def test_prose_and_teasers() -> None:
    assert is_prose(PROSE)
    assert not is_prose(TEASERS)
    assert is_teasers(TEASERS)
    assert not is_teasers(PROSE)
    assert not is_teasers("One line.")


@pytest.mark.slow
@pytest.mark.shared
def test_no_article_of_the_measuring_set_is_refused(shared: Path) -> None:
    folder = shared / "data" / "read"
    for row in (folder / "pages.jsonl").read_text("utf-8").splitlines()[::2]:
        page = json.loads(row)
        content = gzip.decompress((folder / page["file"]).read_bytes())
        found = extract(
            Document(source=page["id"], kind=MediaKind.PAGE, content=content, url=page["url"]), now=NOW
        )
        assert not (isinstance(found, Failure) and "not an article" in found.reason), page["id"]
        assert isinstance(found, Report | Failure)


# --- the order of the reasons -------------------------------------------------------------


@pytest.mark.parametrize(
    "title",
    [
        "Page not found: how the ferry's log was lost and found again after forty years",
        "Search for the tug goes on",
        "Log of the ferry is read out in court",
        "The 404 bus is late again",
        "404 people were on board",
        "Search results in three arrests",
        "Suche nach Vermissten dauert an",
        "UPS drivers walk out",
        "Sorry, says the harbour master",
        "Security check at the quay fails",
        "Unusual traffic on the coast road",
        "GDPR fines doubled last year",
        "Zustimmung zum Hafengesetz",
        "Consent of the islanders was never asked for",
    ],
)
def test_a_headline_that_only_sounds_like_an_error_is_one(title: str) -> None:
    assert no_article(look(titles=(title,)), PROSE) == ""


@pytest.mark.parametrize("og_type", ["article", "article:post", "video.other"])
def test_what_calls_itself_an_article_is_never_refused_for_its_address(og_type: str) -> None:
    address = "https://a.example/tag/ferries/"
    assert no_article(look(url=address), TEASERS) == "a topic's page"
    assert no_article(look(url=address, og_type=og_type), TEASERS) == ""
    assert no_article(look(url=address, article=True), TEASERS) == ""


def test_an_error_page_may_call_itself_an_article_type() -> None:
    assert no_article(look(titles=("Page not found",), og_type="article"), "It is gone.") == "an error page"


def test_the_second_title_tells_too() -> None:
    assert no_article(look(titles=("Harbour Post", "Access denied")), "Go away.") == "a check for robots"


def test_prose_outweighs_a_listing_type() -> None:
    assert no_article(look(types=("CollectionPage",)), TEASERS) == "an index page"
    assert no_article(look(types=("CollectionPage",)), PROSE) == ""


@pytest.mark.parametrize("url", ["http://[bad", "", "no address", "https://a.example/%ff%fe"])
def test_no_address_breaks_it(url: str) -> None:
    assert no_article(look(url=url), PROSE) == ""
