"""The board: papers written, issued and read, and what was decided."""
