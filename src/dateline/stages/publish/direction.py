"""Which way a language is written: told beside its words wherever they stand (HTML ``dir``)."""

from __future__ import annotations

#: Languages of the Arabic, Hebrew and Thaana scripts.
_RIGHT_TO_LEFT = frozenset(["ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"])


def direction(language: str) -> str:
    """``rtl`` for languages written from right to left, else ""."""
    return "rtl" if language and language.partition("-")[0] in _RIGHT_TO_LEFT else ""
