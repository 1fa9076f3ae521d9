"""The tables of data that the stage stands on, as they are packed. Decides nothing."""

from __future__ import annotations

from importlib.resources import files


def table(name: str) -> bytes:
    """A file of ``data/``, as it is."""
    return files(__package__).joinpath("data", name).read_bytes()


def lines(name: str) -> list[str]:
    """The lines of a table, without comments (``#``) and empty ones."""
    told = table(name).decode("utf-8").splitlines()
    return [line for line in told if line.strip() and not line.startswith("#")]
