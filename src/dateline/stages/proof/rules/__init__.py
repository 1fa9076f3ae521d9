"""The rules of the house, by their subject, one function each."""
