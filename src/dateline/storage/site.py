"""The folder of the finished site: each file whole or not there, and untouched where unchanged.

Writes what ``publish`` returned, the last file only when all the others are on the disk for good: a manifest
that is written last never claims what a power cut took away. Decides nothing about what is in a file.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from dateline.core.errors import StoreError, UsageError
from dateline.core.site import File

#: A file that every site of ours has: what a folder is known by before we write into it.
MARK = "assets/dateline.css"

#: How many files are brought to the disk together: one wait for it in place of one for each file.
_BATCH = 2000
_STAGING = ".writing-"

_REMEDIES = {
    errno.ENOSPC: "make room on the disk and run the command again; nothing that was stored is lost",
    errno.EDQUOT: "your quota is used up; make room and run the command again",
    errno.EACCES: "give write permission on the folder",
    errno.EROFS: "the disk is read-only; give another --out",
    errno.ENOTDIR: "a file stands where a folder is needed; give another --out",
}


class SiteFolder:
    """A folder that a site is written to."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @property
    def root(self) -> Path:
        """The folder itself."""
        return self._root

    def check(self) -> None:
        """Raise ``UsageError`` where the folder holds something that is not a site of ours."""
        if not self._root.exists() or (self._root / MARK).exists():
            return
        if not self._root.is_dir():
            raise UsageError(str(self._root), "is a file", "give a folder as --out")
        if any(not path.name.startswith(_STAGING) for path in self._root.iterdir()):
            raise UsageError(
                str(self._root),
                "holds files that are not a site of Dateline",
                "give an empty folder as --out",
            )

    def __contains__(self, path: object) -> bool:
        """Whether the site has a file of that path."""
        return isinstance(path, str) and (self._root / path).is_file()

    def read(self, path: str) -> bytes:
        """The bytes of a file of the site; none where it is not there."""
        target = self._root / path
        return target.read_bytes() if target.is_file() else b""

    def write(self, files: Iterable[File]) -> int:
        """Put the files that are new or changed in place, in their order. Raises ``StoreError``.

        Returns how many. A reader sees the old file or the new one, never a part, after a power cut too. The
        last one is put in place when all others are there for good.
        """
        written = 0
        staged: list[tuple[str, str]] = []
        with self._staging() as staging:
            for file in files:
                target = f"{self._root}/{file.path}"
                with _explained(target):
                    if _holds(target, file.content):
                        continue
                    if len(staged) == _BATCH:
                        self._place(staged)
                    staged.append((_stage(f"{staging}/{len(staged)}", file.content), target))
                    written += 1
            if staged:
                last = staged.pop()
                self._place(staged)
                self._place([last])
        return written

    def remove(self, paths: Iterable[str]) -> int:
        """Take files away, and folders that are empty then; returns how many files. Raises ``StoreError``.

        What is no file of a site of ours is left alone: paths that lead out of the folder, also by a link,
        hidden ones, folders, and the file that the site is known by.
        """
        if not (self._root / MARK).is_file():
            return 0
        removed = 0
        for path in paths:
            target = self._root / path
            with _explained(target):
                if path != MARK and self._ours(path) and target.is_file():
                    target.unlink()
                    self._prune(target.parent)
                    removed += 1
        return removed

    def _ours(self, path: str) -> bool:
        """Whether a path is one of files that we write, and stays in the folder."""
        parts = PurePosixPath(path).parts
        if not parts or path.startswith("/") or any(part.startswith(".") for part in parts):
            return False
        folder = (self._root / path).parent
        return folder.resolve() == self._root.resolve().joinpath(*parts[:-1])

    def _prune(self, folder: Path) -> None:
        """Take empty folders away, up to the site itself."""
        while folder != self._root and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent

    def _place(self, staged: list[tuple[str, str]]) -> None:
        """Rename what was staged, after all of it is on the disk; the list is then empty."""
        _settle(self._root)
        there: set[str] = set()
        for temporary, target in staged:
            with _explained(target):
                folder = os.path.dirname(target)
                if folder not in there:
                    os.makedirs(folder, exist_ok=True)
                    there.add(folder)
                os.replace(temporary, target)
        staged.clear()

    @contextmanager
    def _staging(self) -> Iterator[Path]:
        """A folder beside the files, for those that are not whole as yet; what killed runs left goes."""
        with _explained(self._root):
            self._root.mkdir(parents=True, exist_ok=True)
            for left in self._root.glob(f"{_STAGING}*"):
                if not _alive(left.name.removeprefix(_STAGING)):
                    shutil.rmtree(left, ignore_errors=True)
            staging = self._root / f"{_STAGING}{os.getpid()}"
            staging.mkdir()
        try:
            yield staging
        finally:
            shutil.rmtree(staging, ignore_errors=True)


@contextmanager
def _explained(item: Path | str) -> Iterator[None]:
    """Turn what the system says into what the owner can do."""
    try:
        yield
    except OSError as error:
        remedy = _REMEDIES.get(error.errno or 0, "")
        raise StoreError(str(item), error.strerror or str(error), remedy) from error


# For each of thousands of files: paths are plain text here, as taking them apart costs more than the rest.


def _holds(target: str, content: bytes) -> bool:
    """Whether a file is there to the byte."""
    try:
        if os.stat(target).st_size != len(content):
            return False
        with open(target, "rb") as held:
            return held.read() == content
    except (FileNotFoundError, NotADirectoryError):
        return False


def _stage(temporary: str, content: bytes) -> str:
    with open(temporary, "wb") as staged:
        staged.write(content)
        os.fchmod(staged.fileno(), 0o644)
    return temporary


def _settle(folder: Path) -> None:
    """Wait until all that was written to the folder's file system is on the disk; raises where it is not."""
    syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if syncfs is None:  # not on Linux
        os.sync()
        return
    with _explained(folder):
        handle = os.open(folder, os.O_RDONLY)
        try:
            if syncfs(handle) != 0:
                number = ctypes.get_errno()
                raise OSError(number, os.strerror(number))
        finally:
            os.close(handle)


def _alive(process: str) -> bool:
    """Whether another process of this number runs: what it stages is its own."""
    if not process.isdigit() or int(process) == os.getpid():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
