"""Why a page was published anew, in the words of the house.

Decides the sentences, one for each cause. What the causes were ``narrate`` says (``Revision.causes``); a page
that was kept before they were is told by the sentence that it was kept with.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from dateline.core.pages import Occasion
from dateline.stages.publish.wording import Phrase, phrase

if TYPE_CHECKING:
    from dateline.core.pages import Cause, Revision

#: So many outlets are named; the others are counted.
_NAMED = 4


def told(revision: Revision) -> tuple[Phrase | str, ...]:
    """Why a page was published anew, a sentence for each cause, the weightiest first."""
    return tuple(noted(cause) for cause in revision.causes) or (revision.reason,)


def noted(cause: Cause) -> Phrase:
    """A cause, with the desk's own word behind it."""
    said = _CAUSES[cause.occasion](cause)
    return phrase("%(told)s %(note)s", told=said, note=cause.note) if cause.note else said


def _first(cause: Cause) -> Phrase:
    if not cause.count:
        return phrase("First publication.")
    return phrase(
        "First publication, from %(count)s report.", "First publication, from %(count)s reports.", cause.count
    )


def _new(cause: Cause) -> Phrase:
    return phrase("New report: %(outlets)s.", "New reports: %(outlets)s.", cause.count, outlets=_named(cause))


def _edited(cause: Cause) -> Phrase:
    if cause.corrected:
        return phrase("Source corrected itself: %(outlets)s.", outlets=_named(cause))
    return phrase("Source edited: %(outlets)s.", outlets=_named(cause))


def _corrected(cause: Cause) -> Phrase:
    return phrase("Correction by the desk.", "%(count)s corrections by the desk.", cause.count)


def _split(cause: Cause) -> Phrase:
    return phrase(
        "Story split: one report moved to another page.",
        "Story split: %(count)s reports moved to another page.",
        cause.count,
    )


_CAUSES: Mapping[Occasion, Callable[[Cause], Phrase]] = {
    Occasion.FIRST: _first,
    Occasion.NEW_REPORT: _new,
    Occasion.SOURCE_EDITED: _edited,
    Occasion.SOURCE_WITHDRAWN: lambda cause: phrase("Source withdrawn: %(outlets)s.", outlets=_named(cause)),
    Occasion.TERMS: lambda cause: phrase(
        "The words of %(outlets)s may no longer be used.", outlets=_named(cause)
    ),
    Occasion.CORRECTION: _corrected,
    Occasion.MERGED: lambda _: phrase("Stories merged: another page told of the same happening."),
    Occasion.SPLIT: _split,
    Occasion.REWRITTEN: lambda _: phrase("Lines chosen anew from the same reports."),
}


def _named(cause: Cause) -> tuple[Phrase | str, ...]:
    """The outlets of a cause; of many, the first and how many more."""
    names = tuple(outlet or phrase("an outlet without a name") for outlet in cause.outlets)
    more = len(names) - _NAMED
    return (*names[:_NAMED], phrase("%(count)s more", "%(count)s more", more)) if more > 0 else names
