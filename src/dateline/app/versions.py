"""``dateline versions``: how the reports in a store changed after they were first taken in."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.app.stores import StoreName, existing_store
from dateline.core.errors import UsageError
from dateline.core.ports import Store
from dateline.stages import extract
from dateline.stages.extract.canonical import identity


def read_versions(
    name: str | None, out: Path, store_path: StoreName | None
) -> Iterator[list[dict[str, Any]]]:
    """The versions of the report with this id or address, or of each that has more than one.

    Each version is a form that tells what it changed. Raises ``UsageError`` where there is no store, or
    no such report in it.
    """
    with contextlib.closing(existing_store(out, store_path)) as store:
        for report in _named(store, name) if name else _changed(store):
            yield list(extract.version_form(store.versions(report)))


def _changed(store: Store) -> list[str]:
    return [filing.report for filing in store.filings() if filing.version > 1]


def _named(store: Store, name: str) -> list[str]:
    if store.reports([name]):
        return [name]
    address = identity(name)
    found = [
        report.id
        for report in store.reports().values()
        if address in {identity(known) for known in (report.url, report.canonical) if known}
    ]
    if not found:
        raise UsageError(name, "is no report in this store", "give its id, or its address")
    return found
