"""Which report an arriving one is: an article that is held, a new version of it, or another article.

Decides by the names that came with it (addresses, the feed's guid, a number in the address) and by its
words, and which of them count as proof and which only as a hint that likeness must bear out. Two outlets'
reports are never one, however alike: those are copies, and ``group``'s. Asks no store: the pipeline looks
the names up and says what they led to.
"""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from zlib import crc32

from dateline.core.ids import digest, report_id
from dateline.core.text import fold
from dateline.core.types import Document, MediaKind, Report
from dateline.stages.extract.canonical import host_of, identity, names_article, number_in, same_site, site_of
from dateline.stages.extract.likeness import LEAST_RUNS, Likeness, likeness, word_runs
from dateline.stages.extract.versions import fingerprint, same_terms, same_words, supersedes

#: How many of a text's shingles are names: of two texts that share nine in ten, nine in ten thousand pairs
#: have no name in common.
_SKETCHES = 4


class By(StrEnum):
    """What a name is made of, the most certain first; ``_RULES`` says what each needs beside itself."""

    ADDRESS = "address"  # where its words were read
    WORDS = "words"  # its words to the letter
    LINK = "link"  # another address that is said to be its own: canonical, a feed's link, before a redirect
    GUID = "guid"  # the feed's name for it
    NUMBER = "number"  # the number in its address
    PLACE = "place"  # an address that names no article, or that another site tells
    LIKENESS = "likeness"  # its title, some of its words


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A name by which a report will be found again."""

    key: str
    by: By


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """All names of a report as it arrived.

    ``partial``: its words are a feed's, which may be less than the article's. ``hearsay``: they are the
    words of another site than the article's. ``given``: its id came with it.
    """

    aliases: tuple[Alias, ...]
    partial: bool = False
    hearsay: bool = False
    given: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys to look up, and to keep, each once."""
        return tuple(dict.fromkeys(alias.key for alias in self.aliases))


class Verdict(StrEnum):
    """What an arriving report is to what is held; a twin is an article that is held under another id."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    TWIN = "twin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A report under the id that it has from now on, and what it is. New and changed ones are to be kept."""

    report: Report
    verdict: Verdict


# --- names --------------------------------------------------------------------------------


def aliases(report: Report, document: Document | None = None, also: Iterable[str] = ()) -> Names:
    """The names of a report that was read from ``document``.

    ``also`` are other addresses that led to it: the feed's link, where its page answered from another.
    """
    kind = document.kind if document else MediaKind.REPORT
    hearsay = _is_hearsay(document)
    found = [
        *_addresses(report, document, also, hearsay),
        *_guids(report, document),
        *_words(report),
    ]
    return Names(
        aliases=tuple(dict.fromkeys(found)),
        partial=kind is MediaKind.ENTRY,
        hearsay=hearsay,
        given=kind is MediaKind.REPORT and report.id not in _own_ids(report),
    )


def _own_ids(report: Report) -> set[str]:
    """The ids that a report without one is given."""
    urls = [url for url in (report.canonical, report.url) if url]
    addresses = {identity(url, anchor=anchor) for url in urls for anchor in (False, True)}
    return {report_id(address, report.text) for address in addresses or {""}}


def _is_hearsay(document: Document | None) -> bool:
    """Whether a feed tells of a page that is not its own site's."""
    if document is None or document.kind is not MediaKind.ENTRY:
        return False
    feed = document.hints.feed
    return bool(feed and document.url) and not same_site(feed, document.url)


def _addresses(
    report: Report, document: Document | None, also: Iterable[str], hearsay: bool
) -> Iterator[Alias]:
    """Every address that is its own. One post of a live blog has none but its own anchor."""
    kind = document.kind if document else MediaKind.REPORT
    update = kind is MediaKind.UPDATE
    read_at = (document.url if document else "") or report.url
    others = () if update else (report.url, report.canonical, *also)
    for place, url in enumerate((read_at, *others)):
        if not url:
            continue
        address = identity(url, anchor=update)
        by = By.ADDRESS if place == 0 and kind is not MediaKind.ENTRY else By.LINK
        weak = hearsay or not names_article(address)
        yield Alias(key=digest("address", address, size=15), by=By.PLACE if weak else by)
        if number := "" if update or weak else number_in(address):
            site = site_of(host_of(address))
            yield Alias(key=digest("number", site, number, size=15), by=By.NUMBER)


def _guids(report: Report, document: Document | None) -> Iterator[Alias]:
    """The feed's name for it, under its outlet and under its site, since either may be renamed.

    Of a guid that is an address the host is left out: it changes with the feed's.
    """
    guid = document.hints.guid.strip() if document else ""
    if not guid:
        return
    if guid.startswith(("http://", "https://")):
        guid = re.sub(r"^https://[^/?#]*", "", identity(guid, anchor=True))
    for scope in {_outlet(report), site_of(host_of(report.canonical or report.url))} - {""}:
        if guid:
            yield Alias(key=digest("guid", scope, guid, size=15), by=By.GUID)


def _words(report: Report) -> Iterator[Alias]:
    """The fingerprint, the title, and a few shingles of the text that do not depend on where it was cut."""
    outlet = _outlet(report) or site_of(host_of(report.canonical or report.url))
    if report.text:
        yield Alias(key=digest("words", fingerprint(report), size=15), by=By.WORDS)
    held = word_runs(report.text)
    if len(held) < LEAST_RUNS:
        return
    drawn = sorted((crc32(run.encode("utf-8", "replace")), run) for run in held)[:_SKETCHES]
    told = (("title", fold(report.title)), *(("run", run) for _, run in drawn))
    for what, matter in told:
        yield Alias(key=digest(what, outlet, matter, size=15), by=By.LIKENESS)


def _outlet(report: Report) -> str:
    return fold(report.outlet).strip()


# --- decisions ----------------------------------------------------------------------------

#: What the likeness of two reports must be for each kind of name to count.
_RULES: dict[By, Callable[[Likeness], bool]] = {
    By.ADDRESS: lambda like: not like.replaced,
    By.WORDS: lambda like: True,
    By.LINK: lambda like: like.resembling,
    By.GUID: lambda like: like.alike,
    By.NUMBER: lambda like: like.alike,
    By.PLACE: lambda like: like.alike,
    By.LIKENESS: lambda like: like.posted_again,
}


def same_article(report: Report, held: Report, by: Iterable[By]) -> bool:
    """Whether two reports with these names in common are one article by one outlet."""
    names = set(by)
    if {By.LINK, By.GUID} <= names:
        names.add(By.ADDRESS)  # two names that were given apart agree
    certain = names & {By.ADDRESS, By.LINK, By.WORDS, By.PLACE}
    if not certain and not _same_outlet(report, held):
        return False
    like = likeness(report, held)
    return any(_RULES[name](like) for name in names)


def _same_outlet(report: Report, held: Report) -> bool:
    if _outlet(report) and _outlet(report) == _outlet(held):
        return True
    one, other = report.canonical or report.url, held.canonical or held.url
    return bool(one and other) and same_site(one, other)


def settle(report: Report, names: Names, known: Mapping[str, str], held: Mapping[str, Report]) -> Settled:
    """What an arriving report is.

    ``known`` is what its keys led to, ``held`` the current versions of those reports and of the one with
    its own id. The report comes back under the id of the article that it is; where another article has its
    id (the address was used again), under one that its time or its words make.
    """
    found = _found(report, names, known, held)
    if found is None:
        return Settled(report=_under(report, _free_id(report, held)), verdict=Verdict.NEW)
    current = held[found]
    twin = found != report.id
    unchanged = same_words(report, current) and (names.partial or same_terms(report, current))
    if unchanged or not _may_replace(report, current, names):
        return Settled(report=_under(report, found), verdict=Verdict.TWIN if twin else Verdict.SAME)
    return Settled(report=_under(report, found), verdict=Verdict.CHANGED)


def _found(report: Report, names: Names, known: Mapping[str, str], held: Mapping[str, Report]) -> str | None:
    """The id of the article that the report is: that of the most certain name which stands the test."""
    by: dict[str, set[By]] = defaultdict(set)
    if report.id in held:
        if names.given:
            return report.id
        by[report.id].add(By.PLACE if report.canonical or report.url else By.WORDS)
    for alias in names.aliases:
        if known.get(alias.key) in held and (not names.given or alias.by is By.WORDS):
            by[known[alias.key]].add(alias.by)
    order = list(By)
    ranked = sorted(by, key=lambda name: (sorted(map(order.index, by[name])), name))
    return next((name for name in ranked if same_article(report, held[name], by[name])), None)


def _may_replace(report: Report, current: Report, names: Names) -> bool:
    """Whether an arriving version counts: what other sites or a feed's summary say of it does not."""
    if names.hearsay and host_of(report.source) != host_of(current.source):
        return False
    if names.partial and len(report.text) < len(current.text) / 2:
        return False
    return supersedes(report, current)


def _free_id(report: Report, held: Mapping[str, Report]) -> str:
    """An id that no other article has: its own, else one of its address and time, else of its words too."""
    if report.id not in held:
        return report.id
    address = identity(report.url) if report.url else ""
    published = report.published.at.isoformat() if report.published else ""
    parts = (address, published, fingerprint(report))
    made = (report_id("\x1f".join(parts[:count]), report.text) for count in range(1, len(parts) + 1))
    return next((name for name in made if name not in held), report.id)


def _under(report: Report, name: str) -> Report:
    """The report with another id, and so its spans."""
    if name == report.id:
        return report
    pickups = tuple(
        dataclasses.replace(
            found,
            phrase=dataclasses.replace(
                found.phrase, span=dataclasses.replace(found.phrase.span, report=name)
            ),
        )
        if found.phrase
        else found
        for found in report.pickups
    )
    return dataclasses.replace(report, id=name, pickups=pickups)
