"""What became of words in a report that its outlet changed: kept, changed, dropped, said to be wrong."""

from __future__ import annotations

import pytest

from dateline.core.types import Report, Span
from dateline.stages.narrate.revisions.fates import Fate, Reading
from dateline.stages.narrate.revisions.since import Edited

SINKING = "A barge sank off Holmen on Monday, the harbour office in Vesk said."
REST = (
    "The wreck lies in nine metres of water beside the northern pier. Divers went down to it on Tuesday. "
    "The owner of the barge, a firm from Lunde, did not answer questions. A crane is on its way from Odde, "
    "and the fairway stays shut until it has come, the pilots of Vesk were told by the coastguard on Tuesday."
)
NOTE = "Correction: An earlier version of this article was wrong about those on board."


def fate(before: str, after: str, rest: str = REST) -> Fate:
    old = Report(id="a", text=f"{SINKING} {before} {REST}")
    new = Report(id="a", text=f"{SINKING} {after} {rest}")
    start = old.text.index(before)
    return (
        Reading(Edited(before=old, after=new))
        .fate(Span(report="a", start=start, end=start + len(before)))
        .fate
    )


TWO = "Two men from Lunde were drowned when it went down."


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (TWO, Fate.KEPT),
        ("Two men from Lunde were drowned, when it went down.", Fate.KEPT),
        ("Two men from Lunde drowned when it went down.", Fate.KEPT),
        ("Three men from Lunde were drowned when it went down.", Fate.KEPT),  # a count that went on
        ("One of the men from Lunde were drowned when it went down.", Fate.CHANGED),
        ("Two men from Odde were drowned when it went down.", Fate.CHANGED),
        ("No men from Lunde were drowned when it went down.", Fate.CHANGED),
        ("", Fate.DROPPED),
        (f"Two men from Odde were drowned when it went down.\n\n{NOTE}\n\n", Fate.SAYS_SO),
        (f"Three men from Lunde were drowned when it went down.\n\n{NOTE}\n\n", Fate.SAYS_SO),
        (f"\n\n{NOTE}\n\n", Fate.SAYS_SO),
        (f"{TWO}\n\n{NOTE}\n\n", Fate.KEPT),
        (f"{TWO}\n\nThis article has been retracted.\n\n", Fate.WITHDRAWN),
        ("\n\nThis story has been updated.\n\n", Fate.DROPPED),
    ],
)
def test_each_fate(after: str, expected: Fate) -> None:
    assert fate(TWO, after) is expected


def test_an_article_written_anew_has_corrected_nothing() -> None:
    anew = " ".join(
        f"Line {number} of a wholly new article about the wreck stands here." for number in range(9)
    )
    assert fate(TWO, "", anew) is Fate.KEPT
    assert fate(TWO, f"\n\n{NOTE}\n\n", anew) is Fate.SAYS_SO


def test_a_note_that_stood_there_before_says_nothing_new() -> None:
    old = Report(id="a", text=f"{SINKING} {TWO} {REST}\n\n{NOTE}")
    new = Report(id="a", text=f"{SINKING} {REST}\n\n{NOTE}")
    start = old.text.index(TWO)
    ended = Reading(Edited(before=old, after=new)).fate(Span(report="a", start=start, end=start + len(TWO)))
    assert ended.fate is Fate.DROPPED


def test_the_source_tells_it_in_its_own_words() -> None:
    old = Report(id="a", text=f"{SINKING} {TWO} {REST}")
    new = Report(id="a", text=f"{SINKING} {TWO.replace('Lunde', 'Odde')} {REST}")
    start = old.text.index(TWO)
    ended = Reading(Edited(before=old, after=new)).fate(Span(report="a", start=start, end=start + len(TWO)))
    assert [new.quote(span) for span in ended.evidence] == [TWO.replace("Lunde", "Odde")]


def test_empty_texts_are_no_trouble() -> None:
    empty = Report(id="a", text="")
    reading = Reading(Edited(before=empty, after=empty))
    assert reading.fate(Span(report="a", start=0, end=1)).fate is Fate.KEPT
