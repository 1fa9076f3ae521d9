"""Which store is meant: a file, the one beside a site, or a PostgreSQL database by its address.

Decides where a store lies that nobody named. What is in it, ``storage`` knows; its libraries are loaded only
by commands that open one.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dateline.core.errors import UsageError

if TYPE_CHECKING:
    from dateline.core.ports import Store

#: A store as an operator names it: a path, or ``postgresql://…``.
StoreName = str | Path

_SERVED = ("postgresql://", "postgres://")
_SQLITE = b"SQLite format 3\0"
#: What an address may carry behind its "?" that nobody else should read (libpq).
_SECRETS = ("password=", "passfile=", "sslpassword=")


def is_address(name: StoreName) -> bool:
    """Whether a name is the address of a database, and no path."""
    return isinstance(name, str) and name.startswith(_SERVED)


def open_store(name: StoreName | None) -> Store:
    """The store of that name, made where it is not there; in memory where there is no name."""
    from dateline import storage

    if name is None or is_address(name):
        return storage.open_store(name)
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    return storage.open_store(path)


def store_of(out: Path, given: StoreName | None) -> StoreName:
    """The store of a site: the one that was given, else the one beside its folder."""
    if not given:
        return default_store(out)
    return given if is_address(given) else Path(given)


def existing_store(out: Path, given: StoreName | None) -> Store:
    """The store of a site, or the one that was given. Raises ``UsageError`` where there is none."""
    named = store_of(out, given)
    if isinstance(named, Path) and not named.is_file():
        raise UsageError(str(named), "is no store", "give the one that the site was built with: --store")
    return open_store(named)


def has_store(out: Path, given: StoreName | None) -> bool:
    """Whether there is a store to open. A database is taken to be there: opening it tells."""
    named = store_of(out, given)
    return not isinstance(named, Path) or named.is_file()


def default_store(out: Path) -> Path:
    """Where the store of a site lies: beside its folder, so that publishing the folder leaves it out."""
    resolved = out.resolve()
    if not resolved.name:
        raise UsageError(str(out), "is no folder for a site", "give another as --out")
    return resolved.with_name(resolved.name + ".db")


def store_at(name: str) -> StoreName | None:
    """The store that a name means: itself, or that of the folder of a site; None for anything else."""
    if is_address(name):
        return name
    path = Path(name)
    if is_store(path):
        return path
    beside = default_store(path) if path.is_dir() else None
    return beside if beside and beside.is_file() else None


def is_store(path: Path) -> bool:
    """Whether a file is a store of ours."""
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        return stream.read(len(_SQLITE)) == _SQLITE


def shown(name: StoreName) -> str:
    """A store as it may be printed: the address of a database without its password."""
    if not is_address(name):
        return str(name)
    scheme, _, rest = str(name).partition("://")
    user, at, host = rest.rpartition("@")
    where, mark, asked = host.partition("?")
    kept = "&".join(one for one in asked.split("&") if not one.lower().startswith(_SECRETS))
    return f"{scheme}://{user.partition(':')[0]}{at}{where}{mark if kept else ''}{kept}"
