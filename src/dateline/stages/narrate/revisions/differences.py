"""How a page differs from the one before it in what it says, line by line and figure by figure.

Decides what is substantive: what a line tells (``telling``), its status, and a toll. Punctuation, order,
another id for the same words, who is credited and the number of origins are not. Does NOT say why a page
changed (``reasons``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from dateline.core.pages import Change, Line, Page, Section, Toll
from dateline.core.text import number
from dateline.core.types import Scope
from dateline.stages.narrate.revisions.telling import ALIKE, Ear, likeness, same_words

#: More lines than this are not set beside each other pair by pair: the work is the product of both.
_MOST_PAIRS = 2_500


def lasting(page: Page, previous: Page) -> Page:
    """The page with the ids that its lines had before where they say the same: what links to them holds."""
    used = {line.id for line in page.lines}
    before = {line.id for line in previous.lines}
    ear = ear_for(previous, page)
    known = {ear.key(line.text): line for line in reversed(previous.lines[1:])}

    def named(line: Line) -> Line:
        former = known.get(ear.key(line.text))
        if line.id in before or former is None or former.id in used or not ear.same(former.text, line.text):
            return line
        used.add(former.id)
        return replace(line, id=former.id)

    return replace(
        page,
        standfirst=named(page.standfirst) if page.standfirst else None,
        summary=tuple(map(named, page.summary)),
        body=tuple(Section(heading=part.heading, lines=tuple(map(named, part.lines))) for part in page.body),
    )


def ear_for(*pages: Page) -> Ear:
    """What hears whether lines of these pages tell the same."""
    return Ear(credit.outlet for page in pages for credit in page.sources)


def changes(previous: Page, page: Page, closed: Collection[str] = frozenset()) -> tuple[Change, ...]:
    """What is new, other or gone: tolls first, then lines in the order of reading, then those that went.

    What rested on a report in ``closed`` is left out: its words may not be told again.
    """
    before = _by_id(
        line for line in previous.lines if not any(span.report in closed for span in line.evidence)
    )
    after = _by_id(page.lines)
    ear = ear_for(previous, page)
    pairs = _pairs(before, after, ear)
    paired = set(pairs.values())
    told = [(key, before.get(pairs.get(key, "")), line) for key, line in after.items()]
    went = [_change(key, line, None) for key, line in before.items() if key not in paired]
    changed = (_change(key, was, now) for key, was, now in told if _differs(was, now, ear))
    return (*_tolls(previous.tolls, page.tolls), *changed, *went)


def _by_id(lines: Iterable[Line]) -> dict[str, Line]:
    found: dict[str, Line] = {}
    for line in lines:
        found.setdefault(line.id, line)
    return found


def _pairs(before: dict[str, Line], after: dict[str, Line], ear: Ear) -> dict[str, str]:
    """Each line of a page with the one that it was before: by what it tells, its id, else the likest."""
    pairs = {
        key: key for key, line in after.items() if key in before and ear.same(before[key].text, line.text)
    }
    waiting = {ear.key(line.text): key for key, line in reversed(before.items()) if key not in pairs}
    for key, line in after.items():
        former = waiting.get(ear.key(line.text), "") if key not in pairs else ""
        if former and ear.same(before[former].text, line.text):
            pairs[key] = waiting.pop(ear.key(line.text))
    used = set(pairs.values())
    pairs |= {key: key for key in after if key not in pairs and key in before and key not in used}
    new = [key for key in after if key not in pairs]
    old = [key for key in before if key not in set(pairs.values())]
    if len(new) * len(old) > _MOST_PAIRS:
        return pairs
    near = [(likeness(before[was].text, after[now].text), was, now) for now in new for was in old]
    for share, was, now in sorted(near, key=lambda pair: -pair[0]):
        if share >= ALIKE and now not in pairs and was not in pairs.values():
            pairs[now] = was
    return pairs


def _differs(before: Line | None, after: Line, ear: Ear) -> bool:
    return before is None or before.status is not after.status or not ear.same(before.text, after.text)


def _change(key: str, before: Line | None, after: Line | None) -> Change:
    if before and after and same_words(before.text, after.text):
        return Change(
            line=key,
            before=f"{before.text} ({before.status_words})",
            after=f"{after.text} ({after.status_words})",
        )
    return Change(line=key, before=before.text if before else "", after=after.text if after else "")


# --- figures ------------------------------------------------------------------------------


def _tolls(before: Iterable[Toll], after: Iterable[Toll]) -> Iterator[Change]:
    """The tolls that both pages have, where they differ: "killed: 2" and "killed: 3"."""
    known = {toll.measure: toll for toll in before if toll.scope is Scope.HAPPENING}
    for toll in after:
        was = known.get(toll.measure) if toll.scope is Scope.HAPPENING else None
        if was and _amount(was) != _amount(toll):
            yield Change(
                line=f"figures/{toll.measure}",
                before=f"{toll.measure}: {_amount(was)}",
                after=f"{toll.measure}: {_amount(toll)}",
            )


def _amount(toll: Toll) -> str:
    """The best figure where there is one, else the range; one that is open at its end has a plus."""
    low, high = (number(toll.best), number(toll.best)) if toll.best is not None else (toll.low, toll.high)
    low, high = number(low), number(high)
    unit = (
        "%" if toll.unit in ("%", "percent") else f" {toll.unit}" if toll.unit not in ("", "person") else ""
    )
    if high is None:
        return f"{low}+{unit}"
    return f"{low}{unit}" if low == high else f"{low} to {high}{unit}"
