"""``/api/v1``: stories, themes and reports as JSON, beside the static pages.

A report's text is its publisher's: the API gives where it is, not what it says.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, HTTPException, Query, Request, Response
from fastapi.staticfiles import StaticFiles
from starlette.middleware.base import RequestResponseEndpoint

from dateline import __version__
from dateline.core.contract import membership_form, page_form
from dateline.core.types import Page

if TYPE_CHECKING:
    from dateline.app import Shelf

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
    def story(story: str) -> dict[str, Any]:
        """One page with all its lines and their evidence."""
        page = next((page for page in shelf.pages([story])), None)
        if page is None:
            raise HTTPException(404, "no such story")
        return page_form(page)

    @api.get("/api/v1/themes")
    def themes() -> dict[str, Any]:
        """Themes and their stories."""
        held = [{"id": t.id, "name": t.name, "stories": list(t.stories)} for t in shelf.themes()]
        return {"themes": held}

    @api.get("/api/v1/why/{report:path}")
    def why(report: str) -> dict[str, Any]:
        """Why a report is in its story."""
        member = shelf.member(report)
        if member is None:
            raise HTTPException(404, "no such report")
        return membership_form(member)

    api.mount("/", StaticFiles(directory=site, html=True), name="site")
    return api


def _entry(page: Page) -> dict[str, Any]:
    return {
        "id": page.story,
        "theme": page.theme,
        "headline": page.headline.text,
        "standfirst": page.standfirst.text if page.standfirst else None,
        "first_reported": page.first_reported.rfc3339() if page.first_reported else None,
        "revised": page.revision.at.rfc3339() if page.revision.at else None,
        "sources": len(page.sources),
    }
