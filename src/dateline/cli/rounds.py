"""``dateline run`` and ``dateline status``: a line a round, and a table of where each source stands."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.models import tell_spent
from dateline.cli.telling import Out, StorePath, many, open_desk, say, tell_failure
from dateline.core.errors import UsageError

if TYPE_CHECKING:
    from dateline.app.rounds import Standing, Status, Told


def run(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="SOURCE…", help="Feeds, sitemaps, pages or folders to add to the list."),
    ] = None,
    out: Out = Path("site"),
    store: StorePath = None,
    every: Annotated[
        float | None, typer.Option(help="Minutes between two polls of a source.", min=0.01)
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="One round of what is due, then end.")] = False,
) -> None:
    """Keep the site up to date: poll what is due, take it through all the stages, publish what changed.

    The sources are those of the list (`dateline source add`); those given here join it. Ctrl-C or SIGTERM
    end it cleanly, and the next start goes on where it was: nobody is asked early.
    """
    from dateline.app.rounds import Bell, open_run

    desk = open_desk(interval=every)
    with Bell() as bell, open_run(desk, out, store, sources or (), bell) as held:
        for told in held.rounds(once):
            _tell_round(told)
    tell_spent(desk)
    if bell.rung:
        say("dateline: stopped; the next start goes on from here")


def status(
    out: Out = Path("site"),
    store: StorePath = None,
    form: Annotated[str, typer.Option("--format", help="text for people, jsonl for programs.")] = "text",
) -> None:
    """Say for each source when it was last good, when it is due, and what failed and why.

    The exit status is 1 where a source is failing or gone.
    """
    from dateline.app.rounds import open_status

    if form not in ("text", "jsonl"):
        raise UsageError("--format", f"no format '{form}'", "text or jsonl")
    held = open_status(open_desk(), out, store)
    if form == "jsonl":
        for line in (*map(_source_form, held.sources), _total_form(held)):
            sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    else:
        _tell_status(held)
    raise typer.Exit(1 if held.troubled else 0)


# --- run ----------------------------------------------------------------------------------


def _tell_round(told: Told) -> None:
    """One line for the round, after a line for each thing that somebody should look at."""
    for failure in (*told.round.troubles, *told.round.intake.failures):
        tell_failure(failure)
    for address in told.round.moved:
        say(f"dateline: note: moved for good: it is now asked at {address}")
    say(f"{told.at:%Y-%m-%d %H:%M} UTC: {', '.join(_came(told))}; {_next(told)}")


def _came(told: Told) -> Iterator[str]:
    polled = told.round
    yield f"{many(polled.asked, 'source')} asked" if polled.asked else "nothing was due"
    if polled.unchanged:
        yield f"{polled.unchanged} unchanged"
    if polled.intake.documents or polled.intake.new:
        yield many(polled.intake.new, "new report")
    if polled.intake.changed:
        yield f"{polled.intake.changed} changed"
    if polled.intake.twins:
        yield f"{polled.intake.twins} already known"
    if polled.forgotten:
        yield f"{many(polled.forgotten, 'text')} forgotten as their terms ask"
    failed = len(polled.troubles) + len(polled.intake.failures)
    if failed:
        yield f"{failed} failed (named above)"
    if told.written:
        yield f"{many(told.written, 'file')} written"


def _next(told: Told) -> str:
    if told.following is None:
        return "nothing will be due again"
    return f"next {_when(told.following, told.at)}"


# --- status -------------------------------------------------------------------------------

_COLOURS = {"good": "green", "new": "dim", "failing": "red", "gone": "bold red"}


def _tell_status(held: Status) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("", "source", "last good", "next", "entries", "newest"):
        table.add_column(name, overflow="fold", justify="right" if name == "entries" else "left")
    for one in held.sources:
        word = str(one.condition)
        cells = [one.source.title or one.source.address, *_cells(one, held.at)]
        table.add_row(Text(word, _COLOURS[word]), *map(Text, cells))
    if held.sources:
        console.print(table)
        console.print()
    for one in held.sources:
        for line in _remarks(one):
            console.print(Text(line))
    for line in _totals(held):
        console.print(Text(line))


def _cells(one: Standing, now: datetime) -> tuple[str, ...]:
    state = one.state
    due = "never" if state.gone else _when(state.due, now) if state.due else "now"
    return (_ago(state.good, now), due, str(state.entries or ""), _ago(state.newest, now))


def _remarks(one: Standing) -> Iterator[str]:
    """What a person should know of a source, and what to do about it."""
    state, name = one.state, one.source.address
    if state.errors or state.gone:
        times = f", {state.errors} times in a row" if state.errors > 1 else ""
        remedy = f"\n    → {state.remedy}" if state.remedy else ""
        yield f"{one.condition}: {name}\n    {state.reason}{times}{remedy}"
    if state.location:
        yield f"moved: {name}\n    is asked at {state.location}"
    elif state.moving:
        yield f"moving: {name}\n    leads to {state.moving} ({state.moves} in a row)"


def _totals(held: Status) -> Iterator[str]:
    yield (
        f"{many(len(held.sources), 'source')}, {many(held.reports, 'report')}, "
        f"{many(held.stories, 'story')}; "
        f"{many(held.errands, 'page')} still to be fetched, {many(len(held.failures), 'item')} left out"
    )
    for host in held.held:
        if host.hold:
            yield f"{host.host} wants to be left alone: next {_when(host.hold, held.at)}"
    for state in held.lists:
        if state.errors or state.gone:
            yield f"{state.address}: {state.reason}"


def _source_form(one: Standing) -> dict[str, Any]:
    state = one.state
    form: dict[str, Any] = {
        "source": one.source.address,
        "kind": str(one.source.kind),
        "title": one.source.title,
        "condition": str(one.condition),
        "good": _instant(state.good),
        "tried": _instant(state.tried),
        "due": _instant(state.due),
        "entries": state.entries,
        "newest": _instant(state.newest),
        "errors": state.errors,
        "status": state.status,
        "reason": state.reason,
        "remedy": state.remedy,
        "location": state.location,
        "former": list(state.former),
    }
    return {name: value for name, value in form.items() if value not in (None, "", [])}


def _total_form(held: Status) -> dict[str, Any]:
    return {
        "sources": len(held.sources),
        "reports": held.reports,
        "stories": held.stories,
        "errands": held.errands,
        "left_out": len(held.failures),
        "held": [{"host": host.host, "until": _instant(host.hold)} for host in held.held],
    }


# --- times --------------------------------------------------------------------------------


def _instant(at: datetime | None) -> str | None:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else None


def _when(at: datetime, now: datetime) -> str:
    """``in 12 min``, with the hour where it is longer."""
    wait = at - now
    if wait <= timedelta(0):
        return "now"
    return f"in {_length(wait)}" if wait < timedelta(hours=1) else f"in {_length(wait)} ({at:%H:%M} UTC)"


def _ago(at: datetime | None, now: datetime) -> str:
    if at is None:
        return "never"
    return "now" if at >= now else f"{_length(now - at)} ago"


def _length(span: timedelta) -> str:
    seconds = int(span.total_seconds())
    for size, word in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= 2 * size or (size == 60 and seconds >= 60):
            return f"{seconds // size} {word}"
    return f"{seconds} s"
