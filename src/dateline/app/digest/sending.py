"""The round that sends what is due: one letter after the other, each marked before its text is handed over.

Decides nothing of its own: when a digest is due and what follows from what became of it is in
``stages.publish.digest.due``. Killed at any point it goes on where it was, and sends nothing twice: the mark
is set, in a transaction that sees whether another round was faster, when the server waits for the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from dateline.core.listings import Listing
from dateline.core.subscriptions import Cadence, Letter, Outcome, Standing, Subscription
from dateline.stages.publish.digest import consent, contents, due, letters, tokens

if TYPE_CHECKING:
    from dateline.app.digest.office import Office
    from dateline.clients.mail import Mailer
    from dateline.stages.publish.digest.contents import Contents

__all__ = ["Round", "Sending"]

_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What a round came to: letters sent, readers for whom there is nothing new, letters that were refused or
    are to be tried again, and those of which nobody knows. ``suspended`` addresses get no more.
    """

    sent: int = 0
    nothing_new: int = 0
    refused: int = 0
    later: int = 0
    unknown: int = 0
    suspended: tuple[str, ...] = ()


class _Overtaken(Exception):
    """Another round, or the reader, was faster."""


class Sending:
    """Sends digests from a store. Raises ``MailError`` where the server cannot be used."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._store = office.store
        self._hours = office.post.hours
        self._changed: dict[str, list[Listing]] = {}

    def send(self) -> Round:
        """All that is due by now. Raises ``UsageError``, ``MailError``; what was sent until then is kept."""
        self._office.check()
        now = self._office.clock.now()
        self._forget(now)
        ended: Counter[str] = Counter()
        suspended = []
        with self._office.mailer(self._office.post.server) as mailer:
            for held in self._due(now):
                after = self._one(held, now, mailer, ended)
                if after.standing is Standing.SUSPENDED:
                    suspended.append(after.address)
                    self._suspend(after)
        return Round(
            sent=ended[Outcome.SENT],
            nothing_new=ended[""],
            refused=ended[Outcome.REFUSED],
            later=ended[Outcome.LATER],
            unknown=ended[Outcome.UNKNOWN],
            suspended=tuple(suspended),
        )

    def preview(self, theme: str, cadence: Cadence, since: datetime) -> Letter | None:
        """The letter that a reader who was told until then would get now; None where nothing is new.

        Raises ``UsageError``.
        """
        now = self._office.clock.now()
        reader = Subscription(
            id="preview",
            address="reader@example.org",
            theme=theme,
            cadence=cadence,
            confirmed=now,
            told=since,
        )
        told = self._told(reader, now)
        return self._letter(reader, told, now) if told else None

    # --- one reader -----------------------------------------------------------------------

    def _one(self, held: Subscription, now: datetime, mailer: Mailer, ended: Counter[str]) -> Subscription:
        """What a subscription is after its digest went out, or did not."""
        hours = self._hours
        if due.spent(held, now, hours):
            return self._keep(held, due.skipped(held, now, hours))
        told = self._told(held, now)
        if not told:
            ended[""] += 1
            return self._keep(held, due.skipped(held, now, hours))
        try:
            delivery = mailer.send(self._letter(held, told, now), lambda: self._mark(held, now))
        except _Overtaken:
            return held
        ended[delivery.outcome] += 1
        return self._keep(held, due.after(held, delivery, told.until, now, hours))

    def _mark(self, held: Subscription, now: datetime) -> None:
        """Mark a digest as handed over. Raises ``_Overtaken`` where the subscription is another by now."""
        with self._store.transaction():
            if self._store.subscribers.subscriptions([held.id]) != [held]:
                raise _Overtaken
            self._store.subscribers.save([due.attempting(held, now, self._hours)])

    def _keep(self, held: Subscription, after: Subscription) -> Subscription:
        """Keep what follows, unless the reader left meanwhile or asked for something else."""
        with self._store.transaction():
            known = next(iter(self._store.subscribers.subscriptions([held.id])), None)
            if known and replace(known, attempted=held.attempted) == held:
                self._store.subscribers.save([after])
        return after

    def _letter(self, held: Subscription, told: Contents, now: datetime) -> Letter:
        token = tokens.leaving(held.id, self._store.subscribers.secret())
        name = due.identify(held, now, self._hours)
        theme = self._office.theme_name(held.theme)
        return letters.digest(self._office.desk, held, told, theme, now, name, token)

    def _told(self, held: Subscription, now: datetime) -> Contents:
        """What is news for a reader; readers of one theme look at the same stories."""
        if held.theme not in self._changed:
            self._changed[held.theme] = self._store.catalogue.find(contents.lookup(held.theme))
        return contents.contents(self._changed[held.theme], held.told or now, now)

    def _suspend(self, refused: Subscription) -> None:
        """A mailbox that is shut is shut for all that its reader follows."""
        with self._store.transaction():
            others = self._store.subscribers.at(refused.address)
            self._store.subscribers.save(
                due.suspended(one, refused.reply) for one in others if one.standing is Standing.CONFIRMED
            )

    # --- all of them ----------------------------------------------------------------------

    def _due(self, now: datetime) -> Iterator[Subscription]:
        after = ""
        while batch := self._store.subscribers.due(now, _BATCH, after):
            yield from batch
            after = batch[-1].id

    def _forget(self, now: datetime) -> None:
        """Forget who was asked and never answered."""
        with self._store.transaction():
            silent = self._store.subscribers.stale(consent.forgotten_before(now))
            self._store.subscribers.forget(silent)
