"""What the tests of clauses share: the clauses of a text in short."""

from __future__ import annotations

from dateline.core.types import Clause, Phrase
from dateline.stages.interpret.clauses.grammar import clauses
from dateline.stages.interpret.reading.annotate import annotate
from tests.stages.reading import report


def read(text: str) -> tuple[Clause, ...]:
    return clauses(annotate(report(text)))


def told(text: str) -> list[str]:
    """Each clause as "lemma: subject > object", then what else it says."""
    return [short(clause) for clause in read(text)]


def short(clause: Clause) -> str:
    told = f"{clause.lemma}: {words(clause.subject)} > {words(clause.object)}"
    told += f" = {clause.complement.text}" if clause.complement else ""
    told += f" by {clause.agent.text}" if clause.agent else ""
    told += "".join(f" / {adjunct.text}" for adjunct in clause.adjuncts)
    told += f" ({clause.opener})" if clause.opener else ""
    told += f" {clause.modal}" if clause.modal else ""
    told += " not" if clause.negated else ""
    return told + " passive" * clause.passive


def words(phrase: Phrase | None) -> str:
    return phrase.text if phrase else "-"
