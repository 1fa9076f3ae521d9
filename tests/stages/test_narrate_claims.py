"""The matrix of claims: one stand for each independent origin, labels that are true cores of sentences."""

from __future__ import annotations

import dataclasses

import pytest

from dateline.core.pages import Claim, Clipping, Position, Status
from dateline.core.text import words
from dateline.core.types import Form, Qualifier, Stance
from dateline.stages.narrate.facts.claims import MOST_CLAIMS, matrix
from dateline.stages.narrate.facts.labels import LABEL_WORDS, label_of
from dateline.stages.narrate.facts.ledger import ledger
from dateline.stages.narrate.facts.material import gather
from dateline.stages.narrate.phrasebook.vocabulary import GUARDED
from dateline.stages.narrate.plan.selection import rank
from dateline.stages.narrate.wording.limits import Allowance, Limits
from tests.stages.desk import at, clip, dossier, figure, report, said


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


# --- who, since when, how sure --------------------------------------------------------------


def test_a_row_says_since_when_and_each_cell_names_its_outlets() -> None:
    early = clip(report("a", "The guild sold the old ferry in Vesk.", hour=8, outlet="Fjordpost"))
    late = clip(report("b", "In Vesk the old ferry was sold by the guild.", hour=15, outlet="Kystavisa"))
    (row,) = claimed(early, late)
    assert row.since == at(4, 8)
    assert row.speaker == ""
    assert {stand.origin: stand.outlets for stand in row.stands} == {
        "o-a": ("Fjordpost",),
        "o-b": ("Kystavisa",),
    }


def test_a_saying_stands_under_its_speakers_name() -> None:
    content = "that the guild sold the old ferry"
    rows = claimed(
        *(
            clip(own, said(own, content, "Lene Aas"))
            for own in (report(name, f"Lene Aas said {content} on Friday.") for name in "ab")
        )
    )
    assert ("Lene Aas: The guild sold the old ferry", "Lene Aas") in {(c.label, c.speaker) for c in rows}


def test_a_claim_that_somebody_denies_is_denied_and_the_cell_says_who() -> None:
    own = report("b", "Jon Berg denied that the guild ferry sank in the bay of Vesk.")
    denial = said(
        own, "that the guild ferry sank in the bay of Vesk", "Jon Berg", "denied", stance=Stance.DENIED
    )
    (row,) = claimed(clip(report("a", "The guild ferry sank in the bay.")), clip(own, denial))
    assert row.status is Status.DENIED
    (cell,) = [stand for stand in row.stands if stand.position is Position.DENIES]
    assert cell.words.startswith("Jon Berg denied that the guild ferry")


@pytest.mark.parametrize(
    ("denied", "content"),
    [
        (False, "any wrongdoing"),
        (False, "liability"),
        (True, "the report that the guild ferry sank in the bay"),
    ],
)
def test_who_denies_guilt_denies_no_fact_told_beside_it(denied: bool, content: str) -> None:
    text = f"When the guild ferry sank in the bay, Jon Berg denied {content}."
    own = report("b", text)
    denial = said(own, content, "Jon Berg", "denied", stance=Stance.DENIED)
    rows = claimed(clip(report("a", "The guild ferry sank in the bay.")), clip(own, denial))
    assert any(claim.status is Status.DENIED for claim in rows) is denied


def test_a_refused_motion_is_no_denial_of_a_claim() -> None:
    own = report("b", "The judge denied the guild ferry entry to the bay.")
    refusal = said(
        own, "the guild ferry entry to the bay", "The judge", "denied", stance=Stance.DENIED, spoken=False
    )
    assert claimed(clip(report("a", "The guild ferry sank in the bay.")), clip(own, refusal)) == ()


def test_figures_that_differ_are_a_disputed_row() -> None:
    rows = claimed(hurt("a", "12 people", 12), hurt("b", "14 people", 14), hurt("c", "14 people", 14))
    (row,) = [c for c in rows if "injured" in c.label]
    assert "14" in row.label
    assert row.status is Status.DISPUTED


def test_one_number_in_two_qualities_is_said_by_both() -> None:
    rows = claimed(
        hurt("a", "at least 12 people", 12, qualifier=Qualifier.AT_LEAST), hurt("b", "12 people", 12)
    )
    (row,) = [c for c in rows if "injured" in c.label]
    assert set(stands(row).values()) == {Position.SAYS}


def test_an_origin_whose_language_we_do_not_read_is_not_silent() -> None:
    foreign = clip(report("d", "Der Turm von Vesk wurde verkauft.", language="de"))
    rows = claimed(hurt("a", "12 people", 12), hurt("b", "12 people", 12), foreign)
    assert all("o-d" not in stands(row) for row in rows)
    counted = hurt("d", "12 Menschen", 12)
    counted = dataclasses.replace(counted, report=dataclasses.replace(counted.report, language="de"))
    (row,) = [c for c in claimed(hurt("a", "12 people", 12), counted) if "injured" in c.label]
    assert stands(row)["o-d"] is Position.SAYS


def test_a_count_of_people_is_one_row_and_not_two() -> None:
    rows = claimed(hurt("a", "12 people", 12), hurt("b", "12 people", 12))
    assert len(rows) == 1


# --- cuts that say something else -----------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The minister responded on Monday.",
        "The gunfire left Lene Aas, 23, on the floor of a hall with a broken arm and two cracked ribs.",
        "The mayor, turned away from the ferry on the quay.",
        "The new lamp is used in the hall of the guild, in the old mill, and at the yard of the baker.",
    ],
)
def test_a_cut_that_waits_for_more_or_tells_nothing_is_no_label(text: str) -> None:
    assert label(text) not in {
        "The minister responded on Monday",
        "The gunfire left Lene Aas, 23",
        "The mayor, turned away",
        "The mayor, turned away from the ferry on the quay",
        "The new lamp is used",
    }


@pytest.mark.parametrize(("quotes", "rows"), [(3, 1), (0, 0)])
def test_a_saying_in_quotation_is_a_row_while_there_is_room_for_one(quotes: int, rows: int) -> None:
    content = "“The old guild of Vesk never sold that ferry”"
    texts = (report(name, f"{content}, Lene Aas said. The quay was empty.") for name in ("a", "b"))
    clippings = tuple(clip(own, said(own, content, "Lene Aas", form=Form.DIRECT)) for own in texts)
    material = gather(dossier(clippings))
    allowance = Allowance(clippings, Limits(quotes_per_outlet=quotes, quoted_share=1.0))
    claims = matrix(material, rank(material), (), allowance=allowance)
    assert sum("“" in claim.label for claim in claims) == rows
