"""The operator's mail server, as the settings have it: what they must say before a letter goes out."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.clients.mail import Server, Tls
from dateline.core.errors import UsageError
from dateline.stages.publish.digest.consent import mailbox
from dateline.stages.publish.digest.due import Hours
from dateline.stages.publish.digest.letters import Desk

if TYPE_CHECKING:
    from dateline.app.settings import Settings
    from dateline.core.site import Edition

__all__ = ["Post", "post_of"]

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_PASSWORD = "DATELINE_MAIL_PASSWORD"  # noqa: S105 - the name of a variable


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Whom letters come from, by which server they go (None: none is set), and when."""

    sender: str
    replies: str
    server: Server | None
    hours: Hours

    def desk(self, edition: Edition) -> Desk:
        """Who writes. Raises ``UsageError`` where links could not lead anywhere, or nobody is named."""
        if not edition.base_url:
            raise UsageError(
                "base_url", "is not set", "letters need the address at which the site is published"
            )
        if not edition.base_url.startswith("https://") and self.server and self.server.host not in _LOOPBACK:
            raise UsageError(
                "base_url", "is no https address", "one-click unsubscription needs one (RFC 8058)"
            )
        if not self.sender:
            raise UsageError("mail_from", "is not set", "give the address that letters come from")
        return Desk(edition=edition, sender=self.sender, replies=self.replies)


def post_of(settings: Settings) -> Post:
    """What the settings say. Raises ``UsageError`` for what cannot be."""
    for name in ("mail_from", "mail_replies"):
        given = getattr(settings, name)
        if given and not mailbox(given):
            raise UsageError(
                f"setting {name}", f"'{given}' is no mail address", "give it as name@example.org"
            )
    return Post(
        sender=mailbox(settings.mail_from),
        replies=mailbox(settings.mail_replies),
        server=_server(settings) if settings.mail_host else None,
        hours=Hours(hour=settings.digest_hour, weekday=settings.digest_weekday),
    )


def _server(settings: Settings) -> Server:
    tls = Tls(settings.mail_tls)
    if tls is Tls.NONE and settings.mail_user and settings.mail_host not in _LOOPBACK:
        raise UsageError("setting mail_tls", "would send the password in the open", "set starttls or tls")
    return Server(
        host=settings.mail_host,
        port=settings.mail_port,
        tls=tls,
        user=settings.mail_user,
        password=_password(settings.mail_password_file) if settings.mail_user else "",
        authorities=settings.mail_authorities,
    )


def _password(path: str) -> str:
    if not path:
        return os.environ.get(_PASSWORD, "")
    try:
        return Path(path).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("setting mail_password_file", f"cannot be read: {error}", "give another") from error
