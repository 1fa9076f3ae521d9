"""``dateline correct`` and ``review``: an editor puts a page right, or answers for it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.telling import Out, StorePath, open_desk, say, tell_stale
from dateline.core.errors import UsageError

if TYPE_CHECKING:
    from dateline.app.corrections import Corrected


def correct(
    story: Annotated[str, typer.Argument(metavar="STORY", help="Its id, its address, or a part of them.")],
    line: Annotated[
        str, typer.Argument(metavar="[LINE]", help="Its number, its id, or words that only it has.")
    ] = "",
    by: Annotated[
        str, typer.Option("--by", metavar="TEXT", help="What is right; the line is taken back without it.")
    ] = "",
    grounds: Annotated[
        list[str] | None,
        typer.Option("--from", metavar="REPORT=WORDS", help="Words of a report that bear TEXT out."),
    ] = None,
    source: Annotated[
        list[str] | None,
        typer.Option("--source", metavar="REPORT", help="The report that was wrong; without it we were."),
    ] = None,
    note: Annotated[str, typer.Option("--note", help="Why, for readers.")] = "",
    out: Out = Path("site"),
    store: StorePath = None,
) -> None:
    """Put right what a page has wrong: take a LINE back, or print TEXT in its place.

    Without a LINE it shows what the page prints, by number. A correction is kept for ever: it stays on the
    page, goes into the log of the site and into the feeds, and the machine never prints the line again.
    """
    from dateline.app.corrections import CorrectionDesk, Wrong

    with CorrectionDesk.open(open_desk(), out, store) as desk:
        if not line:
            _tell(desk.show(story))
            return
        told = tuple(_ground(one) for one in grounds or ())
        wrong = Wrong(line=line, right=by, grounds=told, sources=tuple(source or ()), note=note)
        made = desk.correct(story, wrong)
        for one in desk.notes:
            say(f"dateline: note: {one}")
    _print(f"wrong: {made.wrong}")
    _print(f"right: {made.right}" if made.right else "taken back")
    tell_stale(out, store)


def review(
    story: Annotated[str, typer.Argument(metavar="STORY", help="Its id, its address, or a part of them.")],
    by: Annotated[
        str, typer.Option("--by", metavar="NAME", help="Who answers for it; nobody if not given.")
    ] = "",
    out: Out = Path("site"),
    store: StorePath = None,
) -> None:
    """Say that a person has read a page and answers for it: the page then names them.

    It holds until a line of the page changes. Without --by the page is nobody's again.
    """
    from dateline.app.corrections import CorrectionDesk

    with CorrectionDesk.open(open_desk(), out, store) as desk:
        page = desk.review(story, by)
        for one in desk.notes:
            say(f"dateline: note: {one}")
    _print(f"{page.story}  {page.headline.text}")
    _print(f"reviewed by {page.reviewed_by}" if page.reviewed_by else "reviewed by nobody")
    tell_stale(out, store)


def _ground(given: str) -> tuple[str, str]:
    report, equals, words = given.partition("=")
    if not (report and equals and words.strip()):
        raise UsageError(f"--from {given}", "is no report with words of it", '--from REPORT="words of it"')
    return report, words


def _tell(shown: Corrected) -> None:
    _print(f"{shown.story}  {shown.headline}")
    part = ""
    for number, one in enumerate(shown.printed, 1):
        if one.part != part:
            part = one.part
            _print(f"\n{part}")
        _print(f"{number:>4}  {one.text}" + (f" ({one.by})" if one.by else ""))
    for correction in shown.corrections:
        right = f" -> {correction.right or 'taken back'}"
        _print(f"\ncorrected ({correction.fault}): {correction.wrong}{right}")


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
