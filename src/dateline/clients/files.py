"""Reads files and folders: what may hold documents, in a fixed order.

Decides by name what to leave alone (``SKIPPED``); what a file holds is for ``collect`` to say from
its bytes. Follows no link that leads out of the folder, and writes nothing.
"""

from __future__ import annotations

import gzip
import os
import stat
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

from dateline.core.errors import InputError
from dateline.core.ports import Fetched
from dateline.core.types import Failure

STANDARD_INPUT = "-"
LARGEST = 1 << 30  # bytes; a file is read whole

_GZIP = b"\x1f\x8b"

#: Endings of files that cannot hold a document; a folder of saved pages is full of them.
SKIPPED = frozenset(
    (
        *(".css", ".js", ".mjs", ".map", ".woff", ".woff2", ".ttf", ".otf", ".eot"),
        *(".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".ico", ".bmp", ".tif", ".tiff"),
        *(".mp3", ".mp4", ".m4a", ".m4v", ".webm", ".ogg", ".wav", ".mov", ".avi"),
        *(".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".epub"),
        *(".zip", ".tar", ".tgz", ".7z", ".rar", ".so", ".exe", ".pyc", ".py", ".log", ".lock"),
        *(".db", ".db-wal", ".db-shm", ".sqlite", ".sqlite3", ".parquet", ".csv", ".tsv", ".cdx", ".cdxj"),
        *(".md", ".toml", ".yaml", ".yml", ".ini", ".cfg"),
    )
)
_SKIPPED_NAMES = frozenset(("robots.txt", "license", "notice", "makefile", "thumbs.db"))


def walk(path: str | Path) -> Iterator[Fetched | Failure]:
    """What a file, a folder (recursively, in order of name) or standard input (``-``) holds.

    A file that is named is always read; inside a folder hidden files and those that cannot hold
    documents are passed over. Raises ``InputError`` where there is no such path or the folder has
    nothing to read. A file that cannot be read is a Failure, and the others go on.
    """
    if str(path) == STANDARD_INPUT:
        yield Fetched(location=STANDARD_INPUT, content=sys.stdin.buffer.read())
        return
    place = Path(path)
    try:
        is_folder = stat.S_ISDIR(place.stat().st_mode)
    except OSError as error:
        raise InputError(str(path), _reason(error), "check the path") from error
    if not is_folder:
        yield _read(place)
        return
    found = False
    for file in _candidates(place):
        found = True
        yield file if isinstance(file, Failure) else _read(file, pipes=False)
    if not found:
        remedy = "give a folder with .html, .xml, .jsonl or .warc files"
        raise InputError(str(path), "the folder holds nothing that can be read as a report", remedy)


def read(path: str | Path) -> bytes:
    """The bytes of one file or of standard input (``-``), unpacked if they are gzip.

    Raises ``InputError`` where it cannot be read.
    """
    if Path(path).is_dir():
        raise InputError(str(path), "a folder, not a file", "name one file")
    found = next(walk(path))
    if isinstance(found, Failure):
        raise InputError(found.item, found.reason, found.remedy)
    if found.content[:2] != _GZIP:
        return found.content
    try:
        return gzip.decompress(found.content)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(str(path), f"damaged gzip: {error}", "pack or fetch it again") from error


def _candidates(folder: Path) -> Iterator[Path | Failure]:
    """The files below a folder that may hold documents, by name; a folder that is shut is a Failure."""
    root = folder.resolve()
    shut: list[Failure] = []
    for base, folders, names in os.walk(folder, onerror=lambda error: shut.append(_failure(error))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from shut
        shut.clear()
        for name in sorted(names):
            file = Path(base, name)
            if _may_hold_documents(name) and _stays_inside(file, root):
                yield file
    yield from shut


def _may_hold_documents(name: str) -> bool:
    lowered = name.lower()
    ending = Path(lowered.removesuffix(".gz")).suffix
    return not (lowered.startswith((".", "~")) or lowered in _SKIPPED_NAMES or ending in SKIPPED)


def _stays_inside(file: Path, root: Path) -> bool:
    """A link may point within the folder, never out of it."""
    return not file.is_symlink() or file.resolve().is_relative_to(root)


def _read(file: Path, *, pipes: bool = True) -> Fetched | Failure:
    """A file's bytes. A pipe is read where it was named: in a folder it would be waited for without end."""
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode) and not (pipes and stat.S_ISFIFO(status.st_mode)):
            return Failure(item=str(file), stage="collect", reason="not a file", remedy="left out")
        if status.st_size > LARGEST:
            return Failure(item=str(file), stage="collect", reason="larger than 1 GiB", remedy="split it")
        return Fetched(location=str(file), content=file.read_bytes())
    except OSError as error:
        return _failure(error, str(file))


def _failure(error: OSError, item: str = "") -> Failure:
    name = item or str(error.filename)
    return Failure(item=name, stage="collect", reason=_reason(error), remedy="check that it may be read")


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
