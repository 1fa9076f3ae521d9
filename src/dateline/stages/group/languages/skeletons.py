"""What is left of a name when its spelling is taken off: its consonants, in any script.

Decides that Zelenskyy, Selenskyj, Зеленский and Зеленського are one name. Two names that sound alike become
one, too: whoever compares skeletons asks for more than one of them.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dateline.core.text import fold
from dateline.stages.group.tables import lines as table_lines

#: Spellings of one sound, longest first; then each letter. Sibilants, whatever their kind, are ``s``; what is
#: h, g or kh in one language or another is ``k``. Vowels fall out, but for a name's first, which is ``a``.
_SOUNDS = (
    "schtsch:s shch:s chtch:s tsch:s dsch:j tch:s dzh:j sch:s tsh:s dj:j sh:s zh:s kh:k ph:f th:t gh:k ck:k"
    " cz:s tz:s ts:s qu:k rz:s ce:s ci:s cy:s b:b c:k d:d f:f g:k k:k l:l m:m n:n p:p q:k r:r s:s t:t v:f"
    " w:f x:ks z:s"
)
#: The same letters, said otherwise in this language.
_SAID = {"de": "ch:k", "pl": "ch:k", "cs": "ch:k", "": "ch:s"}
_VOWELS = "aeiouyj"
#: An h that lengthens a vowel is not said: Johnson.
_SILENT = re.compile(r"(?<=[aeiouy])h(?![aeiouy])")
#: What case puts behind a Cyrillic name: the rest of its endings are vowels, which fall out anyway.
_CASE = re.compile(r"(?<=\w{3})(?:ого|ому|ом|ем|єм|ами|ями|ах|ях)\Z|(?<=\w{5})[иыі]м\Z")
_DOUBLED = re.compile(r"(.)\1+")
_LONGEST = 40


@cache
def _letters() -> dict[int, str]:
    pairs = [pair for line in table_lines("letters.tsv") for pair in line.split("\t")]
    return {ord(letter): latin for letter, latin in (pair.split(" ") for pair in pairs)}


class _Letter(dict[int, str | None]):
    """What each Latin letter sounds like; what is none is not heard."""

    def __missing__(self, letter: int) -> None:
        return None


@cache
def _sounds(language: str) -> tuple[re.Pattern[str], dict[str, str], _Letter]:
    """Sounds of several letters, as a pattern and a table; then those of one. Vowels are ``a`` here."""
    pairs = dict(pair.split(":") for pair in f"{_SOUNDS} {_SAID.get(language, _SAID[''])}".split())
    spelt = {sound: said for sound, said in pairs.items() if len(sound) > 1}
    letters = {sound: said for sound, said in pairs.items() if len(sound) == 1}
    letters |= {"h": "k"} | dict.fromkeys(_VOWELS, "a")
    pattern = re.compile("|".join(sorted(spelt, key=lambda sound: -len(sound))))
    return pattern, spelt, _Letter({ord(letter): said for letter, said in letters.items()})


@lru_cache(maxsize=1 << 15)
def skeleton(name: str, language: str = "") -> str:
    """The consonants of one word of a name: ``slnsk`` of Зеленського. Empty where no letter is known.

    ``language`` is a code of two letters: German says ``ch`` otherwise than English.
    """
    word = name.casefold()[:_LONGEST]
    if word and "\u0400" <= word[-1] <= "\u04ff":
        word = _CASE.sub("", word)
    latin = word if word.isascii() else fold(word.translate(_letters()))
    if "h" in latin:
        latin = _SILENT.sub("", latin)
    pattern, spelt, letters = _sounds(language[:2] if language[:2] in _SAID else "")
    heard = pattern.sub(lambda found: spelt[found[0]], latin).translate(letters)
    return heard[:1] + _DOUBLED.sub(r"\1", heard[1:].replace("a", "")).removeprefix(heard[:1])
