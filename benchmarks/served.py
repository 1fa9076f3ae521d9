"""Requests a second and how long they take, of `dateline serve` beside a peer, with wrk, in one run.

    python benchmarks/served.py [SITE] [--stories 1000] [--seconds 15] [--peer PEERS/bin/datasette]

Without ``SITE`` the invented edition of ``publish_material.py`` is built first. ``wrk`` (Debian: ``apt-get
install wrk``) asks from the same machine: what it takes of the two cores it takes from all alike. Each is
warmed with every address once; then ``CONNECTIONS`` connections ask in turn, as fast as they are answered.

The peer is Datasette: as Dateline it is Python, speaks through uvicorn, keeps its matter in SQLite, and
answers with HTML pages and a JSON API of the same records; it too is installed by one command::

    python3 -m venv PEERS && PEERS/bin/pip install datasette

Systems of content (Wagtail, WordPress) need a project written for them first, and would be measured by how
well we wrote it. Datasette's pages are small and plain: it is asked for one story as a page, and as JSON.
The last row is Python's own server of files over the same built site: what there is to gain by no store.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import platform
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

CONNECTIONS = 32
#: What issue 7 asks: requests a second, and milliseconds that 99 of 100 take at the most.
ASKED = (1_500, 50)
_SCRIPT = """
local paths = {{ {paths} }}
local at = 0
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at], {{ ["Accept-Encoding"] = "gzip" }})
end
done = function(summary, latency)
  io.write(string.format("RESULT %.0f %.2f %.2f %d %d\\n", summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout,
    summary.bytes / math.max(summary.requests, 1)))
end
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of whom: a server's command (``{port}`` is filled in) and the paths."""

    name: str
    what: str
    command: Sequence[str]
    paths: Sequence[str]


def free() -> int:
    """A port that nobody listens at."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


@contextlib.contextmanager
def running(command: Sequence[str], port: int, path: str) -> Iterator[int]:
    """A server, up until the block ends; gives its process. Raises where it does not answer in a minute."""
    filled = [part.format(port=port) for part in command]
    process = subprocess.Popen(filled, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        for _ in range(600):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5).read()
                break
            if process.poll() is not None:
                sys.exit(f"{filled[0]} ended: {process.stderr and process.stderr.read()[-1_000:]}")
            time.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        process.wait(timeout=10)


def warm(port: int, paths: Sequence[str]) -> None:
    """Ask for everything once."""
    for path in paths:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30).read()


def wrk(port: int, paths: Sequence[str], seconds: int) -> tuple[int, float, float, int, int]:
    """Requests a second, median and 99th percentile in ms, answers that were errors, bytes of an answer."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        quoted = ", ".join(f'"{path}"' for path in paths)
        script.write(_SCRIPT.format(paths=quoted))
        script.flush()
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", script.name]
        told = subprocess.run(
            [*command, f"http://127.0.0.1:{port}"], capture_output=True, text=True, check=True
        ).stdout
    found = re.search(r"RESULT (\d+) ([\d.]+) ([\d.]+) (\d+) (\d+)", told)
    assert found, told
    return int(found[1]), float(found[2]), float(found[3]), int(found[4]), int(found[5])


def measured(asked: Asked, seconds: int) -> str:
    """A row of the table."""
    port = free()
    with running(asked.command, port, asked.paths[0]) as process:
        warm(port, asked.paths)
        rate, half, most, errors, size = wrk(port, asked.paths, seconds)
        memory = _memory(process)
    row = (
        f"| {asked.name} | {asked.what} | {rate:,} | {half:.1f} | {most:.1f} | {size / 1000:.1f} | {memory} |"
    )
    return row + (f" {errors} errors!" if errors else "")


def _memory(process: int) -> int:
    """Megabytes that a process and its children hold."""
    found = subprocess.run(
        ["ps", "-o", "rss=", "--pid", str(process), "--ppid", str(process)],
        capture_output=True,
        text=True,
        check=False,
    )
    return sum(map(int, found.stdout.split())) // 1024


def built(folder: Path, stories: int) -> Path:
    """The invented edition as a site, with its store beside it."""
    from benchmarks.publish_material import fill
    from benchmarks.publish_speed import put_out

    from dateline.storage import SiteFolder, open_store

    store = open_store(folder / "site.db")
    fill(store, stories)
    put_out(store, SiteFolder(folder / "site"))
    store.close()
    return folder / "site"


def shelved(site: Path, held: Path) -> list[str]:
    """The same stories as rows for the peer: headline, time and the text of the page. Gives their keys."""
    keys = sorted(path.parent.name for path in site.glob("story/*/index.html"))
    with contextlib.closing(sqlite3.connect(held)) as base, base:
        base.execute("create table stories (id text primary key, headline text, body text)")
        for key in keys:
            page = (site / "story" / key / "index.html").read_text("utf-8")
            title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
            text = re.sub(r"<[^>]+>", " ", page[page.find("<main") : page.find("</main")])
            base.execute("insert into stories values (?, ?, ?)", (key, title[1] if title else "", text))
    return keys


def contests(site: Path, held: Path, peer: str) -> Iterator[Asked]:
    """What is asked of whom."""
    keys = shelved(site, held)
    some = keys[:: max(1, len(keys) // 200)]
    ours = [sys.executable, "-m", "dateline", "serve", str(site), "--port", "{port}"]
    pages = [f"/story/{key}/" for key in some]
    for workers in (1, 2):
        name = f"dateline serve, {workers} worker{'s' * (workers > 1)}"
        yield Asked(
            name=name, what="story as a page", command=[*ours, "--workers", str(workers)], paths=pages
        )
    both = [*ours, "--workers", "2"]
    lists = ["/", "/themes/", "/search/?q=bridge", "/corrections/", "/statistics/"]
    yield Asked(name="dateline serve, 2 workers", what="lists and a search", command=both, paths=lists)
    api = [f"/api/v1/stories/{key}" for key in some]
    yield Asked(name="dateline serve, 2 workers", what="story as JSON", command=both, paths=api)
    if peer:
        theirs = [peer, "serve", "--immutable", str(held), "--port", "{port}"]
        rows = [f"/{held.stem}/stories/{key}" for key in some]
        yield Asked(name="Datasette", what="story as a page", command=theirs, paths=rows)
        yield Asked(
            name="Datasette", what="story as JSON", command=theirs, paths=[f"{row}.json" for row in rows]
        )
    plain = [sys.executable, "-m", "http.server", "{port}", "--bind", "127.0.0.1", "--directory", str(site)]
    yield Asked(name="http.server of Python", what="story as a file", command=plain, paths=pages)


def main() -> None:
    reads = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reads.add_argument("site", nargs="?", type=Path)
    reads.add_argument("--stories", type=int, default=1_000)
    reads.add_argument("--seconds", type=int, default=15)
    reads.add_argument("--peer", default=shutil.which("datasette") or "")
    asked = reads.parse_args()
    if not shutil.which("wrk"):
        sys.exit("wrk is not installed: apt-get install wrk")
    # No limit on requests: one address asks them all.
    os.environ["DATELINE_SERVE_RATE"] = "0"
    with tempfile.TemporaryDirectory() as folder:
        site = asked.site or built(Path(folder), asked.stories)
        print(
            f"{platform.machine()}, {os.cpu_count()} cores; {CONNECTIONS} connections, "
            f"{asked.seconds} s each\n"
        )
        print(
            "| server | asked for | requests/s | median, ms | p99, ms | kB an answer | MB |\n"
            "|---|---|---|---|---|---|---|"
        )
        for one in contests(site, Path(folder) / "peer.db", asked.peer):
            print(measured(one, asked.seconds), flush=True)


if __name__ == "__main__":
    main()
