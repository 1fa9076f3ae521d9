"""The flow in order: load, run a stage, save. ``stages.FLOW`` lists the stages.

::

    inputs, or what is due of the sources                                          intake, rounds
    | collect.unpack                       -> documents, other lists
    | skip documents already extracted
    | xargs -P extract.extract             -> reports, new versions        save
    ---
    reports not yet filed, what is known, what the desk ruled                      filing
    | group.Desk.file                      -> memberships, themes, stories save
    reports newer than their facts                                                 writing
    | xargs -P interpret.interpret         -> facts                        save
    stories newer than their pages
    | xargs -P narrate.narrate | proof.proof | proof.withhold | narrate.revise
                                           -> pages                        save
    pages newer than their listings                                                printing
    | xargs -P publish.listing             -> entries of the catalogue     save
    addresses that tell of what changed since the site was printed
    | publish.wants | look up              -> shelves
    | xargs -P publish.files               -> files

Each ``save`` is one transaction, and each step asks the store what is stale: a run that was killed
anywhere goes on from there, and a run with nothing new does nothing.

Decides nothing about news, and does no I/O but through the ports that it is given.
"""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.core.ports import Fetched
    from dateline.core.types import Failure
    from dateline.pipeline.desk import Desk
    from dateline.pipeline.filing import Filed, Filer, file, regroup, rule
    from dateline.pipeline.intake import Intake, take_in, take_reports
    from dateline.pipeline.judging import judged
    from dateline.pipeline.printing import MANIFEST, newest, print_site, with_related
    from dateline.pipeline.rounds import Beat, Round, poll
    from dateline.pipeline.writing import by_theme, compose, dossier_of, dossiers, finish, read, write

__all__ = [
    "MANIFEST",
    "Beat",
    "Desk",
    "Filed",
    "Filer",
    "Intake",
    "Round",
    "by_theme",
    "compose",
    "dossier_of",
    "dossiers",
    "file",
    "finish",
    "judged",
    "newest",
    "poll",
    "print_site",
    "read",
    "regroup",
    "rule",
    "run",
    "take_in",
    "take_reports",
    "with_related",
    "write",
]


#: Where each of them is. A worker process loads the step that it runs, not what the others need.
_STEPS = {
    "desk": ("Desk",),
    "filing": ("Filed", "Filer", "file", "regroup", "rule"),
    "intake": ("Intake", "take_in", "take_reports"),
    "judging": ("judged",),
    "printing": ("MANIFEST", "newest", "print_site", "with_related"),
    "rounds": ("Beat", "Round", "poll"),
    "writing": ("by_theme", "compose", "dossier_of", "dossiers", "finish", "read", "write"),
}


def __getattr__(name: str) -> Any:
    for step, names in _STEPS.items():
        if name == step or name in names:
            module = import_module(f"{__name__}.{step}")
            return module if name == step else getattr(module, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def run(inputs: Iterable[Fetched | Failure], desk: Desk) -> Intake:
    """Everything up to the pages: take in, file, read, write."""
    from dateline.pipeline.filing import file
    from dateline.pipeline.intake import take_in
    from dateline.pipeline.writing import finish

    intake = take_in(inputs, desk)
    return replace(intake, failures=finish(desk, (*intake.failures, *file(desk))))
