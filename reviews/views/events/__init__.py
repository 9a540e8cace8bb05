"""The yearly event's pages."""
