"""Where: names of places, told apart from other names and put on the map."""
