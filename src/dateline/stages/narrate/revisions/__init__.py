"""What a publication changed, and why."""
