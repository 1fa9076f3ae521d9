"""The API as an application: its routes, its errors as problems, and its description in OpenAPI 3.1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from dateline import __version__
from dateline.core.errors import InputError, StoreError
from dateline.web.api.routes import BASE, make_router, prices
from dateline.web.problems import MEDIA_TYPE, problem_form

if TYPE_CHECKING:
    from dateline.app.serving import Serving

_TOLD = """What the site knows, as data. Reading needs no key, and nothing can be written.

**Lists** come in parts: `limit` says how many, `next` of an answer is the `cursor` of the following one (also
as `Link: rel="next"`). A cursor names the item that a part ended with: what is new meanwhile shifts nothing.
A part may hold fewer than `limit` where filters left out much; only `next: null` is the end.

**Evidence** stands in every row: a report, the stretch of its text in Unicode code points (half open), and a
link that leads to the very words. Nothing here is an average: where reports differ, each is given.

**Terms**: a report's text belongs to its publisher and is given under an open licence alone; of reports whose
rights are reserved there is headline, link, outlet and time.

**Politeness**: every answer has an `ETag`; ask with `If-None-Match` and get 304. `RateLimit` says what you
have left, 429 comes with `Retry-After`. An answer out of memory counts as one request; one that has to be
made counts as several where many pages are read for it: as many as stand beside the route (`x-tokens`).
Errors are `application/problem+json` (RFC 9457).

**Live**: `/api/v1/live` and `/api/v1/stories/{id}/live` are server-sent events.
"""
_LIVE_TOLD = {
    "live": ("/live", "Every change of the site as it happens (server-sent events).", []),
    "story_live": (
        "/stories/{story}/live",
        "Every change of one story as it happens (server-sent events).",
        [{"name": "story", "in": "path", "required": True, "schema": {"type": "string"}}],
    ),
}
#: What is said of a slip where the library's own words do not help, by its kind of error.
_SLIPS = {"extra_forbidden": "is not known here; see the parameters in " + BASE + "/openapi.json"}


def make_api(serving: Serving) -> FastAPI:
    """The API over one store; ``state.prices`` are the tokens that answers cost, by path."""
    api = FastAPI(
        title=f"{serving.edition.title}: the API",
        summary="Stories, claims, figures and events, each with its evidence",
        description=_TOLD,
        version=__version__,
        openapi_url=f"{BASE}/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    router = make_router(serving)
    api.include_router(router)
    api.state.prices = prices(router)
    api.add_exception_handler(RequestValidationError, _invalid)
    api.add_exception_handler(HTTPException, _refused)
    api.add_exception_handler(InputError, _misread)
    api.add_exception_handler(StoreError, _unreadable)
    plain = api.openapi

    def openapi() -> dict[str, Any]:
        if not api.openapi_schema:
            api.openapi_schema = _with_live(plain())
        return api.openapi_schema

    api.openapi = openapi  # type: ignore[method-assign]
    return api


def _with_live(told: dict[str, Any]) -> dict[str, Any]:
    """The description with the streams, which are answered beside the routes, and problems by their type."""
    for name, (path, summary, parameters) in _LIVE_TOLD.items():
        told["paths"][f"{BASE}{path}"] = {
            "get": {
                "operationId": name,
                "tags": ["live"],
                "summary": summary.split(" (")[0],
                "description": f"{summary} The `id` of an event, sent as `Last-Event-ID`, goes on behind it.",
                "parameters": parameters,
                "responses": {
                    "200": {
                        "description": "Events `open`, `change`, `story`",
                        "content": {"text/event-stream": {"schema": {"type": "string"}}},
                    },
                    "429": _problem("Too many streams of one client"),
                    "503": _problem("Too many streams of all clients"),
                },
            }
        }
    for methods in told["paths"].values():
        for status, answer in methods["get"]["responses"].items():
            content = answer.get("content", {})
            if "application/problem+json" in content and status not in ("200", "300", "410"):
                schema = content.pop("application/json", {}).get("schema", {})
                content["application/problem+json"] = {"schema": schema} if schema else content.popitem()[1]
    return told


def _problem(told: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": told, "content": {MEDIA_TYPE: {"schema": schema}}}


def _problem_answer(request: Request, status: int, detail: str, **more: Any) -> Response:
    form = problem_form(status, detail, request.url.path, **more)
    return JSONResponse(form, status, media_type=MEDIA_TYPE)


def _invalid(request: Request, error: Exception) -> Response:
    """422, with each parameter that cannot be taken by its name."""
    found = error.errors() if isinstance(error, RequestValidationError) else ()
    errors = [{"parameter": str(one["loc"][-1]), "detail": _slip(one)} for one in found]
    named = "; ".join(f"{one['parameter']}: {one['detail']}" for one in errors[:3])
    return _problem_answer(request, 422, named[:500] or "a parameter cannot be taken", errors=errors[:20])


def _slip(error: dict[str, Any]) -> str:
    """Why a parameter cannot be taken; of our own checks without the library's words before it."""
    return _SLIPS.get(str(error["type"]), str(error["msg"]).removeprefix("Value error, "))


def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    said = str(error.detail) if isinstance(error, HTTPException) else ""
    remedies = {404: f"nothing is at this path; see {BASE}/openapi.json", 405: "the API answers GET and HEAD"}
    detail = remedies.get(status, said) if said in ("Not Found", "Method Not Allowed") else said
    return _problem_answer(request, status, detail)


def _misread(request: Request, error: Exception) -> Response:
    return _problem_answer(request, 400, str(error))


def _unreadable(request: Request, _error: Exception) -> Response:
    return _problem_answer(request, 503, "the store cannot be read just now; ask again in a minute")
