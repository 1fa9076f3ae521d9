"""The matrix of claims: one stand for each independent origin, labels that are true cores of sentences."""

from __future__ import annotations

import pytest

from dateline.core.pages import Claim, Clipping, Position
from dateline.core.text import words
from dateline.core.types import Qualifier, Stance
from dateline.stages.narrate.facts.claims import LABEL_WORDS, MOST_CLAIMS, label_of, matrix
from dateline.stages.narrate.facts.ledger import ledger
from dateline.stages.narrate.facts.material import gather
from dateline.stages.narrate.phrasebook.vocabulary import GUARDED
from dateline.stages.narrate.plan.selection import rank
from tests.stages.desk import clip, dossier, figure, report, said


def claimed(*clippings: Clipping) -> tuple[Claim, ...]:
    material = gather(dossier(clippings))
    return matrix(material, rank(material), ledger(material.clippings))


def stands(claim: Claim) -> dict[str, Position]:
    return {stand.origin: stand.position for stand in claim.stands}


def hurt(name: str, phrase: str, low: float, *, hour: int = 12, origin: str = "", **more: object) -> Clipping:
    own = report(name, f"In Vesk {phrase} were hurt.", hour=hour)
    return clip(own, figure(own, phrase, low, **more), origin=origin)  # type: ignore[arg-type]


def label(text: str, content: str = "", voice: str = "", cue: str = "said") -> str:
    own = report("r", text)
    facts = (said(own, content, voice, cue),) if content else ()
    return label_of(gather(dossier([clip(own, *facts)])).passages[0])


# --- labels ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The lighthouse of Tarnow Ford was painted on Friday.",
        "The old ferry of the guild sank after a tug struck it in the bay.",
        "Divers raised the bell of the ferry, leaving half the town of Vesk in tears.",
        "The bell of the ferry was raised by divers from Ollerau.",
    ],
)
def test_a_label_is_a_short_true_core_of_its_sentence(text: str) -> None:
    core = label(text)
    assert core
    assert len(words(core)) <= LABEL_WORDS
    left = iter(words(text.lower()))
    assert all(word in left for word in words(core.lower()))
    assert not core.endswith((".", ","))


@pytest.mark.parametrize(
    "text",
    [
        "She sold it to a baker on Friday.",
        "Lene Aas called the lighthouse “a folly” on Friday.",
        "Was the lighthouse sold to a baker?",
        "The lighthouse keeper of the old town of Tarnow Ford and her seven sisters sold lamps.",
    ],
)
def test_a_sentence_without_such_a_core_has_no_label(text: str) -> None:
    assert label(text) == ""


@pytest.mark.parametrize("cue", ["said", "claimed", "reportedly"])
def test_what_somebody_says_is_not_labelled_as_fact(cue: str) -> None:
    core = label(
        f"The baker {cue} that the lighthouse of Vesk was sold.",
        "that the lighthouse of Vesk was sold",
        "The baker",
        cue,
    )
    assert core == "" or "baker" in core.lower()


@pytest.mark.parametrize(
    "text",
    [
        "The lighthouse of Vesk was not sold to the baker on Friday.",
        "The lighthouse of Vesk may be sold to the baker on Friday.",
        "The lighthouse was sold to a baker unless the town objects.",
        "Nobody was on the pier when the ferry sank in the bay.",
    ],
)
def test_a_label_keeps_what_turns_its_sentence(text: str) -> None:
    core = label(text)
    turning = [word for word in words(text.lower()) if word in GUARDED]
    assert core == "" or all(word in words(core.lower()) for word in turning)


# --- figures --------------------------------------------------------------------------------


def test_each_origin_says_differs_or_is_silent() -> None:
    mute = clip(report("m", "The pier of Vesk was closed at noon."))
    (claim,) = [
        c
        for c in claimed(
            hurt("a", "12 people", 12), hurt("b", "14 people", 14), hurt("c", "12 people", 12), mute
        )
        if "injured" in c.label
    ]
    assert stands(claim) == {
        "o-a": Position.SAYS,
        "o-b": Position.DIFFERS,
        "o-c": Position.SAYS,
        "o-m": Position.SILENT,
    }
    assert "12" in claim.label
    by_origin = {stand.origin: stand for stand in claim.stands}
    assert by_origin["o-m"].evidence == ()
    assert by_origin["o-b"].words == "14 people"
    assert {span.report for span in by_origin["o-b"].evidence} == {"b"}


def test_at_least_ten_does_not_say_twelve() -> None:
    rows = claimed(
        hurt("a", "at least 10 people", 10, qualifier=Qualifier.AT_LEAST), hurt("b", "12 people", 12)
    )
    (claim,) = [c for c in rows if "injured" in c.label]
    assert set(stands(claim).values()) == {Position.SAYS, Position.DIFFERS}
    assert {stand.words for stand in claim.stands} == {"at least 10 people", "12 people"}


def test_an_origin_that_changed_its_figure_stands_where_it_stands_now() -> None:
    rows = claimed(
        hurt("a", "12 people", 12, hour=8, origin="x"),
        hurt("b", "14 people", 14, hour=9, origin="x"),
        hurt("c", "14 people", 14, hour=9, origin="y"),
    )
    (claim,) = [c for c in rows if "injured" in c.label]
    assert "14" in claim.label
    assert stands(claim) == {"x": Position.SAYS, "y": Position.SAYS}


def test_a_figure_that_one_origin_alone_gives_is_no_row() -> None:
    assert not any(
        "injured" in c.label for c in claimed(hurt("a", "12 people", 12), clip(report("m", "It rained.")))
    )


# --- sentences ------------------------------------------------------------------------------


def test_two_origins_that_tell_the_same_are_a_row() -> None:
    one = clip(report("a", "The old ferry of the guild was painted in Vesk."))
    two = clip(report("b", "In Vesk the guild’s old ferry was painted."))
    rows = claimed(one, two)
    assert any(set(stands(claim).values()) == {Position.SAYS} for claim in rows)
    assert all({span.report for span in claim.evidence} == {"a", "b"} for claim in rows)


def test_an_origin_that_denies_it_is_told_so() -> None:
    text = "The owner of the ferry denied that the guild ferry sank in the bay of Vesk."
    own = report("b", text)
    denial = said(
        own,
        "that the guild ferry sank in the bay of Vesk",
        "The owner of the ferry",
        "denied",
        stance=Stance.DENIED,
    )
    rows = claimed(clip(report("a", "The guild ferry sank in the bay.")), clip(own, denial))
    assert any(stands(claim) == {"o-a": Position.SAYS, "o-b": Position.DENIES} for claim in rows)


def test_origins_that_tell_different_things_make_no_row() -> None:
    one = clip(report("a", "The old ferry of the guild was painted in Vesk."))
    two = clip(report("b", "A baker bought the lighthouse for a thousand crowns."))
    assert claimed(one, two) == ()


def test_one_origin_however_many_copies_makes_no_matrix() -> None:
    assert claimed(hurt("a", "12 people", 12, origin="w"), hurt("b", "14 people", 14, origin="w")) == ()


def test_a_matrix_is_a_table_and_no_inventory() -> None:
    nouns = ["ferry", "lamp", "bell", "tower", "rope", "anchor", "mast", "stove", "cabin", "rudder", "sail"]
    verbs = ["painted", "polished", "cracked", "closed", "burned", "welded", "mended", "cleaned", "flooded"]
    pairs = zip(nouns, [*verbs, "stolen", "washed"], strict=True)
    text = " ".join(f"The {noun} of Vesk was {verb} on Friday." for noun, verb in pairs)
    rows = claimed(clip(report("a", text)), clip(report("b", text.replace(" on Friday", ""))))
    assert 1 < len(rows) <= MOST_CLAIMS
    spoken = [sum(p is not Position.SILENT for p in stands(row).values()) for row in rows]
    assert spoken == sorted(spoken, reverse=True)
    assert len({row.label for row in rows}) == len(rows)
