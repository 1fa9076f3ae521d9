"""The sites that are looked at: the sample, an invented edition in each language of the house, other scripts.

All are folders of one root, so that one server shows them all. Built once for all tests of a run.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from dateline.core.pages import Earlier, Page, Section
from dateline.core.types import Report, Span, Theme
from tests import newsroom
from tests.browser import kinds
from tests.edition import Issue, publish

#: The folders of the root, with the language of the house in each.
SITES = {"sample": "en", "invented": "en", "ukrainian": "uk", "german": "de", "scripts": "en"}
#: A word that nothing can break: what a narrow screen must bear.
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tale:
    """A story told in another script: what its outlet is called, its headline, and what it says."""

    story: str
    language: str
    outlet: str
    headline: str
    lines: tuple[str, ...]


TALES = (
    Tale(
        story="sarabic",
        language="ar",
        outlet="صوت المرفأ",
        headline="جنوح عبارة قرب الجزيرة وإجلاء 120 راكبا",
        lines=(
            "جنحت العبارة قرب الجزيرة مساء الثلاثاء، قال خفر السواحل.",
            "وأصيب ثلاثة أشخاص، بحسب رئيس محطة الإنقاذ.",
        ),
    ),
    Tale(
        story="shebrew",
        language="he",
        outlet="קול הנמל",
        headline="מעבורת עלתה על שרטון ליד האי",
        lines=("המעבורת עלתה על שרטון ביום שלישי בערב, מסר משמר החופים.", "שלושה בני אדם נפצעו."),
    ),
    Tale(
        story="sjapanese",
        language="ja",
        outlet="港湾新報",
        headline="フェリーが島の沖で座礁、乗客百二十人は救命艇で避難",
        lines=(
            "フェリーは火曜日の夜に島の沖で座礁したと、沿岸警備隊が発表した。",
            "三人がけがをしたと救助隊の隊長は述べた。",
        ),
    ),
    Tale(
        story="schinese",
        language="zh-Hans",
        outlet="海港日报",
        headline="渡轮在海岛附近搁浅，一百二十名乘客由救生艇转移上岸",
        lines=("海岸警卫队说，渡轮星期二晚上在海岛附近搁浅。", "救助站负责人说，三人受伤。"),
    ),
    Tale(
        story="slongwords",
        language="de",
        outlet=f"{LONG}sblatt",
        headline=f"{LONG} {LONG} {LONG}",
        lines=(f"{LONG}, sagte ein Sprecher.", f"{LONG}{LONG}{LONG} sagte nichts."),
    ),
)


def report(tale: Tale) -> Report:
    """What the outlet of a tale published."""
    return replace(
        newsroom.FERRY,
        id=f"r{tale.story}",
        url=f"https://{tale.story}.example/{tale.story}",
        outlet=tale.outlet,
        title=tale.headline,
        author=tale.outlet,
        language=tale.language,
        text="\n\n".join(tale.lines),
    )


def page(tale: Tale) -> Page:
    """A tale as a page that has every part, in the places of the ferry's."""
    told, first = report(tale), newsroom.FERRY_PAGE
    spans = tuple(
        Span(report=told.id, start=told.text.index(line), end=told.text.index(line) + len(line))
        for line in tale.lines
    )
    lines = tuple(
        newsroom.line(f"l{number}", text, evidence)
        for number, (text, evidence) in enumerate(zip(tale.lines, spans, strict=True))
    )
    return replace(
        first,
        story=tale.story,
        theme="tscripts",
        language=tale.language,
        headline=replace(first.headline, text=tale.headline, evidence=spans[:1]),
        standfirst=replace(lines[0], id="lstand"),
        summary=lines,
        body=(Section(heading="What happened", lines=(replace(lines[1], id="lbody"),)),),
        claims=tuple(
            replace(claim, label=tale.lines[1], speaker=tale.outlet, evidence=spans[1:2])
            for claim in first.claims
        ),
        revisions=tuple(
            replace(
                one,
                changes=tuple(
                    replace(each, before=tale.lines[0] if each.before else "", after=tale.lines[1])
                    for each in one.changes
                    if each.line.startswith("l")
                ),
            )
            for one in first.revisions
        ),
        timeline=tuple(replace(entry, text=tale.lines[0], evidence=spans[:1]) for entry in first.timeline),
        earlier=(Earlier(text=tale.lines[0], evidence=spans[:1], date="2025-06"),),
        sources=(newsroom.credit(told), *first.sources),
        corrections=tuple(
            replace(one, wrong=tale.lines[0], right=tale.lines[1], line="l0", evidence=spans[:1])
            for one in first.corrections
        ),
    )


INVENTED = replace(
    newsroom.ISSUE,
    edition=replace(newsroom.EDITION, base_url="https://dateline.example"),
    former=(newsroom.FERRY_BEFORE,),
    facts=newsroom.FACTS,
)
SCRIPTS = replace(
    INVENTED,
    pages=tuple(map(page, TALES)),
    former=(),
    themes=(Theme(id="tscripts", name=TALES[0].headline, stories=tuple(tale.story for tale in TALES)),),
    reports={**INVENTED.reports, **{told.id: told for told in map(report, TALES)}},
)
ISSUES = {
    name: SCRIPTS
    if name == "scripts"
    else replace(INVENTED, edition=replace(INVENTED.edition, language=code))
    for name, code in SITES.items()
    if name != "sample"
}


def write(issue: Issue, folder: Path) -> None:
    """The whole site of an issue, in a folder."""
    for file in publish(issue):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)


@dataclass(frozen=True, slots=True)
class Built:
    """The root of the sites that were built."""

    root: Path

    def paths(self, choose: Callable[[Path], list[str]] = kinds.samples, only: str = "") -> Iterator[str]:
        """Pages of all sites, or of one, as paths from the root; no browser stays on one that leads on."""
        for name in SITES:
            if only in ("", name):
                found = (f"{name}/{path}" for path in choose(self.root / name))
                yield from (path for path in found if b'http-equiv="refresh"' not in self._bytes(path))

    def quick(self) -> list[str]:
        """The heaviest page of each kind wherever it stands; stories in all scripts and languages."""
        weightiest: dict[str, str] = {}
        for path in self.paths(kinds.heaviest):
            name = kinds.kind(path.partition("/")[2])
            if name not in weightiest or self._size(path) > self._size(weightiest[name]):
                weightiest[name] = path
        told = [f"scripts/story/{tale.story}/index.html" for tale in TALES]
        spoken = [f"{site}/story/sferry/index.html" for site in ("ukrainian", "german")]
        return list(dict.fromkeys((*weightiest.values(), *told, *spoken)))

    def _bytes(self, path: str) -> bytes:
        return (self.root / path).read_bytes()

    def _size(self, path: str) -> int:
        return (self.root / path).stat().st_size


def build(root: Path, sample: Path) -> None:
    """All sites, in folders of a root."""
    shutil.copytree(sample, root / "sample")
    for name, issue in ISSUES.items():
        write(issue, root / name)
