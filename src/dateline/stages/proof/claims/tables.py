"""The tables of ``words.toml``: English words of denial, doubt and direction.

Decides how a row is read. What a row means is for the modules that ask for it.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))


@cache
def words(table: str, row: str) -> frozenset[str]:
    """The words of a row, as they stand there."""
    return frozenset(_table()[table][row].split())


def roots(table: str, row: str) -> frozenset[str]:
    """The roots of a row's words."""
    from dateline.stages.proof.alignment.roots import root

    return frozenset(map(root, words(table, row)))


def phrases(table: str, row: str) -> tuple[str, ...]:
    """The phrases of a row, parted by bars, the longest first."""
    found = (" ".join(part.split()) for part in _table()[table][row].split("|"))
    return tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))


def numbers(table: str, row: str) -> dict[str, int]:
    """A row of numbers by name."""
    return {name: int(value) for name, value in _table()[table][row].items()}


def sides(table: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Rows of sides that exclude each other, parted by strokes: row to the words of each side."""
    return {
        row: tuple(tuple(side.split()) for side in text.split("/")) for row, text in _table()[table].items()
    }
