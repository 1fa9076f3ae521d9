"""Rights over the line contract: whole on the way out, lenient and never wider on the way in."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.contract import report_form, report_from
from dateline.core.errors import InputError
from dateline.core.jsonl import dumps
from dateline.core.types import Basis, Precision, Report, Rights, Signal, Stamp

BASE = ("licence", "quote_words", "reserved", "basis")
FULL = Rights(
    licence="CC BY 4.0",
    quote_words=10,
    reserved=True,
    basis="tdmrep, licence",
    may_fetch=False,
    store_days=7,
    may_index=False,
    may_summarise=False,
    may_model_local=False,
    may_model_remote=False,
    paywalled=True,
    evidence=(
        Signal(name="tdmrep", value="1", where="https://a.example"),
        Signal(name="licence", value="CC BY 4.0"),
    ),
    checked=Stamp(
        at=datetime(2025, 7, 2, 12, tzinfo=UTC), precision=Precision.MINUTE, zone="+02:00", basis=Basis.HEADER
    ),
)


def form_of(rights: Rights) -> dict[str, Any]:
    form = json.loads(dumps(report_form(Report(id="r1", text="x", rights=rights))))
    assert isinstance(form, dict)
    return dict(form.get("rights", {}))


def read(rights: Any, text: str = "x") -> Rights:
    return report_from({"text": text, "rights": rights}).rights


def test_rights_are_printed_whole() -> None:
    form = form_of(FULL)
    assert form["evidence"][0] == {"name": "tdmrep", "value": "1", "where": "https://a.example"}
    assert form["checked"]["at"] == "2025-07-02T12:00:00+00:00"
    assert {key for key in form if key not in BASE} == {
        *("may_fetch", "store_days", "may_index", "may_summarise", "may_model_local", "may_model_remote"),
        *("paywalled", "evidence", "checked"),
    }
    assert read(form) == FULL


def test_what_is_as_always_is_not_printed() -> None:
    assert form_of(Rights()) == {}
    assert set(form_of(Rights(quote_words=3))) == set(BASE)
    assert set(form_of(Rights(may_index=False))) == {*BASE, "may_index"}


RIGHTS = st.builds(
    Rights,
    licence=st.sampled_from(["", "CC BY 4.0"]),
    quote_words=st.none() | st.integers(0, 99),
    reserved=st.booleans(),
    basis=st.sampled_from(["default", "tdmrep"]),
    may_fetch=st.booleans(),
    store_days=st.none() | st.integers(0, 99),
    may_index=st.booleans(),
    may_summarise=st.booleans(),
    may_model_local=st.booleans(),
    may_model_remote=st.booleans(),
    paywalled=st.booleans(),
    evidence=st.lists(
        st.builds(Signal, name=st.text(min_size=1), value=st.text(), where=st.text()), max_size=3
    ).map(tuple),
    checked=st.none() | st.just(FULL.checked),
)


@given(RIGHTS)
def test_all_rights_come_back(rights: Rights) -> None:
    assert read(form_of(rights)) == rights or rights == Rights()


@pytest.mark.parametrize("reserved", [True, 1, "yes"])
def test_a_reservation_alone_keeps_summaries_and_models_out(reserved: object) -> None:
    rights = read({"reserved": reserved})
    assert rights.reserved
    assert not any((rights.may_summarise, rights.may_model_local, rights.may_model_remote))
    assert read({"reserved": False}).may_model_remote


@pytest.mark.parametrize(
    ("form", "rights"),
    [
        (None, Rights()),
        ([], Rights()),
        (7, Rights()),
        ("CC BY 4.0", Rights(licence="CC BY 4.0", basis="given")),
        ({}, Rights(basis="given")),
        ({"quote_words": -3, "store_days": -1}, Rights(basis="given", quote_words=0, store_days=0)),
        ({"quote_words": "five", "store_days": True}, Rights(basis="given")),
        ({"may_index": "no", "may_fetch": 0}, Rights(basis="given")),
        ({"evidence": "none", "checked": "yesterday"}, Rights(basis="given")),
        (
            {"evidence": [None, {}, {"value": "x"}, {"name": "a"}]},
            Rights(basis="given", evidence=(Signal(name="a", value=""),)),
        ),
        (
            {"checked": {"at": "soon", "precision": "day", "zone": None, "basis": "given"}},
            Rights(basis="given"),
        ),
        ({"checked": {"at": "2025-07-02T12:00:00+00:00"}}, Rights(basis="given")),
    ],
)
def test_what_cannot_be_read_is_as_always(form: object, rights: Rights) -> None:
    assert read(form) == rights


def test_only_a_reserved_report_may_come_without_text() -> None:
    assert report_from({"text": "", "url": "https://a.example/1", "rights": {"reserved": True}}).text == ""
    with pytest.raises(InputError, match="needs a 'text'"):
        report_from({"text": "", "rights": {"reserved": False}})
    with pytest.raises(InputError, match="needs a 'text'"):
        report_from({"rights": {"reserved": True}})
