"""The words of a language that the writer needs: phrases for a translator to replace, and tables of words."""
