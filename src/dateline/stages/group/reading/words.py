"""What counts as a word of a report, and what as a name or a number.

Decides which tokens stand for a text. Language neutral: letters and digits of any script; scripts that are
written without spaces are cut into pairs of signs. Does not stem, and does not find whole names.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dateline.stages.group.tables import lines as table_lines

#: A number keeps its points and commas, so that 1,300 is one token.
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’\-][^\W\d_]+)*")
#: The same where a name or a number may begin: not with a small Latin letter.
_CAPITAL = re.compile(r"(?<!\w)(?:\d+(?:[.,]\d+)*|[^\W\d_a-z][^\W\d_]*(?:['’\-][^\W\d_]+)*)")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]{2,}")
_POSSESSIVE = re.compile(r"['’]s?\Z")
#: A capital after a full stop, a quotation mark or the start of a paragraph tells nothing.
_OPENERS = frozenset('.!?:…"“”‘«»')
_SIGNS = "".join(_OPENERS) + "'(),;-[]"
_OPENS = re.compile(r"(?:\A|[.!?:…\n\"“”‘«»])\s*\Z")
_LOOK_BACK = 3

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
