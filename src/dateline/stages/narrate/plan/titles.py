"""A title as a page prints it: without the name of its outlet, labels such as "Update:", and markup.

Decides what of a title is not its headline. Does NOT choose among titles (``headline``).
"""

from __future__ import annotations

import re

from dateline.core.text import fold, words
from dateline.stages.narrate.phrasebook.vocabulary import TITLE_HEAD, TITLE_TAIL

#: "… | Site | Group of sites": so many mastheads may follow one title.
_MASTHEADS = 2
_MASTHEAD = re.compile(r"\b(?:News|Weather|Times|Post|TV|Radio|Sports?|Daily)\b")
_MARKUP = re.compile(r"<[^>]{1,40}>|\*\*|__|&[a-z]{2,6};")


def clean(title: str, outlet: str = "") -> str:
    """A title in one line without the outlet's name at its end, labels, and markup."""
    text = " ".join(_MARKUP.sub("", title).split())
    text = TITLE_HEAD.sub("", text)
    for _ in range(_MASTHEADS):
        tail = TITLE_TAIL.search(text)
        if tail and len(words(text[: tail.start()])) >= 3 and _names_outlet(tail.group(), outlet):
            text = text[: tail.start()]
    return text[:1].upper() + text[1:] if text else ""


def _names_outlet(tail: str, outlet: str) -> bool:
    """Whether what follows the last bar of a title looks like a masthead and not like news."""
    known = {fold(word) for word in words(outlet.replace(".", " "))} - {"com", "www", "org", "net", "news"}
    parts = words(tail)
    own = any(fold(part.split(".")[0]) in known or "".join(map(fold, parts)) in known for part in parts)
    own = own or bool(_MASTHEAD.search(tail))
    return own or "." in tail.strip(".") or (len(parts) <= 3 and all(part[:1].isupper() for part in parts))
