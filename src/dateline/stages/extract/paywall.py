"""Whether a page says, in other ways than schema.org's, that its article is not free to read.

Decides which meta elements and which known markup are a paywall's. ``isAccessibleForFree`` and what follows
from
a paywall are ``rights``'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from dateline.core.types import Signal
from dateline.stages.extract.tree import Index

#: Meta elements -> the values that mean that the article is not free; others mean nothing.
_METAS = {
    "article:content_tier": ("locked", "metered"),
    "content_tier": ("locked", "metered"),
    "og:article:content_tier": ("locked", "metered"),
    "cxenseparse:pw": ("true", "1", "paid", "premium"),
    "article:paywall": ("true", "1", "yes"),
    "paywall": ("true", "1", "yes", "on", "hard", "metered"),
    "is_paywalled": ("true", "1", "yes"),
    "ispremium": ("true", "1", "yes"),
    "premium": ("true", "1", "yes"),
    "sailthru.paywall": ("true", "1", "yes"),
}
#: Classes and ids of the box that stands where the rest of a locked article would.
_BOX = re.compile(
    r"(?:^|[\s_-])(?:pay-?wall|paygate|piano-(?:offer|container|paywall)|tp-(?:modal|container-inner|paywall)|regwall"
    r"|subscriber-only|subscribers?-only|premium-content-lock|locked-content|article-locked|metered-content|poool-widget"
    r"|leaky-?paywall|mpp-paywall|zephr-paywall)(?=$|[\s_-])",
    re.IGNORECASE,
)
_NONE = re.compile(r"(?:^|[\s_-])(?:no|without|non|free|disable[ds]?|hide)[_-]?pay-?wall", re.IGNORECASE)
#: Each such name has one of these in it: quickly looked for, and on most pages none is there.
_IN_ALL = ("wall", "paygate", "piano-", "tp-", "subscriber", "-lock", "locked-", "metered-", "poool-")
_NAMING = ("class", "id")
_NO_BOX = ("script", "style", "template")


def paywall_signals(index: Index, metas: Mapping[str, Sequence[str]]) -> tuple[Signal, ...]:
    """What the page's meta elements and markup say of a paywall; names ``paywall``, most certain first."""
    return (*_told(metas), *_seen(index))


def _told(metas: Mapping[str, Sequence[str]]) -> Iterator[Signal]:
    for name, values in _METAS.items():
        for said in metas.get(name, ()):
            if said.strip().lower() in values:
                yield Signal(name="paywall", value=said.strip().lower(), where=f"meta {name}")


def _seen(index: Index) -> Iterator[Signal]:
    """The first box of a paywall that the page shows."""
    names = "\n".join(name for attribute in _NAMING for _, _, name in index.having(attribute)).lower()
    found = index.having(*_NAMING) if any(part in names for part in _IN_ALL) else ()
    for _, element, name in found:
        if not _BOX.search(name) or element.tag in _NO_BOX:
            continue
        marks = f"{element.get('class', '')} {element.get('id', '')}".strip()
        if not _NONE.search(marks):
            yield Signal(name="paywall", value="markup", where=f"{element.tag!s} {marks}"[:80])
            return
