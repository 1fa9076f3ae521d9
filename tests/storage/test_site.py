"""The folder of the site: files whole or not there, foreign folders left alone."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from dateline.core.errors import StoreError, UsageError
from dateline.core.site import File
from dateline.storage import SiteFolder
from dateline.storage.site import MARK

FILES = [File(path=MARK, content=b"p{}"), File(path="story/s1/index.html", content=b"<p>one</p>")]


def test_files_are_written_once(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path / "site")
    assert site.write(FILES) == 2
    before = (tmp_path / "site" / MARK).stat().st_mtime_ns
    assert site.write(FILES) == 0
    assert (tmp_path / "site" / MARK).stat().st_mtime_ns == before
    assert site.write([File(path=MARK, content=b"a{}")]) == 1
    assert site.read(MARK) == b"a{}"
    assert site.read("nothing.html") == b""


def test_files_can_be_read_by_a_web_server(tmp_path: Path) -> None:
    SiteFolder(tmp_path).write(FILES)
    assert (tmp_path / MARK).stat().st_mode & 0o777 == 0o644


def test_a_full_disk_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = SiteFolder(tmp_path)
    site.write(FILES)

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="make room on the disk"):
        site.write([File(path=MARK, content=b"new")])
    assert site.read(MARK) == b"p{}"
    assert not list(tmp_path.rglob(".writing-*"))


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
