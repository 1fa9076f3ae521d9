"""What happened: events by category and mode, with who, to whom, where and when."""
