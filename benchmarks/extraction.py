"""Extraction beside its peers, in one run: segments, title, author and date on a set of pages with gold.

    python benchmarks/extraction.py PAGES.jsonl SCORER.py [--peers /path/to/other/python]

PAGES is a file in the form of ``shared/data/read`` and SCORER its ``score/read.py``. trafilatura is measured
in this process. readability-lxml and newspaper4k run in another Python (a throwaway environment that has
them), so that the project does not depend on them. The day is scored twice: as ``published`` is printed, in
UTC, and in the zone that the page itself shows.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Reader = Callable[[bytes, str], Row]

PEERS = r"""
import gzip, json, sys
which, pages = sys.argv[1], sys.argv[2]
from pathlib import Path
for line in Path(pages).read_text("utf-8").splitlines():
    page = json.loads(line)
    raw = gzip.decompress((Path(pages).parent / page["file"]).read_bytes()).decode("utf-8", "replace")
    row = {"id": page["id"]}
    try:
        if which == "readability":
            from readability import Document
            import lxml.html
            found = Document(raw)
            text = lxml.html.fromstring(found.summary()).text_content()
            row |= {"title": found.short_title(), "text": text}
        else:
            import newspaper
            found = newspaper.article(page["url"] or "https://a.example/", input_html=raw, fetch_images=False)
            day = found.publish_date.isoformat() if found.publish_date else ""
            row |= {"title": found.title, "text": found.text, "published": day}
            row["author"] = ", ".join(found.authors)
    except Exception as error:
        print(f"{which}: {page['id']}: {error}", file=sys.stderr)
    print(json.dumps(row))
"""


def pages_of(path: Path) -> Iterator[tuple[Row, bytes]]:
    for line in path.read_text("utf-8").splitlines():
        page = json.loads(line)
        yield page, gzip.decompress((path.parent / page["file"]).read_bytes())


def ours(*, local: bool) -> Reader:
    """Our reading; ``local`` prints the day in the zone that the page shows."""
    from dateline.core.contract import report_form
    from dateline.core.types import Document, Failure, MediaKind
    from dateline.stages.extract import extract
    from dateline.stages.extract.times import offset_from

    def read(content: bytes, url: str) -> Row:
        document = Document(source=url, kind=MediaKind.PAGE, content=content, url=url)
        found = extract(document, now=datetime.now(UTC))
        if isinstance(found, Failure):
            return {}
        form = report_form(found)
        if local and found.published:
            form["published"] = (found.published.at + offset_from(found.published.zone)).isoformat()
        return form

    return read


def trafilatura(content: bytes, url: str) -> Row:
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(content, url=url, with_metadata=True, include_comments=False)
    if not isinstance(found, Document):
        return {}
    return {"text": found.text, "title": found.title, "author": found.author, "published": found.date}


def timed(read: Reader, pages: Iterable[tuple[Row, bytes]]) -> tuple[list[Row], float]:
    """What is read of each page, and how many pages a CPU-second that took."""
    rows: list[Row] = []
    started = time.process_time()
    for page, content in pages:
        rows.append(read(content, page["url"]) | {"id": page["id"]})
    return rows, len(rows) / (time.process_time() - started)


def peer(python: str, which: str, pages: Path) -> list[Row]:
    command = [python, "-c", PEERS, which, str(pages)]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in output.splitlines()]


def row(name: str, scored: Row, speed: float | None) -> str:
    segments, told = scored["segments"], scored["metadata"]
    cells = [f"{segments[key]:.3f}" for key in ("precision", "recall", "f1")]
    cells += [f"{told[key]['right']:.3f}" if key in told else "" for key in ("title", "author", "date")]
    return f"| {name} | {' | '.join(cells)} | {f'{speed:.0f}' if speed else ''} |"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--peers", help="a Python that has readability-lxml and newspaper4k")
    given = parser.parse_args()
    spec = importlib.util.spec_from_file_location("scorer", given.scorer)
    if spec is None or spec.loader is None:
        sys.exit(f"{given.scorer}: no Python file")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    held = list(pages_of(given.pages))
    gold = [page for page, _ in held]
    print("| | P | R | F | title | author | day | pages a CPU-second |")
    print("|---|---|---|---|---|---|---|---|")
    readers = {"dateline": ours(local=False), "dateline, day in the page's zone": ours(local=True)}
    for name, read in (readers | {"trafilatura": trafilatura}).items():
        timed(read, held[:2])  # models and tables are loaded once
        rows, speed = timed(read, held)
        print(row(name, scorer.score(rows, gold), speed))
    for name in ("readability", "newspaper") if given.peers else ():
        print(row(name, scorer.score(peer(given.peers, name, given.pages), gold), None))


if __name__ == "__main__":
    main()
