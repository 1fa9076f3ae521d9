"""What counts as a word of a report, what as a number, and what has a capital of its own.

Decides which tokens stand for a text, and which are forms of one word. Language neutral but for its endings:
letters and digits of any script; scripts that are written without spaces are cut into pairs of signs. Finds
no whole names.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dateline.stages.group.tables import lines as table_lines

#: A number keeps its points and commas, so that 1,300 is one token.
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]{2,}")
_POSSESSIVE = re.compile(r"['’]s?\Z")
#: A capital after a full stop, a quotation mark or the start of a paragraph tells nothing.
_OPENERS = frozenset('.!?:…"“”‘«»')
_SIGNS = "".join(_OPENERS) + "'(),;-[]"

#: Endings with what is put in their place, longest first; so many letters must be left of a word.
_ENDINGS = (
    ("ies", "y"),
    ("ing", ""),
    ("ed", ""),
    ("es", ""),
    ("ss", "ss"),
    ("us", "us"),
    ("s", ""),
    ("e", ""),
)
_SHORTEST, _LEFT, _LAST = 4, 3, frozenset("sgde")

#: What a token is, as bits: it carries matter; it is a number; it has a capital; something before it in its
#: own chunk opens a sentence; something before it in its own chunk does not.
MATTER, NUMBER, CAPITAL, OPENED, INSIDE = 1, 2, 4, 8, 16


@cache
def function_words() -> frozenset[str]:
    """Words without matter in the languages that we know; others fall back on how common a word is."""
    return frozenset(word for line in table_lines("function_words.txt") for word in line.split()[1:])


def tokens(chunk: str) -> list[tuple[str, int]]:
    """The tokens of a stretch without a space, folded, each with its bits (MATTER, NUMBER …).

    A token that is neither OPENED nor INSIDE owes its capital to the chunk before, if to anything.
    """
    plain = _plain(chunk)
    return [plain] if plain else _cut(chunk)


def _plain(chunk: str) -> tuple[str, int] | None:
    """The one token of a chunk that is a word between signs, as nearly all are; what is rarer is cut."""
    word = chunk.strip(_SIGNS)
    if not (word.isascii() and word.isalpha()):
        return None
    folded = word.lower()
    matter = MATTER if len(word) > 1 and folded not in function_words() else 0
    start = chunk.index(word)
    before = (OPENED if chunk[start - 1] in _OPENERS else INSIDE) if start else 0
    return folded, matter | before | (0 if folded[0] == word[0] else CAPITAL)


def _cut(chunk: str) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for match in _TOKEN.finditer(chunk):
        token, start = match.group(), match.start()
        bits = NUMBER if token[0].isdigit() else CAPITAL if token[0].isupper() else 0
        if start:
            bits |= OPENED if chunk[start - 1] in _OPENERS else INSIDE
        matter = _matter(token)
        if matter:
            found.extend((word, bits | MATTER) for word in matter)
        else:
            found.append((_POSSESSIVE.sub("", token).casefold(), bits))
    return found


def ends_a_sentence(chunk: str) -> bool:
    """Whether a word after this stretch would be capitalised for its place alone."""
    return chunk[-1:] in _OPENERS


def stem(word: str) -> str:
    """A folded word without the commonest endings of English, where enough is left: floods, flooded: flood.

    The same for all forms is all that is asked of it; ``studi`` is no word. Other scripts stay as they are.
    """
    if word[-1:] not in _LAST or len(word) < _SHORTEST or not word.isascii() or not word.isalpha():
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEFT:
            return word[: len(word) - len(ending)] + instead
    return word


@lru_cache(maxsize=1 << 14)
def _matter(token: str) -> tuple[str, ...]:
    if not token.isascii() and _UNSPACED.fullmatch(token):
        return tuple(token[at : at + 2] for at in range(len(token) - 1))
    word = _POSSESSIVE.sub("", token).casefold()
    return (word,) if len(word) > 1 and word not in function_words() else ()
