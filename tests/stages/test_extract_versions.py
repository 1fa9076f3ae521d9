"""Which version is the later, what is no change, and what changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.types import Report, Rights, Stamp
from dateline.stages.extract.differences import Change, Edit, Kind, Part, changes, version_form
from dateline.stages.extract.versions import fingerprint, level, same_words, supersedes
from tests.effort import effort

AT = datetime(2031, 6, 2, 8, tzinfo=UTC)
FIRST = "Twelve people were hurt when the stand gave way, the club said."
SECOND = "The match was called off, and both teams went home by bus."
THIRD = "An inquiry begins on Monday."


def stamp(hours: float) -> Stamp:
    return Stamp(at=AT + timedelta(hours=hours))


def report(
    *paragraphs: str, title: str = "Stand gives way", updated: float | None = None, **more: object
) -> Report:
    known: dict[str, object] = {"outlet": "Harbour News", "published": stamp(0), "url": "https://a.example/1"}
    return Report(
        id="r1",
        text="\n\n".join(paragraphs),
        title=title,
        updated=stamp(updated) if updated is not None else None,
        **(known | more),  # type: ignore[arg-type]
    )


OLD = report(FIRST, SECOND)


# --- the later version --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("new", "later"),
    [
        (OLD, False),
        (report(FIRST, SECOND, THIRD), True),
        (report(FIRST, SECOND, title="Stand gives way at derby"), True),
        (report(FIRST.replace("Twelve", "Fourteen"), SECOND), True),
        (report(FIRST.replace("Twelve", "Fourteen"), SECOND, published=stamp(-5)), False),
        (report(FIRST.replace("Twelve", "Fourteen"), SECOND, published=None), True),
        (report(FIRST), False),
        (report(FIRST[:40] + "…"), False),
        (report(FIRST, SECOND[:20] + " [...]"), False),
        (report(FIRST, updated=2), True),
        (report(FIRST, updated=-2), False),
        (report(FIRST, SECOND, rights=Rights(reserved=True)), True),
        (report("", rights=Rights(reserved=True), published=stamp(-9)), True),
        (report(FIRST, SECOND, rights=Rights(paywalled=True)), True),
    ],
)
def test_what_supersedes(new: Report, later: bool) -> None:
    assert supersedes(new, OLD) is later


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('He said "no" - and left.', "He said “no” – and left."),
        ("He said 'no'.", "He said ‘no’."),
        ("« Non »", "«Non»"),
        ("A well-known case", "A well‑known case"),
        ("2010-2012", "2010–2012"),
        ("a  b\u00a0c", "a b c"),
        ("Wait...", "Wait…"),
        (f"{FIRST}\n\nUpdated: 4 March 2031, 10:12", FIRST),
        (f"{FIRST}\n\nStand: 04.03.2031", f"{FIRST}\n\nAktualisiert am 5. März, 9.30 Uhr"),
        (f"{FIRST}\n\n12 comments", f"{FIRST}\n\n4 min read"),
    ],
)
def test_typography_and_running_lines_are_no_change(one: str, other: str) -> None:
    assert level(one) == level(other)
    assert not supersedes(report(one), report(other))
    assert changes(report(one), report(other)) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 were hurt", "14 were hurt"),
        ("It was updated by 12 clerks. They said so.", "It was updated by 14 clerks. They said so."),
        ('He "left"', "He left"),
        ("3 comments were read out in court", "4 comments were read out in court"),
    ],
)
def test_words_and_figures_are_a_change(one: str, other: str) -> None:
    assert level(one) != level(other)
    assert changes(report(one), report(other))


def test_a_fingerprint_is_of_outlet_and_words() -> None:
    long = " ".join(f"word{n}" for n in range(90))
    assert fingerprint(report(long)) == fingerprint(report(long, title="Other", url="https://b.example"))
    assert fingerprint(report(long)) != fingerprint(report(long, outlet="Valley Post"))


def test_a_short_text_counts_with_its_title_and_no_text_with_its_address() -> None:
    assert fingerprint(OLD) != fingerprint(report(FIRST, SECOND, title="Other"))
    assert fingerprint(OLD) == fingerprint(replace(OLD, url="https://b.example"))
    assert fingerprint(report("")) != fingerprint(report("", url="https://b.example"))
    assert fingerprint(report("")) != fingerprint(report("", title="Other"))


@given(st.text(max_size=120))
def test_levelling_is_done_once(text: str) -> None:
    assert same_words(report(text), report(text))
    assert level(text) == level(f" {text} ")


# --- what changed -------------------------------------------------------------------------


def of_kind(found: tuple[Change, ...], kind: Kind) -> list[Change]:
    return [change for change in found if change.kind is kind]


def test_a_figure_that_was_corrected_is_one_edit() -> None:
    new = report(FIRST.replace("Twelve", "Fourteen"), SECOND)
    (change,) = changes(OLD, new)
    assert (change.kind, change.part) == (Kind.REWORDED, Part.TEXT)
    assert change.edits == (Edit(old="Twelve", new="Fourteen"),)
    assert new.text[change.start : change.end] == change.new


def test_a_paragraph_that_came_and_one_that_went() -> None:
    new = report(FIRST, THIRD)
    found = changes(OLD, new)
    assert [change.old for change in of_kind(found, Kind.REMOVED)] == [SECOND]
    (added,) = of_kind(found, Kind.ADDED)
    assert new.text[added.start : added.end] == THIRD
    (gone,) = changes(OLD, report(FIRST))
    assert (gone.kind, gone.start, gone.end) == (Kind.REMOVED, len(FIRST), len(FIRST))


def test_a_paragraph_put_before_leaves_the_others_alone() -> None:
    (change,) = changes(OLD, report(THIRD, FIRST, SECOND))
    assert (change.kind, change.new, change.start) == (Kind.ADDED, THIRD, 0)


def test_a_title_is_told_first() -> None:
    found = changes(OLD, report(FIRST, SECOND, THIRD, title="Stand gives way at derby"))
    assert [change.part for change in found] == [Part.TITLE, Part.TEXT]
    assert found[0].edits == (Edit(old="", new="at derby"),)
    assert [change.kind for change in changes(report(title=""), report())] == [Kind.ADDED]
    assert [change.kind for change in changes(report(), report(title=""))] == [Kind.REMOVED]


def test_reworded_and_replaced_paragraphs_are_told_apart() -> None:
    new = report(
        FIRST.replace("the club said", "the club and the police said"), "Nothing else is known so far."
    )
    found = changes(OLD, new)
    assert [change.kind for change in found] == [Kind.REWORDED, Kind.ADDED, Kind.REMOVED]


def test_long_texts_take_bounded_time() -> None:
    before = report(*(f"Line {n} of the first telling of it all." for n in range(3_000)))
    after = report(*(f"Line {n} of another telling of it all." for n in range(3_000)))
    endless = (
        report(" ".join(f"w{n}" for n in range(60_000))),
        report(" ".join(f"v{n}" for n in range(60_000))),
    )
    with effort() as spent:
        assert len(changes(before, after)) == 3_000
        assert len(changes(*endless)) >= 1
    assert spent.seconds < 10


@given(st.lists(st.sampled_from([FIRST, SECOND, THIRD, "", "One.", "Two two."]), max_size=6), st.data())
def test_changes_account_for_every_paragraph(one: list[str], data: st.DataObject) -> None:
    other = data.draw(st.lists(st.sampled_from([FIRST, SECOND, THIRD, "One.", "Two one."]), max_size=6))
    old, new = report(*one), report(*other)
    found = [change for change in changes(old, new) if change.part is Part.TEXT]
    assert all(new.text[change.start : change.end] == change.new for change in found)
    came = len([change for change in found if change.kind is Kind.ADDED])
    went = len([change for change in found if change.kind is Kind.REMOVED])
    assert came - went == len([part for part in other if part]) - len([part for part in one if part])


def test_versions_can_be_looked_at() -> None:
    forms = list(version_form([OLD, report(FIRST.replace("Twelve", "Fourteen"), SECOND, updated=2)]))
    assert [form["version"] for form in forms] == [1, 2]
    assert forms[0]["changes"] == []
    assert forms[1]["updated"] == "2031-06-02T10:00:00Z"
    (change,) = forms[1]["changes"]
    assert change["edits"] == [{"old": "Twelve", "new": "Fourteen"}]
    assert (change["kind"], change["part"], change["start"]) == ("reworded", "text", 0)
