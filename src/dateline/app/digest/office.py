"""What letters are written with: whose readers, of which site, by which mail server, and the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.clients.mail import Mailer
from dateline.core.errors import UsageError

if TYPE_CHECKING:
    from dateline.app.digest.post import Post
    from dateline.core.ports import Clock, Store
    from dateline.core.site import Edition
    from dateline.stages.publish.digest.letters import Desk

__all__ = ["Office"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The post office of a site; both those who ask for letters and the round that sends them need it."""

    store: Store
    edition: Edition
    clock: Clock
    post: Post
    mailer: Callable[..., Mailer] = Mailer

    @property
    def desk(self) -> Desk:
        """Who writes. Raises ``UsageError`` where links could not lead anywhere, or nobody is named."""
        return self.post.desk(self.edition)

    @property
    def open(self) -> bool:
        """Whether the settings let letters go out: a server, a sender, an address of the site."""
        try:
            self.check()
        except UsageError:
            return False
        return True

    def check(self) -> None:
        """Raises ``UsageError`` that names what is missing for a letter to go out."""
        _ = self.desk
        if self.post.server is None:
            remedy = "name the mail server; see docs/how-to/email-digest.md"
            raise UsageError("mail_host", "is not set", remedy)

    def theme_name(self, theme: str) -> str:
        """What a theme is called: by its first story where it has no name; "" for the whole site."""
        found = next(iter(self.store.register.themes([theme])), None) if theme else None
        if found is None or found.name or not found.stories:
            return found.name if found else ""
        first = self.store.catalogue.listings(found.stories[-1:])
        return next((listing.headline for listing in first.values()), "")
