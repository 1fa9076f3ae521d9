"""Who wrote a page, in words for readers and in the codes of machines: rules, a language model, an editor.

Decides the label that text by a language model carries until an editor has reviewed it and is named
(HOUSE_STYLE, Machine writing). Codes: IPTC's digital source types, under schema.org's names in JSON-LD.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.core.pages import Page

_SCHEMA = "https://schema.org/{}DigitalSource"
_IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorship:
    """How a page came to be worded.

    ``label`` stands at its top ("" where none is due), ``note`` under "How this page was made", ``byline``
    behind the name of the site. ``schema`` and ``iptc`` are the codes, with the name of the latter; empty
    where an editor answers for the text.
    """

    label: str
    note: str
    byline: str
    schema: str = ""
    iptc: str = ""
    iptc_name: str = ""


def authorship(page: Page) -> Authorship:
    """Who wrote the lines of a page, by their own account of it."""
    if not page.models:
        reviewed = f" Reviewed by {page.reviewed_by}." if page.reviewed_by else ""
        return Authorship(
            label="",
            note=f"Written by rules, no language model.{reviewed}",
            byline="written by rules",
            schema=_SCHEMA.format("AlgorithmicMedia"),
            iptc=_IPTC.format("algorithmicMedia"),
            iptc_name="algorithmic media",
        )
    count, total, models = sum(bool(line.model) for line in page.lines), len(page.lines), _and(page.models)
    lines = (
        f"{count} of {total} lines {'was' if count == 1 else 'were'} worded by a language model ({models})"
    )
    if page.reviewed_by:
        return Authorship(
            label=f"Reviewed by {page.reviewed_by}.",
            note=f"{lines}, the others by rules. Reviewed by {page.reviewed_by}.",
            byline=f"reviewed by {page.reviewed_by}",
        )
    return Authorship(
        label=(
            f"Text by a language model: {lines}. Each was checked by rules against the reports that it "
            "cites; no editor has reviewed them."
        ),
        note=f"{lines}, the others by rules.",
        byline="written by rules and a language model",
        schema=_SCHEMA.format("CompositeWithTrainedAlgorithmicMedia"),
        iptc=_IPTC.format("compositeWithTrainedAlgorithmicMedia"),
        iptc_name="composite with trained algorithmic media",
    )


def _and(names: tuple[str, ...]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]
