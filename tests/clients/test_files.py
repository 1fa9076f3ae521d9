"""Reading files and folders: what is read, what is passed over, and what is said of the rest."""

from __future__ import annotations

import gzip
import io
import os
import sys
from pathlib import Path

import pytest

from dateline.clients import files
from dateline.clients.files import read, walk
from dateline.core.errors import InputError
from dateline.core.ports import Fetched
from dateline.core.types import Failure


def names(folder: Path) -> list[str]:
    return [
        str(Path(found.location).relative_to(folder)) if isinstance(found, Fetched) else found.item
        for found in walk(folder)
    ]


def fill(folder: Path, *paths: str) -> None:
    for path in paths:
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(path.encode())


def test_a_folder_is_read_to_its_depth_in_order_of_name(tmp_path: Path) -> None:
    fill(tmp_path, "b/2.html", "b/1.html.gz", "a.xml", "c.jsonl", "b/deep/x.warc.gz", "extensionless")
    assert names(tmp_path) == [
        "a.xml",
        "c.jsonl",
        "extensionless",
        "b/1.html.gz",
        "b/2.html",
        "b/deep/x.warc.gz",
    ]


def test_what_cannot_hold_a_document_is_passed_over(tmp_path: Path) -> None:
    fill(
        tmp_path,
        "page.html",
        "page_files/a.css",
        "page_files/b.PNG",
        "x.js",
        "store.db",
        "README.md",
        ".hidden",
    )
    fill(tmp_path, ".git/objects/a.html", "robots.txt", "style.css.gz", "~page.html")
    fill(tmp_path, "README.md", ".hidden")
    assert names(tmp_path) == ["page.html"]


def test_a_file_that_is_named_is_read_whatever_its_name(tmp_path: Path) -> None:
    fill(tmp_path, "photo.png")
    (found,) = walk(tmp_path / "photo.png")
    assert found == Fetched(location=str(tmp_path / "photo.png"), content=b"photo.png")


def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    with pytest.raises(InputError, match="holds nothing that can be read") as caught:
        list(walk(tmp_path))
    assert caught.value.item == str(tmp_path)
    assert ".html" in caught.value.remedy


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        list(walk(tmp_path / "nowhere"))


def test_a_link_out_of_the_folder_is_not_followed_and_one_within_it_is(tmp_path: Path) -> None:
    fill(tmp_path, "outside/secret.html", "inside/page.html")
    (tmp_path / "inside" / "out.html").symlink_to(tmp_path / "outside" / "secret.html")
    (tmp_path / "inside" / "folder").symlink_to(tmp_path / "outside")
    (tmp_path / "inside" / "again.html").symlink_to(tmp_path / "inside" / "page.html")
    assert names(tmp_path / "inside") == ["again.html", "page.html"]


def test_a_file_that_cannot_be_read_is_a_failure_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, "a.html", "b.html")
    honest = Path.read_bytes

    def shut(self: Path) -> bytes:
        if self.name == "a.html":
            raise PermissionError(13, "Permission denied", str(self))
        return honest(self)

    monkeypatch.setattr(Path, "read_bytes", shut)
    first, second = walk(tmp_path)
    assert isinstance(first, Failure)
    assert (first.item, first.reason) == (str(tmp_path / "a.html"), "permission denied")
    assert first.remedy
    assert isinstance(second, Fetched)


def test_a_folder_that_cannot_be_listed_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, "a.html", "shut/b.html")
    honest = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", str(path))
        return honest(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = list(walk(tmp_path))
    assert [type(item) for item in found] == [Fetched, Failure]


def test_a_broken_link_and_a_file_too_large_are_failures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, "big.html")
    (tmp_path / "gone.html").symlink_to(tmp_path / "never.html")
    monkeypatch.setattr(files, "LARGEST", 3)
    big, gone = walk(tmp_path)
    assert isinstance(big, Failure)
    assert "larger than" in big.reason
    assert isinstance(gone, Failure)
    assert gone.reason == "no such file or directory"


def test_something_that_is_no_file_is_left_out() -> None:
    (found,) = walk("/dev/null")
    assert isinstance(found, Failure)
    assert found.reason == "not a file"


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(b'{"text": "From a pipe."}\n'))
    monkeypatch.setattr(sys, "stdin", stream)
    (found,) = walk("-")
    assert found == Fetched(location="-", content=b'{"text": "From a pipe."}\n')


def test_one_file_is_read_and_unpacked(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"words")
    (tmp_path / "packed").write_bytes(gzip.compress(b"words"))
    assert read(tmp_path / "plain") == read(tmp_path / "packed") == b"words"


def test_one_file_that_cannot_be_read_raises(tmp_path: Path) -> None:
    (tmp_path / "torn").write_bytes(gzip.compress(b"words")[:-4])
    with pytest.raises(InputError, match="damaged gzip"):
        read(tmp_path / "torn")
    with pytest.raises(InputError, match="a folder, not a file"):
        read(tmp_path)
    with pytest.raises(InputError, match="not a file"):
        read("/dev/null")


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "page.html")
    (tmp_path / "other.html").write_text("<p>The ferry is late.</p>", "utf-8")
    first, second = walk(tmp_path)
    assert isinstance(first, Fetched)
    assert isinstance(second, Failure)
    assert second.reason == "not a file"
