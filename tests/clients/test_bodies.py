"""Bodies: unpacked layer by layer, within limits, damage told."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.effort import effort

from dateline.clients.bodies import CRUMBS, MIB, RATIO, codings, read
from dateline.core.errors import FetchError

TEXT = b"The ferry to Holm runs again from Monday. " * 40


def raw_deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(content) + packer.flush()


PACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
}


def refused(pieces: Iterable[bytes], *layers: str, largest: int = 10 * MIB, cut: bool = False) -> str:
    with pytest.raises(FetchError) as caught:
        read(pieces, layers, largest=largest, cut=cut)
    return caught.value.reason


def sliced(content: bytes, size: int) -> Iterator[bytes]:
    return (content[start : start + size] for start in range(0, len(content), size))


# --- which layers -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "layers"),
    [
        ([], ()),
        ([""], ()),
        (["identity"], ()),
        (["GZIP"], ("gzip",)),
        (["gzip, deflate"], ("gzip", "deflate")),
        (["gzip", " x-gzip "], ("gzip", "x-gzip")),
        (["identity, gzip, identity,"], ("gzip",)),
    ],
)
def test_the_layers_in_the_order_they_were_laid_on(values: list[str], layers: tuple[str, ...]) -> None:
    assert codings(values) == layers


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("br", "'br', which we did not ask for"),
        ("gzip, zstd", "'zstd'"),
        ("compress", "'compress'"),
        ("gzip\x00", "did not ask for"),
        ("gzip, gzip, gzip", "packed 3 times over"),
        ("gzip, deflate, identity, gzip, gzip", "packed 4 times over"),
    ],
)
def test_other_layers_are_refused(value: str, reason: str) -> None:
    with pytest.raises(FetchError) as caught:
        codings([value])
    assert reason in caught.value.reason


# --- what comes out -----------------------------------------------------------------------


@given(st.binary(max_size=3_000), st.lists(st.sampled_from(sorted(PACK)), max_size=2), st.integers(1, 400))
def test_what_was_packed_comes_out_however_it_was_sliced(
    content: bytes, layers: list[str], size: int
) -> None:
    packed = content
    for layer in layers:
        packed = PACK[layer](packed)
    assert read(sliced(packed, size), tuple(layers), largest=MIB) == content


@given(st.binary(min_size=1, max_size=2_000), st.integers(1, 50))
def test_deflate_without_its_frame_is_read_too(content: bytes, size: int) -> None:
    assert read(sliced(raw_deflate(content), size), ("deflate",), largest=MIB) == content


def test_an_empty_body_is_empty_however_it_is_called() -> None:
    for layers in ((), ("gzip",), ("deflate",), ("gzip", "deflate")):
        assert read([], layers, largest=MIB) == b""
        assert read([b"", b""], layers, largest=MIB) == b""


def test_gzip_may_be_many_files_and_padding() -> None:
    packed = gzip.compress(b"one ") + gzip.compress(b"two")
    for tail in (b"", b"\x00" * 900, b"garbage"):
        assert read(sliced(packed + tail, 7), ("gzip",), largest=MIB) == b"one two"


@pytest.mark.parametrize(
    ("content", "layer", "reason"),
    [
        (gzip.compress(TEXT)[:-20], "gzip", "broke off in the middle"),
        (gzip.compress(TEXT)[:5], "gzip", "broke off in the middle"),
        (zlib.compress(TEXT)[:-6], "deflate", "broke off in the middle"),
        (TEXT, "gzip", "does not unpack"),
        (b"<html>", "deflate", "does not unpack"),
        (gzip.compress(TEXT)[:-8] + b"12345678", "gzip", "does not unpack"),
    ],
)
def test_a_damaged_body_is_refused(content: bytes, layer: str, reason: str) -> None:
    assert reason in refused([content], layer)


@given(st.binary(max_size=300), st.lists(st.sampled_from(sorted(PACK)), max_size=2))
def test_any_bytes_give_a_body_or_a_refusal(content: bytes, layers: list[str]) -> None:
    try:
        body = read(sliced(content, 11), tuple(layers), largest=1_000)
    except FetchError:
        assert layers or len(content) > 1_000
    else:
        assert len(body) <= 1_000


# --- limits -------------------------------------------------------------------------------


def test_the_size_is_counted_after_unpacking() -> None:
    exact = bytes(range(256)) * 400
    packed = gzip.compress(exact)
    assert len(packed) < len(exact)
    assert read([packed], ("gzip",), largest=len(exact)) == exact
    assert "more than" in refused([packed], "gzip", largest=len(exact) - 1)
    assert read([exact], largest=len(exact)) == exact
    assert "more than" in refused([exact], largest=len(exact) - 1)


def test_a_robots_txt_is_cut_rather_than_refused_and_no_more_is_read() -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(20):
            yield b"# " + b"x" * 98
        raise AssertionError("read on")

    assert read(endless(), largest=1_000, cut=True) == (b"# " + b"x" * 98) * 10
    assert read([gzip.compress(TEXT)], ("gzip",), largest=100, cut=True) == TEXT[:100]


@cache
def bombs() -> dict[str, tuple[bytes, tuple[str, ...]]]:
    once = gzip.compress(bytes(30 * MIB))
    return {
        "one layer": (once, ("gzip",)),
        "deflate": (zlib.compress(bytes(30 * MIB)), ("deflate",)),
        "two layers": (gzip.compress(once), ("gzip", "gzip")),
        "an inner layer that gives nothing": (gzip.compress(gzip.compress(b"") * 200_000), ("gzip", "gzip")),
        "empty files": (gzip.compress(b"") * 200_000, ("gzip",)),
        "many files": (gzip.compress(bytes(MIB)) * 30, ("gzip",)),
    }


@pytest.mark.parametrize("name", bombs())
def test_a_bomb_is_refused_while_it_is_small_and_at_once(name: str) -> None:
    packed, layers = bombs()[name]
    tracemalloc.start()
    with effort() as spent:
        assert refused(sliced(packed, 1 << 16), *layers)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert spent.seconds < 2
    assert most < 16 * MIB, most


def test_a_body_in_crumbs_without_end_is_refused_and_a_small_one_is_read() -> None:
    assert read((b"x" for _ in range(CRUMBS)), largest=MIB) == b"x" * CRUMBS
    assert "crumbs" in refused(b"x" for _ in range(MIB))
    assert len(read((b"x" * 50 for _ in range(2 * CRUMBS)), largest=10 * MIB)) == 100 * CRUMBS


def test_the_ratio_counts_after_the_first_mebibyte() -> None:
    small = gzip.compress(b" " * MIB)
    assert MIB / len(small) > RATIO
    assert len(read([small], ("gzip",), largest=10 * MIB)) == MIB, "a small page of blanks is no bomb"
    assert "a bomb" in refused([gzip.compress(b" " * (MIB + 1))], "gzip")


@settings(max_examples=20)
@given(st.integers(1, 90))
def test_what_packs_well_but_honestly_passes(repeats: int) -> None:
    line = bytes((number * 37 + number // 7) % 256 for number in range(5_000))
    content = (line * repeats)[: 2 * MIB]
    assert read([zlib.compress(content, 1)], ("deflate",), largest=10 * MIB) == content
