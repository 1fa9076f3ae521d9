"""The streams that grouping is measured on: five sets, one dense stream, and invented ones of any size.

Reads the shared sets; decides nothing about grouping. Their texts belong to others and stay where they are:
what ``recombined`` makes of them lives in a temporary folder only.
"""

from __future__ import annotations

import gzip
import json
import random
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: A line of ``CONTRACT.md``: ``id``, ``title``, ``text``, ``published`` (or null) and more.
Form = dict[str, Any]

SETS = ("ecb", "gvc", "allsides", "newscluster", "basil")
DENSE = "casualties"
DATELESS = "dense, no days"
#: Days over which a recombined stream is spread, so that all of it is in everybody's open window.
OPEN_DAYS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """Reports in order of day, and the true story of each by report id."""

    name: str
    reports: list[Form]
    gold: dict[str, str]
    #: Of a recombined stream: what it was made of, and for each report the rows of its paragraphs' reports.
    parents: tuple[Stream, ...] = ()
    mixed: tuple[tuple[int, ...], ...] = ()


def _lines(path: Path) -> list[Form]:
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in raw.splitlines() if line.strip()]


def _by_day(reports: list[Form]) -> list[Form]:
    return sorted(reports, key=lambda report: report.get("published") or "")


def streams(data: Path) -> list[Stream]:
    """The five sparse sets and the dense stream, as far as they are under ``data``.

    The dense stream comes twice: as it is, and without its days, as when all its 993 incidents fell on one.
    """
    found = []
    for name in SETS:
        folder = data / "threads" / "stories" / name
        if folder.is_dir():
            gold = {line["report"]: str(line["story"]) for line in _lines(folder / "gold.jsonl.gz")}
            found.append(Stream(name=name, reports=_by_day(_lines(folder / "reports.jsonl.gz")), gold=gold))
    if (data / DENSE).is_dir():
        gold = {line["report"]: str(line["incident"]) for line in _lines(data / DENSE / "gold.jsonl")}
        reports = _by_day(_lines(data / DENSE / "reports.jsonl"))
        dateless = [{**report, "published": None} for report in reports]
        found.append(Stream(name="dense", reports=reports, gold=gold))
        found.append(Stream(name=DATELESS, reports=dateless, gold=gold))
    return found


def recombined(parents: list[Stream], count: int, seed: int = 8128) -> Stream:
    """``count`` reports, all within three days, whose paragraphs are those of ``parents``.

    A story of the new stream mixes the paragraphs of two old ones, drawn at random, and has as many reports
    as the first of them; each report is a share of that mixture, so that words, lengths and sizes of stories
    are like the real ones. Quality measured on it means nothing; speed and memory do.
    """
    chance = random.Random(seed)
    stories = _stories(parents)
    names = sorted(stories)
    reports: list[Form] = []
    mixed: list[list[int]] = []
    while len(reports) < count:
        one, other = chance.sample(names, 2)
        mixture = stories[one] + stories[other]
        sizes = [len({paragraph.parent for paragraph in stories[name]}) for name in (one, other)]
        length = min(max(len(mixture) // sum(sizes), 2), len(mixture))
        day = 1 + chance.randrange(OPEN_DAYS)
        for _ in range(sizes[0]):
            taken = chance.sample(mixture, length)
            reports.append(_report(len(reports), day, [paragraph.text for paragraph in taken]))
            mixed.append([paragraph.parent for paragraph in taken])
    order = sorted(range(len(reports)), key=lambda at: (reports[at]["published"], chance.random()))[:count]
    return Stream(
        name=f"recombined {count}",
        reports=[reports[at] for at in order],
        gold={},
        parents=tuple(parents),
        mixed=tuple(tuple(mixed[at]) for at in order),
    )


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Its text, and the row of its report in all of the parents, one stream after the other."""

    text: str
    parent: int


def _stories(parents: list[Stream]) -> dict[str, list[Paragraph]]:
    """The paragraphs of each true story."""
    found: dict[str, list[Paragraph]] = defaultdict(list)
    row = 0
    for stream in parents:
        for report in stream.reports:
            told = [part for part in report["text"].split("\n\n") if part.strip()]
            found[f"{stream.name}/{stream.gold[report['id']]}"] += [Paragraph(part, row) for part in told]
            row += 1
    return found


def _report(number: int, day: int, paragraphs: list[str]) -> Form:
    outlet = f"outlet{number % 97}.example"
    return {
        "id": f"g{number}",
        "url": f"https://{outlet}/{number}",
        "outlet": outlet,
        "title": paragraphs[0].split(". ")[0][:90],
        "published": f"2024-03-{day:02}",
        "language": "en",
        "text": "\n\n".join(paragraphs),
    }
