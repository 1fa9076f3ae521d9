"""Seconds for a whole site of 1,000 stories, milliseconds for one that changed, and what pages weigh.

``python benchmarks/publish_speed.py [STORIES …]`` prints tables in Markdown (by default 1000 and 10000). The
edition is invented (``publish_material.py``) and put into a SQLite store beforehand, which is not timed: what
is timed begins where pages stand in the store (listings, all files, writing them), on two processes beside
this one; CPU is that of all of them. A change is one story's page saved anew, with another line and with
another headline; it is timed to the last file written, in the process that made the site. Medians of
``CHANGES``, the first one left out. With ``--profile`` it prints where the time of one change goes.
"""

from __future__ import annotations

import contextlib
import cProfile
import gc
import os
import platform
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.publish_material import changed, fill

from dateline.core.ports import Item
from dateline.core.site import Edition, File
from dateline.core.types import Failure
from dateline.engines import LocalEngine
from dateline.pipeline import printing
from dateline.pipeline.desk import Desk
from dateline.storage import SiteFolder, SqlStore, open_store

STORIES = (1_000, 10_000)
WORKERS = 2
CHANGES = 9
#: What issue 7 asks: seconds for a site of 1,000, ms for a change, bytes of a story without its map.
ASKED = {"site": 20, "change": 200, "story": 60_000, "page": 150_000}
EDITION = Edition(title="Dateline", base_url="https://dateline.example", contact="desk@dateline.example")
NOW = datetime(2027, 1, 1, tzinfo=UTC)


class Silent:
    """Shows no progress."""

    def track(self, items: Iterable[Item], label: str, total: int) -> Iterable[Item]:
        return items


@dataclass
class Spent:
    """Seconds by the clock and of CPU, children's too; ``main`` are those of this process alone.

    ``own`` is the most memory that it held, in MB.
    """

    wall: float = 0.0
    cpu: float = 0.0
    main: float = 0.0
    own: int = 0


def busy() -> float:
    """Seconds of CPU that this process and its children took so far, those too that still run."""
    ticks = 0
    for child in Path(f"/proc/self/task/{os.getpid()}/children").read_text("ascii").split():
        with contextlib.suppress(OSError):
            told = Path(f"/proc/{child}/stat").read_text("utf-8", "replace").rpartition(") ")[2].split()
            ticks += int(told[11]) + int(told[12])
    return sum(os.times()[:4]) + ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def spent() -> Iterator[Spent]:
    """What a block takes."""
    found, begun, before, own = Spent(), time.perf_counter(), busy(), time.process_time()
    yield found
    found.wall = time.perf_counter() - begun
    found.cpu, found.main = busy() - before, time.process_time() - own
    found.own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def desk(store: SqlStore) -> Desk:
    return Desk(store=store, engine=LocalEngine(WORKERS), progress=Silent(), now=NOW)


@dataclass
class Shares:
    """Seconds of CPU, workers' too, of listing, of looking up and making, of writing."""

    listing: float = 0.0
    making: float = 0.0
    writing: float = 0.0

    def told(self) -> str:
        return f"{self.listing:.1f} + {self.making:.1f} + {self.writing:.1f}"


def put_out(store: SqlStore, site: SiteFolder, shares: Shares | None = None) -> int:
    """Bring the site up to date; returns how many files were written. Raises where one could not be made."""
    at, told = desk(store), shares or Shares()
    with spent() as listing:
        failures = printing.catalogue(at)
    made = list(failures)

    def good() -> Iterator[File]:
        for one in printing.print_site(at, EDITION, site.read(printing.MANIFEST), site):
            if isinstance(one, Failure):
                made.append(one)
            else:
                yield one

    with spent() as printed:
        count = site.write(good())
    told.listing, told.writing = listing.cpu, printed.main
    told.making = printed.cpu - printed.main
    assert not made, made[:3]
    return count


def change(
    store: SqlStore, site: SiteFolder, number: int, turn: int, headline: bool = True
) -> tuple[float, float, int]:
    """Milliseconds from a saved page to its last file, by the clock and of CPU; how many files.

    The page has another headline, or the same one and another line beneath it.
    """
    page = changed(number, turn).page
    if not headline:
        before = store.pages([page.story])[page.story]
        page = replace(page, headline=before.headline, summary=page.summary[: 1 + turn % 2])
    with store.transaction():
        store.save_page(page, f"key {turn} {headline} of {page.story}")
    with spent() as took:
        written = put_out(store, site)
    return 1_000 * took.wall, 1_000 * took.cpu, written


def kind(path: str) -> str:
    """The kind of a file, its ids left out."""
    first, *rest = path.split("/")
    return "/".join([first, *("*" for _ in rest[:-1]), *rest[-1:]])


def sizes(root: Path) -> Iterator[str]:
    """The median and the greatest weight of each kind of file."""
    held: dict[str, list[int]] = defaultdict(list)
    for path in root.rglob("*"):
        if path.is_file():
            held[kind(path.relative_to(root).as_posix())].append(path.stat().st_size)
    singles = Counter({name: sum(found) for name, found in held.items()})
    for name, _ in singles.most_common(24):
        found = held[name]
        yield f"| `{name}` | {len(found):,} | {median(found) / 1000:.1f} | {max(found) / 1000:.1f} |"


def measure(count: int, folder: Path) -> tuple[str, list[str]]:
    """A row of the table, and the weights."""
    store = open_store(folder / "site.db")
    fill(store, count)
    site = SiteFolder(folder / "site")
    shares = Shares()
    with spent() as whole:
        files = put_out(store, site, shares)
    with spent() as again:
        assert put_out(store, site) == 0
    row = (
        f"| {count:,} | {files:,} | {whole.wall:.1f} | {whole.cpu:.1f} | {shares.told()} | {whole.own} "
        f"| {1_000 * again.wall:.0f} |"
    )
    for headline in (False, True):
        turns = range(CHANGES + 1)
        taken = [change(store, site, count - 1 - 7 * turn, turn, headline) for turn in turns][1:]
        clock, cpu, written = (list(column) for column in zip(*taken, strict=True))
        row += f" {median(clock):.0f} | {median(cpu):.0f} | {max(clock):.0f} | {median(written):.0f} |"
    store.close()
    return row, list(sizes(folder / "site"))


def profiled(count: int, work: Callable[[SqlStore, SiteFolder], object]) -> None:
    """Print where the time of a piece of work goes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store, site = open_store(folder / "site.db"), SiteFolder(folder / "site")
        fill(store, count)
        put_out(store, site)
        change(store, site, 3, 0)
        profile = cProfile.Profile()
        profile.runcall(work, store, site)
        pstats.Stats(profile).sort_stats("cumulative").print_stats(45)
        store.close()


def one(count: int) -> None:
    """In a process of its own, so that memory is its own too."""
    with tempfile.TemporaryDirectory() as name:
        row, weights = measure(count, Path(name))
    print(row)
    print("weights", *weights, sep="\n", file=sys.stderr)


def main() -> None:
    arguments = sys.argv[1:]
    gc.set_threshold(50_000, 20, 20)  # as the command line does
    if arguments[:1] == ["--one"]:
        one(int(arguments[1]))
        return
    if arguments[:1] == ["--profile"]:
        profiled(int(arguments[1]) if arguments[1:] else 1_000, lambda store, site: change(store, site, 5, 1))
        return
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}; {WORKERS} processes\n"
    )
    print(
        "| stories | files | site, s | CPU s | of it listing + making + writing | MB | nothing new, ms "
        "| one change, ms | CPU ms | slowest | files | with its headline, ms | CPU ms | slowest | files |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|")
    for count in map(int, arguments or map(str, STORIES)):
        told = subprocess.run(
            [sys.executable, __file__, "--one", str(count)], capture_output=True, text=True, check=False
        )
        if told.returncode:
            sys.exit(told.stderr[-3_000:])
        print(told.stdout, end="", flush=True)
    print("\n| file | how many | median, kB | greatest, kB |\n|---|---|---|---|")
    print(told.stderr.partition("weights\n")[2], end="")


if __name__ == "__main__":
    main()
