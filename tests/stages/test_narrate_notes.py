"""What a report says of itself: which stretches are such notes, of which kind, and what is none."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.types import Report
from dateline.stages.narrate.revisions.notes import NoteKind, notes

C, R, U = NoteKind.CORRECTION, NoteKind.RETRACTION, NoteKind.UPDATE
BODY = "A barge sank off Holmen on Monday, the harbour office said.\n\nTwo men swam ashore."


def told(text: str) -> list[tuple[NoteKind, str]]:
    own = Report(id="a", text=text)
    return [(note.kind, own.quote(note.span)) for note in notes(own)]


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("Correction: An earlier version of this article gave the wrong age for the skipper.", C),
        ("CORRECTION (4 June): The barge is called Alma, not Anna.", C),
        ("Correction, June 4: The barge is called Alma.", C),
        ("• This article was amended on 4 June 2024. An earlier version said that three men drowned.", C),
        ("This story has been corrected: the barge carried sand, not gravel.", C),
        ("An earlier version of this story misspelled the name of the harbour master.", C),
        ("Earlier versions of this report had the skipper's age wrong. He is 40.", C),
        ("Editor’s note: A previous version of this video wrongly said that the barge was new.", C),
        ("This story's headline has been corrected. The barge sank off Holmen.", C),
        ("This post originally said the barge was empty.", C),
        ("[This article has been updated to correct the spelling of a name.]", C),
        ("We regret the error.", C),
        ("Korrektur: In einer früheren Version dieses Artikels stand ein falscher Name.", C),
        ("In einer früheren Fassung des Artikels hieß es, drei Männer seien ertrunken.", C),
        ("Виправлення: баржа називається «Альма».", C),
        ("This story has been updated. An earlier version of this story gave a wrong age.", C),
        ("This article has been retracted.", R),
        ("RETRACTION: The barge did not sink.", R),
        ("The Holmen Post has withdrawn this article.", R),
        ("This story has been updated.", U),
        ("Update: This article has been updated with a word from the harbour office.", U),
        ("Clarification: The barge is owned by a firm that the mayor once led.", U),
    ],
)
def test_a_note_is_found_at_the_end_and_at_the_beginning(note: str, kind: NoteKind) -> None:
    assert told(f"{BODY}\n\n{note}") == [(kind, note.strip("["))] or told(f"{BODY}\n\n{note}") == [
        (kind, note)
    ]
    assert [found[0] for found in told(f"{note}\n\n{BODY}")] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "He would not perform an earlier version of the song.",
        "Editor’s note: Spoilers follow for the last part of the series.",
        "We regret to inform you that the ferry is cancelled.",
        "The paper retracted the story a day later, two other outlets said.",
        "Three outlets issued corrections, retracting what they had written of the mayor.",
        "“An earlier version of this story, published on Thursday, was wrong,” the rival paper wrote.",
        "The department of corrections said that two men had escaped.",
        "The report was updated in May by the ministry, which gave new figures.",
        "An earlier report by the inspector said that the wall was sound.",
        "In the original version of the play the king dies.",
        "",
    ],
)
def test_what_is_said_of_other_things_is_no_note(text: str) -> None:
    assert told(text) == []


def test_in_a_text_of_one_paragraph_a_note_at_the_end_is_cut_off_alone() -> None:
    news = "A barge sank off Holmen on Monday. Two men swam ashore, the harbour office said."
    note = "This story has been corrected: the barge carried sand. We regret the error."
    assert told(f"{news} {note}") == [(C, note)]


def test_of_a_long_paragraph_that_begins_with_a_note_only_the_note_is_one() -> None:
    note = "This story has been updated."
    assert told(f"{note} {'The barge lay on its side. ' * 30}") == [(U, note)]


def test_notes_one_after_the_other_are_each_found_once() -> None:
    text = f"{BODY}\n\nThis post has been updated.\n\nEarlier versions of this story gave a wrong age."
    assert [kind for kind, _ in told(text)] == [U, C]


NOTES = ("Correction: it was two.", "This story has been updated.", "A barge sank.", "Two swam.", "\n\n", "")


@given(st.lists(st.sampled_from(NOTES), max_size=12).map(" ".join))
def test_notes_stand_in_order_within_the_text_and_apart(text: str) -> None:
    spans = [note.span for note in notes(Report(id="a", text=text))]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] for span in spans)
