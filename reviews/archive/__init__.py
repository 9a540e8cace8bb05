"""Through the years: what was published, the figures as series, and a search in all of it."""
