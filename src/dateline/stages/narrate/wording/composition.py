"""Sentences of ours over figures: tolls, ranges with names, what replaced what.

Decides the words for the entries of the ledger: a number is written as its report wrote it, with
its qualifier and its source; figures that differ stand as a range with names (HOUSE_STYLE rules
9, 10 and 12). Does NOT decide which figures disagree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.core.pages import Status
from dateline.core.types import Qualifier, Scope, Span
from dateline.stages.narrate.facts.counting import Entry, amount, bounds, numeral
from dateline.stages.narrate.phrasebook.phrases import ENGLISH, Phrases
from dateline.stages.narrate.phrasebook.vocabulary import ANAPHORS, COLLECTIVES, PAPERS
from dateline.stages.narrate.wording.attribution import joined, outlet_list, with_article
from dateline.stages.narrate.wording.letters import capital
from dateline.stages.narrate.wording.rewriting.styling import in_house_style

_CASUALTIES = frozenset(["killed", "injured", "missing"])
_PRONOUNS = frozenset(["he", "she", "they", "it", "we", "i", "who"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A composed sentence with the matter that its id is made of and what bears it out."""

    text: str
    matter: tuple[str, ...]
    evidence: tuple[Span, ...]
    status: Status = Status.REPORTED


def tolls(entries: Sequence[Entry], phrases: Phrases = ENGLISH) -> Iterator[Sentence]:
    """For each measure of people one sentence that tells how many, according to whom."""
    standing: list[Entry] = []
    for measure in phrases.counts:
        live = [e for e in entries if e.row.measure == measure and _live(e) and numeral(e.given[-1])]
        live = [entry for entry in live if not any(_told_by(entry, other) for other in live)] or live
        if measure not in _CASUALTIES and not _borne_twice(live):
            continue
        if len({entry.row.low for entry in live}) > 1:
            yield from _range(measure, live, phrases)
        elif live:
            standing.append(max(live, key=lambda entry: (len(entry.origins), entry.given[-1].at)))
    while standing:
        first, *rest = standing
        together = [first, *(entry for entry in rest if _source(entry, phrases) == _source(first, phrases))][
            :2
        ]
        standing = [entry for entry in standing if entry not in together]
        yield _toll(together, phrases)


def _borne_twice(live: Sequence[Entry]) -> bool:
    """Whether two origins count such people: a number of one report alone may be of another place."""
    return len({origin for entry in live for origin in entry.origins}) > 1


def replacements(entries: Sequence[Entry], phrases: Phrases = ENGLISH) -> Iterator[Sentence]:
    """What replaced what, newest first: the page shows that first figures were others (rule 10)."""
    for measure in phrases.counts:
        rows = [e for e in entries if e.row.measure == measure and e.row.scope is Scope.HAPPENING]
        old = [entry for entry in rows if entry.row.replaced and numeral(entry.given[0])]
        new = [entry for entry in rows if not entry.row.replaced and numeral(entry.given[-1])]
        # "About 900" that becomes "900" is no other figure.
        if len(new) == 1 and old and old[-1].row.low != new[0].row.low:
            yield _replacement(measure, old[-1], new[0], phrases)


def _live(entry: Entry) -> bool:
    return not entry.row.replaced and entry.row.scope is Scope.HAPPENING


def _told_by(loose: Entry, other: Entry) -> bool:
    """Whether a closer figure says all that a loose one does: "at least two" beside a later "four"."""
    low, high = bounds(loose.row)
    least, most = bounds(other.row)
    closer = low <= least and most <= high and (low, high) != (least, most)
    vague = loose.row.qualifier is Qualifier.VAGUE
    return closer and (vague or loose.given[0].at <= other.given[-1].at)


def _clause(entry: Entry, phrases: Phrases) -> str:
    counting = phrases.counts[entry.row.measure]
    single = entry.row.low == 1 and entry.row.high in (None, 1) and entry.row.qualifier is Qualifier.EXACT
    if entry.row.low == 0 and entry.row.high == 0:
        return counting.none
    return (counting.one if single else counting.many).format(n=amount(entry, phrases))


def _source(entry: Entry, phrases: Phrases) -> tuple[str, str]:
    """Who gave a figure, and the attribution: the speaker, else the outlets."""
    speaker = entry.row.speaker.strip(" ,")
    if speaker and speaker.lower() not in _PRONOUNS and not _dangles(speaker.lower().split()):
        common = speaker.lower() in COLLECTIVES
        speaker = speaker.lower() if common else speaker
        return speaker, phrases.according.format(who=with_article(speaker))
    who = outlet_list((given.clipping.report for given in entry.given), phrases)
    return who, phrases.according.format(who=who) if who else ""


def _dangles(parts: Sequence[str]) -> bool:
    """Whether a naming needs the report around it: a document, or "the service" of an earlier sentence."""
    return parts[-1] in PAPERS or (len(parts) == 2 and parts[0] == "the" and parts[1] in ANAPHORS)


def _toll(entries: Sequence[Entry], phrases: Phrases) -> Sentence:
    clauses = in_house_style(phrases.and_.join(_clause(entry, phrases) for entry in entries))
    _, attribution = _source(entries[0], phrases)
    # A sentence does not begin with a figure where a word can stand there.
    pair = (attribution, clauses) if clauses[:1].isdigit() else (clauses, attribution)
    text = f"{', '.join(part for part in pair if part)}."
    return Sentence(
        text=capital(text),
        matter=("toll", *(entry.row.measure for entry in entries)),
        evidence=tuple(span for entry in entries for span in entry.row.evidence),
    )


def _range(measure: str, live: Sequence[Entry], phrases: Phrases) -> Iterator[Sentence]:
    """Figures that differ, each with who gave it; of many the least, the most given and the greatest."""
    named = {outlet_list([entry.given[-1].clipping.report], phrases): entry for entry in reversed(live)}
    named.pop("", None)
    ordered = sorted(named.items(), key=lambda pair: bounds(pair[1].row))
    if len(ordered) < 2:
        return
    usual = max(ordered, key=lambda pair: len(pair[1].origins))
    told = list(dict((ordered[0], usual, ordered[-1])).items())
    told.sort(key=lambda pair: bounds(pair[1].row))
    gives = [phrases.gives.format(who=who, n=_bare(entry, phrases)) for who, entry in told]
    disputed = any(entry.row.disputed for _, entry in told)
    yield Sentence(
        text=phrases.differs.format(what=phrases.counts[measure].matter, who=joined(gives, phrases)),
        matter=("toll", measure),
        evidence=tuple(span for _, entry in told for span in entry.row.evidence),
        status=Status.DISPUTED if disputed else Status.REPORTED,
    )


def _bare(entry: Entry, phrases: Phrases) -> str:
    return amount(entry, phrases).removesuffix(" of")


def _replacement(measure: str, old: Entry, new: Entry, phrases: Phrases) -> Sentence:
    who = outlet_list([old.given[0].clipping.report], phrases)
    other = outlet_list([new.given[-1].clipping.report], phrases)
    pattern = phrases.revised if who == other else phrases.updated
    label = phrases.counts[measure].label.format(n="").strip()
    numbers = {"old": amount(old, phrases), "new": amount(new, phrases)}
    return Sentence(
        text=capital(pattern.format(who=who, other=other, what=label, **numbers)),
        matter=("replaced", measure),
        evidence=(*old.row.evidence, *new.row.evidence),
    )
