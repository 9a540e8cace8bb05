"""Backups that only two other organisations' keys open, and how one of them is put back."""
