"""What a sentence claims beside names and numbers: whether it denies, how sure it is, which way it goes."""
