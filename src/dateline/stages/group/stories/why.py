"""Why a report is in its story, in its parts and in one plain line.

Decides nothing: it reads the same likelihoods that the decision went by. It names reports as an editor does,
by outlet and day, with the id in brackets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.core.types import Ground, Precision, Reason, Report, Stamp

if TYPE_CHECKING:
    from dateline.stages.group.holdings import Holdings
    from dateline.stages.group.stories.roll import Roll

#: What is printed in brackets or between quotation marks is a taste of it, not a list.
_WORDS = 3
#: Likelihoods that a reader would call the same.
_ABOUT = 0.05


class Grounding:
    """The reasons of what is held, by the links it was filed by."""

    def __init__(self, holdings: Holdings, roll: Roll) -> None:
        self._holdings = holdings
        self._roll = roll

    def stands(self, reason: Reason | None, row: int) -> bool:
        """Whether a reason that was given is still one: it names a report that is still beside this one."""
        if reason is None or (reason.ground is Ground.DESK) != self._ruled(row):
            return reason is None and not self._ruled(row)
        if reason.ground is Ground.ALONE:
            return len(self._roll.rows(self._roll.story(row))) == 1
        beside = self._holdings.row(reason.report)
        return beside is None or self._roll.story(beside) == self._roll.story(row)

    def reason(self, row: int, texts: Mapping[int, Report]) -> tuple[Reason, str]:
        """Why a row is in its story, in its parts and in a line; ``texts`` are reports that just came."""
        story, kept = self._roll.story(row), self._holdings.kept
        near = self._holdings.near(row)
        outside = self._next_best(story, near)
        original = self._holdings.original(row)
        ground = self._ground(row, original)
        beside = original if ground is Ground.COPY else self._beside(row, story, near)
        words = () if beside is None or ground is Ground.COPY else telling(self._holdings.shared(row, beside))
        readable = [texts[each] for each in (row, beside) if each is not None and each in texts]
        reason = Reason(
            ground=ground,
            report="" if beside is None else kept[beside].report.id,
            near=dict(near).get(beside, 0.0) if beside is not None else 0.0,
            shared=printed(words, readable),
            rival=self._roll.story(outside[0]) if outside else "",
            rival_near=outside[1] if outside else 0.0,
        )
        grounds = Grounds(
            reason=reason,
            report=kept[row].report,
            nearest=None if beside is None else kept[beside].report,
            rival=kept[outside[0]].report if outside else None,
            share=self._holdings.copied_share(row),
            agency=kept[row].agency,
        )
        return reason, line(grounds)

    def _beside(self, row: int, story: str, near: Sequence[tuple[int, float]]) -> int | None:
        """The likeliest report of the story; of those about as likely, one in the report's own language."""
        inside = [(other, like) for other, like in near if self._roll.story(other) == story]
        language = self._holdings.places[row].language
        alike = (
            other
            for other, like in inside
            if like >= inside[0][1] - _ABOUT and self._holdings.places[other].language == language
        )
        return next(alike, inside[0][0] if inside else None)

    def _next_best(self, story: str, near: Sequence[tuple[int, float]]) -> tuple[int, float] | None:
        """The other story that is likeliest on average, by its nearest report: so it was decided."""
        sums: dict[str, list[float]] = {}
        nearest: dict[str, int] = {}
        for other, like in near:
            name = self._roll.story(other)
            if name != story:
                sums.setdefault(name, []).append(like)
                nearest.setdefault(name, other)
        means = {name: sum(likes) / len(self._roll.rows(name)) for name, likes in sums.items()}
        best = max(sorted(means), key=lambda name: means[name], default=None)
        return (nearest[best], means[best]) if best else None

    def _ground(self, row: int, original: int) -> Ground:
        story = self._roll.story(row)
        if self._ruled(row):
            return Ground.DESK
        if self._holdings.kept[row].report.story:
            return Ground.GIVEN
        if original != row and self._roll.story(original) == story:
            return Ground.COPY
        return Ground.LIKENESS if len(self._roll.rows(story)) > 1 else Ground.ALONE

    def _ruled(self, row: int) -> bool:
        return self._holdings.ruled(self._holdings.kept[row].report.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """A reason with the reports that it names: the report itself, the nearest in its story, the next best's.

    None needs its text. ``share`` is how much of the shorter text of a copy stands in its original, where
    that is known; ``agency`` whose matter the report tells.
    """

    reason: Reason
    report: Report
    nearest: Report | None = None
    rival: Report | None = None
    share: float | None = None
    agency: str = ""


def line(grounds: Grounds) -> str:
    """The reason in a line: "shares 'Vellern', 'mill' with Tide's report of 4 May (likelihood .93) [r1]"."""
    parts = [_own(grounds), _other(grounds)]
    if grounds.agency:
        parts.append(f"its matter is from {grounds.agency}")
    return "; ".join(parts)


def telling(words: Sequence[str]) -> list[str]:
    """The words to name of those that two reports share: each once, figures of one or two digits last."""
    once: dict[str, str] = {}
    for word in words:
        once.setdefault(word.casefold(), word)
    ranked = sorted(once.values(), key=lambda word: word.isdigit() and len(word) < 3)
    return ranked[:_WORDS]


def printed(words: Sequence[str], reports: Sequence[Report]) -> tuple[str, ...]:
    """Folded words as the first of the reports prints them that does, a name with its capitals."""
    return tuple(_as_printed(word, reports) for word in words)


def likelihood(value: float) -> str:
    """A likelihood as it is printed: ".93"; never "1.00", for nothing is certain here."""
    return f"{min(value, 0.99):.2f}".removeprefix("0")


def _own(grounds: Grounds) -> str:
    reason = grounds.reason
    shared = _shared(reason, grounds)
    match reason.ground:
        case Ground.GIVEN:
            return "its story came with it"
        case Ground.DESK:
            return "the desk put it here" + (f"; it {shared}" if shared else "")
        case Ground.COPY:
            part = f" ({grounds.share:.0%} of it)" if grounds.share is not None else ""
            return (
                f"same text as {_named(grounds.nearest, grounds.report)}{part}{_bracketed(grounds.nearest)}"
            )
        case Ground.ALONE:
            return "alone in its story"
    return shared or "goes with the other reports of its story together, with none of them alone"


def _shared(reason: Reason, grounds: Grounds) -> str:
    if not grounds.nearest:
        return ""
    words = ", ".join(f"'{word}'" for word in reason.shared) or "few words"
    near = f"(likelihood {likelihood(reason.near)})"
    return (
        f"shares {words} with {_named(grounds.nearest, grounds.report)} {near}{_bracketed(grounds.nearest)}"
    )


def _other(grounds: Grounds) -> str:
    reason = grounds.reason
    if not reason.rival:
        return "no other story is near"
    whose = f"that of {_named(grounds.rival, grounds.report)} " if grounds.rival else ""
    return f"next best story: {whose}({likelihood(reason.rival_near)} on average) [{reason.rival}]"


def _named(report: Report | None, beside: Report | None = None) -> str:
    """A report as an editor names it: "Tide's report of 4 May", with the year where it is another."""
    if report is None:
        return "another report"
    whose = f"{report.outlet}'s report" if report.outlet else "the report"
    day = _day(report.published, beside.published if beside else None)
    return f"{whose} of {day}" if day else f"{whose} without a date"


def _day(stamp: Stamp | None, beside: Stamp | None) -> str:
    if stamp is None or stamp.precision is Precision.UNKNOWN:
        return ""
    year = f" {stamp.at.year}" if beside is None or beside.at.year != stamp.at.year else ""
    if stamp.precision is Precision.YEAR:
        return str(stamp.at.year)
    month = f"{stamp.at:%B}{year}"
    return month if stamp.precision is Precision.MONTH else f"{stamp.at.day} {month}"


def _bracketed(report: Report | None) -> str:
    return f" [{report.id}]" if report else ""


def _as_printed(word: str, reports: Sequence[Report]) -> str:
    forms = (word.title(), word.capitalize(), word.upper(), word)
    texts = [text for report in reports for text in (report.title, report.text)]
    return next((form for form in forms for text in texts if form in text), word)
