"""Earlier revisions as a server gives them: mementos, and the way to the state of a time (RFC 7089)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from dateline.core.stories import Story
from tests.newsroom import FERRY_BEFORE, FERRY_PAGE, ISSUE, REPORTS, THEMES, stamp
from tests.web.newsstand import Newsstand

STORY, FIRST = "/story/sferry/", "/revision/sferry/1.html"


@pytest.fixture(scope="module")
def revised(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsstand]:
    """A server over an edition of which one story was revised."""
    made = Newsstand(tmp_path_factory.mktemp("revised"))
    made.stock((FERRY_BEFORE,), reports=REPORTS, themes=THEMES)
    made.stock(ISSUE.pages)
    yield made.open()
    made.close()


def test_an_earlier_revision_is_a_memento(revised: Newsstand) -> None:
    answer = revised.ask(FIRST)
    assert answer.status_code == 200
    assert answer.headers["memento-datetime"] == "Tue, 01 Jul 2025 19:30:00 GMT"
    assert '</story/sferry/>; rel="original timegate"' in answer.headers["link"]
    assert "Sturmschwalbe" in answer.text


def test_the_story_names_its_timemap_and_says_that_it_answers_by_time(revised: Newsstand) -> None:
    answer = revised.ask(STORY)
    assert "memento-datetime" not in answer.headers
    assert (
        '</revision/sferry/timemap.link>; rel="timemap"; type="application/link-format"'
        in answer.headers["link"]
    )
    assert "accept-datetime" in answer.headers["vary"]
    other = revised.ask("/story/slibrary/")
    assert "link" not in other.headers
    assert "accept-datetime" not in other.headers["vary"]


def test_a_memento_that_a_client_has_is_not_sent_again(revised: Newsstand) -> None:
    tag = revised.ask(FIRST).headers["etag"]
    answer = revised.ask(FIRST, headers={"if-none-match": tag})
    assert answer.status_code == 304
    assert answer.headers["memento-datetime"] == "Tue, 01 Jul 2025 19:30:00 GMT"


@pytest.mark.parametrize("path", [STORY, "/story/sferry/index.html"])
@pytest.mark.parametrize(
    ("asked", "to"),
    [
        ("Tue, 01 Jul 2025 22:00:00 GMT", FIRST),
        ("Tue, 01 Jul 2025 19:30:00 GMT", FIRST),
        ("Mon, 01 Jan 2001 00:00:00 GMT", FIRST),
        ("Wed, 02 Jul 2025 06:09:59 GMT", FIRST),
        ("Wed, 02 Jul 2025 06:10:00 GMT", ""),
        ("Fri, 01 Jan 2100 00:00:00 GMT", ""),
    ],
)
def test_a_story_leads_to_the_state_of_a_time(revised: Newsstand, path: str, asked: str, to: str) -> None:
    for _ in range(2):  # made, then out of memory
        answer = revised.ask(path, headers={"accept-datetime": asked})
        assert answer.status_code == (302 if to else 200)
        assert answer.headers.get("location", "") == to
        assert "accept-datetime" in answer.headers["vary"]
        assert 'rel="original timegate"' in answer.headers["link"]
        assert "memento-datetime" not in answer.headers


def test_what_is_no_time_is_told_so(revised: Newsstand) -> None:
    answer = revised.ask(STORY, headers={"accept-datetime": "yesterday"})
    assert answer.status_code == 400
    assert "Accept-Datetime" in answer.json()["detail"]


def test_a_page_without_states_does_not_care_for_times(revised: Newsstand) -> None:
    for path in ("/", "/story/slibrary/", FIRST):
        answer = revised.ask(path, headers={"accept-datetime": "Tue, 01 Jul 2025 22:00:00 GMT"})
        assert answer.status_code == 200


@pytest.mark.parametrize(
    "path", ["/revision/sferry/9.html", "/revision/sferry/x.html", "/revision/slibrary/"]
)
def test_what_was_never_printed_is_not_there(revised: Newsstand, path: str) -> None:
    assert revised.ask(path).status_code == 404


def test_the_list_and_its_folder(revised: Newsstand) -> None:
    assert revised.ask("/revision/sferry").headers["location"] == "/revision/sferry/"
    assert "All revisions" in revised.ask("/revision/sferry/").text


def test_a_timemap_has_its_media_type(tmp_path_factory: pytest.TempPathFactory) -> None:
    edition = replace(ISSUE.edition, base_url="https://news.example")
    stand = Newsstand(tmp_path_factory.mktemp("public"), edition=edition)
    stand.stock((FERRY_BEFORE,), reports=REPORTS, themes=THEMES)
    stand.stock((FERRY_PAGE,))
    stand.open()
    answer = stand.ask("/revision/sferry/timemap.link")
    assert answer.headers["content-type"] == "application/link-format"
    assert '<https://news.example/revision/sferry/1.html>; rel="first last memento"' in answer.text
    stand.close()


def test_a_new_revision_is_seen_and_of_a_withdrawn_story_all_is_gone(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    stand = Newsstand(tmp_path_factory.mktemp("gone"))
    stand.stock((FERRY_BEFORE,), reports=REPORTS, themes=THEMES)
    stand.open()
    assert stand.ask(FIRST).status_code == 404
    stand.stock((FERRY_PAGE,))
    stand.beat()
    assert stand.ask(FIRST).status_code == 200
    with stand.store.transaction():
        held = stand.store.register.members(stories=["sferry"]).values()
        stand.store.save_groups([replace(one, story="snowhere") for one in held], [])
        stand.store.register.save_stories([Story(id="sferry", ended=stamp("2025-07-09T10:00:00"))])
    stand.beat()
    for path in (FIRST, "/revision/sferry/2.html", "/revision/sferry/"):
        answer = stand.ask(path)
        assert answer.status_code == 410
        assert "Sturmschwalbe" not in answer.text
        assert "memento-datetime" not in answer.headers
    stand.close()
