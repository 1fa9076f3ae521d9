"""Countries in tables of conflict data: a name and a number for every code that a place can have."""

from __future__ import annotations

from importlib import resources

import pytest

from dateline.stages.publish.exports.countries import country


@pytest.mark.parametrize(
    ("code", "name", "number"),
    [
        ("DE", "Germany", 276),
        ("AF", "Afghanistan", 4),
        ("CD", "Democratic Republic of Congo", 180),
        ("PS", "Palestine", 275),
        ("XK", "Kosovo", None),
        ("", "", None),
        ("??", "", None),
        ("de", "", None),
    ],
)
def test_a_code_has_a_name_and_a_number(code: str, name: str, number: int | None) -> None:
    found = country(code)
    assert (found.name, found.number) == (name, number)


def test_every_country_that_places_lie_in_has_a_name() -> None:
    table = resources.files("dateline.stages.interpret.places").joinpath("countries.tsv").read_text("utf-8")
    codes = {line.split("\t")[0] for line in table.splitlines() if line and not line.startswith("#")}
    assert codes
    assert not [code for code in codes if not country(code).name]
