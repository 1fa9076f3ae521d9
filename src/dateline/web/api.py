"""``/api/v1``: stories, themes and reports as JSON, beside the static pages.

A report's text is its publisher's: the API gives where it is, not what it says.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from fastapi import FastAPI, HTTPException, Query, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool
from starlette.middleware.base import RequestResponseEndpoint
from starlette.types import Scope

from dateline import __version__
from dateline.core.contract import membership_form
from dateline.core.ids import address
from dateline.core.page_forms import page_form
from dateline.core.pages import Page
from dateline.core.types import Theme

if TYPE_CHECKING:
    from dateline.app.shelf import Former, Shelf

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


def make_api(site: Path, shelf: Shelf) -> FastAPI:
    """The application: API first, then the files of the site."""
    api = FastAPI(
        title="Dateline",
        version=__version__,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
    )

    @api.middleware("http")
    async def harden(request: Request, call_next: RequestResponseEndpoint) -> Response:
        asked = request.method
        if asked == "HEAD" and request.url.path.startswith(("/api/", "/healthz")):
            # Routes of the API know GET; a HEAD is answered as one, without its body.
            request.scope["method"] = "GET"
        response = await call_next(request)
        response.headers.update(_HEADERS)
        if asked != request.method:
            return Response(status_code=response.status_code, headers=dict(response.headers))
        return response

    @api.get("/healthz")
    def healthz() -> dict[str, Any]:
        """Whether the store can be read, and how much is in it."""
        return {"status": "ok", "stories": len(shelf.pages())}

    @api.get("/api/v1/stories")
    def stories(
        theme: str | None = None,
        limit: int = Query(50, ge=1, le=200),
        after: str | None = Query(None, description="id of the last story of the page before"),
    ) -> dict[str, Any]:
        """Stories, newest first."""
        pages = [page for page in shelf.pages() if theme in (None, page.theme)]
        places = {page.story: at + 1 for at, page in enumerate(pages)}
        if after is not None and after not in places:
            raise HTTPException(404, "no such story to go on from: begin again without 'after'")
        first = places[after] if after is not None else 0
        shown = pages[first : first + limit]
        more = shown[-1].story if first + limit < len(pages) else None
        return {"stories": [_entry(page) for page in shown], "after": more}

    @api.get("/api/v1/stories/{story:path}")
    def story(story: str) -> Any:
        """One page with all its lines and their evidence; a story that ended leads to what it became."""
        page = next((page for page in shelf.pages([story])), None)
        if page is not None:
            return page_form(page)
        former = shelf.former(story)
        if former is None:
            raise HTTPException(404, "no such story")
        return _led(former, "/api/v1/stories/{}")

    @api.get("/api/v1/themes")
    def themes() -> dict[str, Any]:
        """Themes with their stories and the codes of their subjects."""
        return {"themes": [_theme(theme) for theme in shelf.themes()]}

    @api.get("/api/v1/why/{report:path}")
    def why(report: str) -> dict[str, Any]:
        """Why a report is in its story."""
        member = shelf.member(report)
        if member is None:
            raise HTTPException(404, "no such report")
        return membership_form(member)

    api.mount("/", Site(site, shelf), name="site")
    return api


class Site(StaticFiles):
    """The files of the site; where a story ended its address answers by RFC 9110 (15.4.2, 15.5.11)."""

    def __init__(self, folder: Path, shelf: Shelf) -> None:
        super().__init__(directory=folder, html=True)
        self._shelf = shelf

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file; 301 where its story went into one other, 410 where nothing is left of it."""
        parts = path.replace("\\", "/").split("/")
        named = parts[0] == "story" and len(parts) > 1
        former = await run_in_threadpool(self._shelf.former_at, parts[1]) if named else None
        if former and len(former.heirs) == 1:
            rest = "page.json" if parts[2:] == ["page.json"] else ""
            return RedirectResponse(f"/story/{address(former.heirs[0])}/{rest}", 301)
        response = await super().get_response(path, scope)
        if former and not former.heirs and response.status_code == 200:
            response.status_code = 410
        return response


def _led(former: Former, where: str) -> Response:
    """Where a story that ended leads: to one other, to a choice of several (300), or nowhere (410)."""
    if len(former.heirs) == 1:
        return RedirectResponse(where.format(quote(former.heirs[0], safe="")), 301)
    told = {"story": former.story, "into": list(former.heirs)}
    return JSONResponse(told, 300 if former.heirs else 410)


def _theme(theme: Theme) -> dict[str, Any]:
    known = {"id": theme.id, "name": theme.name, "stories": list(theme.stories)}
    return known | {n: v for n, v in (("subjects", list(theme.subjects)), ("query", theme.query)) if v}


def _entry(page: Page) -> dict[str, Any]:
    return {
        "id": page.story,
        "theme": page.theme,
        "headline": page.headline.text,
        "standfirst": page.opening.text if page.opening else None,
        "first_reported": page.first_reported.rfc3339() if page.first_reported else None,
        "revised": page.revision.at.rfc3339() if page.revision.at else None,
        "sources": len(page.sources),
    }
