"""What sources can bear out: their words, numbers, names and days."""
