"""The command as a user calls it, and two small reports of ours to call it with.

``dateline`` runs it in this process, which already has what it loads; ``started`` in one of its own, for what
only that shows: that it starts from nothing, what a signal does, that a run in a new process gives the same.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from unittest import mock

from dateline.__main__ import main

FLOOD = (
    "The Elbe crested at 7.9 metres in Meissen on Tuesday morning, the state flood centre said. "
    "Two men who had been missing since Sunday were found alive on an island, police said. "
    "The mayor, Jana Wiesner, said the mobile walls had held to the last centimetre."
)
FIRE = (
    "A fire destroyed a warehouse of a furniture works in Riesa on Wednesday night, the fire service said. "
    "Nobody was hurt. Eighty firefighters were at work until dawn, said its chief, Ralf Quandt. "
    "The cause is not known, and the works will stay closed for a week."
)


def form(name: str, text: str = FLOOD, **more: object) -> dict[str, object]:
    return {
        "url": f"https://{name}.example/news/{len(text)}",
        "outlet": name.title(),
        "title": text.split(",", maxsplit=1)[0],
        "published": "2024-06-04T08:00:00Z",
        "language": "en",
        "text": text,
        **more,
    }


def lines(*forms: Mapping[str, object]) -> str:
    return "".join(json.dumps(held) + "\n" for held in forms)


#: What it did: its status and all that it said.
Done = subprocess.CompletedProcess[str]

#: One process does the work, or the test would measure how many this machine has.
_ALONE = {"DATELINE_WORKERS": "1"}


def dateline(*arguments: object, stdin: str = "", folder: Path | None = None, **environment: str) -> Done:
    """The command with its arguments, settings and input, in a folder, run to its end in this process."""
    given = ["dateline", *map(str, arguments)]
    said, told = _stream(), _stream()
    with (
        _unchanged(folder),
        mock.patch.multiple(sys, argv=given, stdin=_stream(stdin), stdout=said, stderr=told),
    ):
        os.environ |= _ALONE | environment
        status = _status()
    return Done(given, status, _written(said), _written(told))


def started(*arguments: object, stdin: str = "", folder: Path | None = None, **environment: str) -> Done:
    """The same in a process of its own, which hashes in an order that no other has."""
    return subprocess.run(
        [sys.executable, "-m", "dateline", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": "random", **_ALONE, **environment},
        cwd=folder,
        timeout=300,
        check=False,
    )


def _status() -> int:
    try:
        main()
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


@contextlib.contextmanager
def _unchanged(folder: Path | None) -> Iterator[None]:
    """What the command sets for its whole process is as it was when the block ends."""
    collected = gc.get_threshold()
    try:
        with mock.patch.dict(os.environ), contextlib.chdir(folder or Path.cwd()):
            yield
    finally:
        gc.set_threshold(*collected)


def _stream(text: str = "") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8", write_through=True)


def _written(stream: io.TextIOWrapper) -> str:
    held = stream.buffer
    assert isinstance(held, io.BytesIO)
    return held.getvalue().decode()
