"""Templates turned into bytes: everything escaped, nothing undefined let through.

Decides how templates and the two assets are loaded. Source text is only ever put into a template as text
(never marked safe); structured data goes into the page by ``jsonld.embedded``, which escapes it for a script
element. Words of the house are told in the language of the edition by :mod:`wording`.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.compiler import CodeGenerator

from dateline.stages.publish import pieces
from dateline.stages.publish.escaping import escaped
from dateline.stages.publish.wording import tongue
from dateline.stages.publish.wording.templates import speak

#: What the site's two assets are put together from, in the order of names.
_PARTS = {"dateline.css": "styles", "dateline.js": "scripts"}
ASSETS = tuple(_PARTS)


class _Generator(CodeGenerator):
    """Templates as Python that escapes by :func:`escaped`, with the same result in a third of the time."""

    def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)


class _Environment(Environment):
    code_generator_class = _Generator
    escaped = staticmethod(escaped)


@cache
def environment(language: str = "en") -> Environment:
    """The Jinja2 environment of a language: autoescape always on, undefined names are errors."""
    made = _Environment(
        loader=PackageLoader("dateline.stages.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    spoken = tongue(language)
    speak(made, spoken)
    made.filters.update(pieces.filters(spoken))
    return made


def render(template: str, spoken: str = "en", /, **values: Any) -> bytes:
    """A template with its values, as UTF-8; lone surrogates become question marks.

    ``spoken`` is the language of the house, whatever its reports are written in.
    """
    text = environment(spoken).get_template(template).render(**values)
    lines = [kept for line in text.split("\n") if (kept := line.strip())]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


@cache
def asset(name: str) -> bytes:
    """A file of the site that is the same for every edition: its parts, one after the other."""
    folder = files("dateline.stages.publish") / "assets" / _PARTS[name]
    parts = sorted((part for part in folder.iterdir() if part.is_file()), key=lambda part: part.name)
    return b"\n".join(part.read_bytes() for part in parts)
