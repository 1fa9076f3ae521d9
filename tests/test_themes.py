"""Themes of the desk's own: put into force, shown, and taken back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline import cli
from dateline.app import App, open_app
from dateline.app.themes import ThemeDesk
from dateline.cli.telling import Bar
from dateline.core.errors import UsageError
from tests.commands import FIRE, FLOOD, form, lines


@pytest.fixture
def app() -> App:
    return open_app(Bar(), workers=1)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition of two stories, built once."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "reports.jsonl").write_text(lines(form("kurier"), form("bote", FIRE)))
    open_app(Bar(), workers=1).build([str(folder / "reports.jsonl")], folder / "site")
    return folder


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """A copy of the edition for each test, with its store."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return tmp_path / "site"


@pytest.fixture
def desk(app: App, site: Path) -> Iterator[ThemeDesk]:
    with ThemeDesk.open(app, site, None) as held:
        yield held


def run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(cli.app, [str(one) for one in arguments])
    return done.exit_code, done.output


def names(desk: ThemeDesk) -> dict[str, int]:
    return {theme.name: count for theme, count in desk.listing()}


def test_a_query_gathers_its_stories_and_the_site_shows_it(app: App, desk: ThemeDesk, site: Path) -> None:
    before = names(desk)
    assert sum(before.values()) == 2
    ruled = desk.add("Floods of the Elbe", "elbe (crested OR flood)")
    assert ruled.reports == 1
    assert names(desk)["Floods of the Elbe"] == 1
    app.build([], site)
    assert "Floods of the Elbe" in (site / "theme" / ruled.theme.id / "index.html").read_text()
    taken = desk.remove("floods of")
    assert taken.theme.id == ruled.theme.id
    assert "Floods of the Elbe" not in names(desk)
    assert sum(names(desk).values()) == 2


def test_new_reports_join_a_theme_of_the_desk(app: App, desk: ThemeDesk, site: Path) -> None:
    desk.add("Warehouses", "warehouse")
    more = site.with_name("more.jsonl")
    text = "A warehouse of a toy works in Gera burned on Friday. " + FIRE.replace("Riesa", "Gera")
    more.write_text(lines(form("post", text, published="2024-06-07T08:00:00Z")))
    app.build([str(more)], site)
    assert sum(names(desk).values()) == names(desk)["Warehouses"] + 1


@pytest.mark.parametrize("query", ["(elbe", "", "-elbe", "subject:nothing-of-the-kind"])
def test_a_query_that_cannot_be_read_is_refused(desk: ThemeDesk, query: str) -> None:
    before = names(desk)
    with pytest.raises(UsageError) as caught:
        desk.add("Broken", query)
    assert caught.value.remedy
    assert names(desk) == before


def test_a_theme_has_a_name_and_no_other_has_it(desk: ThemeDesk) -> None:
    with pytest.raises(UsageError, match="no name"):
        desk.add("  ", "elbe")
    first = desk.add("Rivers", "elbe")
    with pytest.raises(UsageError, match="called so already") as caught:
        desk.add("rivers ", "fire")
    assert first.theme.id in caught.value.remedy
    assert desk.add("Rivers", "elbe").theme.id == first.theme.id


def test_only_themes_of_the_desk_are_taken_back(desk: ThemeDesk) -> None:
    [name, _] = names(desk)
    with pytest.raises(UsageError, match="no theme of yours"):
        desk.remove(name)
    desk.add("Elbe one", "elbe")
    desk.add("Elbe two", "crested")
    with pytest.raises(UsageError, match="2 themes of yours"):
        desk.remove("elbe")


def test_the_commands(site: Path) -> None:
    code, told = run("theme", "add", "High water", "--query", "crested", "--out", site)
    assert code == 0
    assert "1 report stand" in told or "1 report" in told
    code, told = run("theme", "list", "--format", "jsonl", "--out", site)
    held = {row["name"]: row for row in map(json.loads, told.splitlines())}
    assert held["High water"]["query"] == "crested"
    assert "[crested]" in run("theme", "list", "--out", site)[1]
    code, told = run("theme", "remove", "High water", "--out", site)
    assert "taken back" in told
    assert FLOOD[:10] not in told
