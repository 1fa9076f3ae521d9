"""The folder of the site: files whole or not there, foreign folders left alone."""

from __future__ import annotations

import ctypes
import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.core.errors import StoreError, UsageError
from dateline.core.site import File
from dateline.storage import SiteFolder, site
from dateline.storage.site import MARK

FILES = [File(path=MARK, content=b"p{}"), File(path="story/s1/index.html", content=b"<p>one</p>")]


def test_files_are_written_once(tmp_path: Path) -> None:
    folder = SiteFolder(tmp_path / "site")
    assert folder.write(FILES) == 2
    before = (folder.root / MARK).stat().st_mtime_ns
    assert folder.write(FILES) == 0
    assert (folder.root / MARK).stat().st_mtime_ns == before
    assert folder.write([File(path=MARK, content=b"a{}")]) == 1
    assert folder.read(MARK) == b"a{}"
    assert folder.read("nothing.html") == b""


def test_files_can_be_read_by_a_web_server(tmp_path: Path) -> None:
    SiteFolder(tmp_path).write(FILES)
    assert (tmp_path / MARK).stat().st_mode & 0o777 == 0o644


def test_a_full_disk_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = SiteFolder(tmp_path)
    folder.write(FILES)

    def full(_temporary: str, _content: bytes) -> str:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(site, "_stage", full)
    with pytest.raises(StoreError, match="make room on the disk"):
        folder.write([File(path=MARK, content=b"new")])
    assert folder.read(MARK) == b"p{}"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["assets", "story"]


def test_a_file_where_a_folder_is_needed_is_named(tmp_path: Path) -> None:
    (tmp_path / "story").write_bytes(b"no folder")
    with pytest.raises(StoreError, match=r"story/s1/index\.html.*give another --out"):
        SiteFolder(tmp_path).write(FILES)


# --- what a power cut may find --------------------------------------------------------------


def test_the_last_file_comes_when_all_others_are_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []

    def settle(folder: Path) -> None:
        files = (path for path in folder.rglob("*") if path.is_file())
        seen.append(sorted(path.name for path in files if ".writing-" not in str(path)))

    monkeypatch.setattr(site, "_settle", settle)
    monkeypatch.setattr(site, "_BATCH", 2)
    SiteFolder(tmp_path).write(File(path=f"{name}.html", content=b"x") for name in "abcde")
    assert seen == [
        [],
        ["a.html", "b.html"],
        ["a.html", "b.html", "c.html", "d.html"],
        ["a.html", "b.html", "c.html", "d.html"],
    ]


def test_what_is_staged_when_the_work_is_broken_off_goes(tmp_path: Path) -> None:
    def made() -> Iterator[File]:
        yield from FILES
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        SiteFolder(tmp_path).write(made())
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_left_is_cleared_and_what_a_running_one_stages_is_not(tmp_path: Path) -> None:
    gone, running, own = (tmp_path / f".writing-{name}" for name in ("999999999", "1", str(os.getpid())))
    for folder in (gone, running, own):
        folder.mkdir()
        (folder / "0").write_bytes(b"half")
    SiteFolder(tmp_path).check()
    SiteFolder(tmp_path).write(FILES)
    assert [path.name for path in sorted(tmp_path.glob(".writing-*"))] == [running.name]


def test_a_site_written_again_waits_for_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    SiteFolder(tmp_path).write(FILES)
    monkeypatch.setattr(site, "_settle", lambda _folder: pytest.fail("waited for the disk"))
    assert SiteFolder(tmp_path).write(FILES) == 0


def test_a_disk_that_refuses_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Refusing:
        def syncfs(self, _handle: int) -> int:
            ctypes.set_errno(errno.EIO)
            return -1

    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: Refusing())
    with pytest.raises(StoreError, match="Input/output error"):
        SiteFolder(tmp_path).write(FILES)


def test_a_system_without_a_wait_for_one_disk_waits_for_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[int] = []
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())
    monkeypatch.setattr(os, "sync", lambda: waits.append(1))
    assert SiteFolder(tmp_path).write(FILES) == 2
    assert waits


# --- what is gone ---------------------------------------------------------------------------


def test_files_that_are_gone_leave_with_their_empty_folders(tmp_path: Path) -> None:
    folder = SiteFolder(tmp_path)
    folder.write(
        [*FILES, File(path="theme/t1/2.html", content=b"2"), File(path="theme/t1/3.html", content=b"3")]
    )
    assert folder.remove(["theme/t1/3.html", "theme/t1/9.html"]) == 1
    assert (tmp_path / "theme" / "t1" / "2.html").is_file()
    assert folder.remove(["theme/t1/2.html", "story/s1/index.html"]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["assets"]


@pytest.mark.parametrize(
    "path",
    [
        MARK,
        "../other.txt",
        "/etc/hostname",
        "assets",
        "link/other.txt",
        "assets/../../other.txt",
        ".git/x",
        "",
    ],
)
def test_what_is_not_ours_is_never_removed(tmp_path: Path, path: str) -> None:
    root = tmp_path / "site"
    SiteFolder(root).write(FILES)
    (tmp_path / "other.txt").write_text("years of work")
    (root / ".git").mkdir()
    (root / ".git" / "x").write_text("history")
    (root / "link").symlink_to(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    assert SiteFolder(root).remove([path]) == 0
    assert sorted(tmp_path.rglob("*")) == before


def test_nothing_is_removed_from_a_folder_that_is_no_site(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("years of work")
    assert SiteFolder(tmp_path).remove(["thesis.tex"]) == 0
    assert (tmp_path / "thesis.tex").is_file()


# --- whose folder it is ---------------------------------------------------------------------


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("years of work")
    with pytest.raises(UsageError, match="holds files that are not a site of Dateline"):
        SiteFolder(tmp_path).check()
    with pytest.raises(UsageError, match="is a file"):
        SiteFolder(tmp_path / "thesis.tex").check()


def test_an_empty_folder_a_new_one_and_our_own_are_taken(tmp_path: Path) -> None:
    SiteFolder(tmp_path).check()
    SiteFolder(tmp_path / "new").check()
    SiteFolder(tmp_path).write(FILES)
    SiteFolder(tmp_path).check()
