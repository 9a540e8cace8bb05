"""What people do in one year, season by season, for the walk in tests/browser/test_year.py."""
