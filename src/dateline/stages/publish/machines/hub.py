"""Which followers are to be told of news (WebSub, W3C 2018): the topics whose feeds changed.

Decides the topics of a change and the body of the ping to the hub. Does NOT send it: whoever has a client
does, once the files lie where the hub will look. A hub is told once for each topic; it fetches the feed
itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from dateline.stages.publish.addresses import Room
from dateline.stages.publish.links import safe_href
from dateline.stages.publish.machines.feeds import topics

if TYPE_CHECKING:
    from dateline.core.site import Edition
    from dateline.stages.publish.addresses import Address

MEDIA_TYPE = "application/x-www-form-urlencoded"  #: The rooms that have feeds.
_FED = frozenset(
    (Room.MACHINES, Room.STORY, Room.THEME, Room.PLACE, Room.PERSON, Room.OUTLET, Room.CORRECTIONS)
)


def news(changed: Iterable[Address], edition: Edition) -> tuple[str, ...]:
    """The feeds whose followers are to be told: those of the addresses whose files changed, each format.

    None where the edition names no hub (or one that is no address on the web), or has no address itself.
    """
    if not safe_href(edition.hub):
        return ()
    found = (topic for address in changed if address.room in _FED for topic in topics(address, edition))
    return tuple(dict.fromkeys(found))


def ping(topic: str) -> bytes:
    """The body of the POST that tells a hub of a topic's news; its type is ``MEDIA_TYPE``.

    The specification leaves the form to hub and publisher; this is the one of PubSubHubbub 0.4 that hubs
    take.
    """
    return urlencode({"hub.mode": "publish", "hub.topic": topic, "hub.url": topic}).encode("ascii")
