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

from dateline.core.charset import Decoded
from dateline.core.contract import report_from
from dateline.core.errors import DatelineError, InputError
from dateline.core.ids import report_id
from dateline.core.text import count_words
from dateline.core.types import Basis, Document, Failure, Hints, MediaKind, Report, Rights, Signal, Stamp
from dateline.stages.extract.body import article_text, drop_unseen, fragment_text, without_furniture
from dateline.stages.extract.bylines import signed_by
from dateline.stages.extract.canonical import canonical_of, host_of, identity, original
from dateline.stages.extract.charset import decode
from dateline.stages.extract.indexes import Look, no_article
from dateline.stages.extract.language import choose_language
from dateline.stages.extract.metadata import Metadata, read_metadata
from dateline.stages.extract.outlets import choose_outlet, name_of_domain
from dateline.stages.extract.pickups import pickups
from dateline.stages.extract.rights import resolve
from dateline.stages.extract.shown import shown_times
from dateline.stages.extract.times import choose, plausible, read_time, shown_time, time_in_state, time_in_url
from dateline.stages.extract.titles import Place, choose_title, without_outlet
from dateline.stages.extract.tree import MOST_TEXT, Index, is_large, parse

LEAST_WORDS = 25  # a page with fewer is a teaser, a gallery or an error page
_LEAST_POSTS = 2  # fewer are no live blog
LEAST_ENTRY_WORDS = 8  # a feed's entry may be a line


def read(document: Document, *, now: datetime) -> Report | Failure:
    """As ``extract.extract``: the report in a document, or a Failure that says why there is none.

    A time of publication after ``now``, when it was collected, becomes that time, and says so.
    """
    readers = {
        MediaKind.PAGE: _page,
        MediaKind.ENTRY: _entry,
        MediaKind.UPDATE: _entry,
        MediaKind.REPORT: _report,
    }
    try:
        report = readers[document.kind](document, _seen(document, now))
        return dataclasses.replace(report, pickups=pickups(report))
    except DatelineError as error:
        item = error.item or document.source
        return Failure(item=item, stage="extract", reason=error.reason, remedy=error.remedy)


def _seen(document: Document, now: datetime) -> datetime:
    """When the bytes were got: nothing in them can be later."""
    fetched = document.hints.fetched
    return min(fetched.at, now) if fetched else now


# --- a page -------------------------------------------------------------------------------


def _page(document: Document, now: datetime) -> Report:
    page = _text(document)
    tree = parse(page.text)
    index = Index(tree)
    metadata = read_metadata(tree, index)
    standing = _without_posts(index, metadata)
    drop_unseen(tree, index)
    text = article_text(tree)
    _check_article(document, metadata, text)
    published, notes = choose(_published(document, metadata), now, "published")
    published = published or _guess(page.text, tree, document, now)
    if published and published.basis is Basis.GUESS and not notes:
        notes = ("published: guessed from the page",)
    report = _put_together(document, metadata, text, published, now, (*metadata.notes, *notes, *standing))
    return dataclasses.replace(report, charset=str(page))


def _without_posts(index: Index, metadata: Metadata) -> tuple[str, ...]:
    """Takes a live blog's posts off its page: they are reports of their own (``collect``'s ``liveblogs``)."""
    anchors = frozenset(metadata.posts)
    posts = [element for _, element, means in index.having("itemprop") if "liveBlogUpdate" in means.split()]
    posts += [element for _, element, name in index.having("id") if name in anchors]
    if len(posts) < _LEAST_POSTS:
        return ()
    for post in posts:
        if post.getparent() is not None:
            post.drop_tree()
    return ("a live blog: its posts are reports of their own",)


def _check_article(document: Document, metadata: Metadata, text: str) -> None:
    url = document.url or metadata.canonical
    place = Place(outlet="", host=host_of(url), also=metadata.outlets)
    titles = tuple(without_outlet(title, place) for title in (metadata.page_title, *metadata.titles[:1]))
    look = Look(
        types=metadata.types, og_type=metadata.og_type, article=metadata.article, url=url, titles=titles
    )
    if reason := no_article(look, text):
        raise InputError("", f"{reason}, not an article", "give the address of the article or feed")


def _text(document: Document) -> Decoded:
    """The page as text, with the encoding that it is in."""
    decoded = decode(document.content, document.hints.charset)
    if decoded is None:
        raise InputError("", "not readable as text in any encoding", "save or fetch it again")
    return decoded


def _published(document: Document, metadata: Metadata) -> Iterable[Stamp | None]:
    """All times that may be that of publication, the feed's among them, in the order of trust."""
    yield from (read_time(text, basis, metadata.language) for text, basis in metadata.published)
    shown = shown_times(metadata.shown, metadata.language)
    yield from (shown_time(written) for written in shown if written.says == "published")
    yield document.hints.published
    yield time_in_url(document.url or metadata.canonical)
    yield from (shown_time(written) for written in shown if not written.says)


def _updated(document: Document, metadata: Metadata) -> Iterable[Stamp | None]:
    """All times that may be that of the last change, in the order of trust."""
    yield from (read_time(text, basis, metadata.language) for text, basis in metadata.updated)
    yield document.hints.updated
    shown = shown_times(metadata.shown, metadata.language)
    yield from (shown_time(written) for written in shown if written.says == "updated")


def _guess(source: str, tree: lxml.html.HtmlElement, document: Document, now: datetime) -> Stamp | None:
    """What the page's own data says, else htmldate's guess, which is slow: only where nothing else tells."""
    from htmldate import find_date

    stated = time_in_state(source)
    if stated and plausible(stated, now):
        return stated
    if is_large(tree):
        return None
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
    post = document.kind is MediaKind.UPDATE  # its anchor is its name
    url = document.url or canonical_of(metadata.canonical, "")
    canonical = canonical_of(metadata.canonical, url)
    host = host_of(original(canonical or url))
    told = tuple(name for name in (*metadata.outlets, hints.outlet) if name)
    day = published.at.date() if published else None
    outlet = choose_outlet(told, (metadata.heading, *metadata.titles), metadata.page_title, host, day)
    place = Place(outlet=outlet, host=host, also=told)
    title = choose_title((*metadata.titles, hints.title), metadata.heading, metadata.page_title, place)
    author = metadata.author or hints.author or signed_by(text)
    text = without_furniture(text, title, author.partition(", ")[0])
    _check_length(text, LEAST_WORDS if document.kind is MediaKind.PAGE else LEAST_ENTRY_WORDS)
    updated, more = choose(_updated(document, metadata), now, "updated", clamp=False)
    if updated and published and updated.at <= published.at:
        updated = None
    return Report(
        id=report_id(identity(canonical or url, anchor=post) if url else "", text),
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
        rights=_terms(metadata.rights, hints),
        source=document.source,
        notes=(*notes, *more),
    )


def _terms(page: Rights, hints: Hints) -> Rights:
    """The terms that page, feed, host and headers state together."""
    feed = (Signal(name="licence", value=hints.licence, where="feed"),) if hints.licence else ()
    return resolve((*page.evidence, *hints.signals, *feed), checked=hints.fetched)


def _check_length(text: str, least: int) -> None:
    count = count_words(text, least)
    if not count:
        raise InputError("", "no article text found", "look at the page: it may need scripts or a login")
    if count < least:
        raise InputError("", f"only {count} words of article text", "look at the page: it may be a teaser")


# --- a feed's entry -----------------------------------------------------------------------


def _entry(document: Document, now: datetime) -> Report:
    text = _text(document).text
    if not text.strip():
        raise InputError("", "a feed entry without text", "its page may be fetched instead")
    tree = parse(f"<html><body>{text}</body></html>")
    drop_unseen(tree, Index(tree))
    stamps = (document.hints.published, document.hints.updated, time_in_url(document.url))
    published, notes = choose(stamps, now, "published")
    report = _put_together(document, Metadata(), fragment_text(tree), published, now, notes)
    return dataclasses.replace(report, charset=document.hints.charset)


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
    if len(report.text) > MOST_TEXT:
        raise InputError(
            "", f"a report of more than {MOST_TEXT >> 20} MiB of text", "give its parts as reports"
        )
    published, notes = choose((report.published,), now, "published", clamp=False)
    updated, more = choose((report.updated,), now, "updated", clamp=False)
    address = report.canonical or report.url
    name = name_of_domain(report.outlet) or ("" if report.outlet else name_of_domain(host_of(address)))
    if name and report.outlet:
        notes = (*notes, f"outlet: given as {report.outlet}")
    return dataclasses.replace(
        report,
        id=report.id if form.get("id") else report_id(identity(address) if address else "", report.text),
        outlet=name or report.outlet or host_of(address),
        language=report.language or choose_language("", f"{report.title}\n{report.text}"),
        published=published,
        updated=updated,
        source=report.source or document.source,
        notes=(*report.notes, *notes, *more),
    )
