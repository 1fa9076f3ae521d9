"""One method on one stream in a process of its own: its labels, CPU seconds and memory.

    python benchmarks/peers/runs.py FOLDER    (called by ``grouping.py``; does what FOLDER/asked.json says)

Decides what is counted, not what is compared. One thread. CPU seconds are user and system time; start-up
(imports, loading a model, a first run on a few reports so that what is compiled or read once is there) is
told apart. Memory is how far the process grows at its peak above what it held after start-up.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from methods import PEERS, Peer, Watch, minilm, tfidf, words
from streams import Form, Stream

ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"), "1"
) | {"TOKENIZERS_PARALLELISM": "false", "HF_HUB_OFFLINE": "1", "TQDM_DISABLE": "1"}
#: Reports of a peer's first run, which is not counted, and of the call of ``dateline group`` taken off ours.
WARM, FEW = 60, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one method made of one stream: a label by report, CPU seconds, bytes at the peak."""

    labels: dict[str, str]
    start: float = 0.0
    vectors: float = 0.0
    grouping: float = 0.0
    bytes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where things lie: scratch files, MiniLM vectors that are kept, the command of the project."""

    scratch: Path
    keep: Path
    dateline: Path


# --- in the process of its own ----------------------------------------------------------------


def _peak() -> int:
    """Bytes that this process has held at most since ``_forget``."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


def _forget() -> int:
    Path("/proc/self/clear_refs").write_text("5")
    return _peak()


def _vectors(reports: list[Form], target: str) -> dict[str, Any]:
    watch = Watch()
    np.save(target, minilm(reports, watch))
    return {"seconds": watch.seconds}


def _grouping(peer: Peer, reports: list[Form], kept: str, setting: Any) -> dict[str, Any]:
    watch = Watch()
    before = _forget()
    with watch("vectors"):
        rows = np.load(kept) if kept else tfidf(reports)
    with watch("grouping"):
        labels = peer.group(reports, rows, setting)
    return {"seconds": watch.seconds, "labels": labels, "bytes": _peak() - before}


def serve(folder: Path) -> None:
    """Do what ``folder`` asks for and leave the answers there."""
    asked = json.loads((folder / "asked.json").read_text())
    jobs = [(json.loads(Path(path).read_text()), rows, setting) for path, rows, setting in asked["jobs"]]
    if asked["method"] == "minilm":
        told = [_vectors(reports, rows) for reports, rows, _ in jobs]
    else:
        peer = next(peer for peer in PEERS if peer.name == asked["method"])
        few, rows, setting = jobs[0]
        watch = Watch()
        with watch("start"):
            few = few[:WARM]
            peer.group(few, np.load(rows)[:WARM] if rows else tfidf(few), setting)
        told = [_grouping(peer, *job) for job in jobs]
        for one in told:
            one["seconds"] |= watch.seconds
    (folder / "told.json").write_text(json.dumps(told))


# --- asking for it ----------------------------------------------------------------------------


#: A stream, the file of its vectors (empty: none), a setting.
Job = tuple[Stream, str, Any]


def _ask(scratch: Path, method: str, jobs: Sequence[Job]) -> Any:
    """The answers to jobs that one process does one after the other."""
    asked = []
    for at, (stream, rows, setting) in enumerate(jobs):
        path = scratch / f"{at}.json"
        path.write_text(json.dumps(stream.reports))
        asked.append((str(path), rows, setting))
    (scratch / "asked.json").write_text(json.dumps({"method": method, "jobs": asked}))
    command = [sys.executable, __file__, str(scratch)]
    subprocess.run(command, check=True, env=os.environ | ONE_THREAD)
    return json.loads((scratch / "told.json").read_text())


def vectors(stream: Stream, places: Places) -> tuple[str, float]:
    """The file of the MiniLM vectors of ``stream`` and the CPU seconds that they took when they were made.

    A recombined report has the mean of its paragraphs' reports, at no cost: only what follows is measured.
    """
    if stream.parents:
        parents = np.concatenate([np.load(vectors(parent, places)[0]) for parent in stream.parents])
        means = np.stack([parents[list(rows)].mean(axis=0) for rows in stream.mixed])
        np.save(
            places.scratch / f"mixed-{len(stream.reports)}.npy",
            means / np.linalg.norm(means, axis=1, keepdims=True),
        )
        return str(places.scratch / f"mixed-{len(stream.reports)}.npy"), 0.0
    texts = "\0".join(words(report) for report in stream.reports)
    name = "minilm-" + hashlib.sha256(texts.encode()).hexdigest()[:16]
    rows, notes = places.keep / f"{name}.npy", places.keep / f"{name}.json"
    if not notes.exists():
        (told,) = _ask(places.scratch, "minilm", [(stream, str(rows), None)])
        notes.write_text(json.dumps(told["seconds"]["vectors"]))
    return str(rows), json.loads(notes.read_text())


def run_peer(
    peer: Peer, streams: Sequence[Stream], places: Places, settings: Sequence[Any] = ()
) -> list[Run]:
    """``peer`` on each stream in one process: with each of ``settings``, else with its own."""
    before = [vectors(stream, places) if peer.over == "minilm" else ("", 0.0) for stream in streams]
    jobs: list[Job] = [
        (stream, rows, setting)
        for setting in settings or (peer.setting,)
        for stream, (rows, _) in zip(streams, before, strict=True)
    ]
    told = _ask(places.scratch, peer.name, jobs)
    return [
        Run(
            labels={
                report["id"]: str(label) for report, label in zip(job[0].reports, one["labels"], strict=True)
            },
            start=one["seconds"]["start"],
            vectors=before[at % len(streams)][1] + one["seconds"]["vectors"],
            grouping=one["seconds"]["grouping"],
            bytes=one["bytes"],
        )
        for at, (job, one) in enumerate(zip(jobs, told, strict=True))
    ]


def _command(dateline: Path, reports: list[Form], scratch: Path) -> tuple[list[Form], float, int]:
    """The lines of ``dateline group``, its CPU seconds and its peak in bytes."""
    given, made, said = (scratch / name for name in ("given.jsonl", "made.jsonl", "said.txt"))
    given.write_text("".join(json.dumps(report) + "\n" for report in reports))
    with made.open("w") as out, said.open("w") as errors:
        command = [str(dateline), "group", str(given)]
        started = subprocess.Popen(command, stdout=out, stderr=errors, env=os.environ | ONE_THREAD)
        _, status, used = os.wait4(started.pid, 0)
        started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode:
        last = said.read_text().strip().rpartition("\n")[2]
        raise OSError(f"`{dateline} group` ended with {started.returncode}: {last}")
    lines = [json.loads(line) for line in made.read_text().splitlines()]
    return lines, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024


def trouble(places: Places) -> str | None:
    """Why ``dateline group`` cannot be measured, or None."""
    try:
        _command(places.dateline, [{"id": "a", "text": "A bridge was closed in Anytown."}], places.scratch)
    except OSError as error:
        return str(error)
    return None


def run_ours(stream: Stream, places: Places) -> Run:
    """``dateline group`` in one call, less what it takes for a few reports. Reading and writing count."""
    _, start, small = _command(places.dateline, stream.reports[:FEW], places.scratch)
    lines, seconds, large = _command(places.dateline, stream.reports, places.scratch)
    return Run(
        labels={line["report"]: line["story"] for line in lines},
        start=start,
        grouping=max(seconds - start, 0.001),
        bytes=max(large - small, 0),
    )


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
