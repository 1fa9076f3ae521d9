"""An invented edition of any size, made by rules: what the speed of publishing is measured on.

Each as a real desk has it: eight reports a story by four origins, of forty
outlets; some fourteen lines with one to three pieces of evidence, figures that disagree, claims, places with
coordinates, a timeline, two revisions. The same number gives the same story, whatever else is made.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from dateline.core.pages import (
    Change,
    Claim,
    Credit,
    LedgerEntry,
    Line,
    LineKind,
    Page,
    Position,
    Revision,
    Section,
    Stand,
    Status,
    TimelineEntry,
    Toll,
)
from dateline.core.ports import Store
from dateline.core.types import (
    Facts,
    Form,
    Membership,
    Phrase,
    Place,
    Qualifier,
    Report,
    Scope,
    Span,
    Speaker,
    Stamp,
    Stance,
    Statement,
    Theme,
)

OUTLETS, THEMES, REPORTS, ORIGINS, SENTENCES = 40, 60, 8, 4, 14
FIRST = datetime(2026, 1, 5, 6, tzinfo=UTC)
_SPOTS = (("Aldermouth", 53.4, -2.1, "GB"), ("Brückwald", 50.9, 11.3, "DE"), ("Czernica", 51.0, 17.1, "PL"),
          ("Dolné Pole", 48.3, 18.0, "SK"), ("Entremares", 41.6, -8.2, "PT"), ("Fjordvik", 60.1, 5.4, "NO"),
          ("Gorodets", 50.3, 30.4, "UA"), ("Hautecombe", 45.7, 5.8, "FR"))  # fmt: skip
_GIVEN = ("Anna", "Bohdan", "Carla", "Dirk", "Elena", "Farid", "Greta", "Hugo", "Ines", "Jan")
_FAMILY = (
    "Aldring",
    "Bezruk",
    "Castell",
    "Dornwald",
    "Ekberg",
    "Falkner",
    "Grabow",
    "Hollis",
    "Iversen",
    "Jansky",
)
_WHO = (
    "fire service",
    "harbour office",
    "regional court",
    "flood centre",
    "rail operator",
    "teachers' union",
)
_WHAT = ("closed the bridge", "opened the shelters", "took people off the roofs",
         "found the cause of the fault",
         "called off the search", "sent two hundred helpers", "stopped all trains", "withdrew the order",
         "asked for more boats", "put the line back into service")  # fmt: skip
_WHERE = ("near the old mill", "on the northern bank", "behind the station", "at the edge of the forest",
          "below the weir", "in the lower town", "along the ring road", "outside the works")  # fmt: skip
_WHY = ("after a night of heavy rain", "because the pumps had failed", "as the wind turned to the east",
        "when the second shift came in", "although nobody had asked for it", "before the roads were cleared",
        "while the council was still sitting", "since the last inspection in spring")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A story with what it was made of."""

    page: Page
    reports: tuple[Report, ...]
    facts: tuple[Facts, ...]
    members: tuple[Membership, ...]


def sentence(dice: random.Random) -> str:
    """Some twenty words that say something."""
    where, why = dice.choice(_WHERE), dice.choice(_WHY)
    told = f"The {dice.choice(_WHO)} {dice.choice(_WHAT)} {where} {why}"
    named = f"{dice.choice(_GIVEN)} {dice.choice(_FAMILY)}"
    return f"{told}, said {named}, who counted {dice.randint(2, 90)} people there."


def _stamp(number: int, more: timedelta) -> Stamp:
    return Stamp(at=FIRST + timedelta(hours=3 * number) + more, zone="Z")


def _report(number: int, turn: int, told: Sequence[str], dice: random.Random) -> Report:
    own = [sentence(dice) for _ in range(SENTENCES // 2)]
    shared = list(told[: SENTENCES // 2]) if turn % 2 else list(told[SENTENCES // 2 :])
    outlet = (number * 7 + turn * 5) % OUTLETS
    return Report(
        id=f"r{number:06d}x{turn}",
        url=f"https://outlet{outlet}.example/news/{number}-{turn}",
        outlet=f"{_SPOTS[outlet % 8][0]} {('Post', 'Radio', 'Courier', 'Anzeiger', 'Gazette')[outlet // 8]}",
        title=told[0].partition(",")[0],
        author=f"{dice.choice(_GIVEN)} {dice.choice(_FAMILY)}",
        language="en",
        published=_stamp(number, timedelta(minutes=20 * turn)),
        text="\n\n".join(" ".join(part) for part in (shared[:4], shared[4:], own[:4], own[4:]) if part),
    )


def _spans(words: str, reports: Sequence[Report], most: int) -> tuple[Span, ...]:
    """Where reports say just that."""
    found = (
        Span(report=one.id, start=one.text.index(words), end=one.text.index(words) + len(words))
        for one in reports
        if words in one.text
    )
    return tuple(span for span, _ in zip(found, range(most), strict=False))


def _line(key: str, words: str, reports: Sequence[Report], dice: random.Random) -> Line:
    evidence = _spans(words, reports, dice.randint(1, 3))
    return Line(id=key, text=words, kind=LineKind.EXTRACT, evidence=evidence, origins=len(evidence))


def _figures(lines: Sequence[Line], reports: Sequence[Report], dice: random.Random) -> Iterator[LedgerEntry]:
    for at, measure in enumerate(("killed", "injured", "displaced", "missing")):
        for turn in range(2):
            report = reports[(at + turn) % len(reports)]
            low = float(dice.randint(2, 60))
            yield LedgerEntry(
                measure=measure, low=low, high=low, qualifier=Qualifier.EXACT, unit="person",
                scope=Scope.HAPPENING, speaker="", outlet=report.outlet, as_of=report.published,
                evidence=lines[at].evidence, disputed=turn == 1, outlets=(report.outlet,),
            )  # fmt: skip


def _claims(lines: Sequence[Line], reports: Sequence[Report]) -> Iterator[Claim]:
    for at, line in enumerate(lines[:4]):
        stands = tuple(
            Stand(
                origin=f"o{report.id[:-2]}{turn}",
                position=(Position.SAYS, Position.SILENT, Position.DIFFERS, Position.SAYS)[(at + turn) % 4],
                words="two" if (at + turn) % 4 == 2 else "",
                evidence=line.evidence[:1],
            )
            for turn, report in enumerate(reports[:ORIGINS])
        )
        yield Claim(label=line.text[:60], stands=stands, evidence=line.evidence, status=Status.DISPUTED)


def _place(number: int, reports: Sequence[Report]) -> Place:
    name, lat, lon, country = _SPOTS[number % len(_SPOTS)]
    spans = tuple(Span(report=report.id, start=0, end=12) for report in reports)
    near = number % 17 / 40
    return Place(
        phrase=Phrase(text=name, span=spans[0]),
        name=name,
        evidence=spans,
        kind="city",
        country=country,
        lat=lat + near,
        lon=lon - near,
        geonames=1000 + number % 160,
    )


def _facts(report: Report, name: str) -> Facts:
    """Who is said to speak in it: what makes a page of a person."""
    span = Span(report=report.id, start=0, end=20)
    phrase = Phrase(text=report.text[:20], span=span)
    speaker = Speaker(phrase=Phrase(text=name, span=span), name=name)
    said = Statement(
        content=(phrase,), form=Form.INDIRECT, stance=Stance.SAID, evidence=(span,), speaker=speaker
    )
    return Facts(report=report.id, sentences=(span,), statements=(said,))


def _credit(report: Report, origin: str) -> Credit:
    return Credit(report=report.id, outlet=report.outlet, title=report.title, url=report.url,
                  author=report.author, published=report.published, language=report.language,
                  origin=origin)  # fmt: skip


def story(number: int) -> Made:
    """The ``number``-th story."""
    dice = random.Random(number)
    told = [sentence(dice) for _ in range(SENTENCES)]
    reports = tuple(_report(number, turn, told, dice) for turn in range(REPORTS))
    lines = [_line(f"l{at}", words, reports, dice) for at, words in enumerate(told)]
    name, theme = f"s{number:06d}", f"t{number % THEMES:03d}"
    origins = [f"o{report.id[:-2]}{turn % ORIGINS}" for turn, report in enumerate(reports)]
    people = [f"{dice.choice(_GIVEN)} {dice.choice(_FAMILY)}" for _ in range(2)]
    changed = Change(line="l3", before=sentence(dice), after=told[3])
    page = Page(
        story=name,
        theme=theme,
        headline=replace(lines[0], id="lhead", text=reports[0].title, kind=LineKind.HEADLINE),
        standfirst=lines[1],
        summary=tuple(lines[2:6]),
        body=(Section(heading="What happened", lines=tuple(lines[6:11])),
              Section(heading="Reactions", lines=tuple(lines[11:]))),
        figures=tuple(_figures(lines, reports, dice)),
        tolls=tuple(Toll(measure=measure, low=3, best=None, high=9, unit="person", evidence=lines[2].evidence)
                    for measure in ("killed", "injured")),
        claims=tuple(_claims(lines, reports)),
        places=tuple(_place(number + step, reports[: 4 - step]) for step in range(3)),
        timeline=tuple(
            TimelineEntry(theme=theme, text=told[at], evidence=lines[at].evidence,
                          date=(FIRST + timedelta(hours=3 * number - 24 * at)).strftime("%Y-%m-%d"))
            for at in range(4)
        ),
        sources=tuple(map(_credit, reports, origins)),
        revisions=(Revision(number=1, at=_stamp(number, timedelta(hours=1)), reason="First publication."),
                   Revision(number=2, at=_stamp(number, timedelta(hours=3)), reason="New report.",
                            changes=(changed,))),
        happened=(FIRST + timedelta(hours=3 * number)).strftime("%Y-%m-%d"),
        first_reported=reports[0].published,
    )  # fmt: skip
    members = (
        Membership(report=report.id, story=name, theme=theme, origin=origin)
        for report, origin in zip(reports, origins, strict=True)
    )
    return Made(
        page=page,
        reports=reports,
        facts=tuple(_facts(report, people[turn % 2]) for turn, report in enumerate(reports)),
        members=tuple(members),
    )


def themes(count: int) -> list[Theme]:
    """The themes of so many stories, newest stories first."""
    names = [f"{_SPOTS[at % 8][0]}: {_WHO[at % 6]}, {_WHERE[at % 8]} ({at})" for at in range(THEMES)]
    held = [[f"s{number:06d}" for number in range(at, count, THEMES)] for at in range(THEMES)]
    return [
        Theme(id=f"t{at:03d}", name=names[at], stories=tuple(reversed(stories)))
        for at, stories in enumerate(held)
        if stories
    ]


def fill(store: Store, count: int) -> None:
    """Put so many stories into a store, as the flow would have."""
    from dateline.stages.interpret import VERSION

    for start in range(0, count, 500):
        some = [story(number) for number in range(start, min(start + 500, count))]
        with store.transaction():
            for one in some:
                for report in one.reports:
                    store.save_report(report, report.id)
            store.save_groups([member for one in some for member in one.members], [])
            store.save_facts([facts for one in some for facts in one.facts], VERSION)
            for one in some:
                store.save_page(one.page, f"key of {one.page.story}")
    with store.transaction():
        store.save_groups([], themes(count))


def changed(number: int, turn: int) -> Made:
    """The story as it stands after another report: a line, a figure and its headline are others."""
    made = story(number)
    first = made.page
    at = _stamp(number, timedelta(hours=4 + turn))
    lines = tuple(replace(line, text=f"{line.text} ({turn})") for line in first.summary[:1])
    change = Change(line=lines[0].id, before=first.summary[0].text, after=lines[0].text)
    revision = Revision(number=3 + turn, at=at, reason="New report.", changes=(change,))
    page = replace(
        first,
        headline=replace(first.headline, text=f"{first.headline.text} ({turn})"),
        summary=(*lines, *first.summary[1:]),
        revisions=(*first.revisions, revision),
    )
    return replace(made, page=page)
