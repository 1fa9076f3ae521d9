"""The happenings of an edition as data: which formats there are, and their names.

Each format is a module here, a function from what is published to bytes. Every row carries where it comes
from: report ids, how many outlets and independent origins, when first reported, and its status.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from dateline.core.errors import UsageError
from dateline.core.types import Facts
from dateline.stages.publish.issue import Issue, Shelf, shelve

Export = Callable[[Shelf, Mapping[str, Facts]], bytes]

#: Where each format is made: a module of this package and its function. Loaded when asked for.
_FORMATS: Mapping[str, tuple[str, str]] = {
    "acled": ("acled", "acled"),
    "csv": ("tables", "csv_table"),
    "geojson": ("geojson", "geojson"),
    "ninjs": ("ninjs", "ninjs"),
    "parquet": ("tables", "parquet"),
    "plover": ("plover", "plover"),
}

#: The names of the formats, sorted.
KINDS = tuple(sorted(_FORMATS))


def export(kind: str, issue: Issue, facts: Mapping[str, Facts]) -> bytes:
    """The edition in another format. ``facts`` are by report id; reports without any are passed over.

    Raises ``UsageError`` for a kind that is not among ``KINDS``, ``MissingExtra`` where a library that
    the format needs is not installed.
    """
    if kind not in _FORMATS:
        raise UsageError(f"export --format {kind}", "no such format", f"one of: {', '.join(KINDS)}")
    module, function = _FORMATS[kind]
    make: Export = getattr(import_module(f"{__name__}.{module}"), function)
    return make(shelve(issue), facts)
