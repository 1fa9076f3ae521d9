"""Which reports go together, under which id, after which other story, of whose text, and for what reason."""
