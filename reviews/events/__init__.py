"""The yearly event: its forms, the questions asked after it, and what it gives to the report."""
