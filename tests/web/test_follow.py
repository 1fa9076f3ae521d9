"""The forms of the digest: who may ask, what is read of a form, and that whoever holds a token may leave."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from dateline.app.serving import Options
from dateline.web import bodies
from dateline.web.application import LETTERS
from dateline.web.follow import CONFIRM, EMAIL, LEAVE, Follow, from_here
from dateline.web.request import Request
from tests.web.newsstand import Newsstand, asked

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Page:
    status: int = 200
    content: bytes = b"<p>Done.</p>"
    retry_after: int = 0


@dataclass
class Desk:
    """Remembers what it was asked."""

    page: Page = field(default_factory=Page)
    enabled: bool = True

    def __post_init__(self) -> None:
        self.done: list[tuple[str, ...]] = []

    def _told(self, *what: str) -> Page:
        self.done.append(what)
        return self.page

    def ask(self, address: str, theme: str, cadence: str) -> Page:
        return self._told("ask", address, theme, cadence)

    def show_confirm(self, token: str) -> Page:
        return self._told("show confirm", token)

    def confirm(self, token: str) -> Page:
        return self._told("confirm", token)

    def show_unsubscribe(self, token: str) -> Page:
        return self._told("show leave", token)

    def unsubscribe(self, token: str) -> Page:
        return self._told("leave", token)


@pytest.fixture
def desk(stand: Newsstand, monkeypatch: pytest.MonkeyPatch) -> Desk:
    made = Desk()
    monkeypatch.setattr(stand.app, "_follow", Follow(made, "default-src 'self'", "https://dateline.example/"))
    return made


def test_an_address_is_asked_for(stand: Newsstand, desk: Desk) -> None:
    form = {"address": "reader@mail.example", "theme": "tsea", "cadence": "daily", "more": "x"}
    answer = stand.ask(EMAIL, "POST", data=form)
    assert (answer.status_code, answer.text) == (200, "<p>Done.</p>")
    assert desk.done == [("ask", "reader@mail.example", "tsea", "daily")]
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "etag" not in answer.headers


def test_what_is_left_out_is_empty(stand: Newsstand, desk: Desk) -> None:
    stand.ask(EMAIL, "POST", content=b"", headers=FORM)
    stand.ask(EMAIL, "POST", content=b"address=%FF%00&theme", headers=FORM)
    assert desk.done[0] == ("ask", "", "", "")
    assert desk.done[1][1] == "\ufffd\x00"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://site.example"},
    ],
)
def test_no_page_of_another_site_asks(stand: Newsstand, desk: Desk, headers: dict[str, str]) -> None:
    answer = stand.ask(EMAIL, "POST", data={"address": "a@b.example"}, headers=headers)
    assert answer.status_code == 403
    assert desk.done == []


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://site.example"},
        {"Origin": "https://dateline.example"},  # behind a proxy that gives the host another name
    ],
)
def test_pages_of_this_site_do(stand: Newsstand, desk: Desk, headers: dict[str, str]) -> None:
    assert stand.ask(EMAIL, "POST", data={"address": "a@b.example"}, headers=headers).status_code == 200
    assert len(desk.done) == 1


def test_a_form_of_another_kind_is_not_read(stand: Newsstand, desk: Desk) -> None:
    answer = stand.ask(EMAIL, "POST", json={"address": "a@b.example"})
    assert (answer.status_code, desk.done) == (415, [])


def test_a_form_that_never_ends_is_not_read_to_its_end(stand: Newsstand, desk: Desk) -> None:
    answer = stand.ask(EMAIL, "POST", content=b"address=" + b"a" * 9000, headers=FORM)
    assert answer.status_code == 413
    assert answer.headers["connection"] == "close"

    async def pieces() -> httpx.Response:
        async def body() -> AsyncIterator[bytes]:
            for _ in range(2000):
                yield b"a" * 100

        return await asked(stand.app, EMAIL, "POST", content=body(), headers=FORM)

    assert asyncio.run(pieces()).status_code == 413
    assert desk.done == []


def test_a_form_that_does_not_come_is_not_waited_for(
    stand: Newsstand, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "PATIENCE", 0.02)

    async def slow() -> int:
        sent: list[dict[str, object]] = []

        async def receive() -> dict[str, object]:
            await asyncio.sleep(5)
            return {}

        async def send(message: object) -> None:
            sent.append(message)  # type: ignore[arg-type]

        headers = [(b"content-type", b"application/x-www-form-urlencoded")]
        scope = {
            "type": "http",
            "method": "POST",
            "path": EMAIL,
            "headers": headers,
            "client": ("127.0.0.1", 1),
        }
        await stand.app(scope, receive, send)
        return int(str(sent[0]["status"]))

    assert asyncio.run(slow()) == 408


BUTTONS = [(CONFIRM, "show confirm", "confirm"), (LEAVE, "show leave", "leave")]


@pytest.mark.parametrize(("path", "shown", "done"), BUTTONS)
def test_opening_a_link_changes_nothing_and_the_button_does(
    stand: Newsstand, desk: Desk, path: str, shown: str, done: str
) -> None:
    stand.ask(path, params={"token": "t1"})
    stand.ask(path, "HEAD", params={"token": "t1"})
    stand.ask(path, "POST", params={"token": "t2"})
    stand.ask(path, "POST", data={"token": "t3"})
    assert desk.done == [(shown, "t1"), (shown, "t1"), (done, "t2"), (done, "t3")]


@pytest.mark.parametrize(
    "more",
    [
        {"data": {"List-Unsubscribe": "One-Click"}},
        {"files": {"List-Unsubscribe": (None, "One-Click")}},
        {"content": b"List-Unsubscribe=One-Click", "headers": FORM},
        {"data": {"List-Unsubscribe": "One-Click"}, "headers": {"Origin": "https://mail.example"}},
        {"content": b""},
    ],
)
def test_a_mail_program_leaves_with_one_click(stand: Newsstand, desk: Desk, more: dict[str, object]) -> None:
    answer = stand.ask(f"{LEAVE}?token=t9", "POST", **more)
    assert (answer.status_code, desk.done) == (200, [("leave", "t9")])


def test_only_what_is_meant_is_allowed(stand: Newsstand, desk: Desk) -> None:
    assert stand.ask(EMAIL).status_code == 405
    assert stand.ask(EMAIL).headers["allow"] == "POST"
    assert stand.ask(LEAVE, "DELETE").status_code == 405
    assert desk.done == []


def test_nobody_has_many_letters_sent(tmp_path: Path) -> None:
    stand = Newsstand(tmp_path, options=Options(rate=600))
    stand.open()
    made = Desk()
    stand.app._follow = Follow(made, "default-src 'self'", "")
    told = [stand.ask(EMAIL, "POST", data={"address": "a@b.example"}).status_code for _ in range(LETTERS + 2)]
    assert told == [200] * LETTERS + [429, 429]
    assert stand.ask(f"{LEAVE}?token=t", "POST").status_code == 200  # leaving is another matter
    stand.close()


def test_no_page_of_another_site_reads_what_a_form_is_answered(stand: Newsstand, desk: Desk) -> None:
    here = {"Origin": "https://mail.example"}
    assert "access-control-allow-origin" in stand.ask("/api/v1/themes", headers=here).headers
    for path in (CONFIRM, LEAVE):
        assert "access-control-allow-origin" not in stand.ask(f"{path}?token=t", headers=here).headers


def test_what_the_desk_says_is_passed_on(stand: Newsstand, desk: Desk) -> None:
    desk.page = Page(status=503, content=b"<p>Not now.</p>", retry_after=60)
    answer = stand.ask(EMAIL, "POST", data={"address": "a@b.example"})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")


def test_where_there_are_no_digests_there_are_no_forms(stand: Newsstand) -> None:
    assert stand.app._follow is None
    assert stand.ask(EMAIL, "POST", data={"address": "a@b.example"}).status_code == 405
    assert stand.ask(CONFIRM, params={"token": "t"}).status_code == 404


def test_an_origin_that_is_none_is_not_ours() -> None:
    async def receive() -> dict[str, object]:
        return {}

    def request(origin: bytes) -> Request:
        headers = [(b"host", b"site.example"), (b"origin", origin)]
        return Request({"method": "POST", "path": EMAIL, "headers": headers}, receive)

    assert not from_here(request(b"http://"), "")
    assert not from_here(request(b"site.example"), "")
    assert from_here(request(b"http://SITE.example"), "")
