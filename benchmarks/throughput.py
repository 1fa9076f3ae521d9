"""Reports per second for each stage and for the whole, on 300 real reports; memory; the second run.

``python benchmarks/throughput.py [REPORTS.jsonl.gz] [PAGES_FOLDER]`` prints a table in Markdown. CPU
seconds of one process are what to compare; the machine's other work does not count in them.
"""

from __future__ import annotations

import gzip
import json
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dateline import pipeline
from dateline.core.contract import report_from
from dateline.core.pages import Page
from dateline.core.ports import Fetched
from dateline.core.site import Edition
from dateline.core.types import Document, Facts, Report
from dateline.engines import LocalEngine
from dateline.stages import collect, extract, group, interpret, narrate, proof
from dateline.storage import open_store

SHARED = Path(__file__).parents[1] / ".." / "shared" / "data"
REPORTS = SHARED / "threads" / "stories" / "newscluster" / "reports.jsonl.gz"
PAGES = SHARED / "read" / "html"
COUNT = 300


class Stopwatch:
    """CPU seconds by name."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        started = time.process_time()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - started


class Silent:
    """``core.ports.Progress`` that shows nothing."""

    def track(self, items: Iterable[Any], label: str, total: int) -> Iterable[Any]:
        """The items as they are."""
        return items


def warm(reports: list[Report], documents: list[Document]) -> None:
    """Load what is loaded once per process: models, tables, templates."""
    now = datetime.now(UTC)
    extract.extract(documents[0], now=now)
    group.group(reports[:3])
    interpret.interpret(reports[0])


def stages(reports: list[Report], documents: list[Document], watch: Stopwatch) -> dict[str, int]:
    """Run each stage alone over the same reports, in one process."""
    now = datetime.now(UTC)
    with watch("extract"):
        for document in documents:
            extract.extract(document, now=now)
    with watch("group"):
        grouping = group.group(reports)
    with watch("interpret"):
        facts = {report.id: interpret.interpret(report) for report in reports}
    dossiers = pipeline.dossiers(grouping.memberships, {report.id: report for report in reports}, facts)
    with watch("narrate"):
        pages = [narrate.narrate(dossier) for dossier in dossiers]
    with watch("proof"):
        for page, dossier in zip(pages, dossiers, strict=True):
            proof.proof(proof.draft_of(page), dossier.clippings)
    desk = kept(reports, grouping, facts, pages)
    with watch("publish"):
        files = list(pipeline.print_site(desk, Edition(), b""))
    desk.store.close()
    return {
        "extract": len(documents),
        "group": len(reports),
        "interpret": len(reports),
        "narrate": len(reports),
        "proof": len(reports),
        "publish": len(reports),
        "stories": len(pages),
        "files": len(files),
    }


def kept(
    reports: list[Report], grouping: group.Grouping, facts: dict[str, Facts], pages: list[Page]
) -> pipeline.Desk:
    """A store in memory that holds all of it, ready to be printed."""
    store = open_store(None)
    with store.transaction():
        for report in reports:
            store.save_report(report, report.id)
        store.save_facts(list(facts.values()), interpret.VERSION)
        store.save_groups(list(grouping.memberships), list(grouping.themes))
        for page in pages:
            store.save_page(page, page.story)
    return pipeline.Desk(store=store, engine=LocalEngine(1), progress=Silent(), now=datetime.now(UTC))


def documents_of(folder: Path) -> list[Document]:
    """The pages of a folder as documents."""
    found: list[Document] = []
    for path in sorted(folder.glob("*.html.gz")):
        fetched = Fetched(location=path.name, content=path.read_bytes())
        found += [item for item in collect.unpack(fetched) if isinstance(item, Document)]
    return found


def peer(documents: list[Document], watch: Stopwatch) -> None:
    """The peer of `extract`: trafilatura as it comes, with its own metadata."""
    import trafilatura

    with watch("trafilatura"):
        for document in documents:
            trafilatura.bare_extraction(document.content, with_metadata=True)


def whole(lines: list[bytes], workers: int) -> tuple[float, float, float, float]:
    """Wall and memory of `dateline build`: first run seconds, MB; second run seconds, MB."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "reports.jsonl"
        source.write_bytes(b"".join(lines))
        first = build(source, Path(folder) / "site", workers)
        second = build(source, Path(folder) / "site", workers)
    return (*first, *second)


def build(source: Path, out: Path, workers: int) -> tuple[float, float]:
    """One build as its own process: wall seconds and the largest resident memory in MB."""
    script = (
        "import os,resource,subprocess,sys;"
        "p=subprocess.run(sys.argv[1:],stderr=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    command = [sys.executable, "-m", "dateline", "build", str(source), "--out", str(out)]
    environment = {"DATELINE_WORKERS": str(workers), "PATH": ""}
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", script, *command], capture_output=True, text=True, env=environment, check=True
    )
    return time.perf_counter() - started, int(done.stdout.split()[-1]) / 1024


def read_lines(path: Path) -> list[bytes]:
    """The first ``COUNT`` lines of a file of reports."""
    opener: Callable[..., object] = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rb") as stream:  # type: ignore[attr-defined]
        return [line for _, line in zip(range(COUNT), stream, strict=False)]


def main() -> None:
    """Measure and print."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else REPORTS
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else PAGES
    lines = read_lines(path)
    reports = [report_from(json.loads(line)) for line in lines]
    documents = documents_of(folder)
    warm(reports, documents)
    watch = Stopwatch()
    counts = stages(reports, documents, watch)
    peer(documents, watch)
    words = sum(len(report.text.split()) for report in reports) / len(reports)
    print(f"{platform.machine()}, Python {platform.python_version()}")
    print(f"{len(reports)} reports of {words:.0f} words, {len(documents)} pages")
    print("\n| stage | CPU s | per CPU-second | note |\n| --- | --- | --- | --- |")
    for name in ("extract", "group", "interpret", "narrate", "proof", "publish"):
        seconds = watch.seconds[name]
        rate = counts[name] / seconds
        ratio = watch.seconds["trafilatura"] / seconds
        note = f"pages; {ratio:.2f} of trafilatura's speed" if name == "extract" else ""
        print(f"| {name} | {seconds:.2f} | {rate:.0f} | {note} |")
    for workers in (1, 2):
        first, memory, second, memory_second = whole(lines, workers)
        note = f"peak {memory:.0f} MB; second run {second:.2f} s, {memory_second:.0f} MB"
        print(f"| whole, {workers} worker(s) | {first:.2f} wall | {len(reports) / first:.0f} | {note} |")
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\n{counts['stories']} stories, {counts['files']} files; this process peaked at {own:.0f} MB")


if __name__ == "__main__":
    main()
