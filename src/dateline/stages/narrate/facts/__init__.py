"""The facts of a story: its sentences, people, figures, claims, course and places, out of all its reports."""
