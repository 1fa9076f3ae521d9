"""Why a report is on the page that it is on, in one line with its links.

Decides the words alone: what put the report there, ``group`` and the desk said (``Membership.reason``).
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.core.pages import Page
from dateline.core.types import Ground, Membership, Reason
from dateline.stages.publish.issue import Shelf, story_path
from dateline.stages.publish.wording import Phrase, phrase

_SHARED = 5
#: Those that lead to another report.
_BESIDE = (Ground.LIKENESS, Ground.COPY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why a report is here: in a sentence, with the report that it points to and the next best story.

    ``number`` is the place of that report in the list (0: none), ``near`` the likelihood of one happening.
    ``judged`` says that other stories were looked at.
    """

    told: Phrase
    number: int = 0
    outlet: str = ""
    near: Phrase | None = None
    judged: bool = True
    rival: str = ""
    rival_language: str = ""
    rival_href: str = ""
    rival_near: Phrase | None = None


def why(member: Membership | None, page: Page, shelf: Shelf, root: str) -> Why | None:
    """The line of a report on a page; None where nothing is known of it."""
    if member is None or member.reason is None:
        return None
    reason = member.reason
    number = next((at for at, c in enumerate(page.sources, 1) if c.report == reason.report), 0)
    beside = bool(number) and reason.ground in _BESIDE
    rival = next((other for other in shelf.led_to(reason.rival) if other.story != page.story), None)
    return Why(
        told=_told(reason, beside),
        number=number if beside else 0,
        outlet=page.sources[number - 1].outlet if beside else "",
        near=_likely(reason.near) if beside and reason.ground is Ground.LIKENESS else None,
        judged=reason.ground not in (Ground.GIVEN, Ground.DESK),
        rival=rival.headline if rival else "",
        rival_language=rival.language if rival else "",
        rival_href=root + story_path(rival.story) if rival else "",
        rival_near=_likely(reason.rival_near) if rival else None,
    )


def _likely(likelihood: float) -> Phrase:
    """A likelihood in per cent, never said to be certain."""
    if likelihood > 0.99:
        return phrase("over 99%%")
    if likelihood < 0.01:
        return phrase("under 1%%")
    return phrase("%(share)s%%", share=round(likelihood * 100))


def _told(reason: Reason, beside: bool) -> Phrase:
    """What put it there; without the report that it leads to, what is left of that."""
    if reason.ground in _BESIDE and not beside:
        return phrase("It is like the other reports here.")
    if reason.ground is Ground.LIKENESS:
        shared = tuple(phrase("“%(word)s”", word=word) for word in reason.shared[:_SHARED])
        if not shared:
            return phrase("It is like another report here.")
        return phrase("It shares %(words)s with another report here.", words=shared)
    return _GROUNDS[reason.ground]


_GROUNDS = {
    Ground.COPY: phrase("It carries the same text as another report here."),
    Ground.GIVEN: phrase("Its story came with it."),
    Ground.DESK: phrase("The desk put it here."),
    Ground.ALONE: phrase("No other report of this happening is known."),
}
