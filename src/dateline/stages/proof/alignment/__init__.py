"""Which words of the sources a sentence of a draft stands on."""
