"""An outlet's reports in a list: what each is called, when it came, and on what terms it is used.

Decides which terms are told, and in which words of the house. What follows from them was decided when the
report was read; where none stand beside a report, none are stated.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.stages.publish.direction import direction
from dateline.stages.publish.issue import UNDATED
from dateline.stages.publish.links import safe_href
from dateline.stages.publish.story.accounts import terms
from dateline.stages.publish.times import When, when
from dateline.stages.publish.wording import Phrase, phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from dateline.core.listings import Dispatch

_MINING = phrase("text and data mining reserved")
_ROBOTS = phrase("limited by what it tells robots")
_MODELS = phrase("limited in its use by machines")
#: What the signals that decide terms (``core.types.Rights.basis``) are called, in the order of this table.
SIGNALS = {
    "tdmrep": _MINING,
    "tdm-reservation": _MINING,
    "meta tdm-reservation": _MINING,
    "robots.txt": phrase("its host lets no robot fetch it"),
    "x-robots-tag": _ROBOTS,
    "meta robots": _ROBOTS,
    "content-usage": _MODELS,
    "content-signal": _MODELS,
    "ai bots": _MODELS,
    "contract": phrase("used under a contract"),
}
_PAYWALLED = phrase("behind a paywall")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """A report in a list. ``href`` and ``licence`` are "" where they must not be links.

    ``terms`` are None where none are stated, ``notes`` what limits them.
    """

    title: str
    href: str
    at: When | None
    language: str
    direction: str
    terms: Phrase | None
    licence: str
    notes: tuple[Phrase, ...]


def lines(dispatches: Iterable[Dispatch], spoken: str) -> tuple[ReportLine, ...]:
    """The reports, the newest first; ``spoken`` is the language of the house."""
    return tuple(_line(one, spoken) for one in sorted(dispatches, key=_newest, reverse=True))


def by_story(
    dispatches: Mapping[str, tuple[Dispatch, ...]], spoken: str
) -> dict[str, tuple[ReportLine, ...]]:
    """The reports of each story."""
    return {story: lines(own, spoken) for story, own in dispatches.items()}


def _line(dispatch: Dispatch, spoken: str) -> ReportLine:
    language = "" if dispatch.language == spoken else dispatch.language
    return ReportLine(
        title=dispatch.title,
        href=safe_href(dispatch.url),
        at=when(dispatch.published),
        language=language,
        direction=direction(language),
        terms=terms(dispatch) if dispatch.reserved or dispatch.licence else None,
        licence=safe_href(dispatch.licence),
        notes=tuple(dict.fromkeys(_notes(dispatch))),
    )


def _notes(dispatch: Dispatch) -> Iterator[Phrase]:
    if dispatch.paywalled:
        yield _PAYWALLED
    yield from (words for name, words in SIGNALS.items() if name in dispatch.basis)


def _newest(dispatch: Dispatch) -> tuple[datetime, str]:
    return (dispatch.published.at if dispatch.published else UNDATED, dispatch.report)
