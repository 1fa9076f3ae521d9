"""What kind of happening a word tells of, in six languages: a table of stems, one code for each kind.

Decides that "Hochwasser", "crue" and "повінь" are ``flood``. Reads no sentence: a flood of complaints is one,
too, so a kind is never a ground by itself.
"""

from __future__ import annotations

from functools import cache, lru_cache

from dateline.stages.group.tables import lines as table_lines

LANGUAGES = ("en", "uk", "ru", "de", "fr", "es")
#: What accompanies happenings of any kind, and so tells them apart less.
ATTENDANT = frozenset(
    {"killed", "injured", "rescue", "evacuation", "arrest", "missing", "attack", "vote", "crash"}
)
_SHORTEST_STEM = 3


@cache
def _stems(language: str) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """Stems that a word begins with, and those that stand anywhere in one, each with its code."""
    begins: dict[str, str] = {}
    within: list[tuple[str, str]] = []
    for code, *stems in (line.split("\t") for line in table_lines("kinds.tsv")):
        for stem in stems[LANGUAGES.index(language)].split():
            begins.setdefault(stem.strip("*"), code)
            if stem.startswith("*"):
                within.append((stem.strip("*"), code))
    return begins, tuple(within)


@lru_cache(maxsize=1 << 14)
def kind(word: str, language: str) -> str:
    """The code of the kind that a word tells of, or nothing; ``language`` is a code, of six that we know."""
    language = language[:2]
    if language not in LANGUAGES:
        return ""
    word = word.casefold()
    begins, within = _stems(language)
    for length in range(len(word), _SHORTEST_STEM - 1, -1):
        found = begins.get(word[:length])
        if found:
            return found if _fits(word, length, language) else ""
    return next((code for stem, code in within if stem in word), "")


def _fits(word: str, length: int, language: str) -> bool:
    """Whether what follows the stem is an ending: a longer one makes another word, but in compounds."""
    longest = {"en": 5, "fr": 5, "es": 5}.get(language, 12)
    return len(word) - length <= longest
