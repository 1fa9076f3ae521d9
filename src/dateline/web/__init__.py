"""The served site: the same pages as the static one, and an API over the same store. Thin."""
