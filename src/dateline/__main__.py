"""``dateline`` and ``python -m dateline``: the commands, with the server that one of them starts."""

from __future__ import annotations

import gc
import os
from pathlib import Path

from dateline import cli


def main() -> None:
    """Run the command line."""
    # Work is spread over items: threads inside the small products of one item cost more than they give.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    # Facts are small values without cycles: looking for cycles every 700 of them took a sixth of the time.
    gc.set_threshold(50_000, 20, 20)
    cli.main(serve)


def serve(site: Path, store: str | None, host: str, port: int, workers: int) -> None:
    """Start the server, whose libraries only this command needs."""
    from dateline.web.server import serve as serve_site

    serve_site(site, store, host, port, workers=workers)


if __name__ == "__main__":
    main()
