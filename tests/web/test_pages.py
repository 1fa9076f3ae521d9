"""Pages out of the store: the very files of the static site, with validators, and the ways to others."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.core.errors import StoreError
from dateline.core.site import File
from dateline.core.stories import Story
from dateline.pipeline.printing import MANIFEST, print_site
from dateline.stages.publish.layout import POLICY
from tests.edition import desk_of
from tests.newsroom import EDITION, FERRY_PAGE, ISSUE, LIBRARY_PAGE, REPORTS, THEMES
from tests.web.newsstand import Newsstand, raw, stocked

HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "cross-origin-opener-policy": "same-origin",
    "x-frame-options": "DENY",
}
PAGES = ("/", "/index.html", "/story/sferry/", "/theme/tsea/", "/sources/", "/corrections/", "/methods/")


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsstand]:
    """A server over exactly what the static edition of the tests is made of."""
    made = Newsstand(tmp_path_factory.mktemp("edition"))
    made.stock(ISSUE.pages, reports=REPORTS, themes=THEMES)
    yield made.open()
    made.close()


# --- the same as the static site ----------------------------------------------------------


def test_every_file_of_the_static_site_is_served_to_the_byte(edition: Newsstand) -> None:
    made = list(print_site(desk_of(edition.store), EDITION, b""))
    files = {file.path: file.content for file in made if isinstance(file, File)}
    assert len(files) == len(made) > 30
    del files[MANIFEST]
    odd = []
    for path, content in files.items():
        answer = edition.ask(f"/{path}")
        if answer.status_code != 200 or answer.content != content:
            odd.append((path, answer.status_code))
    assert not odd


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/story/sferry/", "text/html; charset=utf-8"),
        ("/story/sferry/page.json", "application/json"),
        ("/assets/dateline.css", "text/css; charset=utf-8"),
        ("/assets/dateline.js", "text/javascript; charset=utf-8"),
        ("/feed.xml", "application/rss+xml; charset=utf-8"),
        ("/atom.xml", "application/atom+xml; charset=utf-8"),
        ("/feed.json", "application/feed+json"),
        ("/theme/tsea/atom.xml", "application/atom+xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
    ],
)
def test_each_file_has_its_media_type_and_the_headers(stand: Newsstand, path: str, kind: str) -> None:
    answer = stand.ask(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
    assert HEADERS.items() <= dict(answer.headers).items()
    assert answer.headers["cache-control"].startswith("public, max-age=")


def test_pages_say_what_a_browser_may_load_and_that_they_are_served(stand: Newsstand) -> None:
    answer = stand.ask("/story/sferry/")
    assert answer.headers["content-security-policy"] == f"{POLICY}; frame-ancestors 'none'"
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["server-timing"] == "dateline;desc=served"
    assert "access-control-allow-origin" not in answer.headers


def test_what_is_no_page_loads_nothing_and_may_be_read_by_others(stand: Newsstand) -> None:
    for path in ("/feed.xml", "/story/sferry/page.json", "/assets/dateline.js"):
        answer = stand.ask(path)
        assert answer.headers["content-security-policy"].startswith("default-src 'none'; frame")
        assert answer.headers["access-control-allow-origin"] == "*"


def test_feeds_name_their_hub_and_themselves(tmp_path: Path) -> None:
    home = replace(EDITION, base_url="https://dateline.example/", hub="https://hub.example/")
    made = stocked(tmp_path, edition=home)
    told = made.ask("/theme/tsea/atom.xml").headers.get_list("link")
    assert set(told) == {
        '<https://hub.example/>; rel="hub"',
        '<https://dateline.example/theme/tsea/atom.xml>; rel="self"',
    }
    assert not made.ask("/").headers.get_list("link")
    made.close()


def test_without_a_hub_feeds_name_none(stand: Newsstand) -> None:
    assert "link" not in stand.ask("/feed.xml").headers


# --- validators ---------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*PAGES, "/feed.xml", "/assets/dateline.css", "/story/sferry/page.json"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_the_reader_has_is_not_sent_again(stand: Newsstand, path: str, method: str) -> None:
    first = stand.ask(path)
    assert first.headers["etag"].startswith('"')
    for held in (first.headers["etag"], f'"other", W/{first.headers["etag"]}', "*"):
        again = stand.ask(path, method, headers={"If-None-Match": held})
        assert (again.status_code, again.content) == (304, b""), held
        assert again.headers["etag"] == first.headers["etag"]
        assert again.headers["cache-control"] == first.headers["cache-control"]
        assert "content-type" not in again.headers
    assert stand.ask(path, method, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_reader_who_names_a_time_alone_gets_304_too(stand: Newsstand) -> None:
    modified = stand.ask("/").headers["last-modified"]
    assert stand.ask("/", headers={"If-Modified-Since": modified}).status_code == 304
    assert stand.ask("/", headers={"If-Modified-Since": "Tue, 01 Jul 2025 19:20:00 GMT"}).status_code == 200
    other = {"If-Modified-Since": modified, "If-None-Match": '"other"'}
    assert stand.ask("/", headers=other).status_code == 200


def test_packed_and_plain_are_two_representations_with_a_tag_each(stand: Newsstand) -> None:
    plain = stand.ask("/story/sferry/", headers={"Accept-Encoding": "identity"})
    packed = stand.ask("/story/sferry/", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert plain.headers["vary"] == packed.headers["vary"] == "accept-encoding"
    assert plain.content == packed.content
    assert plain.headers["etag"] != packed.headers["etag"]
    held = {"Accept-Encoding": "gzip", "If-None-Match": packed.headers["etag"]}
    assert stand.ask("/story/sferry/", headers=held).status_code == 304


def test_the_packed_bytes_are_packed_once(stand: Newsstand) -> None:
    sent = [raw(stand.app, "/", headers=[(b"accept-encoding", b"gzip")])[2] for _ in range(2)]
    assert sent[0] == sent[1]
    assert gzip.decompress(sent[0]) == stand.ask("/").content


def test_head_tells_the_length_and_gives_no_body(stand: Newsstand) -> None:
    for path in ("/", "/nothing", "/api/v1/stories", "/healthz"):
        whole, head = stand.ask(path), stand.ask(path, "HEAD")
        assert head.status_code == whole.status_code
        assert head.content == b""
        if path != "/healthz":
            assert head.headers["content-length"] == whole.headers["content-length"]


# --- the ways to others -------------------------------------------------------------------


def test_a_folder_leads_to_its_page(stand: Newsstand) -> None:
    for path in ("/story/sferry", "/theme/tsea", "/sources"):
        answer = stand.ask(path)
        assert (answer.status_code, answer.headers["location"]) == (301, f"{path}/")


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsstand]:
    """A site with a story that went into one other, one that went into two, and one that is gone."""
    made = Newsstand(tmp_path_factory.mktemp("changed"))
    fates = (
        Story(id="sone", into=("stwo",)),
        Story(id="stwo", into=("sferry",)),
        Story(id="sfork", into=("sferry", "stide")),
    )
    ended = [replace(LIBRARY_PAGE, story=story) for story in ("sone", "stwo", "sfork", "snone")]
    made.stock(ISSUE.pages, ended=ended, reports=REPORTS, themes=THEMES, stories=fates)
    yield made.open()
    made.close()


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/story/sone/", "/story/sferry/"),
        ("/story/sone", "/story/sferry/"),
        ("/story/sone/index.html", "/story/sferry/"),
        ("/story/sone/page.json", "/story/sferry/page.json"),
        ("/story/sone/atom.xml", "/story/sferry/atom.xml"),
        ("/story/sone/r/3.html", "/story/sferry/"),
        ("/story/stwo/", "/story/sferry/"),
        ("/api/v1/stories/sone", "/api/v1/stories/sferry"),
    ],
)
def test_a_merged_story_answers_with_its_new_address(
    changed: Newsstand, path: str, to: str, method: str
) -> None:
    answer = changed.ask(path, method)
    assert (answer.status_code, answer.headers["location"]) == (301, to)
    assert HEADERS.items() <= dict(answer.headers).items()
    if not to.endswith(".xml"):
        assert changed.ask(to).status_code == 200


def test_a_split_story_shows_the_way_to_each(changed: Newsstand) -> None:
    answer = changed.ask("/story/sfork/")
    assert answer.status_code == 200
    assert "story/stide/" in answer.text
    told = changed.ask("/api/v1/stories/sfork")
    assert (told.status_code, told.json()) == (300, {"story": "sfork", "into": ["sferry", "stide"]})


def test_what_was_withdrawn_is_gone_and_what_never_was_is_not_found(changed: Newsstand) -> None:
    for file in ("", "index.html", "page.json"):
        assert changed.ask(f"/story/snone/{file}").status_code == 410, file
    assert changed.ask("/api/v1/stories/snone").status_code == 410
    assert "withdrawn" in changed.ask("/story/snone/").text
    assert "etag" not in changed.ask("/story/snone/").headers
    assert changed.ask("/story/snever/").status_code == 404


def test_what_ended_is_in_no_list(changed: Newsstand) -> None:
    listed = changed.ask("/api/v1/stories").json()["items"]
    assert {story["id"] for story in listed} == {page.story for page in ISSUE.pages}


# --- what is not there --------------------------------------------------------------------


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
        "/story/sferry/%00",
        "/story/\x00/",
        "/story/" + "a" * 5000,
        "/dateline.json",
        "/site.db",
        "/.git/config",
        "/story/SFERRY/",
        "/story/sferry/x/y/z/",
        "/theme/none/",
        "/place/none/",
        "/story//sferry/",
        "/story/sferry/index.html/",
    ],
)
def test_no_path_leads_out_of_the_site(stand: Newsstand, path: str) -> None:
    (stand.site / "dateline.json").write_text("{}")
    status, headers, body = raw(stand.app, path)
    assert status == 404
    assert b"SQLite format" not in body
    assert b"root:" not in body
    assert headers["content-type"].startswith("text/html")


def test_what_is_not_there_is_told_on_a_page_of_the_site(stand: Newsstand) -> None:
    answer = stand.ask("/a/b/nothing.html")
    assert answer.status_code == 404
    assert 'href="/' in answer.text
    assert EDITION.title in answer.text
    assert HEADERS.items() <= dict(answer.headers).items()
    assert "etag" not in answer.headers


def test_files_of_the_operator_are_served_from_the_folder(stand: Newsstand) -> None:
    (stand.site / ".well-known").mkdir(exist_ok=True)
    (stand.site / ".well-known" / "proof.txt").write_text("mine")
    (stand.site / "favicon.ico").write_bytes(b"\0\0\1\0")
    (stand.site / ".hidden").write_text("no")
    assert stand.ask("/.well-known/proof.txt").text == "mine"
    assert stand.ask("/favicon.ico").headers["content-type"] == "image/x-icon"
    assert stand.ask("/.hidden").status_code == 404


def test_no_link_leads_out_of_the_folder(stand: Newsstand) -> None:
    link = stand.site / "leak.txt"
    link.symlink_to(stand.folder / "site.db")
    assert stand.ask("/leak.txt").status_code == 404
    link.unlink()


def test_an_old_file_of_a_story_that_the_store_does_not_know_is_not_served(stand: Newsstand) -> None:
    old = stand.site / "story" / "sold"
    old.mkdir(parents=True, exist_ok=True)
    (old / "index.html").write_text("<p>Withdrawn long ago.</p>")
    assert stand.ask("/story/sold/").status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", ["/", "/index.html", "/story/sferry/", "/healthz", "/api/v1/stories"])
def test_nothing_can_be_written(stand: Newsstand, method: str, path: str) -> None:
    answer = stand.ask(path, method)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert answer.headers["content-type"] == "application/problem+json"


def test_what_may_be_asked_is_told(stand: Newsstand) -> None:
    answer = stand.ask("/", "OPTIONS")
    assert (answer.status_code, answer.headers["allow"]) == (204, "GET, HEAD, OPTIONS")
    assert "content-length" not in answer.headers


# --- what changes -------------------------------------------------------------------------


@pytest.fixture
def moving(tmp_path: Path) -> Iterator[Newsstand]:
    made = Newsstand(tmp_path)
    made.stock(ISSUE.pages, reports=REPORTS, themes=THEMES)
    yield made.open()
    made.close()


def test_a_story_printed_anew_is_served_anew_and_others_stay_in_memory(moving: Newsstand) -> None:
    before, library = moving.ask("/story/sferry/"), moving.ask("/story/slibrary/")
    line = replace(FERRY_PAGE.headline, text="Ferry afloat again off Baltrum")
    moving.stock([replace(FERRY_PAGE, headline=line)])
    assert moving.ask("/story/sferry/").content == before.content  # until the server looks
    moving.beat()
    misses = moving.app._memory.misses
    after = moving.ask("/story/sferry/", headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert "Ferry afloat again" in after.text
    assert "Ferry afloat again" in moving.ask("/").text
    again = moving.ask("/story/slibrary/", headers={"If-None-Match": library.headers["etag"]})
    assert again.status_code == 304
    assert moving.app._memory.misses == misses + 2  # the ferry and the front page


def test_the_time_of_a_change_is_later_than_that_of_what_was_before(moving: Newsstand) -> None:
    first = moving.ask("/story/sferry/").headers["last-modified"]
    line = replace(FERRY_PAGE.headline, text="Ferry afloat again off Baltrum")
    moving.stock([replace(FERRY_PAGE, headline=line)])
    moving.beat()
    assert moving.ask("/story/sferry/", headers={"If-Modified-Since": first}).status_code == 200


def test_a_story_that_comes_is_there_and_a_missing_page_is_not_kept(moving: Newsstand) -> None:
    assert moving.ask("/story/snew/").status_code == 404
    moving.stock([replace(LIBRARY_PAGE, story="snew")])
    moving.beat()
    assert moving.ask("/story/snew/").status_code == 200


def test_nothing_changes_where_nothing_changed(moving: Newsstand) -> None:
    moving.ask("/")
    misses = moving.app._memory.misses
    moving.beat()
    moving.ask("/")
    assert moving.app._memory.misses == misses


def test_a_store_that_cannot_be_read_is_503_and_what_is_in_memory_stays(
    moving: Newsstand, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = moving.ask("/")

    def broken(*_: object, **__: object) -> None:
        raise StoreError("site.db", "disk I/O error")

    monkeypatch.setattr(moving.serving.pages, "lay", broken)
    monkeypatch.setattr(moving.serving, "since", broken)
    moving.beat()
    assert not moving.app.pulse.sound
    assert moving.ask("/").content == held.content
    answer = moving.ask("/story/slibrary/")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")
    assert answer.headers["content-type"] == "application/problem+json"
    assert "disk" not in answer.text


def test_what_fails_while_it_is_made_is_500_and_says_nothing_of_why(
    moving: Newsstand, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_room: str) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(moving.serving.pages, "lay", broken)
    answer = moving.ask("/story/slibrary/")
    assert answer.status_code == 500
    assert answer.json()["instance"] == "/story/slibrary/"
    assert "secret" not in answer.text
    assert "secret" in caplog.text


def test_times_within_one_second_differ(moving: Newsstand) -> None:
    """A second change within the second of the first: If-Modified-Since alone must see it."""
    moving.app._pages._now = lambda: 1_751_397_600.0
    seen = []
    for words in ("one", "two", "three"):
        moving.stock([replace(FERRY_PAGE, headline=replace(FERRY_PAGE.headline, text=words))])
        moving.beat()
        seen.append(moving.ask("/story/sferry/").headers["last-modified"])
    assert len(set(seen)) == 3
