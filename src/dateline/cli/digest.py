"""``dateline digest``: news by mail, to those who asked for it and confirmed."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.telling import Out, StorePath, many, open_desk, say
from dateline.core.errors import UsageError
from dateline.core.subscriptions import Cadence

app = typer.Typer(
    no_args_is_help=True,
    help="""News by mail: what changed on the whole site or in a theme, daily or weekly.

    Let `dateline digest send` run once an hour; settings `mail_*` name the server.""",
)

Theme = Annotated[str, typer.Option("--theme", help="A theme (id or address); the whole site if not given.")]
Weekly = Annotated[bool, typer.Option("--weekly", help="Once a week, not daily.")]


@app.command()
def send(out: Out = Path("site"), store: StorePath = None) -> None:
    """Send the digests that are due. Killed and run again it sends none twice."""
    from dateline.app.digest import open_sending

    with open_sending(open_desk(), out, store) as (_, sending):
        made = sending.send()
    told = [f"{many(made.sent, 'digest')} sent"]
    told += [f"nothing new for {made.nothing_new}"] if made.nothing_new else []
    told += [f"{made.later} to be tried again"] if made.later else []
    told += [f"{made.refused} refused"] if made.refused else []
    told += [f"{made.unknown} handed over without an answer, not sent again"] if made.unknown else []
    say(", ".join(told) + ".")
    for address in made.suspended:
        say(f"dateline: note: {address} refused its mail several times in a row and gets no more")


@app.command()
def subscribe(
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="Who wants it.")],
    theme: Theme = "",
    weekly: Weekly = False,
    out: Out = Path("site"),
    store: StorePath = None,
) -> None:
    """Ask an ADDRESS whether it wants the digest: it gets one mail, and has to confirm."""
    from dateline.app.digest import open_sending

    cadence = Cadence.WEEKLY if weekly else Cadence.DAILY
    with open_sending(open_desk(), out, store) as (digests, _):
        sent = digests.invite(address, theme, cadence)
    say(f"{address} was asked to confirm." if sent else f"{address} has it already, or was asked too often.")


@app.command(name="list")
def list_(out: Out = Path("site"), store: StorePath = None) -> None:
    """List who gets what: address, theme, how often, whether it is confirmed, when the next one is due."""
    from dateline.app.digest import open_sending

    with open_sending(open_desk(), out, store) as (digests, _):
        for one in digests.listed():
            due = one.due.isoformat(timespec="minutes") if one.due else "-"
            row = (one.address, one.theme or "(all)", one.cadence, one.standing, due, one.reply)
            sys.stdout.write("\t".join(row).rstrip() + "\n")


@app.command()
def status(out: Out = Path("site"), store: StorePath = None) -> None:
    """Say how many readers there are, when the next digest is due, and whom letters do not reach."""
    from dateline.app.digest import open_sending

    with open_sending(open_desk(), out, store) as (digests, _):
        told = digests.status()
    lines = [
        f"{told.daily} daily and {told.weekly} weekly, confirmed; {told.pending} asked and not confirmed"
    ]
    lines += [f"next digest due {told.due.isoformat(timespec='minutes')}"] if told.due else []
    for one in told.refusing:
        lines.append(f"refused {one.refusals} in a row: {one.address}: {one.reply}")
    for one in told.suspended:
        lines.append(f"suspended, gets no more: {one.address}: {one.reply}")
    for line in lines:
        sys.stdout.write(line + "\n")
    if told.suspended:
        say(
            "An address that is suspended comes back by confirming anew; `dateline digest remove` forgets it."
        )


@app.command()
def remove(
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="Who leaves.")],
    theme: Annotated[
        str | None, typer.Option("--theme", help="Only this theme (id); all that it follows if not given.")
    ] = None,
    out: Out = Path("site"),
    store: StorePath = None,
) -> None:
    """Forget an ADDRESS."""
    from dateline.app.digest import open_sending

    with open_sending(open_desk(), out, store) as (digests, _):
        gone = digests.remove(address, theme)
    if not gone:
        raise UsageError(address, "is not known here", "see: dateline digest list")
    say(f"{many(gone, 'subscription')} of {address} forgotten.")


@app.command()
def preview(
    since: Annotated[
        datetime, typer.Option("--since", formats=["%Y-%m-%d"], help="First day that it tells of.")
    ],
    theme: Theme = "",
    weekly: Weekly = False,
    html: Annotated[bool, typer.Option("--html", help="Print the HTML of the letter.")] = False,
    out: Out = Path("site"),
    store: StorePath = None,
) -> None:
    """Print the letter that a reader would get who was told all until then. Sends nothing."""
    from datetime import UTC

    from dateline.app.digest import open_sending

    cadence = Cadence.WEEKLY if weekly else Cadence.DAILY
    with open_sending(open_desk(), out, store) as (_, sending):
        letter = sending.preview(theme, cadence, since.replace(tzinfo=UTC))
    if letter is None:
        say("Nothing new since then: no letter.")
        return
    head = "" if html else f"Subject: {letter.subject}\n\n"
    sys.stdout.write(head + (letter.html if html else letter.text))
