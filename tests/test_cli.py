"""The commands keep the line contract: forms, standard input, exit status, bad lines."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from dateline import __version__
from dateline.app import Built, open_app
from dateline.cli import _tell_built
from dateline.cli.telling import Bar
from dateline.core.contract import report_from
from dateline.core.errors import UsageError
from dateline.core.types import Failure
from dateline.pipeline.intake import Intake
from dateline.stages import FLOW
from tests.commands import FIRE, FLOOD, dateline, form, lines, started
from tests.conftest import Edition

COMMANDS = [
    "build",
    "run",
    "status",
    "serve",
    "export",
    "extract",
    "group",
    "interpret",
    "narrate",
    "timeline",
    "proof",
    "story",
    "theme",
    "why",
    "regroup",
]


def rows(stdout: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stdout.splitlines()]


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    path.write_text(lines(form("kurier"), form("bote", FIRE)) + "{cut\n" + "[]\n" + '{"text": ""}\n')
    return path


def test_version_and_help() -> None:
    assert started("--version").stdout == f"dateline {__version__}\n"
    told = dateline("--help").stdout
    assert all(command in told for command in COMMANDS)
    for command in COMMANDS:
        done = dateline(command, "--help")
        assert done.returncode == 0
        assert len(done.stdout) > 200


def test_help_loads_no_heavy_library() -> None:
    """`--help` must answer at once: what is heavy is imported where it is used."""
    script = "import sys, dateline.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    heavy = {
        "pydantic",
        "sqlalchemy",
        "httpx",
        "trafilatura",
        "sklearn",
        "numpy",
        "lxml",
        "jinja2",
        "alembic",
    }
    assert not heavy & set(loaded.stdout.split())


def test_stages_are_loaded_without_their_libraries() -> None:
    script = "import sys, dateline.app; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert not {"sklearn", "trafilatura", "pint", "py3langid", "fastapi"} & set(loaded.stdout.split())
    assert all(f"dateline.stages.{stage.name}" in loaded.stdout for stage in FLOW)


def test_bad_lines_are_named_with_their_number_and_skipped(reports: Path) -> None:
    done = dateline("extract", reports)
    assert done.returncode == 1
    assert len(rows(done.stdout)) == 2
    for number in (3, 4, 5):
        assert f"reports.jsonl:{number}" in done.stderr


def test_strict_stops_at_the_first(reports: Path) -> None:
    done = dateline("interpret", reports, "--strict")
    assert done.returncode == 1
    assert "reports.jsonl:3" in done.stderr
    assert "reports.jsonl:4" not in done.stderr


def test_extract_gives_reports() -> None:
    done = started("extract", "-", stdin=lines({"text": FLOOD}))
    [report] = rows(done.stdout)
    assert done.returncode == 0
    assert report["text"] == FLOOD
    assert report["language"] == "en"
    assert report["id"] == report_from({"text": FLOOD}).id


def test_group_gives_a_line_for_each_report() -> None:
    given = [form("kurier"), form("welle", FLOOD + " The river is falling."), form("bote", FIRE)]
    done = started("group", "-", stdin=lines(*given))
    found = rows(done.stdout)
    assert [set(row) >= {"report", "story", "theme", "origin"} for row in found] == [True] * 3
    assert found[0]["story"] == found[1]["story"] != found[2]["story"]
    assert all(row["why"] and row["reason"]["ground"] and row["theme_name"] for row in found)
    assert found[1]["reason"]["ground"] in ("copy", "likeness")


def test_group_takes_given_stories_as_they_are() -> None:
    given = [form("kurier", story="a", theme="T"), form("bote", FIRE, story="a", theme="T")]
    found = rows(dateline("group", "-", stdin=lines(*given)).stdout)
    assert [(row["story"], row["theme"]) for row in found] == [("a", "T"), ("a", "T")]


def test_interpret_gives_facts_with_offsets_into_the_text() -> None:
    [facts] = rows(started("interpret", "-", stdin=lines(form("kurier", id="r1"))).stdout)
    assert facts["report"] == "r1"
    assert facts["statements"]
    assert any(place["name"] == "Meissen" for place in facts["places"])
    found = [*facts["figures"], *facts["places"], *facts["times"], *facts["events"]]
    found += [phrase for statement in facts["statements"] for phrase in statement["content"]]
    assert found
    assert all(FLOOD[item["start"] : item["end"]] == item["text"] for item in found)


def test_narrate_gives_pages_with_evidence() -> None:
    given = [form("kurier", id="r1"), form("bote", FIRE, id="r2")]
    pages = rows(started("narrate", "-", stdin=lines(*given)).stdout)
    assert len(pages) == 2
    texts = {"r1": FLOOD, "r2": FIRE}
    for page in pages:
        assert {"story", "theme", "headline", "standfirst", "summary", "body", "revision"} <= set(page)
        held = [page["headline"], *page["summary"]]
        held += [line for section in page["body"] for line in section["lines"]]
        for line in held:
            assert line["evidence"]
            assert all(texts[span["report"]][span["start"] : span["end"]] for span in line["evidence"])


def test_timeline_is_in_date_order() -> None:
    given = [form("kurier", theme="T"), form("bote", FIRE, theme="T", published="2024-06-06")]
    found = rows(started("timeline", "-", "--dates", "2", stdin=lines(*given)).stdout)
    assert [set(row) >= {"theme", "date", "text", "evidence"} for row in found] == [True] * len(found)
    assert [row["date"] for row in found] == sorted(row["date"] for row in found)
    assert found


# --- proof --------------------------------------------------------------------------------


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_text("The Elbe crested at 9.7 metres in Meissen, the state flood centre said.")
    return path


def test_proof_finds_what_no_source_has(draft: Path, tmp_path: Path) -> None:
    sources = tmp_path / "reports.jsonl"
    sources.write_text(lines(form("kurier")))
    done = started("proof", draft, "--sources", sources, "--format", "jsonl")
    text = draft.read_text()
    assert done.returncode == 1
    [finding] = [row for row in rows(done.stdout) if row["severity"] == "error"]
    assert finding["rule"] == "unsupported-number"
    assert text[finding["start"] : finding["end"]] == finding["text"]
    assert "9.7" in finding["text"]
    told = dateline("proof", draft, "--sources", sources).stdout
    assert "error unsupported-number" in told
    assert "7.9" in told


def test_a_clean_draft_gives_no_line_and_status_0(draft: Path, tmp_path: Path) -> None:
    sources = tmp_path / "reports.jsonl"
    sources.write_text(lines(form("kurier")))
    draft.write_text("The Elbe crested at 7.9 metres in Meissen, the state flood centre said.")
    done = dateline("proof", draft, "--sources", sources, "--format", "jsonl")
    assert (done.returncode, done.stdout) == (0, "")


def test_proof_without_sources_knows_only_what_needs_none(tmp_path: Path) -> None:
    path = tmp_path / "draft.md"
    path.write_text("The plant lies 1,000 km (900 miles) from the border, &amp; burns.")
    rules = {row["rule"] for row in rows(dateline("proof", path, "--format", "jsonl").stdout)}
    assert "unit-mismatch" in rules
    assert not any(rule.startswith("unsupported") for rule in rules)


def test_text_prints_what_offsets_refer_to(tmp_path: Path) -> None:
    path = tmp_path / "draft.html"
    path.write_text("<html><body><h1>One</h1><p>Two <b>three</b>.</p></body></html>")
    assert dateline("proof", path, "--text").stdout.split() == ["One", "Two", "three."]


def test_batch(tmp_path: Path) -> None:
    cases = tmp_path / "cases.jsonl"
    good = {"id": "a", "draft": "Nobody was hurt.", "sources": [form("bote", FIRE)]}
    bad = {"id": "b", "draft": "Ninety firefighters were at work.", "sources": [form("bote", FIRE)]}
    cases.write_text(lines(good, bad) + "{cut\n" + '{"id": "c"}\n')
    done = dateline("proof", "--batch", cases)
    found = {row["id"]: row["findings"] for row in rows(done.stdout)}
    assert done.returncode == 1
    assert set(found) == {"a", "b"}
    assert not [finding for finding in found["a"] if finding["severity"] == "error"]
    assert [finding["rule"] for finding in found["b"] if finding["severity"] == "error"]
    assert "cases.jsonl:3" in done.stderr
    assert "case c" in done.stderr


def test_a_page_of_ours_can_be_proofed(sample: Edition, tmp_path: Path) -> None:
    page = next(sample.site.glob("story/*/page.json"))
    done = dateline("proof", page, "--format", "jsonl")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["proof"],
        ["proof", "nowhere.txt"],
        ["proof", "x", "--format", "pdf"],
        ["export", "nowhere", "--format", "csv"],
        ["serve", "nowhere"],
    ],
)
def test_a_command_that_cannot_run_says_why_with_status_2(arguments: list[str], tmp_path: Path) -> None:
    done = dateline(*arguments)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


# --- export and serve ---------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["geojson", "csv", "parquet", "ninjs", "acled", "plover"])
def test_export(sample: Edition, kind: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = dateline("export", sample.site, "--format", kind, "--out", out)
    assert done.returncode == 0, done.stderr
    assert out.stat().st_size > 300


def test_export_of_reports_in_a_pipe() -> None:
    done = started("export", "-", "--format", "geojson", stdin=lines(form("kurier")))
    assert json.loads(done.stdout)["type"] == "FeatureCollection"


def test_export_names_what_it_leaves_out_and_ends_with_1() -> None:
    done = dateline("export", "-", "--format", "geojson", stdin=lines(form("kurier")) + "no report\n")
    assert done.returncode == 1
    assert len(json.loads(done.stdout)["features"]) == 1
    assert "dateline: -" in done.stderr


def test_export_to_an_unknown_format_lists_those_there_are(sample: Edition) -> None:
    done = dateline("export", sample.site, "--format", "xls")
    assert done.returncode == 2
    assert "geojson" in done.stderr


def test_serve_answers_on_loopback(sample: Edition) -> None:
    import httpx

    command = [sys.executable, "-m", "dateline", "serve", str(sample.site), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        address = process.stderr.readline().split()[0]
        try:
            with httpx.Client(base_url=address, trust_env=False, timeout=20) as client:
                for _ in range(50):
                    try:
                        client.get("/healthz")
                        break
                    except httpx.TransportError:
                        time.sleep(0.1)
                assert client.get("/").headers["content-type"].startswith("text/html")
                first = client.get("/api/v1/stories?limit=2").json()
                assert len(first["items"]) == 2
                after = client.get("/api/v1/stories", params={"cursor": first["next"], "limit": 100}).json()
                assert len(after["items"]) == len(sample.pages) - 2
                story = first["items"][0]["id"]
                page = client.get(f"/api/v1/stories/{story}").json()
                assert page["headline"]["evidence"]
                report = page["sources"][0]["report"]
                assert client.get(f"/api/v1/why/{report}").json()["story"] == story
                assert client.get("/api/v1/stories/none").status_code == 404
                assert client.get("/api/v1/why/none").status_code == 404
                assert client.get("/api/v1/themes").json()["items"]
                assert client.get("/../site.db").status_code == 404
        finally:
            process.terminate()


# --- settings -----------------------------------------------------------------------------


def test_settings_come_from_file_environment_and_flags(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "dateline.toml").write_text('title = "Elbe Desk"\ncontact = "desk@news.example"\n')
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATELINE_CONTACT", "night@news.example")
    settings = open_app(Bar()).settings
    assert (settings.title, settings.contact) == ("Elbe Desk", "night@news.example")
    assert open_app(Bar(), title="Other").settings.title == "Other"


@pytest.mark.parametrize(
    ("text", "words"), [("titel = 'x'\n", "titel"), ("workers = 0\n", "workers"), ("title = \n", "not TOML")]
)
def test_a_setting_that_cannot_be_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, words: str
) -> None:
    (tmp_path / "dateline.toml").write_text(text)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=words):
        open_app(Bar())


@pytest.mark.parametrize(
    ("stages", "told"),
    [
        (("collect",), "1 left out (named above)"),
        (("publish",), "1 item of publishing failed (named above)"),
        (("collect", "collect", "publish", "publish"), "2 items of publishing failed (named above)"),
        ((), ""),
    ],
)
def test_a_hub_that_is_not_reached_is_no_report_left_out(
    stages: tuple[str, ...], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    failures = tuple(
        Failure(item=f"item {number}", stage=stage, reason="no") for number, stage in enumerate(stages)
    )
    store = tmp_path / "site.db"
    _tell_built(
        Built(intake=Intake(failures=failures), pages=1, themes=1, withheld=0, written=1, store=store),
        tmp_path,
    )
    said = capsys.readouterr().err
    assert told in said
    assert ("left out" in said) == ("collect" in stages)
    assert ("of publishing failed" in said) == ("publish" in stages)
