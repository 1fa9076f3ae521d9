"""What was checked by whom, what could not be, what was taken back; and how sure a cue is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.types import Stance
from dateline.stages.interpret.reading.annotate import annotate
from dateline.stages.interpret.statements.drafts import Draft
from dateline.stages.interpret.statements.stances import stance_at, verifications
from tests.stages.reading import report

SUNK = "The mayor said ten ships had sunk. "


def checked(text: str) -> list[tuple[str, str, str, str]]:
    """(speaker, cue, content, stance) of each statement that words of checking make."""
    view = annotate(report(text))

    def words(draft: Draft) -> tuple[str, str, str, str]:
        speaker = view.phrase_of(*draft.speaker).text if draft.speaker else ""
        content = " … ".join(text[start:end] for start, end in draft.content)
        return speaker, view.phrase_of(*draft.cue).text, content, str(draft.stance)

    return [words(draft) for draft in verifications(view)]


BY = [
    ("A video verified by Karst TV shows smoke.", "Karst TV", "A video", "verified"),
    ("The video was verified by the Lund Institute.", "the Lund Institute", "The video", "verified"),
    (
        "Footage geolocated by the Lund Institute shows two barges.",
        "the Lund Institute",
        "Footage",
        "verified",
    ),
    ("The Karst Gazette has verified the footage.", "The Karst Gazette", "the footage", "verified"),
    ("The loss was confirmed by the interior ministry.", "the interior ministry", "The loss", "confirmed"),
    ("The claim was denied by the interior ministry.", "the interior ministry", "The claim", "denied"),
]


@pytest.mark.parametrize(("text", "speaker", "content", "stance"), BY)
def test_who_checked_what_is_told(text: str, speaker: str, content: str, stance: str) -> None:
    ((who, _, what, how),) = checked(text)
    assert (who, what, how) == (speaker, content, stance)


UNABLE = [
    ("The toll could not be independently verified.", "", "The toll"),
    ("The toll has not been confirmed.", "", "The toll"),
    ("The footage could not be verified by the Karst Gazette.", "the Karst Gazette", "The footage"),
    (
        "Nordsee Agency was not able to confirm whether the dam had burst.",
        "Nordsee Agency",
        "whether the dam had burst",
    ),
    ("Nordsee Agency has been unable to verify the footage.", "Nordsee Agency", "the footage"),
    ("The ministry refused to confirm the toll.", "The ministry", "the toll"),
    ("The ministry neither confirmed nor denied the attack.", "The ministry", "the attack"),
    (SUNK + "The claim could not be verified.", "", "The mayor said ten ships had sunk"),
    (SUNK + "Nordsee Agency could not verify this.", "Nordsee Agency", "The mayor said ten ships had sunk"),
    (SUNK + "It was not possible to verify the claims.", "", "The mayor said ten ships had sunk"),
]


@pytest.mark.parametrize(("text", "speaker", "content"), UNABLE)
def test_what_could_not_be_checked_is_unverified(text: str, speaker: str, content: str) -> None:
    ((who, _, what, how),) = checked(text)
    assert (who, what, how) == (speaker, content, "unverified")


def test_an_account_that_is_told_in_its_own_words_is_itself_the_thing() -> None:
    ((_, _, what, _),) = checked(SUNK + "The account of two sailors could not be verified.")
    assert what == "The account of two sailors"


UNCHECKED = [
    ("The town heard unverified claims of a burst dam.", "claims of a burst dam"),
    ("There were unconfirmed reports that the dam had burst, police said.", "the dam had burst"),
    ("Unconfirmed reports that the dam had burst alarmed the town.", "the dam had burst"),
]


@pytest.mark.parametrize(("text", "content"), UNCHECKED)
def test_unverified_reports_have_no_speaker(text: str, content: str) -> None:
    assert [(who, what) for who, _, what, _ in checked(text)] == [("", content)]


TAKEN_BACK = [
    ("The agency withdrew its report that the dam had burst.", "The agency", "the dam had burst"),
    ("The witness recanted his testimony.", "The witness", "his testimony"),
    ("The report of a burst dam was later retracted.", "", "The report of a burst dam"),
]


@pytest.mark.parametrize(("text", "speaker", "content"), TAKEN_BACK)
def test_what_was_taken_back_no_longer_stands(text: str, speaker: str, content: str) -> None:
    ((who, _, what, how),) = checked(text)
    assert (who, what, how) == (speaker, content, "denied")


SILENT = [
    "The army withdrew its troops from the town.",
    "The troops were withdrawn by the army.",
    "The appeal was rejected by the court.",
    "He was confirmed by the senate.",
    "She was denied entry.",
    "“The toll could not be verified,” she said.",
    "It was a verified account.",
    "They walked through the confirmed fog.",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_was_not_told_is_not_checked(text: str) -> None:
    assert checked(text) == []


CUES = [
    ("The mayor ", "falsely said", Stance.SAID, Stance.CLAIMED),
    ("The mayor ", "reportedly said", Stance.SAID, Stance.ALLEGED),
    ("The mayor ", "said", Stance.SAID, Stance.SAID),
    ("The mayor ", "did not confirm", Stance.CONFIRMED, Stance.UNVERIFIED),
    ("The mayor ", "refused to confirm", Stance.CONFIRMED, Stance.UNVERIFIED),
    ("The mayor ", "confirmed", Stance.CONFIRMED, Stance.CONFIRMED),
    ("The mayor ", "did not deny", Stance.DENIED, Stance.SAID),
    ("The mayor neither confirmed ", "nor denied", Stance.DENIED, Stance.UNVERIFIED),
    ("The mayor ", "denied", Stance.DENIED, Stance.DENIED),
]


@pytest.mark.parametrize(("before", "cue", "stance", "expected"), CUES)
def test_the_words_around_a_cue_change_its_stance(
    before: str, cue: str, stance: Stance, expected: Stance
) -> None:
    view = annotate(report(f"{before}{cue} that the dam had burst."))
    start = view.token_from(len(before))
    assert stance_at(view, (start, start + len(cue.split())), stance) is expected


PIECES = [
    "The claim",
    "it",
    "was",
    "could not",
    "verify",
    "verified",
    "by",
    "the mayor",
    "neither",
    "nor",
    "unconfirmed",
]
PIECES += ["confirmed", "that", "withdrew", ".", ",", "“", "”", "\n\n", "reports", "denied", "been"]


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_any_order_of_such_words_is_read_within_the_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    view = annotate(report(text))
    for draft in verifications(view):
        assert draft.cue[0] < draft.cue[1] <= len(view.words)
        for start, end in draft.content:
            assert 0 <= start < end <= len(text)


def test_it_means_what_stands_before_a_semicolon_sooner_than_the_sentence_before() -> None:
    text = "The river stopped rising. A video of a wave is doing the rounds; we could not confirm it."
    assert [(content, stance) for _, _, content, stance in checked(text)] == [
        ("A video of a wave is doing the rounds", "unverified")
    ]
