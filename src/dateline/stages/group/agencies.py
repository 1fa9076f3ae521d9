"""Whose matter a report tells, as far as its origin goes: an agency's, or its own.

Decides by what ``extract`` read of credits (``Report.pickups``) and by the outlet's name. A credit in the
byline, the dateline or a line of its own makes the report the agency's; a citation only where it opens the
report and most of it hangs on that one agency. Does not compare texts: that is ``origins``'.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.core.ids import digest
from dateline.core.text import fold, paragraphs
from dateline.core.types import PickupForm, Report

_CREDITING = (PickupForm.BYLINE, PickupForm.DATELINE, PickupForm.CREDIT)
#: "she told AFP" is one statement; the rest may be anybody's.
_ONE_STATEMENT = re.compile(
    r"\b(?:told|interview|gegenüber|sagte|à|dijo|коментар|интервью|інтерв)", re.IGNORECASE
)
#: The share of paragraphs that must cite, and how many may stand without.
_MOST, _FEW = 0.5, 3
_NEEDLESS = re.compile(r"^the | (?:news|news agency|agency|newswire)$")


def supplier(report: Report) -> str:
    """The one agency that a report is from, by its printed name; empty where it is its own.

    Of several that it credits, the first: a text made of two agencies' is no third origin.
    """
    credited = [found.agency for found in report.pickups if found.form in _CREDITING]
    return credited[0] if credited else _only_source(report)


def _only_source(report: Report) -> str:
    """The agency that a report cites in its first two paragraphs and for most of what follows."""
    cited = [found for found in report.pickups if found.form is PickupForm.CITED and found.phrase]
    agencies = {found.agency for found in cited}
    if len(agencies) != 1:
        return ""
    places = list(paragraphs(report.text))
    telling = {
        number
        for found in cited
        for number, (start, end) in enumerate(places)
        if found.phrase
        and start <= found.phrase.span.start < end
        and not _ONE_STATEMENT.search(found.phrase.text)
    }
    if not telling & {0, 1}:
        return ""
    few = len(places) <= _FEW
    return agencies.pop() if few or len(telling) >= _MOST * len(places) else ""


def is_agency(report: Report, agency: str) -> bool:
    """Whether a report is the agency's own, by its outlet: "Reuters", "AP", "Nordic Press Agency"."""
    outlet, name = _bare(report.outlet), _bare(agency)
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", agency) if word[0].isupper())
    return bool(outlet) and (
        outlet == name or outlet.startswith(f"{name} ") or (len(initials) > 1 and outlet == fold(initials))
    )


def _bare(name: str) -> str:
    return _NEEDLESS.sub("", _NEEDLESS.sub("", fold(name).strip()))


def suppliers(reports: Sequence[Report], stories: Sequence[str]) -> list[str]:
    """The agency of each report, within its story: those who credit it, and the agency's own reports."""
    found = [supplier(report) for report in reports]
    credited: dict[str, list[str]] = {}
    for story, agency in zip(stories, found, strict=True):
        if agency and agency not in credited.setdefault(story, []):
            credited[story].append(agency)
    return [
        agency or next((own for own in credited.get(story, ()) if is_agency(report, own)), "")
        for report, story, agency in zip(reports, stories, found, strict=True)
    ]


def origin_id(story: str, agency: str) -> str:
    """The origin of what an agency supplied to one story: the same with its own text or without."""
    return "o" + digest("origin", story, fold(agency))
