"""Which stories are one long-running matter, its name and its subjects, and the newsroom's own queries."""
