"""The year of the steering group: what is to be done by when, what is late, and what its next meeting has to talk about."""
