"""``dateline source``: the list of what is read. Thin, over ``app.sources``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.telling import StorePath, ago, length, many, open_desk, print_forms, say
from dateline.core.errors import UsageError
from dateline.core.sources import SourceKind

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from rich.console import Console

    from dateline.app.sources import Appraisal, Imported, Outcome, Seen, SourceDesk

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="""Choose what is read: feeds, sitemaps, pages and folders, in a list that is OPML.

    Begin with `dateline source starter`, or with `dateline source add URL`.""",
)

_UNBOUNDED = 10_000  # columns: what is read by a program is not folded

Format = Annotated[str, typer.Option("--format", help="text for people, jsonl for programs.")]


@app.command()
def add(
    addresses: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE…", help="Addresses of feeds, sitemaps or sites; files or folders."),
    ],
    folder: Annotated[str, typer.Option(help="Folder of the list, as A/B; made where it is missing.")] = "",
    every: Annotated[int | None, typer.Option(help="Minutes between two polls.", min=1)] = None,
    title: Annotated[str, typer.Option(help="Its name in the list; else what it calls itself.")] = "",
    kind: Annotated[SourceKind | None, typer.Option(help="What it is; else it is looked at.")] = None,
    all_feeds: Annotated[
        bool, typer.Option("--all", help="All feeds that a page names, not the best one alone.")
    ] = False,
    check: Annotated[bool, typer.Option(help="Fetch it once to see what it is.")] = True,
    store: StorePath = None,
) -> None:
    """Add sources to the list. Each is fetched once, to see what it is: of a site, its feed is added."""
    from dateline.app.sources import Wish

    wish = Wish(
        folders=tuple(part.strip() for part in folder.split("/") if part.strip()),
        title=title,
        every=every * 60 if every else None,
        kind=kind,
        check=check,
        all_feeds=all_feeds,
    )
    with _desk(store) as desk:
        _end(_tell_added(outcome) for outcome in desk.add(addresses, wish))


@app.command()
def remove(
    addresses: Annotated[list[str], typer.Argument(metavar="SOURCE…", help="As `list` shows them.")],
    store: StorePath = None,
) -> None:
    """Take sources out of the list. What they gave stays on the site."""
    with _desk(store) as desk:
        _end(_tell_removed(outcome) for outcome in desk.remove(addresses))


@app.command("list")
def list_sources(form: Format = "text", store: StorePath = None) -> None:
    """Show the list."""
    _check_form(form)
    with _desk(store) as desk:
        seen = desk.listing()
    if form == "jsonl":
        print_forms(map(_source_form, seen))
    elif seen:
        _tell_list(seen)
    else:
        say("The list is empty. Begin with: dateline source starter, or: dateline source add URL")


@app.command("import")
def import_list(
    name: Annotated[
        str | None, typer.Argument(metavar="LIST", help="A list of feeds as OPML: a file, a URL, or -.")
    ] = None,
    starter: Annotated[bool, typer.Option("--starter", help="The list that comes with Dateline.")] = False,
    store: StorePath = None,
) -> None:
    """Unite a list of feeds (OPML, as every reader exports it) with yours; nothing of either is lost."""
    if (name is None) is not starter:
        raise UsageError("source import", "needs a list, and one only", "give FILE, URL, - or --starter")
    with _desk(store) as desk:
        _tell_imported(desk.import_starter() if name is None else desk.import_list(name))


@app.command()
def starter(store: StorePath = None) -> None:
    """Import the list to start with: open news feeds of all world regions, in many languages."""
    with _desk(store) as desk:
        _tell_imported(desk.import_starter())


@app.command()
def export(
    out: Annotated[
        str, typer.Argument(metavar="FILE", help="File to write, or - for standard output.")
    ] = "-",
    store: StorePath = None,
) -> None:
    """Write the list as OPML 2.0, for any other reader of feeds."""
    with _desk(store) as desk:
        content = desk.export()
    if out == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        Path(out).write_bytes(content)
        say(f"{out}: {len(content):,} bytes")


@app.command()
def check(
    addresses: Annotated[
        list[str] | None, typer.Argument(metavar="URL…", help="Of the list, or any other; else all.")
    ] = None,
    form: Format = "text",
    store: StorePath = None,
) -> None:
    """Ask each source once: what it gives, how fresh, on what terms, and why it fails if it does.

    The exit status is 1 where one fails.
    """
    _check_form(form)
    with _desk(store) as desk:
        found = list(desk.check(addresses or ()))
    if form == "jsonl":
        print_forms(map(_appraisal_form, found))
    else:
        _tell_appraisals(found)
    raise typer.Exit(0 if all(one.good for one in found) else 1)


# --- words for people ---------------------------------------------------------------------


def _tell_added(outcome: Outcome) -> bool:
    source = outcome.source
    if source is None:
        _tell_trouble(outcome)
        return False
    done = "already there, told anew" if outcome.known else "added"
    where = f" in {' / '.join(source.folders)}" if source.folders else ""
    say(f"{done}: {source.title or source.address}, a {source.kind}{where}")
    if source.title:
        say(f"    {source.address}")
    if outcome.note:
        say(f"    {outcome.note}")
    return True


def _tell_removed(outcome: Outcome) -> bool:
    if outcome.source is None:
        _tell_trouble(outcome)
        return False
    say(f"taken out: {outcome.source.title or outcome.source.address}")
    return True


def _tell_trouble(outcome: Outcome) -> None:
    say(f"dateline: {outcome.item}: {outcome.reason}")
    if outcome.remedy:
        say(f"    → {outcome.remedy}")


def _tell_imported(imported: Imported) -> None:
    if imported.note:
        say(f"dateline: note: {imported.name}: {imported.note}")
    known = f", {imported.known} already there" if imported.known else ""
    say(f"{many(imported.added, 'source')} added from {imported.name}{known}.")
    if imported.added:
        say("See what they give: dateline source check")


def _tell_list(seen: Iterable[Seen]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("source", "kind", "language", "every", "address"):
        table.add_column(name, overflow="fold", no_wrap=name in ("kind", "every"))
    folders: tuple[str, ...] = ()
    for one in seen:
        source = one.source
        if source.folders != folders:
            folders = source.folders
            table.add_row(Text(" / ".join(folders), "bold"))
        every = length(timedelta(seconds=source.every)) if source.every else ""
        told = [source.title, str(source.kind), source.language, every, source.address]
        gone = one.state is not None and one.state.gone
        style = "dim strike" if gone else ""
        table.add_row(*(Text(cell, style if cell == source.address else "") for cell in told))
    _console().print(table)


def _tell_appraisals(found: Iterable[Appraisal]) -> None:
    from rich.text import Text

    console, now = _console(), datetime.now(UTC)
    failing = total = 0
    for one in found:
        total += 1
        failing += not one.good
        mark = Text("good     " if one.good else "failing  ", "green" if one.good else "bold red")
        console.print(mark + Text(one.title or one.source.title or one.source.address, "bold"))
        for line in _lines(one, now):
            console.print(Text(f"         {line}"))
    console.print(f"{many(total, 'source')}: {f'{failing} failing' if failing else 'all good'}.")


def _lines(one: Appraisal, now: datetime) -> Iterator[str]:
    """What was found of a source, a thing a line."""
    yield one.source.address
    if not one.good:
        yield one.reason
        yield f"→ {one.remedy}"
        return
    yield ", ".join(_gives(one))
    if one.newest:
        pace = f", one every {length(timedelta(seconds=one.every))}" if one.every else ""
        yield f"newest {ago(one.newest, now)}{pace}"
    if one.terms:
        yield f"terms: {'; '.join(one.terms)}"
    if one.licence:
        yield f"licence: {one.licence}"
    yield from one.notes
    if one.moved:
        yield f"it has moved for good to {one.moved}"


def _gives(one: Appraisal) -> Iterator[str]:
    yield one.format or str(one.kind)
    if one.entries:
        yield f"{one.entries} {'entry' if one.entries == 1 else 'entries'}"
    if one.kind in (SourceKind.FEED, SourceKind.SITEMAP):
        yield one.body
    if one.languages:
        yield f"in {', '.join(one.languages)}"


# --- forms for programs -------------------------------------------------------------------


def _source_form(seen: Seen) -> dict[str, Any]:
    source, contract = seen.source, seen.source.contract
    return _said(
        source=source.address,
        kind=str(source.kind),
        title=source.title,
        site=source.site,
        language=source.language,
        folders=list(source.folders),
        every=source.every // 60 if source.every else None,
        contract=contract.name if contract else "",
        contract_date=contract.date if contract else "",
        gone=seen.state.gone if seen.state else False,
    )


def _appraisal_form(one: Appraisal) -> dict[str, Any]:
    return {
        "source": one.source.address,
        "good": one.good,
        **_said(
            kind=str(one.kind) if one.kind else "",
            format=one.format,
            title=one.title,
            site=one.site,
            entries=one.entries,
            body=one.body if one.entries else "",
            words=one.length,
            languages=list(one.languages),
            newest=one.newest.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if one.newest else "",
            every=round(one.every) if one.every else None,
            moved=one.moved,
            licence=one.licence,
            terms=list(one.terms),
            notes=list(one.notes),
            reason=one.reason,
            remedy=one.remedy,
        ),
    }


def _said(**held: Any) -> dict[str, Any]:
    """What there is something to say of."""
    return {name: value for name, value in held.items() if value not in ("", None, [], 0, False)}


# --- in and out ---------------------------------------------------------------------------


def _desk(store: str | None) -> AbstractContextManager[SourceDesk]:
    from dateline.app.sources import open_sources

    return open_sources(open_desk(), store)


def _check_form(form: str) -> None:
    if form not in ("text", "jsonl"):
        raise UsageError("--format", f"no format '{form}'", "text or jsonl")


def _console() -> Console:
    from rich.console import Console

    piped = not sys.stdout.isatty()
    return Console(highlight=False, soft_wrap=True, width=_UNBOUNDED if piped else None)


def _end(outcomes: Iterable[bool]) -> None:
    """End with the status of the contract: 1 where something could not be done."""
    if not all(list(outcomes)):
        raise typer.Exit(1)
