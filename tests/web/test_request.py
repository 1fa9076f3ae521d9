"""Requests as they come: odd paths, repeated headers, forms that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.web.request import Request, fields


async def nothing() -> dict[str, object]:
    return {"type": "http.disconnect"}


def request(path: str = "/", query: bytes = b"", raw: bytes | None = None, **headers: str) -> Request:
    given = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {
        "method": "GET",
        "path": path,
        "raw_path": path.encode() if raw is None else raw,
        "query_string": query,
        "headers": given,
        "client": ("127.0.0.1", 5),
    }
    return Request(scope, nothing)


@pytest.mark.parametrize(
    "path", ["/", "/index.html", "/story/sferry/", "/a.b/c..d/e-f", "/.well-known/security.txt"]
)
def test_honest_paths_are_not_odd(path: str) -> None:
    assert not request(path).odd


@pytest.mark.parametrize(
    "path",
    [
        "/../x",
        "/..",
        "/a/../b",
        "/a/./b",
        "//a",
        "/a//b",
        "/a\\b",
        "/a\x00b",
        "/a\nb",
        "/\ufffd",
        "/a/..",
        "/" + "a" * 2000,
    ],
)
def test_climbing_doubled_and_broken_paths_are(path: str) -> None:
    assert request(path).odd


def test_a_slash_in_disguise_is_odd() -> None:
    assert request("/story/sferry/", raw=b"/story%2Fsferry/").odd


def test_headers_that_come_twice_are_one_list() -> None:
    one = Request(
        {"method": "GET", "path": "/", "headers": [(b"if-none-match", b'"a"'), (b"if-none-match", b'"b"')]},
        nothing,
    )
    assert one.header(b"if-none-match") == '"a", "b"'
    assert one.header(b"accept") == ""
    assert one.client == ""


@pytest.mark.parametrize(
    ("encoded", "told"),
    [
        (b"", {}),
        (b"q=a+b&q=c", {"q": "c"}),
        (b"q=", {"q": ""}),
        (b"q=%F0%9F%9A%A2", {"q": "\U0001f6a2"}),
        (b"q=%FF%FE", {"q": "\ufffd\ufffd"}),
        (b"&".join(b"a%d=1" % n for n in range(99)), {}),
    ],
)
def test_the_fields_of_a_query(encoded: bytes, told: dict[str, str]) -> None:
    assert request(query=encoded).query == told


@given(st.binary(max_size=200))
def test_no_bytes_are_too_odd_for_a_form(encoded: bytes) -> None:
    assert all(isinstance(value, str) for value in fields(encoded).values())


@given(st.text(max_size=100))
def test_every_path_is_odd_or_not(path: str) -> None:
    assert request("/" + path, raw=b"/").odd in (True, False)
