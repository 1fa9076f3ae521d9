"""``dateline story``, ``why`` and ``regroup``: what an editor does. Thin, over ``app.stories``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.telling import Out, StorePath, many, open_desk, print_forms, say, tell_stale
from dateline.core.contract import membership_form
from dateline.core.errors import UsageError
from dateline.core.pages import Page
from dateline.core.types import Report, Stamp

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from dateline.app.stories import Explained, Filed, Held, StoryDesk, Told

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="""Look at stories, and rule on them: merge, split, move, pin.

    What you decide is kept for ever and is never undone by the machine. Stories and reports are named by
    their id, by their address, or by a part of either that only they have.""",
)

Format = Annotated[str, typer.Option("--format", help="text for people, jsonl for programs.")]
Note = Annotated[str, typer.Option("--note", help="Why, for those who look at it later.")]
_SITE = Path("site")


@app.command("list")
def list_stories(
    theme: Annotated[str, typer.Option(help="Of this theme alone: its id, or a part of its name.")] = "",
    form: Format = "text",
    out: Out = _SITE,
    store: StorePath = None,
) -> None:
    """Show the stories of the site, newest first."""
    _check_form(form)
    with _desk(out, store) as desk:
        pages = desk.listing(theme)
    if form == "jsonl":
        print_forms(map(_page_form, pages))
    for page in pages if form == "text" else ():
        print_line(f"{page.story}  {_day(page.first_reported)}  {len(page.sources):>3}  {page.headline.text}")


@app.command()
def show(
    story: Annotated[str, typer.Argument(metavar="STORY")],
    form: Format = "text",
    out: Out = _SITE,
    store: StorePath = None,
) -> None:
    """Show one story with its reports, and why each of them is there."""
    _check_form(form)
    with _desk(out, store) as desk:
        told = desk.show(story)
        _tell_notes(desk)
    if form == "jsonl":
        print_forms(_held_form(held) for held in told.reports)
    else:
        _tell_story(told)


@app.command()
def merge(
    stories: Annotated[
        list[str], typer.Argument(metavar="STORY STORY …", help="The first one keeps its id.")
    ],
    note: Note = "",
    out: Out = _SITE,
    store: StorePath = None,
) -> None:
    """Make one story of several: they tell of one happening. The others' addresses lead to it."""
    with _desk(out, store) as desk:
        _tell_ruled(desk, desk.merge(stories, note), out, store)


@app.command()
def split(
    story: Annotated[str, typer.Argument(metavar="STORY")],
    reports: Annotated[list[str], typer.Argument(metavar="REPORT …", help="Those that go.")],
    note: Note = "",
    out: Out = _SITE,
    store: StorePath = None,
) -> None:
    """Make a story of its own of some reports of a story: they tell of another happening."""
    with _desk(out, store) as desk:
        _tell_ruled(desk, desk.split(story, reports, note), out, store)


@app.command()
def move(
    report: Annotated[str, typer.Argument(metavar="REPORT")],
    story: Annotated[str, typer.Argument(metavar="STORY|new", help="Where it belongs.")],
    note: Note = "",
    out: Out = _SITE,
    store: StorePath = None,
) -> None:
    """Put a report into another story, or into a new one."""
    with _desk(out, store) as desk:
        _tell_ruled(desk, desk.move(report, story, note), out, store)


@app.command()
def pin(
    name: Annotated[str, typer.Argument(metavar="STORY|REPORT")],
    note: Note = "",
    out: Out = _SITE,
    store: StorePath = None,
) -> None:
    """Keep a report, or all reports of a story, where they are."""
    with _desk(out, store) as desk:
        filed = desk.pin(name, note)
        _tell_notes(desk)
    moved = f" {many(len(filed.moved), 'report')} came back." if filed.moved else ""
    say(f"Pinned: the machine will not move what you named.{moved}")


def why(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="Its id, its address, or a part of them.")],
    form: Format = "text",
    out: Out = _SITE,
    store: StorePath = None,
) -> None:
    """Say why a report is in its story: what it shares with which report, and the next best story."""
    _check_form(form)
    with _desk(out, store) as desk:
        found = desk.why(report)
    if form == "jsonl":
        print_forms([_explained_form(found)])
    else:
        for line in _explained(found):
            print_line(line)


def regroup(out: Out = _SITE, store: StorePath = None) -> None:
    """Judge all stored reports anew, as after an upgrade. Ids are kept; what you ruled holds."""
    with _desk(out, store) as desk:
        _tell_ruled(desk, desk.regroup(), out, store)


# --- words for people ---------------------------------------------------------------------


def print_line(line: str) -> None:
    """A line of the result."""
    sys.stdout.write(line + "\n")


def _tell_notes(desk: StoryDesk) -> None:
    for note in desk.notes:
        say(f"dateline: note: {note}")


def _tell_ruled(desk: StoryDesk, filed: Filed, out: Path, store: str | None) -> None:
    """What became of it, and how the site comes to show it."""
    _tell_notes(desk)
    for line in _became(desk, filed):
        print_line(line)
    if not filed.after:
        say("Nothing has changed.")
        return
    tell_stale(out, store)


def _became(desk: StoryDesk, filed: Filed) -> Iterator[str]:
    ids = {story for held in filed.stories for story in (held.id, *held.into, *held.parted)}
    names = desk.headlines({*ids, *(filed.after[report].story for report in filed.moved)})

    def named(stories: Iterable[str]) -> str:
        return ", ".join(f"{story} “{names[story]}”" if names[story] else story for story in stories)

    went: dict[str, dict[str, None]] = {}
    for report in filed.moved:
        went.setdefault(filed.before[report].story, {})[filed.after[report].story] = None
    for held in filed.stories:
        if len(held.into) == 1:
            yield f"merged: {named([held.id])} into {named(held.into)}"
        elif held.id in went:
            yield f"split: {named([held.id])}; reports went to {named(went[held.id])}"
    for report in filed.moved:
        was, now = filed.before[report].story, filed.after[report].story
        yield f"moved: report {report} from {was} to {named([now])}"


def _tell_story(told: Told) -> None:
    print_line(f"{told.id}  {told.headline}")
    follows = f", follows {told.story.forerunner}" if told.story.forerunner else ""
    print_line(f"theme {told.theme}{follows}")
    for held in told.reports:
        print_line("")
        print_line(f"{held.report.id}  {_named(held.report)}{'  (ruled by the desk)' if held.ruled else ''}")
        print_line(f"    {held.report.url or held.report.source}")
        print_line(f"    {held.member.why}")


def _explained(found: Explained) -> Iterator[str]:
    """The line itself, then its parts."""
    member, reason = found.held.member, found.held.member.reason
    yield f"{_named(found.held.report)}"
    yield f"is in story {member.story} “{found.headline}”: {member.why}"
    if reason and reason.shared:
        yield f"    shares: {', '.join(reason.shared)}"
    if reason and found.beside:
        near = f" (likelihood of one happening {reason.near:.2f})" if reason.near else ""
        yield f"    nearest: {found.beside.id}  {_named(found.beside)}{near}"
        yield f"    {found.beside.url or found.beside.source}"
    if reason and found.rival:
        near = f"({reason.rival_near:.2f} on average)"
        yield f"    next best story: {found.rival} “{found.rival_headline}” {near}"
    if found.ruling:
        note = f": {found.ruling.note}" if found.ruling.note else ""
        yield f"    the desk ruled ({found.ruling.kind}, {_day(found.ruling.at)}) that it belongs there{note}"


def _named(report: Report) -> str:
    title = f": “{report.title}”" if report.title else ""
    told = report.published.rfc3339() if report.published else "undated"
    return f"{report.outlet or 'an outlet without a name'}{title} ({told})"


def _day(stamp: Stamp | None) -> str:
    return stamp.at.strftime("%Y-%m-%d") if stamp else "undated   "


# --- forms for programs -------------------------------------------------------------------


def _page_form(page: Page) -> dict[str, Any]:
    first = page.first_reported.rfc3339() if page.first_reported else None
    return {
        "story": page.story,
        "theme": page.theme,
        "headline": page.headline.text,
        "first_reported": first,
        "reports": [credit.report for credit in page.sources],
    }


def _held_form(held: Held) -> dict[str, Any]:
    report = held.report
    told = {"url": report.url, "outlet": report.outlet, "title": report.title, "ruled": held.ruled}
    return {**membership_form(held.member), **told}


def _explained_form(found: Explained) -> dict[str, Any]:
    ruling = found.ruling
    return {
        **_held_form(found.held),
        "headline": found.headline,
        "rival_headline": found.rival_headline,
        "ruling": {"kind": str(ruling.kind), "note": ruling.note} if ruling else None,
    }


def _check_form(form: str) -> None:
    if form not in ("text", "jsonl"):
        raise UsageError("--format", f"no format '{form}'", "text or jsonl")


def _desk(out: Path, store: str | None) -> AbstractContextManager[StoryDesk]:
    from dateline.app.stories import StoryDesk

    return StoryDesk.open(open_desk(), out, store)
