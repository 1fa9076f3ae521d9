"""The words by which somebody says or holds something, and what a word looks like to the model.

Decides, from tables of our own, which class of saying a form belongs to, its shape and the stance that it
reports; and under which features any word goes: its class of saying, its possible word classes, its ending
and its case, never the word itself unless it is of a closed class. Does not decide whether a word says
anything where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dateline.core.types import Stance
from dateline.stages.interpret.reading.lexicon import classes, rows, words

Features = tuple[str, ...]

#: Endings that tell something of a word that is in no table; the longest that fits counts.
_ENDINGS = (
    *(
        "ing",
        "ed",
        "ly",
        "s",
        "er",
        "or",
        "ers",
        "ors",
        "ion",
        "ions",
        "ment",
        "ments",
        "ness",
        "ity",
        "ities",
    ),
    *(
        "ist",
        "ists",
        "ian",
        "ians",
        "al",
        "ive",
        "ous",
        "ic",
        "ful",
        "able",
        "ible",
        "est",
        "man",
        "men",
        "woman",
    ),
    *("ship", "ism", "ance", "ence", "ant", "ent", "ify", "ize", "ise", "ate", "en"),
)
_LONGEST = max(map(len, _ENDINGS))
_SMALL = words("statements/small_words")
_OTHERS = {
    "person": words("reading/people"),
    "institution": words("reading/institutions"),
    "title": words("reading/titles"),
}
_DAYS = classes("reading/grammar")["when"] | {"tomorrow"}
#: What a page puts before a piece of text: in capitals nobody's name.
LABELS = words("reading/labels")
#: What a page puts beside a picture; no cue, and no part of a speaker.
FURNITURE = frozenset({"caption", "captions", "photo", "photos", "image", "images", "embed"})
_NOT = "n't"
_VERBAL, _NAMING = frozenset({"V", "VZ", "VD", "VN", "VG", "MD"}), frozenset({"N", "NS", "NP"})
_DOUBLE, _SINGLE = frozenset({'"', "“", "”", "„", "''", "``", "«", "»"}), frozenset({"'", "‘", "‚"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """What a form of a word of saying is.

    ``kind`` is its class, ``shape`` that of a verb's form (base, third, past, participle or ing), empty for a
    noun or an adjective. ``spoken`` is true where it tells of words that were uttered, not of what is held.
    """

    kind: str
    shape: str
    stance: Stance
    spoken: bool


@cache
def verbs() -> dict[str, Sense]:
    """Every form of every verb of saying; of two verbs with one form, the one that the table has first."""
    found: dict[str, Sense] = {}
    for kind, stance, act, lemmas in rows("statements/verbs.tsv"):
        for entry in lemmas.split():
            for form, shape in _forms(entry):
                sense = Sense(kind=f"verb {kind}", shape=shape, stance=Stance(stance), spoken=act == "spoken")
                found.setdefault(form, sense)
    return found


@cache
def others() -> dict[str, Sense]:
    """Every noun ("noun plan") and adjective ("adjective sure") of saying."""
    return {
        form: Sense(kind=f"{part} {kind}", shape="", stance=Stance(stance), spoken=act == "spoken")
        for part in ("adjective", "noun")
        for kind, stance, act, forms in rows(f"statements/{part}s.tsv")
        for form in forms.split()
    }


def sense_of(word: str) -> Sense | None:
    """What a lower-case word says as a verb, else as a noun or an adjective; None where no table has it."""
    return verbs().get(word) or others().get(word)


def features_of(word: str) -> Features:
    """What the model sees of a word as it is written, sorted."""
    lower = word.lower().replace("’", "'")
    if not word[0].isalnum():
        if lower in _DOUBLE or lower in _SINGLE:
            return ("double mark" if lower in _DOUBLE else "single mark",)
        return (f"word {lower}",) if lower in _SMALL else ("mark",)
    return tuple(sorted({*_of_saying(lower), *_of_form(lower), *_of_case(word)}))


def _of_saying(lower: str) -> Iterator[str]:
    if lower in _SMALL:
        yield f"word {lower}"
    verb, other = verbs().get(lower), others().get(lower)
    if verb is not None:
        yield verb.kind
        yield f"shape {verb.shape}"
        yield "of saying"
    if other is not None:
        yield other.kind
        yield "of saying"
    for kind, known in _OTHERS.items():
        if lower in known:
            yield kind
    if lower in _DAYS:
        yield "day"


def _of_form(lower: str) -> Iterator[str]:
    if lower[0].isdigit():
        yield "digit"
        return
    if lower.endswith(_NOT):
        yield "word n't"
    from dateline.stages.interpret.reading.words import lexicon  # not at load: it would be the deepest chain

    held = lexicon().get(lower, ())
    if held and _VERBAL.issuperset(held):
        yield "verb only"
    elif held and _NAMING.issuperset(held):
        yield "noun only"
    yield from (f"may {tag}" for tag in held)
    if len(held) != 1:
        yield "ambiguous" if held else "unknown"
    ending = next((lower[-n:] for n in range(_LONGEST, 0, -1) if lower[-n:] in _ENDINGS), "")
    if ending and lower not in _SMALL:
        yield f"ending {ending}"
    if "-" in lower:
        yield "hyphen"


def _of_case(word: str) -> Iterator[str]:
    if word[0].isupper():
        yield "capitals" if len(word) > 1 and word.isupper() else "capital"


def _forms(entry: str) -> list[tuple[str, str]]:
    if "/" in entry:
        base, third, *pasts, ing = entry.split("/")
        return [
            (base, "base"),
            (third, "third"),
            (pasts[-1], "participle" if len(pasts) > 1 else "past"),
            *((past, "past") for past in pasts[:-1]),
            (ing, "ing"),
        ]
    stem = entry[:-1] if entry.endswith("e") else entry
    third = entry + ("es" if entry.endswith(("s", "sh", "ch", "x", "z")) else "s")
    if entry.endswith("y") and entry[-2] not in "aeou":
        return [
            *((entry, "base"), (entry[:-1] + "ies", "third")),
            *((entry[:-1] + "ied", "past"), (entry + "ing", "ing")),
        ]
    return [(entry, "base"), (third, "third"), *_regular(entry, stem)]


def _regular(entry: str, stem: str) -> list[tuple[str, str]]:
    doubled = stem + stem[-1] if entry in _DOUBLED else stem
    return [(doubled + "ed", "past"), ((entry if entry.endswith("ee") else doubled) + "ing", "ing")]


_DOUBLED = frozenset(
    {"quip", "admit", "commit", "rebut", "brag", "confer", "plan", "refer", "regret", "submit"}
)
