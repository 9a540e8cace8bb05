"""Pages of reviews, by who uses them: respondents (answering), officers (preparing, running), everybody (report)."""
