"""The small pieces that a page prints by the hundred: a time, a name, a link, a chip, a line with its proof.

Decides their markup. Filters in Python, as a macro of Jinja costs ten times what it prints. Only what stands
in a pattern here is markup; every value goes through ``escaped``, which leaves pieces as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from markupsafe import Markup, escape

from dateline.stages.publish.direction import direction
from dateline.stages.publish.escaping import escaped, trusted
from dateline.stages.publish.wording.phrases import phrase

if TYPE_CHECKING:
    from dateline.stages.publish.story.evidence import Chip, Printed
    from dateline.stages.publish.times import When
    from dateline.stages.publish.wording import Phrase
    from dateline.stages.publish.wording.tongues import Tongue

__all__ = ["filters"]

_NOTHING = Markup()


class Speech(Protocol):
    """Words of a report: ``language`` where it is not the house's, ``direction`` where it is not its."""

    @property
    def language(self) -> str: ...
    @property
    def direction(self) -> str: ...


class Link(Speech, Protocol):
    """Another page, by its title."""

    @property
    def title(self) -> str: ...
    @property
    def href(self) -> str: ...


def filters(spoken: Tongue) -> dict[str, Callable[..., Markup]]:
    """The pieces in a language, by their names in templates."""
    pieces = _Pieces(spoken)
    return {
        "time": lru_cache(maxsize=4096)(pieces.time),  # a page prints the same few again and again
        "outlet": pieces.outlet,
        "chip": pieces.chip,
        "line": pieces.line,
        "words": words,
        "link": link,
        "out": out,
        "speech": speech,
        "direction": written,
    }


def speech(x: Speech) -> Markup:
    """The attributes of an element that holds words of a report."""
    told = _piece(' lang="{}"', x.language) if x.language else _NOTHING
    return told + _piece(' dir="{}"', x.direction) if x.direction else told


def written(language: str) -> Markup:
    """The attribute of an element whose language is written from right to left."""
    way = direction(language)
    return _piece(' dir="{}"', way) if way else _NOTHING


def link(x: Link) -> Markup:
    """A link to another page of the site."""
    return _piece('<a href="{}"{}>{}</a>', x.href, speech(x), x.title)


def out(text: str, href: str) -> Markup:
    """A link that leads away from the site; the text alone where it must lead nowhere."""
    return _piece('<a href="{}" rel="external">{}</a>', href, text) if href else escape(text)


def words(line: Printed) -> Markup:
    """The words of a line, with the anchor by which it can be linked to."""
    if not line.id:
        return _piece("<span{}>{}</span>", speech(line), line.text)
    pattern = '<span id="{}" data-revision="{}"{}>{}</span>'
    return _piece(pattern, line.id, line.revision, speech(line), line.text)


class _Pieces:
    """The pieces that have words of the house in them."""

    def __init__(self, spoken: Tongue) -> None:
        self._say = spoken.say
        self._when = spoken.when
        self._unnamed = escape(spoken.say(phrase("an outlet without a name")))
        self._evidence = _piece('<span class="hidden">{} </span>', spoken.say(phrase("Evidence:")))
        self._independent = _piece('<span class="hidden"> {}</span>', spoken.say(phrase("independent")))

    def time(self, at: When) -> Markup:
        """A time for readers and for the script, with what must be said beside it."""
        told = _piece('<time datetime="{}">{}</time>', at.machine, self._when(at))
        note = at.note
        return told + _piece(' <span class="zone-note">({})</span>', self._say(note)) if note else told

    def outlet(self, name: str) -> Markup:
        """The name of an outlet, or that it has none."""
        return escape(name) if name else self._unnamed

    def chip(self, chip: Chip | None, word: str = "", short: bool = False, of: str = "") -> Markup:
        """The button behind a line. It names the outlet, or says the ``word`` instead.

        ``of`` is the anchor of the words that it stands behind: a list of buttons tells them apart by it.
        """
        if chip is None:
            return _NOTHING
        pattern = '<button class="chip{}" popovertarget="{}" data-note="{}"{}>{}{}</button>'
        split = " split" if chip.split else ""
        told = _piece(' aria-describedby="{}"', of) if of else _NOTHING
        said = word or self._named(chip, short)
        return _piece(pattern, split, chip.card, chip.number, told, self._evidence, said)

    def _named(self, chip: Chip, short: bool) -> Markup:
        """The outlet, and how many further independent origins there are."""
        named = self.outlet(chip.label)
        if not chip.more:
            return named
        more = _piece("{}{}", chip.more, self._independent) if short else self._say(_independent(chip.more))
        return _piece('{} <span class="count">+{}</span>', named, more)

    def line(self, line: Printed) -> Markup:
        """A line with its proof behind it."""
        shown = line.shown
        status = _piece(' <span class="status {}">{}</span>', line.tone, self._say(shown)) if shown else ""
        pattern = '{} <span class="proof" data-nosnippet>{}{}</span>'
        return _piece(pattern, words(line), self.chip(line.chip, of=line.id), status)


def _independent(count: int) -> Phrase:
    return phrase("%(n)s independent", "%(n)s independent", count, n=count)


def _piece(pattern: str, *values: Any) -> Markup:
    """A pattern of the house with its values, which are text unless they are pieces."""
    return trusted(pattern.format(*map(escaped, values)))
