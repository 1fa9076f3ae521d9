"""The happenings of an edition as data: which formats there are, and their names.

Each format is a module here: a function from the stories, one after the other, to bytes, piece by piece. No
format holds more than a batch of stories, so that an edition of any size can be exported. Every row carries
where it comes from: report ids, outlets and independent origins, when first reported, its status, and the
address of its story. ``wacz`` stands apart: it archives the files of the site, not its stories.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from dateline.core.errors import UsageError
from dateline.stages.publish.exports.accounts import Account

if TYPE_CHECKING:
    from dateline.core.site import Edition

__all__ = ["KINDS", "Account", "export"]

Export = Callable[["Edition", Iterable[Account]], Iterator[bytes]]

#: Where each format is made: a module of this package and its function. Loaded when asked for.
_FORMATS: Mapping[str, tuple[str, str]] = {
    "acled": ("acled", "acled"),
    "annotations": ("annotations", "collections"),
    "csv": ("tables", "csv_table"),
    "ged": ("ged", "ged"),
    "geojson": ("geojson", "geojson"),
    "ninjs": ("ninjs", "ninjs"),
    "parquet": ("parquet", "parquet"),
    "plover": ("plover", "plover"),
}

#: The names of the formats, sorted.
KINDS = tuple(sorted(_FORMATS))


def export(kind: str, edition: Edition, accounts: Iterable[Account]) -> Iterator[bytes]:
    """The stories in another format, in the order in which they are given.

    Raises ``UsageError`` for a kind that is not among ``KINDS``, ``MissingExtra`` where a library that
    the format needs is not installed: both at once, before a piece is asked for.
    """
    if kind not in _FORMATS:
        raise UsageError(f"export --format {kind}", "no such format", f"one of: {', '.join(KINDS)}")
    module, function = _FORMATS[kind]
    make: Export = getattr(import_module(f"{__name__}.{module}"), function)
    return make(edition, accounts)
