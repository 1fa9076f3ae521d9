"""What an editor rules on stories holds: through new reports, a regroup, a rebuild, and a kill."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dateline import cli
from dateline.app import App, open_app
from dateline.app.stories import StoryDesk
from dateline.cli.telling import Bar
from dateline.core.errors import UsageError
from dateline.core.stories import RulingKind
from dateline.pipeline import filing
from dateline.storage import SqlStore, open_store
from tests.commands import FIRE, FLOOD, dateline, form, lines, started

CHOIR = (
    "The choir of Bad Orb sang for the last time on Sunday, its leader, Karl Otto, said. Eleven singers were "
    "left of forty. The church was full, and the collection goes to the organ, which is to be mended in May."
)
GIVEN = (
    form("kurier"),
    form("post", FLOOD + " The river is falling, the centre said."),
    form("bote", FIRE),
    form("welle", FIRE + " The street was closed."),
    form("rundschau", CHOIR),
)


@pytest.fixture
def app() -> App:
    return open_app(Bar(), workers=1)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small edition, built once: a flood of two reports, a fire of two, a choir of one."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "reports.jsonl").write_text(lines(*GIVEN))
    open_app(Bar(), workers=1).build([str(folder / "reports.jsonl")], folder / "site")
    return folder


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """A copy of the edition for each test, with its store."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return tmp_path / "site"


@pytest.fixture
def desk(app: App, site: Path) -> Iterator[StoryDesk]:
    with StoryDesk.open(app, site, None) as held:
        yield held


def stored(site: Path) -> SqlStore:
    return open_store(site.with_name("site.db"))


def stories(site: Path) -> dict[str, str]:
    """The story of each outlet's report."""
    with closing(stored(site)) as store:
        members = store.register.members()
        return {report.outlet: members[name].story for name, report in store.reports().items()}


def add(app: App, site: Path, *forms: dict[str, object]) -> None:
    more = site.with_name("more.jsonl")
    more.write_text(lines(*forms))
    app.build([str(more)], site)


def page(site: Path, story: str) -> str:
    return (site / "story" / story / "index.html").read_text()


# --- to look at ---------------------------------------------------------------------------


def test_the_edition_is_what_the_tests_take_it_for(site: Path) -> None:
    held = stories(site)
    assert held["Kurier"] == held["Post"]
    assert held["Bote"] == held["Welle"]
    assert len(set(held.values())) == 3


def test_a_story_is_shown_with_its_reports(desk: StoryDesk, site: Path) -> None:
    flood = stories(site)["Kurier"]
    told = desk.show(flood)
    assert {held.report.outlet for held in told.reports} == {"Kurier", "Post"}
    assert told.headline.startswith("The Elbe crested")
    assert not any(held.ruled for held in told.reports)
    assert {page.story for page in desk.listing()} == set(stories(site).values())
    assert [page.story for page in desk.listing(told.theme)] == [flood]
    with pytest.raises(UsageError, match="no such theme"):
        desk.listing("nothing of the kind")


def test_names_are_ids_addresses_and_parts_of_them(desk: StoryDesk, site: Path) -> None:
    flood = stories(site)["Kurier"]
    for name in (flood, flood[:9], f"https://news.example/story/{flood}/", f"/story/{flood}/index.html"):
        assert desk.show(name).id == flood
    for name in ("https://bote.example/news/259", "bote.example", desk.why("bote.example").held.report.id):
        assert desk.why(name).held.report.outlet == "Bote"


@pytest.mark.parametrize(
    ("name", "remedy"),
    [("news", "https://"), ("https://bote.example/news/258", "https://bote.example/news/259"), ("zz", "id")],
)
def test_a_report_that_is_not_meant_clearly_is_asked_for(desk: StoryDesk, name: str, remedy: str) -> None:
    with pytest.raises(UsageError) as caught:
        desk.why(name)
    assert remedy in caught.value.remedy


def test_a_story_that_is_not_meant_clearly_is_asked_for(desk: StoryDesk, site: Path) -> None:
    flood = stories(site)["Kurier"]
    with pytest.raises(UsageError, match="3 stories are called so"):
        desk.show("s")
    with pytest.raises(UsageError) as caught:
        desk.show(flood[:-1] + "_")
    assert flood in caught.value.remedy
    with pytest.raises(UsageError) as caught:
        desk.show("elbe crested")
    assert flood in caught.value.remedy
    with pytest.raises(UsageError, match="no such story"):
        desk.show("")


def test_a_site_written_again_says_of_itself_what_it_said(tmp_path: Path) -> None:
    reports = tmp_path / "reports.jsonl"
    reports.write_text(lines(form("kurier")))
    open_app(Bar(), workers=1, title="Elbe Desk", notice="A trial").build([str(reports)], tmp_path / "site")
    again = open_app(Bar(), workers=1, notice="No trial any more")
    again.build([], tmp_path / "site")
    front = (tmp_path / "site" / "index.html").read_text()
    assert "Elbe Desk" in front
    assert "No trial any more" in front
    open_app(Bar(), workers=1).build([str(reports)], tmp_path / "site")
    assert "Elbe Desk" not in (tmp_path / "site" / "index.html").read_text()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--start", "nonsense"), "'nonsense' is no day"),
        (("--end", "2025-13-01"), "is no day"),
        (("--start", "2025-07-02", "--end", "2025-07-01"), "2025-07-01 is before 2025-07-02"),
    ],
)
def test_a_timeline_of_no_days_is_refused(tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    reports = tmp_path / "reports.jsonl"
    reports.write_text(lines(form("kurier")))
    done = dateline("timeline", reports, *arguments)
    assert done.returncode == 2
    assert told in done.stderr


# --- to rule ------------------------------------------------------------------------------


def test_merged_stories_stay_one(app: App, desk: StoryDesk, site: Path) -> None:
    held = stories(site)
    filed = desk.merge([held["Kurier"], held["Bote"]], "one river")
    assert {filed.after[report].story for report in filed.moved} == {held["Kurier"]}
    [story] = [story for story in filed.stories if story.into]
    assert (story.id, story.into) == (held["Bote"], (held["Kurier"],))
    assert story.ended is not None
    app.build([], site)
    assert 'http-equiv="refresh"' in page(site, held["Bote"])
    assert "Two pages told of this happening." in page(site, held["Kurier"])
    assert "one river" in (site / "corrections" / "index.html").read_text()
    assert held["Bote"] not in (site / "index.html").read_text()
    add(app, site, form("anzeiger", FIRE + " The fire service was thanked by the mayor."))
    desk.regroup()
    after = stories(site)
    assert after["Bote"] == after["Welle"] == after["Kurier"] == held["Kurier"]
    assert desk.show(held["Bote"]).id == held["Kurier"]
    assert desk.notes == (f"{held['Bote']} was merged into {held['Kurier']}",)


def test_a_split_stays_split_and_says_so(app: App, desk: StoryDesk, site: Path) -> None:
    held = stories(site)
    filed = desk.split(held["Kurier"], ["post.example"])
    assert len(filed.moved) == 1
    after = stories(site)
    assert after["Kurier"] == held["Kurier"] != after["Post"]
    app.build([], site)
    assert "<b>Some reports moved</b>" in page(site, held["Kurier"])
    assert "A report of another happening stood on this page." in page(site, held["Kurier"])
    add(app, site, form("anzeiger", FLOOD + " The mayor thanked all who had helped."))
    desk.regroup()
    again = stories(site)
    assert (again["Kurier"], again["Post"]) == (after["Kurier"], after["Post"])


def test_an_undone_merge_finds_its_address_again(app: App, desk: StoryDesk, site: Path) -> None:
    held = stories(site)
    desk.merge([held["Kurier"], held["Bote"]])
    desk.split(held["Kurier"], ["bote.example", "welle.example"])
    assert stories(site) == held
    app.build([], site)
    assert 'http-equiv="refresh"' not in page(site, held["Bote"])


def test_a_report_is_moved_and_its_empty_story_leads_on(app: App, desk: StoryDesk, site: Path) -> None:
    held = stories(site)
    desk.move("rundschau.example", held["Bote"], "the works' choir")
    assert stories(site)["Rundschau"] == held["Bote"]
    assert desk.show(held["Rundschau"]).id == held["Bote"]
    why = desk.why("rundschau.example")
    assert why.ruling is not None
    assert (why.ruling.kind, why.ruling.note) == (RulingKind.MOVE, "the works' choir")
    desk.move("bote.example", "new")
    alone = stories(site)["Bote"]
    assert alone not in held.values()
    desk.regroup()
    assert stories(site)["Bote"] == alone


def test_a_ruling_made_beside_another_does_not_undo_it(
    app: App, desk: StoryDesk, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = stories(site)
    recalled, meanwhile = filing._recalled, iter([True])

    def slow(*arguments: Any, **named: Any) -> Any:
        if next(meanwhile, False):  # what another editor does while this one's ruling is on its way
            with StoryDesk.open(app, site, None) as other:
                other.move("post.example", "new")
        return recalled(*arguments, **named)

    monkeypatch.setattr(filing, "_recalled", slow)
    desk.move("welle.example", held["Kurier"])
    after = stories(site)
    assert after["Welle"] == after["Kurier"] == held["Kurier"]
    assert after["Post"] not in held.values()


def test_the_later_ruling_holds(desk: StoryDesk, site: Path) -> None:
    held = stories(site)
    desk.move("post.example", held["Bote"])
    desk.move("post.example", held["Kurier"])
    assert stories(site) == held


def test_a_pin_changes_nothing_and_is_kept(app: App, desk: StoryDesk, site: Path) -> None:
    held = stories(site)
    desk.pin("rundschau.example")
    desk.pin(held["Bote"], "checked")
    assert stories(site) == held
    with closing(stored(site)) as store:
        rulings = store.register.rulings()
    assert [len(ruling.reports) for ruling in rulings] == [1, 2]
    assert all(held.ruled for held in desk.show(held["Bote"]).reports)


def test_what_cannot_be_ruled_is_refused_and_changes_nothing(desk: StoryDesk, site: Path) -> None:
    held = stories(site)
    flood, choir = held["Kurier"], held["Rundschau"]
    wrong: list[tuple[Callable[[], object], str]] = [
        (lambda: desk.merge([flood]), "one story already"),
        (lambda: desk.merge([flood, flood]), "one story already"),
        (lambda: desk.split(flood, ["kurier.example", "post.example"]), "all of its reports"),
        (lambda: desk.split(flood, ["bote.example"]), "is not in story"),
        (lambda: desk.move("kurier.example", flood), "already"),
        (lambda: desk.move("rundschau.example", "new"), "already"),
        (lambda: desk.merge([choir, "snothing"]), "no such story"),
    ]
    for order, reason in wrong:
        with pytest.raises(UsageError, match=reason):
            order()
    assert stories(site) == held
    with closing(stored(site)) as store:
        assert store.register.rulings() == []


def test_a_regroup_keeps_every_id_and_an_old_site_is_not_printed_again(
    app: App, desk: StoryDesk, site: Path
) -> None:
    held = stories(site)
    assert desk.regroup().moved == ()
    assert stories(site) == held
    assert app.build([], site).written == 0


# --- as commands --------------------------------------------------------------------------


def run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(cli.app, [str(one) for one in arguments])
    return done.exit_code, done.output


def test_the_commands_over_one_edition(site: Path) -> None:
    held = stories(site)
    code, told = run("story", "list", "--format", "jsonl", "--out", site)
    assert code == 0
    assert {json.loads(line)["story"] for line in told.splitlines()} == set(held.values())
    code, told = run("story", "merge", held["Kurier"], held["Bote"], "--note", "one river", "--out", site)
    assert code == 0
    assert f"merged: {held['Bote']}" in told
    assert f"dateline build --out {site}" in told
    code, told = run("story", "show", held["Bote"], "--out", site)
    assert told.count("(ruled by the desk)") == 4
    assert "was merged into" in told
    code, told = run("why", "welle.example", "--out", site)
    assert code == 0
    assert f"is in story {held['Kurier']}" in told
    assert "one river" in told
    code, told = run("why", "welle.example", "--format", "jsonl", "--out", site)
    assert json.loads(told)["ruling"] == {"kind": "merge", "note": "one river"}
    code, told = run("story", "move", "rundschau.example", held["Kurier"], "--out", site)
    assert "moved: report" in told
    code, told = run("story", "split", held["Kurier"], "rundschau.example", "--out", site)
    assert "split:" in told
    code, told = run("story", "pin", held["Kurier"], "--out", site)
    assert "Pinned" in told
    code, told = run("regroup", "--out", site)
    assert (code, "Nothing has changed" in told or "moved" not in told) == (0, True)


def test_a_wrong_name_is_told_with_the_way_out(site: Path, tmp_path: Path) -> None:
    done = started("story", "show", "nothing", "--out", site)
    assert (done.returncode, done.stdout) == (2, "")
    assert "no such story (see: dateline story list" in done.stderr
    done = started("why", "x", "--store", tmp_path / "none.db")
    assert done.returncode == 2
    assert "is no store" in done.stderr


def test_a_build_of_nothing_at_all_is_refused(tmp_path: Path) -> None:
    done = dateline("build", "--out", tmp_path / "none")
    assert done.returncode == 2
    assert "nothing to build from" in done.stderr
    assert not (tmp_path / "none.db").exists()


@pytest.mark.slow
@pytest.mark.parametrize("after", [0.4, 0.9, 1.4])
def test_killed_at_any_time_the_store_is_as_before_or_as_after(site: Path, after: float) -> None:
    before = stories(site)
    merged = {outlet: before["Kurier"] if outlet in ("Bote", "Welle") else s for outlet, s in before.items()}
    order = ["story", "merge", before["Kurier"], before["Bote"], "--out", str(site)]
    for command in (order, ["regroup", "--out", str(site)]):
        child = subprocess.Popen(
            [sys.executable, "-m", "dateline", *command],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "DATELINE_WORKERS": "1"},
        )
        time.sleep(after)
        child.send_signal(signal.SIGKILL)
        child.wait()
        assert stories(site) in (before, merged)
    with closing(stored(site)) as store:
        ruled = bool(store.register.rulings())
        assert {story.id for story in store.register.stories() if story.into} == (
            {before["Bote"]} if ruled else set()
        )
    assert (stories(site) == merged) is ruled
    assert started("regroup", "--out", site).returncode == 0
