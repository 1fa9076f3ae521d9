"""Why a page was published anew: a sentence for each cause, in each language; older pages as kept."""

from __future__ import annotations

import pytest

from dateline.core.pages import Cause, Occasion, Revision
from dateline.stages.publish.story.occasions import told
from dateline.stages.publish.wording import languages, tongue
from tests.newsroom import stamp


def revision(*causes: Cause, reason: str = "") -> Revision:
    return Revision(number=2, at=stamp("2025-03-01T12:00:00"), reason=reason, causes=causes)


def cause(occasion: Occasion, *outlets: str, count: int = 0, note: str = "") -> Cause:
    return Cause(occasion=occasion, outlets=outlets, count=count or len(outlets), note=note)


def said(language: str, *causes: Cause) -> str:
    return " ".join(map(tongue(language).say, told(revision(*causes))))


@pytest.mark.parametrize(
    ("of", "english", "german"),
    [
        (
            cause(Occasion.FIRST, count=1),
            "First publication, from 1 report.",
            "Erste Veröffentlichung, aus 1 Bericht.",
        ),
        (
            cause(Occasion.FIRST, count=4),
            "First publication, from 4 reports.",
            "Erste Veröffentlichung, aus 4 Berichten.",
        ),
        (Cause(occasion=Occasion.FIRST), "First publication.", "Erste Veröffentlichung."),
        (cause(Occasion.NEW_REPORT, "Watt"), "New report: Watt.", None),
        (cause(Occasion.NEW_REPORT, "Watt", "Siel"), "New reports: Watt and Siel.", None),
        (cause(Occasion.NEW_REPORT, "Watt", count=2), "New reports: Watt.", None),
        (cause(Occasion.SOURCE_EDITED, "Watt", "A", "B"), "Source edited: Watt, A and B.", None),
        (cause(Occasion.SOURCE_WITHDRAWN, "Watt"), "Source withdrawn: Watt.", None),
        (cause(Occasion.TERMS, "Watt"), "The words of Watt may no longer be used.", None),
        (cause(Occasion.CORRECTION, count=1), "Correction by the desk.", None),
        (cause(Occasion.CORRECTION, count=3), "3 corrections by the desk.", None),
        (
            cause(Occasion.MERGED),
            "Stories merged: another page told of the same happening.",
            None,
        ),
        (cause(Occasion.SPLIT, count=1), "Story split: one report moved to another page.", None),
        (cause(Occasion.SPLIT, count=2), "Story split: 2 reports moved to another page.", None),
        (cause(Occasion.REWRITTEN), "Lines chosen anew from the same reports.", None),
    ],
)
def test_each_cause_is_told(of: Cause, english: str, german: str | None) -> None:
    assert said("en", of) == english
    if german:
        assert said("de", of) == german


@pytest.mark.parametrize("language", [one for one in languages() if one != "en"])
@pytest.mark.parametrize("occasion", list(Occasion))
def test_no_cause_is_told_in_english_elsewhere(language: str, occasion: Occasion) -> None:
    for count in (1, 2, 5):
        of = cause(occasion, count=count)
        assert said(language, of) != said("en", of), occasion


def test_a_source_that_corrected_itself_is_told_apart() -> None:
    own = Cause(occasion=Occasion.SOURCE_EDITED, outlets=("Watt",), count=1, corrected=True)
    assert said("en", own) == "Source corrected itself: Watt."


def test_many_outlets_are_counted_and_one_without_a_name_is_told() -> None:
    many = cause(Occasion.NEW_REPORT, *"ABCDEFG")
    assert said("en", many) == "New reports: A, B, C, D and 3 more."
    assert said("en", cause(Occasion.NEW_REPORT, "")) == "New report: an outlet without a name."
    assert said("en", cause(Occasion.NEW_REPORT, *"ABCD")) == "New reports: A, B, C and D."


def test_the_desk_has_the_last_word() -> None:
    ruled = cause(Occasion.MERGED, note="One pier, two names.")
    assert said("en", ruled).endswith("same happening. One pier, two names.")


def test_causes_are_told_one_after_the_other() -> None:
    both = (cause(Occasion.SOURCE_WITHDRAWN, "Watt"), cause(Occasion.NEW_REPORT, "Siel"))
    assert said("en", *both) == "Source withdrawn: Watt. New report: Siel."


def test_an_outlet_named_like_a_pattern_breaks_nothing() -> None:
    assert said("en", cause(Occasion.TERMS, "100%(s %d")) == "The words of 100%(s %d may no longer be used."


def test_a_page_kept_before_causes_were_is_told_by_its_sentence() -> None:
    assert told(revision(reason="New report: Radio Siel.")) == ("New report: Radio Siel.",)
    [first] = told(revision(reason="First publication."))
    assert tongue("de").say(first) == "Erste Veröffentlichung."
