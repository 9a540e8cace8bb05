"""Papers for the board: from rows to a numbered paper, as page, PDF and Word document."""
