"""Tests of the served site."""
