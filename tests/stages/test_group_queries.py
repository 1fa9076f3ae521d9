"""The desk's own definition of a theme: what a query says, and what answers it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.errors import InputError
from dateline.core.types import Report
from dateline.stages.group.themes.queries import All, Not, Query, Some, Term, parse

CREST = Report(
    id="r1",
    title="Flood crest reaches Oldmark",
    text="The crest of the Brenna passed Oldmark at noon. Volunteers had filled sandbags in Prague's arena.",
    outlet="Elbtal Courier",
    language="en-GB",
)


@pytest.mark.parametrize(
    "query",
    [
        "flood",
        "FLOOD crest",
        "flood OR fire",
        "flood (fire OR Oldmark) -football",
        '"crest of the Brenna"',
        "sandbag*",
        "flood AND crest",
        "flood NOT football",
        "title:oldmark",
        'outlet:"elbtal courier"',
        "language:en",
        "place:Prague",
        "place:Praha",
        "subject:flood",
        "subject:disaster",
        "Prague's",
        "(((flood)))",
    ],
)
def test_a_report_answers(query: str) -> None:
    assert parse(query).matches(CREST, ["medtop:20000154"])


@pytest.mark.parametrize(
    "query",
    [
        "fire",
        "flood fire",
        "flood -crest",
        "flood -(crest OR fire)",
        '"Brenna crest"',
        "sandbag",
        "title:sandbags",
        "outlet:tide",
        "language:de",
        "place:Vienna",
        "subject:earthquake",
        "floo",
        "(fire OR smoke) crest",
    ],
)
def test_a_report_does_not_answer(query: str) -> None:
    assert not parse(query).matches(CREST, ["medtop:20000154"])


def test_accents_and_case_do_not_matter() -> None:
    told = Report(id="r", text="À Görlitz, la crue menace l’hôpital.", language="fr")
    assert parse("gorlitz HOPITAL").matches(told)
    assert parse("Görlitz").matches(Report(id="r", text="In GORLITZ."))


def test_letters_of_other_kinds_are_the_letters_that_they_stand_for() -> None:
    assert str(parse("𝑨")) == "a"
    assert parse("ｆｌｏｏｄ").matches(CREST)


def test_hyphens_and_apostrophes_part_words() -> None:
    told = Report(id="r", text="Kim Jong-un met the sub-committee.")
    assert parse("jong-un").matches(told)
    assert parse('"kim jong un"').matches(told)
    assert not parse("kim-un").matches(told)


def test_a_reserved_report_answers_by_its_title() -> None:
    assert parse("crest").matches(Report(id="r", title="Crest passes", text=""))


@pytest.mark.parametrize(
    ("query", "place", "reason"),
    [
        ("", "character 1", "a word is missing"),
        ("flood OR", "character 9", "a word is missing"),
        ("OR flood", "character 1", "a word is missing"),
        ("(flood", "character 7", "a bracket is not closed"),
        ("flood)", "character 6", "a bracket closes"),
        ("colour:red", "character 1", "there is no 'colour:'"),
        ("flood subject:unicorns", "character 7", "no subject is called 'unicorns'"),
        ("flood *", "character 7", "no letter or digit"),
        ('flood "', "character 7", "a word is missing"),
        ('""', "character 1", "no letter or digit"),
        ("flood AND", "character 10", "a word is missing"),
    ],
)
def test_an_error_names_the_place_and_the_way_out(query: str, place: str, reason: str) -> None:
    with pytest.raises(InputError) as raised:
        parse(query)
    assert place in raised.value.reason
    assert reason in raised.value.reason
    assert raised.value.remedy
    assert "query" in raised.value.item


@pytest.mark.parametrize("query", ["-football", "-(a OR b)", "flood OR -fire", "NOT fire"])
def test_a_query_must_ask_for_something(query: str) -> None:
    with pytest.raises(InputError, match="only what must not be there"):
        parse(query)


@pytest.mark.parametrize("query", ["place:Nowhereistan", 'flood place:"Nether Nowhere"'])
def test_a_place_that_is_none_is_refused(query: str) -> None:
    with pytest.raises(InputError, match="no place is called") as raised:
        parse(query)
    assert "leave 'place:' out" in raised.value.remedy


def test_a_country_may_be_named_anywhere_a_town_must_open_the_report() -> None:
    tail = " The pumps came by rail, and the crews slept in the school." * 20
    text = f"The pumps arrived on Friday.{tail} They are from Ukraine, by Brno."
    told = Report(id="q-9", title="Pumps arrive", text=text, language="en")
    assert parse("place:Ukraine").matches(told)
    assert not parse("place:Brno").matches(told)
    assert not parse("place:Austria").matches(told)


def test_a_query_has_a_limit_in_length_and_depth() -> None:
    with pytest.raises(InputError, match="longer than"):
        parse("flood " * 400)
    with pytest.raises(InputError, match="brackets within each other"):
        parse("(" * 60 + "a" + ")" * 60)
    with pytest.raises(InputError, match="exclusion"):
        parse("a " + "-" * 60 + "b")


words = st.text(alphabet="abcxyzäß9", min_size=1, max_size=6)
terms = st.builds(
    Term,
    field=st.sampled_from(["", "", "title", "outlet"]),
    words=st.lists(words.map(lambda w: w.replace("ß", "ss").replace("ä", "a")), min_size=1, max_size=3).map(
        tuple
    ),
    begins=st.booleans(),
)


def nested(parts: st.SearchStrategy[Term]) -> st.SearchStrategy[object]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return several.map(lambda p: All(parts=p)) | several.map(lambda p: Some(parts=p))


trees = st.recursive(terms, nested, max_leaves=8)


@given(trees)
def test_a_query_reads_again_as_it_is_printed(tree: Term) -> None:
    printed = str(Query(root=tree))
    again = parse(printed)
    assert str(again) == str(parse(str(again)))
    assert again.root == tree


@given(trees, terms)
def test_an_exclusion_reads_again_as_it_is_printed(tree: Term, first: Term) -> None:
    root = All(parts=(first, Not(part=tree)))
    assert parse(str(Query(root=root))).root == root


def tried(text: str) -> tuple[Query | None, InputError | None]:
    try:
        return parse(text), None
    except InputError as error:
        return None, error


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused_with_a_way_out(text: str) -> None:
    query, error = tried(text)
    if query is None:
        assert error
        assert error.remedy
    else:
        assert query.matches(CREST) in (True, False)
        assert str(parse(str(query))) == str(query)
