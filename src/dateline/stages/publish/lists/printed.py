"""Stories and names as lists print them, each put into HTML once however many lists it stands in.

Decides nothing of how they look: that is in ``lists.html``. A story stands on the front page, on those of its
theme, its places, its people and its outlets, and again whenever one of its neighbours changes; what a list
prints of it is the same, as long as all that is told of it is. What was printed is kept by the whole of that.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from dateline.stages.publish.render import environment

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from dateline.stages.publish.lists.teasers import Named, Teaser
    from dateline.stages.publish.wording import Phrase

#: So many pieces are kept: those of a thousand stories, as the pages of three depths print them. A piece
#: takes about a kilobyte.
_KEPT = 8192


class Printed:
    """The pieces of lists in the language of an edition: what templates are given as ``printed``."""

    def __init__(self, language: str) -> None:
        self._language = language

    def teaser(
        self, story: Teaser, level: str = "h3", theme: bool = True, share: Phrase | None = None
    ) -> Markup:
        """A story with its opening line; ``level`` is the element of its headline, ``share`` what the subject
        of the page has to do with it.
        """
        return _piece(self._language, "teaser", story, level, theme, share)

    def headline(self, story: Teaser) -> Markup:
        """A headline that leads to its story."""
        return _piece(self._language, "headline", story)

    def course(self, stories: Iterable[Teaser]) -> Markup:
        """Stories as they followed one another, each with its time before its headline."""
        return _list("ol", "course", (_piece(self._language, "step", story) for story in stories))

    def briefs(self, stories: Iterable[Teaser]) -> Markup:
        """Stories by headline, as a list."""
        return _list("ul", "list", (_piece(self._language, "brief", story) for story in stories))

    def names(self, links: Iterable[Named]) -> Markup:
        """Places, people, outlets, themes with the number of their stories, as a list."""
        return _list("ul", "names", (_piece(self._language, "name", link) for link in links))


@lru_cache(maxsize=_KEPT)
def _piece(language: str, macro: str, thing: Hashable, *how: Hashable) -> Markup:
    """What a macro of ``lists.html`` prints of a thing."""
    macros: Any = _macros(language)
    return Markup(getattr(macros, macro)(thing, *how))  # noqa: S704 - escaped by the template


@cache
def _macros(language: str) -> object:
    return environment(language).get_template("lists.html").module


def _list(element: str, kind: str, pieces: Iterable[Markup]) -> Markup:
    """Items in a list of that class; nothing where there is none."""
    items = Markup("\n").join(pieces)
    return Markup(f'<{element} class="{kind}">\n%s\n</{element}>') % items if items else items  # noqa: S704
