"""Drafts from files: plain text, Markdown, HTML, and pages as the contract writes them.

Decides what of a file is text for a reader. Markdown's own syntax is taken off a .md file, tags are
taken off an .html file: what of either is left in the text afterwards has leaked. It judges nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from dateline.core.errors import InputError
from dateline.core.pages import LineKind
from dateline.core.types import Span
from dateline.stages.proof.drafts.draft import Block, Draft, lay_out

_LINK = re.compile(r"!?\[([^\[\]\n]{0,400})\](?:\([^()\n]{0,800}\)|\[[^\[\]\n]{0,100}\])")
_EMPHASIS = re.compile(r"(?<![\w*_\\])(\*{1,3}|_{1,3})(?=\S)([^*_\n]{1,600})(?<=[^\s\\])\1(?![\w*_])")
_LEADER = re.compile(r"^ {0,3}(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+|\d{1,3}[.)][ \t]+)+", re.MULTILINE)
_CLOSING = re.compile(r"(?<![ \t])[ \t]+#{1,6}[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"^ {0,3}(?:-{3,}|\*{3,}|_{3,}|={3,}|```\w{0,20}|~~~\w{0,20})[ \t]*$", re.MULTILINE)
_FRONT = re.compile(r"\A---\n(?:.*\n){0,200}?---\n")
_CODE = re.compile(r"`([^`\n]{1,400})`")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|])")
_DEFINITION = re.compile(r"^ {0,3}\[[^\[\]\n]{1,100}\]:[ \t]+\S+.{0,200}$", re.MULTILINE)
_HIDDEN = frozenset({"script", "style", "template", "noscript", "head", "svg", "iframe", "object", "select"})
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
        "title",
    ]
)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def read_draft(content: bytes, name: str) -> Draft:
    """The draft in a .txt, .md, .html or .json file; the name's ending tells which it is.

    Raises ``InputError`` for another ending, for what is not UTF-8 (HTML may say its encoding), for
    a file without text, and for JSON that is no page of the line contract.
    """
    ending = PurePath(name).suffix.lower()
    if ending in {".html", ".htm", ".xhtml"}:
        draft = Draft(text=_html(content, name))
    elif ending == ".json":
        draft = _page(_decoded(content, name), name)
    elif ending in {".md", ".markdown"}:
        draft = Draft(text=_markdown(_decoded(content, name)))
    elif ending in {".txt", ".text", ""}:
        draft = Draft(text=_decoded(content, name))
    else:
        raise InputError(
            name, f"a draft cannot be read from a {ending} file", "give .txt, .md, .html or .json"
        )
    if not draft.text.strip():
        raise InputError(name, "there is no text in it", "give a draft with at least one sentence")
    return draft


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        reason = f"byte {error.start} is not UTF-8"
        raise InputError(name, reason, "save the draft as UTF-8") from error


def _markdown(text: str) -> str:
    """The text of a Markdown file without the syntax of Markdown."""
    text = _FRONT.sub("", text, count=1)
    text = _DEFINITION.sub("", _RULE.sub("", text))
    text = _CLOSING.sub("", _LEADER.sub("", text))
    text = _CODE.sub(r"\1", _LINK.sub(r"\1", text))
    for _ in range(2):  # bold within italics and the other way round
        text = _EMPHASIS.sub(r"\2", text)
    return _ESCAPE.sub(r"\1", text)


def _html(content: bytes, name: str) -> str:
    """What a reader sees of a page, a paragraph for each block."""
    from lxml import etree, html

    try:
        root = html.document_fromstring(content, parser=html.HTMLParser(encoding=_charset(content)))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise InputError(name, f"not HTML that can be read: {error}", "") from error
    pieces: list[str] = []
    skipped: list[Any] = []
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in {"comment", "pi"}:
            if not skipped:
                pieces.append(element.tail or "")
            continue
        shown = not skipped
        if event == "start":
            if not shown or _hidden(element):
                skipped.append(element)
                continue
            pieces.append(
                ("\n\n" if element.tag in _BLOCKS else "") + (element.text or "").replace("\n", " ")
            )
        else:
            if not shown:
                skipped.pop()
            if not skipped:
                pieces.append(
                    ("\n\n" if element.tag in _BLOCKS else "") + (element.tail or "").replace("\n", " ")
                )
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in "".join(pieces).split("\n\n"))
    return "\n\n".join(line for line in lines if line)


def _charset(content: bytes) -> str:
    declared = re.search(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{3,20})", content[:4096], re.IGNORECASE)
    return declared[1].decode("ascii") if declared else "utf-8"


def _hidden(element: Any) -> bool:
    if element.tag in _HIDDEN or element.get("hidden") is not None:
        return True
    return bool(_UNSEEN.search(element.get("style") or ""))


# --- pages --------------------------------------------------------------------------------


def _page(text: str, name: str) -> Draft:
    """The lines of a page as ``dateline narrate`` writes it, laid out as ``draft_of`` does."""
    try:
        form = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(name, f"not JSON: {error}", "") from error
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
