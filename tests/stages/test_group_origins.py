"""Copies of one wire text count as one origin; texts of one's own do not, unless one outlet has several."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.types import Report
from dateline.stages.group import Filed, group
from dateline.stages.group.stories.origins import CopyGroups, copies, origins_of
from dateline.stages.group.window.comparing import MEASURES
from dateline.stages.group.window.window import Pairs, Window
from tests.stages.arrivals import ALL, BRIDGE, FERRY, MILL, WIRE, report, stamp

OWN = (
    "Shopkeepers near the Aske say that nobody warned them. Florist Maja Brandt had ordered for a wedding "
    "on Saturday "
    "and now has to carry everything by hand. “We were told at eight in the morning,” she said. The "
    "council says "
    "that letters went out on Monday, and that it will pay for lost trade where books are shown. A public "
    "meeting is "
    "planned in the school hall, to which the engineers have been asked to come with their drawings and "
    "their divers."
)


def groups(reports: Sequence[Report]) -> CopyGroups:
    """The copy groups of reports; row n is the nth of them by time."""
    window = Window()
    found = CopyGroups(window.order)
    found.join(copies(window.pairs(window.add(reports)), window))
    return found


def groups_of(*texts: str) -> tuple[int, ...]:
    found = groups([report(f"x-{at}", "", text) for at, text in enumerate(texts)])
    return tuple(found.first(at) for at in range(len(texts)))


def origins(
    *reports: Report,
    first: Sequence[int] = (),
    agencies: Sequence[str] = (),
    held: Mapping[str, str] | None = None,
) -> tuple[str, ...]:
    alone = range(len(reports))
    return origins_of("s1", reports, first or alone, agencies or [""] * len(reports), held or {})


# --- copies -------------------------------------------------------------------------------


def test_whole_and_cut_copies_have_the_origin_of_the_first() -> None:
    found = groups(BRIDGE)
    assert [found.first(at) for at in range(3)] == [0, 0, 0]
    share = found.share(1)
    assert share is not None
    assert share > 0.9
    assert found.share(0) is None


def test_reports_of_one_happening_in_their_own_words_are_no_copies() -> None:
    found = groups((*FERRY, *MILL))
    assert [found.first(at) for at in range(5)] == [0, 1, 2, 3, 4]


def test_a_long_report_that_takes_in_a_brief_is_no_copy() -> None:
    brief = " ".join(WIRE.split()[4:45])
    assert groups_of(brief, f"{OWN} {OWN[::-1]} {brief} {OWN.upper()} {OWN.title()[5:]}") == (0, 1)


def test_one_quotation_in_common_makes_no_copy() -> None:
    quotation = "it would stay shut for at least six weeks while steel collars were fitted"
    assert groups_of(WIRE, f"{OWN} The engineer said {quotation}.") == (0, 1)


def test_a_credit_to_one_agency_lowers_the_bar() -> None:
    tokens = WIRE.split()
    rewritten = " ".join(["VELLERN", "(Nordic", "Press)", "-", *OWN.split()[:45], *tokens[4:50]])
    bare = rewritten.replace("(Nordic Press) - ", "")
    assert groups_of(WIRE, rewritten) == (0, 0)
    assert groups_of(WIRE, bare) == (0, 1)


def test_texts_too_short_to_tell_are_no_copies() -> None:
    assert groups_of("Bridge shut for six weeks.", "Bridge shut for six weeks.") == (0, 1)


def test_spelling_of_quotation_marks_and_case_do_not_matter() -> None:
    assert groups_of(OWN, OWN.upper().replace("’", "'")) == (0, 0)


def test_a_copy_that_comes_before_its_original_follows_it_all_the_same() -> None:
    window = Window()
    found = CopyGroups(window.order)
    rows = [int(window.add([BRIDGE[at]])[0]) for at in (2, 0)]
    found.join(copies(window.pairs(np.array(rows[1:])), window))
    assert found.first(rows[0]) == found.first(rows[1]) == rows[1]


def test_nothing_is_copied_among_no_pairs() -> None:
    none = np.zeros(0, np.int64)
    assert copies(Pairs(one=none, other=none, measures=np.zeros((0, len(MEASURES)))), Window()) == ()


def test_when_the_first_is_retired_the_next_one_heads_its_group() -> None:
    found = CopyGroups()
    found.join([(5, 2, 0.9), (7, 5, 0.8)])
    assert [found.first(row) for row in (2, 5, 7)] == [2, 2, 2]
    found.forget([2, 99])
    assert [found.first(row) for row in (5, 7)] == [5, 5]
    assert found.first(2) == 2


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda pair: pair[0] != pair[1])))
def test_groups_do_not_depend_on_the_order_of_what_was_found(pairs: list[tuple[int, int]]) -> None:
    found = [(max(pair), min(pair), 0.7) for pair in pairs]
    one, other = CopyGroups(), CopyGroups()
    one.join(found)
    for copy in reversed(found):
        other.join([copy])
    assert [one.first(row) for row in range(9)] == [other.first(row) for row in range(9)]
    assert all(one.first(row) <= row for row in range(9))


# --- origins ------------------------------------------------------------------------------


def test_the_origin_is_the_earliest_report() -> None:
    origins = {member.report: member.origin for member in group(ALL).memberships}
    assert {origins[held.id] for held in BRIDGE} == {"nordic-bridge"}
    assert origins["gull-ferry"] == "gull-ferry"


def test_an_origin_that_was_given_is_kept() -> None:
    given = dataclasses.replace(FERRY[1], origin="wire-77")
    members = {member.report: member for member in group([FERRY[0], given]).memberships}
    assert members["tide-ferry"].origin == "wire-77"
    assert members["gull-ferry"].origin == "gull-ferry"


def test_a_copy_of_a_known_report_has_its_origin_and_its_story() -> None:
    first = group([BRIDGE[1]]).memberships[0]
    filed = Filed(report=BRIDGE[1], member=dataclasses.replace(first, origin="wire-5", story="s-known"))
    later = group([BRIDGE[0]], [filed]).memberships[0]
    assert (later.origin, later.story) == ("wire-5", "s-known")


def test_a_copy_printed_long_after_has_the_origin_of_the_first() -> None:
    late = dataclasses.replace(BRIDGE[0], id="late", published=stamp(25))
    found = groups([BRIDGE[0], late])
    assert found.first(1) == 0


def test_the_origin_of_a_report_alone_is_itself() -> None:
    assert origins(FERRY[0]) == ("gull-ferry",)


def test_two_reports_of_one_outlet_in_a_story_are_one_origin() -> None:
    later = dataclasses.replace(FERRY[1], outlet=FERRY[0].outlet)
    assert origins(FERRY[0], later) == ("gull-ferry", "gull-ferry")
    assert origins(*FERRY[:2]) == ("gull-ferry", "tide-ferry")


def test_reports_without_an_outlet_are_not_one_outlets() -> None:
    unnamed = [dataclasses.replace(held, outlet="") for held in FERRY]
    assert len(set(origins(*unnamed))) == 3


def test_one_outlet_with_two_given_origins_keeps_both() -> None:
    one, other = (dataclasses.replace(FERRY[at], outlet="Gull", origin=f"wire-{at}") for at in range(2))
    assert origins(one, other) == ("wire-0", "wire-1")


def test_what_an_outlet_has_from_an_agency_is_not_its_own() -> None:
    own, wired = (dataclasses.replace(FERRY[at], outlet="Gull") for at in range(2))
    found = origins(own, wired, agencies=["", "Nordic Press"])
    assert found[0] == own.id
    assert found[1] not in (own.id, wired.id)


def test_a_copy_follows_its_original_and_not_its_outlet() -> None:
    own, copy = (dataclasses.replace(FERRY[at], outlet="Gull") for at in (0, 2))
    assert origins(own, FERRY[1], copy, first=[0, 1, 1]) == ("gull-ferry", "tide-ferry", "tide-ferry")


def test_what_was_filed_for_an_outlet_holds_for_its_next_report() -> None:
    later = dataclasses.replace(FERRY[1], outlet=FERRY[0].outlet)
    assert origins(FERRY[0], later, held={"gull-ferry": "o1"}) == ("o1", "o1")
    assert origins(FERRY[0], later, held={"gull-ferry": "o1", "tide-ferry": "o2"}) == ("o1", "o2")
