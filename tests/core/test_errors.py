"""Errors say what, with which thing, and the way out."""

from dateline.core.errors import DatelineError, InputError, MissingExtra, UsageError


def test_the_message_names_the_item_and_the_way_out() -> None:
    error = InputError("page.html", "no article in it", "give the article's own page")
    assert str(error) == "page.html: no article in it (give the article's own page)"
    assert str(UsageError("", "nothing to build from")) == "nothing to build from"


def test_a_missing_extra_tells_how_to_get_it() -> None:
    error = MissingExtra("export --format parquet", "parquet")
    assert "pip install 'dateline[parquet]'" in str(error)
    assert isinstance(error, UsageError)
    assert isinstance(error, DatelineError)
