"""What a story page shows, part by part. :mod:`view` puts the parts together."""
