"""How a language model is asked: the orders, the facts between fences, and the schema of the answer.

Decides the wording (in ``prompts.toml``), how much may be asked for, and that nothing of a source ever stands
among the orders. Asks nobody.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from dateline.core.ids import digest
from dateline.core.ports import Question

if TYPE_CHECKING:
    from dateline.stages.narrate.model.answer import Refusal
    from dateline.stages.narrate.model.shape import Shape
    from dateline.stages.narrate.model.sheet import Sheet


def question(sheet: Sheet, shape: Shape) -> Question:
    """The question for a whole page."""
    told = _prompts()["page"]
    fence = _fence(sheet.facts)
    headings = json.dumps(list(sheet.headings), ensure_ascii=False)
    user = told["user"].format(
        fence=fence,
        facts=sheet.facts,
        headings=headings,
        summary_lines=shape.summary_lines,
        section_lines=shape.section_lines,
    )
    return Question(
        system=_system(fence, shape),
        user=user.strip(),
        schema=json.dumps(_page_schema(sheet)),
        name="page",
        most_tokens=shape.answer_tokens,
    )


def again(sheet: Sheet, shape: Shape, refused: Sequence[Refusal]) -> Question:
    """The question for the lines that were refused: each with what is wrong with it."""
    forms = [{"place": str(one.place), "line": one.text, "reason": one.why} for one in refused]
    lines = json.dumps(forms, ensure_ascii=False, indent=0)
    fence = _fence(sheet.facts + lines)
    user = _prompts()["again"]["user"].format(fence=fence, facts=sheet.facts, refused=lines)
    return Question(
        system=_system(fence, shape),
        user=user.strip(),
        schema=json.dumps(_again_schema()),
        name="lines",
        most_tokens=shape.answer_tokens,
    )


def _system(fence: str, shape: Shape) -> str:
    told = _prompts()["page"]["system"]
    return told.format(fence=fence, most_words=shape.most_words, quote_words=shape.quote_words).strip()


def _fence(matter: str) -> str:
    """A line that cannot stand in the matter: it is made of all of it."""
    return f"=== {digest('fence', matter)} ==="


def _page_schema(sheet: Sheet) -> dict[str, Any]:
    line = {"$ref": "#/$defs/line"}
    section = _object(
        heading={"type": "string", "enum": list(sheet.headings)} if sheet.headings else {"type": "string"},
        lines={"type": "array", "items": line},
    )
    form = _object(
        standfirst={"anyOf": [line, {"type": "null"}]},
        summary={"type": "array", "items": line},
        sections={"type": "array", "items": section},
    )
    return {**form, "$defs": {"line": _line()}}


def _again_schema() -> dict[str, Any]:
    line = _line()
    placed = _object(place={"type": "string"}, **line["properties"])
    return _object(lines={"type": "array", "items": placed})


def _line() -> dict[str, Any]:
    return _object(text={"type": "string"}, evidence={"type": "array", "items": {"type": "string"}})


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    """An object with all of these and nothing else: what strict modes of servers want."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


@cache
def _prompts() -> dict[str, dict[str, str]]:
    return tomllib.loads(
        (resources.files("dateline.stages.narrate.model") / "prompts.toml").read_text("utf-8")
    )
