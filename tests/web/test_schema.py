"""The API against its own description: whatever fits it, and whatever does not, is answered without a 5xx."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis import checks as known

from tests.web.newsstand import Newsstand

#: What each answer is held to.
CHECKS = [
    known.not_a_server_error,
    known.status_code_conformance,
    known.content_type_conformance,
    known.response_schema_conformance,
]
ROUTES = 18
_FREE = ("", "/statistics", "/stories/{story}", "/why/{report}", "/reports/{report}", "/themes/{theme}")
UNFAILING = {f"/api/v1{path}" for path in _FREE}


def conforms(stand: Newsstand, mode: GenerationMode, examples: int) -> dict[str, int]:
    """Ask each route by questions of a kind; tells how often each was asked."""
    told = stand.ask("/api/v1/openapi.json").json()
    # The streams have no end: they are asked by ``test_live``.
    told["paths"] = {path: route for path, route in told["paths"].items() if not path.endswith("/live")}
    asked: dict[str, int] = {}
    found: Any
    for found in schemathesis.openapi.from_dict(told).get_all_operations():
        operation = found.ok()
        asked[operation.path] = 0
        _ask_all(stand, operation, mode, examples, asked)
    return asked


def _ask_all(
    stand: Newsstand, operation: Any, mode: GenerationMode, examples: int, asked: dict[str, int]
) -> None:
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
    )
    @given(operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        given = case.as_transport_kwargs(base_url="http://site.example")
        names = ("params", "headers", "cookies", "content", "data", "json")
        more = {name: given[name] for name in names if given.get(name)}
        answer = stand.ask(given["url"], given["method"], **more)
        asked[operation.path] += 1
        case.validate_response(answer, checks=CHECKS)

    with contextlib.suppress(Unsatisfiable):  # of a route without parameters nothing can be asked wrongly
        ask()


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_a_few_questions_of_each_kind(stand: Newsstand, mode: GenerationMode) -> None:
    asked = conforms(stand, mode, 4)
    assert len(asked) == ROUTES
    if mode is GenerationMode.POSITIVE:
        assert all(asked.values())
    else:
        # An id may be any word, so what takes an id alone, or nothing, cannot be asked wrongly.
        assert {path for path, count in asked.items() if not count} == UNFAILING


@pytest.mark.slow
@pytest.mark.parametrize("mode", list(GenerationMode))
def test_many_questions_of_each_kind(stand: Newsstand, mode: GenerationMode) -> None:
    assert len(conforms(stand, mode, 100)) == ROUTES
