"""The served site: every route of the API, paging to its end, and the files beside it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline import __version__
from dateline.app.shelf import Shelf
from dateline.core.contract import membership_form
from dateline.core.errors import UsageError
from dateline.core.page_forms import page_form
from dateline.core.pages import Page, Revision
from dateline.core.stories import Story
from dateline.core.types import Membership, Report, Theme
from dateline.stages.publish import publish
from dateline.storage import SiteFolder, open_store
from dateline.web.api import make_api
from dateline.web.server import serve
from tests.newsroom import FERRY, FERRY_PAGE, ISSUE, LIBRARY_PAGE, REPORTS, THEMES, stamp

HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "cross-origin-opener-policy": "same-origin",
    "x-frame-options": "DENY",
}
ROUTES = ("/healthz", "/api/v1/stories", "/api/v1/themes", "/api/v1/openapi.json")
MORE = 20
MEMBER = Membership(report="rferry", story="sferry", theme="tsea", origin="owire", why="it founded the story")


def small(number: int) -> Page:
    """One of many short pages; some are of the same hour, and some have no date."""
    first = stamp("2025-06-01T08:00:00")
    dated = None if number % 5 == 0 else replace(first, at=first.at + timedelta(hours=number // 2))
    theme = ("tsea", "ttown", "tnone")[number % 3]
    return replace(LIBRARY_PAGE, story=f"ssmall{number:02}", theme=theme, first_reported=dated)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="module")
def api(folder: Path) -> Iterator[FastAPI]:
    site, path = folder / "site", folder / "site.db"
    SiteFolder(site).write(publish(ISSUE))
    store = open_store(path)
    with store.transaction():
        for report in REPORTS.values():
            store.save_report(report, report.id)
        store.save_groups([MEMBER], THEMES)
        for page in (*ISSUE.pages, *map(small, range(MORE))):
            store.save_groups([replace(MEMBER, report=f"r-{page.story}", story=page.story)], [])
            store.save_page(page, f"key-{page.story}")
    yield make_api(site, Shelf(store))
    store.close()


def ask(api: FastAPI, path: str, method: str = "GET", **more: Any) -> httpx.Response:
    async def answer() -> httpx.Response:
        transport = httpx.ASGITransport(app=api)
        async with httpx.AsyncClient(transport=transport, base_url="http://site.example") as client:
            return await client.request(method, path, **more)

    return asyncio.run(answer())


def ask_raw(api: FastAPI, path: str) -> tuple[int, bytes]:
    """What a client gets that does not tidy its path, as every honest client does."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"site.example")],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    asyncio.run(api(scope, receive, send))
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent)


def listed(api: FastAPI, **query: object) -> dict[str, Any]:
    answer = ask(api, "/api/v1/stories", params=query)
    assert answer.status_code == 200
    held: dict[str, Any] = answer.json()
    return held


def walked(api: FastAPI, **query: object) -> list[str]:
    """The ids of all stories, page by page."""
    found: list[str] = []
    after: dict[str, object] = {}
    while True:
        part = listed(api, **query, **after)
        assert part["stories"]
        found += [story["id"] for story in part["stories"]]
        if part["after"] is None:
            return found
        assert part["after"] == found[-1]
        after = {"after": part["after"]}


# --- the API ------------------------------------------------------------------------------


def test_health_tells_how_much_there_is(api: FastAPI) -> None:
    assert ask(api, "/healthz").json() == {"status": "ok", "stories": len(ISSUE.pages) + MORE}


def test_a_story_in_the_list_has_what_a_list_shows(api: FastAPI) -> None:
    held = {story["id"]: story for story in listed(api, limit=200)["stories"]}
    assert held["sferry"] == {
        "id": "sferry",
        "theme": "tsea",
        "headline": FERRY.title,
        "standfirst": "A ferry ran aground off Baltrum, the coastguard said.",
        "first_reported": "2025-07-01T19:27:47Z",
        "revised": "2025-07-02T06:10:00Z",
        "sources": 4,
    }
    assert held["slibrary"]["standfirst"] == "The library opens again on Monday, its director said."
    assert held["ssmall00"]["first_reported"] is None


def test_stories_are_newest_first_and_undated_ones_last(api: FastAPI) -> None:
    told = [story["first_reported"] or "" for story in listed(api, limit=200)["stories"]]
    assert told == sorted(told, reverse=True)
    assert told[0] == "2025-07-01T19:27:47Z"
    assert told[-1] == ""


def test_a_page_never_revised_at_a_known_time_says_none(tmp_path: Path) -> None:
    store = open_store(tmp_path / "site.db")
    untimed = replace(LIBRARY_PAGE, revisions=(Revision(number=1, at=None, reason="First publication."),))
    with store.transaction():
        store.save_groups([replace(MEMBER, story=untimed.story)], [])
        store.save_page(untimed, "key")
    (tmp_path / "site").mkdir()
    assert listed(make_api(tmp_path / "site", Shelf(store)))["stories"][0]["revised"] is None
    store.close()


@pytest.mark.parametrize("limit", [1, 2, 7, 22, 23, 24, 200])
def test_paging_comes_to_the_end_without_loss_or_doubling(api: FastAPI, limit: int) -> None:
    found = walked(api, limit=limit)
    assert len(found) == len(set(found)) == len(ISSUE.pages) + MORE
    assert found == [story["id"] for story in listed(api, limit=200)["stories"]]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(3, 30), st.sampled_from(["tsea", "ttown", "tnone"]))
def test_paging_within_a_theme_has_that_theme_alone(api: FastAPI, limit: int, theme: str) -> None:
    found = walked(api, limit=limit, theme=theme)
    wanted = {page.story for page in (*ISSUE.pages, *map(small, range(MORE))) if page.theme == theme}
    assert len(found) == len(wanted)
    assert set(found) == wanted


def test_fifty_stories_are_the_default_and_the_end_says_so(api: FastAPI) -> None:
    whole = listed(api)
    assert len(whole["stories"]) == len(ISSUE.pages) + MORE
    assert whole["after"] is None


def test_after_a_story_that_is_gone_the_client_is_told_to_begin_again(api: FastAPI) -> None:
    assert ask(api, "/api/v1/stories?after=gone").status_code == 404


@pytest.mark.parametrize("path", ["/healthz", "/api/v1/stories", "/api/v1/themes"])
def test_head_of_the_api_is_get_without_a_body(api: FastAPI, path: str) -> None:
    answer = ask(api, path, "HEAD")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-type"] == "application/json"


def test_after_the_last_there_is_nothing(api: FastAPI) -> None:
    last = listed(api, limit=200)["stories"][-1]["id"]
    assert listed(api, after=last) == {"stories": [], "after": None}


def test_an_unknown_theme_has_no_stories(api: FastAPI) -> None:
    assert listed(api, theme="none") == {"stories": [], "after": None}


@pytest.mark.parametrize("limit", ["0", "-1", "201", "many", "1.5", "9" * 40])
def test_a_limit_that_cannot_be_is_refused_by_name(api: FastAPI, limit: str) -> None:
    answer = ask(api, "/api/v1/stories", params={"limit": limit})
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"] == ["query", "limit"]


def test_a_story_is_its_page_with_all_its_evidence(api: FastAPI) -> None:
    told = ask(api, "/api/v1/stories/sferry").json()
    assert told == page_form(replace(FERRY_PAGE, related=tuple(told["related"])))
    assert told["summary"][0]["evidence"][0]["report"] == "rferry"


def test_a_story_leads_to_the_others_of_its_theme(api: FastAPI) -> None:
    related = ask(api, "/api/v1/stories/sferry").json()["related"]
    assert related == [story for story in walked(api, theme="tsea") if story != "sferry"]


def test_themes_tell_their_stories(api: FastAPI) -> None:
    assert ask(api, "/api/v1/themes").json() == {
        "themes": [
            {"id": "tsea", "name": "Shipping off the islands", "stories": ["sferry", "stide"]},
            {"id": "ttown", "name": "Esens", "stories": ["slibrary"]},
        ]
    }


def test_a_report_says_why_it_is_where_it_is(api: FastAPI) -> None:
    assert ask(api, "/api/v1/why/rferry").json() == membership_form(MEMBER)


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/stories/none",
        "/api/v1/stories/SFERRY",
        "/api/v1/stories/%00",
        "/api/v1/stories/' OR 1=1 --",
        "/api/v1/why/none",
        "/api/v1/why/rcopy",  # stored, and not yet filed
        "/api/v1/nothing",
        "/api/v2/stories",
        "/nothing.html",
    ],
)
def test_what_is_not_there_is_404(api: FastAPI, path: str) -> None:
    answer = ask(api, path)
    assert answer.status_code == 404
    assert answer.json()["detail"]
    assert HEADERS.items() <= dict(answer.headers).items()


def test_no_text_of_a_report_is_given_away(api: FastAPI) -> None:
    answers = [ask(api, path).text for path in (*ROUTES, "/api/v1/stories/sferry", "/api/v1/why/rferry")]
    assert not [answer for answer in answers if "as happens in most summers" in answer]


@pytest.mark.parametrize("path", ROUTES)
def test_every_answer_is_json_with_the_headers(api: FastAPI, path: str) -> None:
    answer = ask(api, path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/json")
    assert HEADERS.items() <= dict(answer.headers).items()
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize(
    "path", ["/healthz", "/api/v1/stories", "/api/v1/stories/sferry", "/index.html", "/"]
)
def test_nothing_can_be_written(api: FastAPI, method: str, path: str) -> None:
    answer = ask(api, path, method, **({"json": {}} if method != "DELETE" else {}))
    assert answer.status_code == 405


def test_the_description_lists_the_routes(api: FastAPI) -> None:
    told = ask(api, "/api/v1/openapi.json").json()
    assert told["info"] == {"title": "Dateline", "version": __version__}
    assert {path: list(methods) for path, methods in told["paths"].items()} == {
        "/healthz": ["get"],
        "/api/v1/stories": ["get"],
        "/api/v1/stories/{story}": ["get"],
        "/api/v1/themes": ["get"],
        "/api/v1/why/{report}": ["get"],
    }
    names = {parameter["name"] for parameter in told["paths"]["/api/v1/stories"]["get"]["parameters"]}
    assert names == {"theme", "limit", "after"}


def test_every_route_says_what_it_gives(api: FastAPI) -> None:
    told = ask(api, "/api/v1/openapi.json").json()
    assert all(route["get"]["description"] for route in told["paths"].values())


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json"])
def test_no_page_that_loads_scripts_from_elsewhere(api: FastAPI, path: str) -> None:
    assert ask(api, path).status_code == 404


# --- the files beside it ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html"),
        ("/index.html", "text/html"),
        ("/story/sferry/", "text/html"),
        ("/story/sferry/page.json", "application/json"),
        ("/assets/dateline.css", "text/css"),
        ("/feed.xml", "xml"),
        ("/robots.txt", "text/plain"),
    ],
)
def test_the_site_is_served_as_it_lies(api: FastAPI, folder: Path, path: str, kind: str) -> None:
    answer = ask(api, path)
    assert answer.status_code == 200
    assert kind in answer.headers["content-type"]
    assert HEADERS.items() <= dict(answer.headers).items()
    file = folder / "site" / path.removeprefix("/")
    assert answer.content == (file / "index.html" if file.is_dir() else file).read_bytes()


def test_a_folder_leads_to_its_page(api: FastAPI) -> None:
    answer = ask(api, "/story/sferry")
    assert answer.is_redirect
    assert answer.headers["location"].endswith("/story/sferry/")


def test_head_tells_the_length_and_gives_no_body(api: FastAPI) -> None:
    whole, head = ask(api, "/index.html"), ask(api, "/index.html", "HEAD")
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["content-length"] == str(len(whole.content))
    assert head.headers["etag"] == whole.headers["etag"]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_the_reader_has_is_not_sent_again(api: FastAPI, method: str) -> None:
    etag = ask(api, "/index.html").headers["etag"]
    again = ask(api, "/index.html", method, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert ask(api, "/index.html", method, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_page_printed_anew_has_another_etag(api: FastAPI, folder: Path) -> None:
    file = folder / "site" / "changing.html"
    file.write_text("<p>One.</p>")
    before = ask(api, "/changing.html").headers["etag"]
    file.write_text("<p>Two, and more.</p>")
    again = ask(api, "/changing.html", headers={"If-None-Match": before})
    assert (again.status_code, again.text) == (200, "<p>Two, and more.</p>")


@pytest.mark.parametrize(
    "path",
    [
        "/../site.db",
        "/../../etc/passwd",
        "/story/../../site.db",
        "//etc/passwd",
        "/..\\site.db",
        "/%2e%2e/site.db",
        "/story/sferry/../../../site.db",
    ],
)
def test_no_path_leads_out_of_the_site(api: FastAPI, path: str) -> None:
    status, body = ask_raw(api, path)
    assert status == 404
    assert b"SQLite format" not in body
    assert b"root:" not in body


def test_no_link_leads_out_of_the_site(api: FastAPI, folder: Path) -> None:
    link = folder / "site" / "leak.html"
    link.symlink_to(folder / "site.db")
    assert ask(api, "/leak.html").status_code == 404
    link.unlink()


def test_what_is_built_meanwhile_is_shown(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    store, shelved = open_store(tmp_path / "site.db"), open_store(tmp_path / "site.db")
    api = make_api(tmp_path / "site", Shelf(shelved))
    assert listed(api) == {"stories": [], "after": None}
    with store.transaction():
        store.save_report(Report(id="rnew", text="The lock was shut."), "f")
        store.save_groups([replace(MEMBER, report="rnew", story="snew")], [])
        store.save_page(replace(LIBRARY_PAGE, story="snew"), "key")
        assert listed(api)["stories"] == []
    assert [story["id"] for story in listed(api)["stories"]] == ["snew"]
    assert ask(api, "/api/v1/why/rnew").json()["story"] == "snew"
    store.close()
    shelved.close()


# --- the server ---------------------------------------------------------------------------


def test_a_folder_that_is_no_site_is_not_served(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no site"):
        serve(tmp_path, None, "127.0.0.1", 0)


def test_a_site_without_its_store_is_not_served(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("<p>One.</p>")
    with pytest.raises(UsageError, match="is no store"):
        serve(site, None, "127.0.0.1", 0)
    with pytest.raises(UsageError, match="elsewhere"):
        serve(site, tmp_path / "elsewhere.db", "127.0.0.1", 0)


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 99_999), ("192.0.2.1", 0)])
def test_an_address_that_cannot_be_had_is_said(api: FastAPI, folder: Path, host: str, port: int) -> None:
    with pytest.raises(UsageError, match="give another --port"):
        serve(folder / "site", None, host, port)


# --- stories that ended -------------------------------------------------------------------


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """A site with a story that went into one other, one that went into two, and one that is gone."""
    folder = tmp_path_factory.mktemp("changed")
    site, path = folder / "site", folder / "site.db"
    facts = (
        Story(id="sone", into=("stwo",)),
        Story(id="stwo", into=("sferry",)),
        Story(id="sfork", into=("sferry", "stide")),
    )
    ended = tuple(replace(LIBRARY_PAGE, story=story) for story in ("sone", "sfork", "snone"))
    issue = replace(ISSUE, ended=ended, stories={fact.id: fact for fact in facts})
    SiteFolder(site).write(publish(issue))
    store = open_store(path)
    with store.transaction():
        store.save_groups([replace(MEMBER, report=p.story, story=p.story) for p in ISSUE.pages], THEMES)
        store.register.save_stories(facts)
        for page in (*ISSUE.pages, *ended):
            store.save_page(page, f"key-{page.story}")
    yield make_api(site, Shelf(store))
    store.close()


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/story/sone/", "/story/sferry/"),
        ("/story/sone", "/story/sferry/"),
        ("/story/sone/index.html", "/story/sferry/"),
        ("/story/sone/page.json", "/story/sferry/page.json"),
        ("/story/stwo/", "/story/sferry/"),
        ("/api/v1/stories/sone", "/api/v1/stories/sferry"),
    ],
)
def test_a_merged_story_answers_with_its_new_address(
    changed: FastAPI, path: str, to: str, method: str
) -> None:
    answer = ask(changed, path, method)
    assert (answer.status_code, answer.headers["location"]) == (301, to)
    assert HEADERS.items() <= dict(answer.headers).items()
    assert ask(changed, to).status_code == 200


def test_a_split_story_shows_the_way_to_each(changed: FastAPI) -> None:
    answer = ask(changed, "/story/sfork/")
    assert answer.status_code == 200
    assert "../../story/stide/index.html" in answer.text
    told = ask(changed, "/api/v1/stories/sfork")
    assert (told.status_code, told.json()) == (300, {"story": "sfork", "into": ["sferry", "stide"]})


def test_what_was_withdrawn_is_gone_and_what_never_was_is_not_found(changed: FastAPI) -> None:
    for path in (
        "/story/snone/",
        "/story/snone/index.html",
        "/story/snone/page.json",
        "/api/v1/stories/snone",
    ):
        assert ask(changed, path).status_code == 410, path
    assert "withdrawn" in ask(changed, "/story/snone/").text
    assert ask(changed, "/story/snever/").status_code == 404
    assert ask(changed, "/api/v1/stories/snever").status_code == 404


def test_what_ended_is_in_no_list(changed: FastAPI) -> None:
    assert set(walked(changed)) == {page.story for page in ISSUE.pages}
    assert ask(changed, "/healthz").json()["stories"] == len(ISSUE.pages)
    assert ask(changed, "/story/sferry/").status_code == 200


def test_themes_tell_their_subjects_and_the_query_that_defines_them(tmp_path: Path) -> None:
    store = open_store(tmp_path / "site.db")
    (tmp_path / "site").mkdir()
    with store.transaction():
        store.save_groups([], [Theme(id="t1", name="Elbe", subjects=("medtop:20000139",), query="elbe")])
    [theme] = ask(make_api(tmp_path / "site", Shelf(store)), "/api/v1/themes").json()["themes"]
    assert theme == {
        "id": "t1",
        "name": "Elbe",
        "stories": [],
        "subjects": ["medtop:20000139"],
        "query": "elbe",
    }
    store.close()
