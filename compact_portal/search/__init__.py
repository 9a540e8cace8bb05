"""One box that looks in everything the person may see."""
