"""The language of a text: what the page declares, checked against its words.

Decides with py3langid, whose model is loaded once for each process; where the words are clear they
win, since templates declare what they like.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_TAG = re.compile(r"^\s*([a-zA-Z]{2,3})(?:[-_][\w-]*)?\s*$")
_LOOK = 1_000  # characters that decide
_SURE = 0.9  # probability above which the words win over the declaration
_ENOUGH = 40  # letters below which the declaration wins over the words
_LEAST = 0.5


def choose_language(declared: str, text: str) -> str:
    """A language as ISO 639-1, or empty where neither declaration nor text tells it."""
    said = match[1].lower() if (match := _TAG.match(declared)) else ""
    read, sure = detect(text)
    if said and (said == read or sure < _SURE or len(text) < _ENOUGH):
        return said
    return read if sure >= _LEAST else said


def detect(text: str) -> tuple[str, float]:
    """The likeliest language of the text's beginning, with its probability."""
    sample = text[:_LOOK]
    if not any(letter.isalpha() for letter in sample):
        return "", 0.0
    language, probability = _identifier().classify(sample)
    return str(language), float(probability)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
