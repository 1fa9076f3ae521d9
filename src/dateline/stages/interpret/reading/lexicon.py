"""The tables of words beside the code, read once.

Decides nothing: a grammar names the table that it needs. A table is a text file beside its grammar,
named with its room (``places/waters``); lines that begin with ``#`` are comments.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files


def rows(name: str) -> Iterator[tuple[str, ...]]:
    """The cells of each line of a table."""
    text = files("dateline.stages.interpret").joinpath(*name.split("/")).read_text("utf-8")
    for line in text.split("\n"):
        if line and not line.startswith("#"):
            yield tuple(line.split("\t"))


@cache
def words(name: str) -> frozenset[str]:
    """A list of words, several to a line."""
    return frozenset(word for row in rows(f"{name}.txt") for word in row[0].split())


@cache
def phrases(name: str) -> frozenset[str]:
    """A list of phrases, one a line."""
    return frozenset(row[0].strip() for row in rows(f"{name}.txt"))


@cache
def mapping(name: str) -> dict[str, str]:
    """A table of two columns; the first may hold several words, separated by bars."""
    return {key: row[1] for row in rows(f"{name}.tsv") for key in row[0].split("|")}


@cache
def classes(name: str) -> dict[str, frozenset[str]]:
    """Classes of words: a name, a tab, its words."""
    return {row[0]: frozenset(row[1].split()) for row in rows(f"{name}.tsv")}
