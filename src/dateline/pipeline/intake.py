"""Collect and extract: inputs in, stored reports out.

Decides what is passed over because it is known, what is fetched because an entry or a list points to it, and
what becomes of an entry whose page did not come: it is used as the feed gave it. What stands in an input,
and whether two reports are one article, the stages say.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from dateline.core import codec
from dateline.core.errors import FetchError
from dateline.core.ids import digest
from dateline.core.ports import Fetched, Fetcher, Purpose, Store, Wanted
from dateline.core.sources import Channel, Contract, Errand, Referral
from dateline.core.types import Document, Failure, Hints, MediaKind, Report, Signal
from dateline.pipeline.desk import Desk, batches
from dateline.stages import collect, extract

Item = TypeVar("Item")

Found = Document | Referral | Channel
Answer = Fetched | FetchError

#: How many inputs are worked on side by side, and how many bytes of them are held at a time.
ARMFUL, ARMFUL_BYTES = 32, 16 << 20
#: How many fetched pages are held before they are stored: after a kill so many are asked for again.
PAGES = 8

#: How many lists deep, how many of one list's lists, and how many lists of one host at each depth are
#: followed: an index of indexes of indexes has no end.
DEEPEST, CHILDREN, OF_ONE_HOST = 3, 50, 100

#: The signal that a round adds to what came by a source under contract: its value is the contract.
CONTRACT = "contract"

_NO_TEXT = "its page is not read"
_OWN_TEXT = "the feed's own text was used"


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What became of the inputs: reports that are new, changed, or known under another address.

    ``notes`` tells what was odd about a report that was taken, such as a time that cannot be.
    """

    documents: int = 0
    new: int = 0
    changed: int = 0
    twins: int = 0
    notes: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()


@dataclass(slots=True)
class Tally:
    """An intake while it is being made."""

    counts: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    def add(self, taken: Intake) -> None:
        """Count what was taken in elsewhere."""
        self.counts.update(documents=taken.documents, new=taken.new, changed=taken.changed, twin=taken.twins)
        self.notes += taken.notes
        self.failures += taken.failures

    def intake(self) -> Intake:
        """What it came to."""
        return Intake(
            documents=self.counts["documents"],
            new=self.counts["new"],
            changed=self.counts["changed"],
            twins=self.counts["twin"],
            notes=tuple(self.notes),
            failures=tuple(self.failures),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A document, and the keys by which it is known from now on once it was read.

    ``also`` are other addresses that led to it, ``instead`` what is read where it cannot be. ``settled``:
    it is known from now on even if it cannot be read.
    """

    document: Document
    keys: tuple[str, ...]
    also: tuple[str, ...] = ()
    instead: Document | None = None
    settled: bool = False


def take_in(inputs: Iterable[Fetched | Failure], desk: Desk) -> Intake:
    """Turn inputs into stored reports. What cannot be taken is a ``Failure``; the rest goes on."""
    tally = Tally()
    for batch in batches(_arrivals(inputs, desk, tally)):
        shelve(batch, desk, tally)
    return tally.intake()


def take_reports(reports: Iterable[Report], desk: Desk) -> None:
    """Store reports that are already extracted."""
    with desk.store.transaction():
        for report in reports:
            _settle(_under_terms(report, (), desk), None, (), desk.store)


# --- what is in the inputs ----------------------------------------------------------------


def _arrivals(inputs: Iterable[Fetched | Failure], desk: Desk, tally: Tally) -> Iterator[Arrival]:
    """The documents in the inputs, in the lists they refer to, and behind the entries of the web's feeds."""
    seen: set[str] = set()
    for _ in range(DEEPEST + 1):
        referrals: list[Referral] = []
        entries: list[Document] = []
        for fetched, items in opened(inputs, desk, tally):
            seen.add(fetched.location)
            children = 0
            for item in items:
                if isinstance(item, Referral):
                    children += 1
                    referrals += [item] if children <= CHILDREN else []
                elif isinstance(item, Document) and _leads_on(item, fetched, desk):
                    entries.append(item)
                elif isinstance(item, Document):
                    yield Arrival(document=item, keys=(document_key(item),))
            if len(entries) >= ARMFUL:
                yield from _pages(entries, desk, tally)
                entries = []
        yield from _pages(entries, desk, tally)
        follow = few(url for url in dict.fromkeys(one.url for one in referrals) if url not in seen)
        seen.update(follow)
        if not follow or desk.fetcher is None:
            return
        inputs = _lists(follow, desk.fetcher)


def few(urls: Iterable[str]) -> list[str]:
    """The addresses of lists, not too many of any one host."""
    counts: Counter[str] = Counter()
    kept = []
    for url in urls:
        host = "/".join(url.split("/", 3)[:3])
        counts[host] += 1
        kept += [url] if counts[host] <= OF_ONE_HOST else []
    return kept


def opened(
    inputs: Iterable[Fetched | Failure], desk: Desk, tally: Tally
) -> Iterator[tuple[Fetched, Iterator[Found]]]:
    """Each input with what is in it. Long files of many documents are opened piece by piece, others boxed."""
    for armful in armfuls(inputs, _weight):
        whole = [one for one in armful if isinstance(one, Fetched) and not collect.streams(one)]
        results = iter(desk.each(collect.unpacked, whole, _location, "collect", boxed=True))
        for one in armful:
            if isinstance(one, Failure):
                tally.failures.append(one)
                continue
            found = collect.unpack(one) if collect.streams(one) else _items(next(results))
            yield one, _good(found, tally)


def _items(result: tuple[Found | Failure, ...] | Failure) -> Iterator[Found | Failure]:
    return iter((result,) if isinstance(result, Failure) else result)


def _good(items: Iterable[Item | Failure], tally: Tally) -> Iterator[Item]:
    for item in items:
        if isinstance(item, Failure):
            tally.failures.append(item)
        else:
            yield item


def armfuls(items: Iterable[Item], weight: Callable[[Item], int], most: int = ARMFUL) -> Iterator[list[Item]]:
    """The items, so many at a time as make an armful by number and weight."""
    held: list[Item] = []
    carried = 0
    for item in items:
        held.append(item)
        carried += weight(item)
        if len(held) >= most or carried >= ARMFUL_BYTES:
            yield held
            held, carried = [], 0
    if held:
        yield held


def _weight(one: Fetched | Failure) -> int:
    return len(one.content) if isinstance(one, Fetched) else 0


def _location(fetched: Fetched) -> str:
    return fetched.location


def is_web(fetched: Fetched) -> bool:
    """Whether an input came from the web: only then is it followed to where it points."""
    return fetched.location.startswith(("http://", "https://"))


def _leads_on(item: Document, fetched: Fetched, desk: Desk) -> bool:
    return item.kind is MediaKind.ENTRY and bool(item.url) and is_web(fetched) and desk.fetcher is not None


def _lists(urls: Sequence[str], fetcher: Fetcher) -> Iterator[Fetched | Failure]:
    for _, answer in fetcher.fetch_all(Wanted(url=url, purpose=Purpose.FEED) for url in urls):
        yield _failure(answer) if isinstance(answer, FetchError) else answer


# --- the pages behind entries -------------------------------------------------------------


def _pages(entries: Sequence[Document], desk: Desk, tally: Tally) -> Iterator[Arrival]:
    """The pages behind the entries that are not known as yet."""
    keys = {document_key(entry): entry for entry in entries}
    known = desk.store.documents(keys)
    errands = [Errand(key=key, entry=entry, tries=0) for key, entry in keys.items() if key not in known]
    yield from (Arrival(document=keys[key], keys=(key,)) for key in known)
    for armful in brought(errands, desk):
        for _, found in arrived(armful, desk, tally):
            yield from found


def brought(
    errands: Sequence[Errand], desk: Desk, enough: Callable[[], bool] = lambda: False
) -> Iterator[list[tuple[Errand, Answer]]]:
    """The answers of the pages behind entries, as they come, until it is ``enough``.

    A page of many entries is asked once.
    """
    waiting: dict[str, list[Errand]] = {}
    for errand in errands:
        waiting.setdefault(errand.entry.url, []).append(errand)
    if desk.fetcher is None or not waiting:
        return
    answers = _until(enough, desk.fetcher.fetch_all(Wanted(url=url) for url in waiting))
    fetched = desk.progress.track(answers, "fetch", len(waiting))
    for armful in armfuls(fetched, weight_of_answer, PAGES):
        yield [(errand, answer) for wanted, answer in armful for errand in waiting[wanted.url]]


def _until(enough: Callable[[], bool], items: Iterator[Item]) -> Iterator[Item]:
    for item in items:
        yield item
        if enough():
            return


def weight_of_answer(pair: tuple[Wanted, Answer]) -> int:
    """What an answer weighs; a host that wants to be left alone ends the armful, to be kept at once."""
    answer = pair[1]
    if isinstance(answer, FetchError):
        return ARMFUL_BYTES if answer.hold is not None else 0
    return len(answer.content)


def arrived(
    armful: Sequence[tuple[Errand, Answer]], desk: Desk, tally: Tally
) -> Iterator[tuple[Errand, list[Arrival]]]:
    """What each errand brought: its page or pages, or, where none came, the entry as the feed gave it."""
    pairs = [(errand.entry, answer) for errand, answer in armful if isinstance(answer, Fetched)]
    followed = iter(desk.each(_followed, pairs, _pair_name, "collect", boxed=True))
    for errand, answer in armful:
        if isinstance(answer, FetchError):
            failure = _failure(answer, _OWN_TEXT if errand.entry.content else answer.remedy)
            tally.failures.append(failure)
            yield errand, _as_fed(_with_refusal(errand.entry, answer), ())
            continue
        pages = next(followed)
        if isinstance(pages, Failure):
            tally.failures.append(replace(pages, remedy=_OWN_TEXT if errand.entry.content else _NO_TEXT))
            yield errand, _as_fed(errand.entry, (errand.key,))
        else:
            yield errand, [_page(page, errand, answer) for page in pages]


def _followed(pair: tuple[Document, Fetched]) -> tuple[Document, ...]:
    return collect.followed(*pair)


def _pair_name(pair: tuple[Document, Fetched]) -> str:
    return pair[0].url


def _page(page: Document, errand: Errand, answer: Fetched) -> Arrival:
    also = tuple(dict.fromkeys((errand.entry.url, answer.location)))
    instead = errand.entry if errand.entry.content and page is not errand.entry else None
    return Arrival(document=page, keys=(document_key(page), errand.key), also=also, instead=instead)


def _as_fed(entry: Document, keys: tuple[str, ...]) -> list[Arrival]:
    """The entry itself; nothing where its feed, being a sitemap, gave no text."""
    return [Arrival(document=entry, keys=keys)] if entry.content else []


def _with_refusal(entry: Document, error: FetchError) -> Document:
    if not (error.refused and "robots.txt" in error.reason):
        return entry
    signal = Signal(name="robots.txt", value="disallow", where=entry.url)
    return replace(entry, hints=replace(entry.hints, signals=(*entry.hints.signals, signal)))


def _failure(error: FetchError, remedy: str = "") -> Failure:
    return Failure(item=error.item, stage="collect", reason=error.reason, remedy=remedy or error.remedy)


# --- from documents to stored reports -----------------------------------------------------


def document_key(document: Document) -> str:
    """A digest of what was given: the same for the same document, whenever and by whichever list it came."""
    told = ""
    if document.kind is not MediaKind.REPORT:
        told = codec.dumps(replace(document.hints, fetched=None, signals=(), feed="", charset=""))
    content = hashlib.sha256(document.content).hexdigest()
    return digest("document", extract.VERSION, str(document.kind), document.url, told, content, size=15)


def shelve(
    arrivals: Sequence[Arrival],
    desk: Desk,
    tally: Tally,
    beside: Callable[[], None] = lambda: None,
) -> None:
    """Read what is not known and store it; ``beside`` is written in the same transaction."""
    tally.counts["documents"] += len(arrivals)
    known = desk.store.documents(key for arrival in arrivals for key in arrival.keys)
    waiting = [arrival for arrival in arrivals if not known.keys() & set(arrival.keys)]
    fresh = list({arrival.keys or arrival.document.source: arrival for arrival in waiting}.values())
    read = list(zip(fresh, _reports(fresh, desk, tally), strict=True))
    with desk.store.transaction():
        for arrival in arrivals:
            _remember(arrival, known, desk.store)
        for arrival, report in read:
            if report is not None:
                tally.counts[_settle(report, arrival.document, arrival.keys, desk.store, arrival.also)] += 1
                tally.notes += [f"{_name(report)}: {note}" for note in report.notes]
            elif arrival.settled:
                desk.store.save_documents(arrival.keys, "")
        beside()


def _reports(arrivals: Sequence[Arrival], desk: Desk, tally: Tally) -> list[Report | None]:
    """The report in each arrival, or in what is read in its place."""
    stage = partial(extract.extract, now=desk.now)
    documents = [arrival.document for arrival in arrivals]
    # A line of reports is ours or a program's, and JSON: it needs no box.
    boxed = any(document.kind is not MediaKind.REPORT for document in documents)
    results = list(desk.each(stage, documents, _source, "extract", boxed=boxed))
    tally.failures += [result for result in results if isinstance(result, Failure)]
    second = {
        place: arrivals[place].instead
        for place, result in enumerate(results)
        if isinstance(result, Failure) and arrivals[place].instead is not None
    }
    others = [document for document in second.values() if document is not None]
    for place, result in zip(second, desk.each(stage, others, _source, "extract", boxed=True), strict=True):
        results[place] = result
    return [
        None if isinstance(result, Failure) else _under_terms(result, arrival.document.hints.signals, desk)
        for arrival, result in zip(arrivals, results, strict=True)
    ]


def _under_terms(report: Report, signals: Iterable[Signal], desk: Desk) -> Report:
    """The report on the operator's own terms: the contract that its source is under, the switches."""
    found = (codec.loads(Contract, signal.value) for signal in signals if signal.name == CONTRACT)
    rights = extract.reconsider(report.rights, next(found, None), ai_bots_reserve=desk.ai_bots_reserve)
    return replace(report, rights=rights)


def _remember(arrival: Arrival, known: Mapping[str, str], store: Store) -> None:
    """A document that is known by one of its keys is known by all of them."""
    held = [known[key] for key in arrival.keys if key in known]
    if held:
        store.save_documents([key for key in arrival.keys if key not in known], held[0])


def _settle(
    report: Report,
    document: Document | None,
    keys: Iterable[str],
    store: Store,
    also: tuple[str, ...] = (),
) -> str:
    """Store a report as what it is: new, changed, the same again, or a twin of another."""
    if report.rights.reserved:
        report = extract.bare(report)
    names = extract.aliases(report, document, also=also)
    known = store.documents(names.keys)
    settled = extract.settle(report, names, known, store.reports({report.id, *known.values()}))
    store.save_documents((*names.keys, *keys), settled.report.id)
    if settled.verdict in (extract.Verdict.NEW, extract.Verdict.CHANGED):
        expires = expiry(settled.report, document.hints if document else Hints())
        # Of what became reserved no earlier version is kept: it would have the words.
        alone = settled.report.rights.reserved
        store.save_report(settled.report, extract.fingerprint(settled.report), expires, alone=alone)
    return str(settled.verdict)


def expiry(report: Report, hints: Hints) -> datetime | None:
    """Until when the text may be kept (``rights.store_days``), counted from when its terms were read."""
    stamp = report.rights.checked or hints.fetched or report.published
    if report.rights.store_days is None or stamp is None:
        return None
    return stamp.at + timedelta(days=report.rights.store_days)


def forget(desk: Desk, now: datetime) -> int:
    """Drop the texts that may no longer be kept, and count them: headline, link, outlet and time stay."""
    reports = desk.store.reports(desk.store.expired(now))
    with desk.store.transaction():
        for report in reports.values():
            bare = extract.bare(report)
            desk.store.save_report(bare, extract.fingerprint(bare), alone=True)
    return len(reports)


def _source(document: Document) -> str:
    return document.source


def _name(report: Report) -> str:
    return report.source or report.url or report.id
