"""The text of a Word document (Office Open XML, ECMA-376), as it would be printed.

Decides that tracked deletions and hidden text are not in it and tracked insertions are, that cells of tables
and notes stand in paragraphs of their own. It judges nothing.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dateline.core.errors import InputError

if TYPE_CHECKING:
    from docx.document import Document

_NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
#: What is struck out, what a field computes its text from, and the second copy of a drawing's text.
_GONE = frozenset((*(f"{_NAMESPACE}{tag}" for tag in ("del", "moveFrom", "delText", "instrText")), _FALLBACK))
_BREAKS = {
    f"{_NAMESPACE}tab": " ",
    f"{_NAMESPACE}br": " ",
    f"{_NAMESPACE}cr": " ",
    f"{_NAMESPACE}noBreakHyphen": "-",
}
_NOTES = ("/footnotes", "/endnotes")
#: Nobody's draft is larger; an archive that unpacks to more is not opened.
_MOST_BYTES = 64 * 2**20


def text_of_word(content: bytes, name: str) -> str:
    """The paragraphs of a .docx file in order, then its notes. Raises ``InputError`` where it is none."""
    document = _opened(content, name)
    paragraphs = (paragraph for root in _roots(document) for paragraph in root.iter(f"{_NAMESPACE}p"))
    texts = [_text(paragraph) for paragraph in paragraphs if not any(_gone(paragraph))]
    return "\n\n".join(text for text in texts if text)


def _opened(content: bytes, name: str) -> Document:
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    remedy = "save it as .docx or .txt"
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _MOST_BYTES:
                raise InputError(name, "it unpacks to more than 64 MB", remedy)
        return docx.Document(io.BytesIO(content))
    except (zipfile.BadZipFile, PackageNotFoundError, XMLSyntaxError, KeyError, ValueError) as error:
        raise InputError(name, "not a Word document that can be read", remedy) from error


def _roots(document: Document) -> Iterator[Any]:
    """The body, then footnotes and endnotes."""
    from lxml import etree

    yield document.element.body
    for relation in document.part.rels.values():
        if relation.reltype.endswith(_NOTES) and not relation.is_external:
            yield etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False))


def _gone(paragraph: Any) -> Iterator[bool]:
    return (above.tag in _GONE for above in paragraph.iterancestors())


def _text(paragraph: Any) -> str:
    return " ".join("".join(_pieces(paragraph)).split())


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _GONE or child.tag == f"{_NAMESPACE}p":  # a text box holds paragraphs of its own
            continue
        if child.tag == f"{_NAMESPACE}r" and _hidden(child):
            continue
        if child.tag == f"{_NAMESPACE}t":
            yield child.text or ""
        else:
            yield _BREAKS.get(child.tag, "")
            yield from _pieces(child)


def _hidden(run: Any) -> bool:
    mark = run.find(f"{_NAMESPACE}rPr/{_NAMESPACE}vanish")
    return mark is not None and mark.get(f"{_NAMESPACE}val", "1") not in ("0", "false")
