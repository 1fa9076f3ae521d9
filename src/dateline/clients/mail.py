"""Letters over SMTP (RFC 5321): one connection, one letter at a time, and what became of each.

Decides how a letter looks on the wire (RFC 5322, MIME) and what an answer of the server means: the address is
to blame, or it is to be tried again, or nobody knows. What follows from that is decided by
``stages.publish.digest.due``. A header never holds what could begin another one.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from email import policy, utils
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UniqueUnstructuredHeader
from email.message import EmailMessage
from enum import StrEnum
from types import TracebackType
from typing import Any, cast

from dateline.core.errors import MailError
from dateline.core.subscriptions import Delivery, Letter, Outcome

__all__ = ["Mailer", "Server", "Tls", "wire"]

#: So many letters over one connection: some servers end a longer one.
_LETTERS = 100
#: What stands in a header as it is: printable ASCII.
_PLAIN = re.compile(r"[\x20-\x7e]*")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_UNTEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
#: Marks that mean something in a name of an address (RFC 5322, 3.2.3).
_SPECIALS = re.compile(r'[()<>\[\]:;@\\,"]+')
#: RFC 3463: the classes of a permanent refusal that blame the address: unknown, or its mailbox is shut.
_BLAMING = re.compile(r"\s*5\.[012]\.")
_ENHANCED = re.compile(r"\s*\d\.\d{1,3}\.\d{1,3}\b")
_CLOSING, _GO_AHEAD = 421, 354


class Tls(StrEnum):
    """How the connection is kept secret."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """The operator's mail server. ``authorities`` is a file of certificates that are trusted too."""

    host: str
    port: int = 587
    tls: Tls = Tls.STARTTLS
    user: str = ""
    password: str = ""
    authorities: str = ""
    seconds: float = 30.0

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


class _AsItIs(UniqueUnstructuredHeader):
    """A header that is never folded inside a word: links in it must stay whole (RFC 2369)."""

    name: str

    def fold(self, *, policy: Any) -> str:
        return f"{self.name}: {self}{policy.linesep}"


_REGISTRY = HeaderRegistry()
for _known in ("list-unsubscribe", "list-unsubscribe-post", "list-id"):
    _REGISTRY.map_to_type(_known, cast("type[BaseHeader]", _AsItIs))
_POLICY = policy.SMTP.clone(header_factory=_REGISTRY)


def wire(letter: Letter) -> bytes:
    """A letter as it is handed over. Raises ``ValueError`` for an address or header that is no plain line."""
    message = EmailMessage(policy=_POLICY)
    message["From"] = Address(_called(letter.name), addr_spec=_plain(letter.sender))
    message["To"] = Address(addr_spec=_plain(letter.to))
    message["Subject"] = _line(letter.subject)
    message["Date"] = utils.format_datetime(letter.date)
    message["Message-ID"] = _plain(letter.message_id)
    for name, value in letter.headers:
        message[_plain(name)] = _plain(value)
    message.set_content(_UNTEXT.sub("", letter.text), cte="quoted-printable")
    if letter.html:
        message.add_alternative(_UNTEXT.sub("", letter.html), subtype="html", cte="quoted-printable")
        # The seam of the parts is made from the letter: the same letter gives the same bytes.
        message.set_boundary(f"=_{re.sub(r'[^a-z0-9]', '', letter.message_id)[:60]}")
    return message.as_bytes()


class Mailer:
    """A connection to a mail server, opened with the first letter. Raises ``MailError``."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._smtp: smtplib.SMTP | None = None
        self._sent = 0

    def __enter__(self) -> Mailer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def send(self, letter: Letter, before: Callable[[], None] = lambda: None) -> Delivery:
        """Hand a letter over. ``before`` is called when the server waits for its text, and not earlier: what
        goes wrong until then leaves the letter unsent for certain.

        A connection that the server ended meanwhile is opened anew, once.
        """
        content = wire(letter)
        for held in (self._smtp, None):
            smtp = held or self._open()
            try:
                ended = self._envelope(smtp, letter)
            except (smtplib.SMTPServerDisconnected, OSError) as error:
                self._drop()
                if held is None:
                    raise self._error(error) from error
            else:
                return ended or self._text(smtp, content, before)
        raise MailError(str(self._server), "ends every connection", _LOOK)

    # --- the conversation -----------------------------------------------------------------

    def _envelope(self, smtp: smtplib.SMTP, letter: Letter) -> Delivery | None:
        """Whom it is from and to; what became of it where that is an end, None where its text may follow."""
        code, reply = smtp.mail(letter.sender)
        if code >= 500:
            raise MailError(
                str(self._server), f"takes nothing from {letter.sender}: {_said(code, reply)}", _LOOK
            )
        if code < 400:
            code, reply = smtp.rcpt(letter.to)
        if code < 400:
            code, reply = smtp.docmd("DATA")
        if code == _GO_AHEAD:
            return None
        return self._ended(smtp, code, reply)

    def _text(self, smtp: smtplib.SMTP, content: bytes, before: Callable[[], None]) -> Delivery:
        with ExitStack() as undone:
            # Without the end of its text the server takes nothing.
            undone.callback(self._drop)
            before()
            undone.pop_all()
        try:
            smtp.send(_stuffed(content))
            code, reply = smtp.getreply()
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            self._drop()
            return Delivery(outcome=Outcome.UNKNOWN, reply=str(error))
        self._sent += 1
        if code < 400:
            delivery = Delivery(outcome=Outcome.SENT, reply=_said(code, reply))
        else:
            delivery = self._ended(smtp, code, reply)
        if self._sent >= _LETTERS:
            self._close()
        return delivery

    def _ended(self, smtp: smtplib.SMTP, code: int, reply: bytes) -> Delivery:
        """What a refusal means; the connection stays open for the next letter."""
        if code == _CLOSING:
            self._close()
        else:
            with suppress(smtplib.SMTPException, OSError):
                smtp.rset()
        said = reply.decode("utf-8", "replace")
        blames = code >= 500 and bool(_BLAMING.match(said) or not _ENHANCED.match(said))
        return Delivery(outcome=Outcome.REFUSED if blames else Outcome.LATER, reply=_said(code, reply))

    # --- the connection -------------------------------------------------------------------

    def _open(self) -> smtplib.SMTP:
        self._close()
        server = self._server
        try:
            self._smtp = smtp = self._connected()
            smtp.ehlo_or_helo_if_needed()
            if server.user:
                smtp.login(server.user, server.password)
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            raise self._error(error) from error
        self._sent = 0
        return smtp

    def _connected(self) -> smtplib.SMTP:
        server = self._server
        trusted = ssl.create_default_context()
        if server.authorities:
            trusted.load_verify_locations(server.authorities)
        if server.tls is Tls.TLS:
            return smtplib.SMTP_SSL(
                server.host, server.port, _OURSELVES, timeout=server.seconds, context=trusted
            )
        smtp = smtplib.SMTP(server.host, server.port, _OURSELVES, timeout=server.seconds)
        self._smtp = smtp
        if server.tls is Tls.STARTTLS:
            smtp.starttls(context=trusted)
        return smtp

    def _close(self) -> None:
        if self._smtp:
            with suppress(smtplib.SMTPException, OSError):
                self._smtp.quit()
            self._drop()

    def _drop(self) -> None:
        if self._smtp:
            self._smtp.close()
            self._smtp = None

    def _error(self, error: Exception) -> MailError:
        if isinstance(error, smtplib.SMTPAuthenticationError):
            return MailError(str(self._server), "does not take the user or password", _LOOK)
        if isinstance(error, smtplib.SMTPNotSupportedError):
            return MailError(str(self._server), f"cannot do that: {error}", _LOOK)
        if isinstance(error, ssl.SSLCertVerificationError):
            return MailError(str(self._server), f"has no certificate to trust: {error.verify_message}", _LOOK)
        return MailError(str(self._server), f"does not answer as a mail server: {error}", _LOOK)


_LOOK = "look at the settings mail_*"
#: What we call ourselves (RFC 5321, 4.1.3): an address literal, for we may have no name.
_OURSELVES = "[127.0.0.1]"


def _stuffed(content: bytes) -> bytes:
    """A letter with its end: lines end in CR LF, a dot at the head of a line is doubled (RFC 5321, 4.5.2)."""
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    stuffed = b"\r\n".join(b"." + line if line.startswith(b".") else line for line in lines)
    return stuffed + (b"" if stuffed.endswith(b"\r\n") else b"\r\n") + b".\r\n"


def _said(code: int, reply: bytes) -> str:
    return f"{code} {_line(reply.decode('utf-8', 'replace'))}"


def _line(text: str) -> str:
    return " ".join(_UNPRINTABLE.sub(" ", text).split())


def _called(text: str) -> str:
    return " ".join(_SPECIALS.sub(" ", _line(text)).split())


def _plain(text: str) -> str:
    if not _PLAIN.fullmatch(text):
        raise ValueError(f"no header of one line of ASCII: {text!r}")
    return text
