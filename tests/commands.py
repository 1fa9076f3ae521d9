"""The command as a user calls it, and two small reports of ours to call it with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping

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


def dateline(*arguments: object, stdin: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DATELINE_WORKERS": "1", "PYTHONHASHSEED": "random"}
    return subprocess.run(
        [sys.executable, "-m", "dateline", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        env=environment,
        timeout=300,
        check=False,
    )
