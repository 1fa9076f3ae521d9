"""What machines are told of the states of a story: a TimeMap, and headers of HTTP (RFC 7089, Memento).

Decides which states are mementos: earlier ones that are kept and whose time is known to the minute; the
present one is the original resource. A state has the datetime at which it began; the original resource is its
own TimeGate where a server answers (pattern 1.1): asked for a time it leads to the state that stood then.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING

from dateline.core.types import Precision
from dateline.stages.publish import addresses
from dateline.stages.publish.addresses import Room
from dateline.stages.publish.links import absolute

if TYPE_CHECKING:
    from dateline.core.pages import Page
    from dateline.core.types import Stamp
    from dateline.stages.publish.addresses import Address
    from dateline.stages.publish.issue import Shelf

MEDIA_TYPE = "application/link-format"
_CLOCKS = (Precision.SECOND, Precision.MINUTE)


@dataclass(frozen=True, slots=True)
class Memento:
    """An earlier state: the path of its page, and when it began, in UTC."""

    path: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Link:
    """A link of RFC 8288: its target, its relations, and what else it says, in order."""

    target: str
    relation: str
    more: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        told = "".join(f'; {name}="{value}"' for name, value in (("rel", self.relation), *self.more))
        return f"<{self.target}>{told}"


def mementos(latest: Page, kept: Collection[int]) -> tuple[Memento, ...]:
    """The earlier states that a story's log dates, oldest first."""
    found = [
        Memento(addresses.revision(latest.story, one.number).page, at)
        for one in latest.revisions
        if one.number in kept and (at := instant(one.at))
    ]
    return tuple(sorted(found, key=lambda memento: memento.at))


def instant(stamp: Stamp | None) -> datetime | None:
    """The moment of a stamp in UTC, to the second; None where it is not known so well."""
    if stamp is None or stamp.floating or stamp.precision not in _CLOCKS:
        return None
    return stamp.at.astimezone(UTC).replace(microsecond=0)


def http_date(at: datetime) -> str:
    """A time as HTTP writes it (RFC 9110, 5.6.7)."""
    return format_datetime(at.astimezone(UTC), usegmt=True)


def timemap(latest: Page, shelf: Shelf) -> bytes:
    """The TimeMap of a story (RFC 7089, section 5): its page, itself, and each state with its time."""
    edition, states = shelf.edition, mementos(latest, shelf.subject.kept)
    spans = (("from", http_date(states[0].at)), ("until", http_date(states[-1].at))) if states else ()
    links = (
        Link(absolute(edition, addresses.story(latest.story).page), "original"),
        Link(
            absolute(edition, addresses.timemap(latest.story)),
            "self",
            (("type", MEDIA_TYPE), *spans),
        ),
        *(
            Link(absolute(edition, state.path), _placed(state, states), (("datetime", http_date(state.at)),))
            for state in states
        ),
    )
    return (",\n".join(map(str, links)) + "\n").encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What a server says with a page of a story: headers, and of its latest one the states to choose from.

    Each of ``states`` is when one began, in seconds since 1970, and the path of its page, oldest first; the
    last one is the story's page itself.
    """

    headers: tuple[tuple[str, str], ...] = ()
    states: tuple[tuple[int, str], ...] = ()


def served(address: Address, shelf: Shelf) -> Served:
    """What a server says with the page of an address; nothing where it is no story's or has no states."""
    page, latest = shelf.subject.page, shelf.subject.latest
    ended = shelf.subject.ended
    if page and latest and address.room is Room.REVISION:
        states = mementos(latest, shelf.subject.kept)
        gone = ended and not shelf.led_to(page.story)
        return Served() if gone else Served(headers=headers(address.page, latest, states))
    if page and not ended and address.room is Room.STORY and (since := instant(page.revision.at)):
        states = mementos(page, shelf.subject.kept)
        known = (*states, Memento(address.page, since)) if states else ()
        return Served(
            headers=headers(address.page, page, states),
            states=tuple((int(state.at.timestamp()), state.path) for state in known),
        )
    return Served()


def headers(path: str, latest: Page, states: Sequence[Memento]) -> tuple[tuple[str, str], ...]:
    """What an answer with a page of the story says: the page itself, or one of its states.

    The targets are paths on the same host. Nothing where no state is a memento.
    """
    if not states:
        return ()
    story = addresses.story(latest.story)
    links = [
        Link(f"/{story.folder}", "original timegate"),
        Link(f"/{addresses.timemap(latest.story)}", "timemap", (("type", MEDIA_TYPE),)),
        *_near(path, states),
    ]
    told = [("link", ", ".join(map(str, links)))]
    told += [("memento-datetime", http_date(state.at)) for state in states if state.path == path]
    return tuple(told + ([("vary", "accept-datetime")] if path == story.page else []))


def _near(path: str, states: Sequence[Memento]) -> Iterable[Link]:
    """The first, the last, and those beside a state, each once with all that it is."""
    here = next((place for place, state in enumerate(states) if state.path == path), None)
    relations: dict[int, list[str]] = {0: ["first"]}
    relations.setdefault(len(states) - 1, []).append("last")
    if here is not None:
        relations.setdefault(here, [])
        for place, name in ((here - 1, "prev"), (here + 1, "next")):
            if 0 <= place < len(states):
                relations.setdefault(place, []).append(name)
    for place, names in sorted(relations.items()):
        state = states[place]
        yield Link(f"/{state.path}", " ".join((*names, "memento")), (("datetime", http_date(state.at)),))


def _placed(state: Memento, states: Sequence[Memento]) -> str:
    names = [name for name, one in (("first", states[0]), ("last", states[-1])) if one == state]
    return " ".join((*names, "memento"))
