"""What a page tells, and in which order."""
