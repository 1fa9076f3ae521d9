"""The pages behind the form and the links in letters: what happened, and the one button left to press.

Decides their words. A link alone changes nothing, for programs open links too: it shows a button, and
pressing it does what the link says.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dateline.core.site import Edition
from dateline.core.subscriptions import Cadence
from dateline.stages.publish.layout import document
from dateline.stages.publish.wording import Phrase, phrase, tongue

__all__ = ["Answer", "Kind", "answer"]


_LATER = 600


class Kind(StrEnum):
    """What is answered."""

    ASKED = "asked"
    ODD_ADDRESS = "odd address"
    CLOSED = "closed"
    CONFIRM = "confirm"
    CONFIRMED = "confirmed"
    EXPIRED = "expired"
    LEAVE = "leave"
    LEFT = "left"
    ODD_LINK = "odd link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A page, the status of HTTP that goes with it, and after how many seconds to come back (0: any time)."""

    status: int
    content: bytes
    retry_after: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    status: int
    heading: Phrase
    text: Phrase
    button: Phrase | None = None


_WORDS = {
    Kind.ASKED: _Words(
        status=202,
        heading=phrase("Look into your mail"),
        text=phrase(
            "If this address does not follow us yet, a mail is on its way with a link that confirms it. "
            "Nothing else is sent until you have opened that link."
        ),
    ),
    Kind.ODD_ADDRESS: _Words(
        status=422,
        heading=phrase("This is no mail address that we can write to"),
        text=phrase("Please go back and look whether it is typed right, as in name@example.org."),
    ),
    Kind.CLOSED: _Words(
        status=503,
        heading=phrase("News by mail is not to be had here just now"),
        text=phrase("Please try again later, or follow us by a feed."),
    ),
    Kind.CONFIRM: _Words(
        status=200,
        heading=phrase("Do you want news by mail?"),
        text=phrase("Press the button, and it comes to the address that got this link."),
        button=phrase("Yes, send it"),
    ),
    Kind.CONFIRMED: _Words(
        status=200,
        heading=phrase("You will get news by mail"),
        text=phrase("Each mail has a link that ends it at once."),
    ),
    Kind.EXPIRED: _Words(
        status=410,
        heading=phrase("This link is of no use any more"),
        text=phrase("It is good for 48 hours. Ask for another on the page from which you follow us."),
    ),
    Kind.LEAVE: _Words(
        status=200,
        heading=phrase("Do you want no more mail from us?"),
        text=phrase("Press the button, and the address that got this link is forgotten."),
        button=phrase("Unsubscribe"),
    ),
    Kind.LEFT: _Words(
        status=200,
        heading=phrase("You will get no more mail"),
        text=phrase("Your address is forgotten here. You can follow us again whenever you like."),
    ),
    Kind.ODD_LINK: _Words(
        status=404,
        heading=phrase("This is no link of ours"),
        text=phrase("Please open it from the mail itself: a part of it may be missing."),
    ),
}


def answer(
    kind: Kind, edition: Edition, token: str = "", theme: str = "", cadence: Cadence | None = None
) -> Answer:
    """The page of an answer; ``token`` goes with its button. ``theme`` is what the theme is called."""
    words = _WORDS[kind]
    action = "follow/confirm" if kind is Kind.CONFIRM else "follow/unsubscribe"
    title = tongue(edition.language).say(words.heading)
    file = document(
        "answer.html",
        "follow/answer",
        title,
        edition,
        words=words,
        subject=theme or edition.title,
        cadence=_CADENCES[cadence] if cadence else None,
        action=f"../{action}",
        token=token,
        canonical="",
        meta={"index": False},
    )
    retry_after = _LATER if kind is Kind.CLOSED else 0
    return Answer(status=words.status, content=file.content, retry_after=retry_after)


_CADENCES = {Cadence.DAILY: phrase("Daily digest"), Cadence.WEEKLY: phrase("Weekly digest")}
