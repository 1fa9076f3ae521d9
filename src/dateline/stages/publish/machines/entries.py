"""What a feed has to tell, before it is told in a format: stories, what was put right, what a revision
changed.

Decides what stands in an entry and which name it keeps for ever. The first line, the figures and whose
reports they are: the page has all else. Every entry is of the site; outlets are named as sources and never as
authors of what a rule or a model worded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from dateline.core.ids import address, digest
from dateline.core.listings import Facet
from dateline.core.pages import Status
from dateline.stages.publish import addresses
from dateline.stages.publish.links import safe_href
from dateline.stages.publish.machines.amounts import amount
from dateline.stages.publish.story.changes import revised
from dateline.stages.publish.story.corrections import in_words
from dateline.stages.publish.wording import fate, phrase, word

if TYPE_CHECKING:
    from dateline.core.listings import Listing
    from dateline.core.pages import Correction, Page, Revision
    from dateline.core.types import Stamp, Theme
    from dateline.stages.publish.story.changes import Revised
    from dateline.stages.publish.wording.tongues import Tongue

#: So many outlets are named in an entry; of the others it tells how many.
_NAMED = 8
_MARKS = {"same": "", "del": "del", "ins": "ins"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Via:
    """A report that an entry rests on, at its outlet."""

    href: str
    title: str
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that a feed tells. ``id`` never changes; ``path`` leads to it from the root of the site.

    ``published`` is when it was first reported, ``updated`` when its page last said something else.
    ``paragraphs`` are HTML, escaped; ``summary`` is plain. ``facts`` are counts and codes for programs.
    """

    id: str
    path: str
    title: str
    language: str
    summary: str
    paragraphs: tuple[str, ...]
    published: Stamp | None = None
    updated: Stamp | None = None
    subjects: tuple[tuple[str, str], ...] = ()
    via: tuple[Via, ...] = ()
    facts: tuple[tuple[str, str | int], ...] = ()

    @property
    def html(self) -> str:
        """The paragraphs, one after the other."""
        return "".join(self.paragraphs)


@lru_cache(maxsize=2048)  # a story stands in the feeds of its theme, its places, its people, its outlets
def story(listing: Listing, theme: Theme | None, spoken: Tongue) -> Entry:
    """A story as its listing tells it: corrections first, as nobody must miss them."""
    put_right = [spoken.say(in_words(one)) for one in reversed(listing.corrections)]
    origin = _rests_on(listing, spoken)
    tolls = "; ".join(spoken.say(fate(toll.measure, amount(toll, spoken))) for toll in listing.tolls)
    paragraphs = (
        *(_paragraph(text) for text in put_right),
        _paragraph(listing.standfirst, listing.language),
        _paragraph(tolls),
        _paragraph(_standing(listing, spoken)),
        _paragraph(_modelled(listing, spoken)),
        _paragraph(origin),
    )
    return Entry(
        id=f"urn:dateline:story:{address(listing.story)}",
        path=addresses.story(listing.story).page,
        title=listing.headline,
        language=listing.language,
        summary=" ".join(text for text in (listing.standfirst, origin) if text),
        paragraphs=tuple(text for text in paragraphs if text),
        published=listing.first_reported,
        updated=listing.revised or listing.first_reported,
        subjects=_subjects(listing, theme),
        facts=_facts(listing),
    )


def correction(one: Correction, story: str, headline: str, spoken: Tongue) -> Entry:
    """What was put right in a story: an entry of its own, for a reader who has the story already."""
    told = spoken.say(in_words(one))
    return Entry(
        id=correction_name(story, one),
        path=f"{addresses.story(story).page}#corrections",
        title=spoken.say(phrase("Correction: %(headline)s", headline=headline)),
        language=spoken.language,
        summary=told,
        paragraphs=(_paragraph(told),),
        published=one.at,
        updated=one.at,
        facts=(("story", address(story)), ("fault", str(one.fault))),
    )


def correction_name(story: str, correction: Correction) -> str:
    """A name for a correction that never changes: what a feed tells it from others by."""
    stamp = correction.at.at.isoformat() if correction.at else ""
    part = digest("correction", correction.line or correction.wrong, stamp, str(correction.fault))
    return f"urn:dateline:correction:{address(story)}:{part}"


def revisions(page: Page, spoken: Tongue) -> Iterator[Entry]:
    """The revisions of a page, newest first: what each changed, and why.

    The newest tells the first lines of the page and names its reports; how older ones read is not kept.
    """
    for revision in reversed(page.revisions):
        newest = revision is page.revisions[-1]
        told = revised(revision)
        opening = _opening(page) if newest else ()
        yield Entry(
            id=f"urn:dateline:revision:{address(page.story)}:{revision.number}",
            path=f"{addresses.story(page.story).page}{'#changed' if revision.number > 1 else ''}",
            title=_title(page, revision, spoken),
            language=page.language,
            summary=_why(told, spoken),
            paragraphs=(*_changed(told, page, spoken), *opening),
            published=revision.at,
            updated=revision.at,
            via=tuple(_via(page)) if newest else (),
            facts=(("revision", revision.number), ("occasion", str(revision.occasion))),
        )


def _title(page: Page, revision: Revision, spoken: Tongue) -> str:
    if revision.number == 1:
        return page.headline.text
    why = word(revision.occasion)
    return spoken.say(phrase("%(headline)s (%(why)s)", headline=page.headline.text, why=why))


def _changed(told: Revised, page: Page, spoken: Tongue) -> Iterator[str]:
    """A revision in HTML: its reason, figures by name, lines word by word."""
    yield _paragraph(_why(told, spoken))
    for figure in told.figures:
        now, before, measure = figure.now, figure.before, word(figure.measure)
        if now and before:
            said = phrase("%(measure)s: %(now)s, before %(before)s", measure=measure, now=now, before=before)
        else:
            said = phrase("%(measure)s: %(now)s", measure=measure, now=now or "–")
        yield _paragraph(spoken.say(said))
    for change in told.changes:
        pieces = " ".join(_marked(piece.kind, piece.text) for piece in change)
        yield f'<p lang="{escape(page.language)}">{pieces}</p>'
    if told.left_out:
        more = phrase("%(count)s more line changed.", "%(count)s more lines changed.", told.left_out)
        yield _paragraph(spoken.say(more))


def _why(told: Revised, spoken: Tongue) -> str:
    return " ".join(spoken.say(reason) for reason in told.reasons)


def _opening(page: Page) -> Iterator[str]:
    """The standfirst and the summary as they stand now."""
    lines = (page.standfirst, *page.summary)
    return (_paragraph(line.text, page.language) for line in lines if line)


def _marked(kind: str, text: str) -> str:
    mark = _MARKS[kind]
    return f"<{mark}>{escape(text)}</{mark}>" if mark else escape(text)


def _via(page: Page) -> Iterator[Via]:
    for credit in page.sources:
        if href := safe_href(credit.url):
            title = ": ".join(part for part in (credit.outlet, credit.title) if part)
            yield Via(href=href, title=title, language=credit.language)


def _rests_on(listing: Listing, spoken: Tongue) -> str:
    """How many reports there are, of how many independent origins, and whose."""
    counted = spoken.say(
        phrase(
            "Reports: %(reports)s. Independent origins: %(origins)s.",
            reports=listing.reports,
            origins=listing.origins,
        )
    )
    return f"{counted} {_outlets(listing.outlets, spoken)}".strip()


def _outlets(names: Sequence[str], spoken: Tongue) -> str:
    if not names:
        return ""
    more = len(names) - _NAMED
    if more > 0:
        told = phrase(
            "Outlets: %(names)s and %(count)s more.", "Outlets: %(names)s and %(count)s more.", more,
            names=", ".join(names[:_NAMED]),
        )  # fmt: skip
    else:
        told = phrase("Outlets: %(names)s.", names=tuple(names))
    return spoken.say(told)


def _standing(listing: Listing, spoken: Tongue) -> str:
    """The status where it is anything but that reports say so."""
    status = Status.DISPUTED if listing.disputed else listing.status
    if status is Status.REPORTED:
        return ""
    return spoken.say(phrase("Status: %(status)s", status=word(status)))


def _modelled(listing: Listing, spoken: Tongue) -> str:
    if not listing.modelled:
        return ""
    return spoken.say(phrase("The headline or the first line was worded by a language model."))


def _subjects(listing: Listing, theme: Theme | None) -> tuple[tuple[str, str], ...]:
    """What a story is filed under: kind and name of its theme and its places."""
    themes = [("theme", theme.name)] if theme and theme.name else []
    return (*themes, *(("place", place.name) for place in listing.of(Facet.PLACE)[:3]))


def _facts(listing: Listing) -> tuple[tuple[str, str | int], ...]:
    known: tuple[tuple[str, str | int], ...] = (
        ("revision", listing.revision),
        ("reports", listing.reports),
        ("origins", listing.origins),
        ("status", str(Status.DISPUTED if listing.disputed else listing.status)),
    )
    return (*known, ("models", ", ".join(listing.models))) if listing.models else known


def _paragraph(text: str, language: str = "") -> str:
    said = f' lang="{escape(language)}"' if language else ""
    return f"<p{said}>{escape(text)}</p>" if text else ""
