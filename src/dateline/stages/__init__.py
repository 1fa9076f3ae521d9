"""The flow: seven stages, each one arrow between two types.

``FLOW`` is the list that everything else follows; read it first. Two kinds of stage, and an
engine needs to know nothing else:

* *each*: one item in, one result or a ``Failure`` out; runs anywhere, in parallel;
* *together*: a batch and what is known in, changes out; one owner.

A stage decides and returns what should be written. It fetches nothing, stores nothing, reads no
settings and no clock, and imports no other stage.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a stage may be run."""

    EACH = "each"
    TOGETHER = "together"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One arrow of the flow: the package, what it takes and gives, and what it decides."""

    name: str
    takes: str
    gives: tuple[str, ...]
    kind: Kind
    decides: str


FLOW = (
    Stage(
        name="collect",
        takes="Fetched",
        gives=("Document",),
        kind=Kind.EACH,
        decides="what an input is and which documents are in it",
    ),
    Stage(
        name="extract",
        takes="Document",
        gives=("Report",),
        kind=Kind.EACH,
        decides="what the article is, whose it is and when it was published",
    ),
    Stage(
        name="group",
        takes="Report",
        gives=("Membership", "Theme"),
        kind=Kind.TOGETHER,
        decides="which reports tell of the same happening, which are copies, which stories belong together",
    ),
    Stage(
        name="interpret",
        takes="Report",
        gives=("Facts",),
        kind=Kind.EACH,
        decides="who says what, how many, where and when",
    ),
    Stage(
        name="narrate",
        takes="Dossier",
        gives=("Page",),
        kind=Kind.EACH,
        decides="which lines to print, in which order, in which words",
    ),
    Stage(
        name="proof",
        takes="Page",
        gives=("Finding",),
        kind=Kind.EACH,
        decides="whether every line is borne out, and which must not be printed",
    ),
    Stage(
        name="publish",
        takes="Page",
        gives=("File",),
        kind=Kind.TOGETHER,
        decides="how readers and machines get it",
    ),
)
