"""Corrections: what a page had wrong, what is right, when and why (HOUSE_STYLE rule 15).

Decides what is one: a line that the desk took back, a merge or split that it ruled, and a printed line that
its source no longer bears out, because the report says that it was wrong, was withdrawn, or now gives another
number, name or denial. A source that only words things differently, goes on counting upwards or writes its
article anew has corrected nothing: that is a revision. Nothing is ever struck off the list of corrections.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.core.pages import Cause, Correction, Credit, Fault, Line, Occasion, Page
from dateline.core.types import Stamp
from dateline.stages.narrate.revisions.fates import KEPT, Ended, Fate, Reading
from dateline.stages.narrate.revisions.reasons import ENGLISH, Words, named, ruled
from dateline.stages.narrate.revisions.telling import ALIKE, likeness, same_words, tokens

if TYPE_CHECKING:
    from dateline.core.corrections import Amendment
    from dateline.stages.narrate.revisions.since import Since


def corrections(
    page: Page,
    previous: Page | None,
    since: Since,
    at: Stamp | None,
    closed: Collection[str] = frozenset(),
    words: Words = ENGLISH,
) -> tuple[Correction, ...]:
    """All corrections of a page, old ones first. Words of reports that are reserved are not told in them."""
    former = (*(previous.corrections if previous else ()), *since.inherited)
    edited = {edit.after.id for edit in since.edited}
    found = [
        *(_unworded(one) if closed else _held(one, edited) for one in former),
        *_by_desk(page, since.amendments),
        *_by_regrouping(since, at, words),
        *(_by_sources(page, previous, since, at, words) if previous and not closed else ()),
    ]
    unique = {(one.line or one.wrong, one.at, one.fault): one for one in found}
    return tuple(sorted(unique.values(), key=_when))


def _when(correction: Correction) -> str:
    return correction.at.at.isoformat() if correction.at else ""


def _held(correction: Correction, edited: Collection[str]) -> Correction:
    """A correction without the source's words where that was edited again: they stand elsewhere by now."""
    moved = any(span.report in edited for span in correction.evidence)
    return replace(correction, evidence=()) if moved else correction


def _unworded(correction: Correction) -> Correction:
    """A correction whose words may not be shown: that there was one, when and why, is still told."""
    return replace(correction, wrong="", right="", evidence=()) if correction.line else correction


def _by_desk(page: Page, amendments: Iterable[Amendment]) -> Iterator[Correction]:
    reserved = {credit.report for credit in page.sources if credit.reserved}
    for amendment in amendments:
        made = Correction(
            wrong=amendment.wrong,
            right=amendment.right,
            fault=amendment.fault,
            at=amendment.at,
            line=amendment.line,
            note=amendment.note,
        )
        yield made if reserved.isdisjoint(amendment.reports) else _unworded(made)


def _by_regrouping(since: Since, at: Stamp | None, words: Words) -> Iterator[Correction]:
    if correction := ruled(since.regrouped, words):
        yield replace(correction, at=correction.at or at)


# --- the sources --------------------------------------------------------------------------


def _by_sources(
    page: Page, previous: Page, since: Since, at: Stamp | None, words: Words
) -> Iterator[Correction]:
    """The lines of the last page that no source bears out any more because one of them changed."""
    readings = {edit.after.id: Reading(edit) for edit in since.edited}
    by_desk = [amendment.wrong for amendment in since.amendments]
    told: set[str] = set()
    for line in previous.lines:
        key = " ".join(tokens(line.text))
        if key in told or any(same_words(line.text, other) for other in by_desk) or _stands(line, page):
            continue
        ended = _ended(line, readings)
        if ended is None:
            continue
        told.add(key)
        cited = _cited(line, page)
        yield Correction(
            wrong=line.text,
            right=_right(line, page),
            fault=Fault.SOURCE,
            at=at,
            line=line.id,
            note=_note(ended.fate, cited, words),
            evidence=ended.evidence,
            cause=_cause(ended.fate, cited),
        )


def _stands(line: Line, page: Page) -> bool:
    return any(same_words(line.text, own.text) for own in page.lines)


def _ended(line: Line, readings: Mapping[str, Reading]) -> Ended | None:
    """How it came that nothing bears a line out any more; None where something still does."""
    fates = [readings[span.report].fate(span) if span.report in readings else KEPT for span in line.evidence]
    if not fates or any(one.fate is Fate.KEPT for one in fates):
        return None
    order = (Fate.WITHDRAWN, Fate.SAYS_SO, Fate.CHANGED, Fate.DROPPED)
    first = min(fates, key=lambda one: order.index(one.fate))
    spans = dict.fromkeys(span for one in fates if one.fate is first.fate for span in one.evidence)
    return Ended(fate=first.fate, evidence=tuple(spans))


def _right(line: Line, page: Page) -> str:
    """What the page says instead: the line of the same matter, else the likest of the same reports."""
    same = next((own for own in page.lines[1:] if own.id == line.id), None)
    if same:
        return same.text
    reports = {span.report for span in line.evidence}
    near = [own for own in page.lines if any(span.report in reports for span in own.evidence)]
    likest = max(near, key=lambda own: likeness(line.text, own.text), default=None)
    return likest.text if likest and likeness(line.text, likest.text) >= ALIKE else ""


def _cited(line: Line, page: Page) -> list[Credit]:
    """The reports that bore a line out."""
    reports = {span.report for span in line.evidence}
    return [credit for credit in page.sources if credit.report in reports]


def _note(fate: Fate, cited: Sequence[Credit], words: Words) -> str:
    told = {
        Fate.WITHDRAWN: words.took_back,
        Fate.SAYS_SO: words.says_so,
        Fate.CHANGED: words.changed,
        Fate.DROPPED: words.dropped,
    }
    return told[fate].format(outlets=named(cited, words))


def _cause(fate: Fate, cited: Sequence[Credit]) -> Cause:
    """The same in parts: who withdrew a report, said that it had been wrong, or wrote it anew."""
    return Cause(
        occasion=Occasion.SOURCE_WITHDRAWN if fate is Fate.WITHDRAWN else Occasion.SOURCE_EDITED,
        outlets=tuple(dict.fromkeys(credit.outlet for credit in cited)),
        count=len(cited),
        corrected=fate is Fate.SAYS_SO,
    )
