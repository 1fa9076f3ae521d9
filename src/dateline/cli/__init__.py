"""The commands: thin, over ``app``. What each one takes and gives is in the line contract.

Standard output carries the result alone; what a person should know goes to standard error. Exit
status: 0; 1 where there were error findings or items that could not be taken; 2 where the
command could not run at all.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline import __version__
from dateline.cli import digest, sources, stories, themes
from dateline.cli.corrections import correct, review
from dateline.cli.models import tell_rehearsed, tell_spent
from dateline.cli.proofing import proof
from dateline.cli.rounds import run, status
from dateline.cli.telling import Out, StorePath, Tally, many, open_desk, print_forms, say, tell_failure
from dateline.cli.versions import versions
from dateline.core.errors import DatelineError, UsageError
from dateline.core.types import Report

if TYPE_CHECKING:
    from dateline.app import App, Built

app = typer.Typer(
    name="dateline",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="""A newsroom engine: **news reports go in, a news site comes out**, every sentence tied to
    the report that bears it out.

    Begin with `dateline build --sample --out site`, then open `site/index.html`.
    Each stage is a command of its own that reads and writes JSON Lines (`-` is standard input), so
    they can be piped: `dateline extract pages/ | dateline group -`.""",
)

Reports = Annotated[
    str, typer.Argument(metavar="REPORTS", help="Reports as JSON Lines (.jsonl, .jsonl.gz), or -.")
]
Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE…",
        help="Files or folders of HTML pages, feeds, web archives or reports (.jsonl, .jsonl.gz); URLs; -.",
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Stop at the first item that cannot be taken.")]


@app.callback()
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and end.")] = False,
) -> None:
    pass


# --- the whole flow -----------------------------------------------------------------------


@app.command(rich_help_panel="The whole flow")
def build(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE…",
            help="Files, folders or URLs; see `dateline extract --help`. None: what is in the store.",
        ),
    ] = None,
    out: Out = Path("site"),
    store: StorePath = None,
    sample: Annotated[
        bool, typer.Option("--sample", help="Build the sample edition: invented events.")
    ] = False,
    title: Annotated[str | None, typer.Option(help="Name of the site.")] = None,
    base_url: Annotated[str | None, typer.Option(help="Address at which it will be published.")] = None,
    follow: Annotated[bool, typer.Option(help="Fetch the pages that a feed of the web links to.")] = True,
) -> None:
    """Turn SOURCES into a news site: one page for each happening, every line with its evidence.

    What was built before is kept in the store: new reports join the stories that they belong to,
    addresses stay, and a second build of the same input changes nothing. Without SOURCES the site is
    written from the store, as after `dateline story merge`.
    """
    desk = open_desk(sample=sample, title=title, base_url=base_url)
    given = list(sources or ())
    if sample:
        from dateline.app import sample_sources

        given += sample_sources()
    built = desk.build(given, out, store, follow)
    _tell_built(built, out)
    tell_spent(desk)
    raise typer.Exit(1 if built.intake.failures else 0)


app.command(rich_help_panel="The whole flow")(run)
app.command(rich_help_panel="The whole flow")(status)
app.command(rich_help_panel="The whole flow")(versions)
app.add_typer(sources.app, name="source", rich_help_panel="The whole flow")
app.add_typer(digest.app, name="digest", rich_help_panel="The whole flow")
app.add_typer(stories.app, name="story", rich_help_panel="At the desk")
app.add_typer(themes.app, name="theme", rich_help_panel="At the desk")
app.command(rich_help_panel="At the desk")(correct)
app.command(rich_help_panel="At the desk")(review)
app.command(rich_help_panel="At the desk")(stories.why)
app.command(rich_help_panel="At the desk")(stories.regroup)


@app.command(rich_help_panel="The whole flow")
def serve(
    context: typer.Context,
    site: Annotated[Path, typer.Argument(help="Folder of a site that was built.")] = Path("site"),
    store: StorePath = None,
    host: Annotated[str, typer.Option(help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen at; 0 for any that is free.")] = 8765,
    workers: Annotated[int, typer.Option(min=1, help="Processes that answer.")] = 1,
) -> None:
    """Show a site and its API (`/api/v1`) at a loopback address."""
    context.obj(site, store, host, port, workers)


@app.command(rich_help_panel="The whole flow")
def export(
    where: Annotated[
        str, typer.Argument(metavar="SITE", help="A site, its store (.db), or reports (.jsonl).")
    ] = "site",
    kind: Annotated[
        str,
        typer.Option(
            "--format",
            help="geojson, csv, parquet, acled, ged, plover, ninjs, annotations or wacz.",
            show_default=False,
        ),
    ] = "geojson",
    out: Annotated[str, typer.Option("--out", help="File to write, or - for standard output.")] = "-",
) -> None:
    """Give the happenings as data: where, when, how many, according to whom."""
    from dateline.app.exporting import export as exported

    tally = Tally(strict=False)
    pieces = tally.good(exported(open_desk(), where, kind))
    if out == "-":
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
    else:
        written = 0
        first = next(pieces, b"")  # what cannot be exported is told before the file is touched
        with Path(out).open("wb") as stream:
            for piece in itertools.chain((first,), pieces):
                written += stream.write(piece)
        say(f"{out}: {written:,} bytes")
    tally.end()


# --- one stage at a time ------------------------------------------------------------------


@app.command(rich_help_panel="One stage at a time")
def extract(sources: Sources, strict: Strict = False) -> None:
    """Read the articles out of pages, feeds and archives, as reports."""
    from dateline.core.contract import report_form

    tally = Tally(strict)
    print_forms(report_form(report) for report in tally.good(open_desk().extract(sources)))
    tally.end()


@app.command(rich_help_panel="One stage at a time")
def group(reports: Reports, strict: Strict = False) -> None:
    """Say for each report which story, theme and origin it belongs to, and why."""
    from dateline.core.contract import grouped_form

    tally = Tally(strict)
    desk = open_desk()
    print_forms(grouped_form(*found) for found in desk.group(_reports(desk, reports, tally)))
    tally.end()


@app.command(rich_help_panel="One stage at a time")
def interpret(reports: Reports, strict: Strict = False) -> None:
    """Read out of each report who says what, how many, where and when."""
    from dateline.core.contract import facts_form

    tally = Tally(strict)
    desk = open_desk()
    found = desk.interpret(_reports(desk, reports, tally))
    print_forms(facts_form(facts) for facts in tally.good(found))
    tally.end()


@app.command(rich_help_panel="One stage at a time")
def narrate(
    reports: Reports,
    model: Annotated[
        str | None, typer.Option("--model", help="Language model that words the pages, as ollama/qwen3:8b.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what the model would be sent, and its cost; send nothing.")
    ] = False,
    strict: Strict = False,
) -> None:
    """Write a page for each story, every line with its evidence; lines that fail proof are withheld.

    With a language model its lines stand where they hold, and those of the rules everywhere else.
    """
    from dateline.core.page_forms import page_form

    tally = Tally(strict)
    desk = open_desk(model=model)
    if dry_run:
        tell_rehearsed(desk.rehearse(_reports(desk, reports, tally)))
        tally.end()
        return
    pages, failures = desk.narrate(_reports(desk, reports, tally))
    print_forms(page_form(page) for page in pages)
    list(tally.good(failures))
    tell_spent(desk)
    tally.end()


@app.command(rich_help_panel="One stage at a time")
def timeline(
    reports: Reports,
    start: Annotated[str | None, typer.Option(help="First day, as 2025-07-01.")] = None,
    end: Annotated[str | None, typer.Option(help="Last day.")] = None,
    dates: Annotated[
        int | None, typer.Option(min=1, help="How many days; as many as matter if not given.")
    ] = None,
    lines: Annotated[int | None, typer.Option(min=1, help="How many lines for each day.")] = None,
    strict: Strict = False,
) -> None:
    """Pick the days that mattered in each theme, and what happened on them, with evidence."""
    from dateline.core.page_forms import timeline_form

    _check_days(start, end)
    tally = Tally(strict)
    desk = open_desk()
    held = _reports(desk, reports, tally)
    print_forms(timeline_form(entry) for entry in desk.timeline(held, start, end, dates, lines))
    tally.end()


def _check_days(start: str | None, end: str | None) -> None:
    """Whether a timeline can begin and end on these days."""
    for name, day in (("--start", start), ("--end", end)):
        try:
            date.fromisoformat(day or "2025-07-01")
        except ValueError as error:
            raise UsageError(name, f"'{day}' is no day", "give it as 2025-07-01") from error
    if start and end and date.fromisoformat(end) < date.fromisoformat(start):
        raise UsageError("--end", f"{end} is before {start}", "let it end after its start")


app.command(rich_help_panel="One stage at a time")(proof)


# --- in and out ---------------------------------------------------------------------------


def _reports(desk: App, name: str, tally: Tally) -> list[Report]:
    """The reports of a file of JSON Lines; one that comes twice counts once."""
    held: dict[str, Report] = {}
    for report in tally.good(desk.extract([name])):
        held.setdefault(report.id, report)
    return list(held.values())


def _tell_built(built: Built, out: Path) -> None:
    for failure in built.intake.failures:
        tell_failure(failure)
    intake = built.intake
    for note in intake.notes:
        say(f"dateline: note: {note}")
    told = [many(intake.new, "new report")]
    told += [f"{intake.changed} changed"] if intake.changed else []
    told += [f"{intake.twins} already known under another address"] if intake.twins else []
    unpublished = sum(failure.stage == "publish" for failure in intake.failures)
    left = len(intake.failures) - unpublished
    told += [f"{left} left out (named above)"] if left else []
    say(", ".join(told) + ".")
    if unpublished:
        say(f"{many(unpublished, 'item')} of publishing failed (named above).")
    withheld = f"; {many(built.withheld, 'line')} withheld by proof" if built.withheld else ""
    say(f"The site has {many(built.pages, 'story')} in {many(built.themes, 'theme')}{withheld}.")
    if built.written:
        say(f"{built.written} files written. Open {out / 'index.html'}, or run: dateline serve {out}")
    else:
        say(f"Nothing has changed since the last build. It lies at {out / 'index.html'}")


def main(serve: Callable[[Path, str | None, str, int, int], None]) -> None:
    """Run the command, and turn what went wrong into a clear message and the right status.

    ``serve`` is the server: it stands beside the commands, not beneath them.
    """
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"dateline {__version__}\n")
        return
    try:
        app(obj=serve)
    except DatelineError as error:
        say(f"dateline: {error}")
        raise SystemExit(2) from error
    except KeyboardInterrupt:
        say("dateline: stopped; nothing that was stored is lost")
        raise SystemExit(130) from None
    except BrokenPipeError:
        # The reader of our pipe has gone: nothing to say, and nobody to say it to.
        sys.stderr.close()
        raise SystemExit(0) from None
    except OSError as error:
        say(f"dateline: {error.filename or 'output'}: {error.strerror}")
        raise SystemExit(2) from error
