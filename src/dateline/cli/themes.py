"""``dateline theme``: the themes of the site, and those that the desk defines. Thin, over ``app.themes``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.telling import Out, StorePath, many, open_desk, say, tell_stale
from dateline.core.errors import UsageError
from dateline.core.types import Theme

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from dateline.app.themes import ThemeDesk

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="""Look at themes, and define some of your own by a query.

    A theme of yours has the stories that match its query, and no others.""",
)

_SITE = Path("site")


@app.command("list")
def list_themes(
    form: Annotated[str, typer.Option("--format", help="text for people, jsonl for programs.")] = "text",
    out: Out = _SITE,
    store: StorePath = None,
) -> None:
    """Show the themes, those of most stories first."""
    if form not in ("text", "jsonl"):
        raise UsageError("--format", f"no format '{form}'", "text or jsonl")
    with _desk(out, store) as desk:
        held = desk.listing()
    for theme, count in held:
        query = f"  [{theme.query}]" if theme.query else ""
        text = f"{theme.id}  {count:>4}  {theme.name}{query}"
        told = text if form == "text" else json.dumps(_form(theme, count), ensure_ascii=False)
        sys.stdout.write(told + "\n")


@app.command()
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called on the site.")],
    query: Annotated[
        str,
        typer.Option(help='Which stories: words, "phrases", OR, -not, brackets, subject:…, place:….'),
    ],
    out: Out = _SITE,
    store: StorePath = None,
) -> None:
    """Define a theme: the stories that match the query stand under it from now on."""
    with _desk(out, store) as desk:
        ruled = desk.add(name, query)
    none = " No story matches it, or other themes of yours have those that do." if not ruled.reports else ""
    say(f"added: {ruled.theme.id} “{name}”; {many(ruled.reports, 'report')} stand under it.{none}")
    tell_stale(out, store)


@app.command()
def remove(
    theme: Annotated[str, typer.Argument(metavar="THEME", help="Its id, or a part of its name.")],
    out: Out = _SITE,
    store: StorePath = None,
) -> None:
    """Take a theme of yours back: its stories go where the machine puts them."""
    with _desk(out, store) as desk:
        ruled = desk.remove(theme)
    say(
        f"taken back: {ruled.theme.id} “{ruled.theme.name}”; {many(ruled.reports, 'report')} stand elsewhere."
    )
    tell_stale(out, store)


def _form(theme: Theme, count: int) -> dict[str, Any]:
    form = {"theme": theme.id, "name": theme.name, "stories": count, "subjects": list(theme.subjects)}
    return form | ({"query": theme.query} if theme.query else {})


def _desk(out: Path, store: str | None) -> AbstractContextManager[ThemeDesk]:
    from dateline.app.themes import ThemeDesk

    return ThemeDesk.open(open_desk(), out, store)
