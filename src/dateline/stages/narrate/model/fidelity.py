"""What a machine's line must have from its evidence, letter by letter: numbers, names, as many denials.

Decides more narrowly than ``proof``, which also judges texts of people: a person may round, abbreviate or
resolve a name from elsewhere; of a machine's line nothing is taken that is not written where it points.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from importlib.resources import files

from dateline.core.text import fold, words
from dateline.stages.narrate.facts.material import numbers_of, stem, terms_of

#: Share of a line's content words that its evidence must have.
BORNE_OUT = 0.5
_TABLE = tomllib.loads(files("dateline.stages.narrate.model").joinpath("words.toml").read_text("utf-8"))
_DENIALS = frozenset(_TABLE["denials"].split())
_PLAIN = frozenset(_TABLE["plain"].split())
_SAYS = re.compile(rf"\b(?:{_TABLE['saying'].strip()})\b", re.IGNORECASE)
_CAPITAL = re.compile(r"(?<![\w’'.-])[A-Z][\w’'.-]*")
_JOINED = re.compile(r"[^\w]+")
_SMALL = {"a": 1, **{word: count for count, word in enumerate(_TABLE["small"].split(), 1)}}
_ROUNDS = {"hundred": 100, "thousand": 1000}
_ROUND = re.compile(rf"\b({'|'.join(_SMALL)})[ -](hundred|thousand)\b", re.IGNORECASE)


def content(text: str, names: Iterable[str] = ()) -> frozenset[str]:
    """The content words of a line that its evidence has to have: not who reported it, nor that they did."""
    return terms_of(_SAYS.sub(" ", text)) - {term for name in names for term in terms_of(name)}


def says(text: str) -> bool:
    """Whether a line has a word of saying."""
    return bool(_SAYS.search(text))


def share(terms: frozenset[str], evidence: Iterable[str]) -> float:
    """Which part of the words stands in the evidence, 0 to 1."""
    held = {term for text in evidence for term in terms_of(text)}
    return len(terms & held) / len(terms) if terms else 0.0


def unfaithful(text: str, evidence: Sequence[str], names: Sequence[str]) -> str:
    """What a line has that its evidence has not, as a reason; empty where there is nothing.

    ``names`` may stand in a line though they do not in the evidence: of its outlets, and of its speakers as
    their reports name them in full.
    """
    whole = " ".join(evidence)
    if missing := sorted(numbers_of(_in_digits(text)) - numbers_of(_in_digits(whole))):
        return f"the sentences that it cites have no number {missing[0]}"
    if _denials(text) > _denials(whole):
        return "it denies something that the sentences that it cites do not deny"
    if unknown := _strange(text, whole, names):
        return f"the sentences that it cites have no name {unknown}"
    if share(content(text, names), evidence) < BORNE_OUT:
        return "most of its words stand in none of the sentences that it cites"
    return ""


def _strange(text: str, whole: str, names: Sequence[str]) -> str:
    """The first name of a line that stands nowhere that it points to."""
    known = {part for source in (whole, *names) for part in _parts(source)} | _PLAIN
    stems = {stem(part) for part in known}
    for found in _CAPITAL.finditer(text):
        parts = _parts(found[0].removesuffix("’s").removesuffix("'s"))
        first = found.start() == 0  # a capital there says little: another form of a known word will do
        if any(part not in known and not (first and stem(part) in stems) for part in parts):
            return found[0].rstrip(".,")
    return ""


def _in_digits(text: str) -> str:
    """The text with its round numbers in digits: "nine hundred" is 900, not a nine."""
    return _ROUND.sub(lambda found: str(_SMALL[found[1].lower()] * _ROUNDS[found[2].lower()]), text)


def _parts(text: str) -> list[str]:
    """The words of a text, folded, those with a hyphen or an apostrophe in their parts too."""
    folded = fold(text)
    return [part for part in _JOINED.split(folded) if part]


def _denials(text: str) -> int:
    found = words(text.lower().replace("’", "'"))
    return sum(word in _DENIALS or word.endswith("n't") for word in found)
