"""From a Document to a Report: each kind's own way, one result or a Failure that says why.

Decides which of several answers (page, feed, address) to take for each field. Does no I/O and asks
for the time instead of reading a clock.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable
from datetime import datetime

import lxml.html

from dateline.core.contract import report_from
from dateline.core.errors import DatelineError, InputError
from dateline.core.ids import report_id
from dateline.core.text import words
from dateline.core.types import Basis, Document, Failure, MediaKind, Report, Rights, Stamp
from dateline.stages.extract.body import article_text, drop_unseen, fragment_text, without_furniture
from dateline.stages.extract.canonical import canonical_of, host_of, identity
from dateline.stages.extract.charset import decode
from dateline.stages.extract.language import choose_language
from dateline.stages.extract.metadata import Metadata, read_metadata
from dateline.stages.extract.times import choose, plausible, read_time, time_in_url
from dateline.stages.extract.titles import Place, choose_outlet, choose_title
from dateline.stages.extract.tree import parse

LEAST_WORDS = 25  # a page with fewer is a teaser, a gallery or an error page
LEAST_ENTRY_WORDS = 8  # a feed's entry may be a line


def extract(document: Document, *, now: datetime) -> Report | Failure:
    """The report in a document, or a Failure that names it and says why there is none.

    ``now`` is when it was collected: later times are set aside (issue 2, "dated 2090").
    """
    readers = {MediaKind.PAGE: _page, MediaKind.ENTRY: _entry, MediaKind.REPORT: _report}
    try:
        return readers[document.kind](document, now)
    except DatelineError as error:
        item = error.item or document.source
        return Failure(item=item, stage="extract", reason=error.reason, remedy=error.remedy)


# --- a page -------------------------------------------------------------------------------


def _page(document: Document, now: datetime) -> Report:
    tree = parse(_text(document))
    metadata = read_metadata(tree)
    drop_unseen(tree)
    text = article_text(tree)
    published, notes = choose(_published(document, metadata), now, "published")
    if published is None:
        published = _guess(tree, document, now)
        notes += ("published: guessed from the page",) if published else ()
    return _put_together(document, metadata, text, published, now, (*metadata.notes, *notes))


def _text(document: Document) -> str:
    text = decode(document.content, document.hints.charset)
    if text is None:
        raise InputError("", "not readable as text in any encoding", "save or fetch it again")
    return text


def _published(document: Document, metadata: Metadata) -> Iterable[Stamp | None]:
    """All times that may be that of publication, the feed's among them, in the order of trust."""
    yield from (read_time(text, basis) for text, basis in metadata.published)
    yield document.hints.published
    yield time_in_url(document.url or metadata.canonical)


def _guess(tree: lxml.html.HtmlElement, document: Document, now: datetime) -> Stamp | None:
    """Htmldate's guess, which is slow and may be wrong: only where nothing else tells."""
    from htmldate import find_date

    found = find_date(
        tree,
        original_date=True,
        extensive_search=False,
        url=document.url or None,
        max_date=now.strftime("%Y-%m-%d"),
    )
    stamp = read_time(found, Basis.GUESS) if found else None
    return stamp if stamp and plausible(stamp, now) else None


def _put_together(
    document: Document,
    metadata: Metadata,
    text: str,
    published: Stamp | None,
    now: datetime,
    notes: tuple[str, ...],
) -> Report:
    hints = document.hints
    url = document.url or canonical_of(metadata.canonical, "")
    canonical = canonical_of(metadata.canonical, url)
    host = host_of(canonical or url)
    outlet = choose_outlet((*metadata.outlets, hints.outlet), metadata.titles, metadata.page_title, host)
    place = Place(outlet=outlet, host=host)
    title = choose_title((*metadata.titles, hints.title), metadata.heading, metadata.page_title, place)
    author = metadata.author or hints.author
    text = without_furniture(text, title, author.partition(", ")[0])
    _check_length(text, LEAST_WORDS if document.kind is MediaKind.PAGE else LEAST_ENTRY_WORDS)
    stamps = (*(read_time(said, basis) for said, basis in metadata.updated), hints.updated)
    updated, more = choose(stamps, now, "updated")
    if updated and published and updated.at <= published.at:
        updated = None
    return Report(
        id=report_id(identity(canonical or url) if url else "", text),
        text=text,
        url=url,
        canonical=canonical,
        outlet=outlet,
        title=title,
        author=author,
        section=metadata.section or hints.section,
        language=choose_language(metadata.language or hints.language, f"{title}\n{text}"),
        published=published,
        updated=updated,
        rights=_with_licence(metadata.rights, hints.licence),
        source=document.source,
        notes=(*notes, *more),
    )


def _with_licence(rights: Rights, licence: str) -> Rights:
    """The page's terms, with the feed's licence where the page names none."""
    if rights.licence or not licence:
        return rights
    basis = "feed" if rights.basis == "default" else f"{rights.basis}, feed"
    return dataclasses.replace(rights, licence=licence, basis=basis)


def _check_length(text: str, least: int) -> None:
    count = len(words(text))
    if not count:
        raise InputError("", "no article text found", "look at the page: it may need scripts or a login")
    if count < least:
        raise InputError("", f"only {count} words of article text", "look at the page: it may be a teaser")


# --- a feed's entry -----------------------------------------------------------------------


def _entry(document: Document, now: datetime) -> Report:
    text = _text(document)
    if not text.strip():
        raise InputError("", "a feed entry without text", "its page may be fetched instead")
    tree = parse(f"<html><body>{text}</body></html>")
    drop_unseen(tree)
    stamps = (document.hints.published, document.hints.updated, time_in_url(document.url))
    published, notes = choose(stamps, now, "published")
    return _put_together(document, Metadata(), fragment_text(tree), published, now, notes)


# --- a line of reports --------------------------------------------------------------------


def _report(document: Document, now: datetime) -> Report:
    """A Report as it was given: its text is kept to the letter, since offsets refer to it."""
    try:
        form = json.loads(document.content)
    except (ValueError, RecursionError) as error:
        raise InputError("", "not JSON", "write the line again") from error
    if not isinstance(form, dict):
        raise InputError("", "not a JSON object", "write the line again")
    report = report_from(form, document.source)
    published, notes = choose((report.published,), now, "published")
    updated, more = choose((report.updated,), now, "updated")
    address = report.canonical or report.url
    return dataclasses.replace(
        report,
        id=report.id if form.get("id") else report_id(identity(address) if address else "", report.text),
        outlet=report.outlet or host_of(address),
        language=report.language or choose_language("", f"{report.title}\n{report.text}"),
        published=published,
        updated=updated,
        source=report.source or document.source,
        notes=(*report.notes, *notes, *more),
    )
