"""One sign for each token, so that patterns over signs can find phrases.

Decides which sign stands for a token: by its word where a closed class tells more than its tag ("of", "been",
"Monday"), else by its tag. Does not decide what belongs together.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from dateline.stages.interpret.reading.lexicon import rows
from dateline.stages.interpret.reading.words import lexicon

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.view import Annotation

#: Signs that hold only under some tags of a word: "may" the month, "this" before a noun.
_ONLY = {"h": frozenset({"V", "VZ", "VD", "VN", "VG", "PS"}), "L": frozenset({"D", "J", "JR", "R"})}
_ONLY |= {"l": frozenset({"J", "JR", "R"}), "t": frozenset({"N", "NS"}), "d": frozenset({"V", "VZ", "VD"})}
_ONLY |= {"m": frozenset({"MD"}), "r": frozenset({"R", "I", "JR"}), "T": frozenset({"NP", "N", "R", "NS"})}
_ONLY |= {"b": frozenset({"V", "VZ", "VD"}), "s": frozenset({"I", "R", "W", "D", "PP"})}
_MONEY = frozenset({"$", "€", "£", "¥"})


def codes(view: Annotation) -> str:
    """The signs of a report's tokens, one character for each."""
    signs = [*map(_known().__getitem__, zip(view.lower, view.tags, strict=True))]
    for at in view.index.get(".", ()):
        if 0 < at < len(signs) - 1 and _initial(view, at):
            signs[at] = signs[at - 1] = "N"
    for at in view.capitalised:
        if signs[at] == "V" and at and not view.capitals and _inside(view, at):
            signs[at] = "N"  # a name after "to"
    for at in view.index.get("-", ()):
        if 0 < at < len(signs) - 1 and view.ends[at - 1] == view.starts[at] == view.starts[at + 1] - 1:
            signs[at] = "J"  # "a 14-year-old boy"
    return "".join(signs)


def _inside(view: Annotation, at: int) -> bool:
    """Whether a token stands inside a sentence, behind a word."""
    return view.sentence_of[at] == view.sentence_of[at - 1] and view.lower[at - 1][-1].isalnum()


def _initial(view: Annotation, at: int) -> bool:
    """Whether a full stop stands behind an initial inside a sentence: "John F. Roe"."""
    before = view.words[at - 1]
    return len(before) == 1 and before.isupper() and view.sentence_of[at] == view.sentence_of[at + 1]


class _Known(dict[tuple[str, str], str]):
    """The sign of each word under a tag that was met, found once."""

    def __missing__(self, pair: tuple[str, str]) -> str:
        found = self[pair] = _found(*pair)
        return found


def _found(word: str, tag: str) -> str:
    if word in ("'s", "'"):
        return "k" if tag != "VZ" else "b"
    if word in _MONEY:
        return "0"
    if word == "%":
        return "N"
    for sign, tags in _words().get(word, ()):
        if (not tags or tag in tags) and tag in _ONLY.get(sign, (tag,)):
            return sign
    if tag == "NP" and len(word) > 4 and word.endswith("s") and not word.endswith("ss"):
        return "M"
    if word.endswith("-old") or ("-" in word and tag in ("VG", "VN")):
        return "J"
    if tag == "J" and "VN" in lexicon().get(word, ()):
        return "A"
    return _tags().get(tag, "u")


@cache
def _known() -> _Known:
    return _Known()


@cache
def _words() -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    found: dict[str, tuple[tuple[str, frozenset[str]], ...]] = {}
    for sign, tags, line in rows("clauses/codes.tsv"):
        for word in line.split():
            found[word] = (*found.get(word, ()), (sign, frozenset(tags.split())))
    return found


@cache
def _tags() -> dict[str, str]:
    return {tag: sign for sign, line in rows("clauses/tags.tsv") for tag in line.split()}
