"""Drafts: any text of anyone, cut into the passages that are judged."""
