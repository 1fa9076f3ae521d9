"""Alignment: which source sentences a passage stands on, word linked to word, and what is put for what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.pages import Clipping
from dateline.core.types import Facts, Report, Span
from dateline.stages.proof import Draft, DraftLine, align, unsaid
from dateline.stages.proof.alignment.aligning import align as aligned
from dateline.stages.proof.alignment.index import Index
from dateline.stages.proof.alignment.links import links
from dateline.stages.proof.alignment.roots import number_key, root
from dateline.stages.proof.alignment.slots import slot_of
from dateline.stages.proof.alignment.words import keys_of, words_of

SENTENCES = (
    "Three people were killed and five hurt when a barge struck the quay at Torhaven on Monday.",
    "Oda Brekke told Fjord Radio that 1,300 homes had no power.",
    "The announcement came while Ivar Lunde was visiting Ukraine.",
    "It rained.",
)
WORDS = st.lists(st.sampled_from(("a", "barge", "struck", "the", "quay", "3")), max_size=12)


def one(_: str) -> float:
    return 1.0


# --- roots and words ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("announce announced announces announcing announcement", "announc"),
        ("close closed closes closing", "clos"),
        ("election elected elects", "elect"),
        ("city cities", "cit"),
        ("stop stopped stopping", "stop"),
        ("kill killed killing killer", "kill"),
        ("die died dead death", "die"),
        ("say says said", "say"),
        ("Ukraine Ukrainian Ukraine's ukrainians", "ukraine"),
        ("three 3 third", "#3"),
    ],
)
def test_forms_of_a_word_have_one_key(words: str, key: str) -> None:
    assert {root(word) for word in words.split()} == {key}


@pytest.mark.parametrize("pair", ["north south", "man woman", "killed injured", "1 10", "rose fell"])
def test_other_words_have_other_keys(pair: str) -> None:
    first, second = pair.split()
    assert root(first) != root(second)


@given(st.text(max_size=30))
def test_any_word_has_a_key(word: str) -> None:
    assert isinstance(root(word), str)


def test_a_number_is_one_word_however_many_it_takes() -> None:
    words = words_of("Some 1.3 million tonnes, three hundred and five lorries")
    assert words.keys == (
        root("some"),
        number_key(1_300_000),
        root("tonnes"),
        number_key(305),
        root("lorries"),
    )
    assert (words.starts[1], words.ends[1]) == (5, 16)


def test_a_word_is_found_by_its_offset() -> None:
    words = words_of("Oda Brekke spoke")
    assert [words.at(offset) for offset in (0, 3, 4, 15, 16)] == [0, 1, 1, 2, 3]


def test_the_first_words_are_kept() -> None:
    words = words_of("one barge struck the quay")
    assert words.first(2).keys == words.keys[:2]
    assert words.first(9) is words


@given(st.text(alphabet="aB 3.,'-n%", max_size=40))
def test_words_stand_at_their_offsets(text: str) -> None:
    words = words_of(text)
    assert len(words.keys) == len(words.starts) == len(words.ends)
    assert list(words.starts) == sorted(words.starts)
    assert all(0 <= start < end <= len(text) for start, end in zip(words.starts, words.ends, strict=True))
    assert all(end <= start for end, start in zip(words.ends, words.starts[1:], strict=False))


# --- links ----------------------------------------------------------------------------------


def test_links_survive_words_struck_out() -> None:
    draft, source = keys_of("Five hurt at Torhaven"), keys_of(SENTENCES[0])
    assert [source[there] for _, there in links(draft, source, one)] == draft


def test_what_was_moved_is_outside_the_chain() -> None:
    draft, source = keys_of("On Monday a barge struck the quay"), keys_of("A barge struck the quay on Monday")
    assert [draft[here] for here, _ in links(draft, source, one)] == keys_of("a barge struck the quay")


def test_words_that_stand_together_are_linked_together() -> None:
    draft, source = ["the", "quay"], ["the", "barge", "struck", "the", "quay"]
    assert links(draft, source, one) == ((0, 3), (1, 4))


@given(WORDS, WORDS)
def test_links_pair_equal_words_and_keep_both_orders(draft: list[str], source: list[str]) -> None:
    found = links(draft, source, one)
    assert all(draft[here] == source[there] for here, there in found)
    assert [here for here, _ in found] == sorted({here for here, _ in found})
    assert [there for _, there in found] == sorted({there for _, there in found})


@given(WORDS)
def test_a_sentence_is_linked_to_itself_word_by_word(words: list[str]) -> None:
    distinct = [f"{place}-{word}" for place, word in enumerate(words)]
    assert links(distinct, distinct, one) == tuple((place, place) for place in range(len(words)))


# --- index and alignment --------------------------------------------------------------------


def test_the_sentence_with_the_rare_words_comes_first() -> None:
    index = Index(SENTENCES)
    ((place, share), *_) = index.candidates(keys_of("Lunde announces a Ukrainian visit"), 3)
    assert place == 2
    assert 0.5 < share <= 1


def test_words_that_only_bind_lead_nowhere() -> None:
    assert Index(SENTENCES).candidates(keys_of("It was that and the"), 3) == []


def test_a_rare_word_weighs_more_than_one_that_binds() -> None:
    index = Index(SENTENCES)
    assert index.weight(root("barge")) > index.weight(root("the"))
    assert index.weight(root("barge")) == index.weight(root("quay"))


def test_a_fused_sentence_stands_on_both() -> None:
    held = aligned("Three died at Torhaven, and 1,300 homes had no power.", Index(SENTENCES)).held
    assert {each.place for each in held} == {0, 1}


def test_a_verbatim_sentence_is_covered_whole() -> None:
    found = aligned(SENTENCES[1].lower(), Index(SENTENCES))
    assert found.covered == pytest.approx(1.0)
    assert found.held[0].share == pytest.approx(1.0)


def test_nothing_stands_on_no_sources() -> None:
    assert aligned("A barge struck the quay", Index(())).held == ()


def test_a_list_without_end_is_looked_at_up_to_a_length() -> None:
    found = aligned("barge quay " * 5000, Index(("quay barge " * 5000,)))
    assert len(found.words) == 200


# --- slots ----------------------------------------------------------------------------------


def number_slot(text: str, word: int) -> tuple[str, float, float] | None:
    found = aligned(text, Index(SENTENCES))
    mine = found.words.keys[word]
    slot = slot_of(
        found,
        word,
        lambda held, there: held.words.keys[there].startswith("#") and held.words.keys[there] != mine,
        lambda place: found.words.keys[place].startswith("#"),
    )
    return (slot.held.words.keys[slot.there], slot.company, slot.moved) if slot else None


def test_the_rival_in_the_same_place_is_found() -> None:
    found = number_slot("Five people were killed when a barge struck the quay at Torhaven.", 0)
    assert found is not None
    key, company, moved = found
    assert key == "#3"
    assert company > 0.9
    assert moved < 0.6 * company


def test_a_word_in_its_own_place_has_no_rival() -> None:
    assert number_slot("Three people were killed when a barge struck the quay.", 0) is None


# --- what is shown --------------------------------------------------------------------------


def source(text: str = " ".join(SENTENCES)) -> Clipping:
    return Clipping(report=Report(id="r1", text=text), facts=Facts(report="r1"), origin="r1")


def test_each_sentence_is_shown_with_what_it_stands_on() -> None:
    draft = Draft(text="Oda Brekke spoke to Fjord Radio. Nobody saw whales.")
    first, second = align(draft, [source()])
    report = source().report
    assert (first.start, first.end) == (0, 32)
    assert report.quote(first.evidence[0]) == SENTENCES[1]
    assert first.likeness > 0.6
    assert (second.likeness, second.evidence) == (0.0, ())


def test_a_line_is_shown_within_its_own_evidence() -> None:
    text = "Ivar Lunde visited Ukraine."
    start = source().report.text.index("The announcement")
    span = Span(report="r1", start=start, end=start + len(SENTENCES[2]))
    line = DraftLine(id="l1", start=0, end=len(text), kind=None, evidence=(span,))
    (shown,) = align(Draft(text=text, lines=(line,)), [source()])
    assert shown.evidence == (span,)


@given(st.text(alphabet="abc .Ox\n", max_size=60))
def test_what_is_shown_lies_within_draft_and_sources(text: str) -> None:
    for shown in align(Draft(text=text), [source()]):
        assert 0 <= shown.start < shown.end <= len(text)
        assert 0 <= shown.likeness <= 1
        assert all(0 <= span.start < span.end <= len(source().report.text) for span in shown.evidence)


@pytest.mark.parametrize(
    ("text", "said", "new"),
    [
        (
            "A court put the driver in custody on Sunday.",
            "A court is to decide on Sunday.",
            ["put", "driver", "custody"],
        ),
        ("The courts decided, Elbe Post reported.", "A court is to decide on Sunday. Elbe Post", []),
        ("3 men were hurt.", "Three men hurt", []),
        ("Four men were hurt.", "Three men hurt", ["Four"]),
    ],
)
def test_words_that_nothing_said_has_a_form_of(text: str, said: str, new: list[str]) -> None:
    assert list(unsaid(text, [said])) == new
