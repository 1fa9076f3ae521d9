"""``/api/v1``: what the site knows, as JSON for programs. Reads, and writes nothing."""
