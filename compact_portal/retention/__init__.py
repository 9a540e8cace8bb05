"""What is kept, for how long, and what happens when its time has come: one rule for each kind of data (UK GDPR, article 5(1)(e))."""
