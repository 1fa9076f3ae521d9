"""Drafts held against sources, wherever these come from; the command and the hook."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from dateline.app import App, open_app
from dateline.app.proofing import Proofreader, Verdict
from dateline.core.errors import UsageError
from dateline.core.pages import Finding
from dateline.core.types import Failure
from tests.commands import FIRE, FLOOD, dateline, form, lines, started
from tests.test_app import Silent
from tests.test_cli import rows

FALSE = "The Elbe crested at 9.4 metres in Meissen on Tuesday morning, the state flood centre said."
TRUE = FALSE.replace("9.4", "7.9")


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> App:
    monkeypatch.chdir(tmp_path)
    return open_app(Silent(), workers=1)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    path.write_text(lines(form("kurier", story="flood"), form("bote", FIRE, story="fire")))
    return path


def judged(desk: App, text: str, *sources: Path | str, stories: Sequence[str] = ()) -> Verdict:
    path = Path("draft.txt")
    path.write_text(text)
    reader = Proofreader(desk, list(map(str, sources)), stories)
    return reader.judge(reader.read(str(path)), str(path))


def errors(findings: Iterable[Finding]) -> set[str]:
    return {finding.rule for finding in findings if finding.severity == "error"}


# --- drafts -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("draft.txt", "The river rose.\n", "The river rose."),
        ("draft.md", "# Title\n\nThe river rose.\n", "The river rose."),
        ("draft.html", "<html><body><p>The river rose.</p></body></html>", "The river rose."),
    ],
)
def test_a_draft_is_read_by_its_kind(desk: App, name: str, content: str, words: str) -> None:
    Path(name).write_text(content)
    assert words in Proofreader(desk).read(name).text


def test_a_draft_that_cannot_be_read_ends_the_command(desk: App) -> None:
    Path("cut.gz").write_bytes(gzip.compress(b"The river rose." * 50)[:-9])
    Path("draft.doc").write_bytes(b"The river rose.")
    for name in ("nowhere.txt", ".", "cut.gz", "draft.doc"):
        with pytest.raises(UsageError) as caught:
            Proofreader(desk).read(name)
        assert caught.value.reason
        assert caught.value.remedy


def test_what_a_draft_is_can_be_said_where_its_name_does_not(desk: App) -> None:
    Path("draft.out").write_text("# Title\n\nThe *river* rose.")
    assert Proofreader(desk).read("draft.out", "markdown").text == "Title\n\nThe river rose."
    with pytest.raises(UsageError, match=r"draft\.out"):
        Proofreader(desk).read("draft.out", "word")


# --- sources ------------------------------------------------------------------------------


def test_a_draft_is_held_against_its_sources(desk: App, reports: Path) -> None:
    verdict = judged(desk, FALSE, reports)
    assert "unsupported-number" in errors(verdict.findings)
    assert any(verdict.draft.text[found.start : found.end].startswith("9.4") for found in verdict.findings)
    assert judged(desk, TRUE, reports).findings == ()


def test_without_sources_only_the_rules_that_need_none_apply(desk: App) -> None:
    verdict = judged(desk, FALSE + " The fleet has ${count} boats.")
    assert (errors(verdict.findings), verdict.sources, verdict.alignments) == ({"markup-leak"}, None, ())


def test_sources_without_a_report_bear_out_nothing_and_end_the_command(desk: App, tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("")
    with pytest.raises(UsageError, match="no report"):
        judged(desk, TRUE, tmp_path / "empty.jsonl")


def test_a_source_that_cannot_be_taken_is_named_and_the_others_count(desk: App, reports: Path) -> None:
    reports.write_text(reports.read_text() + "{cut\n")
    reader = Proofreader(desk, [str(reports)])
    assert len(reader.clippings or ()) == 2
    assert [failure.item for failure in reader.failures] == [f"{reports}:3"]


@pytest.mark.parametrize("named", ["site", "site.db"])
def test_a_site_or_its_store_is_a_source(desk: App, tmp_path: Path, reports: Path, named: str) -> None:
    desk.build([str(reports)], tmp_path / "site")
    assert judged(desk, TRUE, tmp_path / named).findings == ()
    assert "unsupported-number" in errors(judged(desk, FALSE, tmp_path / named).findings)


def test_of_a_store_one_story_may_be_meant(desk: App, tmp_path: Path, reports: Path) -> None:
    desk.build([str(reports)], tmp_path / "site")
    site = tmp_path / "site"
    assert judged(desk, TRUE, site, stories=["flood"]).errors == 0
    assert judged(desk, FALSE, site, stories=["fire"]).errors
    assert len(judged(desk, TRUE, site, stories=["fire"]).sources or ()) == 1
    with pytest.raises(UsageError, match="--story"):
        judged(desk, TRUE, reports, stories=["flood"])


# --- batches ------------------------------------------------------------------------------


def cases(desk: App, path: Path, *given: object) -> list[Verdict | Failure]:
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in given))
    return list(Proofreader(desk).batch(str(path)))


def test_each_case_of_a_batch_has_its_findings(desk: App, tmp_path: Path) -> None:
    wrong, right = cases(
        desk,
        tmp_path / "cases.jsonl",
        {"id": "wrong", "draft": FALSE, "sources": [form("kurier")], "more": "is passed over"},
        {"id": 7, "draft": TRUE, "sources": [form("kurier")]},
    )
    assert isinstance(wrong, Verdict)
    assert isinstance(right, Verdict)
    assert wrong.name == "wrong"
    assert "unsupported-number" in errors(wrong.findings)
    assert (right.name, right.findings) == ("7", ())


@pytest.mark.parametrize(
    "row",
    [
        {"id": "bad"},
        {"id": "bad", "draft": FALSE, "sources": 5},
        {"id": "bad", "draft": FALSE, "sources": "abc"},
        {"id": "bad", "draft": FALSE, "sources": [3]},
        {"id": "bad", "draft": FALSE, "sources": [{"title": "no text"}]},
        "{cut",
        "[]",
        "5",
    ],
)
def test_what_is_no_case_is_named_and_the_next_goes_on(desk: App, tmp_path: Path, row: object) -> None:
    path = tmp_path / "cases.jsonl"
    bad, good = cases(desk, path, row, {"id": "good", "draft": "The river rose.", "sources": []})
    assert isinstance(bad, Failure)
    assert bad.item == ("case bad" if isinstance(row, dict) else f"{path}:1")
    assert (bad.stage, bool(bad.reason)) == ("proof", True)
    assert isinstance(good, Verdict)
    assert good.name == "good"


# --- the command --------------------------------------------------------------------------


def test_several_drafts_are_judged_and_each_line_names_its_own(tmp_path: Path, reports: Path) -> None:
    (tmp_path / "a.txt").write_text(FALSE)
    (tmp_path / "b.md").write_text(TRUE)
    drafts = (tmp_path / "a.txt", tmp_path / "b.md")
    done = dateline("proof", *drafts, "--sources", reports, "--format", "jsonl")
    assert done.returncode == 1
    assert {row["draft"] for row in rows(done.stdout)} == {str(tmp_path / "a.txt")}


@pytest.mark.parametrize(("gate", "status"), [("error", 0), ("warning", 1), ("never", 0)])
def test_what_makes_it_fail_is_the_users_choice(tmp_path: Path, gate: str, status: int) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("Observers say that the bridge will be closed for a month.")
    assert dateline("proof", path, "--fail-on", gate).returncode == status


def test_a_wrong_draft_passes_where_nothing_is_to_fail(tmp_path: Path, reports: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text(FALSE)
    done = dateline("proof", path, "--sources", reports, "--fail-on", "never")
    assert done.returncode == 0
    assert "error unsupported-number" in done.stdout


def test_each_sentence_is_shown_with_what_bears_it_out(tmp_path: Path, reports: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text(TRUE)
    [row] = rows(dateline("proof", path, "--sources", reports, "--format", "align").stdout)
    span = row["evidence"][0]
    assert (row["start"], row["text"], row["likeness"] > 0.5) == (0, TRUE, True)
    assert "crested" in FLOOD[span["start"] : span["end"]]


def test_a_draft_may_come_by_the_pipe_as_what_it_is() -> None:
    done = started("proof", "-", "--as", "markdown", "--text", stdin="# One\n\nTwo *three*.")
    assert done.stdout == "One\n\nTwo three.\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["a.txt", "--format", "pdf"],
        ["a.txt", "--fail-on", "often"],
        ["a.txt", "--as", "odt"],
        ["a.txt", "b.txt", "--format", "html"],
    ],
)
def test_what_cannot_be_done_is_said_before_anything_is_read(arguments: list[str]) -> None:
    done = dateline("proof", *arguments)
    assert done.returncode == 2
    assert "a.txt:" not in done.stderr


# --- the hook -----------------------------------------------------------------------------


def test_the_hook_calls_a_command_that_takes_several_files() -> None:
    hooks = (Path(__file__).parent.parent / ".pre-commit-hooks.yaml").read_text("utf-8")
    told = dict(re.findall(r"^[- ] (\w+): (.+)$", hooks, re.MULTILINE))
    assert (told["id"], told["entry"], told["language"]) == ("dateline-proof", "dateline proof", "python")
