"""What counts as a word of a report, and what as a name or a number.

Decides which tokens stand for a text. Language neutral: letters and digits of any script; scripts that are
written without spaces are cut into pairs of signs. Does not stem, and does not find whole names.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

#: A number keeps its points and commas, so that 1,300 is one token.
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’\-][^\W\d_]+)*")
#: The same where a name or a number may begin: not with a small Latin letter.
_CAPITAL = re.compile(r"(?<!\w)(?:\d+(?:[.,]\d+)*|[^\W\d_a-z][^\W\d_]*(?:['’\-][^\W\d_]+)*)")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]{2,}")
_POSSESSIVE = re.compile(r"['’]s?\Z")
#: A capital after a full stop, a quotation mark or the start of a paragraph tells nothing.
_OPENS = re.compile(r"(?:\A|[.!?:…\n\"“”‘«»])\s*\Z")
_LOOK_BACK = 3


@cache
def function_words() -> frozenset[str]:
    """Words without matter in the languages that we know; others fall back on how common a word is."""
    lines = files(__package__).joinpath("function_words.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split()[1:])


def content_words(text: str) -> list[str]:
    """The tokens of a text that carry matter, folded, in order, repeated as they are repeated."""
    return [word for token in _TOKEN.findall(text) for word in _matter(token)]


def names_and_numbers(text: str) -> list[str]:
    """The tokens that are numbers, or capitalised where nothing but a name would be, folded, in order.

    Silent for scripts without capitals.
    """
    kept: list[str] = []
    for match in _CAPITAL.finditer(text):
        token, start = match.group(), match.start()
        if token[0].isdigit() or (token[0].isupper() and not opens_a_sentence(text, start)):
            kept.extend(_matter(token))
    return kept


def opens_a_sentence(text: str, start: int) -> bool:
    """Whether a word at this place is capitalised for its place alone."""
    return _OPENS.search(text[max(0, start - _LOOK_BACK) : start]) is not None


@lru_cache(maxsize=1 << 16)
def _matter(token: str) -> tuple[str, ...]:
    if not token.isascii() and _UNSPACED.fullmatch(token):
        return tuple(token[at : at + 2] for at in range(len(token) - 1))
    word = _POSSESSIVE.sub("", token).casefold()
    return (word,) if len(word) > 1 and word not in function_words() else ()
