"""What may be said: by who writes a plan (writing), reports on it (progress), agrees to it (approving), or is consulted (consulting)."""
