"""A page before the judge: what of it may be printed.

Decides that errors are not printed and warnings are: those are for the desk. The judge is ``proof``; it is
given what the interpreter reads out of the page's own lines, so that who did what to whom can be compared.
"""

from __future__ import annotations

from dateline.core.pages import Dossier, Page, Severity
from dateline.core.types import Report


def judged(page: Page, dossier: Dossier) -> Page:
    """The page without the lines that fail, each with what was found in ``withheld``."""
    from dateline.stages import interpret, proof  # here: their rooms are deep, and so are those of who asks

    draft = proof.draft_of(page)
    facts = interpret.interpret(Report(id="draft", text=draft.text, language=page.language))
    findings = proof.proof(draft, dossier.clippings, facts)
    return proof.withhold(page, [found for found in findings if found.severity is Severity.ERROR])
