"""What the commands share: options, words for people on standard error, and how far work is."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from dateline.core.types import Failure

if TYPE_CHECKING:
    from dateline.app import App

Item = TypeVar("Item")

Out = Annotated[Path, typer.Option("--out", help="Folder of the site.")]
StorePath = Annotated[
    str | None,
    typer.Option(
        "--store",
        envvar="DATELINE_STORE",
        show_envvar=False,
        help="Store: a file, or postgresql://… (OUT.db beside the site where not given).",
    ),
]


def open_desk(sample: bool = False, **changes: object) -> App:
    """Everything wired, by the settings and what the command was given."""
    from dateline.app import open_app

    return open_app(Bar(), sample, **changes)


class Bar:
    """``core.ports.Progress`` on a terminal: shown for work that takes more than a second."""

    def track(self, items: Iterable[Item], label: str, total: int) -> Iterator[Item]:
        """The items as they come."""
        if not sys.stderr.isatty():
            yield from items
            return
        started, bar, done = time.monotonic(), None, 0
        try:
            for item in items:
                yield item
                done += 1
                if bar is None and time.monotonic() - started > 1:
                    bar = _new_bar(label, total)
                if bar is not None:
                    bar.update(bar.task_ids[0], completed=done)
        finally:
            if bar is not None:
                bar.stop()


def _new_bar(label: str, total: int) -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description:>9}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.start()
    bar.add_task(label, total=total)
    return bar


def say(message: str) -> None:
    """A line on standard error."""
    sys.stderr.write(message + "\n")


def tell_failure(failure: Failure) -> None:
    """What could not be taken, why, and the way out."""
    remedy = f" ({failure.remedy})" if failure.remedy else ""
    say(f"dateline: {failure.item}: {failure.reason}{remedy}")


def tell_stale(out: Path, store: str | None) -> None:
    """How the site comes to show what was decided in the store."""
    where = f" --store {store}" if store else ""
    say("The site shows it after the next round of `dateline run`,")
    say(f"or now by: dateline build --out {out}{where}")


def many(number: int, what: str) -> str:
    """``1 report``, ``2 reports``, ``2 stories``."""
    if number == 1:
        return f"1 {what}"
    return f"{number} {what.removesuffix('y')}ies" if what.endswith("ry") else f"{number} {what}s"


def ago(at: datetime | None, now: datetime) -> str:
    """``3 h ago``, ``never``."""
    if at is None:
        return "never"
    return "now" if at >= now else f"{length(now - at)} ago"


def length(span: timedelta) -> str:
    """``12 min``, ``3 h``, ``2 d``: as much as a person wants to know."""
    seconds = int(span.total_seconds())
    for size, word in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= 2 * size or (size == 60 and seconds >= 60):
            return f"{seconds // size} {word}"
    return f"{seconds} s"


class Tally:
    """Names each item that could not be taken on standard error, and remembers that there was one."""

    def __init__(self, strict: bool) -> None:
        self._strict = strict
        self._bad = 0

    def good(self, items: Iterable[Item | Failure]) -> Iterator[Item]:
        """The items that are there; ``--strict`` ends the command at the first that is not."""
        for item in items:
            if isinstance(item, Failure):
                self._bad += 1
                tell_failure(item)
                if self._strict:
                    raise typer.Exit(1)
            else:
                yield item

    def end(self, errors: bool = False) -> None:
        """End the command with the status of the contract."""
        if self._bad or errors:
            raise typer.Exit(1)


def print_forms(forms: Iterable[dict[str, Any]]) -> None:
    """JSON Lines on standard output."""
    for form in forms:
        sys.stdout.write(json.dumps(form, ensure_ascii=False) + "\n")
    sys.stdout.flush()
