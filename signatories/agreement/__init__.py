"""The text of an agreement as people meet it: page, PDF, Word, file, and side by side with another."""
