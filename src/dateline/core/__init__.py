"""Types, errors, text and identifiers: what every room of the house shares. Standard library only."""
