"""``dateline versions``: what an outlet changed in a report, as people read it and as programs do."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from dateline.cli.telling import Out, StorePath, open_desk, say
from dateline.core.errors import UsageError

#: How a change is marked: as in a diff, and by colour where there is a terminal.
_MARKS = {"old": ("-", "red"), "new": ("+", "green")}


def versions(
    report: Annotated[
        str | None, typer.Argument(help="Its id or address; all that were changed if not given.")
    ] = None,
    out: Out = Path("site"),
    store: StorePath = None,
    form: Annotated[str, typer.Option("--format", help="text for people, jsonl for programs.")] = "text",
) -> None:
    """Show how a report changed after it was first taken in: each version, and what is new in it."""
    from dateline.app.versions import read_versions

    if form not in ("text", "jsonl"):
        raise UsageError("--format", f"no format '{form}'", "text or jsonl")
    open_desk()
    shown = False
    for held in read_versions(report, out, store):
        shown = True
        if form == "jsonl":
            for version in held:
                sys.stdout.write(json.dumps(version, ensure_ascii=False) + "\n")
        else:
            _tell(held)
    if not shown:
        say("no report was changed since it was first taken in")


def _tell(held: list[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for version in held:
        when = version["updated"] or version["published"] or "undated"
        title = version["title"] or "without a title"
        console.print(Text(f"{version['report']}, version {version['version']}, {when}", "bold"))
        console.print(Text(f"  {title}"))
        for change in version["changes"]:
            console.print(Text.assemble(*_lines(change)), soft_wrap=True)
    console.print()


def _lines(change: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """A change as a diff has it: what went, then what came; the whole paragraph for each."""
    yield f"  {change['part']} {change['kind']}", "dim"
    for side, (mark, colour) in _MARKS.items():
        if change.get(side):
            yield f"\n  {mark} {change[side]}", colour
