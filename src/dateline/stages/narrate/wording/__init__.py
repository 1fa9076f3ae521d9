"""How a page words it: sentences that stand alone, whose they are, within the limits on others' words."""
