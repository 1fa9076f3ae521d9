"""Collect the words of the house for translators: ``locale/messages.pot``, merged into each ``locale/*.po``.

    python scripts/messages.py            write them
    python scripts/messages.py --check    write nothing, say what is missing or wrong

Messages are the literals of ``phrase(...)`` in Python, and of ``_()`` and ``{% trans %}`` in templates. A new
message is added to each language without a translation, one that is gone is taken out; nothing is guessed.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

PACKAGE = Path(__file__).parent.parent / "src" / "dateline" / "stages" / "publish"
LOCALES = PACKAGE / "locale"
TEMPLATE = "messages.pot"
HEADER = """\
# Words of the house, from the source: `make messages` writes this file.
# Dateline is under the Apache licence 2.0, and so are these words."""
#: Lines of the header that tell the hour: the same messages give the same bytes.
_CLOCKS = re.compile(rb'^"(?:POT-Creation-Date|PO-Revision-Date|Generated-By):.*\n', re.M)
_NAMES = re.compile(r"%\((\w+)\)s")
_TAGS = re.compile(r"</?\w+")
_FORMATS = re.compile(r"%\(\w+\)s|%%")
#: Values that a form of a plural may leave out: "reported by one origin".
_COUNTS = {"count", "num", "n"}
_KEYWORDS: dict[str, Any] = {
    "phrase": None, "plural": (1, 2), "context": ((1, "c"), 2), "plural in context": ((1, "c"), 2, 3),
    "_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
#: Under which of these keywords a call of ``phrase`` goes, by whether it has a context and a plural.
_CALLED = {
    (False, False): "phrase", (False, True): "plural",
    (True, False): "context", (True, True): "plural in context",
}  # fmt: skip
Found = tuple[int, str, Any, list[str]]
Extractor = Callable[[Any, Any, Collection[str], Mapping[str, Any]], Iterator[Any]]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A call of ``phrase`` whose message is not a literal, so that no translator ever sees it."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: phrase() needs its messages as literals (for codes: word())"


# --- what the source says -----------------------------------------------------------------


def collected() -> Catalog:
    """All messages of the house, by file and line."""
    found = Catalog(project="Dateline", charset="utf-8", fuzzy=False, header_comment=HEADER)
    for path, method in sources():
        name = path.relative_to(PACKAGE).as_posix()
        with path.open("rb") as stream:
            for _, message, _, context in extract(method, stream, _KEYWORDS, options={"silent": "false"}):
                found.add(message, None, [(name, 1)], context=context)
    return found


def sources() -> Iterator[tuple[Path, Extractor]]:
    """The files that speak, each with how its messages are found."""
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix == ".py":
            yield path, in_python
        elif path.suffix in (".html", ".txt") and "templates" in path.relative_to(PACKAGE).parts:
            yield path, in_template


def in_python(
    stream: BinaryIO, keywords: Any, tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Found]:
    """The messages of ``phrase(message, plural, count, context)``, in Babel's form of an extractor."""
    for line, message, plural, context in calls(ast.parse(stream.read())):
        if not message:
            continue
        given = [part for part in (context, message, plural) if part]
        keyword = _CALLED[bool(context), bool(plural)]
        yield line, keyword, given if len(given) > 1 else message, []


def in_template(
    stream: BinaryIO, keywords: Any, tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Found]:
    """The messages of a template, blanks folded as they are when it is printed."""
    set_up = {**options, "trimmed": "true", "newstyle_gettext": "true"}
    return iter(babel_extract(stream, list(keywords), list(tags), set_up))


def calls(tree: ast.AST) -> Iterator[tuple[int, str, str, str]]:
    """Each call of ``phrase``: line, message ("" where it is no literal), plural, context."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "phrase":
            named = {word.arg: word.value for word in node.keywords}
            places: Sequence[ast.expr | None] = [*node.args, None, None, None, None]
            message, plural = _literal(places[0]), _literal(places[1] or named.get("plural"))
            yield node.lineno, message, plural, _literal(places[3] or named.get("context"))


def _literal(node: ast.expr | None) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def unreadable() -> Iterator[Unreadable]:
    """Calls whose message is not in the source."""
    for path, method in sources():
        if method is in_python:
            for line, message, _, _ in calls(ast.parse(path.read_bytes())):
                if not message:
                    yield Unreadable(path.relative_to(PACKAGE).as_posix(), line)


# --- what a language says -----------------------------------------------------------------


def languages() -> list[str]:
    """The languages that there are files of."""
    return sorted(path.stem for path in LOCALES.glob("*.po"))


def read(language: str) -> Catalog:
    """The messages of a language."""
    return read_po(io.BytesIO((LOCALES / f"{language}.po").read_bytes()), locale=language)


def merged(template: Catalog) -> dict[str, bytes]:
    """The files as they should be, by name."""
    files = {TEMPLATE: written(template)}
    for language in languages():
        held = read(language)
        held.update(template, no_fuzzy_matching=True, update_header_comment=False)
        files[f"{language}.po"] = written(held)
    return files


def written(catalog: Catalog) -> bytes:
    """A file of messages: by the file that they are from, without line numbers and hours."""
    out = io.BytesIO()
    write_po(out, catalog, width=110, sort_by_file=True, ignore_obsolete=True, include_lineno=False)
    return _CLOCKS.sub(b"", out.getvalue())


def strays(template: Catalog) -> Iterator[str]:
    """Messages with a percent sign that would be taken for a value."""
    for message in template:
        for text in [message.id] if isinstance(message.id, str) else message.id:
            if "%" in _FORMATS.sub("", text):
                yield f'{message.locations[0][0]}: "{text}": a percent sign of its own is written %%'


def faults(language: str, held: Catalog) -> Iterator[str]:
    """What is missing or wrong in a language."""
    for message in held:
        if message.id:
            yield from (f'{language}: "{_first(message.id)}": {fault}' for fault in _faults(message, held))


def _faults(message: Message, held: Catalog) -> Iterator[str]:
    forms = [message.string] if isinstance(message.string, str) else list(message.string or ("",))
    wanted = 1 if isinstance(message.id, str) else held.num_plurals
    if message.fuzzy or not all(forms) or len(forms) != wanted:
        yield "is not translated"
        return
    originals = [message.id] if isinstance(message.id, str) else list(message.id)
    values = [set(_NAMES.findall(text)) for text in originals]
    known, needed = set.union(*values), set.intersection(*values)
    needed -= _COUNTS if len(originals) > 1 else set()
    for form in forms:
        names = set(_NAMES.findall(form))
        if names - known or needed - names:
            yield f"has other values: {form}"
        if "%" in _FORMATS.sub("", form):
            yield f"has a stray percent sign: {form}"
        if sorted(_TAGS.findall(form)) != sorted(_TAGS.findall(originals[-1])):
            yield f"has other markup: {form}"


def _first(text: Any) -> str:
    return str(text if isinstance(text, str) else text[0])


# --- the command --------------------------------------------------------------------------


def main(check: bool) -> int:
    """Write all files, or tell the faults of each; the exit status."""
    template = collected()
    told = [*(str(one) for one in unreadable()), *strays(template)]
    for name, content in merged(template).items():
        path = LOCALES / name
        if not check:
            path.write_bytes(content)
        elif not path.is_file() or path.read_bytes() != content:
            told.append(f"{name}: not up to date (make messages)")
    for language in languages():
        told += faults(language, read(language))
    sys.stdout.write("".join(f"{fault}\n" for fault in told))
    sys.stdout.write(f"{len(template)} messages; {len(told)} faults\n")
    return 1 if check and told else 0


if __name__ == "__main__":
    raise SystemExit(main("--check" in sys.argv[1:]))
