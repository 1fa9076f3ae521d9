"""Which numbers a text has, in figures or spelled, and how many people it tells one by one.

Does NOT decide what a number counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.judge.reading import plain

NUMBER = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?!\d)(?:\.\d+)?|\d+(?:\.\d+)*")
_SPELLED = {
    0: "zero no nobody none", 1: "one a an once first", 2: "two both twice second pair couple half",
    3: "three third", 4: "four fourth quarter", 5: "five fifth", 6: "six sixth", 7: "seven seventh",
    8: "eight eighth", 9: "nine ninth", 10: "ten tenth", 11: "eleven eleventh", 12: "twelve twelfth dozen",
    13: "thirteen thirteenth", 14: "fourteen fourteenth", 15: "fifteen fifteenth", 16: "sixteen",
    17: "seventeen", 18: "eighteen", 19: "nineteen", 20: "twenty twentieth", 30: "thirty", 40: "forty",
    50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety",
}  # fmt: skip
_UNITS = {word: value for value, words in _SPELLED.items() for word in words.split()}
_SCALES = {"hundred": 100, "thousand": 1_000, "k": 1_000, "m": 10**6, "million": 10**6, "mn": 10**6}
_SCALES |= {"billion": 10**9, "bn": 10**9, "b": 10**9, "trillion": 10**12, "tn": 10**12}
#: The least that a vague word says, as the contract has it: two of what it counts by, of "several" three.
_FLOORS = {"several": 3, "tens": 20, "dozen": 12, "dozens": 24, "scores": 40} | {
    f"{word}s": 2 * value for word, value in _SCALES.items() if len(word) > 2
}
#: Vague amounts: each stays the word that it is (HOUSE_STYLE rule 12).
_VAGUE = frozenset(_FLOORS) - {"dozen"}
#: Words that a page says of itself, or that count nothing: "one report said", "no", "a second later".
_UNCOUNTED = re.compile(
    r"\b(?:one|no|none|nobody|once|both|first|second|half|quarter|pair|couple)\b"
    r"(?![- ](?:hundred|thousand|million))"
)
_FRACTION = re.compile(
    r"(?:(\w+) and an? )?\b(half|quarter)(?: of)?(?: an?)? (hundred|thousand|million|billion)\b"
)
#: So many follow one number at most: "two hundred and sixty-one thousand".
_LONGEST = 5
#: People told one by one: by what they are to each other, or by name.
_PERSON = re.compile(
    r"\b(couple|pair|both|twins|(?:wo)?m[ae]n|mother|father|mom|dad|sons?|daughters?|brothers?|sisters?|wife"
    r"|husband|boy(?:friend)?s?|girl(?:friend)?s?|child(?:ren)?|baby|toddler|kids?|grand\w+|teen\w*|officers?"
    r"|deputy|driver|(?:him|her)self|victims?|females?|males?|person|people|[A-Z][a-z]+ [A-Z][a-z]+)\b"
)
_SOME = re.compile(
    r"\b([Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|\d+) (?:\w+ ){0,2}?(?:\w+ren|\w*men|people|\w+s)\b"
)


def tokens(text: str) -> list[str]:
    """The numbers and the words of a text, in order."""
    return re.findall(rf"{NUMBER.pattern}|[a-z]+", plain(text).lower())


def numbers(text: str) -> set[str]:
    """Every number of a text, alone and with its scale ("1.2 million": 1.2 and 1200000), and vague words."""
    read = tokens(text)
    found = {"several"} if "number of" in text else set()
    for at, token in enumerate(read):
        if token in _VAGUE:
            found.add(token)
        if (value := value_of(token)) is not None:
            sums = _sums(value, read[at + 1 : at + 1 + _LONGEST])
            found |= set(map(written, sums[1:] if token in ("a", "an") else sums))
    return found | set(map(written, _broken(plain(text).lower())))


def _broken(text: str) -> Iterator[float]:
    """Halves and quarters of a scale: "one and a half million", "half a million", "quarter of a million"."""
    for whole, part, scale in _FRACTION.findall(text):
        parts = 0.25 if part == "quarter" else 0.5
        yield ((value_of(whole) or 0) + parts) * _SCALES[scale] if whole else parts * _SCALES[scale]


def _sums(value: float, after: list[str]) -> list[float]:
    sums = [value]
    for word in after:
        if word in _SCALES:
            value *= _SCALES[word]
        elif word in _UNITS and word not in ("a", "an") and value >= 20:
            value += _UNITS[word]
        elif word != "and":
            break
        sums.append(value)
    return sums


def value_of(token: str) -> float | None:
    """What a word counts, None where it is no number."""
    if token[0].isdigit():
        return float(token.replace(",", "")) if token.count(".") < 2 else None  # a version: 1.2.3
    return float(_UNITS[token]) if token in _UNITS else None


def written(value: float) -> str:
    """A number in one way."""
    return str(int(value)) if float(value).is_integer() else f"{value:.6g}"


def stated(text: str) -> set[str]:
    """The numbers that a printed text states: those that say how many, not "one report" or "a second"."""
    read = tokens(_UNCOUNTED.sub(" ", text.lower()))
    counted = [value_of(token) for token in read if token not in ("a", "an")]
    alone = {written(value) for value in counted if value is not None}
    return alone | (_VAGUE & set(read))


def floors(text: str) -> set[str]:
    """What vague words say at the least: "hundreds" is 200, "tens of thousands" 20,000, "two dozen" 24."""
    read = [token for token in tokens(text) if token not in ("of", "a")]
    found = set()
    for token, after in zip(read, (*read[1:], ""), strict=True):
        least = _FLOORS.get(token, 0)
        found |= {written(least), written(least * _SCALES.get(after.removesuffix("s"), 1))}
        if after == "dozen":
            found.add(written(12 * (value_of(token) or 1)))
    return found


def told_off(text: str) -> int:
    """How many people a text tells one by one at most: "a man and his sons", "Ann Roe, 40, and Jon Poe"."""
    pairs = ("couple", "pair", "both", "twins")
    one = sum(2 if match.group(1) in pairs else 1 for match in _PERSON.finditer(text))
    more = sum(int(value_of(match.group(1).lower()) or 1) - 1 for match in _SOME.finditer(text))
    return one + more
