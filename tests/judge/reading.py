"""How the judge reads a text: one kind of mark and of blank, and what stands in quotation marks.

Does NOT decide what may stand there.
"""

from __future__ import annotations

import re
import unicodedata

QUOTATION = re.compile(r"“([^”]+)”")
#: Quotation in single marks, as headlines and quotations in quotations have it: not an apostrophe.
_SINGLE = re.compile(r"(?<!\w)['‘](\w[^'’]*(?:['’]\w[^'’]*)*)['’](?!\w)")
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


def plain(text: str) -> str:
    """The text as two spellings of one thing compare."""
    text = unicodedata.normalize("NFKC", text).translate(_STRAIGHT)
    return " ".join(text.replace("``", '"').replace("''", '"').split())


def bare(word: str) -> str:
    """A word without case and accents."""
    decomposed = unicodedata.normalize("NFKD", word.lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def quotations(text: str) -> list[str]:
    """What stands in quotation marks, double or single; what stands in both, once with each."""
    return [*QUOTATION.findall(text), *_SINGLE.findall(text)]


def unquoted(text: str) -> list[str]:
    """The stretches of a text outside quotation marks."""
    return [part for piece in QUOTATION.split(text)[::2] for part in _SINGLE.split(piece)[::2]]
