"""Wires the language model that the settings name, and accounts for what it took.

Decides where its key is looked for. Nothing here writes a line: that is ``pipeline/modelled.py``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.core.errors import UsageError
from dateline.core.ports import Question
from dateline.core.spending import Budget, Prices, Tokens

if TYPE_CHECKING:
    from dateline.app.settings import Settings
    from dateline.clients.models import ModelClient
    from dateline.core.ports import Store
    from dateline.pipeline.modelled import ModelDesk
    from dateline.stages.narrate.wording.limits import Limits

#: The environment variable of the key, whatever the server.
KEY = "DATELINE_MODEL_KEY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What a model took in a run, and what became of its lines."""

    model: str
    remote: bool
    asked: int
    failed: int
    cached: int
    tokens: Tokens
    cost: float
    stories: int
    silent: int
    printed: int
    refused: int
    mended: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsed:
    """What would be sent for one story, with the most that it could take. ``unsent``: report and reason."""

    story: str
    headline: str
    question: Question
    tokens: Tokens
    cost: float
    unsent: tuple[tuple[str, str], ...]


class ModelWriter:
    """The model of the settings: its client, and the desk that the flow gives stories to."""

    def __init__(self, client: ModelClient, desk: ModelDesk) -> None:
        self.client = client
        self.desk = desk

    def account(self) -> Account:
        """What it came to so far."""
        spent, tally = self.client.spending, self.desk.tally
        return Account(
            model=self.client.name,
            remote=self.client.remote,
            asked=spent.asked,
            failed=spent.failed,
            cached=spent.cached,
            tokens=spent.tokens,
            cost=self.client.care.prices.cost(spent.tokens),
            stories=tally.stories,
            silent=tally.silent,
            printed=tally.printed,
            refused=tally.refused,
            mended=tally.mended,
        )

    def rehearse(self, store: Store, limits: Limits) -> Iterator[Rehearsed]:
        """What would be sent for each story of a store that has its pages by rules. Sends nothing."""
        from dateline.pipeline import writing

        members = [filing.member for filing in store.filings() if filing.member]
        names = [member.report for member in members]
        pages = store.pages()
        for dossier in writing.dossiers(members, store.reports(names), store.facts(names)):
            page = pages.get(dossier.story)
            told = self.desk.told(page, dossier, limits) if page else None
            if page and told:
                tokens = self.client.forecast(told.question)
                yield Rehearsed(
                    story=page.story,
                    headline=page.headline.text,
                    question=told.question,
                    tokens=tokens,
                    cost=self.client.care.prices.cost(tokens),
                    unsent=told.sheet.unsent,
                )


def open_writer(settings: Settings) -> ModelWriter | None:
    """The model that the settings name, None where they name none. Raises ``UsageError``."""
    if not settings.model:
        return None
    from dateline.clients.model_servers import server
    from dateline.clients.models import Care, ModelClient
    from dateline.pipeline.modelled import ModelDesk
    from dateline.stages.narrate.model.shape import Shape

    found = server(settings.model, settings.model_url, remote=settings.model_remote)
    care = Care(
        tries=settings.model_tries,
        seconds=settings.model_seconds,
        budget=Budget(tokens=settings.model_tokens, money=settings.model_money),
        prices=Prices(sent=settings.model_price_sent, received=settings.model_price_received),
    )
    cache = Path(settings.model_cache) if settings.model_cache else None
    client = ModelClient(found, key=_key(settings, found.key_name), care=care, cache=cache)
    shape = Shape(
        answer_tokens=settings.model_answer_tokens,
        context_tokens=settings.model_context,
        quote_words=settings.quote_words,
    )
    return ModelWriter(client, ModelDesk(client, shape))


def _key(settings: Settings, name: str) -> str:
    """The key: from the file that the settings name, else from the environment. Never from the settings."""
    if settings.model_key_file:
        try:
            return Path(settings.model_key_file).read_text("utf-8").strip()
        except (OSError, UnicodeError) as error:
            reason = f"the file of the key cannot be read: {type(error).__name__}"
            raise UsageError("setting model_key_file", reason, "check the path") from error
    return os.environ.get(KEY) or (os.environ.get(name, "") if name else "")
