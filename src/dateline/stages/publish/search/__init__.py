"""Searching stories: which words count, what a query asks, which of the stories found come first."""
