"""Who wants news by mail: asking, confirming, leaving, as the forms and the commands see it.

Decides nothing of its own: what is kept and sent follows ``stages.publish.digest.consent``. Every answer is
the same whether an address is known here or not, so that nobody learns who reads us.
"""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from dateline.core.errors import MailError, UsageError
from dateline.core.ids import digest
from dateline.core.subscriptions import Cadence, Outcome, Standing, Subscription
from dateline.stages.publish.digest import consent, contents, letters, tokens
from dateline.stages.publish.digest.answers import Answer, Kind, answer

if TYPE_CHECKING:
    from dateline.app.digest.office import Office

__all__ = ["Digests", "Status"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How the readers stand: subscriptions that are confirmed, and those that wait for an answer.

    ``refusing`` addresses refused their last digests, ``suspended`` ones so many that they get no more; each
    has the last ``reply`` of the server. ``due`` is when the next digest is.
    """

    daily: int
    weekly: int
    pending: int
    due: datetime | None
    refusing: tuple[Subscription, ...]
    suspended: tuple[Subscription, ...]


class Digests:
    """The readers of a site by mail. Its methods may be called from several threads.

    Pages are given for whatever is asked: none of the form's methods raises anything but ``StoreError``.
    """

    def __init__(self, office: Office) -> None:
        self._office = office
        self._store = office.store
        self._turn = threading.Lock()

    @property
    def enabled(self) -> bool:
        """Whether the settings let letters go out."""
        return self._office.open

    # --- the forms ------------------------------------------------------------------------

    def ask(self, address: str, theme: str, cadence: str) -> Answer:
        """Somebody typed an address. It gets one mail that asks to confirm, if it may get one."""
        mailbox = consent.mailbox(address)
        if not mailbox:
            return self._page(Kind.ODD_ADDRESS)
        followed = self._theme(theme)
        if not self.enabled or cadence not in set(Cadence) or followed is None:
            return self._page(Kind.CLOSED)
        try:
            self._ask(mailbox, followed, Cadence(cadence))
        except MailError:
            return self._page(Kind.CLOSED)
        return self._page(Kind.ASKED)

    def show_confirm(self, token: str) -> Answer:
        """The link was opened: a button; nothing changes."""
        found = self._confirmation(token)
        if not found:
            return self._page(Kind.EXPIRED if token else Kind.ODD_LINK)
        held, cadence = found
        return self._page(Kind.CONFIRM, token, held.theme, cadence)

    def confirm(self, token: str) -> Answer:
        """The button was pressed: letters will come."""
        with self._turn, self._store.transaction():
            found = self._confirmation(token)
            if not found:
                return self._page(Kind.EXPIRED if token else Kind.ODD_LINK)
            held, cadence = found
            now = self._office.clock.now()
            told = contents.newest(self._store.catalogue.find(contents.lookup("")), now)
            kept = consent.confirmed(held, cadence, now, told, self._office.post.hours)
            self._store.subscribers.save([kept])
        return self._page(Kind.CONFIRMED, theme=held.theme, cadence=cadence)

    def show_unsubscribe(self, token: str) -> Answer:
        """The farewell was opened: a button; nothing changes."""
        known = tokens.read_leaving(token, self._secret)
        return self._page(Kind.LEAVE, token) if known else self._page(Kind.ODD_LINK)

    def unsubscribe(self, token: str) -> Answer:
        """The button was pressed, or a mail program did it (RFC 8058). Once is as good as twice."""
        known = tokens.read_leaving(token, self._secret)
        if not known:
            return self._page(Kind.ODD_LINK)
        with self._turn, self._store.transaction():
            self._store.subscribers.forget([known])
        return self._page(Kind.LEFT)

    # --- the commands ---------------------------------------------------------------------

    def invite(self, address: str, theme: str, cadence: Cadence) -> bool:
        """Ask an address that the operator names; it has to confirm like any other. False: not just now.

        Raises ``UsageError`` for what cannot be, ``MailError``.
        """
        mailbox, followed = consent.mailbox(address), self._theme(theme)
        if not mailbox:
            raise UsageError(address, "is no mail address", "give it as name@example.org")
        if followed is None:
            raise UsageError(theme, "is no theme", "see: dateline theme list")
        self._office.check()
        return self._ask(mailbox, followed, cadence)

    def listed(self) -> list[Subscription]:
        """Everybody, by address."""
        return sorted(self._store.subscribers.subscriptions(), key=lambda one: (one.address, one.theme))

    def status(self) -> Status:
        """How the readers stand, and whom letters do not reach."""
        held = self.listed()
        standings = Counter(one.standing for one in held)
        return Status(
            daily=sum(_reads(one, Cadence.DAILY) for one in held),
            weekly=sum(_reads(one, Cadence.WEEKLY) for one in held),
            pending=standings[Standing.PENDING],
            due=min((one.due for one in held if one.due), default=None),
            refusing=tuple(one for one in held if one.refusals and one.standing is Standing.CONFIRMED),
            suspended=tuple(one for one in held if one.standing is Standing.SUSPENDED),
        )

    def remove(self, address: str, theme: str | None = None) -> int:
        """Forget an address, or that it follows one theme; how many subscriptions that were."""
        with self._turn, self._store.transaction():
            gone = [
                one.id
                for one in self._store.subscribers.subscriptions()
                if one.address.lower() == address.lower() and (theme is None or one.theme == theme)
            ]
            self._store.subscribers.forget(gone)
        return len(gone)

    # --- within ---------------------------------------------------------------------------

    def _ask(self, mailbox: str, theme: str, cadence: Cadence) -> bool:
        """Whether a mail that asks went out. It counts before it is sent, so that two at once are one."""
        now = self._office.clock.now()
        with self._turn, self._store.transaction():
            held = self._known(consent.identify(mailbox, theme))
            of_the_site = self._store.subscribers.asked_since(now - timedelta(hours=1))
            if not consent.may_ask(held, cadence, now, of_the_site):
                return False
            asked = consent.asked(held, mailbox, theme, cadence, now)
            self._store.subscribers.save([asked])
        try:
            self._send_question(replace(asked, cadence=cadence), now)
        except MailError:
            with self._turn, self._store.transaction():
                self._store.subscribers.forget([asked.id])
                self._store.subscribers.save([held] if held else [])
            raise
        return True

    def _send_question(self, asked: Subscription, now: datetime) -> None:
        """Raises ``MailError`` where it could not go out; that an address is none is not told."""
        token = tokens.confirming(asked.id, asked.cadence, now + consent.GOOD_FOR, self._secret)
        office, name = self._office, "q" + digest("question", token)
        letter = letters.asking(office.desk, asked, office.theme_name(asked.theme), now, name, token)
        with office.mailer(office.post.server) as mailer:
            delivery = mailer.send(letter)
        if delivery.outcome is Outcome.LATER:
            raise MailError(
                str(office.post.server), f"does not take it now: {delivery.reply}", "try again later"
            )

    def _confirmation(self, token: str) -> tuple[Subscription, Cadence] | None:
        meant = tokens.read_confirming(token, self._office.clock.now(), self._secret)
        held = self._known(meant.subscription) if meant else None
        return (held, meant.cadence) if meant and held else None

    def _known(self, identifier: str) -> Subscription | None:
        return next(iter(self._store.subscribers.subscriptions([identifier])), None)

    def _theme(self, name: str) -> str | None:
        """A theme by its id or by its name in addresses; "" for the whole site, None where there is none."""
        if not name:
            return ""
        if self._store.register.themes([name]):
            return name
        return self._store.catalogue.theme_at(name)

    @property
    def _secret(self) -> bytes:
        return self._store.subscribers.secret()

    def _page(self, kind: Kind, token: str = "", theme: str = "", cadence: Cadence | None = None) -> Answer:
        return answer(kind, self._office.edition, token, self._office.theme_name(theme), cadence)


def _reads(held: Subscription, cadence: Cadence) -> bool:
    return held.standing is Standing.CONFIRMED and held.cadence is cadence
