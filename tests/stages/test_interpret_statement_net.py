"""The net of statements: its sums, its table, what it may look at, and that it stays linear."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.stages.interpret.reading.annotate import annotate
from dateline.stages.interpret.reading.view import Annotation
from dateline.stages.interpret.statements import net as nets
from dateline.stages.interpret.statements import tokens
from dateline.stages.interpret.statements.layout import BEFORE
from dateline.stages.interpret.statements.net import Net, Weights, net, read, written
from dateline.stages.interpret.statements.tokens import (
    APART,
    RELATIONS,
    TABLES,
    WINDOW,
    Beside,
    Seen,
    beside,
)
from tests.stages.reading import report

WORD, TOKEN, PAIR = 3, 4, 5
FEATURES = ("capital", "of saying", "shape past", "word ,", "word that")


def view_of(text: str) -> Annotation:
    return annotate(report(text))


def small() -> Weights:
    """A net of a few numbers, none of them nothing."""
    chance = np.random.default_rng(7)
    shapes = {
        "word": (len(FEATURES), WORD),
        "place": (tokens.PLACES, WORD),
        "tag": (len(tokens.TAGS), WORD),
        "near": ((2 * nets.REACH + 1) * WORD, TOKEN),
        "near_bias": (TOKEN,),
        **dict.fromkeys(nets.GAPS, (3 * TOKEN, TOKEN)),
        **dict.fromkeys((f"{name}_bias" for name in nets.GAPS), (TOKEN,)),
        "cue": (TOKEN, 1),
        "cue_bias": (1,),
        "of_token": (TOKEN, PAIR),
        "of_cue": (TOKEN, PAIR),
        "pair_bias": (PAIR,),
        **{name: (rows, PAIR) for name, rows in RELATIONS.items()},
        **dict.fromkeys(nets.PAIR_GAPS, (3 * PAIR, PAIR)),
        **dict.fromkeys((f"{name}_bias" for name in nets.PAIR_GAPS), (PAIR,)),
        "part": (PAIR, 4),
        "part_bias": (4,),
    }
    arrays = {name: chance.standard_normal(shape).astype(np.float32) for name, shape in shapes.items()}
    return Weights(features=FEATURES, arrays=arrays)


def seen_by(model: Net, text: str) -> Seen:
    return model.seen(view_of(text))


TEXT = "Ada Lund said that the dam, she added, held. “It is late,” Tom Berg said."


def test_what_is_written_is_read_again_as_half_floats() -> None:
    held = small()
    again = read(written(held, {"what": "a test"}))
    assert again.features == held.features
    for name, rows in held.arrays.items():
        np.testing.assert_array_equal(again.arrays[name], rows.astype(np.float16).astype(np.float32))
    assert written(again, {"what": "a test"}) == written(held, {"what": "a test"})


def test_a_table_whose_parts_do_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="one row for each feature"):
        read(written(replace(small(), features=("capital",)), {}))
    held = small()
    arrays = dict(held.arrays) | {"far": held.arrays["far"][1:]}
    with pytest.raises(ValueError, match="other relations"):
        read(written(replace(held, arrays=arrays), {}))


def test_a_token_is_summed_with_its_neighbours() -> None:
    held = small()
    found = Net(held)
    seen = seen_by(found, TEXT)
    got = found.encoded(seen)
    first = _first(held, found, seen)
    near = [number - nets.REACH for number in range(2 * nets.REACH + 1)]
    want = np.maximum(_slowly(first, held.arrays["near"], near) + held.arrays["near_bias"], 0)
    for name, gap in nets.GAPS.items():
        summed = _slowly(want, held.arrays[name], (-gap, 0, gap)) + held.arrays[f"{name}_bias"]
        want = want + np.maximum(summed, 0)
    np.testing.assert_allclose(got, want, rtol=1e-4, atol=1e-4)


def _first(held: Weights, found: Net, seen: Seen) -> np.ndarray:
    sets = found._signs.sets
    rows = [
        sum(
            (held.arrays["word"][FEATURES.index(name)] for name in sets[sign] if name in FEATURES),
            np.zeros(WORD, np.float32),
        )
        for sign in seen.signs
    ]
    return np.array(rows) + held.arrays["place"][seen.places] + held.arrays["tag"][seen.tags]


def _slowly(rows: np.ndarray, weights: np.ndarray, offsets: Sequence[int]) -> np.ndarray:
    found = np.zeros((len(rows), weights.shape[1]), np.float32)
    for at in range(len(rows)):
        for offset, step in zip(offsets, np.split(weights, len(offsets)), strict=True):
            if 0 <= at + offset < len(rows):
                found[at] += rows[at + offset] @ step
    return found


def test_a_text_shorter_than_a_gap_is_read() -> None:
    model = Net(small())
    assert [len(model.encoded(seen_by(model, text))) for text in ("Yes", "Yes .", TEXT)] == [1, 2, 22]


def test_cues_beyond_a_block_are_read_like_those_within_it(monkeypatch: pytest.MonkeyPatch) -> None:
    model = Net(small())
    seen = seen_by(model, TEXT * 5)
    encoded, cues = model.encoded(seen), np.arange(0, 90, 9)
    together = model.parts(seen, encoded, cues)
    monkeypatch.setattr(nets, "_BLOCK", 3)
    np.testing.assert_allclose(model.parts(seen, encoded, cues), together, rtol=1e-4, atol=1e-5)


def test_the_parts_of_a_cue_do_not_hang_on_the_other_cues() -> None:
    model = Net(small())
    seen = seen_by(model, TEXT)
    encoded = model.encoded(seen)
    cues = np.array([2, 9, 18])
    together = model.parts(seen, encoded, cues)
    alone = [model.parts(seen, encoded, cues[at : at + 1])[0] for at in range(len(cues))]
    np.testing.assert_allclose(together, np.array(alone), rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(together.sum(axis=2), 1, rtol=1e-5)


def test_what_is_not_looked_at_is_nothing() -> None:
    model = Net(small())
    seen = seen_by(model, TEXT)
    (parts,) = model.parts(seen, model.encoded(seen), np.array([2]))
    assert parts[: BEFORE - 2].tolist() == [[1, 0, 0, 0]] * (BEFORE - 2)


def test_beside_a_cue_stand_its_sentence_and_the_quotations_of_the_next() -> None:
    view = view_of("It rained. Lund said so. “Go home.” It rained on.")
    seen = net().seen(view)
    around = beside(seen, np.array([view.lower.index("said")]))
    assert [view.words[token] for token in _looked_at(around)] == [
        "Lund",
        "said",
        "so",
        ".",
        "“",
        "Go",
        "home",
        ".",
        "”",
    ]


def _looked_at(around: Beside) -> list[int]:
    return [int(token) for token in around.token[around.column < WINDOW]]


def test_between_the_surroundings_of_two_cues_stand_rows_of_nothing() -> None:
    seen = net().seen(view_of("Lund said so. Berg said no."))
    around = beside(seen, np.array([1, 5]))
    assert around.cue.tolist() == [0] * (4 + APART) + [1] * (4 + APART)
    assert (around.column >= WINDOW).tolist() == ([False] * 4 + [True] * APART) * 2


def test_tags_are_seen_but_not_of_a_text_in_capitals() -> None:
    text = "Tom Berg said that the dam was safe. The town was dry and the road was open."
    small_letters, capitals = net().seen(view_of(text)), net().seen(view_of(text.upper()))
    assert tokens.TAGS[small_letters.tags[2]] == "VD"
    assert not capitals.tags.any()


def test_a_quotation_is_seen_as_quoted_and_nothing_beside_it() -> None:
    view = view_of("He came. “It is late,” Tom Berg said.")
    quoted = net().seen(view).quoted
    assert [word for word, inside in zip(view.words, quoted, strict=True) if inside and word.isalpha()] == [
        *("It", "is", "late")
    ]


def test_relations_tell_how_far_and_what_lies_between() -> None:
    view = view_of("Lund said that it, now, was late.")
    seen = net().seen(view)
    around = beside(seen, np.array([1]))
    rows = dict(zip(TABLES[1], _parted(around.rows[1], TABLES[1]), strict=True))
    commas = dict(zip(around.token[:-APART].tolist(), rows["comma"][:-APART].tolist(), strict=True))
    assert commas[2] == 3
    assert commas[view.lower.index("late")] == 5
    far = _parted(around.rows[0], TABLES[0])[0][:-APART].tolist()
    assert far == sorted(far)


def _parted(rows: np.ndarray, names: tuple[str, ...]) -> list[np.ndarray]:
    found = []
    for name in reversed(names):
        found.append(rows % RELATIONS[name])
        rows = rows // RELATIONS[name]
    return found[::-1]


def test_the_net_that_ships_knows_only_classes() -> None:
    table = files("dateline.stages.interpret.statements").joinpath("statements.json").read_text("utf-8")
    held = json.loads(table)
    assert set(held["card"]) >= {"data", "terms", "what a weight can carry", "made by"}
    kinds = {feature.split()[0] for feature in held["features"]}
    assert kinds <= {
        *("adjective", "ambiguous", "capital", "capitals", "day", "digit", "double", "ending", "hyphen"),
        *(
            "institution",
            "mark",
            "may",
            "noun",
            "of",
            "person",
            "shape",
            "single",
            "title",
            "unknown",
            "verb",
        ),
        "word",
    }


def test_capitals_are_read_as_small_letters() -> None:
    text = "Tom Berg said that the dam was safe. The town was dry and the road was open."
    model = net()
    low = model.encoded(model.seen(view_of(text.upper())))
    assert model.cues(low)[2] == model.cues(low).max()


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Ada", "said", "that", ",", ".", "“", "”", "‘", "’", "the", "dam", "held", "and", "added", "5"]
        ),
        max_size=60,
    )
)
def test_any_text_has_likelihoods(words: list[str]) -> None:
    view = view_of(" ".join(words) or "x")
    model = net()
    seen = model.seen(view)
    encoded = model.encoded(seen)
    likely = model.cues(encoded)
    assert len(likely) == len(view.words)
    assert ((likely >= 0) & (likely <= 1)).all()
    parts = model.parts(seen, encoded, np.arange(len(view.words)))
    np.testing.assert_allclose(parts.sum(axis=2), 1, rtol=1e-4)


def test_a_cue_sees_no_further_than_its_window_in_a_sentence_without_end() -> None:
    view = view_of("she said that the dam held and " * 400)
    seen = net().seen(view)
    around = beside(seen, np.array([1200, 1300]))
    assert len(around.token) == 2 * (WINDOW + APART)
    assert len(_looked_at(around)) == 2 * WINDOW
