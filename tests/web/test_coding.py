"""In which coding a body is sent: what a client takes, and what is worth packing."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.web.coding import squeeze, takes_gzip


@pytest.mark.parametrize(
    "accepted",
    ["gzip", "gzip, deflate, br", "br;q=1, gzip;q=0.5", "GZIP", "*", "*;q=0.1", "x-gzip", "gzip ;q=1.000"],
)
def test_gzip_is_taken_where_it_is_named_or_meant(accepted: str) -> None:
    assert takes_gzip(accepted)


@pytest.mark.parametrize(
    "accepted", ["", "identity", "br", "gzip;q=0", "gzip;q=0.000, *", "*;q=0", "deflate", "gzipped", ",;,"]
)
def test_and_not_where_it_is_refused_or_not_named(accepted: str) -> None:
    assert not takes_gzip(accepted)


def test_text_is_packed_the_same_each_time() -> None:
    body = b"<p>The ferry ran aground.</p>" * 50
    packed = squeeze(body, "text/html; charset=utf-8")
    assert packed is not None
    assert gzip.decompress(packed) == body
    assert squeeze(body, "text/html") == packed


@pytest.mark.parametrize(
    "media_type",
    ["application/json", "application/feed+json", "image/svg+xml", "application/rss+xml; charset=utf-8"],
)
def test_all_that_is_text_is_packed(media_type: str) -> None:
    assert squeeze(b"words and words " * 100, media_type)


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (b"short", "text/html"),
        (b"x" * 9000, "image/png"),
        (b"x" * 9000, "application/wacz"),
        (b"", "text/plain"),
    ],
)
def test_what_is_short_or_packed_already_is_not(body: bytes, media_type: str) -> None:
    assert squeeze(body, media_type) is None


def test_what_would_not_be_smaller_is_not() -> None:
    import hashlib

    noise = b"".join(hashlib.sha256(bytes([n])).digest() for n in range(200))
    assert squeeze(noise, "text/plain") is None


@given(st.text(max_size=100))
def test_no_header_is_too_odd(accepted: str) -> None:
    assert takes_gzip(accepted) in (True, False)
