"""A server of a language model for tests: chat completions over real sockets on 127.0.0.1.

::

    with ModelHost() as host:
        host.says({"standfirst": …}, Trouble(status=500), …)    # one after the other; the last one stays
        client = host.client()
        assert host.asked[0]["messages"]
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, cast

from dateline.clients.model_servers import Form, ModelServer
from dateline.clients.models import Care, ModelClient
from dateline.clients.world import World
from tests.loopback import Day


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """An answer that is none: a status, silence for ``hang`` seconds, or a connection that is ``cut``."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b'{"error": {"message": "no"}}'
    hang: float = 0.0
    cut: bool = False


Said = str | dict[str, Any] | Trouble
Speaker = Callable[[dict[str, Any]], Said]


class ModelHost:
    """Plays one model. ``asked`` are the requests as they came, ``headers`` theirs in lower case."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.usage: dict[str, int] | None = {
            "prompt_tokens": 100,
            "completion_tokens": 20,
            "total_tokens": 120,
        }
        self.stopping = threading.Event()
        self._speaker: Speaker = lambda _: "{}"
        self._server = _Server(self)

    def says(self, *answers: Said) -> ModelHost:
        """Answers one after the other; the last one stays."""
        left = list(answers)
        return self.speaks(lambda _: left.pop(0) if len(left) > 1 else left[0])

    def speaks(self, speaker: Speaker) -> ModelHost:
        """A function of the request."""
        self._speaker = speaker
        return self

    def answer(self, request: dict[str, Any]) -> Said:
        return self._speaker(request)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def server(self, **changes: Any) -> ModelServer:
        settings = {"url": self.url, "model": "pen-1", "name": "test/pen-1", "remote": False}
        return ModelServer(**{**settings, **changes})

    def client(
        self,
        *,
        care: Care | None = None,
        cache: Path | None = None,
        day: Day | None = None,
        key: str = "",
        form: Form = Form.SCHEMA,
        remote: bool = False,
    ) -> ModelClient:
        """A client of it, whose time passes only in sleep."""
        day = day or Day()
        world = World(sleep=day.sleep, clock=day.clock, now=day.now, jitter=lambda: 0.0)
        server = self.server(form=form, remote=remote)
        return ModelClient(server, key=key, care=care, cache=cache, world=world)

    def __enter__(self) -> ModelHost:
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        ).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, host: ModelHost) -> None:
        self.host = host
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Says nothing."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        host = cast(_Server, self.server).host
        request = json.loads(self.rfile.read(int(self.headers.get("Content-Length", "0"))))
        host.asked.append(request)
        host.paths.append(self.path)
        host.headers.append({key.lower(): value for key, value in self.headers.items()})
        said = host.answer(request)
        if isinstance(said, Trouble):
            self._fail(said, host)
            return
        text = said if isinstance(said, str) else json.dumps(said)
        message = {"role": "assistant", "content": text}
        completion: dict[str, Any] = {
            "id": "c1",
            "object": "chat.completion",
            "created": 1,
            "model": request.get("model", ""),
            "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        }
        if host.usage is not None:
            completion["usage"] = host.usage
        self._give(200, json.dumps(completion).encode())

    def do_GET(self) -> None:
        host = cast(_Server, self.server).host
        host.paths.append(self.path)
        self._give(404, b"{}")

    def _fail(self, trouble: Trouble, host: ModelHost) -> None:
        if trouble.hang:
            host.stopping.wait(trouble.hang)
        if trouble.cut:
            self.wfile.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{"
            )
            self.close_connection = True
            return
        self._give(trouble.status, trouble.body, trouble.headers)

    def _give(self, status: int, body: bytes, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""
