"""The pages that lead to stories: front page, themes, places, people, search, accounts of the site."""
