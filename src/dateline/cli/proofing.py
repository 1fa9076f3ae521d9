"""``dateline proof``: what is wrong with a text, for people, for programs, and beside its sources."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from dateline.cli.telling import Tally, many, open_desk, print_forms, say
from dateline.core.errors import UsageError
from dateline.core.page_forms import finding_form, span_form
from dateline.core.pages import Alignment, Finding, Severity

if TYPE_CHECKING:
    from rich.console import Console

    from dateline.app.proofing import Proofreader, Verdict

_FORMATS = ("text", "jsonl", "align", "html")
_GATES = ("error", "warning", "never")
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}
#: So many characters of a draft are shown on either side of what is wrong with it.
_AROUND = 60
_MOST_EVIDENCE = 2


def proof(
    drafts: Annotated[
        list[str] | None,
        typer.Argument(metavar="DRAFT…", help="Texts: .txt, .md, .html, .docx, a .json Page; - is stdin."),
    ] = None,
    sources: Annotated[
        list[str] | None,
        typer.Option(
            "--sources", help="What should bear it out: reports (.jsonl), a folder, a page, a site, a store."
        ),
    ] = None,
    story: Annotated[
        list[str] | None, typer.Option("--story", help="Of a site or store, the reports of this story alone.")
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            help="text for people; jsonl for programs; html for a proof sheet with the sources beside; "
            "align for the source sentences nearest to each sentence.",
        ),
    ] = "text",
    kind: Annotated[
        str,
        typer.Option("--as", help="What a draft is, whatever its name: text, markdown, html, word, json."),
    ] = "",
    fail_on: Annotated[
        str, typer.Option("--fail-on", help="What makes the status 1: error, warning, never.")
    ] = "error",
    text: Annotated[
        bool, typer.Option("--text", help="Print the draft's text, which offsets refer to.")
    ] = False,
    batch: Annotated[
        str | None, typer.Option("--batch", help='Cases as JSON Lines: {"id", "draft", "sources"}.')
    ] = None,
) -> None:
    """Check texts against their sources: who did what, numbers, names, quotations, sourcing, markup.

    Without --sources only the rules that need none apply. The exit status is 1 where there are
    errors, so that it works as a gate, in CI or before a commit.
    """
    from dateline.app.proofing import FORMS, Proofreader

    for option, value, known in (("--format", form, _FORMATS), ("--fail-on", fail_on, _GATES)):
        _check(option, value, known)
    if kind:
        _check("--as", kind, tuple(FORMS))
    reader = Proofreader(open_desk(), sources or (), story or ())
    if batch is not None:
        _batch(reader, batch, fail_on)
    if not drafts:
        raise UsageError("", "no draft", "give a file, or - for standard input")
    if form == "html" and len(drafts) > 1:
        raise UsageError("--format html", "a proof sheet is of one draft", "give one draft at a time")
    if text:
        for name in drafts:
            sys.stdout.write(reader.read(name, kind).text + "\n")
        return
    verdicts = [reader.judge(reader.read(name, kind), name) for name in drafts]
    _print(verdicts, form)
    tally = Tally(False)
    list(tally.good(reader.failures))
    tally.end(any(_fails(verdict, fail_on) for verdict in verdicts))


def _check(option: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise UsageError(option, f"no '{value}'", f"one of {', '.join(known)}")


def _fails(verdict: Verdict, fail_on: str) -> bool:
    return {"error": bool(verdict.errors), "warning": bool(verdict.findings), "never": False}[fail_on]


def _batch(reader: Proofreader, name: str, fail_on: str) -> NoReturn:
    tally = Tally(False)
    failed = False
    for verdict in tally.good(reader.batch(name)):
        forms = [finding_form(finding) for finding in verdict.findings]
        print_forms([{"id": verdict.name, "findings": forms}])
        failed = failed or _fails(verdict, fail_on)
    tally.end(failed)
    raise typer.Exit(0)


# --- showing ------------------------------------------------------------------------------


def _print(verdicts: list[Verdict], form: str) -> None:
    """The findings; with several drafts each line of JSON names its own."""
    for verdict in verdicts:
        named = {"draft": verdict.name} if len(verdicts) > 1 else {}
        if form == "html":
            sys.stdout.buffer.write(verdict.sheet())
        elif form == "jsonl":
            print_forms({**named, **finding_form(finding)} for finding in verdict.findings)
        elif form == "align":
            print_forms({**named, **_alignment_form(verdict, one)} for one in verdict.alignments)
        else:
            _tell(verdict)


def _alignment_form(verdict: Verdict, alignment: Alignment) -> dict[str, Any]:
    return {
        "start": alignment.start,
        "end": alignment.end,
        "text": verdict.draft.text[alignment.start : alignment.end],
        "likeness": round(alignment.likeness, 3),
        "evidence": [span_form(span) for span in alignment.evidence],
    }


def _tell(verdict: Verdict) -> None:
    """Each finding where it stands, why, and what the nearest source says; then how many there are."""
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True)
    for finding in verdict.findings:
        _tell_finding(console, verdict, finding)
    warnings = len(verdict.findings) - verdict.errors
    told = f"{many(verdict.errors, 'error')}, {many(warnings, 'warning')} in {verdict.name}"
    style = "bold red" if verdict.errors else "bold yellow" if warnings else "bold green"
    console.print(told, style=style, markup=False)
    if verdict.sources is None:
        say("No sources were given (--sources): whether it is true was not looked at.")


def _tell_finding(console: Console, verdict: Verdict, finding: Finding) -> None:
    from rich.text import Text

    text, colour = verdict.draft.text, _COLOURS[finding.severity]
    line = text.count("\n", 0, finding.start) + 1
    column = finding.start - (text.rfind("\n", 0, finding.start) + 1) + 1
    console.print(
        Text.assemble(
            (f"{verdict.name}:{line}:{column}: ", "bold"),
            (f"{finding.severity} {finding.rule}", f"bold {colour}"),
        )
    )
    before, after = _around(text, finding)
    console.print(
        Text.assemble("    ", before, (" ".join(finding.text.split()), f"underline {colour}"), after)
    )
    console.print(Text(f"    {finding.why}"))
    reports = {clipping.report.id: clipping.report for clipping in verdict.sources or ()}
    for span in finding.evidence[:_MOST_EVIDENCE]:
        if report := reports.get(span.report):
            quoted = " ".join(report.quote(span).split())
            console.print(Text(f"    {report.outlet or report.source or report.id}: “{quoted}”", "dim"))


def _around(text: str, finding: Finding) -> tuple[str, str]:
    """What stands in the finding's line on either side of it, cut between words."""
    before = text[max(0, finding.start - _AROUND) : finding.start].rpartition("\n")[2]
    after = text[finding.end : finding.end + _AROUND].partition("\n")[0]
    if len(before) == _AROUND and finding.start > _AROUND:
        before = "… " + before.partition(" ")[2]
    if len(after) == _AROUND and finding.end + _AROUND < len(text):
        after = after.rpartition(" ")[0] + " …"
    return before, after
