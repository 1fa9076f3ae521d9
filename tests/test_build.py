"""The whole flow by its command: what a newcomer does, what goes wrong, and what is left behind."""

from __future__ import annotations

import gzip
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.app import sample_sources
from dateline.storage import open_store
from tests.commands import FIRE, FLOOD, dateline, form, lines, started
from tests.conftest import Edition

Tree = Callable[[Path], dict[str, bytes]]


def whole(store: Path) -> bool:
    connection = sqlite3.connect(store)
    answer = connection.execute("PRAGMA integrity_check").fetchone()
    connection.close()
    return bool(answer == ("ok",))


# --- the sample edition -------------------------------------------------------------------


def test_the_sample_is_a_site_to_read(sample: Edition) -> None:
    assert len(sample.reports) >= 30
    assert len(sample.pages) >= 8
    assert sample.built.themes >= 2
    for page in sample.site.rglob("*.html"):
        assert "Sample edition: invented events" in page.read_text("utf-8"), page


def test_its_broken_page_is_named_and_the_run_went_on(sample: Edition) -> None:
    failures = sample.built.intake.failures
    assert any("broken" in failure.item for failure in failures)
    assert all(failure.reason for failure in failures)


def test_a_second_build_changes_no_byte(sample: Edition, tmp_path: Path, tree: Tree) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(sample.site.parent, folder)
    open_store(folder / "site.db").close()  # other tests may have it open: what they left is put in its place
    before = tree(folder)
    times = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    done = started("build", "--sample", "--out", folder / "site")
    assert "Nothing has changed" in done.stderr
    assert tree(folder) == before
    assert {path: path.stat().st_mtime_ns for path in times} == times


def test_the_same_input_gives_the_same_bytes(sample: Edition, tmp_path: Path, tree: Tree) -> None:
    done = started("build", "--sample", "--out", tmp_path / "site")
    assert done.returncode == 1, done.stderr  # the broken page
    assert tree(tmp_path / "site") == tree(sample.site)


def test_no_path_of_this_machine_is_in_the_site(sample: Edition) -> None:
    sources = sample_sources()[0].encode()
    assert not [path for path in sample.site.rglob("*") if path.is_file() and sources in path.read_bytes()]


# --- growing ------------------------------------------------------------------------------


def test_new_reports_join_their_story_and_addresses_stay(tmp_path: Path) -> None:
    source, site = tmp_path / "reports.jsonl", tmp_path / "site"
    source.write_text(lines(form("kurier"), form("bote", FIRE)))
    assert dateline("build", source, "--out", site).returncode == 0
    first = {path.parent.name for path in site.glob("story/*/index.html")}
    again = (
        FLOOD.replace("Two men", "Police confirmed that two men")
        + " The mayor, Ilse Kranz, said that all schools in the town would stay closed until Friday."
    )
    source.write_text(lines(form("kurier"), form("bote", FIRE), form("welle", again)))
    done = dateline("build", source, "--out", site)
    assert "1 new report" in done.stderr
    assert {path.parent.name for path in site.glob("story/*/index.html")} == first
    pages = [json.loads(path.read_text()) for path in site.glob("story/*/page.json")]
    [flood] = [page for page in pages if len(page["sources"]) == 2]
    assert flood["revision"]["number"] == 2
    assert "Welle" in flood["revision"]["reason"]


def test_a_changed_body_is_a_new_version_of_the_same_report(tmp_path: Path) -> None:
    source, site = tmp_path / "reports.jsonl", tmp_path / "site"
    given = form("kurier", url="https://kurier.example/1")
    source.write_text(lines(given))
    dateline("build", source, "--out", site)
    later = {**given, "text": FLOOD.replace("7.9", "7.6") + " The walls come down on Thursday."}
    source.write_text(lines(later))
    done = dateline("build", source, "--out", site)
    assert "1 changed" in done.stderr
    store = open_store(tmp_path / "site.db")
    [report] = store.reports().values()
    store.close()
    assert "7.6" in report.text


def test_the_same_report_under_another_address_counts_once(tmp_path: Path) -> None:
    source = tmp_path / "reports.jsonl"
    source.write_text(
        lines(
            form("kurier", url="https://kurier.example/1"),
            form("kurier", url="http://www.kurier.example/1?utm_source=mail"),
            form("kurier", url="https://kurier.example/reposted/1"),
        )
    )
    done = dateline("build", source, "--out", tmp_path / "site")
    assert "1 new report, 1 already known under another address" in done.stderr
    [page] = (tmp_path / "site").glob("story/*/page.json")
    assert len(json.loads(page.read_text())["sources"]) == 1


# --- bad input ----------------------------------------------------------------------------


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    done = dateline("build", tmp_path / "pages", "--out", tmp_path / "site")
    assert done.returncode in (1, 2)
    assert "pages" in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_to_build_from_is_said(tmp_path: Path) -> None:
    done = dateline("build", "--out", tmp_path / "site")
    assert done.returncode == 2
    assert "give files, folders or URLs, or --sample" in done.stderr


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    done = dateline("build", tmp_path / "nowhere.jsonl", "--out", tmp_path / "site")
    assert done.returncode in (1, 2)
    assert "nowhere.jsonl" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture
def trouble(tmp_path: Path) -> Path:
    """A folder with every kind of trouble, and one good file."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.jsonl").write_text(lines(form("kurier")))
    (folder / "noise.html").write_bytes(random.Random(7).randbytes(4000))
    (folder / "large.html").write_bytes(b"<html><body><p>" + b"word " * 4_000_000 + b"</p></body></html>")
    (folder / "empty.html").write_bytes(b"")
    (folder / "cut.jsonl").write_text(lines(form("bote", FIRE)) + '{"text": "cut in the mid')
    (folder / "cut.jsonl.gz").write_bytes(gzip.compress(lines(form("x")).encode())[:-9])
    return folder


def test_each_trouble_is_named_and_the_rest_is_built(trouble: Path, tmp_path: Path) -> None:
    done = dateline("build", trouble, "--out", tmp_path / "site")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for name in ("noise.html", "large.html", "empty.html", "cut.jsonl:2", "cut.jsonl.gz"):
        assert name in done.stderr, done.stderr
    assert len(list((tmp_path / "site").glob("story/*/index.html"))) >= 2
    assert whole(tmp_path / "site.db")


def test_times_that_cannot_be_are_set_aside_and_said(tmp_path: Path) -> None:
    source = tmp_path / "reports.jsonl"
    source.write_text(
        lines(form("kurier", published="1970-01-01T00:00:00Z"), form("bote", FIRE, published="2090-01-01"))
    )
    done = dateline("extract", source)
    reports = [json.loads(line) for line in done.stdout.splitlines()]
    assert [report["published"] for report in reports] == [None, None]
    assert all("published" in report["notes"][0] for report in reports)
    assert dateline("build", source, "--out", tmp_path / "site").returncode == 0
    assert len(list((tmp_path / "site").glob("story/*/index.html"))) == 2


def test_a_folder_of_something_else_is_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "index.html").write_text("years of work")
    (tmp_path / "reports.jsonl").write_text(lines(form("kurier")))
    done = dateline("build", tmp_path / "reports.jsonl", "--out", tmp_path / "thesis")
    assert done.returncode == 2
    assert "give an empty folder" in done.stderr
    assert (tmp_path / "thesis" / "index.html").read_text() == "years of work"


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk needs root")
def test_a_full_disk_is_said_and_the_next_run_goes_on(tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(small)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this machine does not let us mount a small disk")
    try:
        done = started("build", "--sample", "--out", small / "site")
        assert done.returncode == 2
        assert "make room on the disk" in done.stderr, done.stderr
        assert "Traceback" not in done.stderr
        assert whole(small / "site.db")
        subprocess.run(["mount", "-o", "remount,size=60m", str(small)], check=True)
        done = started("build", "--sample", "--out", small / "site")
        assert done.returncode == 1, done.stderr
        assert len(list((small / "site").glob("story/*/index.html"))) >= 8
    finally:
        subprocess.run(["umount", str(small)], check=False)


@pytest.mark.slow
def test_a_run_killed_anywhere_is_taken_up_again(sample: Edition, tmp_path: Path, tree: Tree) -> None:
    """``kill -9`` at seven points: nothing lost, nothing doubled, the same site in the end."""
    command = [sys.executable, "-m", "dateline", "build", "--sample", "--out", str(tmp_path / "site")]
    for wait in (0.6, 1.2, 1.8, 2.4, 3.0, 3.6, 4.2):
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
            time.sleep(wait)
            process.send_signal(signal.SIGKILL)
    done = started("build", "--sample", "--out", tmp_path / "site")
    assert done.returncode == 1, done.stderr
    assert whole(tmp_path / "site.db")
    store = open_store(tmp_path / "site.db")
    assert store.reports() == sample.reports
    store.close()
    assert tree(tmp_path / "site") == tree(sample.site)
