"""What went wrong, as ``application/problem+json`` (RFC 9457): one form for every error of the server."""

from __future__ import annotations

import json
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from dateline.web.answer import Answer, answer

MEDIA_TYPE = "application/problem+json"


def problem(
    status: int, detail: str, headers: Sequence[tuple[str, str]] = (), *, instance: str = "", **more: Any
) -> Answer:
    """A problem. Its type is ``about:blank``: the status says what kind it is, ``detail`` the way out."""
    form = problem_form(status, detail, instance, **more)
    body = json.dumps(form, ensure_ascii=False).encode("utf-8", "replace")
    return answer(body, MEDIA_TYPE, [("cache-control", "no-store"), *headers], status=status)


def problem_form(status: int, detail: str, instance: str = "", **more: Any) -> dict[str, Any]:
    """The members of a problem; empty ones are left out."""
    form = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": instance,
        **more,
    }
    return {name: value for name, value in form.items() if value not in ("", None)}


def not_allowed(method: str, allowed: str) -> Answer:
    """405: the resource is there, and takes other methods (RFC 9110, 15.5.6)."""
    return problem(405, f"{method[:20]} is not answered here; {allowed} are", [("allow", allowed)])
