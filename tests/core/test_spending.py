"""What asking costs: estimates that are never too low, budgets that stop before."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.core.spending import Budget, Prices, Tokens, estimate

COUNTS = st.integers(min_value=0, max_value=10**7)
TOKENS = st.builds(Tokens, sent=COUNTS, received=COUNTS)


def test_a_price_is_for_a_million_tokens() -> None:
    assert Prices(sent=2.0, received=6.0).cost(Tokens(sent=500_000, received=250_000)) == 2.5
    assert Prices().cost(Tokens(sent=10**9)) == 0


def test_an_estimate_grows_with_the_text_and_counts_bytes() -> None:
    assert estimate("a" * 300) >= 100
    assert estimate("桥" * 100) >= 100
    assert estimate("") > 0
    assert estimate("\ud800") > 0


@given(st.text(), st.text())
def test_an_estimate_of_two_is_no_less_than_of_one(one: str, other: str) -> None:
    assert estimate(one, other) >= max(estimate(one), estimate(other))


def test_no_budget_objects_to_nothing() -> None:
    assert Budget().objection(Tokens(sent=10**12), Tokens(sent=10**12), Prices(sent=1)) == ""


def test_a_budget_of_nothing_objects_to_everything() -> None:
    assert Budget(tokens=0).objection(Tokens(), Tokens(sent=1), Prices())
    assert Budget(money=0).objection(Tokens(), Tokens(sent=1), Prices(sent=1))


def test_money_without_prices_is_never_spent() -> None:
    assert Budget(money=0).objection(Tokens(), Tokens(sent=10**9), Prices()) == ""


@given(TOKENS, TOKENS, COUNTS)
def test_what_is_allowed_stays_within_the_budget(spent: Tokens, ahead: Tokens, most: int) -> None:
    allowed = not Budget(tokens=most).objection(spent, ahead, Prices())
    assert allowed == ((spent + ahead).total <= most)


@given(TOKENS, TOKENS, st.floats(min_value=0, max_value=100))
def test_what_is_allowed_costs_no_more_than_the_budget(spent: Tokens, ahead: Tokens, most: float) -> None:
    prices = Prices(sent=0.5, received=1.5)
    allowed = not Budget(money=most).objection(spent, ahead, prices)
    assert allowed == (prices.cost(spent + ahead) <= most)
