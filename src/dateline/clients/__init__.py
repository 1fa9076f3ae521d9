"""Clients: what reads the world outside. They know ``core`` and nothing of the flow."""
