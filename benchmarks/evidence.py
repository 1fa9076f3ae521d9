"""Is every printed line borne out, over more than a thousand stories of the open sets?

``python benchmarks/evidence.py [SET…] [--sample N] [--seed S]`` makes the pages of each set, its stories as
the gold has them (of ``timelines``: as ``group`` makes them), and has all that they print walked by a judge
that shares no code with ``narrate`` or ``proof`` (``tests/judge``). ``--sample N`` prints N lines with their
evidence, for a reader: the judge does not know whether a line says what its source says.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.judge import QUOTATION, breaches, faults, words_of  # noqa: E402

from dateline.app import open_app  # noqa: E402
from dateline.core.contract import report_from  # noqa: E402
from dateline.core.errors import InputError  # noqa: E402
from dateline.core.pages import Line, LineKind, Page  # noqa: E402
from dateline.core.types import Report  # noqa: E402

THREADS = ROOT.parent / "shared" / "data" / "threads"
STORIES = ("newscluster", "allsides", "basil", "gvc", "ecb")
TOPICS = ("egypt", "finan", "h1n1", "haiti", "mj")


class Quiet:
    """``core.ports.Progress`` that shows nothing."""

    def track(self, items: Iterator[object], label: str, total: int) -> Iterator[object]:
        return items


def lines(path: Path) -> Iterator[dict[str, object]]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def read(name: str) -> Iterator[Report]:
    """The reports of a set, with the stories of its gold where it has them."""
    if name == "neus":
        for item in lines(THREADS / "summaries" / "neus.jsonl.gz"):
            for form in item["reports"]:  # type: ignore[attr-defined]
                yield from _report({**form, "story": item["id"], "theme": item["id"]})
    elif name == "timelines":
        for topic in TOPICS:
            for form in lines(THREADS / "timelines" / topic / "reports.jsonl.gz"):
                yield from _report({**form, "theme": topic, "id": f"{topic}-{form['id']}"})
    else:
        folder = THREADS / "stories" / name
        story = {row["report"]: row["story"] for row in lines(folder / "gold.jsonl.gz")}
        for form in lines(folder / "reports.jsonl.gz"):
            yield from _report({**form, "story": story[form["id"]]})


def _report(form: dict[str, object]) -> Iterator[Report]:
    try:
        yield report_from(form)
    except InputError:  # an item of a set without a text
        return


def tell(name: str, pages: list[Page], reports: dict[str, Report]) -> list[str]:
    """One row of the table; gives the faults and the limits broken."""
    found = [fault for page in pages for fault in faults(page, reports)]
    broken = [breach for page in pages for breach in breaches(page, _of(page, reports))]
    printed = [line for page in pages for line in page.lines]
    borne = sum(bool(line.evidence) for line in printed)
    kinds = Counter(line.kind for line in printed)
    quoted = sum(len(QUOTATION.findall(line.text)) for line in printed if line.kind is not LineKind.HEADLINE)
    withheld = sum(len(page.withheld) for page in pages)
    amounts = (len(pages), len(printed), borne, *(kinds[kind] for kind in LineKind), quoted, withheld)
    print("| " + " | ".join(map(str, (name, *amounts, len(found), len(broken)))) + " |", flush=True)
    return [*found, *broken]


def _of(page: Page, reports: dict[str, Report]) -> dict[str, Report]:
    """The reports of a page's own story: limits are counted in these."""
    return {credit.report: reports[credit.report] for credit in page.sources}


def show(drawn: list[tuple[Line, dict[str, Report]]]) -> None:
    """Lines with what they stand on, numbered."""
    for number, (line, held) in enumerate(drawn, 1):
        told = f"{number}. [{line.kind}, {line.status_words}] {line.text}"
        print(f"{told}\n    {words_of(line.evidence, held)!r}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", default=[*STORIES, "neus", "timelines"])
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=6)
    given = parser.parse_args()
    desk = open_app(Quiet(), workers=2)  # type: ignore[arg-type]
    columns = (
        "set",
        "stories",
        "lines",
        "with evidence",
        *LineKind,
        "quotations",
        "withheld",
        "faults",
        "limits",
    )
    print("| " + " | ".join(columns) + " |")
    print("| --- " * len(columns) + "|")
    everything: list[tuple[Page, dict[str, Report]]] = []
    wrong: list[str] = []
    for name in given.sets:
        reports = list({report.id: report for report in read(name)}.values())
        pages, failures = desk.narrate(reports)
        held = {report.id: report for report in reports}
        wrong += tell(name, pages, held)
        wrong += [f"{failure.item}: {failure.reason}" for failure in failures if failure.stage != "narrate"]
        everything += [(page, held) for page in pages]
    print("\n".join(wrong[:50]))
    pool = [(line, held) for page, held in everything for line in page.lines]
    show(random.Random(given.seed).sample(pool, given.sample))


if __name__ == "__main__":
    main()
