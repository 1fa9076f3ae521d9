"""Which place a name stands for, whatever the language and script: one canonical name for all of them.

Decides that Зборові and Zboriv are one town, and München and Мюнхен another. Knows neither where a place
lies nor which of two Springfields is meant (the more populous has the name): that is ``interpret``'s. The
table is made by ``scripts/build_place_names.py`` from GeoNames (CC BY 4.0), pycountry and ``exonyms.tsv``.
"""

from __future__ import annotations

import gzip
from functools import cache, lru_cache

from dateline.core.text import fold
from dateline.stages.group.tables import table

#: Names lie in blocks by their first letters, so that a search reads a few kilobytes and nothing is indexed.
PREFIX = 3
_PLAIN = str.maketrans({"-": " ", "‐": " ", "–": " ", ".": " ", "'": "", "ʼ": "", "`": "", ",": " "})
#: Endings of Slavic cases beside what the nominative ends in instead: "Тернополем", "Тернополь".
_CASES = {
    "ом": ("",), "ем": ("", "ь", "е", "о"), "єм": ("й", "ь"), "ою": ("а",), "ею": ("я",), "ей": ("я", "а"),
    "ой": ("а", "ая"), "ого": ("ий", "ый", "ое", "е"), "ому": ("ий", "ое", "е"), "ах": ("ы", "и", "а"),
    "ях": ("и", "і", "я"), "а": ("", "о"), "я": ("ь", "й", "е"), "у": ("", "а", "о"), "ю": ("ь", "й", "я"),
    "е": ("", "а", "о"), "и": ("ь", "а", "я", "ы"), "і": ("", "ь", "а", "я", "о"), "ы": ("а",),
}  # fmt: skip
_SHORTEST_STEM = 3


def place_key(name: str) -> str:
    """A name as the table compares it: no case, accents, dots, hyphens or apostrophes."""
    return " ".join(fold(name).translate(_PLAIN).split())


@cache
def _blocks() -> dict[str, bytes]:
    blocks = gzip.decompress(table("places.tsv.gz")).split(b"\n\n")
    return {block[: block.index(b"\t")].decode()[:PREFIX]: b"\n%b\n" % block for block in blocks}


def _entry(key: str) -> str:
    block = _blocks().get(key[:PREFIX], b"")
    wanted = b"\n%b\t" % key.encode("utf-8", "replace")
    at = block.find(wanted)
    if at < 0:
        return ""
    start = at + len(wanted)
    return block[start : block.index(b"\n", start)].decode()


@lru_cache(maxsize=1 << 15)
def leads(word: str) -> bool:
    """Whether a place of several words begins with this one: San, Bad, Saint."""
    key = place_key(word)
    return f"\n{key} ".encode("utf-8", "replace") in _blocks().get(f"{key} "[:PREFIX], b"")


@lru_cache(maxsize=1 << 15)
def place(name: str, language: str = "") -> str:
    """The place that a name stands for: ``@`` and its canonical name, ``^`` for a wide one; else nothing.

    Wide are countries, regions, capitals, cities of a million, world bodies: their sharing tells little.
    """
    key = place_key(name)
    if len(key) < _SHORTEST_STEM and not name.isupper():
        return ""  # "Us" is no country
    found = _entry(key)
    if found or not key:
        return found
    if "\u0400" <= key[-1] <= "\u04ff":
        return next(filter(None, map(_entry, _nominatives(key))), "")
    if language[:2] == "de" and key.endswith("s"):
        return _entry(key[:-1])
    return ""


def _nominatives(key: str) -> list[str]:
    """What an inflected Cyrillic name may be in the nominative, likeliest first."""
    found = []
    for length in (3, 2, 1):
        stem = key[:-length]
        if len(stem) >= _SHORTEST_STEM:
            found += [stem + ending for ending in _CASES.get(key[-length:], ())]
    return found
