"""Phrases without clauses in them: noun phrases, verb groups, words of time, found by patterns over signs.

Decides where each begins and ends. Does not decide which noun phrase is the subject of which verb group.
The patterns look a bounded number of tokens back and never forward past a phrase: linear in the sentence.
Kinds: ``N`` noun phrase, ``T`` time, ``F`` finite verb group, ``I`` infinitive, ``G`` -ing group, ``E``
participle, ``V`` bare verb, ``J`` adjectives, ``R`` adverbs, ``i`` preposition, ``a`` a word that is one or
opens a clause ("after"), ``s`` a word that opens one, ``w`` relative, ``q`` other wh-word, ``x`` there, ``c``
conjunction, ``u`` other; a mark is its own kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.stages.interpret.clauses.ranges import BEYOND, Range
from dateline.stages.interpret.reading.lexicon import classes

_MIDDLE = (
    r"(?:[JAlr0]|R(?=[JAE0])|(?<=[DSLJA0k\"])[EG](?=[NMtTJA0EG])"
    r"|(?<=[JA])(?:[c,](?=R?[JA])|\"(?=[NMt]))|(?<=[DSLv])T0){0,12}"
)
_NOUNS = r"[NMtT]{1,40}(?:\"[NMt]{1,9})?(?:0(?![NMtTo]))?"
_FULL = (
    r"(?:(?:[zr]+|il|ira|Ja|ra|[RJi]o)(?=0))?(?:D*J?[DSLv]+|D)?"
    rf"(?:(?<=[DSL])\"(?=[^\"]{{1,12}}\"))?{_MIDDLE}{_NOUNS}(?:k{_MIDDLE}{_NOUNS})*"
)
_BARE = r"[DL]+R?[JAE0]+(?![NMtT])|(?:[zr]+|il|ira|Ja|ra|[RJi]o)?0+(?:o0+)?|D(?!\")|[pv]"
_BARE += r"|L(?=[RrLn]*[bhmdZPy])|J(?=f)|(?<=[fi])[S]"
_PHRASE = rf"(?:{_FULL}|{_BARE})"
_NOUN = rf"{_PHRASE}(?:f{_PHRASE})*"
_TIME = r"(?:L*0?T+t*(?:0(?:,0)?)?|Lt+|[DzrJ0]*t[gL])(?![tkf])"
_FINITES = (
    r"[my](?:[RrLn]*h)?(?:[RrLn]*B)*(?:[RrLn]*[VEPGd]|[RrLn]*A(?![NMtTJ]))?n*",
    r"h(?:[RrLnT]*B)*(?:[RrLnT]*[EPGA]|[RrLn]*h)?n*",
    r"b(?:[RrLn]*B)*(?:[RrLnT]*[EG]|[RrLnT]*A(?![NMtTJ]))?n*",
    r"d(?:[RrLn]*[VhBd])?n*",
    r"[ZP]",
)
_INFINITIVE = r"n?o(?=[RrLn]*[hBVd])(?:[RrLn]*h)?(?:[RrLn]*B)*(?:[RrLn]*(?:[VEGd]|A(?![NMtTJ])))?"
_GERUND = r"n?(?:H(?:[RrLn]*B)?(?:[RrLn]*[EP])?|B(?:[RrLn]*E)?|G)"
#: Kinds of phrases and their patterns, in the order in which they are tried; ``k``: the sign is the kind.
#: Each is followed by an empty group, whose number tells which one fitted: a pattern that begins with a sign
#: and not with a group is tried only where that sign stands. What begins no longer phrase comes first.
_KINDS = (
    ("k", r"[,.:\"()cwqaxu]"),
    ("k", r"s(?!f)"),
    *[("F", finite) for finite in _FINITES],
    ("V", "V"),
    ("i", "f"),
    ("i", r"i(?![lro])[if]?"),
    ("N", r"p(?!f)"),
    ("T", _TIME),
    ("N", _NOUN),
    ("I", _INFINITIVE),
    ("G", _GERUND),
    ("E", "E"),
    ("J", r"[RrLl]*[JA]+(?:c[JA]+)?"),
    ("R", r"[RrgLln]+"),
    ("i", r"i[iof]?"),
    ("i", r"sf|[RJ]f|[oz]"),
    ("u", r"."),
)
_CHUNK = re.compile(
    "|".join([f"(?:{pattern})()" if "|" in pattern else f"{pattern}()" for _, pattern in _KINDS])
)
#: The kind of a match by the number of its group.
_KIND = ("", *[kind for kind, _ in _KINDS])
#: Signs of what stands for several, or for whom no -s shows the present.
_PLURAL = frozenset("Mv0")
#: Verbs that take a noun phrase and a bare verb: "made people leave".
_BARE_VERBS = classes("clauses/verbs")["bare"]


@dataclass(frozen=True, slots=True)
class Chunks:
    """The phrases of a sentence: ``kinds`` in order and then ``BEYOND``.

    Chunk ``k`` goes from the first token of ``ranges[k]`` to the second, not included.
    ``leads[k]`` tells of a noun phrase whether a finite verb follows with nothing but prepositional phrases,
    adverbs and times between.
    """

    kinds: str
    ranges: list[Range]
    leads: list[bool]


def chunks(signs: str, lower: Sequence[str], first: int, end: int) -> Chunks:
    """The phrases of the tokens ``first`` to ``end``."""
    kinds: list[str] = []
    ranges: list[Range] = []
    for match in _CHUNK.finditer(signs, first, end):
        kind = _KIND[match.lastindex or 0]
        tokens = match.span()
        if kind == "k":
            kind = signs[tokens[0]]
        elif kind == "F" and signs[tokens[0]] == "y":  # "they've left" holds its subject
            kinds.append("N")
            ranges.append((tokens[0], tokens[0] + 1))
        elif kind == "V" and _finite(signs, lower, kinds, ranges):
            kind = "F"
        kinds.append(kind)
        ranges.append(tokens)
    leads = _leads(kinds) if "F" in kinds else [False] * len(kinds)
    return Chunks("".join(kinds) + BEYOND, ranges, leads)


def _finite(signs: str, lower: Sequence[str], kinds: list[str], ranges: list[Range]) -> bool:
    """Whether a bare verb stands behind a subject that it agrees with: "they say", "officers who say"."""
    k = len(kinds) - 1
    while k >= 0 and kinds[k] in "RT":
        k -= 1
    if k < 0 or kinds[k] != "N":
        return k >= 0 and kinds[k] == "w"
    first, end = ranges[k]
    if first and lower[first - 1] in _BARE_VERBS:
        return False
    head = signs[first:end].partition("f")[0]
    joined = k > 1 and kinds[k - 1] == "c" and kinds[k - 2] == "N"
    return head[-1:] in _PLURAL or joined


def _leads(kinds: list[str]) -> list[bool]:
    leads = [False] * (len(kinds) + 1)
    for k in range(len(kinds) - 1, -1, -1):
        kind, after = kinds[k], kinds[k + 1] if k + 1 < len(kinds) else ""
        if kind == "F":
            leads[k] = True
        elif kind in "RT":
            leads[k] = leads[k + 1]
        elif kind == "N":
            leads[k] = after != "" and after in "FRTi" and leads[k + 1]
        elif kind == "i":
            leads[k] = after != "" and after in "NT" and leads[k + 1]
    return leads
