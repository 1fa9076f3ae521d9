"""The folder of the finished site: each file whole or not there, and untouched where unchanged.

Writes what ``publish`` returned. Decides nothing about what is in it.
"""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from dateline.core.errors import StoreError, UsageError
from dateline.core.site import File

#: A file that every site of ours has: what a folder is known by before we write into it.
MARK = "assets/dateline.css"

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

    def check(self) -> None:
        """Raise ``UsageError`` where the folder holds something that is not a site of ours."""
        if not self._root.exists() or (self._root / MARK).exists():
            return
        if not self._root.is_dir():
            raise UsageError(str(self._root), "is a file", "give a folder as --out")
        if any(self._root.iterdir()):
            raise UsageError(
                str(self._root),
                "holds files that are not a site of Dateline",
                "give an empty folder as --out",
            )

    def read(self, path: str) -> bytes:
        """The bytes of a file of the site; none where it is not there."""
        target = self._root / path
        return target.read_bytes() if target.is_file() else b""

    def write(self, files: Iterable[File]) -> int:
        """Write the files that are new or changed; returns how many. Raises ``StoreError``."""
        written = 0
        for file in files:
            target = self._root / file.path
            try:
                written += _write(target, file.content)
            except OSError as error:
                remedy = _REMEDIES.get(error.errno or 0, "")
                raise StoreError(str(target), error.strerror or str(error), remedy) from error
        return written


def _write(target: Path, content: bytes) -> bool:
    """Put the bytes in place at once: a reader sees the old file or the new one, never a part."""
    if target.is_file() and target.read_bytes() == content:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".writing-")
    with ExitStack() as undo:
        undo.callback(Path(temporary).unlink, missing_ok=True)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, target)
        undo.pop_all()
    return True
