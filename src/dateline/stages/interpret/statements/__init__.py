"""Who says what, by which word, and how sure."""
