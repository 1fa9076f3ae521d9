"""What is drawn: maps, charts and cards, with words beside them, from data that the package carries."""
