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

#: How a text credits the agency that it is from, and signs of which each form has one. Data: add a form here.
_CREDITS = (
    # RIESA (Elbe Press) - …, in the first paragraph
    ("(", re.compile(r"\A[^\n(]{0,80}\(([A-Z][\w.&' -]{1,40})\)\s{0,2}[-–—:]")),
    # (Elbe Press), alone at either end of a paragraph
    ("(", re.compile(r"\A\(([A-Z][\w.&' -]{1,40})\)")),
    ("(", re.compile(r"\(([A-Z][\w.&'-]{1,20}(?: [A-Z][\w.&'-]{1,20}){0,3})\)\Z")),
    # AP -
    ("-–—", re.compile(r"\A(?:[A-Z][\w. ]{1,40}, )?([A-Z]{2,5})\s{0,2}[-–—]\s")),
    # Elbe Press Agency, wherever it stands in the first or last paragraph
    (
        ("Press ", "News "),
        re.compile(r"\b((?:(?!The\b)[A-Z][\w-]{1,20} ){1,3}(?:Press|News) (?:Agency|Association|Service))\b"),
    ),
)
_END = 2000
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


def credited(text: str) -> frozenset[str]:
    """The agencies that the first or last paragraph credits, folded."""
    text = text.strip()
    ends = {text.partition("\n\n")[0].rstrip(), text.rpartition("\n\n")[2].lstrip()}
    return frozenset(
        fold(found)
        for end in ends
        for signs, form in _CREDITS
        if any(sign in end for sign in signs)
        for found in form.findall(end[:_END])
    )


def is_agency(report: Report, agency: str) -> bool:
    """Whether a report is the agency's own, by its outlet: "Reuters", "AP", "Nordic Press Agency"."""
    outlet, name = _bare(report.outlet), _bare(agency)
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", agency) if word[0].isupper())
    return bool(outlet) and (
        outlet == name or outlet.startswith(f"{name} ") or (len(initials) > 1 and outlet == fold(initials))
    )


def _bare(name: str) -> str:
    return _NEEDLESS.sub("", _NEEDLESS.sub("", fold(name).strip()))


def within_story(reports: Sequence[Report], agencies: Sequence[str]) -> list[str]:
    """The agency of each report of one story: that which it has its matter from, or the one that it is."""
    credited = [*dict.fromkeys(agency for agency in agencies if agency)]
    return [
        agency or next((own for own in credited if is_agency(report, own)), "")
        for report, agency in zip(reports, agencies, strict=True)
    ]


def origin_id(story: str, agency: str) -> str:
    """The origin of what an agency supplied to one story: the same with its own text or without."""
    return "o" + digest("origin", story, fold(agency))
