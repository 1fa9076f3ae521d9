"""A title as a page prints it: without the name of its outlet, labels such as "Update:", and markup.

Decides what of a title is not its headline. Does NOT choose among titles (``headline``).
"""

from __future__ import annotations

import re

from dateline.core.text import fold, words
from dateline.stages.narrate.phrasebook.vocabulary import NO_HEADLINE, TITLE_HEAD, TITLE_TAIL

_LEAST_WORDS = 3
#: "… | Site | Group of sites": so many mastheads may follow one title.
_MASTHEADS = 4
_MASTHEAD = re.compile(
    r"\b(?:News\d*|Newspaper|Weather|Times|Post|TV\d*|Radio|Daily|Channel|Station|Herald|Tribune|Gazette|Chronicle"
    r"|Online|Magazine|Headlines|Blogs?|[KW][A-Z]{2,3}(?:-(?:TV|FM|AM|DT))?)\b"
)
#: "site.com", and no "U.S.".
_DOMAIN = re.compile(r"\w{2,}\.(?:com|org|net|tv|co|gov|edu|us|info|news|[a-z]{2})\b")
_MARKUP = re.compile(r"<[^>]{1,40}>|\*\*|__|&[a-z]{2,6};")


def clean(title: str, outlet: str = "") -> str:
    """A title in one line without the outlet's name at its end, labels, and markup."""
    text = " ".join(_MARKUP.sub("", title).split())
    text = TITLE_HEAD.sub("", text)
    for _ in range(_MASTHEADS):
        tail = TITLE_TAIL.search(text)
        if tail and len(words(text[: tail.start()])) >= 3 and _names_outlet(tail.group(), outlet):
            text = text[: tail.start()]
    text = text.rstrip(" |–—-:»·")
    return text[:1].upper() + text[1:] if text else ""


def tells(title: str) -> bool:
    """Whether a clean title can tell a happening: three words, and no name of a section or a search."""
    head = TITLE_TAIL.split(title)[0]
    return len(words(title)) >= _LEAST_WORDS and not NO_HEADLINE.search(head)


def _names_outlet(tail: str, outlet: str) -> bool:
    """Whether what follows the last bar of a title looks like a masthead and not like news."""
    known = {fold(word) for word in words(outlet.replace(".", " "))} - {"com", "www", "org", "net", "news"}
    parts = words(tail)
    own = any(fold(part.split(".")[0]) in known or "".join(map(fold, parts)) in known for part in parts)
    own = own or bool(_MASTHEAD.search(tail))
    own = own or bool(_DOMAIN.search(tail))
    return own or (len(parts) <= 3 and all(part[:1].isupper() for part in parts))
