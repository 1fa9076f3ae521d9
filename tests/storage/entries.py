"""Entries of a catalogue for tests, and the plainest catalogue there can be, to hold the real one against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from dateline.core.listings import (
    Entry,
    Facet,
    Listing,
    Lookup,
    Mention,
    Order,
    Tally,
    Terms,
    Totals,
)
from dateline.core.pages import Correction, Fault, Line, LineKind, Page, Revision
from dateline.core.types import Basis, Membership, Precision, Span, Stamp

START = datetime(2026, 1, 1, 9, tzinfo=UTC)
CORRECTION = Correction(wrong="Two boats sank.", right="One boat sank.", fault=Fault.SOURCE)

#: Words that are hard on an index: of all scripts, with marks, of one letter, beginnings of one another.
WORDS = (
    "elbe", "elb", "e", "o'neil", "wave-2", "c++", "дім", "дімна", "київ", "日本", "日本語", "مياه", "ä", "a",
    "café", "cafe", "Cafe", "two words", "", "*", '"', "'", "\\", "a:b", "&", "and", "not", "near",
    "\ue000", "\x00",
)  # fmt: skip


def day(number: int) -> Stamp:
    """Noon of a day of 2026 and after."""
    return Stamp(at=START + timedelta(days=number))


def entry(
    story: str, first: int | None = 0, *, key: str = "1:key", weight: float = 0.0, **fields: object
) -> Entry:
    """An entry of a story first reported on a day; ``terms`` and all fields of a listing can be given."""
    terms = fields.pop("terms", Terms(headline=("elbe", story), text=("wave", "passed")))
    stamp = None if first is None else day(first)
    plain = Listing(
        story=story, theme="t1", headline=f"Wave {story}", first_reported=stamp, reports=2, lines=3
    )
    assert isinstance(terms, Terms)
    return Entry(listing=replace(plain, **fields), key=key, weight=weight, terms=terms)  # type: ignore[arg-type]


def said(facet: Facet, key: str, name: str = "", count: int = 1) -> Mention:
    """A mention, by default called as its key."""
    return Mention(facet=facet, key=key, name=name or key.title(), count=count)


def member(report: str, story: str, theme: str = "t1") -> Membership:
    """That a report belongs to a story."""
    return Membership(report=report, story=story, theme=theme, origin=report, why="alone")


def page(story: str = "s1", text: str = "The wave passed") -> Page:
    """A page of one line."""
    span, first = Span(report="r1", start=0, end=8), Revision(number=1, at=None, reason="First publication.")
    line = Line(id="l1", text=text, kind=LineKind.EXTRACT, evidence=(span,))
    return Page(
        story=story, theme="t1", headline=line, standfirst=None, summary=(), body=(), figures=(), claims=(),
        places=(), timeline=(), sources=(), revisions=(first,),
    )  # fmt: skip


# --- any entry, any lookup ----------------------------------------------------------------

stories = st.sampled_from([f"s{number}" for number in range(8)])
words = st.sampled_from(WORDS)
stamps = st.none() | st.builds(
    Stamp,
    at=st.integers(0, 5).map(lambda n: START + timedelta(hours=9 * n, microseconds=n)),
    precision=st.sampled_from(Precision),
    zone=st.sampled_from([None, "Z", "+03:00", "Europe/Kyiv summer"]),
    basis=st.sampled_from(Basis),
)
mentions = st.builds(
    Mention,
    facet=st.sampled_from([Facet.PLACE, Facet.OUTLET]),
    key=st.sampled_from("ab"),
    name=st.sampled_from(["One", "Two"]),
    count=st.integers(1, 3),
)
listings = st.builds(
    Listing,
    story=stories,
    theme=st.sampled_from(["t1", "t2", ""]),
    headline=st.text(max_size=4),
    language=st.sampled_from(["en", "uk"]),
    first_reported=stamps,
    revised=stamps,
    reports=st.integers(0, 3),
    origins=st.integers(0, 3),
    lines=st.integers(0, 3),
    disputed=st.booleans(),
    contested=st.integers(0, 2),
    models=st.sampled_from([(), ("m",)]),
    mentions=st.lists(mentions, max_size=3).map(tuple),
    corrections=st.sampled_from([(), (CORRECTION,)]),
    refers=st.lists(stories, max_size=2).map(tuple),
    open=st.booleans(),
)
terms = st.builds(
    Terms, headline=st.lists(words, max_size=3).map(tuple), text=st.lists(words, max_size=6).map(tuple)
)
entries = st.builds(
    Entry,
    listing=listings,
    key=st.just("1:key"),
    weight=st.sampled_from([0.0, 1.5, -2.0, 1e300]),
    terms=terms,
)
runs = st.lists(st.lists(words | words.map(lambda word: word + "*"), max_size=3).map(tuple), max_size=2).map(
    tuple
)
times = st.none() | st.integers(0, 5).map(lambda n: START + timedelta(hours=9 * n))
lookups = st.builds(
    Lookup,
    order=st.sampled_from(Order),
    limit=st.sampled_from([1, 3, 50]),
    theme=st.sampled_from(["", "", "t1"]),
    facet=st.sampled_from([None, None, Facet.PLACE, Facet.OUTLET]),
    key=st.sampled_from("ab"),
    phrases=runs,
    without=runs,
    since=times,
    until=times,
    corrected=st.sampled_from([False, False, True]),
)


# --- the plainest catalogue ---------------------------------------------------------------


@dataclass
class Plain:
    """A catalogue in two dictionaries, that looks at everything each time."""

    entries: dict[str, Entry] = field(default_factory=dict)
    stories: dict[str, str] = field(default_factory=dict)

    def save(self, some: Iterable[Entry]) -> None:
        self.entries.update({entry.listing.story: entry for entry in some})

    @property
    def live(self) -> list[Entry]:
        there = set(self.stories.values())
        return [entry for story, entry in sorted(self.entries.items()) if story in there]

    def found(self, lookup: Lookup) -> list[Listing]:
        some = [entry for entry in self.live if _answers(entry, lookup)]
        some.sort(key=lambda entry: _place(entry, lookup.order), reverse=True)
        if lookup.after:
            behind = _place(self.entries[lookup.after], lookup.order)
            some = [entry for entry in some if _place(entry, lookup.order) < behind]
        return [entry.listing for entry in some]

    def tallies(self, facet: Facet, of: str = "") -> list[Tally]:
        told: dict[str, Mention] = {}
        stories: Counter[str] = Counter()
        times: Counter[str] = Counter()
        for entry in self.live:
            keys = [mention for mention in entry.listing.mentions if mention.facet is facet]
            together: dict[str, Mention] = {}
            for one in keys:
                count = together[one.key].count if one.key in together else 0
                together[one.key] = replace(together.get(one.key, one), count=count + one.count)
            for key, one in together.items():
                told.setdefault(key, one)
                if not of or entry.listing.theme == of:
                    stories[key] += 1
                    times[key] += one.count
        return [
            Tally(mention=told[key], stories=stories[key], count=times[key])
            for key in sorted(stories, key=lambda key: (-stories[key], -times[key], key))
        ]

    def totals(self) -> Totals:
        some = [entry.listing for entry in self.live]
        return Totals(
            stories=len(some),
            themes=len({one.theme for one in some if one.theme}),
            reports=sum(one.reports for one in some),
            origins=sum(one.origins for one in some),
            lines=sum(one.lines for one in some),
            one_origin=sum(one.origins <= 1 for one in some),
            corrections=sum(len(one.corrections) for one in some),
            disputed=sum(one.disputed for one in some),
            contested=sum(one.contested > 0 for one in some),
            modelled=sum(bool(one.models) for one in some),
        )

    def days(self) -> dict[str, int]:
        counts = Counter(_first(entry)[:10] for entry in self.live)
        return dict(sorted(counts.items(), reverse=True))


def _first(entry: Entry) -> str:
    stamp = entry.listing.first_reported
    return stamp.at.isoformat(timespec="microseconds") if stamp else ""


def _place(entry: Entry, order: Order) -> tuple[object, str]:
    last = entry.listing.revised or entry.listing.first_reported
    changed = last.at.isoformat(timespec="microseconds") if last else ""
    keys = {Order.NEWEST: _first(entry), Order.WEIGHT: entry.weight, Order.CHANGED: changed}
    return keys[order], entry.listing.story


def _answers(entry: Entry, lookup: Lookup) -> bool:
    listing, stamp = entry.listing, entry.listing.first_reported
    keys = {(mention.facet, mention.key) for mention in listing.mentions}
    rows = (entry.terms.headline, entry.terms.text)
    return (
        lookup.theme in ("", listing.theme)
        and (lookup.facet is None or (lookup.facet, lookup.key) in keys)
        and (not lookup.corrected or bool(listing.corrections))
        and (lookup.since is None or (stamp is not None and stamp.at >= lookup.since))
        and (lookup.until is None or (stamp is not None and stamp.at < lookup.until))
        and all(any(_has(row, run) for row in rows) for run in lookup.phrases if run)
        and not any(_has(row, run) for run in lookup.without if run for row in rows)
    )


def _has(row: tuple[str, ...], run: tuple[str, ...]) -> bool:
    places = range(len(row) - len(run) + 1)
    return any(all(_is(row[at + n], word) for n, word in enumerate(run)) for at in places)


def _is(word: str, asked: str) -> bool:
    if len(asked) > 1 and asked.endswith("*"):
        return word.startswith(asked[:-1])
    return word == asked
