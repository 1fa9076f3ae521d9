"""What a revision changed: word by word where sentences are alike, and corrections kept for good."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.pages import Change, Occasion, Revision
from dateline.stages.publish.story.changes import (
    Figure,
    log,
    revised,
)
from dateline.stages.publish.story.differences import Piece, difference
from dateline.stages.publish.story.unread import last_changed
from dateline.stages.publish.wording import tongue
from tests.newsroom import FERRY_PAGE, stamp

FEW = settings(max_examples=25, deadline=None)
VOCABULARY = ("the", "old", "sluice", "of", "Greetsiel", "was", "shut", "at", "noon")
SENTENCES = st.lists(st.sampled_from(VOCABULARY), max_size=12)


def marked(before: str, after: str) -> str:
    """The difference as one line: -gone- +come+."""
    marks = {"same": "", "del": "-", "ins": "+"}
    pieces = difference(Change(line="lx", before=before, after=after))
    return " ".join(marks[piece.kind] + piece.text + marks[piece.kind] for piece in pieces)


def revision(number: int, reason: str = "New report.", changes: int = 0) -> Revision:
    change = Change(line="lx", before="The sluice is shut.", after="The sluice is open.")
    return Revision(
        number=number, at=stamp("2025-03-01T12:00:00"), reason=reason, changes=(change,) * changes
    )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("The sluice is shut.", "The sluice is open.", "The sluice is -shut.- +open.+"),
        ("The sluice is shut.", "The old sluice is shut.", "The +old+ sluice is shut."),
        ("The old sluice is shut.", "The sluice is shut.", "The -old- sluice is shut."),
        ("Three were hurt.", "Five were hurt.", "-Three- +Five+ were hurt."),
        ("Gulls came.", "Nobody saw the tide.", "-Gulls came.- +Nobody saw the tide.+"),
        ("", "The sluice is shut.", "+The sluice is shut.+"),
        ("The sluice is shut.", "", "-The sluice is shut.-"),
        ("Same words.", "Same words.", "Same words."),
        ("Same   words.", "Same words.", "Same words."),
        ("", "", ""),
    ],
)
def test_differences(before: str, after: str, expected: str) -> None:
    assert marked(before, after) == expected


@FEW
@given(SENTENCES, SENTENCES)
def test_both_sides_can_be_read_out_of_a_difference(before: list[str], after: list[str]) -> None:
    pieces = difference(Change(line="lx", before=" ".join(before), after=" ".join(after)))
    assert " ".join(piece.text for piece in pieces if piece.kind != "ins").split() == before
    assert " ".join(piece.text for piece in pieces if piece.kind != "del").split() == after
    assert all(piece.text and piece.kind in ("same", "del", "ins") for piece in pieces)


@FEW
@given(SENTENCES.filter(bool))
def test_what_did_not_change_is_one_piece(sentence: list[str]) -> None:
    text = " ".join(sentence)
    assert difference(Change(line="lx", before=text, after=text)) == (Piece(kind="same", text=text),)


def test_an_endless_sentence_is_not_compared() -> None:
    before = " ".join(f"w{n}" for n in range(400))
    after = before + " more"
    assert [piece.kind for piece in difference(Change(line="lx", before=before, after=after))] == [
        "del",
        "ins",
    ]


@pytest.mark.parametrize(("changes", "shown", "left_out"), [(0, 0, 0), (1, 1, 0), (12, 12, 0), (15, 12, 3)])
def test_a_revision_shows_twelve_lines_and_counts_the_rest(changes: int, shown: int, left_out: int) -> None:
    found = revised(revision(3, changes=changes))
    assert (len(found.changes), found.left_out) == (shown, left_out)
    assert (found.number, found.reasons, found.correction) == (3, ("New report.",), False)
    assert found.at is not None
    assert tongue("en").when(found.at) == "1 March 2025, 12:00 UTC"


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("Correction: the sluice is at Greetsiel.", True),
        ("CORRECTION of a name", True),
        ("correction", True),
        ("A correction of a name", False),
        ("First publication.", False),
        ("", False),
    ],
)
def test_a_correction_says_so_at_its_beginning(reason: str, expected: bool) -> None:
    assert revision(1, reason).corrects is expected
    assert revised(revision(1, reason)).correction is expected


@FEW
@given(st.lists(st.booleans(), min_size=1, max_size=30))
def test_the_log_has_the_latest_eight_and_every_correction_newest_first(kinds: list[bool]) -> None:
    revisions = tuple(revision(n, "Correction: x." if kind else "New.") for n, kind in enumerate(kinds, 1))
    shown = log(replace(FERRY_PAGE, revisions=revisions))
    numbers = [entry.number for entry in shown]
    assert numbers == sorted(numbers, reverse=True)
    latest = set(range(max(1, len(kinds) - 7), len(kinds) + 1))
    assert set(numbers) == latest | {n for n, kind in enumerate(kinds, 1) if kind}


def test_a_revision_without_a_time_has_none() -> None:
    assert revised(replace(revision(1), at=None)).at is None


def test_a_correction_by_the_desk_is_one_by_its_occasion() -> None:
    by_desk = replace(revision(1, "Two lines put right."), occasion=Occasion.CORRECTION)
    assert by_desk.corrects


def test_figures_are_told_by_name_and_beside_the_lines() -> None:
    toll = Change(line="figures/killed", before="killed: 2", after="killed: 3 to 5")
    found = revised(replace(revision(2, changes=12), changes=(toll, *revision(2, changes=12).changes)))
    assert found.figures == (Figure(measure="killed", now="3 to 5", before="2"),)
    assert (len(found.changes), found.left_out) == (12, 0)


# --- since you last read ------------------------------------------------------------------


def changed(number: int, *keys: str, gone: tuple[str, ...] = ()) -> Revision:
    made = tuple(Change(line=key, before="", after="x") for key in keys)
    return replace(
        revision(number), changes=(*made, *(Change(line=key, before="x", after="") for key in gone))
    )


def test_each_line_has_the_number_of_the_revision_that_last_changed_it() -> None:
    revisions = (revision(1), changed(2, "lone", "ltwo"), changed(3, "lone", gone=("ltwo", "lold")))
    numbers = last_changed(replace(FERRY_PAGE, revisions=revisions))
    assert {key: numbers[key] for key in ("lhead", "lone", "ltwo")} == {"lhead": 1, "lone": 3, "ltwo": 2}
    assert "lold" not in numbers


@FEW
@given(st.lists(st.lists(st.sampled_from([own.id for own in FERRY_PAGE.lines]), max_size=4), max_size=6))
def test_a_line_never_changed_after_the_last_revision_that_names_it(history: list[list[str]]) -> None:
    revisions = (revision(1), *(changed(number, *keys) for number, keys in enumerate(history, 2)))
    page = replace(FERRY_PAGE, revisions=revisions)
    named = {own.id: [n for n, keys in enumerate(history, 2) if own.id in keys] for own in page.lines}
    assert last_changed(page) == {key: max(numbers, default=1) for key, numbers in named.items()}
