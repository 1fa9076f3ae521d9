"""The routes of the API: which question each asks of the records, and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from fastapi.routing import APIRoute

from dateline import __version__
from dateline.app.serving.parts import Former
from dateline.core.listings import Facet
from dateline.web.api import filters, models

if TYPE_CHECKING:
    from pydantic import BaseModel

    from dateline.app.serving import Serving
    from dateline.app.serving.parts import Part

BASE = "/api/v1"
_Route = Callable[[Callable[..., Response]], Callable[..., Response]]
_PROBLEM = {"model": models.Problem, "content": {"application/problem+json": {}}}
#: What any route may answer beside what it is for.
_COMMON: dict[int | str, dict[str, Any]] = {
    304: {"description": "What you have is what you would get (`If-None-Match`)"},
    400: {"description": "A cursor that is none, or another question's", **_PROBLEM},
    414: {"description": "The query is longer than any honest one", **_PROBLEM},
    422: {"description": "A parameter that cannot be taken", **_PROBLEM},
    429: {"description": "Too many requests: see `Retry-After`", **_PROBLEM},
    503: {"description": "The store cannot be read, or too much waits", **_PROBLEM},
}
_MISSING: dict[int | str, dict[str, Any]] = {404: {"description": "There is none", **_PROBLEM}}
_LED: dict[int | str, dict[str, Any]] = {
    **_MISSING,
    300: {"model": models.Led, "description": "The story ended; its reports went to several others"},
    301: {"description": "The story went into one other"},
    410: {"model": models.Led, "description": "The story was withdrawn"},
}
#: What an answer costs that is not in memory, where that is more than one token, under this name in OpenAPI.
TOKENS = "x-tokens"


def _tokens(count: int) -> dict[str, int]:
    """Listings alone are cheap; rows are read out of up to 160 pages, events out of all their reports."""
    return {TOKENS: count}


def make_router(serving: Serving) -> APIRouter:
    """All routes, over one store."""
    router = APIRouter(prefix=BASE, responses=_COMMON)
    _root(router, serving)
    _stories(router, serving)
    _rows(router, serving)
    _themes(router, serving)
    _things(router, serving)
    return router


def prices(router: APIRouter) -> dict[str, int]:
    """Tokens for an answer that has to be made, by path; what is not here costs one."""
    told = {route.path: route.openapi_extra or {} for route in router.routes if isinstance(route, APIRoute)}
    return {path: extra[TOKENS] for path, extra in told.items() if TOKENS in extra}


def _root(router: APIRouter, serving: Serving) -> None:
    @router.get("/", include_in_schema=False)
    @router.get("", response_model=models.Root, tags=["site"], operation_id="root")
    def root() -> Response:
        """Where everything is."""
        names = ("stories", "themes", "reports", "claims", "figures", "events", "revisions", "corrections")
        more = ("places", "people", "outlets", "statistics", "search", "live")
        return JSONResponse(
            {
                "title": serving.edition.title,
                "version": __version__,
                "openapi": f"{BASE}/openapi.json",
                "links": {name: f"{BASE}/{name}" for name in (*names, *more)},
            }
        )

    @router.get("/statistics", response_model=models.Statistics, tags=["site"], operation_id="statistics")
    def statistics() -> Response:
        """How many stories, reports, origins and lines there are, and what was withheld by which rule."""
        return JSONResponse(serving.records.statistics())


def _stories(router: APIRouter, serving: Serving) -> None:
    records = serving.records

    @router.get(
        "/stories",
        response_model=models.Stories,
        tags=["stories"],
        operation_id="stories",
        openapi_extra=_tokens(2),
    )
    def stories(request: Request, asked: Annotated[filters.Stories, Query()]) -> Response:
        """Stories by theme, place, person, time, status …, newest first, or by weight or last change."""
        return _part(request, records.stories(asked.sought(), asked.limit, asked.cursor))

    @router.get(
        "/stories/{story:path}",
        response_model=models.StoryPage,
        responses=_LED,
        tags=["stories"],
        operation_id="story",
    )
    def story(story: str) -> Response:
        """One story with all its lines, and for each the words that bear it out."""
        found = records.story(story)
        if isinstance(found, Former):
            return _led(found)
        return _one(found, "story")

    @router.get(
        "/search",
        response_model=models.Found,
        tags=["stories"],
        operation_id="search",
        openapi_extra=_tokens(5),
    )
    def search(request: Request, asked: Annotated[filters.Search, Query()]) -> Response:
        """Stories by words, best first: the same that the site's own search finds."""
        part, total = serving.search.found(asked.q, asked.limit, asked.cursor)
        return _part(request, part, query=asked.q, total=total)

    @router.get(
        "/why/{report:path}",
        response_model=models.Why,
        responses=_MISSING,
        tags=["reports"],
        operation_id="why",
    )
    def why(report: str) -> Response:
        """Why a report is in its story: what it shares with which other, and the next best story."""
        return _one(records.why(report), "filed report")


def _rows(router: APIRouter, serving: Serving) -> None:
    records = serving.records

    def answer(request: Request, asked: filters.Rows, kind: str, **having: str | None) -> Response:
        return _part(request, records.rows(asked.sought(kind, having), asked.limit, asked.cursor))

    def rows(name: str, model: type[BaseModel], *, tokens: int = 10, tag: str = "rows") -> _Route:
        extra = _tokens(tokens)
        return router.get(
            f"/{name}", response_model=model, tags=[tag], operation_id=name, openapi_extra=extra
        )

    @rows("claims", models.Claims)
    def claims(request: Request, asked: Annotated[filters.Claims, Query()]) -> Response:
        """What was said, and where each origin stands on it, story by story."""
        return answer(request, asked, "claims", speaker=asked.speaker)

    @rows("figures", models.Figures)
    def figures(request: Request, asked: Annotated[filters.Figures, Query()]) -> Response:
        """Each figure with who gave it, when, and whether a later one replaced it, story by story."""
        return answer(request, asked, "figures", measure=asked.measure)

    @rows("events", models.Events, tokens=20)
    def events(request: Request, asked: Annotated[filters.Events, Query()]) -> Response:
        """What each report says happened, by PLOVER's categories and modes, story by story."""
        return answer(request, asked, "events", type=asked.type, mode=asked.mode)

    @rows("revisions", models.Revisions)
    def revisions(request: Request, asked: Annotated[filters.Rows, Query()]) -> Response:
        """What was changed, when and why, story by story; of each the latest first."""
        return answer(request, asked, "revisions")

    @rows("corrections", models.Corrections)
    def corrections(request: Request, asked: Annotated[filters.Rows, Query()]) -> Response:
        """What was wrong, what is right, and whose mistake it was, story by story."""
        return answer(request, asked, "corrections")

    @rows("reports", models.Reports, tag="reports")
    def reports(request: Request, asked: Annotated[filters.Rows, Query()]) -> Response:
        """Reports with their terms, story by story. A text is given under an open licence alone."""
        return answer(request, asked, "reports")

    @router.get(
        "/reports/{report:path}",
        response_model=models.Report,
        responses=_MISSING,
        tags=["reports"],
        operation_id="report",
    )
    def report(report: str) -> Response:
        """One report: where it is, on which terms, and in which story."""
        return _one(records.report(report), "report")


def _themes(router: APIRouter, serving: Serving) -> None:
    records = serving.records

    @router.get("/themes", response_model=models.Themes, tags=["themes"], operation_id="themes")
    def themes(request: Request, asked: Annotated[filters.Paging, Query()]) -> Response:
        """Themes that have stories, those with the most first."""
        return _part(request, records.themes(asked.limit, asked.cursor))

    @router.get(
        "/themes/{theme:path}",
        response_model=models.Theme,
        responses=_MISSING,
        tags=["themes"],
        operation_id="theme",
    )
    def theme(theme: str) -> Response:
        """One theme; its stories are at `/stories?theme=`."""
        return _one(records.theme(theme), "theme")


_THINGS = {
    "places": (Facet.PLACE, "Places that stories happen at, those in the most stories first."),
    "people": (Facet.PERSON, "People whom reports name, those in the most stories first."),
    "outlets": (Facet.OUTLET, "Outlets that reports come from, those in the most stories first."),
}


def _things(router: APIRouter, serving: Serving) -> None:
    def route(facet: Facet) -> Callable[..., Response]:
        def things(request: Request, asked: Annotated[filters.ThingsOf, Query()]) -> Response:
            return _part(request, serving.records.things(facet, asked.theme, asked.limit, asked.cursor))

        return things

    for name, (facet, told) in _THINGS.items():
        router.add_api_route(
            f"/{name}",
            route(facet),
            response_model=models.Things,
            description=told,
            summary=name.capitalize(),
            tags=["things"],
            operation_id=name,
        )


# --- answers ------------------------------------------------------------------------------


def _part(request: Request, part: Part, **more: Any) -> Response:
    """A part of a list, with the way to the next in its body and in ``Link`` (RFC 8288)."""
    form = {**more, "items": part.items, "next": part.next or None}
    headers = {}
    if part.next:
        kept = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
        headers["link"] = f'<{request.url.path}?{urlencode([*kept, ("cursor", part.next)])}>; rel="next"'
    return JSONResponse(form, headers=headers)


def _one(found: Any, what: str) -> Response:
    if found is None:
        raise HTTPException(404, f"there is no such {what}")
    return JSONResponse(found)


def _led(former: Former) -> Response:
    """Where a story that ended leads: to one other, to a choice of several (300), or nowhere (410)."""
    if len(former.heirs) == 1:
        return RedirectResponse(f"{BASE}/stories/{quote(former.heirs[0], safe='')}", 301)
    told = {"story": former.story, "into": list(former.heirs)}
    return JSONResponse(told, 300 if former.heirs else 410)
