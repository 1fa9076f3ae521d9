"""The letters of a form: capitals at its front and inside, and whether it has words of others in it.

Decides which first word loses its capital inside a sentence: one that surely is no name. Does NOT
change words.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.core.text import words
from dateline.stages.narrate.phrasebook.vocabulary import LOWERED

#: What stands between typographic quotation marks: the only marks that our lines use.
QUOTED = re.compile(r"“([^“”]*)”")
_WORD = re.compile(r"[A-Z][\w’'.-]+$")


@lru_cache(maxsize=16384)
def tokens(text: str) -> tuple[str, ...]:
    """The words of a text, kept: a form is asked for them by every rule."""
    return tuple(words(text))


def capital(text: str) -> str:
    """The text with its first letter a capital; "a.m." and the like stay."""
    return text if "." in text.split(" ", 1)[0] else text[:1].upper() + text[1:]


def lowered(body: str, text: str = "") -> str | None:
    """The body as it stands inside a sentence, or None where its capital may be a name's.

    ``text`` is the report that it comes from: what stands there in small letters is no name, and what
    stands there with a capital in the middle of a sentence is one.
    """
    first, _, rest = body.partition(" ")
    # "Sixty-seven" as "sixty".
    if (first.lower().split("-")[0] in LOWERED and not first.isupper()) or first in ("A",):
        return f"{first.lower()} {rest}".rstrip()
    if _surely_name(first, rest) or (text and _is_name(first, text)):
        return body
    return f"{first[:1].lower()}{first[1:]} {rest}" if text and _is_common(first, text) else None


def _is_name(first: str, text: str) -> bool:
    """Whether the report writes the word with a capital in the middle of a sentence, and never without."""
    bare = _bare(first)
    inside = re.search(rf"[a-z,] {re.escape(bare)}(?![\w-])", text) is not None
    return inside and not _stands(bare.lower(), text)


def _is_common(first: str, text: str) -> bool:
    bare = _bare(first)
    inside = re.search(rf"[a-z,] {re.escape(bare)}(?![\w-])", text) is not None
    return not inside and bare[1:].islower() and _stands(bare.lower(), text)


def _bare(first: str) -> str:
    return re.sub(r"['’]s?$", "", first.rstrip(",;:"))


def _stands(word: str, text: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None


def quoted(body: str) -> bool:
    """Whether there is anything in quotation marks."""
    return "“" in body or '"' in body


def _surely_name(first: str, rest: str) -> bool:
    return bool(_WORD.match(first)) and bool(re.match(r"[A-Z]", rest))
