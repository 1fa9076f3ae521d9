"""What is remembered of a report: its words by facet, and a sketch of its text."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.types import Report
from dateline.stages.group.options import FIXED, Copies
from dateline.stages.group.reading.impressions import Impressions, impressions
from dateline.stages.group.reading.keys import (
    Facet,
    all_keys,
    facets_of,
    hashed,
    is_word,
    keys_of,
    renumbered,
    terms_of,
)
from dateline.stages.group.reading.sketches import overlaps, sketches
from dateline.stages.group.reading.vocabulary import Vocabulary
from tests.stages.arrivals import BAKERY, BRIDGE, FERRY, MILL, WIRE, report


def held(vocabulary: Vocabulary, found: Impressions, at: int, facet: Facet) -> dict[str, int]:
    """The words that one report has of a facet, with how often."""
    start = int(found.lengths.ravel()[: at * len(Facet) + facet].sum())
    part = slice(start, start + int(found.lengths[at, facet]))
    keys, times = found.keys[part], found.times[part]
    assert (facets_of(keys) == facet).all()
    return {vocabulary.word(int(term)): int(count) for term, count in zip(terms_of(keys), times, strict=True)}


def words(title: str, text: str, facet: Facet) -> dict[str, int]:
    vocabulary = Vocabulary()
    return held(vocabulary, impressions([report("a-1", title, text)], vocabulary, FIXED), 0, facet)


def keys(text: str, facet: Facet, title: str = "") -> set[int]:
    """The keys of a facet, in a vocabulary of its own."""
    found = impressions([report("a-1", title, text)], Vocabulary(), FIXED)
    start = int(found.lengths[0, :facet].sum())
    return set(found.keys[start : start + int(found.lengths[0, facet])].tolist())


# --- facets -------------------------------------------------------------------------------


def test_the_title_counts_twice_in_the_body_and_once_in_the_lead() -> None:
    assert words("Ferry aground", "The ferry lost power.", Facet.BODY)["ferry"] == 3
    assert words("Ferry aground", "The ferry lost power.", Facet.LEAD)["ferry"] == 2


def test_the_lead_ends_where_it_ends() -> None:
    text = f"Lifeboats left. {'The sea was calm. ' * 40}Passengers waved."
    assert "lifeboats" in words("", text, Facet.LEAD)
    assert "passengers" not in words("", text, Facet.LEAD)
    assert "passengers" in words("", text, Facet.BODY)


def test_names_are_capitals_that_owe_nothing_to_their_place() -> None:
    text = "Lifeboats met Brannholm. Passengers thanked Ole Tandberg.\n\nDivers came.\n“Quite so,” said Holm."
    assert set(words("", text, Facet.NAMES)) == {"brannholm", "ole", "tandberg", "holm"}


def test_a_heading_without_a_full_stop_ends_a_sentence_all_the_same() -> None:
    assert words("", "What we know\nLifeboats came", Facet.NAMES) == {}


def test_numbers_are_told_apart_from_words() -> None:
    assert set(words("", "Some 140 people, 7 crew and 1,300 litres.", Facet.NUMBERS)) == {"140", "7", "1,300"}
    assert words("", "Nobody came.", Facet.NUMBERS) == {}


def test_forms_of_a_word_count_as_one() -> None:
    found = words("", "Floods flooded the flooding flood.", Facet.BODY)
    assert list(found.values()) == [4]
    assert next(iter(found)) in {"floods", "flood"}


def test_neighbours_make_phrases_within_a_field_only() -> None:
    both = keys("paper mill", Facet.PHRASES)
    assert both
    assert both <= keys("a paper mill burnt", Facet.PHRASES)
    assert both.isdisjoint(keys("mill of paper", Facet.PHRASES))
    assert keys("mill", Facet.PHRASES, title="paper") == set()


def test_reports_are_read_side_by_side_as_they_are_alone() -> None:
    reports = [*FERRY, *MILL, report("e-1", "", ""), *BAKERY]
    vocabulary = Vocabulary()
    together = impressions(reports, vocabulary, FIXED)
    for at, one in enumerate(reports):
        alone = impressions([one], vocabulary, FIXED)
        assert (alone.lengths[0] == together.lengths[at]).all()
        assert alone.sizes[0] == together.sizes[at]
        for facet in (Facet.BODY, Facet.NAMES, Facet.NUMBERS):
            assert held(vocabulary, alone, 0, facet) == held(vocabulary, together, at, facet)


def test_a_title_alone_is_something_to_go_by() -> None:
    reserved = dataclasses.replace(FERRY[0], text="")
    found = impressions([reserved], Vocabulary(), FIXED)
    assert found.lengths[0, Facet.BODY] == found.lengths[0, Facet.LEAD] > 0


def test_an_empty_report_leaves_no_impression() -> None:
    assert impressions([Report(id="x", text="")], Vocabulary(), FIXED).lengths.sum() == 0


def test_some_keys_are_kept_of_each_report() -> None:
    found = impressions(FERRY, Vocabulary(), FIXED)
    kept = np.zeros(len(found.keys), np.bool_)
    kept[:3] = True
    assert found.only(kept).lengths.sum(axis=1).tolist() == [3, 0, 0]
    assert found.only(kept).keys.tolist() == found.keys[:3].tolist()


@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=200)), max_size=4))
def test_any_text_leaves_an_impression(fields: list[tuple[str, str]]) -> None:
    reports = [report(f"a-{at}", title, text) for at, (title, text) in enumerate(fields)]
    if not reports:
        return
    found = impressions(reports, Vocabulary(), FIXED)
    assert found.lengths.sum() == len(found.keys) == len(found.times)
    assert (found.times > 0).all()


# --- keys ---------------------------------------------------------------------------------


@given(st.lists(st.integers(0, 2**26), min_size=1), st.sampled_from(list(Facet)[:5]))
def test_a_key_tells_its_word_and_its_facet(terms: list[int], facet: Facet) -> None:
    found = keys_of(np.array(terms), facet)
    assert is_word(found).all()
    assert terms_of(found).tolist() == terms
    assert set(facets_of(found).tolist()) == {facet}
    assert found.max() < 2**31


@given(st.lists(st.integers(0, 2**64 - 1), min_size=1), st.sampled_from(list(Facet)))
def test_a_bucket_is_no_word(values: list[int], facet: Facet) -> None:
    found = hashed(np.array(values, np.uint64), facet)
    assert not is_word(found).any()
    assert (found >= 0).all()


def test_words_are_numbered_anew_and_buckets_stay() -> None:
    held_keys = np.concatenate(
        [hashed(np.array([5], np.uint64), Facet.PHRASES), keys_of(np.array([2, 7]), Facet.LEAD)]
    )
    numbers = np.array([0, 0, 0, 1, 1, 1, 1, 1])
    anew = renumbered(held_keys, numbers)
    assert anew[0] == held_keys[0]
    assert terms_of(anew[1:]).tolist() == [0, 1]
    assert set(facets_of(anew[1:]).tolist()) == {Facet.LEAD}


def test_all_keys_numbered_anew_are_a_range() -> None:
    used = np.array([2, 7])
    numbers = np.zeros(8, np.int64)
    numbers[used] = [0, 1]
    anew = renumbered(all_keys(used), numbers)
    assert (anew == np.arange(len(anew))).all()


# --- words as numbers ---------------------------------------------------------------------


def test_a_word_has_one_number_and_its_stem_another() -> None:
    vocabulary = Vocabulary()
    number = vocabulary.number("floods")
    assert vocabulary.number("floods") == number
    assert vocabulary.find("floods") == number
    assert vocabulary.find("ferry") is None
    root = int(vocabulary.stems[number])
    assert root != number
    assert vocabulary.word(root) == "floods"  # the form that it was met in


def test_words_that_nothing_holds_are_forgotten() -> None:
    vocabulary = Vocabulary()
    for word in ("ferry", "mill", "floods"):
        vocabulary.number(word)
    kept = np.unique([vocabulary.find("mill"), vocabulary.find("floods"), vocabulary.find("flood")])
    before = vocabulary.hashes[kept].tolist()
    vocabulary.keep(kept)
    assert len(vocabulary) == 3
    assert vocabulary.find("ferry") is None
    assert vocabulary.hashes.tolist() == before
    mill = vocabulary.find("mill")
    assert mill is not None
    assert vocabulary.word(mill) == "mill"
    floods = vocabulary.find("floods")
    assert floods is not None
    assert vocabulary.word(int(vocabulary.stems[floods])) == "floods"


@pytest.mark.parametrize("chunk", ["a" * 500, "洪水警報" * 50, "https://gull.example/" + "x/" * 90])
def test_long_stretches_are_cut_and_read(chunk: str) -> None:
    assert sum(words("", chunk, Facet.BODY).values()) > 0


# --- sketches -----------------------------------------------------------------------------


def share(one: str, other: str, options: Copies = FIXED.copies) -> tuple[float, float]:
    """What two texts share, by their sketches."""
    vocabulary = Vocabulary()
    found = impressions(
        [report("a-1", "", one), report("a-2", "", other)],
        vocabulary,
        dataclasses.replace(FIXED, copies=options),
    ).sketches
    level = int(found.levels.max())
    parts = np.split(found.hashes.astype(np.int64), [int(found.lengths[0])])
    left, right = (part[(part & ((1 << level) - 1)) == 0] for part in parts)
    contained, alike = overlaps(left, right, 1)
    return float(contained[0]), float(alike[0])


def test_a_text_stands_wholly_in_itself() -> None:
    assert share(WIRE, WIRE) == (1.0, 1.0)
    assert share(BRIDGE[0].text, WIRE)[0] > 0.9


def test_other_texts_share_nothing() -> None:
    assert share(WIRE, FERRY[0].text * 3) == (0.0, 0.0)


def test_a_brief_has_no_sketch() -> None:
    assert share("Bridge shut for six weeks.", "Bridge shut for six weeks.") == (0.0, 0.0)


def test_a_sample_tells_the_share_of_long_texts() -> None:
    long = " ".join(f"word{at} and thing{at * 7}" for at in range(1500))
    half = " ".join([*long.split()[:2250], *(f"other{at}" for at in range(2250))])
    contained, alike = share(long, half)
    assert contained == pytest.approx(0.5, abs=0.15)
    assert alike == pytest.approx(1 / 3, abs=0.15)
    found = impressions([report("a-1", "", long)], Vocabulary(), FIXED).sketches
    assert 0 < found.lengths[0] <= FIXED.copies.sketch * 1.5


def test_no_texts_have_no_sketches() -> None:
    none = np.zeros(0, np.int64)
    assert len(sketches(none, none, 0, Vocabulary(), FIXED.copies).hashes) == 0
