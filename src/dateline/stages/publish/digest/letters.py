"""The words of a letter: a digest, or the one mail that asks an address to confirm.

Decides subject, text and headers. Links lead to the site alone and carry nothing that tells readers apart;
only the farewell is the reader's own (RFC 8058). No picture, no remote style, no ``Precedence``: List-Id and
Auto-Submitted (RFC 3834) tell machines all that it told. Sends nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, urlsplit

from dateline.core.listings import Listing
from dateline.core.site import Edition
from dateline.core.subscriptions import Cadence, Letter, Subscription
from dateline.stages.publish.digest.contents import Contents, Righted
from dateline.stages.publish.issue import story_path, theme_path
from dateline.stages.publish.links import absolute
from dateline.stages.publish.render import environment
from dateline.stages.publish.story.corrections import put_right
from dateline.stages.publish.times import When, when
from dateline.stages.publish.wording import Phrase, phrase, tongue, word

__all__ = ["Desk", "asking", "digest", "one_line"]

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_SUBJECT = 110  # characters of a headline in a subject
_LINE = 600  # characters of a line in the text
_BLANKS = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Who writes: the edition, the address that letters come from, the one that takes farewells by mail."""

    edition: Edition
    sender: str
    replies: str = ""

    @property
    def domain(self) -> str:
        """The name that ids of letters and of the list are made with."""
        return self.sender.rpartition("@")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A story in a letter."""

    headline: str
    language: str
    standfirst: str
    href: str
    facts: tuple[Phrase, ...]
    at: When | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amends:
    """A correction in a letter."""

    headline: str
    language: str
    href: str
    wrong: str
    right: str
    why: Phrase
    note: Phrase | str
    at: When | None
    whole: Phrase | None = None


def digest(
    desk: Desk, held: Subscription, told: Contents, theme: str, now: datetime, name: str, token: str
) -> Letter:
    """A digest for one reader.

    ``theme`` is what the theme is called, ``name`` the id of the digest, ``token`` ends the subscription.
    """
    edition = desk.edition
    values = {
        "title": theme or edition.title,
        "kind": _kind(held.cadence),
        "day": now.date(),
        "corrections": [_amends(one, edition) for one in told.corrections],
        "new": [_item(one, edition) for one in told.new],
        "revised": [_item(one, edition) for one in told.revised],
        "more": told.more,
        "home": absolute(edition, theme_path(held.theme) if held.theme else "index.html"),
        "confirmed": held.confirmed.date() if held.confirmed else None,
        "farewell": _farewell(edition, token),
    }
    return _letter(desk, held, _subject(told), "digest", values, now, name, _list_headers(desk, held, token))


def asking(desk: Desk, held: Subscription, theme: str, now: datetime, name: str, token: str) -> Letter:
    """The one mail that an address gets before it confirmed. Nothing in it is chosen by whoever asked but the
    theme, which is named as the site names it.
    """
    edition = desk.edition
    values = {
        "title": theme or edition.title,
        "kind": _kind(held.cadence),
        "accept": f"{absolute(edition, 'follow/confirm')}?token={quote(token)}",
    }
    subject = phrase("Please confirm: news of %(site)s by mail", site=edition.title)
    return _letter(desk, held, subject, "digest_asking", values, now, name, ())


def one_line(text: str, most: int = _SUBJECT) -> str:
    """A text as one line of a header: no control characters, no line breaks, cut at a word."""
    line = " ".join(_CONTROL.sub(" ", text).split())
    if len(line) <= most:
        return line
    return line[:most].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


# --- what stands in it --------------------------------------------------------------------


def _letter(
    desk: Desk,
    held: Subscription,
    subject: Phrase,
    template: str,
    values: dict[str, object],
    now: datetime,
    name: str,
    headers: tuple[tuple[str, str], ...],
) -> Letter:
    spoken = environment(desk.edition.language)
    known = {"edition": desk.edition, "language": desk.edition.language, **values}
    text = spoken.get_template(f"{template}.txt").render(**known)
    return Letter(
        sender=desk.sender,
        name=one_line(desk.edition.title),
        to=held.address,
        subject=one_line(tongue(desk.edition.language).say(subject), 2 * _SUBJECT),
        date=now,
        message_id=f"<{name}@{desk.domain}>",
        text=_BLANKS.sub("\n\n", text).strip() + "\n",
        html=spoken.get_template(f"{template}.html").render(**known),
        headers=(("Auto-Submitted", "auto-generated"), *headers),
    )


def _subject(told: Contents) -> Phrase:
    if told.stories == 0:
        return phrase("Correction: %(headline)s", headline=_first(told.corrections[0].listing))
    first, others = (*told.new, *told.revised)[0], told.stories - 1
    if others == 0:
        return phrase("%(headline)s", headline=_first(first))
    return phrase(
        "%(headline)s, and %(count)s more story",
        "%(headline)s, and %(count)s more stories",
        others,
        headline=_first(first),
    )


def _first(listing: Listing) -> str:
    return one_line(listing.headline)


def _item(listing: Listing, edition: Edition) -> Item:
    return Item(
        headline=one_line(listing.headline, _LINE),
        language=listing.language,
        standfirst=one_line(listing.standfirst, _LINE),
        href=absolute(edition, story_path(listing.story)),
        facts=tuple(_facts(listing)),
        at=when(listing.revised or listing.first_reported),
    )


def _facts(listing: Listing) -> list[Phrase]:
    outlets = len(listing.outlets)
    told = [phrase("%(count)s outlet", "%(count)s outlets", outlets)] if outlets else []
    told.append(phrase("%(count)s independent origin", "%(count)s independent origins", listing.origins))
    if listing.disputed or listing.status != "reported":
        told.append(word("disputed" if listing.disputed else listing.status))
    if listing.modelled:
        told.append(phrase("worded by a language model"))
    return told


def _amends(righted: Righted, edition: Edition) -> Amends:
    listing, made = righted.listing, put_right(righted.correction)
    return Amends(
        headline=one_line(listing.headline, _LINE),
        language=listing.language,
        href=absolute(edition, story_path(listing.story)),
        wrong=one_line(made.wrong, _LINE),
        right=one_line(made.right, _LINE),
        why=made.why,
        note=one_line(made.note, _LINE) if isinstance(made.note, str) else made.note,
        at=made.at,
        whole=made.whole,
    )


def _kind(cadence: Cadence) -> Phrase:
    return phrase("Weekly digest") if cadence is Cadence.WEEKLY else phrase("Daily digest")


# --- what mail programs read --------------------------------------------------------------


def _list_headers(desk: Desk, held: Subscription, token: str) -> tuple[tuple[str, str], ...]:
    """List-Unsubscribe (RFC 2369), its one click (RFC 8058), and the list's name (RFC 2919)."""
    ways = [f"<{_farewell(desk.edition, token)}>"]
    if desk.replies:
        ways.append(f"<mailto:{quote(desk.replies, safe='@')}?subject=unsubscribe%20{quote(token)}>")
    part = f"{held.theme}." if re.fullmatch(r"[a-z0-9-]{1,60}", held.theme) else ""
    return (
        ("List-Unsubscribe", ", ".join(ways)),
        ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        ("List-Id", f"<{part}digest.{_host(desk)}>"),
    )


def _farewell(edition: Edition, token: str) -> str:
    return f"{absolute(edition, 'follow/unsubscribe')}?token={quote(token)}"


def _host(desk: Desk) -> str:
    return urlsplit(desk.edition.base_url).hostname or desk.domain
