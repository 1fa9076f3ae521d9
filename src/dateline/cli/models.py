"""What a language model would take, and what it took, in words for people and forms for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from dateline.cli.telling import many, print_forms, say
from dateline.core.spending import Tokens

if TYPE_CHECKING:
    from dateline.app import App
    from dateline.app.models import Account, Rehearsed


def tell_spent(desk: App) -> None:
    """The account of the run on standard error; nothing where no model is set."""
    if desk.writer:
        for line in _spent(desk.writer.account()):
            say(line)


def tell_rehearsed(stories: Iterable[Rehearsed]) -> None:
    """What would be sent, a line of JSON a story, and the sum of it on standard error."""
    count, tokens, cost = 0, Tokens(), 0.0

    def forms() -> Iterator[dict[str, Any]]:
        nonlocal count, tokens, cost
        for told in stories:
            count, tokens, cost = count + 1, tokens + told.tokens, cost + told.cost
            yield _rehearsed_form(told)

    print_forms(forms())
    say(f"Nothing was sent. {many(count, 'story')}: up to {_tokens(tokens)}; {_money(cost)}.")
    if count:
        say("Lines that are refused are sent back once: that can take as much again.")


def _rehearsed_form(told: Rehearsed) -> dict[str, Any]:
    asked = told.question
    return {
        "story": told.story,
        "headline": told.headline,
        "tokens_sent": told.tokens.sent,
        "tokens_received_at_most": told.tokens.received,
        "cost_at_most": round(told.cost, 6),
        "unsent": [{"report": report, "why": why} for report, why in told.unsent],
        "system": asked.system,
        "user": asked.user,
        "schema": asked.schema,
    }


def _spent(account: Account) -> Iterator[str]:
    where = "remote" if account.remote else "local"
    asked = many(account.asked, "question")
    failed = f", {account.failed} failed" if account.failed else ""
    known = f", {many(account.cached, 'answer')} known already" if account.cached else ""
    took = f"{_tokens(account.tokens)}; {_money(account.cost)}"
    yield f"{account.model} ({where}): {asked}{failed}{known}; {took}."
    lines = f"It worded {many(account.printed, 'line')} of {many(account.stories, 'story')}"
    refused = (
        f"; {account.refused} refused by proof, {account.mended} of them mended" if account.refused else ""
    )
    silent = f"; {many(account.silent, 'story')} not sent" if account.silent else ""
    yield f"{lines}{refused}{silent}."


def _tokens(tokens: Tokens) -> str:
    return f"{tokens.sent:,} tokens sent, {tokens.received:,} received"


def _money(cost: float) -> str:
    return f"cost {cost:.4f}" if cost else "no price set"
