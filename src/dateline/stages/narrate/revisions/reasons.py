"""Why a page was published anew: the occasion in a word, and a sentence that names the outlets.

Decides which of several reasons comes first: words that may no longer be used, then what was put right,
then what happened to the story, then what its sources did. Does NOT find what changed (``differences``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.core.pages import Cause, Correction, Credit, Fault, Occasion, Page
from dateline.stages.narrate.revisions.notes import NoteKind, notes

if TYPE_CHECKING:
    from dateline.stages.narrate.revisions.since import Regrouped, Since

#: So many outlets are named; the others are counted.
_NAMED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the log of a page says, as ``str.format`` patterns that a translator can replace."""

    first: str = "First publication."
    new_report: str = "New report: {outlets}."
    new_reports: str = "New reports: {outlets}."
    edited: str = "Source edited: {outlets}."
    corrected: str = "Source corrected itself: {outlets}."
    withdrawn: str = "Source withdrawn: {outlets}."
    closed: str = "The words of {outlets} may no longer be used."
    merged: str = "Stories merged: another page told of the same happening."
    split: str = "Story split: {reports} moved to another page."
    rewritten: str = "Lines chosen anew from the same reports."
    by_desk: str = "Correction by the desk."
    corrections: str = "{count} corrections by the desk."
    more: str = "{outlets} and {count} more"
    one_report: str = "one report"
    reports: str = "{count} reports"
    unnamed: str = "an outlet without a name"
    #: What corrections say of themselves.
    told_twice: str = "This happening was told on two pages."
    told_once: str = "It is told on one page; the reports of both are here."
    mixed: str = "{reports} of another happening stood on this page."
    parted: str = "They have a page of their own."
    parted_one: str = "It has a page of its own."
    says_so: str = "{outlets} says that an earlier version of its report was wrong."
    changed: str = "{outlets} changed its report and now says otherwise."
    dropped: str = "{outlets} changed its report and no longer says so."
    took_back: str = "{outlets} withdrew its report."


ENGLISH = Words()


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """The two pages that a revision stands between, and what happened meanwhile."""

    previous: Page
    page: Page
    since: Since
    closed: frozenset[str]
    corrections: tuple[Correction, ...] = ()


def reason(happened: Happened, words: Words = ENGLISH) -> tuple[tuple[Cause, ...], str]:
    """What a revision came of, the weightiest first; and all of it in words."""
    told = list(_told(happened, words)) or [(Cause(occasion=Occasion.REWRITTEN), words.rewritten)]
    return tuple(cause for cause, _ in told), " ".join(dict.fromkeys(sentence for _, sentence in told))


def _told(happened: Happened, words: Words) -> Iterator[tuple[Cause, str]]:
    before = {credit.report: credit for credit in happened.previous.sources}
    after = {credit.report: credit for credit in happened.page.sources}
    closed = [after[key] for key in after if key in happened.closed]
    if closed:
        yield _of(Occasion.TERMS, closed), words.closed.format(outlets=named(closed, words))
        return
    yield from _by_desk(happened, words)
    regrouped = happened.since.regrouped
    if regrouped.merged or regrouped.parted:
        yield _regrouping(regrouped, words)
    yield from _sources(happened, before.values(), after.values(), words)


def _of(occasion: Occasion, credits: Sequence[Credit], corrected: bool = False) -> Cause:
    """The cause that reports of some outlets are."""
    outlets = tuple(dict.fromkeys(credit.outlet for credit in credits))
    return Cause(occasion=occasion, outlets=outlets, count=len(credits), corrected=corrected)


def _by_desk(happened: Happened, words: Words) -> Iterator[tuple[Cause, str]]:
    """The lines that the desk put right since."""
    desk = {(one.line, one.at) for one in happened.since.amendments}
    desk -= {(one.line, one.at) for one in happened.since.inherited}
    count = sum((one.line, one.at) in desk for one in happened.corrections)
    if count:
        told = words.by_desk if count == 1 else words.corrections.format(count=count)
        yield Cause(occasion=Occasion.CORRECTION, count=count), told


def _regrouping(regrouped: Regrouped, words: Words) -> tuple[Cause, str]:
    """Stories merged or split; where the newsroom did it, with its note."""
    if regrouped.merged:
        cause, told = Cause(occasion=Occasion.MERGED, note=regrouped.note), words.merged
    else:
        cause = Cause(occasion=Occasion.SPLIT, count=regrouped.parted, note=regrouped.note)
        told = words.split.format(reports=reports(regrouped.parted, words))
    return cause, f"{told} {regrouped.note}".strip()


def _sources(
    happened: Happened, before: Iterable[Credit], after: Iterable[Credit], words: Words
) -> Iterator[tuple[Cause, str]]:
    """What came, was corrected, edited or withdrawn; reports that another story has now are told by it."""
    known = {credit.report: credit for credit in before}
    here = {credit.report: credit for credit in after}
    corrected, edited, gone = _edited(happened, known)
    gone += [known[key] for key in known if key not in here and not happened.since.regrouped.parted]
    if gone:
        yield _of(Occasion.SOURCE_WITHDRAWN, gone), words.withdrawn.format(outlets=named(gone, words))
    if corrected:
        cause = _of(Occasion.SOURCE_EDITED, corrected, corrected=True)
        yield cause, words.corrected.format(outlets=named(corrected, words))
    came = [here[key] for key in here if key not in known]
    if came and not happened.since.regrouped.merged:
        form = words.new_report if len(came) == 1 else words.new_reports
        yield _of(Occasion.NEW_REPORT, came), form.format(outlets=named(came, words))
    if edited:
        yield _of(Occasion.SOURCE_EDITED, edited), words.edited.format(outlets=named(edited, words))


def _edited(happened: Happened, known: Collection[str]) -> tuple[list[Credit], list[Credit], list[Credit]]:
    """The reports with other words than before: those that say that they were wrong, others, withdrawn."""
    corrected: list[Credit] = []
    edited: list[Credit] = []
    withdrawn: list[Credit] = []
    before = {credit.report: credit for credit in happened.previous.sources}
    versions = {edit.after.id: edit for edit in happened.since.edited}
    for credit in happened.page.sources:
        if credit.report not in known:
            continue
        edit = versions.get(credit.report)
        if edit:
            kinds = {note.kind for note in notes(edit.after)} - {note.kind for note in notes(edit.before)}
            retracted = NoteKind.RETRACTION in kinds
            wrong = NoteKind.CORRECTION in kinds
            (withdrawn if retracted else corrected if wrong else edited).append(credit)
        elif _otherwise(before[credit.report], credit):
            edited.append(credit)
    return corrected, edited, withdrawn


def _otherwise(before: Credit, after: Credit) -> bool:
    """Whether the source says something else of its report than it did: what we say of it is no edit."""
    told = ("title", "url", "author", "published", "licence")
    other = any(getattr(before, name) != getattr(after, name) for name in told)
    return other or bool(before.wording and after.wording and before.wording != after.wording)


def named(credits: Iterable[Credit], words: Words = ENGLISH) -> str:
    """The outlets of reports, each once; of many, the first and how many more."""
    outlets = list(dict.fromkeys(credit.outlet or words.unnamed for credit in credits))
    shown = ", ".join(outlets[:_NAMED])
    left = len(outlets) - _NAMED
    return words.more.format(outlets=shown, count=left) if left > 0 else shown


def reports(count: int, words: Words = ENGLISH) -> str:
    """``one report``, ``3 reports``."""
    return words.one_report if count == 1 else words.reports.format(count=count)


def ruled(regrouped: Regrouped, words: Words = ENGLISH) -> Correction | None:
    """The correction that a merge or a split by the newsroom is; None where the machine did it."""
    if not regrouped.ruled:
        return None
    cause, _ = _regrouping(regrouped, words)
    if regrouped.merged:
        wrong, right, fault = words.told_twice, words.told_once, Fault.OURS
    else:
        several = regrouped.parted != 1
        told = words.mixed.format(reports=reports(regrouped.parted, words))
        wrong, right = told[0].upper() + told[1:], words.parted if several else words.parted_one
        fault = Fault.MERGE
    return Correction(
        wrong=wrong, right=right, fault=fault, at=regrouped.at, note=regrouped.note, cause=cause
    )
