"""The timeline of a theme: which days mattered, and the lines that tell them."""
