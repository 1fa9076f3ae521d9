"""A mail server for tests: aiosmtpd on loopback, that does as it is told and keeps what it takes.

::

    with MailServer() as server:
        with Mailer(server.known) as mailer:
            mailer.send(letter)
        assert server.taken[0].to == "a@example.org"

``says`` scripts answers: by command ("MAIL", "RCPT", "DATA") a list that is used up, or by address. An answer
"drop" breaks the connection.
"""

from __future__ import annotations

import asyncio
import email
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from pathlib import Path
from types import TracebackType
from typing import Any, cast

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from dateline.clients.mail import Server, Tls

USER, PASSWORD = "newsroom", "s3cret"


@dataclass(frozen=True, slots=True)
class Taken:
    """A letter as the server has it."""

    sender: str
    to: str
    content: bytes

    @property
    def message(self) -> EmailMessage:
        return email.message_from_bytes(self.content, policy=policy.default)

    def part(self, kind: str) -> str:
        found = self.message.get_body((kind,))
        assert found is not None
        return str(found.get_content()).replace("\r\n", "\n")


@dataclass
class Handler:
    """What the server does with each command."""

    says: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    of: dict[str, str] = field(default_factory=dict)
    taken: list[Taken] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)

    async def handle_MAIL(  # noqa: N802 - the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.heard.append(f"MAIL {address}")
        envelope.mail_from = address
        return self._said("MAIL", server) or "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.heard.append(f"RCPT {address}")
        said = self._said("RCPT", server) or self.of.get(address, "250 OK")
        if said.startswith("2"):
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.heard.append("DATA")
        said = self._said("DATA", server)
        if not said or said.startswith("2"):
            content = envelope.original_content or b""
            self.taken.append(Taken(str(envelope.mail_from), envelope.rcpt_tos[0], content))
        return said or "250 OK"

    def _said(self, command: str, server: SMTP) -> str:
        said = self.says[command].pop(0) if self.says[command] else ""
        if said == "drop":
            assert server.transport is not None
            server.transport.close()
        return said


def _authenticate(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
) -> AuthResult:
    good = isinstance(data, LoginPassword) and data == LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=good, handled=False)


class _Controller(Controller):
    """aiosmtpd's, that finds a free port by itself."""

    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = cast("asyncio.Server", self.server).sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


class MailServer:
    """The server, on a free port of loopback."""

    def __init__(self, **options: Any) -> None:
        self.handler = Handler()
        if options.pop("auth", False):
            options |= {"authenticator": _authenticate, "auth_required": True}
        self._controller = _Controller(self.handler, hostname="127.0.0.1", port=0, **options)

    def __enter__(self) -> MailServer:
        self._controller.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._controller.stop()

    @property
    def known(self) -> Server:
        """The server as settings have it, without TLS."""
        return Server(host="localhost", port=self._controller.port, tls=Tls.NONE, seconds=5)

    @property
    def taken(self) -> list[Taken]:
        return self.handler.taken

    @property
    def heard(self) -> list[str]:
        return self.handler.heard

    def says(self, script: Mapping[str, list[str]]) -> None:
        """Answer these commands so, one after the other."""
        for command, answers in script.items():
            self.handler.says[command] += answers


def certificate(folder: Path) -> tuple[Path, Path]:
    """A key and a certificate of "localhost". Skips the test without openssl."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not here")
    key, made = folder / "key.pem", folder / "certificate.pem"
    command = ["openssl", "req", "-x509", "-nodes", "-days", "2"]
    command += ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-subj", "/CN=localhost"]
    command += ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(made)]
    subprocess.run(command, check=True, capture_output=True)
    return key, made
