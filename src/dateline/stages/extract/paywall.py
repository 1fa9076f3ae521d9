"""Whether a page says, in other ways than schema.org's, that its article is not free to read.

Decides which meta elements and which known markup are a paywall's. ``isAccessibleForFree`` and what follows
from
a paywall are ``rights``'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import lxml.html
from lxml import etree

from dateline.core.types import Signal

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
_WITH_MARKS = (
    "//body//*[contains(@class, 'wall') or contains(@class, 'gate') or contains(@class, 'subscriber')"
    " or contains(@class, 'piano') or contains(@class, 'tp-') or contains(@class, 'locked') or "
    "contains(@class, 'metered')"
    " or contains(@id, 'wall') or contains(@id, 'poool') or contains(@id, 'piano')]"
)
#: All classes and ids of a page.
_NAMES = etree.XPath("//body//@class | //body//@id", smart_strings=False)


def paywall_signals(tree: lxml.html.HtmlElement, metas: Mapping[str, Sequence[str]]) -> tuple[Signal, ...]:
    """What the page's meta elements and markup say of a paywall; names ``paywall``, most certain first."""
    return (*_told(metas), *_seen(tree))


def _told(metas: Mapping[str, Sequence[str]]) -> Iterator[Signal]:
    for name, values in _METAS.items():
        for said in metas.get(name, ()):
            if said.strip().lower() in values:
                yield Signal(name="paywall", value=said.strip().lower(), where=f"meta {name}")


def _seen(tree: lxml.html.HtmlElement) -> Iterator[Signal]:
    """The first box of a paywall that the page shows."""
    if not _BOX.search("\n".join(_NAMES(tree))):  # a tenth of what the search for elements costs
        return
    for element in tree.xpath(_WITH_MARKS):
        marks = f"{element.get('class') or ''} {element.get('id') or ''}".strip()
        if (
            _BOX.search(marks)
            and not _NONE.search(marks)
            and element.tag not in ("script", "style", "template", "body")
        ):
            yield Signal(name="paywall", value="markup", where=f"{element.tag} {marks}"[:80])
            return
