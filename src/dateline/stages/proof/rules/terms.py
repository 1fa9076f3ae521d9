"""Loaded terms: words that take a side by themselves, outside quotation (HOUSE_STYLE rule 14).

Decides by a table, ``terms.toml``, which says what a desk writes instead. A warning: the word may
be part of a name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from dateline.core.pages import LineKind
from dateline.stages.proof.case import Case, Objection
from dateline.stages.proof.ground.quotemarks import quoted

_NONE = "nothing"


def loaded_term(case: Case) -> Iterator[Objection]:
    """Loaded terms in the desk's own voice, each with a plain word for it."""
    for passage in case.passages:
        if passage.kind is LineKind.QUOTATION:
            continue
        marks = list(quoted(passage.text))
        for match in _pattern().finditer(passage.text):
            said = match.group()
            named = said[:1].isupper() and match.start() > 0
            if named or any(start <= match.start() < end for start, end in marks):
                continue
            plain = _terms()[said.lower()]
            offer = "leave it out" if plain == _NONE else f"say “{plain}”"
            start, end = passage.start + match.start(), passage.start + match.end()
            yield Objection(start=start, end=end, why=f"“{said}” takes a side: {offer}, or quote somebody.")


@cache
def _terms() -> dict[str, str]:
    return tomllib.loads(files(__package__).joinpath("terms.toml").read_text("utf-8"))


@cache
def _pattern() -> re.Pattern[str]:
    terms = sorted(_terms(), key=lambda term: (-len(term), term))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, terms))})\b", re.IGNORECASE)
