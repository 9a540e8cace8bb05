"""What can happen in a disagreement. The only code that changes its state."""
