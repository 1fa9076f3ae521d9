"""The open window: reports as rows of numbers, the pairs worth comparing, and what is measured of a pair."""
