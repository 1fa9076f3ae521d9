"""The proof sheet: a draft with the marks of the judge beside its sources, as one web page."""

from __future__ import annotations

from dateline.stages.proof.sheet.page import sheet

__all__ = ["sheet"]
