"""How likely two reports in one language tell of one happening: the model that ships, and its features."""
