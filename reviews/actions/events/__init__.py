"""What can happen to the yearly event."""
