"""Pages per CPU-second of `extract` and of trafilatura, fast and default, with metadata, in one run.

``python benchmarks/extraction_speed.py [PAGES_FOLDER] [ROUNDS]`` prints a table in Markdown. Each page is
read by all of them in turn, so that the machine's other work falls on all alike; the ratios are what to
trust. ``--profile`` prints where `extract` spends its time instead.
"""

from __future__ import annotations

import cProfile
import gc
import gzip
import logging
import platform
import pstats
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import trafilatura

from dateline.core.types import Document, Failure, Hints, MediaKind
from dateline.stages.extract import extract
from dateline.stages.extract.body import article_text, drop_unseen
from dateline.stages.extract.charset import decode
from dateline.stages.extract.language import choose_language
from dateline.stages.extract.metadata import read_metadata
from dateline.stages.extract.tree import Index, parse

PAGES = Path(__file__).parents[1] / ".." / "shared" / "data" / "read" / "html"
LINES = 40  # of the profile


def documents(folder: Path) -> list[Document]:
    """The pages of a folder, unpacked."""
    return [
        Document(
            kind=MediaKind.PAGE,
            content=gzip.decompress(path.read_bytes()),
            url=f"https://news.example/{path.name}",
            source=path.name,
            hints=Hints(),
        )
        for path in sorted(folder.glob("*.html.gz"))
    ]


def readers(now: datetime) -> dict[str, Callable[[Document], object]]:
    """What is compared, by name."""
    return {
        "extract, all of it": lambda page: extract(page, now=now),
        "trafilatura fast, with metadata": lambda page: trafilatura.bare_extraction(
            page.content, fast=True, with_metadata=True
        ),
        "trafilatura default, with metadata": lambda page: trafilatura.bare_extraction(
            page.content, with_metadata=True
        ),
        "trafilatura fast, text alone": lambda page: trafilatura.bare_extraction(page.content, fast=True),
    }


def steps(page: Document) -> Iterator[tuple[str, float]]:
    """The main steps of `extract` on one page, in CPU seconds."""
    marks = [time.process_time()]

    def mark(name: str) -> tuple[str, float]:
        marks.append(time.process_time())
        return name, marks[-1] - marks[-2]

    decoded = decode(page.content, "")
    if decoded is None:
        return
    yield mark("decode")
    tree = parse(decoded.text)
    yield mark("parse")
    index = Index(tree)
    yield mark("index")
    metadata = read_metadata(tree, index)
    yield mark("metadata")
    drop_unseen(tree, index)
    yield mark("hidden text")
    text = article_text(tree)
    yield mark("body")
    choose_language(metadata.language, text)
    yield mark("language")


def measured(pages: list[Document], rounds: int) -> tuple[dict[str, float], dict[str, float], int]:
    """CPU seconds by reader and by step, and how many pages gave no report."""
    compared = readers(datetime.now(UTC))
    for read in compared.values():
        read(pages[0])  # what is loaded once for a process
    gc.collect()
    gc.freeze()  # what is collected from here on is a reader's own garbage
    seconds = dict.fromkeys(compared, 0.0)
    parts: dict[str, float] = {}
    refused = 0
    for page in pages * rounds:
        for name, read in compared.items():
            gc.collect()
            started = time.process_time()
            result = read(page)
            seconds[name] += time.process_time() - started
            refused += isinstance(result, Failure)
        for name, spent in steps(page):
            parts[name] = parts.get(name, 0.0) + spent
    return seconds, parts, refused // rounds


def profile(pages: list[Document]) -> None:
    """Print where the time goes."""
    now = datetime.now(UTC)
    extract(pages[0], now=now)
    profiler = cProfile.Profile()
    profiler.enable()
    for page in pages:
        extract(page, now=now)
    profiler.disable()
    pstats.Stats(profiler).sort_stats("cumtime").print_stats(LINES)


def main() -> None:
    """Measure and print."""
    told = [word for word in sys.argv[1:] if not word.startswith("--")]
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    pages = documents(Path(told[0]) if told else PAGES)
    if "--profile" in sys.argv:
        profile(pages)
        return
    rounds = int(told[1]) if len(told) > 1 else 1
    seconds, parts, refused = measured(pages, rounds)
    count = len(pages) * rounds
    base = seconds["trafilatura default, with metadata"]
    print(f"{platform.machine()}, Python {platform.python_version()}, trafilatura {trafilatura.__version__}")
    size = sum(len(page.content) for page in pages) / len(pages) / 1000
    print(f"{len(pages)} pages of {size:.0f} kB, {rounds} round(s); {refused} pages gave no report")
    print("\n| reader | pages per CPU-second | times trafilatura with metadata |\n| --- | --- | --- |")
    for name, spent in seconds.items():
        print(f"| {name} | {count / spent:.1f} | {base / spent:.2f} |")
    print("\n| step of extract | ms a page |\n| --- | --- |")
    for name, spent in parts.items():
        print(f"| {name} | {1000 * spent / count:.2f} |")


if __name__ == "__main__":
    main()
