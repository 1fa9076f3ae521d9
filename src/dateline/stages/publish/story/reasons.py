"""Why a report is on the page that it is on, in one line with its links.

Decides the words alone: what put the report there, ``group`` and the desk said (``Membership.reason``).
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.core.pages import Page
from dateline.core.types import Ground, Membership, Reason
from dateline.stages.publish.issue import Shelf, story_path

#: How the line begins, by what put the report there; ``{shared}`` are words that both reports have.
_OPENINGS = {
    Ground.LIKENESS: "shares {shared} with",
    Ground.COPY: "the same text as",
    Ground.GIVEN: "its story came with it",
    Ground.DESK: "the desk put it here",
    Ground.ALONE: "no other report of this happening is known",
}
_NEIGHBOUR = {Ground.LIKENESS, Ground.COPY}
_SHARED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """One line: its opening, the report that it points to (its number in the list), and the next best story.

    ``near`` and ``rival_near`` are likelihoods of one happening as a reader sees them ("93%"), "" unknown;
    ``judged`` says that other stories were looked at.
    """

    opening: str
    number: int = 0
    outlet: str = ""
    near: str = ""
    judged: bool = True
    rival: str = ""
    rival_href: str = ""
    rival_near: str = ""


def why(member: Membership | None, page: Page, shelf: Shelf, root: str) -> Why | None:
    """The line of a report on a page; None where nothing is known of it."""
    if member is None or member.reason is None:
        return None
    reason = member.reason
    number = next((at for at, c in enumerate(page.sources, 1) if c.report == reason.report), 0)
    beside = number and reason.ground in _NEIGHBOUR
    rival = next((other for other in shelf.led_to(reason.rival) if other.story != page.story), None)
    return Why(
        opening=_opening(reason, bool(beside)),
        number=number if beside else 0,
        outlet=(page.sources[number - 1].outlet or "an outlet without a name") if beside else "",
        near=_likely(reason.near) if beside and reason.ground is Ground.LIKENESS else "",
        judged=reason.ground not in (Ground.GIVEN, Ground.DESK),
        rival=rival.headline.text if rival else "",
        rival_href=root + story_path(rival) if rival else "",
        rival_near=_likely(reason.rival_near) if rival else "",
    )


def _likely(likelihood: float) -> str:
    """A likelihood in per cent, never said to be certain."""
    if likelihood > 0.99:
        return "over 99%"
    return f"{likelihood:.0%}" if likelihood >= 0.01 else "under 1%"


def _opening(reason: Reason, beside: bool) -> str:
    """The first words; without the report that they lead to, what is left of them."""
    shared = ", ".join(f"“{word}”" for word in reason.shared[:_SHARED]) or "few words"
    if reason.ground in _NEIGHBOUR and not beside:
        return "it is like the other reports here"
    return _OPENINGS[reason.ground].format(shared=shared)
