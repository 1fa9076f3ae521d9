"""The kinds of pages of a built site, found by walking it: a kind that is new tomorrow is checked tomorrow.

A kind is a path with its ids left out (``story/*/index.html``). Of each kind the lightest and the heaviest
page stand for all of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

#: An id of ours, or a number, as it stands in a path.
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_NUMBER = re.compile(r"\d[\d-]*")
#: Files of others that a site carries as they are (Pagefind's index): weighed and linked, not judged.
FOREIGN = ("pagefind/",)


def kind(path: str) -> str:
    """The kind of a file, by its path within the site."""
    *folders, name = path.split("/")
    stem, dot, ending = name.partition(".")
    name = f"*{dot}{ending}" if _NUMBER.fullmatch(stem) else name
    return "/".join([*folders[:1], *("*" for _ in folders[1:]), name])


def files(site: Path, *endings: str) -> Iterator[str]:
    """The paths of the site's own files with these endings, in order."""
    for found in sorted(site.rglob("*")):
        path = found.relative_to(site).as_posix()
        if found.is_file() and path.endswith(endings or ("",)) and not path.startswith(FOREIGN):
            yield path


def kinds(site: Path, *endings: str) -> dict[str, list[str]]:
    """The paths of each kind, the lightest first."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in files(site, *(endings or (".html",))):
        found[kind(path)].append(path)
    return {
        name: sorted(paths, key=lambda path: ((site / path).stat().st_size, path))
        for name, paths in sorted(found.items())
    }


def samples(site: Path, *endings: str) -> list[str]:
    """The lightest and the heaviest of each kind."""
    return [path for paths in kinds(site, *endings).values() for path in dict.fromkeys((paths[0], paths[-1]))]


def heaviest(site: Path, *endings: str) -> list[str]:
    """The heaviest of each kind."""
    return [paths[-1] for paths in kinds(site, *endings).values()]
