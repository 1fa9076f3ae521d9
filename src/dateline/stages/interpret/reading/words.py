"""The classes that a word may have, and its base form: a lexicon of English, read once.

Decides which word classes (tags) a form may have and what its lemma is under one of them. Does not decide
which class it has in a sentence: that is ``tagging``. The lexicon is made by ``scripts/build_words.py``
from lemminflect's tables (MIT), which go back to the NIH SPECIALIST lexicon; ``word_classes.tsv``, kept
by hand, goes before it.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from dateline.stages.interpret.reading.lexicon import rows

_HISSED = (("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"))
#: Endings of an inflected form, with what stands in their place in the base form, in the order tried.
ENDINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "NS": (("ies", "y"), *_HISSED, ("s", ""), ("es", ""), ("ves", "f"), ("men", "man")),
    "VZ": (("ies", "y"), *_HISSED, ("s", ""), ("es", "")),
    "VD": (("ied", "y"), ("ed", ""), ("d", "")),
    "VG": (("ing", ""), ("ing", "e"), ("ying", "ie")),
    "JR": (("ier", "y"), ("iest", "y"), ("er", ""), ("est", ""), ("er", "e"), ("est", "e")),
}
ENDINGS["VN"] = ENDINGS["VD"]
#: The class of the base form, for each class of an inflected one.
BASE = {"NS": "N", "VZ": "V", "VD": "V", "VN": "V", "VG": "V", "JR": "J"}
_DOUBLED = frozenset("bdgklmnprstvz")

Classes = tuple[str, ...]


@cache
def lexicon() -> dict[str, Classes]:
    """The classes of each lower-case form, the likeliest first where the table by hand tells."""
    known: dict[str, Classes] = {}
    for kind, line in _packed():
        if kind != ">":
            known.update(dict.fromkeys(line.split(), tuple(kind.split())))
    for kind, line in rows("reading/word_classes.tsv"):
        known.update(dict.fromkeys(line.split(), tuple(kind.split())))
    return known


@cache
def irregular() -> dict[tuple[str, str], str]:
    """The base form, by a form and the class of its base, where no ending of ``ENDINGS`` leads there."""
    return {
        (form, base): lemma
        for kind, line in _packed()
        if kind == ">"
        for base, form, lemma in (entry.split(":") for entry in line.split())
    }


def lemma_of(word: str, tag: str) -> str:
    """The base form of a lower-case word that stands in a class: ``("denies", "VZ")`` is "deny"."""
    found = irregular().get((word, BASE.get(tag, tag)))
    return found or (by_ending(word, tag, lexicon()) if tag in BASE else word)


def by_ending(word: str, tag: str, known: Mapping[str, Classes]) -> str:
    """The base form by the ending alone.

    The first of the candidates that is known in the base class; else the word itself if that is known there
    ("series"); else the first candidate, which guesses at no silent e.
    """
    base = BASE[tag]
    candidates = list(_candidates(word, tag))
    found = next((form for form in candidates if base in known.get(form, ())), "")
    if found or not candidates or base in known.get(word, ()):
        return found or word
    return candidates[0]


def _candidates(word: str, tag: str) -> Iterator[str]:
    for ending, put in ENDINGS[tag]:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 1:
            doubled = not put and len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] in _DOUBLED
            yield from (stem[:-1], stem) if doubled and ending[0] != "s" else (stem + put,)


@cache
def _packed() -> tuple[tuple[str, str], ...]:
    packed = files("dateline.stages.interpret").joinpath("reading", "words.tsv.gz").read_bytes()
    lines = gzip.decompress(packed).decode().splitlines()
    return tuple((kind, line) for kind, _, line in (row.partition("\t") for row in lines if row[0] != "#"))
