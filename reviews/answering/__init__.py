"""Answering a survey: forms for each kind of question, what is counted, what is detached."""
