"""Renew one lock file: ``python scripts/lock.py site|test|tables|training|build``.

Hashes for every platform and Python from 3.11 on; never the address of a registry.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile

COMMON = [
    "uv",
    "pip",
    "compile",
    "-q",
    "--universal",
    "--python-version",
    "3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-header",
    "--no-annotate",
]
EXTRAS = [
    "--extra",
    "serve",
    "--extra",
    "warc",
    "--extra",
    "parquet",
    "--extra",
    "models",
    "--extra",
    "postgres",
    "--extra",
    "search",
]
SETS = {
    "site": ["pyproject.toml", *EXTRAS],
    "test": ["pyproject.toml", *EXTRAS, "--group", "test"],
    "tables": ["--group", "tables"],
    "training": ["--group", "training"],
}
BUILD = "hatchling\neditables\n"


def main(name: str) -> None:
    """Write ``requirements/<name>.txt``."""
    target = ["-o", f"requirements/{name}.txt"]
    with tempfile.NamedTemporaryFile("w", suffix=".in") as build:
        build.write(BUILD)
        build.flush()
        sources = SETS.get(name, [build.name])
        subprocess.run([sys.executable, "-m", *COMMON, *sources, *target], check=True)


if __name__ == "__main__":
    main(sys.argv[1])
