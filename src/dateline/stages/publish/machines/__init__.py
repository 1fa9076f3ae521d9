"""What is written for machines alone: feeds, lists of addresses, structured data."""
