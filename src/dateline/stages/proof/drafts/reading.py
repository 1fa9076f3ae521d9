"""Drafts from files: plain text, Markdown, HTML, Word documents, and JSON as we and others write it.

Decides which reader a file needs, by its ending. What of a file is text for a reader is decided beside it
(``webpages``, ``word``, ``forms``). It judges nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from dateline.core.errors import InputError
from dateline.stages.proof.drafts.draft import Draft

_READABLE = "give .txt, .md, .html, .docx or .json"


def read_draft(content: bytes, name: str) -> Draft:
    """The draft in a .txt, .md, .html, .docx or .json file; the name's ending tells which it is.

    Raises ``InputError`` for another ending, for what is not UTF-8 (HTML may say its encoding), for
    a file without text, and for JSON that holds no text.
    """
    ending = PurePath(name).suffix.lower()
    if ending not in _READERS:
        raise InputError(name, f"a draft cannot be read from a {ending} file", _READABLE)
    draft = _READERS[ending](content, name)
    if not draft.text.strip():
        raise InputError(name, "there is no text in it", "give a draft with at least one sentence")
    return draft


def _plain(content: bytes, name: str) -> Draft:
    return Draft(text=_decoded(content, name))


def _markdown(content: bytes, name: str) -> Draft:
    from dateline.stages.proof.drafts.webpages import text_of_markdown

    return Draft(text=text_of_markdown(_decoded(content, name)))


def _webpage(content: bytes, name: str) -> Draft:
    from dateline.stages.proof.drafts.webpages import text_of_html

    return Draft(text=text_of_html(content, name))


def _word(content: bytes, name: str) -> Draft:
    from dateline.stages.proof.drafts.word import text_of_word

    return Draft(text=text_of_word(content, name))


def _form(content: bytes, name: str) -> Draft:
    from dateline.stages.proof.drafts.forms import draft_of_form

    return draft_of_form(_decoded(content, name), name)


_READERS: dict[str, Callable[[bytes, str], Draft]] = {
    "": _plain,
    ".txt": _plain,
    ".text": _plain,
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _webpage,
    ".htm": _webpage,
    ".xhtml": _webpage,
    ".docx": _word,
    ".json": _form,
}


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        reason = f"byte {error.start} is not UTF-8"
        raise InputError(name, reason, "save the draft as UTF-8") from error
