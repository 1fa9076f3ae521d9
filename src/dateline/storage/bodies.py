"""Small values out of the bodies of rows, each read once: the same text is the same value.

Decides how many are kept. What never changes in place (listings, themes, mentions) may be shared by all who
ask; a page or a report is too large to keep, and read too seldom.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from dateline.core import codec

if TYPE_CHECKING:
    from dateline.core.listings import Listing, Mention
    from dateline.core.stories import Story
    from dateline.core.types import Theme

#: Of listings those that lists show again and again; of what is counted over the whole store, all of a large
#: one: a cache that is smaller than what is walked through from end to end never has what is asked for.
_LISTINGS, _WALKED = 4_096, 32_768


@lru_cache(maxsize=_LISTINGS)
def listing(body: str) -> Listing:
    """A listing out of its body."""
    from dateline.core.listings import Listing

    return codec.loads(Listing, body)


@lru_cache(maxsize=_LISTINGS)
def mention(body: str) -> Mention:
    """A mention out of its body."""
    from dateline.core.listings import Mention

    return codec.loads(Mention, body)


@lru_cache(maxsize=_WALKED)
def theme(body: str) -> Theme:
    """A theme out of its body."""
    from dateline.core.types import Theme

    return codec.loads(Theme, body)


@lru_cache(maxsize=_WALKED)
def story(body: str) -> Story:
    """What is known of a story, out of its body."""
    from dateline.core.stories import Story

    return codec.loads(Story, body)
