"""Templates turned into bytes: everything escaped, nothing undefined let through.

Decides how templates are loaded. Source text is only ever put into a template as text (never marked
safe); structured data goes into the page by ``jsonld.embedded``, which escapes it for a script element.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

ASSETS = ("dateline.css", "dateline.js")


@cache
def environment() -> Environment:
    """The one Jinja2 environment: autoescape always on, undefined names are errors."""
    return Environment(
        loader=PackageLoader("dateline.stages.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


def render(template: str, **values: Any) -> bytes:
    """A template with its values, as UTF-8; lone surrogates become question marks."""
    text = environment().get_template(template).render(**values)
    lines = (line.strip() for line in text.split("\n"))
    return ("\n".join(line for line in lines if line) + "\n").encode("utf-8", "replace")


def asset(name: str) -> bytes:
    """A file of the site that is the same for every edition."""
    return (files("dateline.stages.publish") / "assets" / name).read_bytes()
