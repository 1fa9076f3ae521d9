"""Where the address of a story leads, however its reports went."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.core.stories import Story, heirs

NAMES = st.sampled_from("abcdef")


def known(**into: str) -> dict[str, Story]:
    return {name: Story(id=name, into=tuple(to)) for name, to in into.items()}


def test_a_live_story_leads_to_itself_whatever_was_said_of_it() -> None:
    assert heirs("a", {}, {"a"}) == ("a",)
    assert heirs("a", known(a="b"), {"a", "b"}) == ("a",)


def test_a_story_that_ended_leads_on_through_others_that_ended() -> None:
    chain = known(a="b", b="cd", d="e")
    assert heirs("a", chain, {"c", "e"}) == ("c", "e")


def test_of_a_story_nobody_took_over_nothing_is_left() -> None:
    assert heirs("a", {}, {"b"}) == ()
    assert heirs("a", known(a="b"), {"c"}) == ()


@given(st.dictionaries(NAMES, st.lists(NAMES, max_size=3)), NAMES, st.sets(NAMES))
def test_any_facts_come_to_an_end_in_live_stories_each_once(
    facts: dict[str, list[str]], story: str, live: set[str]
) -> None:
    stories = {name: Story(id=name, into=tuple(to)) for name, to in facts.items()}
    found = heirs(story, stories, live)
    assert set(found) <= live
    assert len(found) == len(set(found))
    assert (found == (story,)) or story not in live
