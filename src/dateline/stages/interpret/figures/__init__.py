"""How many, how far, how much: counts of people and measures, with their scope."""
