"""Who wrote a page, in words for readers and in the codes of machines: rules, a language model, an editor.

Decides the label that text by a language model carries until an editor has reviewed it and is named
(HOUSE_STYLE, Machine writing). Codes: IPTC's digital source types, under schema.org's names in JSON-LD.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.core.pages import Page
from dateline.stages.publish.wording import Phrase, phrase

_SCHEMA = "https://schema.org/{}DigitalSource"
_IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorship:
    """How a page came to be worded.

    ``label`` stands at its top (None where none is due), ``note`` under "How this page was made", ``byline``
    behind the name of the site. ``schema`` and ``iptc`` are the codes, with the name of the latter; empty
    where an editor answers for the text.
    """

    label: Phrase | None
    note: Phrase
    byline: Phrase
    schema: str = ""
    iptc: str = ""
    iptc_name: str = ""


def authorship(page: Page) -> Authorship:
    """Who wrote the lines of a page, by their own account of it."""
    if not page.models:
        return _ruled(page)
    return _reviewed(page) if page.reviewed_by else _unreviewed(page)


def _ruled(page: Page) -> Authorship:
    reviewed = phrase("Written by rules, no language model. Reviewed by %(name)s.", name=page.reviewed_by)
    return Authorship(
        label=None,
        note=reviewed if page.reviewed_by else phrase("Written by rules, no language model."),
        byline=phrase("written by rules"),
        schema=_SCHEMA.format("AlgorithmicMedia"),
        iptc=_IPTC.format("algorithmicMedia"),
        iptc_name="algorithmic media",
    )


def _reviewed(page: Page) -> Authorship:
    return Authorship(
        label=phrase("Reviewed by %(name)s.", name=page.reviewed_by),
        note=phrase(
            "%(count)s of %(total)s lines was worded by a language model (%(models)s), the others by rules. "
            "Reviewed by %(name)s.",
            "%(count)s of %(total)s lines were worded by a language model (%(models)s), the others by rules. "
            "Reviewed by %(name)s.",
            _modelled(page),
            total=len(page.lines),
            models=page.models,
            name=page.reviewed_by,
        ),
        byline=phrase("reviewed by %(name)s", name=page.reviewed_by),
    )


def _unreviewed(page: Page) -> Authorship:
    count, total, models = _modelled(page), len(page.lines), page.models
    return Authorship(
        label=phrase(
            "Text by a language model: %(count)s of %(total)s lines was worded by one (%(models)s). Each "
            "was checked by rules against the reports that it cites; no editor has reviewed them.",
            "Text by a language model: %(count)s of %(total)s lines were worded by one (%(models)s). Each "
            "was checked by rules against the reports that it cites; no editor has reviewed them.",
            count,
            total=total,
            models=models,
        ),
        note=phrase(
            "%(count)s of %(total)s lines was worded by a language model (%(models)s), the others by rules.",
            "%(count)s of %(total)s lines were worded by a language model (%(models)s), the others by rules.",
            count,
            total=total,
            models=models,
        ),
        byline=phrase("written by rules and a language model"),
        schema=_SCHEMA.format("CompositeWithTrainedAlgorithmicMedia"),
        iptc=_IPTC.format("compositeWithTrainedAlgorithmicMedia"),
        iptc_name="composite with trained algorithmic media",
    )


def _modelled(page: Page) -> int:
    return sum(bool(line.model) for line in page.lines)
