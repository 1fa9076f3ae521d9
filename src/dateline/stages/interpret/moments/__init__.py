"""When: expressions of time, with their values in TIMEX3."""
