"""What a language model is told of a story, and what may be taken of its answer. Asks nobody."""

VERSION = "1"
