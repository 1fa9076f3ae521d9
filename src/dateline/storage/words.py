"""The words that stories are found by: FTS5 on SQLite, a tsvector on PostgreSQL, the same answers on both.

Takes words as they are given: neither database folds, stems or cuts them. Both are asked for the same runs of
neighbours over one row of words, headline first, with a gap before the text. What one of them cannot hold
(PostgreSQL: positions above 16,383, more than 255 of one word) is left out of both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from dateline.core.listings import Terms
from dateline.storage.database import Database

#: How many words of a story are kept, how often the same, and how long in all (bytes, as escaped).
MOST, OFTEN, LONGEST = 16_000, 255, 500_000
#: How many letters of a word are kept: a tsvector takes 2,046 bytes of UTF-8.
_WORD = 500

#: Begins an escape, and stands alone for a gap that no query has.
_ESCAPE = "\ue000"
_NO_LETTERS = _ESCAPE + "0"
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")

Run = tuple[str, ...]


class Words(Protocol):
    """An index of words by the number of a listing."""

    def save(self, terms: Mapping[int, Terms]) -> None: ...
    def having(self, number: sa.ColumnElement[int], runs: Sequence[Run]) -> sa.ColumnElement[bool]:
        """That the words have each of the runs."""
        ...

    def lacking(self, number: sa.ColumnElement[int], runs: Sequence[Run]) -> sa.ColumnElement[bool]:
        """That the words have none of the runs."""
        ...


def words_of(database: Database) -> Words:
    """The index of the database's own kind."""
    return _Lexemes(database) if database.dialect == "postgresql" else _Tokens(database)


@lru_cache(maxsize=1 << 16)
def escaped(word: str) -> str:
    """The word in letters that both databases keep as they are; a beginning stays a beginning."""
    return "".join(map(_letter, word))[:_WORD] or _NO_LETTERS


def _letter(letter: str) -> str:
    if letter in _PLAIN or (letter > "\x7f" and letter != _ESCAPE and not "\ud800" <= letter <= "\udfff"):
        return letter
    return f"{_ESCAPE}{ord(letter):04x}"


def kept(terms: Terms) -> list[str]:
    """The words of a story as both databases keep them, each at its place; gaps where one is left out."""
    row = [*map(escaped, terms.headline), _ESCAPE, *map(escaped, terms.text)][:MOST]
    often = Counter(row).most_common(1)[0][1] > OFTEN
    if not often and len(" ".join(row).encode()) < LONGEST:
        return row
    seen: dict[str, int] = {}
    left = LONGEST
    for at, word in enumerate(row):
        seen[word] = seen.get(word, 0) + 1
        left -= len(word.encode()) + 1
        if left < 0:
            return row[:at]
        row[at] = word if seen[word] <= OFTEN else _ESCAPE
    return row


class _Tokens:
    """FTS5 over the escaped words, joined by blanks; ``rowid`` is the number of the listing."""

    _table = sa.table("words", sa.column("rowid", sa.Integer), sa.column("body", sa.Text))

    def __init__(self, database: Database) -> None:
        self._base = database

    def save(self, terms: Mapping[int, Terms]) -> None:
        rows = [{"rowid": number, "body": " ".join(kept(held))} for number, held in terms.items()]
        gone = sa.delete(self._table).where(self._table.c.rowid == sa.bindparam("number"))
        self._base.write(gone, [{"number": number} for number in terms])
        self._base.write(sa.insert(self._table), rows)

    def having(self, number: sa.ColumnElement[int], runs: Sequence[Run]) -> sa.ColumnElement[bool]:
        return number.in_(self._matching(" AND ".join(map(_fts, runs))))

    def lacking(self, number: sa.ColumnElement[int], runs: Sequence[Run]) -> sa.ColumnElement[bool]:
        return number.not_in(self._matching(" OR ".join(map(_fts, runs))))

    def _matching(self, query: str) -> sa.Select[Any]:
        return sa.select(self._table.c.rowid).where(self._table.c.body.op("MATCH")(query))


def _fts(run: Run) -> str:
    return " + ".join(f'"{escaped(word)}"{"*" if begins else ""}' for word, begins in _parts(run))


class _Lexemes:
    """A tsvector of the escaped words with their positions, by the number of the listing."""

    _table = sa.table("words", sa.column("number", sa.Integer), sa.column("body", postgresql.TSVECTOR))

    def __init__(self, database: Database) -> None:
        self._base = database

    def save(self, terms: Mapping[int, Terms]) -> None:
        rows = [{"number": number, "held": _tsvector(kept(held))} for number, held in terms.items()]
        gone = sa.delete(self._table).where(self._table.c.number == sa.bindparam("gone"))
        self._base.write(gone, [{"gone": number} for number in terms])
        held = sa.cast(sa.bindparam("held", type_=sa.Text), postgresql.TSVECTOR)
        self._base.write(
            sa.insert(self._table).values(number=sa.bindparam("number", type_=sa.Integer), body=held), rows
        )

    def having(self, number: sa.ColumnElement[int], runs: Sequence[Run]) -> sa.ColumnElement[bool]:
        return number.in_(self._matching(" & ".join(map(_tsquery, runs))))

    def lacking(self, number: sa.ColumnElement[int], runs: Sequence[Run]) -> sa.ColumnElement[bool]:
        return number.not_in(self._matching(" | ".join(map(_tsquery, runs))))

    def _matching(self, query: str) -> sa.Select[Any]:
        asked = sa.cast(sa.literal(query, sa.Text), postgresql.TSQUERY)
        return sa.select(self._table.c.number).where(self._table.c.body.op("@@")(asked))


def _tsquery(run: Run) -> str:
    return (
        "(" + " <-> ".join(f"'{escaped(word)}'{':*' if begins else ''}" for word, begins in _parts(run)) + ")"
    )


def _tsvector(words: Iterable[str]) -> str:
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words, start=1):
        if word != _ESCAPE:
            places.setdefault(word, []).append(place)
    return " ".join(f"'{word}':{','.join(map(str, at))}" for word, at in places.items())


def _parts(run: Run) -> Iterable[tuple[str, bool]]:
    """Each word of a run, and whether it is only the beginning of one."""
    for word in run:
        begins = len(word) > 1 and word.endswith("*")
        yield (word[:-1] if begins else word), begins
