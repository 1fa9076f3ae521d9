"""``dateline`` and ``python -m dateline``: the commands, with the server that one of them starts."""

from __future__ import annotations

from pathlib import Path

from dateline import cli


def main() -> None:
    """Run the command line."""
    cli.main(serve)


def serve(site: Path, store: Path | None, host: str, port: int) -> None:
    """Start the server, whose libraries only this command needs."""
    from dateline.web.server import serve as serve_site

    serve_site(site, store, host, port)


if __name__ == "__main__":
    main()
