"""Which sentences matter: by independent origins, never by copies; what bears out what; what was told."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.pages import Clipping
from dateline.stages.narrate.facts.material import Material, gather
from dateline.stages.narrate.plan.selection import Told, informative, matter, negated, rank
from tests.stages.desk import clip, dossier, report

FERRY = "The old ferry of the guild sank in the bay of Vesk."


def material_of(*texts: str, origins: str = "") -> Material:
    clippings: list[Clipping] = []
    for n, text in enumerate(texts):
        clippings.append(clip(report(f"r{n}", text), origin=origins[n] if origins else ""))
    return gather(dossier(clippings))


def supported(line: str, other: str, *, origins: str = "ab") -> bool:
    material = material_of(line, other, origins=origins)
    return bool(rank(material).supporters(line, material.passages[0]))


# --- polarity -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "It did not sink",
        "It didn't sink",
        "It never sank",
        "NO ferry sank",
        "The guild denied it",
        "without oars",
    ],
)
def test_a_sentence_that_says_no_is_negated(text: str) -> None:
    assert negated(text)


@pytest.mark.parametrize("text", ["", "It sank", "The knot held", "Nora sank a boat", "It was noted"])
def test_a_sentence_that_says_yes_is_not(text: str) -> None:
    assert not negated(text)


# --- support --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "other",
    [
        FERRY,
        "In the bay of Vesk, the guild’s old ferry sank.",
        "On Friday the old ferry of the guild sank in the bay of Vesk, with salt on board.",
    ],
)
def test_another_origin_with_the_same_matter_bears_a_line_out(other: str) -> None:
    assert supported(FERRY, other)


@pytest.mark.parametrize(
    "other",
    [
        "The old ferry of the guild did not sink in the bay of Vesk.",
        "Nobody saw the old ferry of the guild sink in the bay of Vesk.",
        "The guild of Vesk met a baker.",
        "The new lighthouse was sold to a baker.",
        "The ferry.",
        "",
    ],
)
def test_a_denial_or_another_matter_does_not(other: str) -> None:
    assert not supported(FERRY, other)


@pytest.mark.parametrize(
    ("line", "other", "borne"),
    [
        ("The ferry sank with 12 barrels of salt.", "The ferry sank with twelve barrels of salt.", True),
        ("The ferry sank with 12 barrels of salt.", "The ferry sank with 13 barrels of salt.", False),
        ("The ferry sank with 12 barrels of salt.", "The ferry sank with barrels of salt.", False),
        ("The ferry sank with barrels of salt.", "The ferry sank with 12 barrels of salt.", True),
    ],
)
def test_every_number_of_a_line_must_be_the_other_s_too(line: str, other: str, borne: bool) -> None:
    assert supported(line, other) is borne


def test_a_copy_within_one_origin_bears_nothing_out() -> None:
    assert not supported(FERRY, "The guild’s old ferry sank in the bay of Vesk.", origins="aa")


def test_a_line_of_two_words_is_borne_out_by_nobody() -> None:
    assert not supported("Ferry sank.", "Ferry sank.", origins="ab")


def test_each_origin_supports_once_with_its_best_sentence() -> None:
    material = material_of(
        FERRY, f"The old ferry of the guild sank last Friday, far out. {FERRY}", origins="ab"
    )
    (best,) = rank(material).supporters(FERRY, material.passages[0])
    assert best.text == FERRY


# --- rank -----------------------------------------------------------------------------------


def test_what_many_origins_tell_weighs_more_than_what_one_repeats() -> None:
    many = material_of(FERRY, FERRY, FERRY, "A baker of Ollerau bought a lighthouse.", origins="abcd")
    ranking = rank(many)
    assert ranking.weights["ferry"] > ranking.weights["baker"]
    copies = material_of(*[FERRY] * 3, "A baker of Ollerau bought a lighthouse.", origins="aaab")
    wire = rank(copies)
    assert wire.weights["ferry"] == pytest.approx(wire.weights["baker"])


def test_news_tell_the_most_important_thing_first() -> None:
    material = material_of("The ferry of Vesk sank in March. The ferry of Vesk sank in June.")
    ranking = rank(material)
    first, second = material.passages
    assert ranking.score(first) > ranking.score(second)


def test_another_article_on_the_same_page_is_not_relevant() -> None:
    texts = [f"{FERRY} The ferry of the guild carried salt to Vesk bay." for _ in range(4)]
    texts[3] += " Knit a warm cap."
    material = material_of(*texts, origins="abcd")
    ranking = rank(material)
    assert all(ranking.relevant(passage) for passage in material.passages[:2])
    assert not ranking.relevant(material.passages[-1])


def test_a_story_without_sentences_is_ranked_without_complaint() -> None:
    ranking = rank(gather(dossier([])))
    assert ranking.least == 0.0
    assert dict(ranking.weights) == {}


def test_weights_do_not_depend_on_the_order_of_the_clippings() -> None:
    clippings = [
        clip(report(name, text)) for name, text in (("a", FERRY), ("b", "The bell rang."), ("c", FERRY))
    ]
    weighed = [
        {term: round(weight, 9) for term, weight in sorted(rank(gather(dossier(order))).weights.items())}
        for order in permutations(clippings)
    ]
    assert all(one == weighed[0] for one in weighed)


WORDS = st.lists(
    st.sampled_from(
        ["ferry", "sank", "bay", "guild", "lamp", "baker", "salt", "storm", "pier", "bell", "12"]
    ),
    max_size=8,
)


@settings(max_examples=20, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=5))
def test_weights_are_shares_and_support_comes_from_others(lines: list[list[str]]) -> None:
    material = material_of(*(f"The {' '.join(line)}." for line in lines))
    ranking = rank(material)
    assert all(0 <= weight <= 1.3 for weight in ranking.weights.values())
    for passage in material.passages:
        assert ranking.score(passage) >= 0
        supporters = ranking.supporters(passage.text, passage)
        assert passage.origin not in {other.origin for other in supporters}
        assert len({other.origin for other in supporters}) == len(supporters)
        assert all(passage.numbers <= other.numbers for other in supporters)


# --- told -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("again", "repeats"),
    [
        (FERRY, True),
        ("The guild’s ferry sank", True),
        ("In the bay of Vesk an old ferry sank on Friday", True),
        ("A baker bought the lighthouse of Tarnow Ford", False),
    ],
)
def test_what_was_told_is_known_again(again: str, repeats: bool) -> None:
    told = Told()
    assert not told.repeats(again)
    told.add(FERRY)
    assert told.repeats(again) is repeats


def test_novelty_is_the_share_that_no_line_had() -> None:
    told = Told()
    assert told.novelty(matter(FERRY)) == 1.0
    told.add(FERRY)
    assert told.novelty(matter(FERRY)) == 0.0
    assert told.novelty(frozenset(("ferry", "lamp"))) == pytest.approx(0.5)
    assert told.novelty(frozenset()) == 0.0


@settings(max_examples=20, deadline=None)
@given(WORDS, WORDS)
def test_a_line_that_was_told_repeats_and_novelty_only_falls(one: list[str], other: list[str]) -> None:
    told = Told()
    terms = matter(" ".join(one))
    before = told.novelty(terms)
    told.add(" ".join(other))
    between = told.novelty(terms)
    told.add(" ".join(one))
    assert before >= between >= told.novelty(terms) == 0.0
    assert told.repeats(" ".join(one)) or not terms


def test_informative_words_are_counted_with_their_repeats() -> None:
    assert informative("the ferry and the other ferry") == 2
    assert informative("of and the") == 0


# --- what was asked before -----------------------------------------------------------------------


def test_who_bears_a_line_out_is_the_same_when_asked_again() -> None:
    material = material_of(FERRY, FERRY, "A baker in Ollerau knits caps for cats.", origins="abc")
    ranking = rank(material)
    first = ranking.supporters(FERRY, material.passages[0])
    assert first
    assert ranking.supporters(FERRY, material.passages[0]) == first
    assert ranking.supporters(FERRY, material.passages[1]) != first


def test_how_much_must_be_borne_out_is_asked_apart() -> None:
    material = material_of(FERRY, "The old ferry of the guild sank off Ollerau.", origins="ab")
    ranking = rank(material)
    own = material.passages[0]
    assert not ranking.supporters(FERRY, own, 0.99)
    assert len(ranking.supporters(FERRY, own, 0.99)) <= len(ranking.supporters(FERRY, own, 0.3))
