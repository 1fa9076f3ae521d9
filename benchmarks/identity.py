"""How often an article is lost, doubled or wrongly merged, and how many reports credit an agency.

    python benchmarks/identity.py [--feeds N] [--threads DIR]

The feeds are invented (``tests/stages/feeds500.py``); the folder is ``data/threads`` of the shared sets: its
texts are only counted.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.stages.feeds500 import feeds
from tests.test_identity import run

from dateline.core.types import Report
from dateline.stages.extract.pickups import pickups


def identity(count: int) -> None:
    """A line for each behaviour: feeds, articles, and what went wrong."""
    told = feeds(count)
    start = time.perf_counter()
    found = run(*told)
    print(f"{'behaviour':18}{'feeds':>6}{'articles':>9}{'lost':>6}{'doubled':>8}{'merged':>7}{'outdated':>9}")
    rows: dict[str, Counter[str]] = {}
    for feed in told:
        one = found[feed.name]
        row = rows.setdefault(feed.behaviour, Counter())
        row.update(feeds=1, articles=len(feed.articles), lost=one.lost, doubled=one.doubled)
        row.update(merged=one.merged, outdated=one.outdated)
    for name, row in {**rows, "all": sum(rows.values(), Counter())}.items():
        cells = f"{row['feeds']:6}{row['articles']:9}{row['lost']:6}{row['doubled']:8}"
        print(f"{name:18}{cells}{row['merged']:7}{row['outdated']:9}")
    print(f"{time.perf_counter() - start:.0f} s")


def credits(folder: Path) -> None:
    """A line for each set: how many of its reports credit or cite somebody, and in which form."""
    print(f"{'set':14}{'reports':>8}{'credit':>8}{'ms each':>9}  forms")
    for path in sorted(folder.rglob("reports.jsonl.gz")):
        forms = [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]
        start = time.perf_counter()
        read = [pickups(_report(form)) for form in forms]
        spent = (time.perf_counter() - start) / max(len(forms), 1) * 1000
        kinds = Counter(str(one.form) for found in read for one in found)
        told = ", ".join(f"{kind} {count}" for kind, count in kinds.most_common())
        print(f"{path.parent.name:14}{len(forms):8}{sum(map(bool, read)):8}{spent:9.2f}  {told}")


def _report(form: dict[str, str]) -> Report:
    def told(name: str) -> str:
        return form.get(name) or ""

    return Report(
        id=form["id"],
        text=form["text"],
        title=told("title"),
        outlet=told("outlet"),
        author=told("author"),
        url=told("url"),
        language=told("language") or "en",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--threads", type=Path)
    given = parser.parse_args()
    identity(given.feeds)
    if given.threads:
        credits(given.threads)


if __name__ == "__main__":
    main()
