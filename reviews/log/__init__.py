"""The log of the year: good practice, bad practice and live issues, noted when they happen."""
