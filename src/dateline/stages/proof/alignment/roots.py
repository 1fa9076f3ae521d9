"""Roots: what words of one family have in common, whatever their endings.

Decides under which key two words are taken for the same when sentences are laid side by side ("announced",
"announcement"; "Ukraine", "Ukrainian"; "three", "3"). Coarse on purpose: a key shows where to look, and is
never printed. Whether a name or a number is borne out is decided by finer means in the rules.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

from dateline.core.text import fold
from dateline.stages.proof.ground.forms import family
from dateline.stages.proof.ground.words import NUMBER_ORDINALS, NUMBER_UNITS

#: Endings of inflection and derivation, the longest first, each with how much of the word has to be left.
_ENDINGS = tuple(
    (ending, left)
    for endings, left in (
        ("ications", 4),
        ("ization isation ication", 4),
        ("ations ements", 4),
        ("ation ement ments ators ities ently", 4),
        ("ment ness ions ings ator izes ised ized ises ance ence ally ity", 4),
        ("ing ion ers ors est ize ise ate", 4),
        ("ies ied ed er or ly es al", 3),
        ("s", 3),
    )
    for ending in endings.split()
)
#: The same without the plural's: what is left of "closed" is no plural.
_DERIVED = tuple((ending, left) for ending, left in _ENDINGS if ending != "s")
_VOWELS = frozenset("aeiouy")


@lru_cache(maxsize=1 << 17)
def root(word: str) -> str:
    """The key of a word as it stands in a text; a number's is ``#`` and its value."""
    folded = fold(word)
    if folded.endswith(("'s", "s'")):
        folded = folded[:-2] if folded.endswith("'s") else folded[:-1]
    folded = folded.replace("'", "")
    if folded[:1].isdigit():
        return _number(folded)
    if folded in _known():
        return _known()[folded]
    if kin := family(folded):
        return kin[0]
    return _stem(folded)


def number_key(value: float) -> str:
    """The key of a number of this value, however it is written."""
    return f"#{value:.12g}"


def _number(folded: str) -> str:
    digits = folded.replace(",", "")
    try:
        return number_key(float(digits))
    except ValueError:
        return folded


def _stem(word: str) -> str:
    """The word without its endings: one of inflection, then one of derivation."""
    for endings in (_ENDINGS, _DERIVED):
        word = _cut(word, endings)
    return word[:-1] if len(word) > 3 and word[-1] in "ey" else word


def _cut(word: str, endings: tuple[tuple[str, int], ...]) -> str:
    if word.endswith(("ss", "us", "is")):
        return word
    for ending, left in endings:
        if word.endswith(ending) and len(word) - len(ending) >= left:
            stem = word[: -len(ending)]
            if not _VOWELS & set(stem):
                return word
            doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz"
            return stem[:-1] if doubled else stem
    return word


@cache
def _known() -> dict[str, str]:
    table = files(__package__).joinpath("roots.txt").read_text(encoding="utf-8")
    rows = (line.split() for line in table.splitlines() if line and not line.startswith("#"))
    found = {word: row[0] for row in rows for word in row}
    found |= {name: number_key(value) for name, value in NUMBER_UNITS.items()}
    return found | {name: number_key(value) for name, value in NUMBER_ORDINALS.items()}
