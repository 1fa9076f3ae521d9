"""The proof sheet as a web page: one file that needs nothing else, for a screen, a phone or paper.

Decides how the rows are laid out. Text of drafts and sources is only ever put in as text: nothing of it runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from dateline.core.pages import Alignment, Clipping, Finding, Severity
from dateline.stages.proof.drafts.draft import Draft
from dateline.stages.proof.sheet.rows import rows


def sheet(
    name: str,
    draft: Draft,
    findings: Sequence[Finding],
    alignments: Sequence[Alignment] = (),
    sources: Sequence[Clipping] | None = None,
) -> bytes:
    """The sheet of the draft called ``name`` as HTML in UTF-8. ``sources`` None: none were given."""
    errors = sum(found.severity is Severity.ERROR for found in findings)
    text = (
        _environment()
        .get_template("sheet.html")
        .render(
            name=name,
            rows=list(rows(draft, findings, alignments, sources or ())),
            errors=errors,
            warnings=len(findings) - errors,
            sources=None if sources is None else len(sources),
        )
    )
    return text.encode("utf-8", "replace")


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("dateline.stages.proof.sheet"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
