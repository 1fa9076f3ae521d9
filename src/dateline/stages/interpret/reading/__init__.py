"""What every grammar shares of a report's text: sentences, tokens, quotations, names, phrases, numbers."""
