"""A report's text: normalised once, then only pointed into.

Every offset in the system counts code points of the text that :func:`normalise` gave. Texts that
arrive as Reports (JSON Lines) are not normalised again: their offsets belong to whoever sent them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

#: Zero-width and bidirectional controls: invisible, and able to make text read as what it is not
#: (CVE-2021-42574). ZWJ and ZWNJ stay: Indic and Persian words need them.
_INVISIBLE = re.compile(r"[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_BLANKS = re.compile(r"[^\S\n ][^\S\n]*+| [^\S\n]++")  # runs that are more than one space
_BREAKS = re.compile(r" ?\n[ \n]*")
_PARAGRAPH = re.compile(r"\S.*+(?:\n(?!\s*\n).*+)*+")
_WORD = re.compile(r"\w++(?:['’\-.]\w++)*+")
#: Scripts that put no space between words: each letter counts as a word, which errs towards quoting less.
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
_ANY_UNSPACED = re.compile(f"[{_UNSPACED}]")
_WORD_OR_LETTER = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]++(?:['’\-.][^\W{_UNSPACED}]++)*+")


def normalise(text: str) -> str:
    """The text in NFC, without controls, its paragraphs separated by one blank line each.

    A single line break counts as the end of a paragraph, as extractors give it.
    """
    text = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = unicodedata.normalize("NFC", text)  # after: a letter and its accent may have been kept apart
    text = _CONTROL.sub(" ", text)
    text = _BREAKS.sub("\n\n", _BLANKS.sub(" ", text))
    return text.strip()


def tidy(text: str) -> str:
    """One line of text, normalised: for titles, names and the like."""
    line = " ".join(text.split())
    if line.isascii() and line.isprintable():
        return line  # most lines of most pages: nothing to compose and nothing hidden
    return normalise(text).replace("\n\n", " ")


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The offsets of each paragraph: a stretch without a blank line, trailing space left out."""
    for match in _PARAGRAPH.finditer(text):
        yield match.start(), match.start() + len(match.group().rstrip())


def words(text: str) -> list[str]:
    """The words as a limit on quotation counts them: runs of letters and digits; of Chinese, each letter."""
    return _word_in(text).findall(text)


def _word_in(text: str) -> re.Pattern[str]:
    return _WORD if text.isascii() or not _ANY_UNSPACED.search(text) else _WORD_OR_LETTER


def count_words(text: str, most: int) -> int:
    """How many words there are, counted up to ``most``: all that a test of length needs to know."""
    return sum(1 for _ in islice(_word_in(text).finditer(text), most))


def fold(text: str) -> str:
    """The text as two spellings of one thing compare: no case, no accents, plain quotes."""
    text = text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    if text.isascii():
        return text.casefold()  # most words of most texts: nothing to take apart
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def number(value: float | None) -> float | int | None:
    """A number without a needless fraction."""
    return int(value) if value is not None and float(value).is_integer() else value
