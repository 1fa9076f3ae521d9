"""gzip is unpacked with a count: honest files whole, bombs, cuts and damage refused."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.errors import InputError
from dateline.stages.collect.inflate import LONGEST_LINE, MIB, inflate, is_gzip, lines, whole


@given(st.binary(max_size=5_000))
def test_what_was_packed_comes_out(content: bytes) -> None:
    assert whole(gzip.compress(content), "x.gz") == content


def test_members_that_follow_one_another_are_one_file() -> None:
    assert whole(gzip.compress(b"one ") + gzip.compress(b"two"), "x.gz") == b"one two"


def test_a_bomb_is_refused_by_its_ratio() -> None:
    with pytest.raises(InputError, match="more than 100 times its size"):
        whole(gzip.compress(bytes(60 * MIB)), "bomb.gz")


def test_a_large_file_is_refused_where_a_limit_is_set_and_passes_where_none_is() -> None:
    lines_ = b"".join(b"%d some words that differ\n" % (number * 7919) for number in range(80_000))
    packed = gzip.compress(lines_, 1)
    with pytest.raises(InputError, match="more than 1 MiB"):
        whole(packed, "x.gz", limit=MIB)
    assert sum(map(len, inflate(packed, "x.gz", limit=None))) == len(lines_)


@pytest.mark.parametrize("cut", [12, -9, -1])
def test_a_cut_file_is_named(cut: int) -> None:
    packed = gzip.compress(b"some words " * 50 + bytes(range(256)))
    with pytest.raises(InputError, match=r"x\.gz: gzip that is cut off"):
        whole(packed[:cut], "x.gz")


def test_a_damaged_file_is_named() -> None:
    packed = bytearray(gzip.compress(bytes(range(256)) * 8))
    packed[-6] ^= 0xFF
    with pytest.raises(InputError, match=r"x\.gz: damaged gzip"):
        whole(bytes(packed), "x.gz")


def test_gzip_is_told_by_its_first_bytes() -> None:
    assert is_gzip(gzip.compress(b""))
    assert not is_gzip(b"<html>")


def _pieces(content: bytes, size: int) -> Iterator[bytes]:
    stream = io.BytesIO(content)
    while piece := stream.read(size):
        yield piece


@given(
    st.lists(st.binary(max_size=30).map(lambda line: line.replace(b"\n", b"")), max_size=8), st.integers(1, 9)
)
def test_lines_do_not_depend_on_where_the_pieces_end(found: list[bytes], size: int) -> None:
    content = b"".join(line + b"\n" for line in found)
    assert list(lines(_pieces(content, size), "x")) == found


def test_a_last_line_needs_no_end() -> None:
    assert list(lines([b"one\ntw", b"o"], "x")) == [b"one", b"two"]


def test_an_endless_line_is_refused() -> None:
    with pytest.raises(InputError, match="a line of more than 16 MiB"):
        list(lines((bytes(MIB) for _ in range(LONGEST_LINE // MIB + 1)), "x"))
