"""Texts cut at their spaces: the same stretches that Python finds, each known again by its hash."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dateline.stages.group.reading.cuts import BREAK, Cutter, Known


def stretches(texts: list[str]) -> list[list[str]]:
    """What is cut, text by text, without the break before each."""
    found: list[str] = []
    counts: list[int] = []
    for cut in Cutter().cuts(texts):
        pairs = zip(cut.starts.tolist(), cut.ends.tolist(), strict=True)
        found += [cut.whole[start:end] for start, end in pairs]
        counts += cut.counts.tolist()
    ends = np.cumsum([0, *counts]).tolist()
    texts_of = [found[start:end] for start, end in pairwise(ends)]
    assert all(each[0] == BREAK for each in texts_of)
    return [each[1:] for each in texts_of]


@given(st.lists(st.text(max_size=60), max_size=120))
def test_texts_are_cut_where_python_cuts_them(texts: list[str]) -> None:
    assert stretches(texts) == [text.replace("\n", f" {BREAK} ").split() for text in texts]


def test_a_line_that_ends_is_a_stretch_of_its_own() -> None:
    assert stretches(["one\ntwo", ""]) == [["one", BREAK, "two"], []]


@given(st.lists(st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=8), min_size=1))
def test_a_hash_tells_a_stretch_wherever_it_stands(words: list[str]) -> None:
    cutter = Cutter()
    seen: dict[str, int] = {}
    for text in (" ".join(words), " ".join(reversed(words)), words[0]):
        for cut in cutter.cuts([text]):
            for start, end, value in zip(cut.starts, cut.ends, cut.hashes.tolist(), strict=True):
                assert seen.setdefault(cut.whole[start:end], value) == value
    assert len(set(seen.values())) == len(seen)
    assert 0 not in seen.values()


def test_letters_in_another_order_have_another_hash() -> None:
    words = ["on", "no", "tar", "rat", "art", "abcdefgh", "hgfedcba", "aab", "aba", "baa"]
    (cut,) = Cutter().cuts([" ".join(words)])
    assert len(set(cut.hashes.tolist())) == len(words) + 1


@given(st.lists(st.lists(st.integers(1, 2**64 - 1), unique=True, max_size=50), max_size=6))
def test_what_was_met_is_known_by_its_number(rounds: list[list[int]]) -> None:
    known, numbers = Known(), dict[int, int]()
    for hashes in rounds:
        new = [value for value in hashes if value not in numbers]
        assert (known.find(np.array(new, np.uint64)) == -1).all()
        known.add(np.array(new, np.uint64))
        numbers |= {value: len(numbers) + at for at, value in enumerate(new)}
        asked = np.array([*numbers], np.uint64)
        assert known.find(asked).tolist() == list(numbers.values())
    assert len(known) == len(numbers)


def test_the_table_grows_with_what_it_holds() -> None:
    hashes = np.arange(1, 40_001, dtype=np.uint64) << np.uint64(20)
    known = Known()
    for at in range(0, len(hashes), 777):
        known.add(hashes[at : at + 777])
    assert known.find(hashes).tolist() == list(range(len(hashes)))
    assert known.find(hashes + np.uint64(1)).max() == -1
