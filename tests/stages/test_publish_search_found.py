"""Stories found in a store by the words of their pages, as the server finds them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dateline.pipeline.printing import gathering
from dateline.stages.publish.addresses import Address, Room
from dateline.stages.publish.issue import Subject
from dateline.stages.publish.lists import search
from dateline.stages.publish.search.query import read, resolve
from dateline.stages.publish.search.results import Results, ranked, results, wants
from dateline.storage import SqlStore
from tests.edition import stored
from tests.newsroom import ISSUE

SEARCH = Address(Room.SEARCH)


@pytest.fixture(scope="module")
def store() -> Iterator[SqlStore]:
    held = stored(ISSUE)
    yield held
    held.close()


def asked(store: SqlStore, text: str) -> tuple[list[str], Results, str]:
    """The stories found, best first; the view; the page."""
    query = resolve(read(text), store.register.themes())
    shelf = gathering.answered(wants(query), Subject(), store, ISSUE.edition)
    shown = results(query, shelf)
    page = search.page(SEARCH, shelf, shown).content.decode()
    return [each.story for each in ranked(query, shelf)], shown, page


@pytest.mark.parametrize(
    ("text", "stories"),
    [
        ("lifeboats", ["sferry"]),
        ("Ferries", ["sferry"]),
        ('"ran aground"', ["sferry"]),
        ('"aground ran"', []),
        ("library", ["slibrary", "stide"]),
        ("opens -spring", ["slibrary"]),
        ("libr*", ["slibrary", "stide"]),
        ("source:siel", ["sferry"]),
        ('source:"Watt-Anzeiger" library', ["slibrary", "stide"]),
        ("language:de", ["sferry"]),
        ("theme:shipping", ["sferry", "stide"]),
        ("theme:esens library", ["slibrary"]),
        ("after:2025-07-01", ["sferry"]),
        ("before:2025-06-29", ["stide"]),
        ("ferry library", []),
        ("ninety", []),
        ("lugworm", []),
        ("", []),
        ('"', []),
        ("* OR ) NEAR/2 -- '; drop", []),
    ],
)
def test_stories_are_found_by_the_words_of_their_pages(
    store: SqlStore, text: str, stories: list[str]
) -> None:
    found, shown, _ = asked(store, text)
    assert found == stories
    assert shown.count == len(stories)


def test_a_headline_with_the_word_stands_above_a_text_with_it(store: SqlStore) -> None:
    found, _, _ = asked(store, "esens")
    assert found[0] == "slibrary"


def test_the_page_shows_what_was_found_with_the_words_marked(store: SqlStore) -> None:
    _, _, page = asked(store, "library")
    assert "<mark>library</mark>" in page
    assert '<p class="small" role="status">2 stories</p>' in page
    assert 'value="library"' in page
    assert "feed.xml?q=library" in page


def test_the_page_says_where_nothing_was_found(store: SqlStore) -> None:
    _, _, page = asked(store, "lugworm")
    assert "No story has all of these words." in page
    assert "feed.xml?q=" not in page.partition("<body>")[2]


def test_what_was_asked_is_text_and_no_markup(store: SqlStore) -> None:
    _, _, page = asked(store, '"><script>alert(1)</script> library')
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
