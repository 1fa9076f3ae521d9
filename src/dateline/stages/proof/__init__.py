"""Proof: whether every line is borne out, and which must not be printed.

Judges our pages and any text of anyone, by the rules of ``docs/reference/house-style.md``, one function
each; ``rules.RULES`` lists them. It does not rewrite: a line that fails is left out. Precision comes
first: an error is a fault that a desk would not argue about, all else is a warning.
"""

from __future__ import annotations

from dateline.stages.proof.case import Rule
from dateline.stages.proof.draft import Draft, DraftLine, draft_of
from dateline.stages.proof.reading import read_draft
from dateline.stages.proof.rules import RULES, proof
from dateline.stages.proof.withhold import printable, withhold

VERSION = "1"

__all__ = [
    "RULES",
    "VERSION",
    "Draft",
    "DraftLine",
    "Rule",
    "draft_of",
    "printable",
    "proof",
    "read_draft",
    "withhold",
]
