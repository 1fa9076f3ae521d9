"""Stories and pens for tests of the model writer: a dossier of ours, and servers that answer from it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from dateline.core.pages import Clipping, Dossier, Page
from dateline.core.types import Report, Rights, Stamp
from dateline.pipeline.judging import judged
from dateline.stages import interpret, narrate

_FACTS = re.compile(r"^(=== [a-z0-9]+ ===)\n(.*?)\n\1$", re.DOTALL | re.MULTILINE)

BRIDGE = (
    "A road bridge over the Saale in Kahla collapsed on Tuesday morning, the district office said. "
    "Three people were injured and taken to hospital, said Arno Lindner, a spokesman for the police. "
    "The bridge had been closed to lorries since March because of cracks, the district office said.\n\n"
    "Divers searched the river until dark and found nobody, Mr Lindner said. "
    "The mayor, Greta Sommer, said the bridge would not be rebuilt before 2027."
)
BRIDGE_TOO = (
    "A bridge over the river Saale in Kahla collapsed on Tuesday morning. "
    "Five people were injured, according to the rescue service. "
    "Trains on the line beside it were stopped until noon, the railway said.\n\n"
    "The district office said that it had inspected the bridge in March and found cracks."
)


def report(name: str, text: str, **more: Any) -> Report:
    """A report of an invented outlet."""
    told = {
        "id": name,
        "text": text,
        "url": f"https://{name}.example/kahla",
        "outlet": f"{name.title()} Bote",
        "title": f"Saale crossing gives way, {name} reports",
        "language": "en",
        "published": Stamp(at=datetime(2025, 7, 1, 9 + len(name), tzinfo=UTC)),
    }
    return Report(**{**told, **more})


def dossier(*reports: Report) -> Dossier:
    """A story of these reports, each its own origin."""
    clippings = [Clipping(report=one, facts=interpret.interpret(one), origin=one.id) for one in reports]
    return Dossier(story="skahla", theme="tkahla", clippings=tuple(clippings))


def kahla(*more: Report) -> Dossier:
    """The story of a bridge, by two outlets and whoever else is given."""
    return dossier(report("jena", BRIDGE), report("gera", BRIDGE_TOO), *more)


def by_rules(story: Dossier) -> Page:
    """The page that the rules make of a story."""
    return judged(narrate.narrate(story, narrate.Limits()), story)


def reserved(one: Report, **rights: Any) -> Report:
    """The report on other terms."""
    return replace(one, rights=replace(Rights(), **rights))


# --- pens ---------------------------------------------------------------------------------


def facts_of(request: dict[str, Any]) -> dict[str, Any]:
    """The facts that a request was sent."""
    found = _FACTS.search(request["messages"][1]["content"])
    assert found, "the facts stand between fences"
    held: dict[str, Any] = json.loads(found[2])
    return held


def cite(request: dict[str, Any], words: str) -> list[str]:
    """The ids of the sentences in which these words stand."""
    return [one["id"] for one in facts_of(request)["sentences"] if words in one["text"]]


def line(text: str, *ids: str) -> dict[str, Any]:
    """A line of an answer."""
    return {"text": text, "evidence": list(ids)}


def page_of(standfirst: Any = None, summary: Any = (), sections: Any = ()) -> dict[str, Any]:
    """An answer."""
    return {"standfirst": standfirst, "summary": list(summary), "sections": list(sections)}


def again(request: dict[str, Any]) -> bool:
    """Whether the request sends lines back."""
    return "were refused" in request["messages"][1]["content"]


def pen(text: str, words: str, mended: str = "") -> Callable[[dict[str, Any]], dict[str, Any]]:
    """A pen that gives one standfirst, resting on the sentences with these words; sent back, ``mended``."""

    def speak(request: dict[str, Any]) -> dict[str, Any]:
        ids = cite(request, words)
        if again(request):
            return {"lines": [{"place": "standfirst", **line(mended, *ids)}] if mended else []}
        return page_of(standfirst=line(text, *ids))

    return speak
