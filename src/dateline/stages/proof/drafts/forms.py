"""Drafts in JSON: pages of the line contract, and what others call a text.

Decides which fields of a form are printed, and in which order. A page keeps its lines, each with the evidence
that it names; any other form is free text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dateline.core.errors import InputError
from dateline.core.pages import LineKind
from dateline.core.types import Span
from dateline.stages.proof.drafts.draft import Block, Draft, lay_out

#: Where reports of the contract, ninjs and JSON-LD keep a title and a text.
_TITLES = ("title", "headline")
_TEXTS = ("text", "draft", "body_text", "articleBody")
_REMEDY = 'give a page of `dateline narrate`, or {"title", "text"}'


def draft_of_form(text: str, name: str) -> Draft:
    """The draft in a JSON text. Raises ``InputError`` where it is no JSON or has no text that we know."""
    try:
        form = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(name, f"not JSON: {error}", _REMEDY) from error
    if isinstance(form, dict) and isinstance(form.get("headline"), dict):
        return _page(form, name)
    body = _first(form, _TEXTS)
    if not body:
        raise InputError(name, "no page of the line contract, and no text in it", _REMEDY)
    return Draft(text="\n\n".join(filter(None, (_first(form, _TITLES), body))))


def _first(form: Any, names: tuple[str, ...]) -> str:
    """The first of these fields that holds text."""
    held = (form.get(name) for name in names) if isinstance(form, dict) else ()
    return next((value for value in held if isinstance(value, str) and value.strip()), "")


def _page(form: dict[str, Any], name: str) -> Draft:
    """The lines of a page as ``dateline narrate`` writes it, laid out as ``draft_of`` does."""
    try:
        return lay_out(_blocks(form))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        reason = f"not a page of the line contract ({type(error).__name__}: {error})"
        raise InputError(name, reason, "dateline narrate writes such pages") from error


def _blocks(form: dict[str, Any]) -> Iterator[Block]:
    yield _line(form["headline"], LineKind.HEADLINE)
    if form.get("standfirst"):
        yield _line(form["standfirst"])
    for line in form.get("summary") or ():
        yield _line(line)
    for section in form.get("body") or ():
        if heading := section.get("heading"):
            yield Block(text=str(heading), heading=True)
        for line in section["lines"]:
            yield _line(line)
    for place, moment in enumerate(form.get("timeline") or ()):
        spans = _spans(moment.get("evidence"))
        yield Block(text=str(moment["text"]), id=f"timeline/{place}", kind=LineKind.EXTRACT, evidence=spans)


def _line(form: dict[str, Any], kind: LineKind | None = None) -> Block:
    if not isinstance(form["text"], str):
        raise TypeError("the text of a line is a string")
    given = LineKind(form["kind"]) if form.get("kind") else kind
    return Block(
        text=form["text"], id=str(form.get("id") or ""), kind=given, evidence=_spans(form.get("evidence"))
    )


def _spans(forms: Any) -> tuple[Span, ...]:
    return tuple(
        Span(report=str(form["report"]), start=int(form["start"]), end=int(form["end"]))
        for form in forms or ()
    )
