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
from dateline.stages.extract.paywall import paywall_signals
from dateline.stages.extract.tree import parse

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


# --- paywalls -----------------------------------------------------------------------------


def walls(body: str = "", **metas: str) -> list[tuple[str, str]]:
    tree = parse(f"<html><body>{body}<p>words</p></body></html>")
    named = {name.replace("__", ":"): [value] for name, value in metas.items()}
    return [(signal.name, signal.value) for signal in paywall_signals(tree, named)]


def test_a_paywall_is_told_by_meta_elements_and_by_markup() -> None:
    assert walls(article__content_tier="locked") == [("paywall", "locked")]
    assert walls(article__content_tier="Metered") == [("paywall", "metered")]
    assert walls("<div class='site-paywall offer'>Pay</div>") == [("paywall", "markup")]
    assert walls("<div id='poool-widget'></div>") == [("paywall", "markup")]
    assert walls("<div class='piano-offer'></div><div class='paywall'></div>") == [("paywall", "markup")]


def test_what_is_free_is_not_called_paid() -> None:
    assert walls() == []
    assert walls(article__content_tier="free") == []
    assert walls("<div class='no-paywall'></div><div class='wallpaper'></div><p class='gateway'></p>") == []
