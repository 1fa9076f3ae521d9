"""An invented edition, made by hand: pages that have every part, for tests of what publishes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from dateline.core.pages import (
    Change,
    Claim,
    Correction,
    Credit,
    Earlier,
    Fault,
    Finding,
    LedgerEntry,
    Line,
    LineKind,
    Occasion,
    Page,
    Position,
    Revision,
    Section,
    Severity,
    Stand,
    Status,
    TimelineEntry,
    Toll,
)
from dateline.core.site import Edition
from dateline.core.types import (
    Event,
    Facts,
    Mode,
    Phrase,
    Place,
    Qualifier,
    Report,
    Rights,
    Scope,
    Span,
    Stamp,
    Theme,
)
from tests.edition import Issue

NOTICE = "Sample edition: invented events."


def stamp(text: str, zone: str | None = "Z") -> Stamp:
    return Stamp(at=datetime.fromisoformat(text).replace(tzinfo=UTC), zone=zone)


FERRY = Report(
    id="rferry",
    url="https://watt-anzeiger.example/news/ferry-1",
    outlet="Watt-Anzeiger",
    title="Ferry runs aground off Baltrum; passengers taken off by lifeboat",
    author="Imke Tjarks",
    language="en",
    published=stamp("2025-07-01T19:27:47"),
    text=(
        "The ferry Seeschwalbe ran aground off Baltrum on Tuesday evening, the coastguard said.\n\n"
        "Some 120 passengers were taken off by lifeboat, and three people were hurt, said Onno Behrends, "
        "who leads the rescue station. “Nobody was in the water for a single minute,” he said.\n\n"
        "The harbour master, Greta Poppinga, said the fairway had moved by sixty metres since the last "
        "survey and that the buoys had not yet followed it, as happens in most summers along that coast."
    ),
)
COPY = replace(
    FERRY,
    id="rcopy",
    url="https://norden-heute.example/a?id=7&ref=x",
    outlet="Norden heute",
    author="",
    published=stamp("2025-07-01T20:05:00"),
)
RADIO = Report(
    id="rradio",
    url="https://radio-siel.example/baltrum",
    outlet="Radio Siel",
    title="Fünf Verletzte nach Havarie vor Baltrum",
    language="de",
    published=stamp("2025-07-01T21:10:00", zone=None),
    text="Bei der Havarie vor Baltrum sind fünf Menschen verletzt worden, sagte ein Sprecher der Reederei.",
)
WALL = Report(
    id="rwall",
    url="https://kuestenblatt.example/plus/42",
    outlet="Küstenblatt",
    title="What went wrong off Baltrum",
    language="en",
    published=stamp("2025-07-02T06:00:00"),
    rights=Rights(reserved=True, basis="tdm-reservation"),
    text="The shipping line denies that the ferry left the marked fairway, its lawyer Harm Saathoff said.",
)
LIBRARY = Report(
    id="rlibrary",
    url="https://watt-anzeiger.example/news/library",
    outlet="Watt-Anzeiger",
    title="Esens library opens again",
    language="en",
    published=stamp("2025-06-30T08:00:00"),
    rights=Rights(licence="https://creativecommons.org/licenses/by/4.0/", basis="link"),
    text="The library of Esens opens again on Monday, its director Wiebke Harms said.",
)
REPORTS = {report.id: report for report in (FERRY, COPY, RADIO, WALL, LIBRARY)}


def span(report: Report, words: str) -> Span:
    start = report.text.index(words)
    return Span(report=report.id, start=start, end=start + len(words))


def credit(report: Report, origin: str = "") -> Credit:
    return Credit(
        report=report.id,
        outlet=report.outlet,
        title=report.title,
        url=report.url,
        author=report.author,
        published=report.published,
        language=report.language,
        origin=origin or report.id,
        licence=report.rights.licence,
        reserved=report.rights.reserved,
    )


def line(key: str, text: str, *evidence: Span, status: Status = Status.REPORTED, origins: int = 1) -> Line:
    return Line(id=key, text=text, kind=LineKind.EXTRACT, evidence=evidence, status=status, origins=origins)


_AGROUND = span(
    FERRY, "The ferry Seeschwalbe ran aground off Baltrum on Tuesday evening, the coastguard said."
)
_HURT = span(FERRY, "three people were hurt, said Onno Behrends")
_FIVE = span(RADIO, "sind fünf Menschen verletzt worden, sagte ein Sprecher der Reederei.")
_DENIES = span(WALL, "The shipping line denies that the ferry left the marked fairway")


def hurt(
    low: float, report: Report, evidence: Span, *, replaced: bool = False, disputed: bool = False
) -> LedgerEntry:
    return LedgerEntry(
        measure="injured",
        low=low,
        high=low,
        qualifier=Qualifier.EXACT,
        unit="person",
        scope=Scope.HAPPENING,
        speaker="",
        outlet=report.outlet,
        as_of=report.published,
        evidence=(evidence,),
        replaced=replaced,
        disputed=disputed,
    )


def toll(
    low: float, best: float | None, high: float | None, *evidence: Span, measure: str = "injured"
) -> Toll:
    return Toll(measure=measure, low=low, best=best, high=high, unit="person", evidence=evidence)


def place(name: str, lat: float, lon: float, kind: str = "city") -> Place:
    found = span(FERRY, "Baltrum")
    return Place(
        phrase=Phrase(text=name, span=found),
        name=name,
        evidence=(found,),
        kind=kind,
        country="DE",
        lat=lat,
        lon=lon,
    )


FERRY_PAGE = Page(
    story="sferry",
    theme="tsea",
    headline=replace(line("lhead", FERRY.title, _AGROUND), kind=LineKind.HEADLINE),
    standfirst=line("lstand", "A ferry ran aground off Baltrum, the coastguard said.", _AGROUND, origins=2),
    summary=(
        line(
            "lone",
            "The Seeschwalbe ran aground on Tuesday evening.",
            _AGROUND,
            Span(report="rcopy", start=0, end=86),
        ),
        line(
            "ltwo",
            "Reports differ on the injured: three or five.",
            _HURT,
            _FIVE,
            status=Status.DISPUTED,
            origins=2,
        ),
    ),
    body=(
        Section(
            heading="What happened",
            lines=(
                line(
                    "lthree",
                    "Some 120 passengers were taken off by lifeboat.",
                    span(FERRY, "Some 120 passengers"),
                ),
                line("lfour", "“Bei der Havarie vor Baltrum”", span(RADIO, "Bei der Havarie vor Baltrum")),
            ),
        ),
        Section(
            heading="Disputed or unverified",
            lines=(line("lfive", "The line denies an error.", _DENIES, status=Status.DENIED),),
        ),
    ),
    figures=(
        hurt(5, RADIO, _FIVE, disputed=True),
        hurt(3, FERRY, _HURT, disputed=True),
        replace(hurt(2, COPY, _HURT, replaced=True), replaced_at=RADIO.published),
    ),
    tolls=(toll(3, None, 5, _HURT, _FIVE),),
    claims=(
        Claim(
            label="three hurt",
            evidence=(_HURT,),
            speaker="Onno Behrends",
            since=FERRY.published,
            status=Status.DISPUTED,
            stands=(
                Stand(origin="owire", position=Position.SAYS, evidence=(_HURT,)),
                Stand(origin="rradio", position=Position.DIFFERS, words="fünf", evidence=(_FIVE,)),
                Stand(origin="rwall", position=Position.SILENT),
            ),
        ),
    ),
    places=(
        place("Baltrum", 53.73, 7.37),
        place("Norden", 53.6, 7.2),
        place("Lower Saxony", 52.8, 9.1, "region"),
    ),
    timeline=(
        TimelineEntry(
            theme="tsea", date="2025-07-01T21:05", text="The ferry runs aground.", evidence=(_AGROUND,)
        ),
        TimelineEntry(theme="tsea", date="2025-07-02", text="The line denies an error.", evidence=(_DENIES,)),
    ),
    earlier=(
        Earlier(
            text="It was the second grounding off Baltrum since June",
            evidence=(_AGROUND,),
            date="2025-06",
            story="stide",
        ),
    ),
    sources=(credit(FERRY, "owire"), credit(COPY, "owire"), credit(RADIO), credit(WALL)),
    revisions=(
        Revision(number=1, at=stamp("2025-07-01T19:30:00"), reason="First publication."),
        Revision(
            number=2,
            at=stamp("2025-07-02T06:10:00"),
            reason="Source corrected itself: Watt-Anzeiger.",
            occasion=Occasion.SOURCE_EDITED,
            changes=(
                Change(line="figures/injured", before="injured: 2", after="injured: 3 to 5"),
                Change(
                    line="lone",
                    before="The Sturmschwalbe ran aground on Tuesday evening.",
                    after="The Seeschwalbe ran aground on Tuesday evening.",
                ),
            ),
        ),
    ),
    corrections=(
        Correction(
            wrong="The Sturmschwalbe ran aground on Tuesday evening.",
            right="The Seeschwalbe ran aground on Tuesday evening.",
            fault=Fault.SOURCE,
            at=stamp("2025-07-02T06:10:00"),
            line="lone",
            note="Watt-Anzeiger changed its report and now says otherwise.",
            evidence=(_AGROUND,),
        ),
    ),
    happened="2025-07-01",
    first_reported=FERRY.published,
    withheld=(
        Finding(
            start=0,
            end=9,
            text="ninety metres",
            rule="unsupported-number",
            severity=Severity.ERROR,
            why="No source gives 90.",
            line="lsix",
        ),
    ),
)
#: The ferry's page as it stood first: with a wrong name, and without the outlet that came last.
FERRY_BEFORE = replace(
    FERRY_PAGE,
    summary=(
        replace(FERRY_PAGE.summary[0], text="The Sturmschwalbe ran aground on Tuesday evening."),
        FERRY_PAGE.summary[1],
    ),
    body=FERRY_PAGE.body[:1],
    timeline=FERRY_PAGE.timeline[:1],
    sources=FERRY_PAGE.sources[:3],
    revisions=FERRY_PAGE.revisions[:1],
    corrections=(),
)
LIBRARY_PAGE = Page(
    story="slibrary",
    theme="ttown",
    headline=replace(line("lhead", LIBRARY.title, span(LIBRARY, "The library")), kind=LineKind.HEADLINE),
    standfirst=None,
    summary=(
        line("lone", "The library opens again on Monday, its director said.", span(LIBRARY, LIBRARY.text)),
    ),
    body=(),
    figures=(),
    claims=(),
    places=(),
    timeline=(),
    sources=(credit(LIBRARY),),
    revisions=(Revision(number=1, at=stamp("2025-06-30T08:10:00"), reason="First publication."),),
    happened="2025-06-30",
    first_reported=LIBRARY.published,
)
TIDE_PAGE = replace(
    LIBRARY_PAGE,
    story="stide",
    theme="tsea",
    headline=replace(LIBRARY_PAGE.headline, text="Spring tide closes the Nessmersiel car park"),
    first_reported=stamp("2025-06-28T05:00:00"),
)
THEMES = (
    Theme(id="tsea", name="Shipping off the islands", stories=("sferry", "stide")),
    Theme(id="ttown", name="Esens", stories=("slibrary",)),
)
EDITION = Edition(title="Dateline", notice=NOTICE, contact="desk@dateline.example")
ISSUE = Issue(edition=EDITION, pages=(FERRY_PAGE, LIBRARY_PAGE, TIDE_PAGE), themes=THEMES, reports=REPORTS)

_GROUNDING = span(FERRY, "ran aground")
FACTS = {
    "rferry": Facts(
        report="rferry",
        events=(
            Event(
                type="ASSAULT",
                mode=Mode.HYPOTHETICAL,
                phrase=Phrase(text="ran aground", span=_GROUNDING),
                evidence=(_GROUNDING,),
                actors=("=cmd()",),
                place="Baltrum",
                time="2025-07-01T21:05",
            ),
            Event(
                type="PROTEST",
                mode=Mode.ACTUAL,
                phrase=Phrase(text="ran aground", span=_GROUNDING),
                evidence=(_GROUNDING,),
                actors=("passengers",),
            ),
        ),
    )
}
