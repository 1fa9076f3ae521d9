"""What reports in different languages share without translation: places, people, figures, kinds of event."""
