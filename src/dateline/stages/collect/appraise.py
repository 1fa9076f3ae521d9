"""What a source is worth, in words that an operator can act on: what it gives, how fresh, on what terms.

Judges from answers that others fetched, documents that others unpacked and reports that others extracted;
asks nobody and reads no clock.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.core.errors import FetchError
from dateline.core.ports import Fetched
from dateline.core.sources import Channel, Referral, Source, SourceKind
from dateline.core.text import words
from dateline.core.types import Document, Failure, MediaKind, Report, Rights
from dateline.stages.collect.discovery import feeds_on, is_front

if TYPE_CHECKING:
    from dateline.stages.collect.unpack import Unpacked

#: Words that half of a feed's entries have at least, where it carries whole articles.
FULL_TEXT = 150
#: Days without anything new after which a source is called quiet.
QUIET = 30

_TAG = re.compile(r"<[^<>]*>")

#: Terms that are narrower than ours -> how a person says it.
_NARROWED = (
    ("may_fetch", "its pages may not be fetched"),
    ("may_index", "not to be listed or searched"),
    ("may_summarise", "no summary may be made of it"),
    ("may_model_local", "nothing of it to a language model"),
    ("may_model_remote", "nothing of it to a language model that is not ours"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraisal:
    """What became of asking a source. ``reason`` and ``remedy`` are empty where it is good.

    ``length`` is the median of words in its entries, ``every`` the median of seconds between two of them
    (None where that cannot be told), ``newest`` the time of the latest.
    """

    source: Source
    kind: SourceKind | None = None
    format: str = ""
    title: str = ""
    site: str = ""
    entries: int = 0
    length: int = 0
    languages: tuple[str, ...] = ()
    newest: datetime | None = None
    every: float | None = None
    moved: str = ""
    licence: str = ""
    terms: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    reason: str = ""
    remedy: str = ""

    @property
    def good(self) -> bool:
        """Whether the source gives what it is there for."""
        return not self.reason

    @property
    def body(self) -> str:
        """How much of an article its entries carry."""
        if not self.length:
            return "addresses alone" if self.kind is SourceKind.SITEMAP else "headlines alone"
        return "full text" if self.length >= FULL_TEXT else "teasers"


def appraise(
    source: Source,
    answer: Fetched | FetchError,
    contents: Sequence[Unpacked] = (),
    samples: Sequence[Report | Failure] = (),
    rights: Rights | None = None,
    now: datetime | None = None,
) -> Appraisal:
    """The judgement on one source.

    ``contents`` is what the answer holds, ``samples`` the reports of a few of its entries or why there is
    none, ``rights`` what all signals come to, ``now`` when it was asked (for "quiet").
    """
    if isinstance(answer, FetchError):
        return Appraisal(source=source, reason=answer.reason, remedy=answer.remedy or _way_out(answer))
    channel = next((found for found in contents if isinstance(found, Channel)), None)
    documents = [found for found in contents if isinstance(found, Document)]
    reason, remedy = _trouble(source, answer, contents)
    newest, every = _rhythm(documents)
    return Appraisal(
        source=source,
        kind=kind_of_source(contents),
        format=channel.format if channel else "",
        title=(channel.title if channel else "") or source.title,
        site=channel.site if channel else "",
        entries=channel.entries or len(documents) if channel else len(documents),
        length=_length(documents),
        languages=_languages(channel, documents, samples),
        newest=newest,
        every=every,
        moved=answer.moved if answer.moved != source.address else "",
        licence=(rights.licence if rights else "") or (channel.licence if channel else ""),
        terms=in_words(rights) if rights else (),
        notes=tuple(_notes(contents, samples, newest, now)),
        reason=reason,
        remedy=remedy,
    )


def kind_of_source(contents: Iterable[Unpacked]) -> SourceKind | None:
    """What an answer is, as a source; None for what cannot be polled."""
    for found in contents:
        if isinstance(found, Channel):
            return found.kind
        if isinstance(found, Document) and found.kind is not MediaKind.REPORT:
            return SourceKind.FEED if found.kind is MediaKind.ENTRY else SourceKind.PAGE
        if isinstance(found, Referral):
            return SourceKind.PAGE if found.kind is SourceKind.FEED else SourceKind.SITEMAP
    return None


def feeds_of(answer: Fetched, contents: Iterable[Unpacked]) -> tuple[Referral, ...]:
    """The feeds that a page names, the best first; none where the answer is a list itself."""
    if any(isinstance(found, Channel) for found in contents):
        return ()
    return feeds_on(answer.content, answer.location)


def is_article(answer: Fetched, contents: Iterable[Unpacked]) -> bool:
    """Whether an answer is a page that is no front: something to read once, not to poll."""
    pages = [found for found in contents if isinstance(found, Document) and found.kind is not MediaKind.ENTRY]
    return bool(pages) and not is_front(answer.content, answer.location)


# --- what it gives ------------------------------------------------------------------------


def _trouble(source: Source, answer: Fetched, contents: Sequence[Unpacked]) -> tuple[str, str]:
    """Why a source gives nothing that it should, and the way out; empty where it does."""
    kind = kind_of_source(contents)
    if kind is None or (kind is not SourceKind.PAGE and not _gives(contents)):
        failure = next((found for found in contents if isinstance(found, Failure)), None)
        if failure:
            return failure.reason, failure.remedy or "look at it in a browser"
        return "nothing in it that could be read", "look at it in a browser"
    if kind is SourceKind.PAGE and source.kind in (SourceKind.FEED, SourceKind.SITEMAP):
        feeds = feeds_of(answer, contents)
        way = f"its feed may be {feeds[0].url}" if feeds else "give the address of a feed"
        return f"a page where a {source.kind} should be", way
    return "", ""


def _gives(contents: Sequence[Unpacked]) -> bool:
    return any(isinstance(found, Document | Referral) for found in contents)


def _way_out(error: FetchError) -> str:
    return "take it out of the list" if error.status in (404, 410) else "try again later"


def _length(documents: Sequence[Document]) -> int:
    texts = [document.content for document in documents if document.kind is MediaKind.ENTRY]
    counts = [len(words(_TAG.sub(" ", text.decode("utf-8", "replace")))) for text in texts]
    return int(statistics.median(counts)) if counts else 0


def _languages(
    channel: Channel | None, documents: Sequence[Document], samples: Iterable[Report | Failure]
) -> tuple[str, ...]:
    """The languages of what was read, the most frequent first; else what the feed says of itself."""
    read = Counter(sample.language for sample in samples if isinstance(sample, Report) and sample.language)
    said = Counter(_primary(document.hints.language) for document in documents if document.hints.language)
    told = [_primary(channel.language)] if channel and channel.language else []
    return tuple(
        dict.fromkeys([*(name for name, _ in (read or said).most_common()), *(told if not read else ())])
    )


def _primary(tag: str) -> str:
    return re.split(r"[-_]", tag.strip().lower())[0]


def _rhythm(documents: Sequence[Document]) -> tuple[datetime | None, float | None]:
    """When the latest entry came, and the median of seconds between two."""
    stamps = (document.hints.published or document.hints.updated for document in documents)
    times = sorted({stamp.at for stamp in stamps if stamp})
    gaps = [(later - sooner).total_seconds() for sooner, later in pairwise(times)]
    return (times[-1] if times else None), (statistics.median(gaps) if len(gaps) > 1 else None)


def _notes(
    contents: Iterable[Unpacked],
    samples: Iterable[Report | Failure],
    newest: datetime | None,
    now: datetime | None,
) -> Iterable[str]:
    """What is worth knowing of a source that is good."""
    if newest and now and now - newest > timedelta(days=QUIET):
        yield f"quiet: nothing new for {(now - newest).days} days"
    if newest and now and newest > now + timedelta(days=1):
        yield "its newest entry is dated in the future"
    for found in contents:
        if isinstance(found, Failure):
            yield found.reason
    for sample in samples:
        if isinstance(sample, Failure):
            yield f"its newest page gives no report: {sample.reason}"
        else:
            yield f"its newest page gives a report of {len(words(sample.text)):,} words"


# --- on what terms ------------------------------------------------------------------------


def in_words(rights: Rights) -> tuple[str, ...]:
    """What may be done with a source's reports, each in a line, with what says so at the end of the first."""
    lines = []
    if rights.paywalled:
        lines.append("behind a paywall")
    if rights.reserved:
        lines.append("reserved: headline, link, outlet and time alone")
    else:
        lines += [said for name, said in _NARROWED if not getattr(rights, name)]
        if not rights.may_model_local:
            lines = [said for said in lines if said != _NARROWED[-1][1]]
        if rights.quote_words is not None:
            words_left = f"at most {rights.quote_words} words of it in a quotation"
            lines.append(words_left if rights.quote_words else "nothing of it may be quoted")
    if rights.store_days is not None:
        lines.append(f"its text may be kept for {rights.store_days} days")
    if rights.open_licence and not rights.reserved:
        lines.append("an open licence: it may be quoted at length, with credit")
    if not lines:
        lines.append("nothing is reserved: short quotations, with credit")
    if rights.basis and rights.basis != "default":
        lines[0] += f" ({rights.basis})"
    return tuple(lines)
